"""A case as a ticket takes it: how it stands, what was done, what to do, and what to ask whom."""

from __future__ import annotations

from typing import Literal

from expert.foundations.terms import Outcome, Verdict
from expert.foundations.texts import Language
from expert.results.diagnosis import Knowledge, PlanStep, Question
from expert.results.document import Document, Part
from expert.results.escalation import EscalationPackage, ExcludedCause, Observed, OpenCause

TICKET_SCHEMA: Literal["expert/ticket/1"] = "expert/ticket/1"
MESSAGE_SCHEMA: Literal["expert/message/1"] = "expert/message/1"


class Ticket(Document):
    """A case, ready to paste into a ticket.

    Attributes:
        case: the ticket's number.
        headline: the verdict in a few words.
        verdict: that of the causes in the headline; None where it names none.
        proof: how sure that is, and what proves it.
        personal: whether personal data is in it as it was given.
        privacy: what was done about personal data.
        alarms: what to know before anything is done.
        message: the texts of the message, masked where personal data is not wanted.
        observed: the other facts.
        done: what was ruled out, with the facts that did it.
        open: what is not decided yet.
        plan: what to do, the safest first.
        questions: what to find out next, in the words of the desk.
        escalation: what others need who are to help; None where the case is not stuck.
    """

    _named = ("case", "outcome", "language")

    _translated = False  # it is handed to people, who read it in one language

    schema_: Literal["expert/ticket/1"] = TICKET_SCHEMA
    knowledge: Knowledge
    language: Language
    case: str | None
    outcome: Outcome
    headline: str
    verdict: Verdict | None
    proof: tuple[str, ...]
    personal: bool
    privacy: str
    alarms: tuple[str, ...]
    message: tuple[str, ...]
    observed: tuple[Observed, ...]
    done: tuple[ExcludedCause, ...]
    open: tuple[OpenCause, ...]
    plan: tuple[PlanStep, ...]
    questions: tuple[Question, ...]
    escalation: EscalationPackage | None


class UserQuestion(Part):
    """A question in the words of a user."""

    fact: str
    ask: str


class UserMessage(Document):
    """A short message to the user, who is asked only what a user can answer.

    Attributes:
        case: the ticket's number.
        outcome: that of the diagnosis, by which the message says how things stand.
        found: whether it is certain which fault keeps the device from enrolling.
        questions: the questions; none where the user can help no further.
    """

    _named = ("case", "language")

    _translated = False  # it is sent to a person, who reads it in one language

    schema_: Literal["expert/message/1"] = MESSAGE_SCHEMA
    language: Language
    case: str | None
    outcome: Outcome
    found: bool = False
    questions: tuple[UserQuestion, ...]
