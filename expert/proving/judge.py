"""Tells what comes out of facts for one cause, and which atoms decide that alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from expert.engine.generated import closing
from expert.engine.imagined import FAILS, HOLDS, Check, State, Test, decided_by
from expert.engine.program import Assertion, Rule, rules_of
from expert.facts.vocabulary import Value
from expert.foundations.kept import cached_property
from expert.proving.goals import Goal
from expert.proving.parts import (
    GIVEN,
    TRUTHS,
    Parts,
    Truth,
    of_cause,
    of_derivation,
    of_step,
    of_symptom,
    of_way,
    put,
)
from expert.rules.answers import around
from expert.rules.conditions import Atom, Compare, Condition, OneOf, OtherFact, evaluate
from expert.rules.models import SharedStep

Known = Mapping[str, tuple[Value, ...]]
Put = tuple[str, int, Truth]
"""An atom that is put otherwise: its condition, its number, and the truth that it is given."""

Statement = Literal["verdict", "obstacle", "ways", "steps", "outcome", "conflict"]
"""What a case can say of what comes out."""

Telling = tuple[frozenset[Statement], ...]
"""For each other truth that an atom could have, the statements any of which tells that it has not; empty where one is
told by none."""

BITS: Mapping[int, Truth] = {HOLDS: "holds", FAILS: "fails", 0: "unknown"}


class Seen(NamedTuple):
    """What comes out for a cause: for each thing that a case can say, that thing.

    Attributes:
        verdict: as far as facts alone decide it; `none` where it is no candidate.
        obstacle: it stands in the way though no symptom leads to it.
        ways: for each way of its remedy whether it is left out, withheld, offered, or offered under a condition.
        steps: for each preparation that a shared step brings, what is known of its condition.
        contradicts: whether a fact has several values, so that there is no plan.
    """

    verdict: State | Literal["none"]
    obstacle: bool
    ways: tuple[str, ...]
    steps: tuple[int, ...]
    contradicts: bool

    def differs(self, other: Seen) -> frozenset[Statement]:
        """By which statements a case would tell the one from the other."""
        found: set[Statement] = set()
        if self.verdict != other.verdict:
            found.add("verdict")
        if self.obstacle is not other.obstacle:
            found.add("obstacle")
        if self.ways != other.ways:
            offered = [tuple(way in ("offered", "maybe", "checked") for way in seen.ways) for seen in (self, other)]
            held = [tuple(way == "withheld" for way in seen.ways) for seen in (self, other)]
            found.add("ways" if offered[0] != offered[1] or held[0] != held[1] else "steps")
        if self.steps != other.steps or self.contradicts is not other.contradicts:
            found.add("steps")
        return frozenset(found)


class Judge:
    """Judges one cause."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._checks: dict[tuple[str, Put | None], Check] = {}
        self._decided: dict[Put | None, Callable[[Known], State]] = {}
        self._closings: dict[Put | None, Callable[[dict[str, tuple[Value, ...]]], None]] = {}
        self._atoms = {
            (part, number): Test(atom).check for part, atoms in parts.atoms.items() for number, atom in enumerate(atoms)
        }
        self._feeding = frozenset(
            name for key in parts.derivations for atom in parts.atoms[of_derivation(key)] for name in atom.facts
        )

    def close(self, raw: Known, changed: Put | None = None) -> dict[str, tuple[Value, ...]]:
        """What is known with all that follows from it."""
        values = {**raw, **GIVEN}
        if not self._feeding.isdisjoint(values):
            if changed not in self._closings:
                self._closings[changed] = self._closing(changed)
            self._closings[changed](values)
        return values

    def seen(self, values: Known, shown: frozenset[str], changed: Put | None = None) -> Seen:
        """What comes out.

        Args:
            values: what is known, with all that follows from it.
            shown: the ids of the symptoms that messages show.
            changed: an atom that is put otherwise.
        """
        cause = self.parts.cause
        present = list(self._present(values, shown, changed))
        stops = self._check(of_cause(cause.id, "stops_enrollment"), changed)
        decided = self._decide(changed)(values)
        verdict: State | Literal["none"] = "none"
        for symptom in present:
            aside = stops is not None and not cause.is_linked_to(symptom) and bool(stops(values) & FAILS)
            here: State = "ruled_out" if aside else decided
            verdict = here if verdict in ("none", "ruled_out") else verdict
        obstacle = (
            not present and bool(cause.stops_enrollment) and decided == "confirmed"
            and not (stops is not None and stops(values) & FAILS)
        )  # fmt: skip
        ways = tuple(self._way(number, values, changed) for number, _ in self.parts.ways())
        contradicts = any(len(several) > 1 for several in values.values())
        return Seen(verdict, obstacle, ways, tuple(self._steps(values, changed)), contradicts)

    def decides(
        self, raw: Known, shown: frozenset[str], wanted: Callable[[Goal], bool]
    ) -> Iterator[tuple[Goal, Telling]]:
        """The goals about atoms that such facts reach, each with the statements by which a case would show it."""
        values = self.close(raw)
        seen = self.seen(values, shown)
        for (part, number), check in self._atoms.items():
            truth = BITS.get(check(values))
            atom = self.parts.atoms[part][number]
            goals = [goal for goal in shown_by(part, number, atom, truth, values) if wanted(goal)]
            if goals:
                told = self._told_apart(seen, raw, values, shown, (part, number), truth)
                yield from ((goal, told) for goal in goals if told)

    def holds_of(self, condition: Condition, values: Known) -> bool:
        """Whether a condition holds of what is known."""
        return evaluate(condition, values).truth.holds

    def _told_apart(
        self, seen: Seen, raw: Known, values: Known, shown: frozenset[str], atom: tuple[str, int], truth: Truth | None
    ) -> Telling:
        """By which statements a case tells that an atom has this truth, and no other that matters."""
        others = [other for other in TRUTHS if other != truth and (truth == "unknown" or other != "unknown")]
        found = []
        for other in others:
            changed = (*atom, other)
            known = self.close(raw, changed) if atom[0].startswith("derivations/") else values
            found.append(seen.differs(self.seen(known, shown, changed)))
        return tuple(found) if all(found) else ()

    def _present(self, values: Known, shown: frozenset[str], changed: Put | None) -> Iterator[str]:
        """The symptoms that lead to the cause, are there, and are not known to occur elsewhere only."""
        symptoms = self.parts.knowledge.symptoms
        found = []
        for name in self._leading:
            recognized = self._check(of_symptom(name, "recognized_when"), changed)
            applies = self._check(of_symptom(name, "applies_when"), changed)
            there = name in shown or (recognized is not None and bool(recognized(values) & HOLDS))
            if there and not (applies is not None and applies(values) & FAILS):
                found.append(name)
        specific = [name for name in found if not symptoms[name].general]
        others = any(not symptoms[name].general for name in shown if name not in self._leading)
        yield from specific or (() if others else found)

    @cached_property
    def _leading(self) -> tuple[str, ...]:
        knowledge, cause = self.parts.knowledge, self.parts.cause
        return tuple(
            name for name, symptom in knowledge.symptoms.items()
            if cause.is_linked_to(name) or (symptom.any_cause and cause.stops_enrollment)
        )  # fmt: skip

    def _way(self, number: int, values: Known, changed: Put | None) -> str:
        remedy = self.parts.remedy.id
        when = self._check(of_way(remedy, number, "when"), changed)
        harm = self._check(of_way(remedy, number, "harm"), changed)
        suits = HOLDS if when is None else when(values)
        harms = FAILS if harm is None else harm(values)
        if suits & FAILS:
            return "out"
        if harms & HOLDS:
            return "withheld"
        return "checked" if not harms & FAILS else "offered" if suits else "maybe"

    def _steps(self, values: Known, changed: Put | None) -> Iterator[int]:
        for _, option in self.parts.ways():
            for entry in option.steps:
                if isinstance(entry, SharedStep) and not entry.prepared:
                    for place in range(len(self.parts.knowledge.steps[entry.step].before)):
                        check = self._check(of_step(entry.step, place), changed)
                        assert check is not None
                        yield check(values)

    # What is made once

    def _check(self, part: str, changed: Put | None) -> Check | None:
        if part not in self.parts.conditions:
            return None
        key = (part, changed if changed is not None and changed[0] == part else None)
        if key not in self._checks:
            self._checks[key] = Test(self._condition(part, changed)).check
        return self._checks[key]

    def _condition(self, part: str, changed: Put | None) -> Condition:
        condition = self.parts.conditions[part]
        return condition if changed is None or changed[0] != part else put(condition, changed[1], changed[2])

    def _decide(self, changed: Put | None) -> Callable[[Known], State]:
        own = [of_cause(self.parts.cause.id, name) for name in ("confirmed_when", "ruled_out_when", "applies_when")]
        key = changed if changed is not None and changed[0] in own else None
        if key not in self._decided:
            confirmed, ruled_out, applies = (
                self._condition(part, key) if part in self.parts.conditions else None for part in own
            )
            assert confirmed is not None
            self._decided[key] = decided_by(confirmed, ruled_out, applies)
        return self._decided[key]

    def _closing(self, changed: Put | None) -> Callable[[dict[str, tuple[Value, ...]]], None]:
        rules: list[Rule] = []
        for name, derivation in self.parts.derivations.items():
            condition = self._condition(of_derivation(name), changed)
            for fact, value in self.parts.knowledge.conclusions(derivation).items():
                rules += rules_of(condition, True, name, Assertion(fact, value))
        return closing(dict.fromkeys(rules))


