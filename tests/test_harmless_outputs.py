"""Whatever a person or a rule writes, and wherever: it can be read in every output, and does nothing in any."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import count
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expert import (
    Case,
    Diagnosis,
    KnowledgeBase,
    Practice,
    compare,
    diagnose,
    escalate,
    explain,
    message_to_user,
    plan,
    question_ladder,
    ticket,
    why_not,
)
from expert.explaining.explainable import explained
from expert.foundations.problems import visible
from expert.foundations.texts import LANGUAGES, Language
from expert.results.document import Document, addresses_in
from expert.teach import lessons_for_learners, lessons_for_teachers
from expert.visualize import views
from expert.visualize.pages.case_list import brief, table
from expert.visualize.pages.first_screen import first_screen
from expert.visualize.pages.handout import handout_page
from expert.visualize.pages.rule_page import names, rule_blocks
from expert.visualize.pages.rule_site import rule_pages
from tests import commands
from tests.each import each
from tests.harmless import inert_in_a_picture, inert_in_html, inert_in_markdown, seen_in_json, seen_in_text
from tests.payloads import PAYLOADS

KNOWLEDGE = KnowledgeBase.shipped()
CASES: dict[str, dict[str, object]] = {
    "confirmed": {"error": "NoJoinRule", "seal": "expired"},
    "several": {"error": "Setup failed. The library does not answer.", "card": "missing", "other_library": True},
    "possible": {"error": "Setup failed. The library does not answer."},
    "behavior": {"behavior": "code_cannot_be_completed", "joining": "on_the_web"},
    "incomplete": {"error": "Setup failed."},
    "unrecognized": {"error": "Nothing like it"},
}


def inert(document: Document) -> None:
    """Every view of a document is harmless."""
    addresses = set(addresses_in(document))
    kind = views.VIEWS[type(document).__name__]
    seen_in_json(document.to_json())
    seen_in_json(document.to_json(indent=None))
    seen_in_text(document.to_text())
    seen_in_text(document.to_text(width=80, color=True), color=True)
    if kind.report is not None:
        inert_in_markdown(document.to_markdown(), addresses)
        inert_in_html(views.report(document, "html", language=document.language), addresses)
        for chat in ("adaptive", "slack"):
            seen_in_json(views.report(document, chat), shown=True)
    if kind.picture is not None:
        seen_in_text(views.picture(document, "text").decode())
        seen_in_text(re.sub(r"^\t+", "", views.picture(document, "dot").decode(), flags=re.MULTILINE))
        of_a_flowchart(views.picture(document, "mermaid").decode())
    if isinstance(document, Diagnosis):
        seen_in_text(first_screen(document))
        seen_in_text(first_screen(document, width=80, color=True), color=True)
        seen_in_text(brief(document))
        seen_in_text(table([document, document], width=80, unread=1))


_LABEL = r'(?:[^"#<>&\[\]{}|`;]|#\d+;|<br/>)*'
_FLOWCHART = re.compile(
    rf'---|title: "(?:[^"\\<>&]|\\.)*"|flowchart (?:LR|TB)|'
    rf'  n\d+(?:\["{_LABEL}"\]|\("{_LABEL}"\)|\{{\{{"{_LABEL}"\}}\}}):::\w+|  n\d+ \S+?(?:\|"{_LABEL}"\|)? n\d+|'
    r'  classDef \w+ [\w:#,.\- ]+|```(?:mermaid)?|# .*|'
)


def of_a_flowchart(source: str) -> None:
    """Mermaid source has its own statements alone, and whatever was typed stands in their labels."""
    seen_in_text(source)
    assert [line for line in source.split("\n") if not _FLOWCHART.fullmatch(line)] == []


# What a person writes


def _case(payload: str, **facts: object) -> Case:
    """A case with a payload in everything that a person can write."""
    messages = facts.pop("error", None)
    texts = [payload] if messages is None else [f"{messages} {payload}", f"{payload}\n{payload} {messages}"]
    return Case.of({"case": f"{payload} 7", "error": [f"{text} 7" for text in texts], **facts}, KNOWLEDGE.vocabulary)


@each("payload", PAYLOADS, parts=8)
def test_what_a_person_writes_does_nothing_in_a_report_or_a_ticket(payload: str) -> None:
    case = _case(payload, error="Setup failed. The library does not answer.", card="missing")
    diagnosis = diagnose(case)
    assert diagnosis.case.id is not None
    inert(diagnosis)
    inert(ticket(case, include_personal=True))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_person_writes_does_nothing_however_a_case_ends(name: str, language: Language) -> None:
    for payload in PAYLOADS[len(name) :: 71]:
        case = _case(payload, **CASES[name])
        for document in _documents(case, language):
            inert(document)


def _documents(case: Case, language: Language) -> Iterator[Document]:
    """Every kind of document that is made of a case."""
    diagnosis = diagnose(case, language=language)
    yield diagnosis
    yield plan(diagnosis)
    yield ticket(case, include_personal=True, language=language)
    yield ticket(case, language=language)
    yield message_to_user(case, language=language)
    yield escalate(case, language=language)
    yield compare(diagnosis, diagnose(Case(), language=language))
    yield from (document for _, document in explained(case, KNOWLEDGE, language=language))
    for cause in diagnosis.causes[:2]:
        yield explain(case, cause.id, language=language)
        yield why_not(case, cause.id, language=language)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.sampled_from("aw.:/@#-_*[]()<>&;!`\\|~=\"'\n\u202e\u200b\x1b\x9b") | st.characters(), max_size=60))
def test_no_text_at_all_does_anything(text: str) -> None:
    case = _case(text, **CASES["several"])
    inert(diagnose(case))
    inert(ticket(case, include_personal=True))


# What a rule, or a document that comes from elsewhere, says

_FORM = re.compile(r"\d{4}-\d\d-\d\d|P[T\d].*|sha256:\w+")


@cache
def _terms(kind: type[Document]) -> frozenset[str]:
    """The words that a document may have where only certain words can stand; with any other it is not read."""

    def found(schema: object) -> Iterator[str]:
        if isinstance(schema, dict):
            yield from (word for word in (*schema.get("enum", ()), schema.get("const")) if isinstance(word, str))
            for part in schema.values():
                yield from found(part)
        elif isinstance(schema, list):
            for part in schema:
                yield from found(part)

    return frozenset(found(kind.json_schema()))


def _with_payloads(document: Document, turn: int) -> Document:
    """The document as somebody else may send it: a payload in each of its sentences, names, addresses and ids.

    Args:
        document: the document.
        turn: which payloads; with each further turn, each place gets another one.
    """
    given: dict[str, str] = {}
    terms = _terms(cast(Any, type(document))) | set(_keys(document.to_data()))

    def changed(text: str) -> str:
        if text in terms or _FORM.fullmatch(text):
            return text
        if text not in given:
            payload = PAYLOADS[(turn * 37 + len(given)) % len(PAYLOADS)]
            given[text] = payload if text.startswith("http") else f"{payload}{len(given)}{payload}"
        return given[text]

    return type(document).from_json(document.with_strings(changed).to_json())


def _keys(data: object) -> Iterator[str]:
    """The names that something is found by: a string that has to be the same as one of them stays."""
    if isinstance(data, dict):
        yield from data
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            yield from _keys(part)


@cache
def _samples() -> tuple[Document, ...]:
    cases = [Case.of(facts, KNOWLEDGE.vocabulary) for facts in CASES.values()]
    found = [document for case in cases for document in _documents(case, "en")]
    ladder = question_ladder(KNOWLEDGE, "setup-failed-no-answer")
    exercise = Practice.draw(1).answer_key
    return (*found, ladder, exercise)


@pytest.mark.parametrize("turn", range(4))
def test_what_a_rule_says_does_nothing_in_any_view_of_a_document(turn: int) -> None:
    for document in _samples():
        inert(_with_payloads(document, turn))


def _pictured(turn: int) -> Iterator[Document]:
    kinds = set()
    for document in _samples():
        if views.VIEWS[type(document).__name__].picture is not None and type(document) not in kinds:
            kinds.add(type(document))
            yield _with_payloads(document, turn)


@pytest.mark.parametrize("turn", range(3))
def test_a_picture_of_what_a_rule_says_has_lines_and_letters_alone(turn: int) -> None:
    drawn = [views.picture(document, "svg").decode() for document in _pictured(turn)]
    assert len(drawn) >= 4
    for svg in drawn:
        inert_in_a_picture(svg)


def test_the_checks_here_notice_what_does_something() -> None:
    for active in ("![a](http://b.c)", "[a](https://b.c)", "<b>a</b>", "a <script>b</script>", "www.b.com", "a@b.com"):
        with pytest.raises(AssertionError):
            inert_in_markdown(active, {"https://d.e"})
    policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'; " \
        "base-uri 'none'; form-action 'none'\">"  # fmt: skip
    inert_in_html(f"<html><head>{policy}</head><body><p>a</p></body></html>", ())
    for active in ("<p onclick=x>", "<a href=https://b.c>", "<img src=x>", "<svg><script>x</script></svg>", "\u202e"):
        with pytest.raises(AssertionError):
            inert_in_html(f"<html><head>{policy}</head><body>{active}</body></html>", {"https://d.e"})
    with pytest.raises(ValueError, match="unpack"):
        inert_in_html("<p>no policy</p>", ())
    for invisible in ("\x1b[31m", "a\rb", "\u3164"):
        with pytest.raises(AssertionError):
            seen_in_text(invisible)
        with pytest.raises(AssertionError):
            seen_in_json(json.dumps([invisible]), shown=True)


# A rule folder of somebody's own

# What is left of the payloads where a rule with an invisible character is not read at all.
_IN_RULES = tuple(payload for payload in PAYLOADS if visible(payload.replace("\n", "")) == payload.replace("\n", ""))
_TEXTS_OF_A_CAUSE = 27
_OWN = -(-len(_IN_RULES) // _TEXTS_OF_A_CAUSE)


def _own_rules(folder: Path) -> Path:
    """A rule folder with every payload in it, each in a text of a cause, its remedy, its fact or its source."""
    turn = count()

    def payload() -> str:
        return _IN_RULES[next(turn) % len(_IN_RULES)]

    def text() -> dict[str, str]:
        said = payload()
        return {"en": f"{said} in English", "sv": f"{said} på svenska"}

    documents: dict[str, object] = {}
    facts: dict[str, object] = {}
    for i in range(_OWN):
        link = payload()
        documents[f"odd-{i}"] = {"title": payload(), "publisher": "x", "url": link}
        documents[f"odd-nowhere-{i}"] = {"title": payload(), "publisher": "x", "no_url": text()}
        facts[f"odd_{i}"] = {
            "type": "word", "cost": "user", "title": text(), "ask": text(), "where_to_look": text(),
            "values": {"a": text(), "b": text()},
        }
        sources = [
            {"document": f"odd-{i}", "heading": payload(), "date": "2024-01-10", "note": text()},
            {"document": f"odd-nowhere-{i}", "heading": payload(), "date": "2024-01-10"},
        ]
        step = {
            "text": text(), "links": [{"url": link, "title": text()}, {"url": payload()}], "safety": ["changes_tenant"],
            "grid": {"columns": [text(), text()], "rows": [[payload(), payload()]]},
        }
        _write(folder / "causes" / f"odd-{i}.json", {
            "id": f"odd-{i}", "title": text(), "explains": ["shelf-full"], "confirmed_when": {f"odd_{i}": "a"},
            "remedy": {
                "id": f"mend-{i}", "title": text(), "verify": text(), "sources": sources,
                "options": [{"title": text(), "note": text(), "steps": [step]}],
                "notes": [{"text": text(), "links": [{"url": link}]}],
            },
            "notes": [{"text": text(), "sources": sources}], "sources": sources,
            "cases": [
                {"name": payload(), "facts": {f"odd_{i}": "a"}, "verdict": "confirmed"},
                {"name": "the other", "facts": {f"odd_{i}": "b"}, "verdict": "ruled_out"},
            ],
        })  # fmt: skip
    assert next(turn) >= len(_IN_RULES)
    _write(folder / "documents.json", documents)
    _write(folder / "vocabulary.json", {"facts": facts})
    return folder


def _write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_suffix(".yaml").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _own_rules(tmp_path_factory.mktemp("rules") / "ours")


@pytest.fixture(scope="module")
def knowledge(own: Path) -> KnowledgeBase:
    return KnowledgeBase.load(own)


def _addresses(knowledge: KnowledgeBase) -> set[str]:
    from expert.rules.addresses import addresses

    return {address.url for address in addresses(knowledge)}


def test_what_own_rules_say_does_nothing_on_their_pages(knowledge: KnowledgeBase) -> None:
    known = _addresses(knowledge)
    shown = partial(_of_a_part, knowledge, known)
    for name in names(knowledge):
        if name.startswith(("odd", "mend")) or name == "shelf-full":
            shown(name, "en")
            shown(name, "sv")
    pages = dict(rule_pages(knowledge))
    beside = {page.rpartition("/")[2] for page in pages} | {f"../{page}" for page in pages}
    for page, text in pages.items():
        if "odd" in page or "mend" in page or "index" in page:
            inert_in_html(text, known, beside)


def _of_a_part(knowledge: KnowledgeBase, known: set[str], name: str, language: Language) -> None:
    blocks = rule_blocks(knowledge, name, language)
    seen_in_text(views.set_blocks(blocks, "text", width=80, color=True), color=True)
    inert_in_markdown(views.set_blocks(blocks, "markdown"), known)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("solutions", [False, True])
def test_what_own_rules_say_does_nothing_in_a_handout(
    knowledge: KnowledgeBase, language: Language, solutions: bool
) -> None:
    lessons = (lessons_for_teachers if solutions else lessons_for_learners)(knowledge, "shelf-full", language)
    page = handout_page(knowledge, lessons, language, solutions=solutions)
    inert_in_html(page, _addresses(knowledge), pages=("class.html",))  # kept beside it


def test_what_own_rules_say_does_nothing_in_the_documents_of_a_case(knowledge: KnowledgeBase) -> None:
    facts: dict[str, object] = {f"odd_{i}": "a" for i in range(_OWN)}
    for given_ in ({"error": "The shelf is full"}, {"error": "The shelf is full", **facts}):
        case = Case.of(given_, knowledge.vocabulary)
        diagnosis = diagnose(case, knowledge)
        for document in (
            diagnosis, plan(diagnosis), ticket(case, knowledge), message_to_user(case, knowledge),
            escalate(case, knowledge), explain(case, "odd-0", knowledge), why_not(case, "odd-1", knowledge),
            question_ladder(knowledge, "shelf-full"),
        ):
            inert(document)


COMMANDS: tuple[tuple[str, ...], ...] = (
    ("diagnose", "FILE"), ("diagnose", "FILE", "--full"), ("diagnose", "FILE", "--brief"), ("diagnose", "FILE", "FILE"),
    ("plan", "FILE"), ("escalate", "FILE"), ("ticket", "FILE"), ("ticket", "FILE", "--redact", "none"),
    ("ticket", "FILE", "--for", "user"), ("explain", "FILE"), ("explain", "FILE", "--why-not", "odd-3"),
    ("graph", "FILE", "--format", "text"), ("ladder", "--symptom", "shelf-full", "--format", "text"),
    ("tree", "--symptom", "shelf-full", "--format", "text"), ("ask", "FILE"), ("facts", "odd_0"), ("facts", "odd"),
    ("new", "--symptom", "shelf-full"), ("practice", "--seed", "1", "--symptom", "shelf-full"), ("rules", "list"),
    ("rules", "show", "odd-0"), ("rules", "check"), ("rules", "test"), ("rules", "links"), ("schema", "facts"),
    ("diff", "FILE", "FILE"),
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_command_says_anything_that_cannot_be_seen(
    command: tuple[str, ...], language: str, own: Path, tmp_path: Path
) -> None:
    file = tmp_path / "fall\u202e\x1b[31m <b>www.evil.com.yaml"
    unseen = "\\u202e\\u200b\\u3164\\U000e0041\\e]0;pwn\\a\\u009b31m"
    file.write_text(
        f'case: "T{unseen}"\nerror: ["The shelf is full {unseen}", "Nothing {unseen} like it"]\nodd_0: a\n',
        encoding="utf-8",
    )
    typed = [str(file) if part == "FILE" else part for part in command]
    ran = commands.run(*typed, "--rules", own, "--language", language, stdin="\u202e\x1b[31m\n?\nquit\n")
    assert ran.output
    seen_in_text(ran.stdout.replace("\t", ""))
    seen_in_text(ran.stderr)


@pytest.mark.parametrize("typed", [
    ("diagnose", "no\u202esuch\x1b[31m.yaml"), ("diagnose", "--set", "card=\u202e\x9b"),
    ("diagnose", "--set", "c\u3164=x"),
    ("rules", "show", "\x1b[31m"), ("facts", "\u202e"), ("diagnose", "--format", "\u202e\x1b"), ("\u202e\x1b[31m",),
    ("diagnose", "--\u202e\x1b"), ("explain", "--why", "\u202e\x1b", "--set", "card=missing"),
    ("graph", "--set", "card=missing", "-o", "no\u202efolder/x.svg"), ("diagnose", "-o", "a.\u202e\x1b", "x"),
    ("practice", "--seed", "\u202e"), ("diagnose", "--language", "\x1b[31m"), ("rules", "check", "--rules", "\u202e"),
])  # fmt: skip
def test_no_complaint_shows_anything_that_cannot_be_seen(
    typed: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = commands.run(*typed)
    assert ran.stderr
    seen_in_text(ran.output)


# The faults that were found, each as it was


def test_an_address_in_a_number_does_not_carry_an_image_or_html_into_a_ticket() -> None:
    for typed in ("http://a.b/>![t](http://evil.example/t.png)", "http://a.b/<script>alert(1)</script>"):
        case = Case.of({"case": typed, "error": "Nothing like it"}, KNOWLEDGE.vocabulary)
        for document in (diagnose(case), ticket(case, include_personal=True)):
            assert typed.partition("/>")[0].partition("/<")[0] in document.to_markdown()
            inert_in_markdown(document.to_markdown(), set(addresses_in(document)))


@pytest.mark.parametrize(("typed", "written"), [
    ("&copy;", "&amp;copy;"), ("&lt;", "&amp;lt;"), ("a &amp; b", "a &amp;amp; b"),
    ("www.evil.example", "`www.evil.example`"),
    ("a@evil.example", "`a@evil.example`"), ("evil.com", "evil\\.com"),
])  # fmt: skip
def test_what_was_typed_is_what_a_ticket_shows(typed: str, written: str) -> None:
    case = Case.of({"error": f"Nothing like it {typed}"}, KNOWLEDGE.vocabulary)
    made = ticket(case, include_personal=True)
    assert f"Nothing like it {written}" in made.to_markdown()
    inert_in_markdown(made.to_markdown(), set(addresses_in(made)))


def test_what_cannot_be_seen_in_a_number_is_shown_by_its_code_everywhere() -> None:
    typed, shown = "a\u202egpj\u3164\U000e0041", "a\\u202egpj\\u3164\\U000e0041"
    case = Case.of({"case": typed, "error": "Nothing like it"}, KNOWLEDGE.vocabulary)
    diagnosis, made = diagnose(case), ticket(case, include_personal=True)
    assert diagnosis.to_text().startswith(shown)
    assert made.to_text().startswith(shown)
    twice = shown.replace("\\", "\\\\")
    assert diagnosis.to_markdown().startswith(f"# {twice}")
    assert twice in views.picture(diagnosis, "mermaid").decode()
    for chat in ("slack", "adaptive"):
        assert twice in views.report(made, chat)
    assert "a\\u202egpj\\u3164\\udb40\\udc41" in diagnosis.to_json()
    assert json.loads(diagnosis.to_json())["case"]["id"] == typed
    assert Diagnosis.from_json(diagnosis.to_json()) == diagnosis


def test_a_title_that_steers_a_terminal_does_not_though_it_comes_with_a_document() -> None:
    diagnosis = diagnose(Case.of(CASES["confirmed"], KNOWLEDGE.vocabulary))
    title = diagnosis.causes[0].title
    sent = diagnosis.to_json().replace(title, "\\u001b]0;pwn\\u0007\\u001b[31m\\u009b31m")
    read = Diagnosis.from_json(sent)
    assert read.causes[0].title == "\x1b]0;pwn\x07\x1b[31m\x9b31m"
    inert(read)
    assert "\\x1b]0;pwn\\x07\\x1b[31m\\x9b31m" in first_screen(read)
