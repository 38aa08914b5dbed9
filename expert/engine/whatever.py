"""What is so of a case whatever is seen: proven causes that stop an enrollment, facts that cannot be true together."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from expert.engine.imagined import FAILS, Candidate, Conclusions, Test
from expert.engine.program import Assertion, Program, compile_rest
from expert.facts.case import Case
from expert.facts.fact import Fact, Origin
from expert.facts.vocabulary import Value
from expert.foundations.records import Record
from expert.rules.conditions import Condition, Values, atoms_in, evaluate, facts_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Impossible

_DAY = "observed_on"


class Asked:
    """A condition that is asked of every case, mostly in vain."""

    def __init__(self, condition: Condition) -> None:
        self._condition = condition
        self._facts = frozenset(facts_in(condition))

    def holds(self, values: Values) -> bool:
        # Of what is not known at all, nothing holds.
        return not self._facts.isdisjoint(values) and evaluate(self._condition, values).truth.holds

    def holds_of_single(self, values: Values) -> bool:
        """Whether it holds of facts none of which has several values: those contradict each other anyway."""
        known = self._facts.intersection(values)
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
        self._stopping = [_Stopping(knowledge, cause) for cause in knowledge.stopping]
        self._conclusions = Conclusions.of(knowledge)
        self._impossible = [(rule, Asked(knowledge.condition(rule.never))) for rule in knowledge.impossible]
        self._dated = {
            name
            for conclusion in self._conclusions
            for atom in atoms_in(conclusion.test.condition) if _DAY in atom.facts for name in atom.facts
        } | {
            name
            for rule in knowledge.impossible
            for atom in atoms_in(knowledge.condition(rule.never)) if _DAY in atom.facts for name in atom.facts
        }  # fmt: skip

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
        for known in given:
            values[known.fact] = (*values.get(known.fact, ()), known.value)
        dated = _DAY not in values and not self._dated.isdisjoint(values)
        if dated:
            values[_DAY] = (today or date.today(),)
        self._conclusions.close(values)
        obstacles = tuple(s.cause for s in self._stopping if s.cause.id not in candidates and s.is_proven(values))
        contradicts = any(len(several) > 1 for several in values.values())
        impossible = tuple(rule for rule, never in self._impossible if never.holds_of_single(values))
        told = bool(obstacles or contradicts)
        if dated and (told or impossible):
            case = case.and_also(Fact(_DAY, values[_DAY][0], Origin("today")))
            given = [*given, Assertion(_DAY, values[_DAY][0])]
        return Found(given, case, obstacles, impossible, told)


class _Stopping:
    """A cause that stops an enrollment, ready to be tried."""

    def __init__(self, knowledge: KnowledgeBase, cause: Cause) -> None:
        self.cause = cause
        self._candidate = Candidate(knowledge, cause)
        self._facts = frozenset(self._candidate.confirmed.facts)
        stops = knowledge.stops(cause)
        self._stops = None if stops is None else Test(stops)

    def is_proven(self, values: Mapping[str, tuple[Value, ...]]) -> bool:
        """Whether these values prove it, and do not say that it stops other enrollments only."""
        if self._facts.isdisjoint(values) or self._candidate.state(values) != "confirmed":
            return False
        return self._stops is None or not self._stops.check(values) & FAILS
