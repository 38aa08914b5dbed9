"""Runs the cases that stand in the causes' files, so that whoever writes a rule sees at once if it is sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from expert.engine.agreement import reason_about
from expert.engine.composing import compose
from expert.engine.otherwise import Otherwise
from expert.engine.plans_wanted import faults_of_plan
from expert.facts.case import Case
from expert.foundations.kept import cached_property
from expert.foundations.texts import NO, QUOTED, YES, Text, joined
from expert.results.diagnosis import Diagnosis
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, RuleCase


@dataclass(frozen=True)
class CaseResult:
    """How a case of a rule file came out.

    Attributes:
        verdict: the verdict that was reached; None when the cause was not even a candidate.
    """

    cause: str
    case: RuleCase
    verdict: str | None
    diagnosis: Diagnosis

    @cached_property
    def faults(self) -> tuple[Otherwise, ...]:
        """Where it came out otherwise than its file expects."""
        return tuple(self._faults())

    @property
    def holds(self) -> bool:
        """Whether all that its file says came true."""
        return not self.faults

    def say(self) -> Text:
        """The result in words, for a case that does not hold."""
        said = joined([fault.say() for fault in self.faults], "; ")
        name = QUOTED.format(text=self.case.name)
        return Text(f"{self.cause}: case {name.en}: {said.en}", f"{self.cause}: fallet {name.sv}: {said.sv}")

    def _faults(self) -> Iterator[Otherwise]:
        case, found = self.case, self.diagnosis
        if (self.verdict or "none") != case.verdict:
            yield Otherwise(("verdict",), None, case.verdict, self.verdict or "-")
        if case.outcome is not None and found.outcome != case.outcome:
            yield Otherwise(("outcome",), Text("outcome", "utfall"), case.outcome, found.outcome)
        stands = any(cause.id == self.cause for cause in found.obstacles)
        if case.obstacle is not None and stands is not case.obstacle:
            yield Otherwise(("obstacle",), Text("obstacle", "hinder"), _YES_OR_NO[case.obstacle], _YES_OR_NO[stands])
        if case.conflict is not None:
            kinds = sorted({conflict.kind for conflict in found.conflicts})
            if kinds != sorted(set(case.conflict)):
                wanted, got = ", ".join(sorted(set(case.conflict))) or "-", ", ".join(kinds) or "-"
                yield Otherwise(("conflict",), Text("conflict", "konflikt"), wanted, got)
        if case.recognized is not None and case.shows is not None:
            layer = next((symptom.layer for symptom in found.symptoms if symptom.id == case.shows), "-")
            if layer != case.recognized:
                yield Otherwise(("recognized",), Text("recognized", "igenkänt"), case.recognized, layer)
        if case.plan is not None:
            yield from faults_of_plan(case.plan, self.cause, found)


_YES_OR_NO = (NO, YES)


def case_of(knowledge: KnowledgeBase, cause: Cause, case: RuleCase) -> Case:
    """The facts of a rule's case: the example of the symptom it shows, with its own facts over it."""
    shows = case.shows or next(cause.links()).symptom
    facts = {**knowledge.symptoms[shows].example, **case.facts}
    return Case.of({name: value for name, value in facts.items() if value is not None}, knowledge.vocabulary)


def run_case(knowledge: KnowledgeBase, cause: Cause, case: RuleCase, *, asking: bool = True) -> CaseResult:
    """One case of a cause.

    Args:
        knowledge: the knowledge base.
        cause: the cause.
        case: its case.
        asking: whether the diagnosis says what is worth asking. Whether the case holds does not rest on that, unless it
            says how long its plan takes, and it is found in less than half the time without.
    """
    timed = case.plan is not None and case.plan.takes is not None
    reasoning = reason_about(case_of(knowledge, cause, case), knowledge, engine="compiled")
    diagnosis = compose(reasoning, "en", asking=asking or timed)
    verdict = next((found.verdict for found in diagnosis.causes if found.id == cause.id), None)
    return CaseResult(cause.id, case, verdict, diagnosis)


def run_cases(knowledge: KnowledgeBase, *, asking: bool = True) -> list[CaseResult]:
    """Every case of every cause, in the order of the causes' ids; `asking` as of one."""
    return [
        run_case(knowledge, cause, case, asking=asking) for cause in knowledge.causes.values() for case in cause.cases
    ]


def failures(results: list[CaseResult]) -> list[CaseResult]:
    """The cases that came out otherwise than their file expects."""
    return [result for result in results if not result.holds]
