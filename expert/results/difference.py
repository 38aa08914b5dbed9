"""What differs between two diagnoses: which conclusions came, went or changed, and the plan."""

from __future__ import annotations

from typing import Any

from expert.foundations.terms import Outcome, Safety, Standing, Verdict
from expert.foundations.texts import Language
from expert.results.diagnosis import FactValue, SometimesOf
from expert.results.document import Document, Part


class FactChange(Part):
    """A fact that differs; None where it is not known.

    Attributes:
        title: the fact in words.
        words_before: its value before, in words.
        words_after: its value afterward, in words.
    """

    fact: str
    before: Any
    after: Any
    title: str
    words_before: str | None
    words_after: str | None


class VerdictChange(Part):
    """A cause whose verdict differs; None where it is no candidate.

    Attributes:
        rule: the part of the cause's file that decided the verdict afterward, or that no longer decides it.
        no_longer: the rule decided the verdict before, and does not afterward.
        because: the facts that decided it.
        standing_before: how it stood: the verdict, or what keeps that from being one (`superseded`, `disputed`).
        standing_after: how it stands.
    """

    cause: str
    title: str
    before: Verdict | None
    after: Verdict | None
    rule: str
    no_longer: bool = False
    because: tuple[FactValue, ...] = ()
    standing_before: Standing | None = None
    standing_after: Standing | None = None


class WorkChange(Part):
    """A step that only one of the plans over all open causes has, and its dangers.

    Attributes:
        short: the text in at most six words, where there is room for few; None where the rules have none.
        sometimes: those of its dangers that it has in some cases only.
        feared: those that it has where the way that it belongs to is the wrong one.
        depends: it is to be done in some case only.
    """

    id: str
    text: str
    short: str | None = None
    safety: tuple[Safety, ...] = ()
    sometimes: tuple[SometimesOf, ...] = ()
    feared: tuple[Safety, ...] = ()
    depends: bool = False


class Difference(Document):
    """What differs between two diagnoses.

    Attributes:
        language: of the words; that of the second diagnosis.
        knowledge_changed: they rest on different rules.
        superseded_before: the first rests on a cause that no source that still stands names (`only_superseded`).
        superseded_after: the second does.
        plan_added: steps for what is confirmed or likely that only the second diagnosis has.
        plan_removed: such steps that only the first has.
        work_added: steps that only the second plan over all open causes has.
        work_removed: steps that only the first such plan has.
        wait_before: how long the first plan takes at most by its waits (ISO 8601 duration); None without any.
        wait_after: the same of the second.
    """

    _named = ("outcome_before", "outcome_after", "language")

    language: Language
    outcome_before: Outcome
    outcome_after: Outcome
    knowledge_changed: bool
    facts: tuple[FactChange, ...]
    symptoms_added: tuple[str, ...]
    symptoms_removed: tuple[str, ...]
    verdicts: tuple[VerdictChange, ...]
    plan_added: tuple[str, ...]
    plan_removed: tuple[str, ...]
    work_added: tuple[WorkChange, ...] = ()
    work_removed: tuple[WorkChange, ...] = ()
    wait_before: str | None = None
    wait_after: str | None = None
    superseded_before: bool = False
    superseded_after: bool = False

    @property
    def nothing(self) -> bool:
        """Whether no conclusion differs, whatever facts do."""
        return not (
            self.symptoms_added or self.symptoms_removed or self.verdicts or self.plan_added or self.plan_removed
            or self.work_added or self.work_removed or self.wait_before != self.wait_after
            or self.outcome_before != self.outcome_after
        )
