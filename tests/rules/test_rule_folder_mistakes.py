"""Every kind of mistake in a rule folder is told with its file, its line and what was likely meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from expert.foundations.problems import InputError
from expert.rules.loader import load_layers
from tests.commands import run

CAUSE = """\
id: dust-in-the-port
title: {en: Dust in the port, sv: Damm i porten}
explains: [shelf-full]
confirmed_when: {app: broken}
remedy:
  id: blow-the-dust-out
  title: {en: Blow the dust out, sv: Blås ur dammet}
  options:
    - steps:
        - text: {en: Blow., sv: Blås.}
          short: {en: Blow, sv: Blås}
        - step: join-again
  sources: [{document: handbook, heading: Dust, date: 2019-11-18}]
sources: [{document: handbook, heading: Port, date: 2019-11-18}]
cases:
  - {name: dust, facts: {app: broken}, verdict: confirmed}
  - {name: no dust, facts: {app: current}, verdict: ruled_out}
"""
HOME = "causes/dust-in-the-port.yaml"
FACT = """\
facts:
  dust:
    type: yes_no
    title: {en: Dust, sv: Damm}
    ask: {en: Is there dust?, sv: Finns det damm?}
    where_to_look: {en: In the port., sv: I porten.}
    cost: user
"""
DERIVATION = """\
id: %s
title: {en: It follows, sv: Det följer}
when: %s
concludes: %s
sources: [{document: handbook, heading: Dust, date: 2019-11-18}]
"""
SYMPTOM = """\
id: it-smells
title: {en: It smells, sv: Det luktar}
example: {error: It smells burned}
messages: [{en: It smells burned, sv: Det luktar bränt}]
sources: [{document: handbook, heading: Smell, date: 2019-11-18}]
"""
REMEDY = """\
id: %s
title: {en: Do it, sv: Gör det}
options: [{steps: [{step: join-again}]}]
sources: [{document: handbook, heading: Dust, date: 2019-11-18}]
"""

OVERRIDES = {"overrides.yaml": "steps: [join-again]\n"}
SHARED = """\
id: join-again
text: {en: Do it again., sv: Gör om det.}
last: true
before: [{when: %s, title: {en: A, sv: A}, in_short: {en: B., sv: B.}}]
"""


# The value of a key may stand on the next line; the key's line is told.
IN_JSON = """\
{"id": "a",
 "title": {"en": "It follows", "sv": "Det följer"},
 "when": {"any": [
   {"run_by": "nobody"},
   {"platform": "slate"}]},
 "concludes":
   {"card": "missing"},
 "sources":
   [{"document": "handbook", "heading": "Dust", "date": "2019-11-18"}]}
"""


def but(old: str, new: str, text: str = CAUSE) -> str:
    """The text with a mistake put in."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def derivation(name: str, when: str, concludes: str) -> dict[str, str]:
    return {f"derivations/{name}.yaml": DERIVATION % (name, when, concludes)}


def when(condition: str) -> dict[str, str]:
    """The cause with another condition, on line 4."""
    return {HOME: but("{app: broken}\nremedy", f"{condition}\nremedy")}


@dataclass(frozen=True)
class Mistake:
    """A rule folder with a mistake in it.

    Attributes:
        files: the files, by their path in the folder.
        said: the beginning of what is said of each problem after the folder's name, in the order of the lines.
    """

    files: dict[str, str | bytes]
    said: tuple[str, ...]


def mistake(files: dict[str, str] | dict[str, bytes] | str, *said: str) -> Mistake:
    return Mistake({HOME: files} if isinstance(files, str) else dict(files), said)


