"""What a command line lays over the facts that it is handed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from expert.facts.case import Case

if TYPE_CHECKING:  # help needs none of it
    from expert.cli.live import Live
    from expert.rules.knowledge import KnowledgeBase


@dataclass(frozen=True)
class EvidenceWanted:
    """The evidence that a command line names, and whose it is.

    Attributes:
        paths: files, folders and archives.
        user: what the user is called in it.
        device: what the device is called in it.
        groups: the ids of the user's groups; None where they were not named.
        facts_only: whether its texts are the case's messages anyway.
        passwords: what may open files of certificates that are locked.
        live: what is to be asked over the network beside it.
    """

    paths: tuple[str, ...] = ()
    user: str = ""
    device: str = ""
    groups: tuple[str, ...] | None = None
    facts_only: bool = False
    passwords: tuple[str, ...] = ()
    live: Live | None = None

    def __bool__(self) -> bool:
        return bool(self.paths or self.live)

    def options(self) -> dict[str, str | tuple[str, ...] | None]:
        """The options that a command about a case names the same evidence by, by their names."""
        whose = {"user": self.user or None, "device": self.device or None, "group": self.groups}
        return {"evidence": self.paths, **({} if self.live is None else self.live.typed()), **whose}


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
