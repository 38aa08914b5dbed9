"""Names the cases that are proposed, in plain English made from their facts."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from expert.facts.vocabulary import DAY, MESSAGE, Value, Vocabulary
from expert.proving.searching import Candidate
from expert.proving.worlds import World
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause

_MOST_SAID = 4
_LONGEST_MESSAGE = 60


def name_for(candidate: Candidate, knowledge: KnowledgeBase, taken: Collection[str], *, planned: bool) -> str:
    """A name that no other case of the cause has.

    Args:
        candidate: the case.
        knowledge: the knowledge base.
        taken: the names that there are.
        planned: whether it states the plan.
    """
    cause = knowledge.causes[candidate.cause]
    said = " and ".join(_clauses(candidate, cause, knowledge)) or "nothing else is known"
    if candidate.result.case.obstacle:
        said += ", while something else is seen"
    endings = ["", *_endings(candidate, cause, knowledge, planned=planned)]
    for ending in endings:
        if said + ending not in taken:
            return said + ending
    number = 2
    while f"{said}{endings[-1]} ({number})" in taken:
        number += 1
    return f"{said}{endings[-1]} ({number})"


def _clauses(candidate: Candidate, cause: Cause, knowledge: KnowledgeBase) -> Iterator[str]:
    world = {name: value for name, value in candidate.world.items() if name != DAY or len(candidate.world) == 1}
    own = set(knowledge.facts_bearing_on([cause]))
    likely = candidate.result.verdict == "likely" and len(world) > _MOST_SAID
    names = [name for name in world if not likely or name in own]
    known = [name for name in names if world[name] is not None]
    clauses = [clause(name, world[name], knowledge.vocabulary) for name in known or names]
    if likely:
        clauses.append("all else that explains it is ruled out")
    elif len(clauses) > _MOST_SAID:
        clauses = [*clauses[: _MOST_SAID - 1], f"{len(clauses) - _MOST_SAID + 1} more facts are known"]
    if len(clauses) > 1:
        yield ", ".join(clauses[:-1])
        yield clauses[-1]
    else:
        yield from clauses


def clause(name: str, value: Value | None, vocabulary: Vocabulary) -> str:
    """What a case knows of a fact, as a clause; of a long message its beginning."""
    definition = vocabulary[name]
    if value is None:
        return definition.clause_unknown().en
    if name == MESSAGE and isinstance(value, tuple):
        text = " ".join(value[0].split())
        return f"the message is “{text if len(text) <= _LONGEST_MESSAGE else text[:_LONGEST_MESSAGE].rstrip() + '…'}”"
    return definition.clause(value).en


def _endings(candidate: Candidate, cause: Cause, knowledge: KnowledgeBase, *, planned: bool) -> Iterator[str]:
    shown = knowledge.symptoms[candidate.shows].title.en
    if planned:
        yield ", and what to do"
    if not cause.is_linked_to(candidate.shows) or candidate.shows != next(cause.links()).symptom:
        yield f" (shown by: {shown})"
        if planned:
            yield f", and what to do (shown by: {shown})"


def facts_of(world: World) -> World:
    """The facts in the order in which they are to be written."""
    return dict(sorted(world.items(), key=lambda item: item[0] != MESSAGE))
