"""The engine: from a case to a diagnosis."""

from __future__ import annotations

from datetime import date

from expert.engine.composing import compose
from expert.engine.reasoner import Reasoner
from expert.facts.case import Case
from expert.foundations.texts import Language, spoken
from expert.results.diagnosis import Diagnosis
from expert.rules.knowledge import KnowledgeBase


def diagnose(
    case: Case,
    knowledge: KnowledgeBase | None = None,
    *,
    language: Language = "en",
    today: date | None = None,
) -> Diagnosis:
    """Diagnose a case.

    Prints nothing, reads no environment, and may be called from several threads at once.

    >>> from expert import Case, diagnose
    >>> diagnosis = diagnose(Case(error="AccountNotOnboarded", apns_certificate="expired"))
    >>> diagnosis.outcome, diagnosis.causes[0].id
    ('confirmed', 'apns-certificate-invalid')

    Args:
        case: the observed facts.
        knowledge: the knowledge base to reason with; the shipped one if left out.
        language: the language of the words in the result.
        today: the day of observation where the case gives none and a rule about dates needs it; the
            computer's date if left out. The result shows it.

    Returns:
        The frozen result document.

    Raises:
        TypeError: `case` is not a `Case`.
        ValueError: there is no such language.
        InputError: the case was made with another vocabulary.
    """
    language, knowledge = spoken(language), knowledge or KnowledgeBase.shipped()
    return compose(Reasoner.of(knowledge).reason(case, today), language)


__all__ = ["diagnose"]