def is_told(telling: Telling, said: frozenset[Statement]) -> bool:
    """Whether a case that says this tells that an atom has its truth, and no other that matters."""
    return bool(telling) and all(by & said for by in telling)


def shown_by(part: str, number: int, atom: Atom, truth: Truth | None, values: Known) -> Iterator[Goal]:
    """The goals that values with this truth of an atom reach, if the atom decides."""
    if truth is None:
        return
    yield Goal(part, truth, number)
    if truth == "unknown":
        return
    value = values[atom.fact][0]
    if isinstance(atom.test, OneOf):
        if truth == "holds":
            yield Goal(part, "value", number, str(value))
        return
    bound = _bound(atom.test, values)
    if value == bound:
        yield Goal(part, "at", number)
    elif value in (beside := tuple(around(bound))):
        yield Goal(part, "below" if beside.index(value) < beside.index(bound) else "above", number)


def _bound(test: Compare, values: Known) -> Value:
    operand = test.operand
    if not isinstance(operand, OtherFact):
        return operand
    total = values[operand.fact][0]
    for part in operand.plus:
        added = part if isinstance(part, int) else values[part][0]
        assert isinstance(total, int)
        assert isinstance(added, int)
        total += added
    assert isinstance(total, (int, date)) or not operand.plus
    return total
