"""What to write down about a case before anything is known of it: what is asked first, and what then decides most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from expert.engine.choosing.choice import Choice
from expert.engine.choosing.inquiries import Inquiries
from expert.engine.choosing.priors import Priors
from expert.engine.choosing.situation import Grounds
from expert.facts.case import Case
from expert.facts.vocabulary import MESSAGE, Value
from expert.foundations.records import Record
from expert.foundations.texts import Language
from expert.rules.conditions import names_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Symptom

_MOST_DECIDING = 12
_MOST_FOR_SYMPTOM = 20


@dataclass(frozen=True, eq=False, repr=False)
class Sheet(Record):
    """The facts of a case that is still to be written down.

    Attributes:
        given: what shows the symptom that the sheet is for; nothing where it is for any.
        asked: the facts to find out. For a symptom, first what tells its causes apart, the question that is worth most
            before all others and what decides only together with it behind it; then what is asked of every case. Where
            no symptom is known, the other way around.
    """

    given: Mapping[str, Value]
    asked: tuple[str, ...]


def sheet_for(knowledge: KnowledgeBase, symptom: str | None = None, language: Language = "en") -> Sheet:
    """The sheet for a symptom, or for a case of which not even that is known.

    Args:
        knowledge: the rules.
        symptom: the id of the symptom.
        language: of its message.

    Raises:
        KeyError: there is no such symptom.
    """
    grounds = Grounds.of(knowledge)
    shown = None if symptom is None else knowledge.symptoms[symptom]
    given = Case.of({}, knowledge.vocabulary) if shown is None else _showing(grounds, shown, language)
    symptoms = grounds.any_cause if shown is None else (shown,)
    situation = replace(grounds.situation(given), shown=symptoms, symptoms=symptoms)
    inquiries = Inquiries(grounds, grounds.candidates(symptoms))
    choice = Choice(grounds, situation, inquiries, Priors(), frozenset(), may_ask_for_rest=False)
    facts = knowledge.vocabulary.facts.values()
    seen = [] if shown is not None else [MESSAGE, *grounds.asked_first[:2]]
    numbered = sorted((fact for fact in facts if fact.intake is not None), key=lambda fact: fact.intake or 0)
    first = _without((*seen, *(fact.name for fact in numbered)), given.values())
    ranked = (name for worth in choice.weighing.questions() for name in (worth.fact, *worth.with_others))
    deciding = _without(ranked, given.values())
    if shown is None:
        return Sheet({}, tuple(dict.fromkeys((*first, *_without(deciding, first)[:_MOST_DECIDING]))))
    return Sheet(given.values(), tuple(dict.fromkeys((*deciding[:_MOST_FOR_SYMPTOM], *first))))


def _without(names: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    there = set(known)
    return tuple(name for name in dict.fromkeys(names) if name not in there)


def _showing(grounds: Grounds, symptom: Symptom, language: Language) -> Case:
    """What a symptom is recognized by, as little as that takes: its message in a language, or what happens."""
    example, vocabulary = symptom.example, grounds.knowledge.vocabulary
    read = {MESSAGE, *names_in(symptom.recognized_when)}
    enough = (
        *({MESSAGE: message} for message in symptom.shown_in(language)),
        {name: value for name, value in example.items() if name in read},
    )
    for facts in enough:
        case = Case.of(facts, vocabulary)
        if symptom in grounds.situation(case).shown:
            return case
    return Case.of(example, vocabulary)
