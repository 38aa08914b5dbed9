"""The one order of questions: that of the interview, as every view of a case or of a symptom shows it."""

from __future__ import annotations

from datetime import date

from expert.engine.choosing.choice import Choice
from expert.engine.choosing.inquiries import Inquiries
from expert.engine.choosing.priors import Priors
from expert.engine.choosing.situation import Grounds, Situation
from expert.engine.reasoner import Reasoning
from expert.facts.vocabulary import DAY


def asking_order(reasoning: Reasoning) -> tuple[str, ...]:
    """The facts that could still decide something about the causes, in the order in which to ask for them.

    The first is what an interview asks next; the others follow by what they are worth to it. A fact that decides only
    together with others is followed by those.
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
    worths = () if choice.next is None else (choice.next, *choice.weighing.questions())
    return tuple(dict.fromkeys(name for worth in worths for name in (worth.fact, *worth.with_others)))
