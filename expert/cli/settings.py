"""What a command line lays over the facts that it is handed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from expert.cli.evidence_wanted import EvidenceWanted
from expert.facts.case import Case

if TYPE_CHECKING:  # help needs none of it
    from expert.rules.knowledge import KnowledgeBase


class Settings(tuple[str, ...]):
    """The `--set fact=value` of a command line, as they were typed.

    Attributes:
        only_given: a case is judged by the facts that are given alone; none is read from its text.
        evidence: what adds to the facts.
    """

    only_given: bool
    evidence: EvidenceWanted

    def __new__(
        cls, settings: Iterable[str] = (), *, only_given: bool = False, evidence: EvidenceWanted | None = None
    ) -> Settings:
        made = super().__new__(cls, settings)
        made.only_given = only_given
        made.evidence = EvidenceWanted() if evidence is None else evidence
        return made

    def __bool__(self) -> bool:
        return len(self) > 0 or bool(self.evidence)

    def and_evidence(self, paths: Iterable[str], *, facts_only: bool = False) -> Settings:
        """These settings with further evidence."""
        evidence = replace(self.evidence, paths=(*self.evidence.paths, *paths), facts_only=facts_only)
        return Settings(self, only_given=self.only_given, evidence=evidence)

    def apply(self, case: Case, knowledge: KnowledgeBase) -> Case:
        """The case with the evidence, judged as it is wanted.

        Raises:
            InputError: the evidence cannot be read, or not asked for.
        """
        if self.evidence:
            from expert.cli.evidence_inputs import with_evidence  # only now: most cases have none

            case = with_evidence(case, self.evidence, knowledge)
        return case.as_given() if self.only_given else case
