"""What holds of every interview: over random facts, answers and orders, with the seed in the test's name."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from expert import KnowledgeBase
from expert.ask import Interview
from expert.engine.choosing.inquiries import Inquiries
from expert.engine.choosing.situation import Grounds
from tests.ask.interview_properties import PROPERTIES, its_states_are_those_of_the_engine
from tests.simulation import TODAY, Setting, Worlds, crowded, settings

KNOWLEDGE = KnowledgeBase.shipped()
SETTINGS = list(settings(KNOWLEDGE))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda holds: holds.__name__)
def test_it_holds_of_every_interview(holds: Callable[[Setting, random.Random], None], seed: int) -> None:
    rng = random.Random(seed)
    for setting in SETTINGS:
        holds(setting, rng)


@pytest.mark.parametrize("seed", range(4))
def test_the_states_are_those_of_the_engine_among_many_made_up_causes_too(seed: int) -> None:
    (setting,) = settings(crowded(30, 12, seed))
    rng = random.Random(seed)
    for _ in range(5):
        its_states_are_those_of_the_engine(setting, rng)


def test_every_cause_is_found_from_the_message_alone() -> None:
    """Answered from each full set of facts in which it is the one at work, every interview confirms it."""
    for setting in SETTINGS:
        worlds = Worlds(setting)
        for cause in worlds.worlds:
            truth = worlds.draw(cause, random.Random(1))
            interview = Interview(setting.start, today=TODAY)
            while (question := interview.next_question()) is not None and interview.states.get(cause) == "open":
                value = truth.get(question.fact)
                if value is None:
                    interview.skip()
                else:
                    interview.answer(value)
            states = interview.states
            assert states[cause] == "confirmed" or cause in worlds.together, (setting.symptom.id, cause)


def test_equal_cases_are_asked_the_same() -> None:
    """The choice depends on nothing but the facts: not on what else was asked before in the process."""
    grounds = Grounds(KNOWLEDGE)
    for setting in SETTINGS:
        fresh = Inquiries(grounds, grounds.candidates([setting.symptom]))
        values = dict(setting.told)
        found = [fresh.worth_considering(values, fresh.candidates, frozenset()) for _ in range(2)]
        assert found[0] == found[1]
        first = [Interview(setting.start, today=TODAY).next_question() for _ in range(2)]
        assert first[0] == first[1]
