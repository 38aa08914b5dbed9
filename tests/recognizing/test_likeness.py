"""What a text only reminds of is asked about and never taken for a finding."""

from __future__ import annotations

from expert.foundations.texts import Text
from expert.recognizing.likeness import Likenesses
from expert.recognizing.phrasing import Phrasing
from expert.recognizing.recognition import Likeness
from expert.recognizing.recognizer import Recognizer
from expert.recognizing.shares import LEAST
from expert.recognizing.words import sentences
from expert.rules.models import Message, Symptom
from expert.rules.patterns import parse


def symptom(name: str, title: str, *messages: Message) -> Symptom:
    return Symptom(id=name, title=Text(title, title), example={}, sources=(), messages=messages)


SYMPTOMS = (
    symptom("shelf", "Shelf trouble", Message("The shelf for borrowed readers cannot hold another one")),
    symptom("branch", "Branch trouble", Message("The branch cannot take another borrowed book back")),
    symptom("clock", "Clock trouble", Message("The clock of the reader shows yesterday")),
    symptom("log", "Log trouble", Message("zebra giraffe crocodile", kind="log")),
)
NAMED = Phrasing([
    ("branch", parse("branch & ledger* & full|crammed")),
    ("clock", parse("pendulum & not swing*")),
])


def like(text: str) -> list[Likeness]:
    return Likenesses(SYMPTOMS, NAMED).of(text, list(sentences(text)))


def test_a_text_reminds_of_the_symptoms_with_whose_words_it_shares_most() -> None:
    (found,) = like("we cannot put borrowed readers on the shelf")
    assert (found.symptom, found.wording) == ("shelf", SYMPTOMS[0].messages[0])
    assert LEAST <= found.score < 0.8
    assert found.found == "borrowed readers on the shelf"


def test_a_word_counts_the_more_the_fewer_symptoms_have_it() -> None:
    assert like("cannot another borrowed") == []
    assert [found.symptom for found in like("clock yesterday")] == ["clock"]


def test_a_misspelled_word_counts_too_and_small_or_common_ones_do_not() -> None:
    assert [found.symptom for found in like("borrowd reeders on the shelf")] == ["shelf"]
    assert like("the of on one for, device error message") == []


def test_most_of_what_people_call_it_reminds_of_it_in_whatever_sentence() -> None:
    (found,) = like("Our branch called. The ledgers are, well, heavy")
    assert (found.symptom, found.wording, found.found) == ("branch", None, "branch called. The ledgers")
    assert LEAST * 0.79 <= found.score < 0.79
    assert like("the ledgers") == []
    assert [found.symptom for found in like("the pendulum does not move, it should swing")] == ["clock"]


def test_one_word_is_not_enough_and_logs_remind_of_nothing() -> None:
    assert like("shelf") == []
    assert [found.symptom for found in like("zebra giraffe crocodile")] == []
    assert {(found.symptom, found.wording) for found in like("some clock trouble")} >= {("clock", None)}


def test_the_three_nearest_are_told_the_nearest_first_each_once() -> None:
    wordings = ("amber bronze copper", "crimson dusky ebony flaxen", "golden hazel indigo", "jasmine khaki lavender")
    symptoms = [symptom(wording.split()[0], "x", Message(wording)) for wording in wordings]
    text = "jasmine khaki, golden hazel, crimson dusky ebony, amber bronze, amber bronze"
    reminds = Recognizer(symptoms).recognize([text]).reminds_of
    assert len({likeness.symptom for likeness in reminds}) == len(reminds) == 3
    assert reminds[0].symptom == "crimson"
    assert [likeness.score for likeness in reminds] == [0.75, 0.67, 0.67]


def test_what_is_recognized_reminds_of_nothing() -> None:
    found = Recognizer(SYMPTOMS).recognize(["The clock of the reader shows yesterday, borrowed readers on the shelf"])
    assert [match.symptom for match in found.matches] == ["clock"]
    assert found.reminds_of == ()
