"""Runs the cases that stand in the causes' files, so that whoever writes a rule sees at once if it is sound."""

from __future__ import annotations

from dataclasses import dataclass

from expert.engine import diagnose
from expert.facts.case import Case
from expert.foundations.texts import Text
from expert.results.diagnosis import Diagnosis
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, RuleCase


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How a case of a rule file came out.

    Attributes:
        verdict: the verdict that was reached; None when the cause was not even a candidate.
    """

    cause: str
    case: RuleCase
    verdict: str | None
    diagnosis: Diagnosis

    @property
    def holds(self) -> bool:
        """Whether the verdict is the one that the file expects."""
        return self.verdict == self.case.verdict

    def say(self) -> Text:
        """The result in words, for a case that does not hold."""
        name, wanted = self.case.name, self.case.verdict
        got = self.verdict or "-"
        return Text(
            f'{self.cause}: case "{name}": expected {wanted}, got {got}',
            f"{self.cause}: fallet ”{name}”: väntade {wanted}, fick {got}",
        )


def case_of(knowledge: KnowledgeBase, cause: Cause, case: RuleCase) -> Case:
    """The facts of a rule's case: the example of the symptom it shows, with its own facts over it."""
    shows = case.shows or next(cause.links()).symptom
    return Case.of({**knowledge.symptoms[shows].example, **case.facts}, knowledge.vocabulary)


def run_case(knowledge: KnowledgeBase, cause: Cause, case: RuleCase) -> CaseResult:
    """One case of a cause."""
    diagnosis = diagnose(case_of(knowledge, cause, case), knowledge, engine="compiled")
    verdict = next((found.verdict for found in diagnosis.causes if found.id == cause.id), None)
    return CaseResult(cause.id, case, verdict, diagnosis)


def run_cases(knowledge: KnowledgeBase) -> list[CaseResult]:
    """Every case of every cause, in the order of the causes' ids."""
    return [run_case(knowledge, cause, case) for cause in knowledge.causes.values() for case in cause.cases]


def failures(results: list[CaseResult]) -> list[CaseResult]:
    """The cases that came out otherwise than their file expects."""
    return [result for result in results if not result.holds]