UNSEEN = "a text must not hold a character that cannot be seen"
BLOW = "        - text: {en: Blow., sv: Blås.}\n          short: {en: Blow, sv: Blås}\n"
MISTAKES = {
    # The folder
    "nothing in it": mistake({}, ": there are no rules in this folder; it should hold symptoms, causes,"),
    "only a README": mistake({"README.md": "# Rules"}, ": there are no rules in this folder"),
    "an unknown subfolder": mistake(
        {"cause/dust.yaml": CAUSE}, '/cause/dust.yaml: "cause" is not a folder for rules; did you mean "causes"?'),
    "a folder in a subfolder": mistake(
        {"causes/a/b/dust.yaml": CAUSE}, '/causes/a/b/dust.yaml: "causes/a/b" is not a folder for rules'),
    "a topic that there is none of": mistake(
        {"causes/limit/dust-in-the-port.yaml": CAUSE},
        '/causes/limit/dust-in-the-port.yaml:1: there is no topic "limit"; did you mean "limits"?'),
    "an unknown subfolder with many files": mistake(
        {f"moer/{i}.yaml": CAUSE for i in range(9)}, '/moer/0.yaml: "moer" is not a folder for rules'),
    "a cause at the top": mistake(
        {"dust.yaml": CAUSE},
        "/dust.yaml: this file does not belong here; put it into one of symptoms, causes, remedies,"),
    "a misspelled single file": mistake(
        {"document.yaml": "a: b"}, '/document.yaml: this file does not belong here; did you mean "documents.yaml"?'),
    "an ending that Windows hides": mistake(
        {HOME + ".txt": CAUSE}, '/causes/dust-in-the-port.yaml.txt: rename it to "dust-in-the-port.yaml"'),
    "one id in two files": mistake(
        {HOME: CAUSE, "causes/dust-in-the-port.yml": CAUSE},
        "/causes/dust-in-the-port.yml: the same id is in dust-in-the-port.yaml; keep one of them"),
    # The file
    "an empty file": mistake("", f"/{HOME}: the file is empty"),
    "a file of comments": mistake("# id: dust\n", f"/{HOME}: the file is empty"),
    "a binary file": mistake({HOME: b"\x00\x01"}, f"/{HOME}: this is not a text file"),
    "a file in Latin-1": mistake({HOME: CAUSE.encode("latin-1")}, f"/{HOME}:7: the text is not in UTF-8"),
    "a list": mistake("- id: dust\n", f"/{HOME}:1: must be a table of `name: value`"),
    "a text": mistake("dust\n", f"/{HOME}:1: must be a table"),
    "not YAML": mistake(CAUSE + "notes: [a\n", f"/{HOME}:18: this is not well-formed YAML: a list that is opened"),
    "not JSON": mistake({"causes/dust.json": '{"id": "dust",}'}, "/causes/dust.json:1: this is not well-formed JSON"),
    "a mistake in JSON": mistake(
        {"derivations/a.json": IN_JSON.replace('"title"', '"titel"')},
        '/derivations/a.json:1: "title" is missing', '/derivations/a.json:2: "titel" is not known here; did you mean'),
    "a value that cannot be in JSON": mistake(
        {"derivations/a.json": IN_JSON.replace('"slate"', '"foilo"')},
        '/derivations/a.json:5: platform cannot be "foilo"'),
    "no title in JSON": mistake(
        {"derivations/a.json": IN_JSON.replace(', "sv": "Det följer"', "")}, '/derivations/a.json:2: "sv" is missing'),
    "no sources in JSON": mistake(
        {"derivations/a.json": IN_JSON.partition("[{\"document")[0] + "[]}"},
        "/derivations/a.json:8: every statement needs a source"),
    "a key given twice in JSON": mistake(
        {"causes/dust.json": '{"id": "dust",\n "id": "dust"}'},
        '/causes/dust.json:2: "id" is already given on line 1', '/causes/dust.json:1: "title" is missing',
        '/causes/dust.json:1: "explains" is missing', '/causes/dust.json:1: "confirmed_when" is missing',
        '/causes/dust.json:1: "remedy" is missing', '/causes/dust.json:1: "sources" is missing',
        '/causes/dust.json:1: "cases" is missing'),
    "an anchor": mistake(but("[shelf-full]", "&a [shelf-full]"), f"/{HOME}:3: anchors and aliases"),
    "a key given twice": mistake(
        CAUSE + "id: dust-in-the-port\n", f'/{HOME}:18: "id" is already given on line 1; keep one of them'),
    "a key given twice, and more": mistake(
        but("[shelf-full]", "[shelf-ful]") + "id: dust-in-the-port\n",
        f'/{HOME}:18: "id" is already given', f'/{HOME}:3: there is no symptom "shelf-ful"'),
    # Ids and keys
    "an id that is not the file's name": mistake(
        {"causes/other.yaml": CAUSE},
        '/causes/other.yaml:1: the file is named "other" but its id is "dust-in-the-port"'),
    "an id in the wrong form": mistake(
        {"causes/Dust_Port.yaml": but("id: dust-in-the-port", "id: Dust_Port")},
        '/causes/Dust_Port.yaml:1: the id "Dust_Port" must be lower case words joined by hyphens'),
    "an id that is a number": mistake(
        {"causes/17.yaml": but("id: dust-in-the-port", "id: 17")}, "/causes/17.yaml:1: id must be a text"),
    "a remedy's id in the wrong form": mistake(
        but("id: blow-the-dust-out", "id: Blow"), f'/{HOME}:6: the id "Blow" must be lower case words'),
    "a remedy's id that is taken": mistake(
        but("id: blow-the-dust-out", "id: give-card"),
        f'/{HOME}:6: there is another remedy "give-card"; give this one an id of its own'),
    "a shared step without an id": mistake(
        {"steps/s.yaml": "text: {en: a, sv: b}"},
        '/steps/s.yaml:1: "id" is missing'),
    "an unknown key": mistake(
        but("confirmed_when", "confirmed_wen"),
        f'/{HOME}:1: "confirmed_when" is missing',
        f'/{HOME}:4: "confirmed_wen" is not known here; did you mean "confirmed_when"?'),
    "an unknown key deep inside": mistake(
        but(BLOW, BLOW + "          saftey: [erases_device]\n"),
        f'/{HOME}:12: "saftey" is not known here; did you mean "safety"?'),
    "a key that belongs elsewhere": mistake(
        but("- step: join-again", "- step: join-again\n          wait: PT1H"),
        f'/{HOME}:13: "wait" is not known here; it can be: prepared, seed, step'),
    "a missing key": mistake(
        but("title: {en: Dust in the port, sv: Damm i porten}\n", ""), f'/{HOME}:1: "title" is missing'),
    "no Swedish": mistake(but(", sv: Damm i porten", ""), f'/{HOME}:2: "sv" is missing'),
    "another language": mistake(
        but("sv: Damm i", "se: Damm i"), f'/{HOME}:2: "sv" is missing',
        f'/{HOME}:2: "se" is not known here; it can be: en, sv'),
    # Types
    "a text in one language": mistake(
        but("{en: Dust in the port, sv: Damm i porten}", "Dust in the port"),
        f"/{HOME}:2: title must be a text in both languages: {{en: …, sv: …}}"),
    "a number for a text": mistake(but("en: Dust in the port", "en: 17"), f"/{HOME}:2: en must be a text"),
    "a text for a list": mistake(
        but("[shelf-full]", "shelf-full"),
        f"/{HOME}:3: explains must be a list"),
    "a text for a step": mistake(
        but(BLOW, "        - Blow.\n"), f"/{HOME}:10: each part of steps must be a table"),
    "a day that does not exist": mistake(
        but("heading: Port, date: 2019-11-18", "heading: Port, date: 2019-02-30"),
        f"/{HOME}:14: date must be a date such as 2026-03-31"),
    "a word that cannot stand there": mistake(
        but("heading: Port,", "heading: Port, status: superceded,"),
        f'/{HOME}:14: "superceded" cannot stand here; did you mean "superseded"?'),
    "a verdict that there is not": mistake(
        but("ruled_out}", "excluded}"), f'/{HOME}:17: "excluded" cannot stand here; it can be: confirmed, likely,'),
    "an order that is no number": mistake(
        {HOME: CAUSE, "symptoms/it-smells.yaml": SYMPTOM + "order: first\n"},
        "/symptoms/it-smells.yaml:6: order must be a whole number"),
    # References
    "an unknown symptom": mistake(
        but("[shelf-full]", "[shelf-ful]"),
        f'/{HOME}:3: there is no symptom "shelf-ful"; did you mean "shelf-full"?'),
    "an unknown symptom of a case": mistake(
        but("{name: dust,", "{name: dust, shows: smoke,"), f'/{HOME}:16: there is no symptom "smoke"'),
    "an unknown remedy": mistake(
        CAUSE[: CAUSE.index("remedy:")] + "remedy: give-crad\n" + CAUSE[CAUSE.index("\nsources:") + 1 :],
        f'/{HOME}:5: there is no remedy "give-crad"; did you mean "give-card"?'),
    "an unknown step": mistake(
        but("step: join-again", "step: join-agian"),
        f'/{HOME}:12: there is no shared step "join-agian"; did you mean "join-again"?'),
    "an unknown document": mistake(
        but("document: handbook, heading: Port", "document: handbok, heading: Port"),
        f'/{HOME}:14: there is no document "handbok"; did you mean "handbook"?'),
    "an unknown document of a note": mistake(
        CAUSE + "notes: [{text: {en: a, sv: b}, sources: [{document: sead, heading: x, date: 2019-11-18}]}]\n",
        f'/{HOME}:18: there is no document "sead"'),
    "an unknown fact of a case": mistake(
        but("facts: {app: current}", "facts: {ap: current}"),
        f'/{HOME}:17: there is no fact "ap"; did you mean "app"?'),
    "an unknown value of a case": mistake(
        but("facts: {app: current}", "facts: {app: curent}"),
        f'/{HOME}:17: app cannot be "curent"; did you mean "current"?'),
    # Conditions
    "an unknown fact": mistake(
        when("{ap: broken}"),
        f'/{HOME}:4: there is no fact "ap"; did you mean "app"?'),
    "an unknown value": mistake(
        when("{app: brokn}"),
        f'/{HOME}:4: app cannot be "brokn"; did you mean "broken"?'),
    "several in one condition": mistake(
        when("\n  any:\n    - platform: foilo\n    - not: {plattform: folio}\n    - all: []"),
        f'/{HOME}:6: platform cannot be "foilo"; did you mean "folio"?', f'/{HOME}:7: there is no fact "plattform"',
        f"/{HOME}:8: `all` takes a list of conditions"),
    "an unknown relation": mistake(
        when("{readers_counted: {atleast: 3}}"),
        f'/{HOME}:4: readers_counted cannot be compared by "atleast"; did you mean "at_least"?'),
    "a relation to a word": mistake(
        when("{platform: {at_least: folio}}"),
        f'/{HOME}:4: platform cannot be compared by "at_least"; write its value, or a list of values'),
    "an unknown fact to compare with": mistake(
        when("{readers_counted: {at_least: {fact: readerlimit}}}"),
        f'/{HOME}:4: there is no fact "readerlimit"; did you mean "reader_limit"?'),
    "a fact of another type to compare with": mistake(
        when("{readers_counted: {at_least: {fact: platform}}}"), f"/{HOME}:4: readers_counted and platform are of"),
    "a misspelled operand": mistake(
        when("{readers_counted: {at_least: {fakt: reader_limit}}}"), f"/{HOME}:4: compare with a value, or with"),
    "days added to a date": mistake(
        when("{seal_expires_on: {before: {fact: observed_on, plus: 3}}}"), f"/{HOME}:4: `plus` is only for numbers"),
    "a table added to a number": mistake(
        when("{readers_counted: {at_least: {fact: reader_limit, plus: [{a: 1}]}}}"),
        f"/{HOME}:4: `plus` takes facts and whole numbers"),
    "a message in a condition": mistake(
        when("{error: The shelf is full}"), f"/{HOME}:4: error is recognized by the messages of symptoms"),
    "a fact without a value": mistake(when("{platform: }"), f"/{HOME}:4: platform needs a value"),
    "a fact with none of many values": mistake(when("{platform: []}"), f"/{HOME}:4: platform needs a value"),
    "a fact with no relation": mistake(when("{readers_counted: {}}"), f"/{HOME}:4: readers_counted needs a value"),
    "a list in a list": mistake(when("{platform: [[folio]]}"), f"/{HOME}:4: platform takes one value"),
    "nothing as a condition": mistake(when("{}"), f"/{HOME}:4: a condition is a table of `fact: value`"),
    "a text as a condition": mistake(when("dust"), f"/{HOME}:4: confirmed_when must be a table"),
    "any of nothing": mistake(when("{any: []}"), f"/{HOME}:4: `any` takes a list of conditions"),
    "any of a table": mistake(when("{any: {platform: folio}}"), f"/{HOME}:4: `any` takes a list of conditions"),
    "not of a list": mistake(when("{not: [platform]}"), f"/{HOME}:4: a condition is a table"),
    # What a statement needs
    "no sources": mistake(
        but("sources: [{document: handbook, heading: Port, date: 2019-11-18}]", "sources: []"),
        f"/{HOME}:14: every statement needs a source"),
    "no symptom explained": mistake(but("[shelf-full]", "[]"), f"/{HOME}:3: a cause must explain at least one"),
    "no cases": mistake(
        CAUSE[: CAUSE.index("cases:")] + "cases: []\n", f"/{HOME}:15: there is no case with the verdict confirmed",
        f"/{HOME}:15: there is no case with the verdict ruled_out"),
    "no options": mistake(
        but(f"  options:\n    - steps:\n{BLOW}        - step: join-again\n", "  options: []\n"),
        f"/{HOME}:8: a remedy needs at least one option"),
    "no steps": mistake(
        but(f"    - steps:\n{BLOW}        - step: join-again\n", "    - steps: []\n"),
        f"/{HOME}:9: an option needs at least one step"),
    "a symptom that nothing explains or recognizes": mistake(
        {"symptoms/it-smells.yaml": but("messages: [{en: It smells burned, sv: Det luktar bränt}]\n", "", SYMPTOM)},
        "/symptoms/it-smells.yaml:1: nothing recognizes this symptom",
        "/symptoms/it-smells.yaml:1: no cause explains this symptom"),
    "a message of nothing but dots": mistake(
        {HOME: but("[shelf-full]", "[it-smells]"),
         "symptoms/it-smells.yaml": but("en: It smells burned, sv", 'en: "...", sv', SYMPTOM)},
        "/symptoms/it-smells.yaml:4: a message needs a wording"),
    "a remedy that no cause uses": mistake(
        {"remedies/do-it.yaml": REMEDY % "do-it"}, "/remedies/do-it.yaml:1: no cause uses this remedy"),
    # Safety
    "a destructive step without protection": mistake(
        but(BLOW, BLOW + "          safety: [erases_device]\n"),
        f"/{HOME}:10: erases_device: no earlier step protects from the loss"),
    "a protection that causes what it protects from": mistake(
        but(BLOW, BLOW + "          safety: [erases_device]\n          protects_from: [erases_device]\n"),
        f"/{HOME}:10: erases_device: a step that protects from a loss must not cause one"),
    "a step that needs steps before it that are not there": mistake(
        {**OVERRIDES, "steps/join-again.yaml": SHARED % "{joining: by_itself}, steps: [back-up-devise]"},
        '/steps/join-again.yaml:4: there is no shared step "back-up-devise"; did you mean "back-up-reader"?'),
    "a step that is wiped for without a backup": mistake(
        {**OVERRIDES, "steps/join-again.yaml": SHARED % "{joining: by_itself}, steps: [wipe-reader]"},
        "/steps/join-again.yaml:4: erases_device: no earlier step protects from the loss"),
    "steps before a step in a case that cannot be": mistake(
        {**OVERRIDES,
         "steps/join-again.yaml": SHARED % "{joinng: by_itself}, steps: [back-up-reader, wipe-reader]"},
        '/steps/join-again.yaml:4: there is no fact "joinng"; did you mean "joining"?'),
    "steps before a step that itself has steps before it": mistake(
        {**OVERRIDES, "steps/join-again.yaml": SHARED % "{joining: by_itself}, steps: [join-again]"},
        '/steps/join-again.yaml:4: "join-again" has steps before it itself; name them all here'),
    "steps before a step that is not shared": mistake(
        but(BLOW, "        - text: {en: Blow., sv: Blås.}\n          before: [{when: {joining: by_itself}, "
                  "title: {en: A, sv: A}, steps: [back-up-reader], in_short: {en: B., sv: B.}}]\n"),
        f"/{HOME}:11: only a shared step, in steps/, can have `before`"),
    "a protection that comes too late": mistake(
        but(BLOW, BLOW + "          safety: [removes_company_data]\n        - step: save-borrowed-books\n"),
        f"/{HOME}:10: removes_company_data: no earlier step"),
    "a protection from something else": mistake(
        but(BLOW, "        - text: {en: a, sv: b}\n          protects_from: [removes_company_data]\n" + BLOW
            + "          safety: [erases_device]\n"),
        f"/{HOME}:12: erases_device: no earlier step"),
    "an unknown danger": mistake(
        but(BLOW, BLOW + "          safety: [erase_device]\n"),
        f'/{HOME}:12: "erase_device" cannot stand here; did you mean'),
    "a superseded way before one that stands": mistake(
        but("    - steps:\n", "    - status: superseded\n      steps: [{step: join-again}]\n    - steps:\n"),
        f"/{HOME}:11: a superseded option must not come before one that still stands"),
    "a wait in words": mistake(
        but(BLOW, BLOW + "          wait: 72 hours\n"),
        f'/{HOME}:12: the wait "72 hours" must be a duration such as PT72H'),
    "a wait of nothing": mistake(but(BLOW, BLOW + "          wait: PT\n"), f'/{HOME}:12: the wait "PT" must be'),
    "a wait of a shared step": mistake(
        {"steps/s.yaml": "id: s\ntext: {en: a, sv: b}\nwait: soon\n"}, '/steps/s.yaml:3: the wait "soon" must be'),
    # Derivations
    "a derivation from itself": mistake(
        derivation("a", "{app: broken}", "{app: broken}"),
        "/derivations/a.yaml:3: this derivation rests on its own conclusion: a > a"),
    "derivations in a circle": mistake(
        {**derivation("a", "{app: broken}", "{card: missing}"),
         **derivation("b", "{card: [missing, expired]}", "{private_readers: blocked}"),
         **derivation("c", "{not: {private_readers: allowed}}", "{app: broken}")},
        "/derivations/a.yaml:3: this derivation rests on its own conclusion: a > b > c > a"),
    "a derivation that compares with its own conclusion": mistake(
        derivation("a", "{readers_counted: {at_least: {fact: reader_limit}}}", "{reader_limit: 5}"),
        "/derivations/a.yaml:3: this derivation rests on its own conclusion: a > a"),
    "a derivation with mistakes": mistake(
        derivation("a", "{app: brokn}", "{crad: missing}"),
        "/derivations/a.yaml:3: app cannot be",
        '/derivations/a.yaml:4: there is no fact "crad"'),
    "a derivation of a message": mistake(
        derivation("a", "{app: broken}", "{error: x}"),
        "/derivations/a.yaml:4: error is a text, and cannot be worked out"),
    "a derivation of nothing": mistake(
        derivation("a", "{app: broken}", "{}"),
        "/derivations/a.yaml:4: nothing is concluded"),
    "a derivation of something not known": mistake(
        derivation("a", "{app: broken}", "{card: }"),
        "/derivations/a.yaml:4: card is empty"),
    # Single files
    "a document without a title": mistake(
        {"documents.yaml": "ours:\n  titel: Ours\n  publisher: Us\n"}, '/documents.yaml:2: "title" is missing',
        '/documents.yaml:2: "titel" is not known here; did you mean "title"?'),
    "a list of documents": mistake({"documents.yaml": "- ours\n"}, "/documents.yaml:1: this must be a table of names"),
    "a scope rule with an unknown fact": mistake(
        {"scope.yaml": "- {id: a, out_of_scope_when: {platform: other}, reason: {en: a, sv: b}}\n"
                       "- {id: b, out_of_scope_when: {plattform: folio}, reason: {en: a, sv: b}}\n"},
        '/scope.yaml:2: there is no fact "plattform"'),
    "something impossible with an unknown fact": mistake(
        {"impossible.yaml": "- {id: a, never: {plattform: folio}, reason: {en: a, sv: b}}\n"},
        '/impossible.yaml:1: there is no fact "plattform"'),
    "something impossible by an unknown document": mistake(
        {"impossible.yaml": "- id: a\n  never: {platform: folio}\n  reason: {en: a, sv: b}\n"
                            "  sources: [{document: nowhere, heading: x, date: 2026-01-01}]\n"},
        '/impossible.yaml:4: there is no document "nowhere"'),
    "a symptom about an unknown topic": mistake(
        {"topics.yaml": "dust: {en: Dust, sv: Damm}\n",
         HOME: but("[shelf-full]", "[it-smells]"), "symptoms/it-smells.yaml": SYMPTOM + "topic: dusty\n"},
        '/symptoms/it-smells.yaml:6: there is no topic "dusty"; did you mean "dust"?'),
    "a topic without a Swedish title": mistake(
        {"topics.yaml": "dust: {en: Dust}\n"}, '/topics.yaml:1: "sv" is missing'),
    "scope that is no list": mistake({"scope.yaml": "id: a\n"}, "/scope.yaml:1: must be a list"),
    "a misspelled version": mistake(
        {"knowledge.yaml": "versoin: 1\n"},
        "/knowledge.yaml:1: this file holds the `version`"),
    "an escalation that collects nothing known": mistake(
        {"escalation.yaml": "colect: []\n"}, '/escalation.yaml:1: "collect" is missing',
        '/escalation.yaml:1: "colect" is not known here'),
    # Vocabulary
    "a vocabulary with another key": mistake(
        {"vocabulary.yaml": "fact: {}\n"}, "/vocabulary.yaml:1: a vocabulary has `costs`, `pages` and `facts`"),
    "a fact of an unknown type": mistake(
        {"vocabulary.yaml": but("yes_no", "bool", FACT)},
        '/vocabulary.yaml:3: "bool" cannot stand here; it can be: date,'),
    "a fact of an unknown cost": mistake(
        {"vocabulary.yaml": but("cost: user", "cost: usr", FACT)},
        '/vocabulary.yaml:7: there is no cost "usr"; did you mean'),
    "a word fact without words": mistake(
        {"vocabulary.yaml": but("yes_no", "word", FACT)},
        "/vocabulary.yaml:3: `values` are for facts of the type word"),
    "a fact named as a condition is": mistake(
        {"vocabulary.yaml": but("  dust:", "  not:", FACT)},
        "/vocabulary.yaml:2: the name of a fact is lower case words"),
    "a fact with a space in its name": mistake(
        {"vocabulary.yaml": but("  dust:", "  Dust port:", FACT)}, "/vocabulary.yaml:2: the name of a fact is"),
    "a fact with an unknown source": mistake(
        {"vocabulary.yaml": FACT + "    sources: [{document: sead, heading: x, date: 2019-11-18}]\n"},
        '/vocabulary.yaml:8: there is no document "sead"'),
    "a sentence about an unknown fact": mistake(
        {"sentences.yaml": "dist:\n  known: {en: a, sv: b}\n  denied: {en: a, sv: b}\n  unknown: {en: a, sv: b}\n"},
        '/sentences.yaml:2: there is no fact "dist"'),
    "a sentence with a gap for nothing": mistake(
        {"vocabulary.yaml": FACT,
         "sentences.yaml":
             "dust:\n  known: {en: '{valeu}', sv: b}\n  denied: {en: a, sv: b}\n  unknown: {en: a, sv: '{'}\n"},
        "/sentences.yaml:2: this sentence can hold only {title}, {value}",
        "/sentences.yaml:4: this sentence can hold only {title}"),
    # What cannot be seen
    "a title that would steer a terminal": mistake(
        but("Dust in the port", '"\\e]0;pwn\\a\\e[31mDust"'), f"/{HOME}:2: {UNSEEN} (\\x1b, \\x07); delete it"),
    "a step that would be read backwards": mistake(but("Blow., sv", "a\u202egpj, sv"),
        f"/{HOME}:10: {UNSEEN} (\\u202e)"),
    "what has no width, tags and fillers": mistake(
        but("Blow., sv", '"\\u200ba\\U000E0041\\u3164\\x9b", sv'),
        f"/{HOME}:10: {UNSEEN} (\\u200b, \\U000e0041, \\u3164, \\x9b)"),
    "a name that cannot be seen": mistake(
        {HOME: CAUSE, "topics.yaml": '"a\\u202e": {en: A, sv: A}\n'}, f"/topics.yaml:1: {UNSEEN} (\\u202e)"),
    "a fact that cannot be seen": mistake(
        {HOME: CAUSE, "vocabulary.yaml": but("Is there dust?", '"Is there dust?\\u200b"', FACT)},
        f"/vocabulary.yaml:5: {UNSEEN} (\\u200b)"),
    "what cannot be seen in JSON": mistake(
        {HOME: CAUSE, "derivations/a.json": but("It follows", "It \\u009b follows", IN_JSON).replace("slate", "folio")
            .replace("nobody", "library")},
        f"/derivations/a.json:2: {UNSEEN} (\\x9b)"),
    # Several files
    "two bad files": mistake(
        {HOME: but("heading: Port,", "headin: Port,"),
         **derivation("a", "{app: brokn}", "{card: missing}"),
         "causes/other.yaml": "{"},
        f'/{HOME}:14: "heading" is missing', f'/{HOME}:14: "headin" is not known here; did you mean "heading"?',
        "/causes/other.yaml:1: this is not well-formed YAML", "/derivations/a.yaml:3: app cannot be"),
    "who refers to a bad file makes no mistake": mistake(
        {HOME: but("[shelf-full]", "[it-smells]"), "symptoms/it-smells.yaml": but("title", "titel", SYMPTOM)},
        '/symptoms/it-smells.yaml:1: "title" is missing', '/symptoms/it-smells.yaml:2: "titel" is not known here'),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "ours"
    made.mkdir()
    return made


def fill(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)


def test_the_cause_without_a_mistake_is_sound(folder: Path) -> None:
    fill(folder, {HOME: CAUSE, "README.md": "# Ours", ".github/ci.yaml": "on: push", "pictures/a.png": b"\x89"})
    assert run("rules", "check", "--rules", str(folder))[0] == 0
    assert run("rules", "test", "--rules", str(folder))[0] == 0


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_file_and_line(name: str, folder: Path) -> None:
    wrong = MISTAKES[name]
    fill(folder, wrong.files)
    code, out, said = run("rules", "check", "--rules", str(folder), "--language", "en")
    assert (code, out) == (1, "")
    lines = said.splitlines()
    for line, expected in zip(lines, wrong.said, strict=True):
        assert line.startswith(f"{folder.as_posix()}{expected}")


@pytest.mark.parametrize("name", MISTAKES)
def test_nothing_is_diagnosed_with_it_and_the_mistake_is_told_in_swedish(name: str, folder: Path) -> None:
    wrong = MISTAKES[name]
    fill(folder, wrong.files)
    arguments = ("--set", "error=The shelf is full", "--rules", str(folder), "--language", "sv")
    code, out, said = run("diagnose", *arguments)
    assert (code, out) == (2, "")
    assert len(said.splitlines()) == len(wrong.said)
    for line, english in zip(said.splitlines(), wrong.said, strict=True):
        place = english.split(": ")[0]
        assert line.startswith(f"{folder.as_posix()}{place}: ")
        assert english not in line, "it is said in Swedish"


def test_a_fact_that_does_not_exist_yet_is_told_with_where_it_is_defined(folder: Path) -> None:
    fill(folder, when("{device_clock_wrong: true}"))
    assert run("rules", "check", "--rules", str(folder), "--language", "en")[2] == (
        f'{folder.as_posix()}/{HOME}:4: there is no fact "device_clock_wrong" (a new fact is defined in '
        "vocabulary.yaml)\n"
    )
    fill(folder, when("{ap: broken}"))
    assert run("rules", "check", "--rules", str(folder), "--language", "sv")[2] == (
        f"{folder.as_posix()}/{HOME}:4: det finns inget faktum ”ap”; menade du ”app”? (ett "
        "nytt faktum definieras i vocabulary.yaml)\n"
    )


def test_a_missing_folder_and_a_file_for_a_folder_are_told_together(tmp_path: Path) -> None:
    file = tmp_path / "dust.yaml"
    file.write_text(CAUSE, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        load_layers([tmp_path / "nowhere", file])
    assert str(raised.value).splitlines() == [
        f"{tmp_path.as_posix()}/nowhere: there is no such folder",
        f"{file.as_posix()}: this is a file; name the folder in which causes/, symptoms/ … stand",
    ]
    assert run("rules", "check", "--rules", str(tmp_path / "nowhere"))[0] == 1
    assert run("diagnose", "--set", "platform=folio", "--rules", str(tmp_path / "nowhere"))[0] == 2


def test_one_of_the_subfolders_is_answered_with_the_folder_around_it(folder: Path) -> None:
    fill(folder, {HOME: CAUSE})
    with pytest.raises(InputError) as raised:
        load_layers([folder / "causes"])
    assert str(raised.value) == f'{folder.as_posix()}/causes: name the folder that holds it: "{folder.as_posix()}"'


def test_a_folder_that_may_not_be_read_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("expert.rules.folders.os.scandir", refuse)
    with pytest.raises(InputError, match=r"the folder cannot be read \(permission denied\)"):
        load_layers([folder])


def test_a_case_that_comes_out_otherwise_fails_the_test_of_the_rules(folder: Path) -> None:
    fill(folder, {HOME: but("facts: {app: current}, verdict", "facts: {}, verdict")})
    assert run("rules", "check", "--rules", str(folder))[0] == 0
    code, out, said = run("rules", "test", "--rules", str(folder), "--language", "en")
    assert code == 1
    told = "dust-in-the-port: case “no dust”: expected ruled_out, got possible"
    assert re.fullmatch(rf"{re.escape(folder.as_posix())}/{HOME}:\d+: {told}\n", said)
    assert out.endswith("cases hold.\n")
