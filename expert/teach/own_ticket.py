"""A ticket of one's own as the hidden case of an exercise: the causes are those that its facts prove."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from expert.engine import diagnose
from expert.facts.case import Case
from expert.facts.vocabulary import DAY, MESSAGE
from expert.foundations.commands import to_type
from expert.foundations.problems import InputError, Problem
from expert.foundations.texts import AND, Text, listed, text_of
from expert.results.diagnosis import Diagnosis
from expert.rules.knowledge import KnowledgeBase
from expert.teach.hidden_case import HiddenCase, asked_about, reported_of, settled
from expert.teach.trying import Trying

OUT_OF_SCOPE = Text(
    "{name} makes no exercise: {what}", "{name} blir ingen övning: {what}"
)
NO_SYMPTOM = Text(
    "{name} makes no exercise: it shows no known symptom; its message, or what happens, is needed",
    "{name} blir ingen övning: det visar inget känt symptom; meddelandet, eller det som händer, behövs",
)
SEVERAL_SYMPTOMS = Text(
    "{name} makes no exercise: it shows several symptoms ({symptoms}); make a ticket of each",
    "{name} blir ingen övning: det visar flera symptom ({symptoms}); gör ett ärende av vart och ett",
)
CONTRADICTS = Text(
    "{name} makes no exercise: its facts contradict each other; `expert diagnose` tells which",
    "{name} blir ingen övning: dess fakta motsäger varandra; `expert diagnose` talar om vilka",
)
NOT_PROVEN = Text(
    "{name} makes no exercise: its facts prove no cause; `expert explain` tells what would",
    "{name} blir ingen övning: dess fakta bevisar ingen orsak; `expert explain` talar om vad som skulle göra det",
)


def case_of_ticket(case: Case, name: str, knowledge: KnowledgeBase) -> HiddenCase:
    """The hidden case that a ticket makes.

    Args:
        case: its facts.
        name: what it is called.
        knowledge: what proves its causes.

    Raises:
        InputError: its facts prove no cause, or contradict each other, or it shows no symptom or several.
    """
    told = case.get(DAY)
    today = told if isinstance(told, date) else date.today()
    trying = Trying(knowledge, today)
    whole = trying.reason(case).case  # with what its text gives away
    diagnosis = diagnose(whole, knowledge, today=today, engine="compiled")
    for problem in _problems(diagnosis, name):
        raise InputError([Problem(problem)])
    (symptom,) = (found.id for found in diagnosis.symptoms)
    first, *also = (cause.id for cause in diagnosis.causes if cause.verdict == "confirmed")
    hidden = HiddenCase(
        seed=0,
        symptom=symptom,
        cause=first,
        case=whole,
        reported=_reported(whole, symptom, knowledge),
        demonstration=False,
        also=tuple(also),
        ticket=name,
        today=today,
    )
    return replace(hidden, demonstration=settled(trying.reason(hidden.reported).verdicts, *hidden.causes))


def _problems(diagnosis: Diagnosis, name: str) -> Iterator[Text]:
    """Why a ticket makes no exercise."""
    if diagnosis.elsewhere is not None:
        yield OUT_OF_SCOPE.format(name=name, what=text_of(diagnosis.elsewhere.what))
    if not diagnosis.symptoms:
        yield NO_SYMPTOM.format(name=name)
    if len(diagnosis.symptoms) > 1:
        titles = listed([text_of(symptom.title) for symptom in diagnosis.symptoms], AND)
        yield SEVERAL_SYMPTOMS.format(name=name, symptoms=titles)
    if diagnosis.conflicts:
        yield to_type(CONTRADICTS, name=name)
    if not any(cause.verdict == "confirmed" for cause in diagnosis.causes):
        yield to_type(NOT_PROVEN, name=name)


def _reported(case: Case, symptom: str, knowledge: KnowledgeBase) -> Case:
    """What the user reports: what shows the symptom, and what bears on it and cannot be looked up."""
    causes = knowledge.causes_of(symptom)
    to_look_up, bearing = asked_about(knowledge, causes), knowledge.facts_bearing_on(causes)
    told = {*reported_of(knowledge.symptoms[symptom]), *knowledge.behaviors, *(set(bearing) - set(to_look_up)), MESSAGE}
    facts = {name: value for name, value in case.values().items() if name in told}
    return Case.of(facts, knowledge.vocabulary)
