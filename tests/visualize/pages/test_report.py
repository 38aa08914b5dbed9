"""What a written report says in words that the document holds as ids, and how it names the outcome."""

from __future__ import annotations

import pytest

from expert import Case, diagnose
from expert.explaining import compare
from expert.facts.vocabulary import Vocabulary
from expert.foundations.texts import Language
from expert.rules.knowledge import KnowledgeBase

NOT_RECOGNIZED = "Name not known. This borrower may not use the library."
NO_CONNECTION = "Setup failed. The library does not answer."


def _vocabulary() -> Vocabulary:
    return KnowledgeBase.shipped().vocabulary


def test_what_would_decide_a_cause_is_named_by_its_title_also_where_nothing_is_asked() -> None:
    diagnosis = diagnose(Case(error=NOT_RECOGNIZED, platform="phone"), language="sv")
    assert diagnosis.questions == ()
    (cause,) = (cause for cause in diagnosis.causes if cause.missing)
    assert (cause.missing, cause.undecided) == (("card",), ("Låntagarens kort",))
    assert "avgörs av: Låntagarens kort" in diagnosis.to_text()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "by what happens: the code cannot be completed"),
        ("sv", "på vad som händer: koden går inte att slutföra"),
    ],
)
def test_a_behavior_is_told_in_words(language: Language, words: str) -> None:
    case = Case(behavior="code_cannot_be_completed", joining="on_the_web")
    diagnosis = diagnose(case, language=language)
    assert diagnosis.symptoms[0].matched == "code_cannot_be_completed"
    assert words in diagnosis.to_text()
    assert words in diagnosis.to_markdown()


def test_a_recognized_span_has_no_half_of_a_pair_of_quotation_marks() -> None:
    diagnosis = diagnose(Case(error='Waiting for the last page from "The Library"'))
    assert "“Waiting for the last page from The Library”" in diagnosis.to_text()


def test_the_title_tells_one_cause_from_several_and_from_one_that_was_documented_once() -> None:
    replaced = {"error": NO_CONNECTION, "joining": "by_hand", "address_in": "missing"}
    both = {"error": NO_CONNECTION, "card": "missing", "other_library": True}
    titles = {
        "The cause is confirmed": Case(error="NoJoinRule", seal="expired"),
        "The causes are confirmed": Case(**both),
        "A formerly documented cause fits": Case(**replaced),
    }
    for title, case in titles.items():
        assert diagnose(case).to_text().splitlines()[0] == title


def test_a_difference_names_a_formerly_documented_cause_as_such() -> None:
    before, after = (
        diagnose(Case(error=NO_CONNECTION, joining="by_hand", address_in=state), language="sv")
        for state in ("right", "missing")
    )
    said = compare(before, after).to_text()
    assert said.splitlines()[0].endswith("-> ett tidigare dokumenterat fel stämmer")
