"""What decides the causes of an exercise is told by sets of observations, and these say what the engine says."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert import KnowledgeBase
from expert.results.deciding import verdicts_by
from expert.teach import Practice
from expert.teach.minimal_sets import decided_by, minimal_sets

KNOWLEDGE = KnowledgeBase.shipped()


@given(wanted=st.lists(st.frozensets(st.integers(0, 6), max_size=5), max_size=6))
def test_every_smallest_set_is_found_and_no_other(wanted: list[frozenset[int]]) -> None:
    things = [str(number) for number in range(7)]
    sufficing = [frozenset(map(str, one)) for one in wanted]

    def suffices(some: frozenset[str]) -> bool:
        return any(some >= one for one in sufficing)

    all_sets = [frozenset(some) for size in range(8) for some in combinations(things, size)]
    smallest = [one for one in all_sets if suffices(one) and not any(suffices(one - {thing}) for thing in one)]
    assert set(minimal_sets(things, suffices)) == set(smallest)


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
@pytest.mark.parametrize("seed", range(3))
def test_they_give_each_cause_the_verdict_that_the_engine_does(symptom: str, seed: int) -> None:
    practice = Practice.draw(seed, symptom)
    decided = decided_by(practice.hidden, KNOWLEDGE)
    names = [observation.fact for observation in practice.observations]
    random.Random(seed).shuffle(names)
    for number in range(len(names) + 1):
        verdicts = {cause.id: cause.verdict for cause in practice.diagnosis.causes}
        assert verdicts_by(decided, names[:number]) == verdicts
        if number < len(names):
            practice.observe(names[number])


def test_none_of_them_could_be_smaller() -> None:
    practice = Practice.draw(3, "no-join-rule")
    for cause in practice.decided_by:
        for sets in (cause.confirmed_by, cause.ruled_out_by, cause.likely_by):
            assert not any(set(one) < set(other) for one in sets for other in sets)
