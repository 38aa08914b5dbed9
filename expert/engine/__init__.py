"""The engine: from a case to a diagnosis."""

from __future__ import annotations

from datetime import date

from expert.engine.agreement import reason_about
from expert.engine.composing import compose
from expert.facts.case import Case
from expert.foundations.deadlines import within
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
    timeout: float | None = None,
) -> Diagnosis:
    """Diagnose a case.

    Prints nothing, reads no environment, and may be called from several threads at once.

    With a ticket in hand, read its fact file and print the report:

    >>> from expert import Case, diagnose
    >>> print(diagnose(Case.from_file("facts/examples/no-server-connection.yaml")).to_text().splitlines()[0])
    INC0042187: a cause that only older documentation names

    Before a class, draw how the conclusion came about:

    >>> diagnosis = diagnose(Case(error="AccountNotOnboarded", apns_certificate="expired"))
    >>> "</svg>" in diagnosis.to_svg()
    True

    In a program, go by ids and kinds, and say it in any language afterward:

    >>> diagnosis.outcome, diagnosis.causes[0].id
    ('confirmed', 'apns-certificate-invalid')
    >>> diagnosis.in_("sv").causes[0].title
    'Apple MDM-pushcertifikatet är ogiltigt eller har gått ut'

    Args:
        case: the observed facts.
        knowledge: the knowledge base to reason with; the shipped one if left out.
        language: the language of the words in the result.
        today: the day of observation where the case gives none and a rule about dates needs it; the
            computer's date if left out. The result shows it.
        engine: what fires the rules: `experta`, the default where it can be imported; `compiled`, which is many
            times faster; or `both`, each held against the other. The result names it.
        timeout: seconds after which it is given up, for a service that answers in time; no limit if left out. It is
            looked at between steps, each of which is short, and what is shared with other calls is left as it was.

    Returns:
        The frozen result document.

    Raises:
        TypeError: `case` is not a `Case`.
        ValueError: there is no such language or engine, or the timeout is no number of seconds from 0.
        InputError: the case was made with another vocabulary, or experta is wanted and cannot be imported.
        TookTooLong: the time is over.
        EnginesDisagree: both engines were wanted, and they conclude different things.
    """
    language = spoken(language)
    with within(timeout):
        known = knowledge or KnowledgeBase.shipped()
        return compose(reason_about(case, known, today=today, engine=engine), language)


__all__ = ["diagnose"]
