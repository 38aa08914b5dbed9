"""The smallest sets of observations that decide each cause of an exercise.

What is asked of the engine is only whether a set suffices, so nothing here can reason otherwise than it does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from expert.facts.case import Case
from expert.results.deciding import DecidedBy
from expert.rules.conditions import facts_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause
from expert.teach.hidden_case import HiddenCase
from expert.teach.trying import Trying

_Facts = frozenset[str]


def decided_by(hidden: HiddenCase, knowledge: KnowledgeBase) -> tuple[DecidedBy, ...]:
    """For each cause of an exercise, the smallest sets of observations that confirm it, rule it out or make it likely.

    Args:
        hidden: the hidden case of the exercise.
        knowledge: what it was drawn from.
    """
    trying = Trying(knowledge, hidden.today)
    sets = [_sets_of(cause, hidden, knowledge, trying) for cause in knowledge.causes_of(hidden.symptom)]
    return tuple(_decided_by(one, sets) for one in sets)


def minimal_sets(things: Iterable[str], suffices: Callable[[_Facts], bool]) -> list[_Facts]:
    """Every smallest set that suffices, where each set that holds one that suffices does so too.

    Each set that is found is avoided in every possible way; what is left either suffices, and holds another, or shows
    that there is none (Gunopulos et al., 1997: dualize and advance).

    Args:
        things: what the sets are of.
        suffices: whether a set does.
    """
    everything = frozenset(things)
    found: list[_Facts] = []
    avoiding: list[_Facts] = [frozenset()]
    while True:
        more = next((everything - avoided for avoided in avoiding if suffices(everything - avoided)), None)
        if more is None:
            return sorted(found, key=lambda one: (len(one), sorted(one)))
        smallest = _smallest(more, suffices)
        found.append(smallest)
        avoiding = _avoiding_too(avoiding, smallest)


def _smallest(enough: _Facts, suffices: Callable[[_Facts], bool]) -> _Facts:
    """A set within another that suffices, of which nothing can be left out."""
    for thing in sorted(enough):
        if suffices(enough - {thing}):
            enough -= {thing}
    return enough


def _avoiding_too(avoiding: Collection[_Facts], found: _Facts) -> list[_Facts]:
    """The smallest sets that have something in common with what `avoiding` has, and with one set more."""
    all_of_them = {avoided if avoided & found else avoided | {thing} for avoided in avoiding for thing in found}
    return [one for one in all_of_them if not any(other < one for other in all_of_them)]


@dataclass(frozen=True, slots=True)
class _Sets:
    """The smallest sets that confirm a cause, rule it out, and speak for it; `likely`: it is so by the report alone."""

    cause: Cause
    likely: bool
    confirm: tuple[tuple[str, ...], ...]
    rule_out: tuple[tuple[str, ...], ...]
    support: tuple[tuple[str, ...], ...]


def _decided_by(sets: _Sets, all_sets: Collection[_Sets]) -> DecidedBy:
    """A cause that the report does not make likely is so if facts speak for it when all others are ruled out."""
    others = [other for other in all_sets if other is not sets]
    can_be_last = not sets.likely and bool(sets.support) and all(other.rule_out for other in others)
    return DecidedBy(
        cause=sets.cause.id,
        confirmed_by=sets.confirm,
        ruled_out_by=sets.rule_out,
        likely_by=((),) if sets.likely else sets.support if can_be_last else (),
        likely_after=tuple(other.cause.id for other in others) if can_be_last else (),
        no_proof="superseded" if sets.cause.superseded else None,
    )


def _sets_of(cause: Cause, hidden: HiddenCase, knowledge: KnowledgeBase, trying: Trying) -> _Sets:
    values, reported = hidden.visible, hidden.reported.values()
    to_find_out = values.keys() - reported.keys()
    bearing = [name for name in _bearing_on(cause, hidden.symptom, knowledge) if name in to_find_out]

    def known(facts: _Facts) -> Case:
        return Case.of({**reported, **{name: values[name] for name in facts}}, knowledge.vocabulary)

    def sets(holds: Callable[[Case], bool]) -> tuple[tuple[str, ...], ...]:
        return tuple(_in_order(minimal_sets(bearing, lambda facts: holds(known(facts))), knowledge))

    return _Sets(
        cause=cause,
        likely=trying.reason(hidden.reported).verdicts.get(cause.id) == "likely",
        confirm=sets(lambda case: trying.reason(case).verdicts.get(cause.id) == "confirmed"),
        rule_out=sets(lambda case: trying.reason(case).verdicts.get(cause.id) == "ruled_out"),
        support=sets(lambda case: trying.reason(case).supported(cause)),
    )


def _bearing_on(cause: Cause, symptom: str, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """The facts that the verdict of a cause rests on; also those by which it stops no such enrollment."""
    stops = knowledge.stops(cause, [symptom])
    read = set() if stops is None else set(facts_in(stops))
    return (*knowledge.facts_bearing_on([cause]), *sorted(read | knowledge.facts_leading_to(read)))


def _in_order(sets: Iterable[_Facts], knowledge: KnowledgeBase) -> Iterator[tuple[str, ...]]:
    for facts in sets:
        yield tuple(sorted(facts, key=knowledge.vocabulary.order))
