"""What the checks notice in the shipped rules when something is wrong there: swapped languages, marks that are lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from expert.foundations.terms import DANGER, Safety
from expert.foundations.texts import Text
from expert.rules.assembling import Assembly
from expert.rules.checking import check_layers
from expert.rules.checks import Terms
from expert.rules.checks.finding import Look
from expert.rules.checks.language_model import LanguageModel, words_of
from expert.rules.checks.marks import CHECKS
from expert.rules.checks.parts import StepAt
from expert.rules.folders import shipped_folder
from expert.rules.knowledge import KnowledgeBase
from expert.rules.loader import assembled

FEWEST_WORDS = 4


@pytest.fixture(scope="module")
def look() -> Look:
    assembly, knowledge, _ = assembled([shipped_folder()])
    return Look(knowledge, assembly)


@pytest.mark.parametrize("today", [date(2027, 6, 1), date(2040, 1, 1)], ids=str)
def test_by_any_day_there_is_nothing_but_notes(today: date) -> None:
    checked = check_layers([], Terms(today))
    assert (checked.errors, checked.warnings) == ((), ())


def test_every_text_of_some_words_is_noticed_where_its_languages_are_swapped(look: Look) -> None:
    texts = [place.text for place in look.parts.texts if place.text.en != place.text.sv]
    model = LanguageModel()
    model.learn((text.en, text.sv) for text in texts)

    def leans(one: str, other: str, text: Text) -> float:
        # What a pair itself teaches is left out, so that it is judged as in rules where it stands the other way round.
        return model.leaning(one, (text.en, text.sv)) - model.leaning(other, (text.en, text.sv))

    long = [text for text in texts if max(len(words_of(said)) for said in (text.en, text.sv)) >= FEWEST_WORDS]
    assert [text for text in long if leans(text.sv, text.en, text) > -3] == []
    assert [text for text in texts if leans(text.en, text.sv, text) < 0] == []
    assert long


def without_one(place: StepAt) -> Iterator[tuple[Safety, StepAt]]:
    """A step without each of its marks in turn."""
    for mark in place.step.safety:
        left = tuple(other for other in place.step.safety if other != mark)
        yield mark, place._replace(step=replace(place.step, safety=left))


def with_one_more(place: StepAt) -> Iterator[tuple[Safety, StepAt]]:
    """A safe step with each mark in turn."""
    for mark in () if place.step.safety else DANGER:
        yield mark, place._replace(step=replace(place.step, safety=(mark,)))


@pytest.mark.parametrize("wrongly", [without_one, with_one_more])
def test_every_mark_that_is_lost_or_needless_is_noticed(
    look: Look, wrongly: Callable[[StepAt], Iterator[tuple[Safety, StepAt]]]
) -> None:
    missed = []
    for place in look.parts.steps:
        for mark, changed in wrongly(place):
            parts = replace(look.parts, steps=[changed])
            alone = Look(KnowledgeBase.shipped(), Assembly())
            alone.__dict__["parts"] = parts
            told = [spot for check in CHECKS if check.find is not None for spot in check.find(alone)]
            if not any(mark in spot.text.en for spot in told):
                missed.append((place.part, place.path, mark))
    assert missed == []
