"""How much the cases of rule files show of the rules, what is missing, and the fewest cases that would show it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from expert.engine.plans_wanted import plan_stated
from expert.engine.rule_cases import CaseResult
from expert.proving.around import Around
from expert.proving.goals import Goal, goals_of
from expert.proving.measuring import Measured, measured
from expert.proving.naming import name_for
from expert.proving.searching import Candidate, Search, candidates_around, wanted_of
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import RuleCase, StepWanted


@dataclass(frozen=True)
class Missing:
    """A case that would show what no case shows.

    Attributes:
        cause: the id of the cause whose file it belongs into.
        case: the case, to be confirmed.
        goals: what it would show.
    """

    cause: str
    case: RuleCase
    goals: frozenset[Goal]


@dataclass(frozen=True)
class Covered:
    """What cases show.

    Attributes:
        goals: by the id of a cause, what could be shown of it, were the rules of all that is asked for.
        measured: what is shown.
        missing: the goals that cases could show and none does.
        undecided: those that no case was found for, though not all were tried.
        proposed: the cases that would show what is missing.
    """

    goals: dict[str, tuple[Goal, ...]]
    measured: Measured
    missing: frozenset[Goal]
    undecided: frozenset[Goal]
    proposed: tuple[Missing, ...]


def covered(knowledge: KnowledgeBase, results: list[CaseResult], causes: Iterable[str] | None = None) -> Covered:
    """What the cases show of some causes.

    Args:
        knowledge: the knowledge base.
        results: how all cases came out.
        causes: the ids of the causes; all of them if left out.
    """
    found = measured(knowledge, results)
    chosen = list(knowledge.causes) if causes is None else list(causes)
    around = Around.of(knowledge)
    goals = {
        name: tuple(dict.fromkeys((*goals_of(found.judges[name].parts), *around.goals_at(name)))) for name in chosen
    }  # fmt: skip
    left = {goal for several in goals.values() for goal in several} - found.shown
    linked = {goal.part.removeprefix("steps/") for goal in left if goal.kind == "links"}
    missing: set[Goal] = set()
    undecided: set[Goal] = set()
    proposed: list[Missing] = []
    for name in chosen:
        wanted = wanted_of(knowledge, found.judges[name].parts, left)
        beside = around.goals_at(name) & left
        if not wanted and not beside:
            continue
        search = Search(knowledge, found.judges, name, wanted)
        candidates = [*(search.candidates() if wanted else ()), *candidates_around(knowledge, name, beside)]
        reached = {goal for candidate in candidates for goal in candidate.planned}
        missing |= reached
        left -= reached
        if search.cut:
            undecided |= wanted - reached
        taken = [case.name for case in knowledge.causes[name].cases]
        proposed += _fewest(candidates, reached, knowledge, taken, linked)
    return Covered(goals, found, frozenset(missing), frozenset(undecided & left), tuple(proposed))


def _fewest(
    candidates: list[Candidate], wanted: set[Goal], knowledge: KnowledgeBase, taken: Collection[str], linked: set[str]
) -> list[Missing]:
    """The fewest cases that reach what is wanted: always the one that reaches most, of equal ones the plainest.

    Args:
        candidates: the cases to choose from.
        wanted: what they are to show.
        knowledge: the knowledge base.
        taken: the names of the cases that the cause has.
        linked: the shared steps whose links no case states yet; those that are stated now are taken out.
    """
    of_proven = {goal for candidate in candidates if candidate.is_proven for goal in candidate.planned}
    reach = {
        candidate: candidate.planned if candidate.is_proven else candidate.plain | (candidate.planned - of_proven)
        for candidate in candidates
    }  # fmt: skip
    chosen: list[Candidate] = []
    open_goals = set(wanted)
    while open_goals:
        best = max(candidates, key=lambda candidate: (
            len(reach[candidate] & open_goals), len(candidate.plain & open_goals), -_oddness(candidate)
        ))  # fmt: skip
        chosen.append(best)
        open_goals -= reach[best]
    # One that was chosen early may have become needless by those that came after it.
    for candidate in list(chosen):
        others = {goal for other in chosen if other is not candidate for goal in reach[other]}
        if wanted & reach[candidate] <= others:
            chosen.remove(candidate)
    planned = _with_plan(chosen, reach, wanted)
    names = list(taken)
    found = []
    for candidate in chosen:
        case = _case(candidate, knowledge, names, linked, planned=candidate in planned)
        names.append(case.name)
        found.append(Missing(candidate.cause, case, reach[candidate] if candidate in planned else candidate.plain))
    return found


def _with_plan(
    chosen: list[Candidate], reach: dict[Candidate, frozenset[Goal]], wanted: set[Goal]
) -> list[Candidate]:
    """Those of the chosen cases that are to state the plan: as few as show what only a plan shows."""
    open_goals = wanted - {goal for candidate in chosen for goal in candidate.plain}
    planned: list[Candidate] = []
    while open_goals:
        best = max(chosen, key=lambda candidate: (len(reach[candidate] & open_goals), candidate.is_proven))
        planned.append(best)
        open_goals -= reach[best]
    return planned


def _oddness(candidate: Candidate) -> int:
    """How far a case is from a plain one: its facts, and those of what it shows that it does not have."""
    return len(candidate.world) + 2 * sum(value is None for value in candidate.world.values())


def _case(
    candidate: Candidate, knowledge: KnowledgeBase, names: Collection[str], linked: set[str], *, planned: bool
) -> RuleCase:
    plan = plan_stated(candidate.cause, candidate.result.diagnosis, linked) if planned else None
    if plan is not None:
        steps = (*(plan.steps or ()), *(step for steps in plan.other_ways.values() for step in steps))
        linked.difference_update(step.step for step in steps if isinstance(step, StepWanted))
    name = name_for(candidate, knowledge, names, planned=planned)
    return replace(candidate.result.case, name=name, plan=plan, to_confirm=True)
