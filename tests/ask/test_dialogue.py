"""The dialogue over lines: how an answer may be typed, and that nothing typed ends it or loses what was answered."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expert.ask import Interview
from expert.cli.ask import Dialogue
from expert.cli.console import choose, typed
from expert.foundations.texts import Language

SEAL = [("valid", "valid"), ("missing", "not set up"), ("broken", "broken"), ("expired", "expired")]
YES_NO = [("true", "ja"), ("false", "nej")]
APPS = [("library_app", "Hyllappen på läsplattan"), ("settings", "appen Inställningar")]


def held(lines: Iterable[str], language: Language = "en", **facts: Any) -> tuple[Interview, list[str]]:
    """The interview after these lines, and what was said."""
    interview = Interview(language=language, **facts)
    said: list[str] = []
    Dialogue(interview, said.append).run(iter(lines))
    return interview, said


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "Fits, but only replaced documentation names it: The library's addresses are missing"),
     ("sv", "Stämmer, men bara ersatt dokumentation nämner det: Bibliotekets adresser saknas")],
)
def test_a_cause_of_replaced_documentation_is_told_as_such(language: Language, told: str) -> None:
    _, said = held(
        ["missing"], language, error="Setup failed. The library does not answer.", joining="by_hand",
        card="valid", private_readers="allowed", other_library=False, earlier_borrower=False,
    )
    assert told in said
    assert not any(line.startswith(("Confirmed:", "Bekräftat:")) for line in said)


# How an answer may be typed


TYPED = ["2", "missing", "MISSING", "not set up", "Not set", "not", "“missing”", "missing."]


@pytest.mark.parametrize("line", TYPED)
def test_an_answer_is_a_number_a_value_its_words_or_their_beginning(line: str) -> None:
    assert choose(line, SEAL) == [("missing", "not set up")]


@pytest.mark.parametrize("line", ["0", "5", "²", "٢", "-1", "1.0", "validd", "", "?!", "9" * 5000, "0000000010"])
def test_what_is_none_of_the_answers_names_none(line: str) -> None:
    assert choose(line, SEAL) == []


def test_a_whole_word_wins_over_a_longer_one_that_begins_like_it() -> None:
    assert choose("valid", [("validated", "validated"), ("valid", "valid")]) == [("valid", "valid")]


def test_a_beginning_that_fits_several_names_them_all() -> None:
    assert len(choose("in", [("invalid", "invalid"), ("inactive", "inactive")])) == 2


@pytest.mark.parametrize(("line", "value"), [("j", "true"), ("ja", "true"), ("NEJ", "false"), ("fal", "false")])
def test_yes_and_no_may_be_shortened(line: str, value: str) -> None:
    assert [found for found, _ in choose(line, YES_NO)] == [value]


@pytest.mark.parametrize("line", ["hyllappen på", "hyllappen pa", "Hyllappen pa läsplattan", "library-app"])
def test_letters_may_be_typed_without_their_marks(line: str) -> None:
    assert choose(line, APPS) == [APPS[0]]


def test_english_words_are_understood_in_a_swedish_interview() -> None:
    interview, _ = held(["yes"], "sv", error="LINK_ERROR No link")
    assert interview.case["maker_reachable"] is True


# What is said


def test_each_answer_is_said_back_with_what_it_decides() -> None:
    _, said = held(["4"], error="NoJoinRule")
    assert "Noted: The library's seal: expired" in said
    assert "Confirmed: The library's seal is broken or has expired" in said
    assert "Ruled out: The library has no seal" in said


def test_a_question_mark_tells_where_to_look_and_from_which_source() -> None:
    _, said = held(["?"], error="NoJoinRule")
    assert any(line.startswith("The library's seal. Where to look: ") for line in said)
    assert any(line.startswith("Source: ") for line in said)


def test_what_was_meant_is_suggested() -> None:
    _, said = held(["expried"], error="NoJoinRule")
    assert any(line.startswith("“expried” is none of the answers; the nearest is “expired”.") for line in said)


def test_a_wrong_number_is_refused_with_what_it_should_be() -> None:
    interview, said = held(["many", "-3", "1e3"], error="Couldn't register your reader")
    assert sum("must be a whole number" in line for line in said) == 3
    assert interview.answers == ()


def test_skip_back_and_why_in_both_languages() -> None:
    for language, lines in (("en", ["why", "skip", "back"]), ("sv", ["varför", "hoppa över", "tillbaka"])):
        interview, said = held(lines, "sv" if language == "sv" else "en", error="NoJoinRule")
        assert interview.answers == ()
        assert any("NoJoinRule" in line for line in said)


def test_back_at_the_beginning_says_where_facts_are_changed() -> None:
    _, said = held(["back"], error="NoJoinRule")
    assert any("--set" in line for line in said)


def test_quit_leaves_and_keeps_the_answers() -> None:
    interview, _ = held(["valid", "quit", "blocked"], error="NoJoinRule")
    assert [answer.fact for answer in interview.answers] == ["seal"]


def test_a_message_pasted_over_two_lines_is_put_together() -> None:
    interview, _ = held(["Setup failed.", "The network was lost."])
    assert interview.symptoms == ("setup-failed-network",)


@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_message_that_is_not_known_is_said_to_be(language: Language) -> None:
    _, said = held(["The flux capacitor is empty"], language)
    assert any(line.startswith(("This message is not recognized.", "Meddelandet känns inte igen.")) for line in said)
    _, said = held(["NoJoinRule"], language)
    assert not any("not known here" in line or "inte känt här" in line for line in said)


def test_the_second_line_of_a_paste_is_more_of_the_message() -> None:
    interview, said = held(["Could not add your device.", "NoJoinRule"])
    assert interview.case["error"] == ("Could not add your device.", "NoJoinRule")
    assert interview.symptoms == ("no-join-rule",)
    assert any(line.endswith("it is noted as one more line of it: NoJoinRule") for line in said)
    assert not any("none of the answers" in line for line in said)


def test_a_message_that_is_broken_in_the_middle_of_a_sentence_is_put_together() -> None:
    interview, _ = held(["Log of today: NoJoin", "something else", "back", "This card is", "not valid"])
    assert interview.symptoms == ("card-not-valid",)
    assert interview.case["error"] == ("This card is not valid",)


def test_a_message_is_taken_at_any_question_and_can_be_taken_back() -> None:
    interview, said = held(["15", "NoJoinRule", "back", "15"], error="The shelf is full")
    assert interview.symptoms == ("shelf-full",)
    assert "Taken back: Error message" in said
    assert interview.answers


@pytest.mark.parametrize("line", ["device", "error", "99", "rule", "Setup", "a b c", "\x00", "x" * 90_000])
def test_what_is_no_message_is_not_taken_for_one(line: str) -> None:
    interview, _ = held([line], error="NoJoinRule")
    assert interview.answers == ()


def test_a_line_of_a_paste_that_is_not_known_is_told_with_what_to_do() -> None:
    _, said = held(["NoJoinRule", "Contact your support person.", "nonsense"])
    assert said.count("If it belongs to the message, write “back” and paste the whole message on one line.") == 1


@pytest.mark.parametrize(
    "word", ["skip", "vet inte", "Vet  inte", "don't know", "DON’T KNOW", "dont know", "no idea", "Jag vet inte"]
)
def test_not_knowing_may_be_said_in_several_ways(word: str) -> None:
    interview, _ = held([word], error="NoJoinRule")
    assert interview.skipped == ("seal",)


@pytest.mark.parametrize("word", ["quit", "q", "exit", "avsluta", "sluta", " Q "])
def test_leaving_may_be_said_in_several_ways(word: str) -> None:
    interview, _ = held([word, "valid"], error="NoJoinRule")
    assert interview.answers == ()


def test_lines_are_wrapped_where_a_width_is_given() -> None:
    said: list[str] = []
    Dialogue(Interview(error="NoJoinRule"), said.append, width=40).run(iter(["why", "?"]))
    assert max(map(len, said)) <= 40 + len("Troubleshooting")


def test_an_endless_line_is_refused_and_the_question_stays() -> None:
    interview, said = held(["x" * 200_000])
    assert interview.answers == ()
    assert any("too long" in line for line in said)


# Nonsense


@settings(max_examples=60)
@given(st.lists(st.text(max_size=30), max_size=12))
def test_nothing_typed_ends_the_dialogue_or_loses_an_answer(lines: list[str]) -> None:
    interview, _ = held(["NoJoinRule", "valid", *lines, "quit"])
    kept = {answer.fact for answer in interview.answers} | set(interview.case.values())
    assert "error" in kept or any(line.strip().casefold() in ("back", "tillbaka") for line in lines)
    assert interview.next_question() is not None or interview.stopped is not None


def test_whatever_the_bytes_are_they_are_lines() -> None:
    data = b"\xef\xbb\xbfNoJoinRule\r\n\xff\xfe\x00\n\xe5\xe4\xf6\nvalid"
    stream = io.TextIOWrapper(io.BytesIO(data), encoding="ascii")
    lines = list(typed(stream))
    assert lines[0].strip() == "NoJoinRule"
    assert lines[2].strip() == "åäö"
    assert lines[-1] == "valid"


def test_of_a_line_that_is_too_long_only_the_beginning_is_a_line() -> None:
    for letters in (b"x" * 450_000, b"x" * 399_999 + b"y", b"x" * 400_000):
        stream = io.TextIOWrapper(io.BytesIO(letters + b"\nvalid\n"), encoding="utf-8")
        assert [len(line) for line in typed(stream)] == [400_000, 6]


def test_a_line_without_an_end_is_the_end_of_the_lines() -> None:
    stream = io.TextIOWrapper(io.BytesIO(b"valid\n" + b"\0" * 5_000_000 + b"\nlost\n"), encoding="utf-8")
    assert [len(line) for line in typed(stream)] == [6, 400_000]


def test_a_closed_standard_input_is_the_end_of_it() -> None:
    assert list(typed(None)) == []
