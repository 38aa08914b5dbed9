"""What people told before says what a text tells of, and whether it is a report at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expert.foundations.texts import Text
from expert.recognizing.precedents import Precedents, counts_of
from expert.recognizing.recognizer import Recognizer
from expert.rules.models import Message, Phrase, Symptom

ROOMS = ("attic", "cellar", "hall", "kitchen", "office", "porch", "salon", "stable", "tower", "vault")
TIMES = ("since dawn", "since noon", "since Friday", "this evening", "after the storm", "every night")

DARK = Symptom(
    "lamp-is-dark", Text("The lamp is dark", "Lampan är mörk"), {}, (),
    (Message(en="Lamp failure of the second kind"),), phrases=(Phrase(en="bulb & dead"),),
    reports=tuple(f"My lamp in the {room} stays dark {time}, what now?" for room in ROOMS for time in TIMES),
    near_misses=tuple(f"Thanks, the lamp in the {room} shines again {time}." for room in ROOMS for time in TIMES),
)  # fmt: skip
LOUD = Symptom(
    "bell-is-loud", Text("The bell is loud", "Klockan ringer högt"), {}, (), phrases=(Phrase(en="bell & deafening"),),
    reports=tuple(f"The bell of the {room} wakes everybody {time}, help!" for room in ROOMS for time in TIMES),
    near_misses=tuple(f"Please order a quieter bell for the {room}, by {time}." for room in ROOMS for time in TIMES),
)  # fmt: skip
SYMPTOMS = (DARK, LOUD)
RECOGNIZER = Recognizer(SYMPTOMS)


def found(text: str, recognizer: Recognizer = RECOGNIZER) -> list[str]:
    return [match.symptom for match in recognizer.recognize([text]).matches]


def reminded(text: str, recognizer: Recognizer = RECOGNIZER) -> list[str]:
    return [likeness.symptom for likeness in recognizer.recognize([text]).reminds_of]


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("What now, my lamp in the barn stays dark since Monday?", "lamp-is-dark"),
        ("The bells of our tower wake everybody up, help!", "bell-is-loud"),
    ],
)
def test_a_text_comes_nearest_to_the_reports_that_it_is_like(text: str, symptom: str) -> None:
    like = Precedents(counts_of(SYMPTOMS)).of(text)
    assert like.nearest[0][0] == symptom
    assert 0 < like.nearest[0][1] <= 1
    assert like.to(symptom) == like.nearest[0][1]
    assert like.odds is not None
    assert like.odds > 0


def test_what_only_sounds_so_has_odds_against_it() -> None:
    odds = Precedents(counts_of(SYMPTOMS)).of("Thanks a lot, my lamp shines again").odds
    assert odds is not None
    assert odds < 0


def test_of_a_text_without_a_word_of_any_report_nothing_is_known() -> None:
    like = Precedents(counts_of(SYMPTOMS)).of("Lorem ipsum")
    assert not like.nearest
    assert like.to("lamp-is-dark") == 0
    assert like.odds == 0


def test_few_texts_say_nothing_of_what_a_report_is() -> None:
    few = [replace(symptom, near_misses=symptom.near_misses[:10]) for symptom in SYMPTOMS]
    assert Precedents(counts_of(few)).of("Thanks a lot, my lamp shines again").odds is None
    assert Precedents(counts_of(few)).of("my lamp stays dark").nearest


def test_what_no_phrase_tells_is_told_as_others_told_it_before() -> None:
    text = "Good morning. My lamp in the barn stays dark since the storm, what now?"
    recognized = RECOGNIZER.recognize([text])
    (match,) = recognized.matches
    assert (match.symptom, match.layer) == ("lamp-is-dark", "named_otherwise")
    assert match.matched == "My lamp in the barn stays dark since the storm, what now"


def test_what_must_stand_in_a_text_must_here_too() -> None:
    strict = replace(DARK, told_with=(Phrase(en="barn"),))
    recognizer = Recognizer((strict, LOUD))
    assert found("My lamp in the barn stays dark since Friday, what now?", recognizer) == ["lamp-is-dark"]
    assert not found("My lamp in the shed stays dark since Friday, what now?", recognizer)


def test_what_is_hardly_like_any_report_is_not_recognized() -> None:
    assert not found("What now?")
    assert not found("The weather in the barn was fine.")


def test_a_phrase_in_a_text_that_is_no_report_is_asked_about() -> None:
    assert found("The bulb is dead") == ["lamp-is-dark"]
    text = "Thanks, the lamp shines again since the bulb was changed that was dead, for the porch."
    assert not found(text)
    assert "lamp-is-dark" in reminded(text)


def test_a_text_far_more_like_the_reports_of_another_symptom_tells_of_that() -> None:
    text = "The bell of the tower wakes everybody every night, help, my bulb is dead!"
    assert found(text) == ["bell-is-loud"]
    named = replace(LOUD, phrases=(*LOUD.phrases, Phrase(en="wakes everybody")))
    assert found(text, Recognizer((DARK, named))) == ["bell-is-loud", "lamp-is-dark"]  # in other words of the text


def test_a_text_like_the_reports_of_two_symptoms_tells_of_both() -> None:
    text = "My lamp in the hall stays dark: the bulb is dead. The bell is deafening, it wakes everybody, help!"
    assert sorted(found(text)) == ["bell-is-loud", "lamp-is-dark"]


def test_where_only_something_general_is_told_more_must_speak_for_another_symptom() -> None:
    stops = Symptom("all-stops", Text("x", "x"), {}, (), phrases=(Phrase(en="house stands still"),), general=True)
    recognizer = Recognizer((*SYMPTOMS, stops))
    assert found("Our house stands still since noon", recognizer) == ["all-stops"]
    text = "Our house stands still since noon, the bell of the tower wakes everybody since dawn, help!"
    assert found(text, recognizer) == ["bell-is-loud"]


def test_nearly_the_same_text_as_a_report_is_recognized_though_only_one_is_known() -> None:
    door = Symptom("door-is-stuck", Text("x", "x"), {}, (), reports=("The barrier ignores my card and blinks purple",))
    recognizer = Recognizer((*SYMPTOMS, door))
    assert found("The barrier ignores my card and blinks purple!", recognizer) == ["door-is-stuck"]


def test_how_a_symptom_without_reports_is_told_is_not_judged_by_those_of_others() -> None:
    text = "The lamp shines quieter in the porch by this evening, shines by noon, and the bulb is dead."
    assert not found(text)
    own = Symptom("bulb-is-dead", Text("x", "x"), {}, (), phrases=(Phrase(en="bulb & dead"),))
    assert found(text, Recognizer((replace(DARK, phrases=()), LOUD, own))) == ["bulb-is-dead"]


def test_a_symptom_without_reports_is_not_put_behind_those_that_have_some() -> None:
    recognizer = Recognizer((DARK, replace(LOUD, reports=(), phrases=(Phrase(en="wakes everybody"),))))
    assert found("My lamp stays dark what now, the bell wakes everybody", recognizer) == ["bell-is-loud"]


def test_a_documented_message_among_words_that_no_report_has_is_asked_about() -> None:
    message = "Lamp failure of the second kind"
    assert found(message) == ["lamp-is-dark"]
    assert found(f"In the hall: {message}") == ["lamp-is-dark"]
    assert found(f"My lamp stays dark in the hall: {message}") == ["lamp-is-dark"]
    text = f"Please order a quieter bell for the porch, by this evening: {message}"
    assert not found(text)
    (likeness, *_) = RECOGNIZER.recognize([text]).reminds_of
    assert (likeness.symptom, likeness.found) == ("lamp-is-dark", message)


def test_a_line_of_a_log_needs_no_words_of_a_report() -> None:
    text = "12:10:01 bell[12]: please order thanks shines again by this evening: Lamp failure of the second kind"
    assert found(text) == ["lamp-is-dark"]


def test_what_is_about_something_else_reminds_of_nothing() -> None:
    assert not reminded("Thanks, the lamp shines again this evening.")
    assert reminded("My lamp stays dim")


def test_a_very_long_text_is_not_held_against_what_was_told() -> None:
    assert not found("My lamp in the barn stays dark since the storm, what now? " + "Lorem ipsum. " * 200)
