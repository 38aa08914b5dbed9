"""Judges causes by facts alone, without running the engine.

The engine proves and explains one case. An interview, or the search for the smallest change, weighs what hundreds
of imagined answers would do. Both work from the same conditions, and a test holds them to the same verdicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from expert.facts.versions import Version
from expert.facts.vocabulary import Value
from expert.rules.conditions import All, Atom, Condition, Not, OneOf, combinations, facts_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Symptom

State = Literal["open", "confirmed", "ruled_out"]
"""A candidate's verdict, as far as facts alone decide it."""

Values = dict[str, tuple[Value, ...]]
"""What is known of each fact; several values contradict each other."""

Check = Callable[[Mapping[str, tuple[Value, ...]]], int]
"""Tells of a condition over values: HOLDS, FAILS, both (contradictory facts) or neither (0, unknown)."""

HOLDS, FAILS = 1, 2
_TURNED = (0, FAILS, HOLDS, HOLDS | FAILS)


class Test:
    """A condition made ready to be tried on many values.

    Attributes:
        condition: the condition.
        facts: the facts it reads.
        check: what `conditions.evaluate` says, without the tree it looked at.
        parts: the same for its parts.
    """

    __test__ = False  # it is not for pytest
    __slots__ = ("check", "condition", "facts", "parts")

    def __init__(self, condition: Condition) -> None:
        self.condition = condition
        self.facts = facts_in(condition)
        self.parts = tuple(Test(part) for part in _parts(condition))
        self.check: Check = self._check()

    def _check(self) -> Check:
        if isinstance(self.condition, Atom):
            return _check_of_atom(self.condition)
        parts = tuple(part.check for part in self.parts)
        if isinstance(self.condition, Not):
            (inner,) = parts
            return lambda values: _TURNED[inner(values)]
        # What all parts must say for the whole to say it; of the other, one part's word is enough.
        needs_all = HOLDS if isinstance(self.condition, All) else FAILS

        def check(values: Mapping[str, tuple[Value, ...]]) -> int:
            every, some = needs_all, 0
            for part in parts:
                said = part(values)
                every &= said
                some |= said
            return every | (some & ~needs_all)

        return check

    def gather_open(self, values: Values, found: dict[str, None]) -> None:
        """Note the facts, not known or known too roughly, that could still decide it."""
        if self.check(values):
            return
        if isinstance(self.condition, Atom):
            found.update(dict.fromkeys(self.condition.undecided_by(values)))
        for part in self.parts:
            part.gather_open(values, found)


def _parts(condition: Condition) -> tuple[Condition, ...]:
    if isinstance(condition, Atom):
        return ()
    return (condition.part,) if isinstance(condition, Not) else condition.parts


def _check_of_atom(atom: Atom) -> Check:
    if not isinstance(atom.test, OneOf) or any(isinstance(value, Version) for value in atom.test.values):
        return lambda values: _flags(atom.check(chosen) for chosen in combinations(atom.facts, values))
    fact, wanted = atom.fact, frozenset(atom.test.values)

    def check(values: Mapping[str, tuple[Value, ...]]) -> int:
        known = values.get(fact)
        if known is None:
            return 0
        if len(known) == 1:
            return HOLDS if known[0] in wanted else FAILS
        return _flags(value in wanted for value in known)

    return check


def _flags(outcomes: Iterable[bool | None]) -> int:
    flags = 0
    for outcome in outcomes:
        if outcome is not None:
            flags |= HOLDS if outcome else FAILS
    return flags


def _state(
    confirmed: Check, ruled_out: Check | None, applies: Check | None, values: Mapping[str, tuple[Value, ...]]
) -> State:
    if applies is not None and applies(values) & FAILS:
        return "ruled_out"
    said = confirmed(values)
    if said & HOLDS:
        return "confirmed"
    excluded = said & FAILS if ruled_out is None else ruled_out(values) & HOLDS
    return "ruled_out" if excluded else "open"


