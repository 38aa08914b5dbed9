"""Finds the facts under which conditions hold or fail, or that there are none.

A case knows some facts and not others. So what is found is a set of known facts, as few as it takes: a condition that
holds of it holds of every case that knows more, and one that does not hold of it is not known there. Of each fact the
values are tried that make a difference (`expert/rules/answers.py`), which for facts held against fixed values are all
there are to try.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar, cast

from expert.facts.vocabulary import Value
from expert.foundations.deadlines import look_at_the_clock
from expert.foundations.kept import cached_property
from expert.foundations.limits import MOST_VALUES_TRIED
from expert.rules.answers import answers, choices
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

T = TypeVar("T")

Goal = tuple[Condition, bool]
"""A condition, and whether it is to hold or to fail."""

Known = dict[str, tuple[Value, ...]]

_MOST_STEPS = 4_000
"""How many values are tried for one question; what would take more is not answered, and nor is anything any more once
as many were tried for all questions together as `MOST_VALUES_TRIED` says."""


class TooMany(Exception):
    """There are more facts to try than one question is worth."""


class _Found(NamedTuple):
    """What was found for a question about some conditions, which read these facts."""

    conditions: tuple[Condition | None, ...]
    facts: frozenset[str]
    answer: Any


class Solver:
    """Finds facts for conditions of one knowledge base.

    Args:
        knowledge: the knowledge base.
        conditions: every condition in it, whose values are tried.
        like: that of nearly the same knowledge; what it has found is taken over where that comes out the same here.
    """

    def __init__(self, knowledge: KnowledgeBase, conditions: Iterable[Condition], like: Solver | None = None) -> None:
        self._knowledge = knowledge
        self._found: dict[tuple[object, ...], _Found] = {}
        self._conditions = list(conditions)
        self._like = like if like is not None and self._reasons_as(like) else None
        self._tests: dict[str, list[Atom]]
        self._atoms: dict[str, dict[Atom, None]]
        self._otherwise: frozenset[str] = frozenset()
        if self._like is not None and self._conditions == self._like._conditions:
            self._tests, self._atoms = self._like._tests, self._like._atoms
        else:
            self._take_tests(self._like)
        self._steps = 0
        self._steps_in_all = 0

    @property
    def gave_up(self) -> bool:
        """Whether all questions together took more than `MOST_VALUES_TRIED`, so that the rest is not answered."""
        return self._steps_in_all > MOST_VALUES_TRIED

    def _take_tests(self, like: Solver | None) -> None:
        """Go over all tests, and find the facts of which other values are tried than in the solver like this one."""
        self._tests, before = self._by_fact(), {} if like is None else like._tests
        names = {*self._tests, *before}
        # Of a fact that has only a few values all are tried, whatever tests it is put to.
        self._otherwise = frozenset(
            name for name in names
            if self._tests.get(name) != before.get(name) and not choices(self._knowledge.vocabulary[name])
        )  # fmt: skip
        known = {} if like is None else like._atoms
        self._atoms = {
            name: known[name] if name in known and name not in self._otherwise else dict.fromkeys(tests)
            for name, tests in self._tests.items()
        }

    def _by_fact(self) -> dict[str, list[Atom]]:
        """The tests that each fact is put to, as often as they stand there."""
        found: dict[str, list[Atom]] = {}
        for condition in self._conditions:
            for atom in atoms_in(condition):
                for fact in atom.facts:
                    found.setdefault(fact, []).append(atom)
        return found

    def _reasons_as(self, other: Solver) -> bool:
        """Whether the same facts can be true together, and the same follows from them, as for another."""
        own, others = self._knowledge, other._knowledge
        return own.vocabulary is others.vocabulary and (
            [rule.never for rule in own.impossible] == [rule.never for rule in others.impossible]
            and [(one.when, one.concludes) for one in own.derivations.values()]
            == [(one.when, one.concludes) for one in others.derivations.values()]
        )

    def remembered(
        self, question: str, conditions: tuple[Condition | None, ...], find: Callable[[], T]
    ) -> T:
        """What comes out of a question about some conditions, which nothing else in it depends on; found once."""
        key = (question, *map(id, conditions))
        found = self._found.get(key)
        if found is None and self._like is not None:
            lent = self._like._found.get(key)
            found = lent if lent is not None and self._otherwise.isdisjoint(lent.facts) else None
        if found is None:
            facts = frozenset(name for one in conditions if one is not None for name in facts_in(one))
            # The conditions are kept beside what was found so that their identities stay taken.
            found = self._found[key] = _Found(conditions, facts, find())
        return cast(T, found.answer)

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
            look_at_the_clock()
            self._steps += 1
            self._steps_in_all += 1
            if self._steps > _MOST_STEPS or self.gave_up:
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
