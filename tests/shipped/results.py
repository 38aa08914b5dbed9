"""How the cases of the shipped rules come out: tried once in a process, for every test that goes over all of them."""

from __future__ import annotations

from functools import cache

from expert import Diagnosis, KnowledgeBase, Plan
from expert.engine.rule_cases import CaseResult, run_cases
from expert.planning.planner import plan


@cache
def results() -> list[CaseResult]:
    """Every case of every cause."""
    return run_cases(KnowledgeBase.shipped())


@cache
def planned() -> list[tuple[Diagnosis, Plan]]:
    """The diagnosis of each with its plan."""
    return [(result.diagnosis, plan(result.diagnosis)) for result in results()]