class Candidate:
    """A cause, ready to be judged over many sets of values.

    Args:
        knowledge: the knowledge base.
        cause: the cause.
        symptoms: those that are shown and lead to it; it is ruled out where all of them occur only elsewhere.

    Attributes:
        id: the cause's id.
        cause: the cause.
        superseded: no source that still stands names it.
        confirmed: the test that proves it.
        tests: every test that bears on it: its own conditions, and where its symptoms occur.
        reads: every fact that these read.
    """

    def __init__(self, knowledge: KnowledgeBase, cause: Cause, symptoms: Iterable[Symptom] = ()) -> None:
        confirmed, ruled_out, applies = knowledge.conditions_of(cause)
        self.id = cause.id
        self.cause = cause
        self.superseded = cause.superseded
        self.confirmed = Test(confirmed)
        self._ruled_out = None if ruled_out is None else Test(ruled_out)
        self._applies = None if applies is None else Test(applies)
        self._places = tuple(Test(place) for place in _places(knowledge, symptoms))
        own = (self.confirmed, self._ruled_out, self._applies)
        self.tests = (*(test for test in own if test is not None), *self._places)
        self.reads = tuple(dict.fromkeys(name for test in self.tests for name in test.facts))
        self._checks = (
            self.confirmed.check,
            None if self._ruled_out is None else self._ruled_out.check,
            None if self._applies is None else self._applies.check,
        )

    def excludes(self, values: Mapping[str, tuple[Value, ...]]) -> bool:
        """Whether the values hold a condition of its own that rules it out."""
        return self._ruled_out is not None and bool(self._ruled_out.check(values) & HOLDS)

    def state(self, values: Mapping[str, tuple[Value, ...]]) -> State:
        """What these values say of it."""
        if self._places and all(place.check(values) & FAILS for place in self._places):
            return "ruled_out"
        return _state(*self._checks, values)


def _places(knowledge: KnowledgeBase, symptoms: Iterable[Symptom]) -> tuple[Condition, ...]:
    """Where the symptoms occur; nothing as soon as one of them may occur anywhere."""
    places = [None if s.applies_when is None else knowledge.condition(s.applies_when) for s in symptoms]
    return () if None in places else tuple(dict.fromkeys(place for place in places if place is not None))


@dataclass(frozen=True)
class Conclusion:
    """A derivation, made ready: the facts it reads, its test, and what it concludes."""

    reads: tuple[str, ...]
    test: Test
    concludes: Mapping[str, Value]


class Conclusions:
    """All derivations of a knowledge base, made ready."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._all = tuple(
            Conclusion(facts_in(condition), Test(condition), knowledge.conclusions(derivation))
            for derivation in knowledge.derivations.values()
            for condition in (knowledge.condition(derivation.when),)
        )

    def __iter__(self) -> Iterator[Conclusion]:
        return iter(self._all)

    def close(self, values: Values) -> None:
        """Add what follows from the values."""
        changed = True
        while changed:
            changed = False
            for conclusion in self._all:
                if conclusion.test.check(values) & HOLDS:
                    changed |= add(values, conclusion.concludes)

    def leading_to(self, names: Mapping[str, None]) -> Iterator[Conclusion]:
        """Those from which some facts are worked out, directly or over others; `names` may grow meanwhile."""
        waiting = list(self._all)
        while reached := [conclusion for conclusion in waiting if any(name in names for name in conclusion.concludes)]:
            waiting = [conclusion for conclusion in waiting if conclusion not in reached]
            yield from reached


def add(values: Values, further: Mapping[str, Value]) -> bool:
    """Add facts to what is known, beside what contradicts them; whether that changed anything."""
    new = {name: value for name, value in further.items() if value not in values.get(name, ())}
    for name, value in new.items():
        values[name] = (*values.get(name, ()), value)
    return bool(new)
