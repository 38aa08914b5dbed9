"""Interviews about the shipped knowledge: what must hold of every one, and that each cause can be found."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from expert import KnowledgeBase
from expert.ask import Interview
from expert.engine.rule_cases import case_of
from expert.rules.models import Cause
from tests.ask.interview_properties import PROPERTIES
from tests.each import each
from tests.simulation import TODAY, Setting, settings

KNOWLEDGE = KnowledgeBase.shipped()
SETTINGS = list(settings(KNOWLEDGE))


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda holds: holds.__name__)
@each("setting", SETTINGS, ids=lambda setting: setting.symptom.id, parts=10)
def test_it_holds_of_every_interview(setting: Setting, holds: Callable[[Setting, random.Random], None]) -> None:
    for seed in range(2):
        holds(setting, random.Random(seed))


@each("cause", KNOWLEDGE.causes.values(), ids=lambda cause: cause.id, parts=12)
def test_a_cause_that_its_file_confirms_is_found_by_asking(cause: Cause) -> None:
    """Begun with the symptom's example and answered with the facts of the case, unless another is found first.

    Of a case whose facts contradict each other, nobody knows what would be answered.
    """
    for case in cause.cases:
        facts = case_of(KNOWLEDGE, cause, case)
        shown = KNOWLEDGE.symptoms[case.shows or next(cause.links()).symptom].example
        begun = KNOWLEDGE.case(**shown)
        if case.verdict != "confirmed" or case.conflict or any(facts.get(name) != begun.get(name) for name in shown):
            continue
        interview = Interview(begun, knowledge=KNOWLEDGE, today=TODAY)
        while (question := interview.next_question()) is not None:
            value = facts.get(question.fact)
            if value is None:
                interview.skip()
            else:
                interview.answer(value)
        found = [name for name, state in interview.states.items() if state == "confirmed"]
        assert cause.id in found or (found and interview.states[cause.id] == "open"), case.name
