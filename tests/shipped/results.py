"""How the cases of the shipped rules come out: tried once in a process, for every test that goes over them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from expert import Diagnosis, KnowledgeBase, Plan
from expert.engine.rule_cases import CaseResult, run_cases
from expert.planning.planner import plan
from tests.sampling import some_of


@cache
def results() -> list[CaseResult]:
    """Every case of every cause."""
    return run_cases(KnowledgeBase.shipped())


def planned(one_in: int) -> Iterator[tuple[Diagnosis, Plan]]:
    """The diagnosis of one case in so many, with its plan."""
    for number in some_of(range(len(results())), one_in):
        yield results()[number].diagnosis, _plan(number)


@cache
def _plan(number: int) -> Plan:
    return plan(results()[number].diagnosis)
