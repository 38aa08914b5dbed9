"""The engine: from a case to a diagnosis."""

from __future__ import annotations

from datetime import date

from expert.engine.agreement import reason_about
from expert.engine.composing import compose
from expert.facts.case import Case
from expert.foundations.terms import EngineChoice
from expert.foundations.texts import Language, spoken
from expert.results.diagnosis import Diagnosis
from expert.rules.knowledge import KnowledgeBase


def diagnose(
    case: Case,
    knowledge: KnowledgeBase | None = None,
    *,
    language: Language = "en",
    today: date | None = None,
    engine: EngineChoice | None = None,
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
        engine: what fires the rules: `experta`, the default where it can be imported; `compiled`, which is many
            times faster; or `both`, each held against the other. The result names it.

    Returns:
        The frozen result document.

    Raises:
        TypeError: `case` is not a `Case`.
        ValueError: there is no such language or engine.
        InputError: the case was made with another vocabulary, or experta is wanted and cannot be imported.
        EnginesDisagree: both engines were wanted, and they conclude different things.
    """
    language, knowledge = spoken(language), knowledge or KnowledgeBase.shipped()
    return compose(reason_about(case, knowledge, today=today, engine=engine), language)


__all__ = ["diagnose"]
