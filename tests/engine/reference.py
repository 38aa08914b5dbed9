"""The verdicts of a case worked out straight from their definitions: the reference that the engines are held to.

It is short enough to check by reading it. It evaluates the conditions themselves, over the facts and all that the
derivations add to them, as the contract and `expert/rules/models.py` define the verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from expert import KnowledgeBase
from expert.facts.vocabulary import Value
from expert.foundations.terms import Verdict
from expert.rules.conditions import All, Atom, Condition, Not, combinations, evaluate
from expert.rules.models import Cause, Symptom

Fact = tuple[str, Value]
Values = dict[str, tuple[Value, ...]]


@dataclass(frozen=True)
class Expected:
    """What must come of a case.

    Attributes:
        values: what is known of each fact, with what follows from it.
        symptoms: the ids of those that are present.
        verdicts: for each candidate.
        because: for each candidate that is confirmed or ruled out, the facts that decide it.
        offered: the ways, as (cause, number), whose steps may be shown.
        withheld: the ways that would do harm.
    """

    values: Values
    symptoms: tuple[str, ...]
    verdicts: dict[str, Verdict]
    because: dict[str, set[Fact]]
    offered: set[tuple[str, int]]
    withheld: set[tuple[str, int]]


class Reference:
    """The verdicts, straight from their definitions."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge

    def expect(self, observed: Mapping[str, Value], recognized: Iterable[str], told: Iterable[Fact] = ()) -> Expected:
        """What must come of a case."""
        values = self.closure([*observed.items(), *told])
        wanted = set(recognized)
        present = tuple(s.id for s in self.knowledge.symptoms.values() if self._present(s, values, wanted))
        return self._expected(present, values)

    def expect_alone(self, symptom: Symptom, facts: Iterable[Fact], recognized: bool) -> Expected:
        """What must come of one symptom, whatever else is shown."""
        values = self.closure(facts)
        present = self._present(symptom, values, {symptom.id} if recognized else set())
        return self._expected((symptom.id,) if present else (), values)

    def _expected(self, symptoms: tuple[str, ...], values: Values) -> Expected:
        causes = {c.id: c for name in symptoms for c in self.knowledge.causes_of(name)}
        decided = {name: self.decide(cause, values) for name, cause in causes.items()}
        verdicts = {name: verdict or self._weigh(name, symptoms, decided, values) for name, verdict in decided.items()}
        offered, withheld = self._ways(causes.values(), values)
        because = {name: self._because(causes[name], verdicts[name], values) for name in causes}
        return Expected(values, symptoms, verdicts, because, offered, withheld)

    def closure(self, facts: Iterable[Fact]) -> Values:
        values: Values = {}
        waiting = list(facts)
        while waiting:
            for fact, value in waiting:
                if value not in values.get(fact, ()):
                    values[fact] = (*values.get(fact, ()), value)
            waiting = [
                (fact, value)
                for derivation in self.knowledge.derivations.values()
                if self._holds(derivation.when, values)
                for fact, value in self.knowledge.conclusions(derivation).items()
                if value not in values.get(fact, ())
            ]
        return values

    def _holds(self, condition: Any, values: Values) -> bool:
        return condition is not None and evaluate(self.knowledge.condition(condition), values).truth.holds

    def _fails(self, condition: Any, values: Values) -> bool:
        return condition is not None and evaluate(self.knowledge.condition(condition), values).truth.fails

    def _present(self, symptom: Symptom, values: Values, recognized: set[str]) -> bool:
        seen = symptom.id in recognized or self._holds(symptom.recognized_when, values)
        return seen and not self._fails(symptom.applies_when, values)

    def decide(self, cause: Cause, values: Values) -> Verdict | None:
        """The verdict that the facts alone give a cause, if they do."""
        if self._fails(cause.applies_when, values):
            return "ruled_out"
        if self._holds(cause.confirmed_when, values):
            return "confirmed"
        if cause.ruled_out_when is None:
            return "ruled_out" if self._fails(cause.confirmed_when, values) else None
        return "ruled_out" if self._holds(cause.ruled_out_when, values) else None

    def _weigh(
        self, name: str, symptoms: tuple[str, ...], decided: Mapping[str, Verdict | None], values: Values
    ) -> Verdict:
        """Likely where the message itself names it, or where facts support it and it is the only one left."""
        for link in self.knowledge.causes[name].links():
            if link.symptom in symptoms:
                rivals = [c.id for c in self.knowledge.causes_of(link.symptom) if c.id != name]
                alone = all(decided[rival] == "ruled_out" for rival in rivals)
                if link.named or (alone and self._supported(self.knowledge.causes[name], values)):
                    return "likely"
        return "possible"

    def _supported(self, cause: Cause, values: Values) -> bool:
        """All that it applies to is known to hold, or a part of what proves it."""
        part = holds_in_part(self.knowledge.condition(cause.confirmed_when), True, values)
        return self._holds(cause.applies_when, values) or part

    def _because(self, cause: Cause, verdict: Verdict, values: Values) -> set[Fact]:
        if verdict == "confirmed":
            return self._support(cause.confirmed_when, True, values)
        if verdict != "ruled_out":
            return set()
        if self._fails(cause.applies_when, values):
            return self._support(cause.applies_when, False, values)
        if cause.ruled_out_when is None:
            return self._support(cause.confirmed_when, False, values)
        return self._support(cause.ruled_out_when, True, values)

    def _support(self, data: Any, wanted: bool, values: Values) -> set[Fact]:
        return set(support(self.knowledge.condition(data), wanted, values))

    def _ways(self, causes: Iterable[Cause], values: Values) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
        offered: set[tuple[str, int]] = set()
        withheld: set[tuple[str, int]] = set()
        for cause in causes:
            for number, option in enumerate(self.knowledge.remedy_of(cause).options, start=1):
                if self._fails(option.when, values):
                    continue
                harmful = option.harm is not None and self._holds(option.harm.when, values)
                (withheld if harmful else offered).add((cause.id, number))
        return offered, withheld


def holds_in_part(condition: Condition, wanted: bool, values: Values) -> bool:
    """Whether a part of a condition is known to be as wanted that does not make the whole so by itself."""
    if isinstance(condition, Atom):
        return False
    if isinstance(condition, Not):
        return holds_in_part(condition.part, not wanted, values)
    for part in condition.parts:
        truth = evaluate(part, values).truth
        if isinstance(condition, All) == wanted and (truth.holds if wanted else truth.fails):
            return True
        if holds_in_part(part, wanted, values):
            return True
    return False


def support(condition: Condition, wanted: bool, values: Values) -> Iterator[Fact]:
    """The facts on which a condition holds, or fails: the true or the false leaves of its evaluation."""
    truth = evaluate(condition, values).truth
    if not (truth.holds if wanted else truth.fails):
        return
    if isinstance(condition, Atom):
        for chosen in combinations(condition.facts, values):
            if condition.check(chosen) is wanted:
                yield from zip(condition.facts, chosen, strict=True)
    elif isinstance(condition, Not):
        yield from support(condition.part, not wanted, values)
    else:
        for part in condition.parts:
            yield from support(part, wanted, values)
