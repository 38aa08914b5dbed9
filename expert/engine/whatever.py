"""What is so of a case whatever is seen: proven causes that stop an enrollment, facts that cannot be true together."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from expert.engine.imagined import FAILS, Candidate, Conclusions, Test
from expert.engine.program import Assertion, Program, compile_rest
from expert.facts.case import Case
from expert.facts.fact import Fact, Origin
from expert.facts.vocabulary import DAY, Value
from expert.foundations.kept import cached_property
from expert.foundations.records import Record
from expert.rules.conditions import ConditionData, Values, atoms_in, evaluate, names_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Impossible

_WORTH_COMPILING = 10
"""How often a condition is evaluated before a function is made for it: a process that diagnoses one case needs none."""


class Asked:
    """A condition that is asked of every case, mostly in vain; it is understood when it is first worth it.

    Args:
        data: the condition, as it stands in a file of the knowledge base.
        knowledge: the knowledge base.
    """

    def __init__(self, data: ConditionData, knowledge: KnowledgeBase) -> None:
        self._data, self._knowledge = data, knowledge
        self.facts = frozenset(names_in(data))

    def holds(self, values: Values) -> bool:
        # Of what is not known at all, nothing holds.
        if self.facts.isdisjoint(values):
            return False
        return evaluate(self._knowledge.condition(self._data), values).truth.holds

    def holds_of_single(self, values: Values) -> bool:
        """Whether it holds of facts none of which has several values: those contradict each other anyway."""
        known = self.facts.intersection(values)
        return bool(known) and all(len(values[name]) == 1 for name in known) and self.holds(values)


@dataclass(frozen=True, eq=False, repr=False)
class Found(Record):
    """What is so whatever is seen.

    Attributes:
        given: what the engine is to be told.
        case: the case, with the day of observation where a rule about dates needed it.
        obstacles: the proven causes that stop an enrollment and are no candidates.
        impossible: what cannot be true.
        to_be_told: whether there is anything.
    """

    given: list[Assertion]
    case: Case
    obstacles: tuple[Cause, ...] = ()
    impossible: tuple[Impossible, ...] = ()
    to_be_told: bool = False


class Whatever:
    """Looks for what is so whatever is seen: proven causes that stop an enrollment, and facts that contradict.

    Mostly there is nothing, so it is looked for with functions made for that, and the engine fires only where there is.
    """

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._stopping: dict[str, _Stopping] = {}
        self._feeding = frozenset(name for d in knowledge.derivations.values() for name in names_in(d.when))
        self._impossible = [(rule, Asked(rule.never, knowledge)) for rule in knowledge.impossible]
        when = (derivation.when for derivation in knowledge.derivations.values())
        self._asked = (*when, *(rule.never for rule in knowledge.impossible))
        # Facts that stand in one condition with the day of observation; more than those that are held against it.
        read = (frozenset(names_in(data)) for data in self._asked)
        self._dated = frozenset(name for names in read if DAY in names for name in names)

    @cached_property
    def _compared_with_the_day(self) -> frozenset[str]:
        """The facts that a derivation, or what is impossible, holds against the day of observation."""
        atoms = (atom for condition in map(self._knowledge.condition, self._asked) for atom in atoms_in(condition))
        return frozenset(name for atom in atoms if DAY in atom.facts for name in atom.facts)

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> Whatever:
        """That of a knowledge base, made once."""
        return knowledge.attach(cls)

    @cached_property
    def program(self) -> Program:
        """The rules that the engine fires where there is anything."""
        return compile_rest(self._knowledge)

    def look(self, given: list[Assertion], candidates: Container[str], case: Case, today: date | None) -> Found:
        """What is so whatever is seen.

        Args:
            given: what is known: observed, read and told.
            candidates: the ids of the causes that are weighed anyway.
            case: the case.
            today: the day of observation where the case gives none.
        """
        values: dict[str, tuple[Value, ...]] = {}
        # What is observed and told by a message too is one value, not two.
        for known in dict.fromkeys(given):
            values[known.fact] = (*values.get(known.fact, ()), known.value)
        dated = DAY not in values and not self._dated.isdisjoint(values)
        if dated:
            values[DAY] = (today or date.today(),)
        if not self._feeding.isdisjoint(values):
            Conclusions.of(self._knowledge).close(values)
        obstacles = tuple(self._proven(values, candidates))
        contradicts = any(len(several) > 1 for several in values.values())
        impossible = tuple(rule for rule, never in self._impossible if never.holds_of_single(values))
        # What cannot be true may have been worked out, and only an engine says from what.
        told = bool(obstacles or contradicts or impossible)
        if dated and told and not self._compared_with_the_day.isdisjoint(known.fact for known in given):
            case = case.and_also(Fact(DAY, values[DAY][0], Origin("today")))
            given = [*given, Assertion(DAY, values[DAY][0])]
        return Found(given, case, obstacles, impossible, told)

    def _proven(self, values: Mapping[str, tuple[Value, ...]], candidates: Container[str]) -> Iterator[Cause]:
        """The causes that stop an enrollment and are proven, without the candidates."""
        touched = {cause for name in values for cause in self._knowledge.stopping_by_fact.get(name, ())}
        for name in sorted(touched):
            if name not in candidates:
                if name not in self._stopping:
                    self._stopping[name] = _Stopping(self._knowledge, self._knowledge.causes[name])
                if self._stopping[name].is_proven(values):
                    yield self._knowledge.causes[name]


class _Stopping:
    """A cause that stops an enrollment, ready to be tried."""

    def __init__(self, knowledge: KnowledgeBase, cause: Cause) -> None:
        self.cause = cause
        self._knowledge = knowledge
        self._asked = 0

    def is_proven(self, values: Mapping[str, tuple[Value, ...]]) -> bool:
        """Whether these values prove it, and do not say that it stops other enrollments only."""
        self._asked += 1
        if self._asked <= _WORTH_COMPILING:
            condition = self._knowledge.conditions_of(self.cause).confirmed
            if not evaluate(condition, values).truth.holds:
                return False
        if self._candidate.state(values) != "confirmed":
            return False
        return self._stops is None or not self._stops.check(values) & FAILS

    @cached_property
    def _candidate(self) -> Candidate:
        return Candidate(self._knowledge, self.cause)

    @cached_property
    def _stops(self) -> Test | None:
        stops = self._knowledge.stops(self.cause)
        return None if stops is None else Test(stops)
