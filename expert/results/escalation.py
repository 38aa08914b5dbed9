"""The package to escalate a case with."""

from __future__ import annotations

from typing import Literal

from expert.foundations.terms import Outcome, Verdict
from expert.foundations.texts import Language
from expert.results.diagnosis import Knowledge, LinkTo, NoteOf
from expert.results.document import Document, Part
from expert.results.standing import Judged

ESCALATION_SCHEMA: Literal["expert/escalation/1"] = "expert/escalation/1"


class Observed(Part):
    """A fact that was observed.

    Attributes:
        words: its value in words, one text for each of several; what is personal stands masked in it, or is
            left out.
        note: what was left out, if anything was, or that it was read from the text.
    """

    fact: str
    title: str
    words: tuple[str, ...]
    note: str | None = None


class ExcludedCause(Part):
    """A cause that was ruled out, and the facts that did it, in words."""

    id: str
    title: str
    because: tuple[str, ...]


class OpenCause(Part, Judged):
    """A cause that is not ruled out, and what would still decide it, in words."""

    id: str
    title: str
    verdict: Verdict
    undecided: tuple[str, ...]
    superseded: bool = False
    disputed: bool = False


class IntakeQuestion(Part):
    """One of the intake questions that is not answered yet."""

    number: int
    fact: str
    ask: str
    where_to_look: str


class EscalationPackage(Document):
    """What others need who are to help with a case.

    Attributes:
        stuck: nothing known here explains the case; False where there is still something to do first.
        standing: how the case stands, and if it is not stuck, what comes before escalating.
        personal: whether personal data is in it as it was given.
        privacy: what was done about personal data.
        symptoms: what was recognized.
        intake: how many intake questions there are.
        unanswered: those that are not answered yet; one of them may need several facts.
        collect: what to check and which logs to collect, and how.
        help: where to ask.
    """

    _named = ("case", "outcome", "language")

    _translated = False  # it is handed to people, who read it in one language

    schema_: Literal["expert/escalation/1"] = ESCALATION_SCHEMA
    knowledge: Knowledge
    language: Language
    case: str | None
    outcome: Outcome
    stuck: bool
    standing: str
    personal: bool
    privacy: str
    symptoms: tuple[str, ...]
    observed: tuple[Observed, ...]
    conflicts: tuple[str, ...]
    warnings: tuple[str, ...]
    excluded: tuple[ExcludedCause, ...]
    open_causes: tuple[OpenCause, ...]
    intake: int
    unanswered: tuple[IntakeQuestion, ...]
    collect: tuple[NoteOf, ...]
    help: tuple[LinkTo, ...]
