"""A fact file is one case: a flat list of facts, in YAML or JSON, as a support engineer writes it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.facts.case import Case
from expert.facts.fact import RawFact
from expert.facts.reader import read_fact_file, read_fact_text, read_settings
from expert.facts.versions import Version
from expert.facts.writer import fact_file
from expert.foundations.problems import InputError, Problem, ProblemList
from expert.rules.knowledge import KnowledgeBase

VOCABULARY = KnowledgeBase.shipped().vocabulary


def case_of(text: str | bytes) -> Case:
    return Case.from_raw(read_fact_text(text if isinstance(text, bytes) else text.encode(), "case.yaml"))


def problems_of(text: str | bytes) -> list[str]:
    problems = ProblemList()
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(InputError) as raised:
        Case.from_raw(read_fact_text(data, "case.yaml", problems), VOCABULARY, problems)
    return [problem.in_("en") for problem in raised.value.problems]


# YAML's own traps


def test_a_version_keeps_its_last_zero() -> None:
    assert case_of("os_version: 17.10")["os_version"] == Version("17.10", (17, 10))
    assert case_of('{"os_version": 17.10}')["os_version"] == Version("17.10", (17, 10)), "a number in JSON does too"


@pytest.mark.parametrize("number", ["0123", "0x1F", "1e5", "12:30", "1_000", "yes", "2026-01-31", "~x"])
def test_a_ticket_number_is_a_text_whatever_it_looks_like(number: str) -> None:
    assert case_of(f"case: {number}")["case"] == number


@pytest.mark.parametrize("yes", ["true", "True", "yes", "YES", "on", "ja", '"yes"'])
def test_yes_in_every_spelling(yes: str) -> None:
    assert case_of(f"ever_worked: {yes}")["ever_worked"] is True


@pytest.mark.parametrize("no", ["false", "no", "No", "off", "nej", "'false'"])
def test_no_in_every_spelling(no: str) -> None:
    assert case_of(f"ever_worked: {no}")["ever_worked"] is False


def test_no_stays_a_word_where_a_word_is_asked_for() -> None:
    assert problems_of("card: no") == [
        'case.yaml:1: card cannot be "no"; it can be: expired, missing, valid'
    ]


def test_a_date_is_a_date_with_and_without_quotes() -> None:
    day = date(2026, 3, 31)
    assert case_of("seal_expires_on: 2026-03-31\nstarted_on: '2026-03-31'").values() == {
        "started_on": day, "seal_expires_on": day,
    }


@pytest.mark.parametrize("typed", ["2026-3-31", "31/3 2026", "2026-02-30", "2026-03-31T10:00:00", "20260331", "12:30"])
def test_what_is_no_date_is_told(typed: str) -> None:
    (said,) = problems_of(f"seal_expires_on: {typed}")
    assert said == f'case.yaml:1: seal_expires_on must be a date such as 2026-03-31, not "{typed}"'


def test_a_number_is_read_in_tens_even_with_a_zero_in_front() -> None:
    assert case_of("readers_counted: 017")["readers_counted"] == 17


@pytest.mark.parametrize(
    "typed", ["12:30", "0x11", "1e2", "15.0", "-1", "many", "1,000", "9999999999999", "true"]
)
def test_what_is_no_whole_number_is_told(typed: str) -> None:
    (said,) = problems_of(f"readers_counted: {typed}")
    assert f'must be a whole number, 0 or more, not "{typed}"' in said


@pytest.mark.parametrize("nothing", ["", "~", "null", "# nobody has looked"])
def test_an_empty_value_is_not_known(nothing: str) -> None:
    case = case_of(f"error: x\nplatform: {nothing}\ncard: {nothing}\nstarted_on: {nothing}\n")
    assert case.values() == {"error": ("x",)}


@pytest.mark.parametrize("empty", ['""', "'  '"])
def test_an_empty_text_is_told_rather_than_guessed_at(empty: str) -> None:
    assert problems_of(f"platform: {empty}") == ["case.yaml:1: platform is empty; leave it out when it is not known"]


def test_messages_are_a_text_a_list_or_a_block() -> None:
    assert case_of("error: one")["error"] == ("one",)
    assert case_of("error: [one, 2, no, 17.10]")["error"] == ("one", "2", "no", "17.10")
    assert case_of("error: |\n  line one\n  line two: 3\n")["error"] == ("line one\nline two: 3\n",)


def test_words_are_read_as_people_write_them() -> None:
    values = case_of("platform: Folio\nbehavior: Stuck after sign-in\nos_version: iPadOS 17.1\n").values()
    assert values["platform"] == "folio"
    assert values["behavior"] == "stuck_after_sign_in"
    assert values["os_version"] == Version("17.1", (17, 1))


# JSON


def test_json_and_yaml_say_the_same() -> None:
    as_json = '{\n "error": ["Enheten n\\u00e5r inte", "b"],\n\t"platform": "folio", "ever_worked": true, "case": null}'
    as_yaml = "error: [Enheten når inte, b]\nplatform: folio\never_worked: true\ncase:\n"
    assert case_of(as_json) == case_of(as_yaml)


def test_an_emoji_cut_in_half_by_a_log_is_replaced() -> None:
    case = case_of('{"error": ["\\ud83d\\ude00 failed", "cut \\ud83d"]}')
    assert case["error"] == ("😀 failed", "cut \ufffd")
    json.dumps(case["error"], ensure_ascii=False).encode()


def test_a_file_is_held_to_the_grammar_that_its_ending_names(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text("platform: folio\n", encoding="utf-8")
    with pytest.raises(InputError, match="not well-formed JSON"):
        read_fact_file(path)


# What comes along when something is pasted


def test_spaces_that_do_not_break_and_marks_that_nobody_sees_do_no_harm() -> None:
    pasted = (
        "\ufeffplatform:\u00a0folio\n\u200bcard:\u00a0valid\u200b\n\u00a0\n"
        "error: The\u00a0shelf\u202fis full\n"
    )
    assert case_of(pasted) == case_of("platform: folio\ncard: valid\nerror: The shelf is full\n")


def test_the_colors_of_a_terminal_are_taken_out_of_a_log() -> None:
    case = case_of('{"error": "\\u001b[1;31mThe\\u001b[0m shelf\\u001b]0;title\\u0007 is full\\r\\nnext\\u0000line"}')
    assert case["error"] == ("The shelf is full\nnext line",)


def test_a_ticket_number_is_one_line() -> None:
    assert case_of('{"case": " INC1\\n\\u001b[2JINC2 "}')["case"] == "INC1 INC2"


# Everything at once


def test_every_problem_of_a_file_is_told_in_the_order_of_its_lines() -> None:
    text = (
        "plattform: folio\nos_versoin: 17\nplatform: foilo\ncard: missing\nreaders_counted: many\n"
        "device:\n  platform: folio\ncard: valid\never_worked: maybe\nerror: [a, [b]]\n---\nx: y\n"
    )
    assert problems_of(text) == [
        'case.yaml:1: there is no fact "plattform"; did you mean "platform"?',
        'case.yaml:2: there is no fact "os_versoin"; did you mean "os_version"?',
        'case.yaml:3: platform cannot be "foilo"; did you mean "folio"?',
        'case.yaml:5: readers_counted must be a whole number, 0 or more, not "many"',
        "case.yaml:6: device takes a value, not further names; write every fact at the beginning of a line",
        'case.yaml:8: "card" is already given on line 4; keep one of them',
        'case.yaml:9: ever_worked must be true or false (yes or no), not "maybe"',
        "case.yaml:10: error takes a text, or a list of texts",
        "case.yaml:11: a second document begins here (---); put each case in a file of its own",
    ]


def test_case_from_file_tells_them_all_too(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("platform: folio\nplatform: folio\nfoo: 1\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        Case.from_file(path)
    assert [problem.place.line for problem in raised.value.problems if problem.place] == [2, 3]


def test_a_fact_that_resembles_none_is_answered_with_where_they_are_listed() -> None:
    assert problems_of("qwerty: 1") == ['case.yaml:1: there is no fact "qwerty"; `expert facts` lists them all']


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- platform: folio\n", "this is not a list of facts"),
        ("platform:folio\nerror:x\n", "with a space after the colon"),
        ("The shelf is full\n", "a message or log under `error:`"),
        ("[1, 2]", "this is not a list of facts"),
        ("", "the file is empty"),
        ("# case: INC1\n# platform: folio\n", "the file is empty"),
        ("---\n...\n", "the file is empty"),
    ],
)
def test_what_is_no_list_of_facts_is_told(text: str, said: str) -> None:
    (problem,) = problems_of(text)
    assert problem.startswith("case.yaml")
    assert said in problem


def test_one_value_is_wanted_where_a_list_is_given() -> None:
    assert problems_of("platform: [folio, slate]") == ["case.yaml:1: platform takes one value, not a list or a table"]


def test_a_message_stays_one_line_and_shows_what_cannot_be_seen() -> None:
    value = "fo\\u0000l\\ni\\u001bo"
    (said,) = problems_of(f'{{"platform": "{value}"}}')
    assert said == r'case.yaml:1: platform cannot be "fo\x00l\ni\x1bo"; did you mean "folio"?'
    (said,) = problems_of(f'{{"platform": "{value + "x" * 5000}"}}')
    assert said == "case.yaml:1: platform cannot be what is written here; it can be: folio, other, phone, slate"
    (said,) = problems_of('{"plat\\u200bform": 1}'.replace("200b", "202e"))
    assert said == r'case.yaml:1: there is no fact "plat\u202eform"; did you mean "platform"?'


def test_a_log_split_into_thousands_of_messages_is_refused() -> None:
    assert len(case_of("error: [" + ", ".join(["x"] * 500) + "]")["error"]) == 500  # type: ignore[arg-type]
    (said,) = problems_of("error: [" + ", ".join(["x"] * 501) + "]")
    assert "takes at most 500 texts" in said


def test_a_file_of_thousands_of_unknown_facts_is_cut_off() -> None:
    said = problems_of("".join(f"k{i}: v\n" for i in range(50_000)))
    assert len(said) == 201
    assert said[-1].startswith("there are more than 200 problems")


# Settings


def settings(*written: str) -> dict[str, object]:
    return {fact.name: fact.raw for fact in read_settings(written)}


def test_a_setting_is_split_at_its_first_equals_sign() -> None:
    assert settings("error=a=b", " platform = folio ", "case=") == {"error": "a=b", "platform": "folio", "case": None}


def test_a_later_fact_replaces_an_earlier_one_and_an_empty_one_takes_it_out() -> None:
    file = read_fact_text(b"platform: folio\ncard: missing\n")
    case = Case.from_raw([*file, *read_settings(["platform=slate", "card="])])
    assert case.values() == {"platform": "slate"}


@pytest.mark.parametrize(
    ("wrong", "called"),
    [("platform", "--set platform"), ("=folio", "--set =…"), (" =folio", "--set =…"), ("platform: folio", "--set …"),
     ("", "--set")],
)  # fmt: skip
def test_a_setting_without_fact_or_equals_sign_is_told(wrong: str, called: str) -> None:
    with pytest.raises(InputError) as raised:
        read_settings([wrong, "platform=folio"])
    assert str(raised.value) == f"{called}: write it as fact=value"


def test_a_setting_is_named_without_its_value_where_that_may_be_anything() -> None:
    with pytest.raises(InputError, match="--set plattform=…: there is no fact"):
        Case.from_raw(read_settings(["plattform=folio"]))


# What is written is read back


_ODD = st.sampled_from(list("\u00a0\ufffe\uffff\u200b\ufeff\u2028\x85\x7f\x1b\r\n\t\ud83d'\":#\\[]"))
_TEXTS = st.text(st.characters() | _ODD, min_size=1, max_size=40).filter(lambda text: text.strip())
_FACTS: dict[str, st.SearchStrategy[object]] = {
    "case": _TEXTS,
    "error": st.lists(_TEXTS, min_size=1, max_size=3),
    "platform": st.sampled_from(sorted(VOCABULARY["platform"].values)),
    "os_version": st.from_regex(r"[0-9]{1,2}(\.[0-9]{1,2}){0,2}", fullmatch=True),
    "ever_worked": st.booleans(),
    "readers_counted": st.integers(0, 10**6),
    "seal_expires_on": st.dates(),
}


@given(facts=st.fixed_dictionaries({}, optional=_FACTS).filter(bool))
def test_a_case_written_as_a_fact_file_is_the_same_case_when_read(facts: dict[str, object]) -> None:
    try:
        case = Case.of(facts)
    except InputError:  # a text of nothing but control characters
        return
    assert case_of(fact_file(case.values())) == case


def refused(data: bytes) -> tuple[Problem, ...]:
    """What is wrong with a fact file; nothing where it is a case."""
    problems = ProblemList()
    try:
        Case.from_raw(read_fact_text(data, "case.yaml", problems), VOCABULARY, problems)
    except InputError as error:
        return error.problems
    return ()


@given(data=st.binary(max_size=120) | st.text(max_size=120).map(lambda text: text.encode("utf-8", "replace")))
def test_anything_is_a_case_or_is_refused_with_the_place(data: bytes) -> None:
    assert {problem.place.file if problem.place else None for problem in refused(data)} <= {"case.yaml"}


def test_a_raw_fact_keeps_the_line_for_the_result() -> None:
    case = case_of("# one\n\nplatform: folio\n")
    assert [str(fact.origin) for fact in case] == ["case.yaml:3"]
    assert isinstance(read_fact_text(b"platform: folio")[0], RawFact)
