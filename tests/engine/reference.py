"""The verdicts of a case worked out straight from their definitions: the reference that the engines are held to.

It is short enough to check by reading it. It evaluates the conditions themselves, over the facts and all that the
derivations add to them, as the contract and `expert/rules/models.py` define the verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from expert import KnowledgeBase
from expert.facts.vocabulary import Value
from expert.foundations.terms import Verdict
from expert.rules.conditions import All, Atom, Condition, Not, combinations, evaluate, facts_in
from expert.rules.models import Cause, Impossible, Symptom

Fact = tuple[str, Value]
Values = dict[str, tuple[Value, ...]]
_STRENGTH: tuple[Verdict, ...] = ("ruled_out", "possible", "likely", "confirmed")
"""Of several verdicts, one for each symptom, the last of these counts."""


@dataclass(frozen=True)
class Expected:
    """What must come of a case.

    Attributes:
        values: what is known of each fact, with what follows from it.
        symptoms: the ids of those that are present, in the order of the knowledge; an empty one for whatever is seen.
        verdicts: for each candidate.
        because: for each candidate that is confirmed or ruled out, the facts that decide it.
        obstacles: the proven causes that stop an enrollment and are no candidates.
        offered: the ways, as (cause, number), whose steps may be shown.
        withheld: the ways that would do harm.
    """

    values: Values
    symptoms: tuple[str, ...]
    verdicts: dict[str, Verdict]
    because: dict[str, set[Fact]]
    obstacles: set[str]
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
        present = [s for s in self.knowledge.symptoms.values() if self._present(s, values, wanted)]
        least = min(map(_generality, present), default=0)
        return self._expected([s for s in present if _generality(s) == least], values)

    def expect_alone(self, symptom: Symptom | None, facts: Iterable[Fact], recognized: bool) -> Expected:
        """What must come of one symptom, whatever else is shown; without any, of what stops an enrollment."""
        values = self.closure(facts)
        if symptom is None:
            return self._expected([None] if recognized else [], values)
        present = self._present(symptom, values, {symptom.id} if recognized else set())
        return self._expected([symptom] if present else [], values)

    def _expected(self, symptoms: Sequence[Symptom | None], values: Values) -> Expected:
        found: dict[str, list[Verdict]] = {}
        for symptom in symptoms:
            for cause, verdict in self._verdicts(symptom, values).items():
                found.setdefault(cause, []).append(verdict)
        verdicts = {name: max(several, key=_STRENGTH.index) for name, several in found.items()}
        causes = [self.knowledge.causes[name] for name in verdicts]
        offered, withheld = self._ways(causes, values)
        because = {cause.id: self._because(cause, symptoms, verdicts[cause.id], values) for cause in causes}
        others = (cause for cause in self.knowledge.stopping if cause.id not in verdicts)
        obstacles = {
            cause.id for cause in others
            if self.decide(cause, values) == "confirmed" and not self._harmless(cause, None, values)
        }  # fmt: skip
        ids = tuple("" if symptom is None else symptom.id for symptom in symptoms)
        return Expected(values, ids, verdicts, because, obstacles, offered, withheld)

    def _verdicts(self, symptom: Symptom | None, values: Values) -> dict[str, Verdict]:
        """The verdicts of one symptom's candidates: what the facts decide, and of the others what is likely."""
        causes = self.knowledge.stopping if symptom is None else self.knowledge.causes_of(symptom.id)
        decided = {
            cause.id: "ruled_out" if symptom and self._harmless(cause, symptom, values) else self.decide(cause, values)
            for cause in causes
        }  # fmt: skip
        return {cause.id: decided[cause.id] or self._weigh(cause, symptom, decided, values) for cause in causes}

    def _harmless(self, cause: Cause, symptom: Symptom | None, values: Values) -> bool:
        """Whether a cause is known to stop no such enrollment by itself, where it comes in for that only."""
        linked = symptom is not None and any(link.symptom == symptom.id for link in cause.links())
        return not linked and not isinstance(cause.stops_enrollment, bool) and self._fails(
            cause.stops_enrollment, values
        )

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

    def excludes(self, cause: Cause, values: Values) -> bool:
        """Whether the facts exclude a cause, whatever they prove besides."""
        if cause.ruled_out_when is None:
            return self._fails(cause.confirmed_when, values)
        return self._holds(cause.ruled_out_when, values)

    def is_broken(self, rule: Impossible, values: Values) -> bool:
        """Whether the facts say what cannot be; where one of them has several values, these contradict each other."""
        read = facts_in(self.knowledge.condition(rule.never))
        return self._holds(rule.never, values) and all(len(values.get(name, ())) < 2 for name in read)

    def decide(self, cause: Cause, values: Values) -> Verdict | None:
        """The verdict that the facts alone give a cause, if they do."""
        if self._fails(cause.applies_when, values):
            return "ruled_out"
        if self._holds(cause.confirmed_when, values):
            return "confirmed"
        return "ruled_out" if self.excludes(cause, values) else None

    def _weigh(
        self, cause: Cause, symptom: Symptom | None, decided: Mapping[str, Verdict | None], values: Values
    ) -> Verdict:
        """Likely where the message itself names it, or where facts support it and it is the only one left."""
        if symptom is not None and any(link.named and link.symptom == symptom.id for link in cause.links()):
            return "likely"
        alone = all(decided[rival] == "ruled_out" for rival in decided if rival != cause.id)
        return "likely" if alone and self._supported(cause, values) else "possible"

    def _supported(self, cause: Cause, values: Values) -> bool:
        """All that it applies to is known to hold, or a part of what proves it."""
        part = holds_in_part(self.knowledge.condition(cause.confirmed_when), True, values)
        return self._holds(cause.applies_when, values) or part

    def _because(
        self, cause: Cause, symptoms: Iterable[Symptom | None], verdict: Verdict, values: Values
    ) -> set[Fact]:
        if verdict == "confirmed":
            return self._support(cause.confirmed_when, True, values)
        if verdict != "ruled_out":
            return set()
        elsewhere: set[Fact] = set()
        if self._fails(cause.applies_when, values):
            elsewhere |= self._support(cause.applies_when, False, values)
        for symptom in symptoms:
            if symptom is not None and self._is_candidate(cause, symptom) and self._harmless(cause, symptom, values):
                elsewhere |= self._support(cause.stops_enrollment, False, values)
        if elsewhere:
            return elsewhere
        if cause.ruled_out_when is None:
            return self._support(cause.confirmed_when, False, values)
        return self._support(cause.ruled_out_when, True, values)

    def _is_candidate(self, cause: Cause, symptom: Symptom) -> bool:
        return any(candidate.id == cause.id for candidate in self.knowledge.causes_of(symptom.id))

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


def _generality(symptom: Symptom) -> int:
    """What is more general counts only where nothing less general is present."""
    return 0 if not symptom.general else 2 if symptom.any_cause else 1


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
