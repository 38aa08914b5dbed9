"""What speaks for a report: the words that tell a symptom, the likeness to its reports, the odds that it is one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expert.foundations.texts import Text
from expert.recognizing.recognizer import Recognizer
from expert.recognizing.weighing import Weighing
from expert.rules.models import Symptom
from tests.recognizing.test_precedents import DARK, LOUD, SYMPTOMS

REPORT = "My lamp in the barn stays dark since the storm, what now, nobody can read there?"
ORDER = "Please order a quieter bell for the porch by this evening, and one for the salon by noon, thanks a lot."
STOPS = Symptom("all-stops", Text("x", "x"), {}, (), general=True, reports=("The whole house stands still.",))
DOOR = Symptom("door-is-stuck", Text("x", "x"), {}, ())


def weighing(text: str, *further: Symptom) -> Weighing:
    return Weighing(text, len(text.split()), Recognizer((*SYMPTOMS, STOPS, *further)))


def test_words_count_more_in_a_text_that_is_like_the_reports_of_their_symptom() -> None:
    assert weighing(REPORT).bears_out("lamp-is-dark", 2.0)
    assert not weighing(ORDER).bears_out("bell-is-loud", 2.0)


def test_words_that_count_much_are_enough() -> None:
    assert weighing(ORDER).bears_out("bell-is-loud", 20.0)


def test_what_is_general_is_told_by_few_words_without_a_likeness() -> None:
    assert weighing("Our house does not start, what now?").bears_out("all-stops", 2.0)
    assert not weighing(ORDER).bears_out("all-stops", 2.0)


def test_a_symptom_without_reports_is_weighed_by_the_signs_of_something_else() -> None:
    assert weighing("The door of the barn does not open").bears_out("door-is-stuck", 0.5)
    assert not weighing(ORDER).bears_out("door-is-stuck", 0.5)
    assert weighing(ORDER).bears_out("door-is-stuck", 9.0)


def test_of_a_text_with_hardly_a_known_word_the_signs_tell_too() -> None:
    assert weighing("Lorem ipsum").bears_out("lamp-is-dark", 0.5)
    assert not weighing("Lorem ipsum: an offer for the meeting of next week").bears_out("lamp-is-dark", 0.5)


@pytest.mark.parametrize(
    ("around", "counts"),
    [
        (REPORT, True),
        (ORDER, False),
        ("Thanks again, please", True),
        (f"{ORDER} For my iPhone.", False),
        (f"{ORDER} My iPhone shows it.", True),
    ],
)
def test_a_message_counts_where_the_words_around_it_are_no_order(around: str, counts: bool) -> None:
    assert weighing(around).bears_out_message(around.lower()) is counts


def test_of_a_text_without_a_sign_of_something_else_less_is_enough() -> None:
    text = "Bells and lamps, lamps and bells, in the attic, in the cellar and in the hall of the barn"
    assert weighing(text).bears_out("bell-is-loud", 2.8)
    assert not weighing(f"{text} of the project").bears_out("bell-is-loud", 2.8)


@pytest.mark.parametrize(("text", "something"), [(REPORT, True), (ORDER, False), ("It does not go on", True)])
def test_a_text_may_report_something(text: str, something: bool) -> None:
    assert weighing(text).bears_out_something is something


def test_the_symptom_comes_first_whose_reports_the_text_is_like() -> None:
    assert list(weighing(REPORT).ranked({"bell-is-loud": 3.0, "lamp-is-dark": 2.5})) == ["lamp-is-dark", "bell-is-loud"]
    assert list(weighing(ORDER).ranked({})) == []


def test_what_is_far_behind_is_told_of_the_foremost() -> None:
    told = {"lamp-is-dark": 2.0, "bell-is-loud": 2.0}
    assert weighing(REPORT).is_far_behind("bell-is-loud", told)
    assert not weighing(REPORT).is_far_behind("lamp-is-dark", told)
    assert not weighing(REPORT).is_far_behind("bell-is-loud", {**told, "bell-is-loud": 90.0})
    assert not weighing(REPORT, DOOR).is_far_behind("lamp-is-dark", {"lamp-is-dark": 2.0, "door-is-stuck": 9.0})


def test_where_one_of_them_has_no_reports_only_the_words_order_them() -> None:
    ranked = weighing(REPORT, DOOR).ranked({"lamp-is-dark": 2.5, "door-is-stuck": 3.0})
    assert ranked == {"door-is-stuck": 3.0, "lamp-is-dark": 2.5}


def test_a_text_that_is_very_like_reports_needs_no_words_known_to_tell_it() -> None:
    assert weighing(REPORT).alone({}, lambda: ()) == "lamp-is-dark"
    assert weighing(REPORT).alone({}, lambda: ("lamp-is-dark",)) is None
    assert weighing(REPORT).alone({"lamp-is-dark": 1.0}, lambda: ()) is None
    assert weighing(REPORT).alone({"bell-is-loud": 2.0}, lambda: ()) == "lamp-is-dark"
    assert weighing(REPORT).alone({"bell-is-loud": 90.0}, lambda: ()) is None
    assert weighing(REPORT, DOOR).alone({"door-is-stuck": 1.0}, lambda: ()) is None
    assert weighing(ORDER).alone({}, lambda: ()) is None
    assert weighing("My lamp in there is so dark, what now?").alone({}, lambda: ()) is None  # too few words


def test_what_is_long_is_not_held_against_what_was_told() -> None:
    long = weighing(f"{REPORT} {'Lorem ipsum. ' * 200}")
    assert long.alone({}, lambda: ()) is None
    assert not long.worth_asking
    assert not long.is_about_something_else
    assert long.bears_out("lamp-is-dark", 1.0)


def test_what_no_report_is_like_is_not_even_asked_about() -> None:
    assert weighing(ORDER).is_about_something_else
    assert not weighing(REPORT).is_about_something_else
    assert weighing(REPORT).worth_asking[0] == "lamp-is-dark"


def test_few_texts_say_nothing_of_what_a_report_is() -> None:
    few = [replace(symptom, near_misses=symptom.near_misses[:10]) for symptom in (DARK, LOUD)]
    weighed = Weighing(ORDER, 20, Recognizer(few))
    assert not weighed.is_about_something_else
    assert weighed.bears_out_message(ORDER.lower())
    assert weighed.bears_out_something
