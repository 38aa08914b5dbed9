"""How far what is known speaks for the causes that are open.

A cause that comes into question for one way of enrolling only is the likelier once that way is known: with it, the way
could be no other, while most causes could show themselves in any. It is what `worth.py` imagines of an answer before it
is given (Bayes' rule, every answer that a cause leaves open being as likely as another), so that the weights after an
answer are those that were expected of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from expert.engine.choosing.inquiries import Inquiries
from expert.engine.choosing.situation import Grounds
from expert.engine.imagined import Values

_CHOSEN_FROM = ("word", "yes_no")


def likelihoods(grounds: Grounds, inquiries: Inquiries, values: Values, open_causes: Iterable[str]) -> dict[str, float]:
    """How much likelier what is known is with each cause than with one that has nothing to do with it.

    Args:
        grounds: what is known in general.
        inquiries: what could be asked about the causes.
        values: what is known of the case.
        open_causes: the causes that are neither confirmed nor ruled out.
    """
    found = dict.fromkeys(open_causes, 1.0)
    for fact, known in values.items():
        if len(known) == 1 and inquiries.bears(fact) and _is_evidence(grounds, fact):
            _weigh(fact, inquiries, values, found)
    return found


def _is_evidence(grounds: Grounds, fact: str) -> bool:
    """Whether there are a few answers to it, and nothing follows from them but what they say themselves."""
    return grounds.knowledge.vocabulary[fact].type in _CHOSEN_FROM and fact not in grounds.feeding


def _weigh(fact: str, inquiries: Inquiries, values: Values, found: dict[str, float]) -> None:
    """Multiply by what a fact says, as if it were still to be asked for."""
    before = {name: known for name, known in values.items() if name != fact}
    outcomes = inquiries.outcomes((fact,), before)
    confirmed = [{cause for cause, state in outcome.decided.items() if state == "confirmed"} for outcome in outcomes]
    free = sum(outcome.share for outcome, proven in zip(outcomes, confirmed, strict=True) if not proven)
    touched = {cause for outcome in outcomes for cause in outcome.decided} & found.keys()
    for cause in sorted(touched):
        fitting = sum(
            outcome.share
            for outcome, proven in zip(outcomes, confirmed, strict=True)
            if cause in proven or (not proven and cause not in outcome.decided)
        )
        if fitting and free:
            found[cause] *= free / fitting
