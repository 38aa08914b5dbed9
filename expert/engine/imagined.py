"""Conditions, causes and derivations made ready to be tried on many imagined values, without proof or trace.

An interview, or the search for the smallest change, weighs what hundreds of imagined answers would do. The functions
that tell are generated from the same rules that the engines fire, each when it is first needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from expert.engine.generated import closing, deciding
from expert.engine.program import Mark, decisions, derivations, live, rules_of, rules_of_cause
from expert.engine.rule_source import Decision
from expert.facts.vocabulary import Value
from expert.foundations.kept import cached_property
from expert.rules.conditions import All, Atom, Condition, Not, facts_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Symptom

State = Literal["open", "confirmed", "ruled_out"]
"""A candidate's verdict, as far as facts alone decide it."""

Values = dict[str, tuple[Value, ...]]
"""What is known of each fact; several values contradict each other."""

Check = Callable[[Mapping[str, tuple[Value, ...]]], int]
"""Tells of a condition over values: HOLDS, FAILS, both (contradictory facts) or neither (0, unknown)."""

HOLDS, FAILS = 1, 2


class Test:
    """A condition made ready to be tried on many values.

    Attributes:
        condition: the condition.
        facts: the facts it reads.
    """

    __test__ = False  # it is not for pytest

    def __init__(self, condition: Condition) -> None:
        self.condition = condition
        self.facts = facts_in(condition)

    @cached_property
    def check(self) -> Check:
        """What `conditions.evaluate` says, without the tree it looked at."""
        return deciding(_truth, self.condition)

    @cached_property
    def parts(self) -> tuple[Test, ...]:
        """The same for its parts."""
        return tuple(Test(part) for part in _parts(self.condition))

    def gather_open(self, values: Values, found: dict[str, None]) -> None:
        """Note the facts, not known or known too roughly, that could still decide it."""
        if self.check(values):
            return
        if isinstance(self.condition, Atom):
            found.update(dict.fromkeys(self.condition.undecided_by(values)))
        for part in self.parts:
            part.gather_open(values, found)


def _truth(condition: Condition) -> Decision[int]:
    """Whether a condition holds, and whether it fails."""
    holds, fails = Mark("holds", ""), Mark("fails", "")
    rules = (*rules_of(condition, True, "", holds), *rules_of(condition, False, "", fails))
    return Decision(rules, (holds, fails), (0, HOLDS, FAILS, HOLDS | FAILS))


def _parts(condition: Condition) -> tuple[Condition, ...]:
    if isinstance(condition, Atom):
        return ()
    return (condition.part,) if isinstance(condition, Not) else condition.parts


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
        self.id = cause.id
        self.cause = cause
        self.superseded = cause.superseded
        self._conditions = knowledge.conditions_of(cause)
        own = tuple(None if part is None else Test(part) for part in self._conditions)
        confirmed, self._ruled_out, _ = own
        assert confirmed is not None
        self.confirmed = confirmed
        self._places = tuple(Test(place) for place in _places(knowledge, cause, symptoms))
        self.tests = (*(test for test in own if test is not None), *self._places)
        self.reads = tuple(dict.fromkeys(name for test in self.tests for name in test.facts))

    def excludes(self, values: Mapping[str, tuple[Value, ...]]) -> bool:
        """Whether the values hold a condition of its own that rules it out."""
        return self._ruled_out is not None and bool(self._ruled_out.check(values) & HOLDS)

    def state(self, values: Mapping[str, tuple[Value, ...]]) -> State:
        """What these values say of it."""
        if self._places and all(place.check(values) & FAILS for place in self._places):
            return "ruled_out"
        return self._decided(values)

    @cached_property
    def _decided(self) -> Callable[[Mapping[str, tuple[Value, ...]]], State]:
        return decided_by(*self._conditions)


def decided_by(
    confirmed: Condition, ruled_out: Condition | None, applies: Condition | None
) -> Callable[[Mapping[str, tuple[Value, ...]]], State]:
    """What values say of a cause with these conditions, where its symptom is present."""
    return deciding(_state, confirmed, ruled_out, applies)


def _state(confirmed: Condition, ruled_out: Condition | None, applies: Condition | None) -> Decision[State]:
    """Whether a cause with these conditions is confirmed or ruled out, where its symptom is present."""
    here = Mark("present", "")
    rules = tuple(rules_of_cause("", confirmed, ruled_out, applies))
    (stratum,) = live((decisions("", here),), [here, *(rule.conclusion for rule in rules)])
    goals = (Mark("confirmed", ""), Mark("ruled_out", ""))
    return Decision(rules, goals, ("open", "confirmed", "ruled_out"), stratum, given=(here,))


def _places(knowledge: KnowledgeBase, cause: Cause, symptoms: Iterable[Symptom]) -> tuple[Condition, ...]:
    """Where the symptoms occur, or have the cause; nothing as soon as one of them may do so anywhere."""
    places = [_place(knowledge, cause, symptom) for symptom in symptoms]
    return () if None in places else tuple(dict.fromkeys(place for place in places if place is not None))


def _place(knowledge: KnowledgeBase, cause: Cause, symptom: Symptom) -> Condition | None:
    own = None if symptom.applies_when is None else knowledge.condition(symptom.applies_when)
    parts = tuple(part for part in (own, knowledge.stops(cause, [symptom.id])) if part is not None)
    return None if not parts else parts[0] if len(parts) == 1 else All(parts)


@dataclass(frozen=True)
class Conclusion:
    """A derivation, made ready: the facts it reads, its test, and what it concludes."""

    reads: tuple[str, ...]
    test: Test
    concludes: Mapping[str, Value]


class Conclusions:
    """All derivations of a knowledge base, made ready."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._all = tuple(
            Conclusion(facts_in(condition), Test(condition), knowledge.conclusions(derivation))
            for derivation in knowledge.derivations.values()
            for condition in (knowledge.condition(derivation.when),)
        )

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> Conclusions:
        """Those of a knowledge base, made ready once."""
        return knowledge.attach(cls)

    def __iter__(self) -> Iterator[Conclusion]:
        return iter(self._all)

    @cached_property
    def close(self) -> Callable[[Values], None]:
        """Adds to values what follows from them."""
        return closing(derivations(self._knowledge, (name for one in self._all for name in one.concludes)))

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
