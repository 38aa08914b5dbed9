"""Fact files, also badly written ones, are told from every other text that somebody may hand over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.facts.kinds_of_input import is_fact_file
from expert.facts.writer import fact_file, fact_json
from expert.foundations import content
from expert.rules.knowledge import KnowledgeBase

FACTS = KnowledgeBase.shipped().vocabulary.facts
STDIN = "standard input"

MAIL = "From: anna@library.example\nTo: help@library.example\nSubject: reader\n\n"
LOG = "2026-03-01 10:00:01 INFO starting\n2026-03-01 10:00:02 WARN The shelf is full\n"
PLIST = '<?xml version="1.0"?>\n<plist version="1.0">\n<dict>\n<key>platform</key>\n<string>folio</string>\n'
CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUQz==\n-----END CERTIFICATE-----\n"
GRAPH = '{"@odata.context": "https://x", "value": [{"deviceName": "Folio 3", "enrollmentState": "failed"}]}'
SIGN_IN = '{"error":"invalid_grant","error_description":"AADSTS50076: Due to","error_codes":[50076],"trace_id":"x"}'
CRASH = '{"app_name":"x","timestamp":"2026","os_version":"Folio 7","incident_id":"1"}\n{"uptime": 3}\n'

# Of each what it is called, and the text.
FACT_FILES: dict[str, tuple[str, str]] = {
    "one fact": (STDIN, "platform: folio\n"),
    "several facts": ("case.yaml", "case: INC1\nerror: The shelf is full\nplatform: folio\n"),
    "with another ending": ("case.txt", "platform: folio\nerror: The shelf is full\n"),
    "with comments and a schema": ("case.yaml", "# yaml-language-server: $schema=s.json\n\nplatform: folio # yes\n"),
    "a block": (STDIN, "error: |\n  Domain: X\n  Code : 4001\n  From: me\n"),
    "a block after a fact": (STDIN, "platform: folio\nerror: |\n  the log\n  Domain: X\n"),
    "a text in quotes over several lines": (STDIN, 'error: "one\nDomain: X\nCode: 1"\n'),
    "a folded text": (STDIN, "error: >\n  The shelf\n  is full\n"),
    "a list of messages": (STDIN, "error:\n  - one\n  - two\n"),
    "names in quotes": (STDIN, '"platform": folio\n\'error\': x\n'),
    "all of it set in": (STDIN, "  platform: folio\n  error: x\n"),
    "a marked beginning": (STDIN, "---\nplatform: folio\n"),
    "a byte order mark": (STDIN, "\ufeffplatform: folio\n"),
    "spaces that do not break": (STDIN, "platform:\u00a0folio\n"),
    "line ends of Windows": (STDIN, "platform: folio\r\nerror: x\r\n"),
    "nothing known": (STDIN, "platform:\nerror:\n"),
    "in braces": (STDIN, "{platform: folio, error: x}"),
    "JSON": ("case.json", '{"platform": "folio", "error": ["a", "b"]}'),
    "JSON on standard input": (STDIN, '{\n  "error": "The shelf is full"\n}'),
    "JSON with something unknown": (STDIN, '{"platform": "folio", "foo": 1}'),
    # with mistakes
    "empty": (STDIN, ""),
    "blank": (STDIN, " \n\n"),
    "only comments": (STDIN, "# platform: folio\n# error: x\n"),
    "empty braces": (STDIN, "{ }"),
    "only a marked beginning": (STDIN, "---\n...\n"),
    "a misspelled name": (STDIN, "plattform: folio\n"),
    "a misspelled name of two": (STDIN, "kund: Anna\nplattform: folio\n"),
    "two letters exchanged": (STDIN, "os_versoin: 7\n"),
    "a misspelled name, and a broken line": (STDIN, "plattform: folio\nerror: a: b\n"),
    "a wrong value": (STDIN, "platform: foilo\n"),
    "a name that nobody knows beside one": (STDIN, "platform: folio\nfoo: 1\n"),
    "a name that nobody knows before one": (STDIN, "foo: 1\nplatform: folio\n"),
    "a message with a colon": (STDIN, "error: Failed: no network\n"),
    "a message that is not set in": (STDIN, "error: Setup failed.\nThe network was lost.\nplatform: folio\n"),
    "a log that is not set in": (STDIN, f"platform: folio\nerror: |\n{LOG}"),
    "a line without colon": (STDIN, "platform: folio\nos_version 7\n"),
    "no space after the colon": (STDIN, "platform:folio\nerror:x\n"),
    "equals signs": (STDIN, "platform = folio\nerror = x\n"),
    "a list of facts": (STDIN, "- platform: folio\n- error: x\n"),
    "facts under a name": (STDIN, "device:\n  platform: folio\n"),
    "a quote that is not closed": (STDIN, 'platform: folio\nerror: "x\n'),
    "a control character": (STDIN, "platform: folio\nerror: a\x07b\n"),
    "a second document": (STDIN, "platform: folio\n---\nplatform: folio\n"),
    "given twice": (STDIN, "platform: folio\nplatform: folio\n"),
    "a comma too many": ("case.json", '{"platform": "folio",}'),
    "braces that are not closed": (STDIN, '{"platform": "folio", "error": "x"'),
    "YAML in a file for JSON": ("case.json", "platform: folio\n"),
    "too deep": (STDIN, "error: " + "[" * 100_000),
    "JSON too deep": ("case.json", '{"error": ' + "[" * 100_000),
    "prose before facts": (STDIN, "Here it is\nplatform: folio\nerror: x\n"),
    # told by the ending
    "names that nobody knows": ("case.yaml", "foo: 1\nqwerty: 2\n"),
    "names that nobody knows, and anchors": ("case.yml", "a: &a [x]\nb: [*a, *a]\n"),
    "names in capitals": ("case.yaml", "Platform: folio\nError: x\n"),
    "a message with more lines": ("case.yaml", "error: Setup failed.\nThe network was lost.\n"),
    "an error with names below": ("case.yaml", "error:\n  code: 5\n"),
}
TEXTS: dict[str, tuple[str, str]] = {
    "the message": (STDIN, "The shelf is full\n"),
    "the message in Swedish": (STDIN, "Hyllan är full\n"),
    "the message in a file for facts": ("case.yaml", "The shelf is full\n"),
    "one word": (STDIN, "ShelfFull"),
    "one word that is a fact's name": (STDIN, "platform"),
    "a number": (STDIN, "80180014\n"),
    "a code": (STDIN, "0x87D13B66"),
    "with a capital": (STDIN, "Error: The shelf is full\n"),
    "with a capital, in a file for facts": ("case.yaml", "Error: The shelf is full\n"),
    "with a capital, in Swedish": (STDIN, "Fel: Hyllan är full\n"),
    "a form in capitals": (STDIN, "Platform: Folio 3\nError: The shelf is full\n"),
    "a log": ("x.log", LOG),
    "a log of names and values": (STDIN, "Domain: X\nCode : 4001\nDescription: The shelf is full\n"),
    "a log of names in lower case": (STDIN, "domain: x\ncode: 4001\n"),
    "a log that says error": (STDIN, "error: The shelf is full\nhint: free a place\nfatal: giving up\n"),
    "a log that begins with error": (STDIN, f"error: cannot join\n{LOG}"),
    "a log that begins with error, broken": (STDIN, "error: a: b\nThe network was lost.\n"),
    "a log that names a fact": (STDIN, f"{LOG}platform: folio\n{LOG}"),
    "a log with tabs": (STDIN, "default\t10:00:00\tprofiled\terror: x\nerror\t10:00:01\tprofiled\ty\n"),
    "a log in colors": (STDIN, "\x1b[31mERROR\x1b[0m The shelf is full\n"),
    "what OpenSSL says": (STDIN, "error:0A000086:SSL routines::certificate verify failed\n"),
    "an error of Apple's": (STDIN, 'Error Domain=X Code=-1009 "offline" UserInfo={NSUnderlyingError=0x1}\n'),
    "an error of Apple's in braces": (STDIN, '{Error Domain=X Code=-1009 "offline" UserInfo={a=b}}'),
    "an answer in PowerShell": (STDIN, "\nDeviceName : Folio\nPlatform   : Folio 3\nError      : x\n"),
    "a mail": ("x.eml", f"{MAIL}Hello,\nThe shelf is full.\n"),
    "a mail that names a fact": (STDIN, f"{MAIL}Hello,\nplatform: folio\nThe shelf is full.\n"),
    "a mail of nothing but names": (STDIN, "From: Anna\nSubject: reader\nplatform: folio\n"),
    "a mail in Swedish": (STDIN, "Från: Anna\nÄmne: Läsplatta\n\nHej!\nDet står: Hyllan är full\n"),
    "an answer in a mail": (STDIN, "> platform: folio\n> error: x\n\nIt is a Folio.\n"),
    "prose with a colon": (STDIN, "The borrower says: the shelf is full. We tried: nothing helps.\n"),
    "prose in Swedish": (STDIN, "Läsplattan visar: Hyllan är full.\nVad gör vi?\n"),
    "prose in lower case": (STDIN, "hej: den säger att hyllan är full\n"),
    "a list of prose": (STDIN, "- The shelf is full\n- we tried again\n"),
    "messages in a list": (STDIN, "- error: one\n- error: two\n"),
    "an answer of Graph": ("x.json", GRAPH),
    "an answer of Graph on standard input": (STDIN, GRAPH),
    "a refusal of Graph": ("x.json", '{"error": {"code": "Forbidden", "message": "The shelf is full"}}'),
    "a refusal of Graph in YAML": (STDIN, "error:\n  code: Forbidden\n  message: no\n"),
    "a refusal of a sign-in": ("x.json", SIGN_IN),
    "errors in JSON": (STDIN, '{"errors": [{"message": "x"}], "data": null}'),
    "a JSON list": ("x.json", '[{"platform": "folio"}]'),
    "a JSON text": ("x.json", '"The shelf is full"'),
    "lines of JSON": (STDIN, '{"level":"error","error":"x","ts":1}\n{"level":"info","msg":"y"}\n'),
    "JSON of something else": ("x.json", '{"name": "x", "version": "1", "private": true}'),
    "JSON that is cut off": ("x.json", '{"deviceName": "Folio", "owner": "An'),
    "a crash": ("x.ips", CRASH),
    "a property list": ("x.plist", PLIST),
    "an old property list": (STDIN, '{\n    ErrorCode = 5;\n    Text = "The shelf is full";\n}\n'),
    "XML": (STDIN, "<Error><Code>5</Code></Error>"),
    "HTML": (STDIN, "<!DOCTYPE html>\n<p>The shelf is full</p>\n"),
    "CSV": ("x.csv", "time,level,message\n10:00,error,The shelf is full\n"),
    "a certificate": ("x.pem", CERTIFICATE),
    "the headers of an answer": (STDIN, "HTTP/1.1 403 Forbidden\nContent-Type: application/json\nDate: x\n"),
    "headers in lower case": (STDIN, "content-type: text/html\nserver: x\n"),
    "a table": (STDIN, "| platform | folio |\n| error | x |\n"),
    "a path": (STDIN, "C:\\Users\\anna\\log.txt\n"),
    "an address": (STDIN, "https://library.example/join?platform=folio\n"),
    "another YAML": ("x.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n"),
    "a YAML list": ("x.yaml", "- hosts: all\n  tasks: []\n"),
    "control characters": (STDIN, "\x07\x08"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "text"), FACT_FILES.values(), ids=FACT_FILES)
def test_a_fact_file_is_one_whatever_is_wrong_with_it(file: str, text: str) -> None:
    assert is_fact_file(text, file, FACTS)


@pytest.mark.parametrize(("file", "text"), TEXTS.values(), ids=TEXTS)
def test_any_other_text_is_none(file: str, text: str) -> None:
    assert not is_fact_file(text, file, FACTS)


def test_all_fact_files_that_are_here_are_fact_files_under_any_name() -> None:
    files = [*content.bundled("facts", "examples").iterdir(), *content.bundled("facts", "healthy").iterdir()]
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert is_fact_file(text, file.name, FACTS), file.name
        assert is_fact_file(text, STDIN, FACTS), file.name


_VALUES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@given(st.dictionaries(st.sampled_from(sorted(FACTS)), _VALUES, min_size=1, max_size=5))
def test_what_is_written_as_a_fact_file_is_taken_for_one(facts: dict[str, str]) -> None:
    assert is_fact_file(fact_file(facts), "case.yaml", FACTS)
    assert is_fact_file(fact_file(facts), STDIN, FACTS)
    assert is_fact_file(fact_json(facts), "case.json", FACTS)


@given(st.text(max_size=200), st.sampled_from([STDIN, "x.yaml", "x.json", "x.log"]))
def test_of_any_text_it_is_known_what_it_is(text: str, file: str) -> None:
    assert is_fact_file(text, file, FACTS) in (True, False)


def test_it_takes_no_longer_than_the_text_is_long() -> None:
    names = "".join(f"name_{i}: x\n" for i in range(20_000))
    quotes = '"\\' * 100_000, '{"' + '\\"' * 100_000
    for text in (names, *quotes, "a: " * 100_000, "x: y\n" * 50_000, "-" * 200_000):
        assert not is_fact_file(text, STDIN, FACTS)
