"""What makes an exercise easier or harder than the bare report: what the user tells besides, misquotes, does not know.

Nothing is made up for it. What is told besides is a fact of the hidden case, what is misquoted is the message of
another symptom, and what is not known is left out only where the rest still settles the cause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from expert.facts.case import Case
from expert.facts.vocabulary import MESSAGE, Vocabulary
from expert.foundations.texts import LANGUAGES, Text
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Symptom
from expert.teach.hidden_case import HiddenCase, asked_about, settled
from expert.teach.lots import Lots
from expert.teach.trying import Trying

_LURES = 2  # so many causes of the misquoted message are offered besides


def easier(hidden: HiddenCase, knowledge: KnowledgeBase) -> HiddenCase:
    """The case with one more thing that the user tells, where that does not settle it."""
    trying, reported = Trying(knowledge), hidden.reported.values()
    for name in _of_the_user(hidden, knowledge, "told"):
        more = Case.of({**reported, name: hidden.case.values()[name]}, knowledge.vocabulary)
        if not hidden.demonstration and not settled(trying.reason(more).verdicts, *hidden.causes):
            return replace(hidden, reported=more)
    return hidden


def harder(hidden: HiddenCase, knowledge: KnowledgeBase) -> HiddenCase:
    """The case with a misquoted message, and with something that the user does not know, where either can be."""
    return _misquoted(_not_known(hidden, knowledge), knowledge)


def _not_known(hidden: HiddenCase, knowledge: KnowledgeBase) -> HiddenCase:
    trying, values = Trying(knowledge), hidden.case.values()
    for name in _of_the_user(hidden, knowledge, "not known"):
        rest = Case.of({other: value for other, value in values.items() if other != name}, knowledge.vocabulary)
        if settled(trying.reason(rest).verdicts, *hidden.causes):
            return replace(hidden, unknown=(name,))
    return hidden


def _of_the_user(hidden: HiddenCase, knowledge: KnowledgeBase, purpose: str) -> Iterator[str]:
    """The facts that the user is asked for and has not reported, as they are drawn."""
    bearing = asked_about(knowledge, knowledge.causes_of(hidden.symptom))
    known = hidden.case.values().keys() - hidden.reported.values().keys()
    asked = [name for name in bearing if name in known and asks_user(knowledge.vocabulary, name)]
    yield from Lots(hidden.seed, hidden.symptom, purpose).order(asked)


def asks_user(vocabulary: Vocabulary, fact: str) -> bool:
    """Whether a fact is found out by asking the end user."""
    return vocabulary.costs[vocabulary[fact].cost].asks_user


def _misquoted(hidden: HiddenCase, knowledge: KnowledgeBase) -> HiddenCase:
    own = knowledge.symptoms[hidden.symptom]
    if MESSAGE not in hidden.reported or not own.messages:
        return hidden  # what is told in somebody's own words was read out from no screen
    others = [other for other in knowledge.symptoms.values() if _can_be_mistaken_for(own, other)]
    lots = Lots(hidden.seed, hidden.symptom, "misquoted")
    # One of the same topic misleads most.
    for other in sorted(lots.order(others, lambda s: s.id), key=lambda symptom: symptom.topic != own.topic):
        explains_it = {cause.id for cause in knowledge.causes_of(hidden.symptom)}
        lures = [cause.id for cause in knowledge.causes_of(other.id) if cause.id not in explains_it]
        if lures:
            return replace(hidden, misleading=_message_of(other), lures=tuple(sorted(lots.order(lures)[:_LURES])))
    return hidden


def _can_be_mistaken_for(own: Symptom, other: Symptom) -> bool:
    """Whether another symptom has messages, and none that is one of this one."""
    if other.general or other.id == own.id:
        return False
    words = {wording for language in LANGUAGES for wording in own.shown_in(language)}
    others = {wording for language in LANGUAGES for wording in other.shown_in(language)}
    return bool(others) and not any(one in word or word in one for one in others for word in words)


def _message_of(symptom: Symptom) -> Text:
    """The first message that a user sees, as each language has it."""
    english, swedish = (symptom.shown_in(language)[0] for language in LANGUAGES)
    return Text(english, swedish)
