"""Finds the facts under which conditions hold or fail, or that there are none.

A case knows some facts and not others. So what is found is a set of known facts, as few as it takes: a condition that
holds of it holds of every case that knows more, and one that does not hold of it is not known there. Of each fact the
values are tried that make a difference (`expert/rules/answers.py`), which for facts held against fixed values are all
there are to try.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from expert.facts.vocabulary import Value
from expert.rules.answers import answers
from expert.rules.conditions import (
    All,
    Atom,
    Compare,
    Condition,
    Not,
    OtherFact,
    Values,
    atoms_in,
    evaluate,
    facts_in,
)
from expert.rules.knowledge import KnowledgeBase

Goal = tuple[Condition, bool]
"""A condition, and whether it is to hold or to fail."""

Known = dict[str, tuple[Value, ...]]

_MOST_STEPS = 4_000
"""How many values are tried for one question; what would take more is not answered."""


class TooMany(Exception):
    """There are more facts to try than one question is worth."""


class Solver:
    """Finds facts for conditions of one knowledge base.

    Args:
        knowledge: the knowledge base.
        conditions: every condition in it, whose values are tried.
    """

    def __init__(self, knowledge: KnowledgeBase, conditions: Iterable[Condition]) -> None:
        self._knowledge = knowledge
        self._atoms: dict[str, dict[Atom, None]] = {}
        for condition in conditions:
            for atom in atoms_in(condition):
                for fact in atom.facts:
                    self._atoms.setdefault(fact, {})[atom] = None
        self._steps = 0

    @cached_property
    def _never(self) -> Mapping[str, list[Condition]]:
        """By each fact, the conditions of what cannot be true that read it."""
        found: dict[str, list[Condition]] = {}
        for rule in self._knowledge.impossible:
            condition = self._knowledge.condition(rule.never)
            for fact in facts_in(condition):
                found.setdefault(fact, []).append(condition)
        return found

    @cached_property
    def _following(self) -> Mapping[str, list[tuple[Condition, Mapping[str, Value]]]]:
        """By each fact, the derivations that read it."""
        found: dict[str, list[tuple[Condition, Mapping[str, Value]]]] = {}
        for derivation in self._knowledge.derivations.values():
            condition = self._knowledge.condition(derivation.when)
            for fact in facts_in(condition):
                found.setdefault(fact, []).append((condition, self._knowledge.conclusions(derivation)))
        return found

    def cases(self, goals: Iterable[Goal], *, possible: bool = True) -> Iterator[Known]:
        """The sets of facts, each as small as it can be, under which all goals come out as wanted.

        Args:
            goals: the conditions.
            possible: leave out what `impossible.yaml` says cannot be true, and what contradicts what follows from it.

        Raises:
            TooMany: there are too many facts to try.
        """
        self._steps = 0
        for known in self._reach(tuple(goals), {}, possible):
            if not possible or self._holds_together(known):
                yield known

    def case(self, *goals: Goal, possible: bool = True) -> Known | None:
        """The first such set of facts; None where there is none.

        Raises:
            TooMany: there are too many facts to try.
        """
        return next(self.cases(goals, possible=possible), None)

    def implies(self, one: Condition, other: Condition) -> bool:
        """Whether a condition holds wherever another does.

        Raises:
            TooMany: there are too many facts to try.
        """
        if set(facts_in(other)).isdisjoint(facts_in(one)):
            return False
        cases = list(self.cases([(one, True)]))
        return bool(cases) and all(evaluate(other, known).truth.holds for known in cases)

    def _reach(self, goals: tuple[Goal, ...], known: Known, possible: bool) -> Iterator[Known]:
        if not goals:
            yield known
            return
        at = next((i for i, goal in enumerate(goals) if not _has_ways(goal)), 0)
        (condition, wanted), rest = goals[at], (*goals[:at], *goals[at + 1 :])
        if isinstance(condition, Not):
            yield from self._reach(((condition.part, not wanted), *rest), known, possible)
        elif isinstance(condition, Atom):
            yield from self._decide(condition, wanted, rest, known, possible)
        elif not _has_ways((condition, wanted)):
            yield from self._reach((*((part, wanted) for part in condition.parts), *rest), known, possible)
        elif _comes_out(condition, wanted, known):
            yield from self._reach(rest, known, possible)
        else:
            for part in condition.parts:
                yield from self._reach(((part, wanted), *rest), known, possible)

    def _decide(
        self, atom: Atom, wanted: bool, rest: tuple[Goal, ...], known: Known, possible: bool
    ) -> Iterator[Known]:
        missing = next((fact for fact in atom.facts if fact not in known), None)
        if missing is None:
            if _comes_out(atom, wanted, known):
                yield from self._reach(rest, known, possible)
            return
        definition = self._knowledge.vocabulary[missing]
        for value in answers(definition, self._atoms.get(missing, (atom,)), known):
            self._steps += 1
            if self._steps > _MOST_STEPS:
                raise TooMany
            further = {**known, missing: (value,)}
            if not (possible and self._cannot_be(missing, further)):
                yield from self._decide(atom, wanted, rest, further, possible)

    def _cannot_be(self, fact: str, known: Values) -> bool:
        return any(evaluate(never, known).truth.holds for never in self._never.get(fact, ()))

    def _holds_together(self, known: Known) -> bool:
        """Whether what follows from facts contradicts none of them, and can be true beside them."""
        every, waiting = dict(known), list(known)
        while waiting:
            for condition, concludes in self._following.get(waiting.pop(), ()):
                for fact, value in concludes.items() if evaluate(condition, every).truth.holds else ():
                    if fact not in every:
                        every[fact] = (value,)
                        waiting.append(fact)
                        if self._cannot_be(fact, every):
                            return False
                    elif every[fact] != (value,):
                        return False
        return True


def is_exact(*conditions: Condition) -> bool:
    """Whether every fact is held against fixed values, so that the values that are tried are all there are."""
    return not any(
        isinstance(atom.test, Compare) and isinstance(atom.test.operand, OtherFact)
        for condition in conditions for atom in atoms_in(condition)
    )  # fmt: skip


def _has_ways(goal: Goal) -> bool:
    """Whether a goal can be reached in several ways, by one of its parts or another."""
    condition, wanted = goal
    return not isinstance(condition, (Atom, Not)) and isinstance(condition, All) != wanted


def _comes_out(condition: Condition, wanted: bool, known: Values) -> bool:
    truth = evaluate(condition, known).truth
    return truth.holds if wanted else truth.fails
