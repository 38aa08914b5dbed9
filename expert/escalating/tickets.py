"""Puts a case together as a ticket takes it, and the message that asks its user, without personal data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from expert.engine import diagnose
from expert.engine.agreement import reason_about
from expert.engine.composing import compose
from expert.escalating import escalation_phrases as phrases
from expert.escalating.package import escalate_in, redactor_of
from expert.facts.case import Case
from expert.facts.vocabulary import MESSAGE
from expert.foundations.terms import EngineChoice, Redaction
from expert.foundations.texts import Language, Text, joined, spoken, text_of
from expert.redacting.patterns import is_case_number
from expert.results.diagnosis import CauseFound, Diagnosis, ways_asked
from expert.results.ticket import Ticket, UserMessage, UserQuestion
from expert.rules.knowledge import KnowledgeBase
from expert.visualize.pages.verdict import causes_found, firm, headline, proof, why_none

_ENDED = ("solved", "out_of_scope")
_LONGEST_MESSAGE = 4000
_MOST_QUESTIONS = 5


def ticket(
    case: Case,
    knowledge: KnowledgeBase | None = None,
    *,
    include_personal: bool = False,
    language: Language = "en",
    today: date | None = None,
    engine: EngineChoice | None = None,
    redact: Redaction | None = None,
    redact_key: str | None = None,
) -> Ticket:
    """A case as a ticket takes it: headline, proof, what is done and open, the plan, the questions.

    >>> from expert import Case
    >>> made = ticket(Case(error="AccountNotOnboarded for anna@contoso.com", apns_certificate="expired"))
    >>> made.headline, made.message
    ('The Apple MDM push certificate is invalid or has expired', \
('AccountNotOnboarded for [user-1]',))

    Args:
        case: the observed facts.
        knowledge: the knowledge base; the shipped one if left out.
        include_personal: give texts and other personal facts as they are; otherwise what can identify somebody is
            masked in the message, and other personal facts are left out.
        language: the language of the words.
        today: the day of observation where the case gives none, as for `diagnose`.
        engine: what fires the rules, as for `diagnose`.
        redact: what is masked, as for `redacted`; what is personal, unless `include_personal` says otherwise.
        redact_key: makes aliases that are the same in every result.

    Raises:
        ValueError: there is no such language, or nothing of this kind can be masked.
    """
    language, knowledge = spoken(language), knowledge or KnowledgeBase.shipped()
    redactor = redactor_of(case, knowledge, redact, redact_key, include_personal=include_personal)
    reasoning = reason_about(case, knowledge, today=today, engine=engine)
    diagnosis = compose(reasoning, language)
    package = escalate_in(case, reasoning, diagnosis, redactor)
    as_given = redactor.level == "none"
    shown = redactor.summed_up(diagnosis)
    found = causes_found(shown)
    return redactor.redacted(Ticket(
        knowledge=package.knowledge,
        language=language,
        case=package.case,
        outcome=diagnosis.outcome,
        headline=headline(shown).in_(language),
        verdict=found[0].verdict if found else None,
        proof=tuple(_proof(shown, cause, named=len(found) > 1).in_(language) for cause in found)
        or (why_none(shown).in_(language),),
        personal=as_given,
        privacy=(phrases.PERSONAL if as_given else phrases.TICKET_MASKED).in_(language),
        alarms=(*package.conflicts, *package.warnings),
        message=tuple(_message(case, diagnosis)),
        observed=tuple(fact for fact in package.observed if fact.fact != MESSAGE),
        done=package.excluded,
        open=() if diagnosis.outcome in _ENDED else package.open_causes,
        plan=diagnosis.plan,
        questions=diagnosis.questions[:_MOST_QUESTIONS],
        escalation=package if package.stuck else None,
    ))


def message_to_user(
    case: Case,
    knowledge: KnowledgeBase | None = None,
    *,
    language: Language = "en",
    today: date | None = None,
    engine: EngineChoice | None = None,
) -> UserMessage:
    """A short message that asks the user what only a user can tell, the questions in the order of their worth.

    Args:
        case: the observed facts.
        knowledge: the knowledge base; the shipped one if left out.
        language: the user's language.
        today: the day of observation where the case gives none, as for `diagnose`.
        engine: what fires the rules, as for `diagnose`.

    Raises:
        ValueError: there is no such language.
    """
    language, knowledge = spoken(language), knowledge or KnowledgeBase.shipped()
    diagnosis = diagnose(case, knowledge, language=language, today=today, engine=engine)
    number = diagnosis.case.id
    questions = {question.fact: question for question in diagnosis.questions}
    for fact, question in ways_asked(causes_found(diagnosis)).items():
        questions.setdefault(fact, question)
    asked = [question for question in questions.values() if question.to_user is not None]
    return UserMessage(
        language=language,
        case=number if number is not None and is_case_number(number) else None,  # an alias would tell a user nothing
        outcome=diagnosis.outcome,
        found=firm(diagnosis),
        questions=tuple(
            UserQuestion(fact=question.fact, ask=question.to_user or "") for question in asked[:_MOST_QUESTIONS]
        ),
    )


def _proof(diagnosis: Diagnosis, cause: CauseFound, *, named: bool) -> Text:
    said = proof(diagnosis, cause)
    return joined((text_of(cause.title), said), ". ") if named else said


def _message(case: Case, diagnosis: Diagnosis) -> Iterator[str]:
    """The texts of the message; of a very long one the beginning, and what was recognized further down."""
    texts = case.get(MESSAGE)
    for text in texts if isinstance(texts, tuple) else ():
        kept = _beginning(text)
        found = [s.matched for s in diagnosis.symptoms if s.matched in text and s.matched not in kept]
        yield from (kept, *found)
        if kept != text:
            left = len(text) - len(kept) - sum(map(len, found))
            yield phrases.CUT.format(count=left).in_(diagnosis.language)


def _beginning(text: str) -> str:
    """What is kept of a text: whole words, for half an address would not be known for one and pass unmasked."""
    if len(text) <= _LONGEST_MESSAGE:
        return text
    words = text[: _LONGEST_MESSAGE + 1].rsplit(maxsplit=1)
    return words[0] if len(words) > 1 else text[:_LONGEST_MESSAGE]
