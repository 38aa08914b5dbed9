"""Ladders, exercises and handouts of the shipped knowledge, symptom by symptom."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from expert import KnowledgeBase, Ladder, Practice, question_ladder
from tests.teach.lesson_properties import OF_EXERCISES, OF_LADDERS

KNOWLEDGE = KnowledgeBase.shipped()


@cache
def ladder(symptom: str) -> Ladder:
    return question_ladder(KNOWLEDGE, symptom)


@pytest.mark.parametrize("holds", OF_LADDERS, ids=lambda holds: holds.__name__)
@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_it_holds_of_every_ladder(symptom: str, holds: Callable[[KnowledgeBase, Ladder], None]) -> None:
    holds(KNOWLEDGE, ladder(symptom))


@pytest.mark.parametrize("holds", OF_EXERCISES, ids=lambda holds: holds.__name__)
@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_every_symptom_has_an_exercise(symptom: str, holds: Callable[[KnowledgeBase, Practice], None]) -> None:
    for seed in range(2):
        practice = Practice.draw(seed, symptom, knowledge=KNOWLEDGE)
        assert practice.hidden.symptom == symptom
        holds(KNOWLEDGE, practice)


@pytest.mark.parametrize("seed", range(6))
def test_an_exercise_of_any_symptom_is_no_demonstration(seed: int) -> None:
    assert not Practice.draw(seed, knowledge=KNOWLEDGE).hidden.demonstration
