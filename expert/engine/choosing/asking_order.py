"""The one order of questions: that of the interview, as every view of a case or of a symptom shows it."""

from __future__ import annotations

from datetime import date
from itertools import islice

from expert.engine.choosing.choice import Choice
from expert.engine.choosing.inquiries import Inquiries
from expert.engine.choosing.priors import Priors
from expert.engine.choosing.situation import Grounds, Situation
from expert.engine.reasoner import Reasoning
from expert.facts.vocabulary import DAY
from expert.foundations.records import PlainRecord

_MOST_WEIGHED = 600  # causes, over all questions that are followed: it takes a few milliseconds at most


class AskingOrder(PlainRecord):
    """The facts that could still decide something about the causes, in the order in which to ask for them.

    Attributes:
        facts: in this order.
        in_turn: those that an interview asks for in this order while none of them is known; the others decide only
            together with the one that they follow, or where that one is known.
    """

    facts: tuple[str, ...] = ()
    in_turn: frozenset[str] = frozenset()


def asking_order(reasoning: Reasoning) -> AskingOrder:
    """The order in which to ask about the causes of a case: that of an interview in which every question is skipped.

    Where very many causes are possible, it follows the interview for its first questions only, and then goes by what
    each question is worth at first.
    """
    grounds = Grounds.of(reasoning.knowledge)
    values = dict(reasoning.values)
    values.setdefault(DAY, (date.today(),))
    situation = Situation(
        case=reasoning.case,
        recognized=reasoning.recognized,
        shown=reasoning.symptoms,
        symptoms=reasoning.symptoms,
        values=values,
        out_of_scope=reasoning.out_of_scope is not None,
        solved=reasoning.solved is not None,
    )
    inquiries = Inquiries(grounds, grounds.candidates(situation.symptoms))
    choice = Choice(grounds, situation, inquiries, Priors(), frozenset(), may_ask_for_rest=True)
    if choice.next is None:
        return AskingOrder()
    followed = max(_MOST_WEIGHED // max(len(choice.open), 1), 1)
    walked = tuple(islice(choice.next_if_skipped, followed))
    in_turn = frozenset(worth.fact for worth in walked)
    order: dict[str, None] = {}
    for worth in (*walked, *choice.weighing.questions()):
        order.update(dict.fromkeys((worth.fact, *(name for name in worth.with_others if name not in in_turn))))
    return AskingOrder(tuple(order), in_turn)
