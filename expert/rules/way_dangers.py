"""What a page that knows no case says of the ways of a remedy: which still stand, and what dangers each has."""

from __future__ import annotations

from collections.abc import Iterable

from expert.foundations.sources import not_superseded
from expert.foundations.terms import DANGER, Safety
from expert.foundations.texts import Text, way_letter
from expert.rules.conditions import ConditionData
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Option, Remedy
from expert.rules.way_steps import Sometimes, StepOfWay, case_of, dangers_in_some_cases, dangers_of, steps_by_case

NOT_FITTING = Text("wrong", "fel")
"""The cases in which a way does the harm that its rule tells of, as they stand behind "if": it is the wrong one."""


def standing_ways(remedy: Remedy) -> list[Option]:
    """The ways that still stand; all of them where none does."""
    return not_superseded(remedy.options)


def lettered_ways(remedy: Remedy) -> list[tuple[str, Option]]:
    """The ways that still stand, each with the letter of its place in the remedy, whichever others are left out."""
    letters = {id(way): way_letter(number) for number, way in enumerate(remedy.options, start=1)}
    return [(letters[id(way)], way) for way in standing_ways(remedy)]


def all_superseded(ways: Iterable[Option]) -> bool:
    """Whether newer documentation has replaced all of these ways."""
    return all(way.status == "superseded" for way in ways)


def dangers(knowledge: KnowledgeBase, remedy: Remedy, option: Option) -> tuple[Safety, ...]:
    """What the option does in every case, from the mildest to the gravest: every mark of its steps.

    The harm that it may do where it does not fit is no mark of every case; `sometimes` tells that. What a shared step
    needs before it in some cases only ("enroll again" on an ADE device) marks the option where it is for nothing but
    such cases; `sometimes` tells the others.
    """
    sure = _sure_places(knowledge, remedy)
    parts = (part for part in steps_by_case(option, knowledge.steps) if _is_sure(part, sure))
    marks = {mark for part in parts if part.step.dangers_only_if is None for mark in part.step.safety}
    return tuple(mark for mark in DANGER if mark in marks)


def sometimes(knowledge: KnowledgeBase, remedy: Remedy, option: Option) -> tuple[Sometimes, ...]:
    """What the option does in cases of some kind only, kind by kind; last, what harm it does where it does not fit."""
    sure = _sure_places(knowledge, remedy)
    parts = list(steps_by_case(option, knowledge.steps))
    open_cases = {id(part.only_when): part.only_when for part in parts if not _is_sure(part, sure)}
    found = [Sometimes(dangers_of(one, knowledge.steps), case_of(one)) for one in open_cases.values() if one]
    found += [one for part in parts if _is_sure(part, sure) for one in dangers_in_some_cases(part.step)]
    return tuple(one for one in dict.fromkeys((*found, _harm(knowledge, remedy, option))) if one.safety)


def _harm(knowledge: KnowledgeBase, remedy: Remedy, option: Option) -> Sometimes:
    """The dangers of the harm that an option may do, without those that it has anyway."""
    does = dangers(knowledge, remedy, option)
    safety = () if option.harm is None else option.harm.safety
    return Sometimes(tuple(mark for mark in DANGER if mark in safety and mark not in does), NOT_FITTING)


def needed_in_some_cases(knowledge: KnowledgeBase, remedies: Iterable[Remedy]) -> tuple[Text, ...]:
    """What steps of the ways that still stand need before them in some cases, in a sentence each."""
    said: dict[Text, None] = {}
    for remedy in remedies:
        sure = _sure_places(knowledge, remedy)
        for option in standing_ways(remedy):
            for part in steps_by_case(option, knowledge.steps):
                if part.only_when is not None and not _is_sure(part, sure):
                    said[part.only_when.in_short] = None
    return tuple(said)


def _is_sure(part: StepOfWay, sure: list[ConditionData]) -> bool:
    return part.only_when is None or part.only_when.when in sure


def _sure_places(knowledge: KnowledgeBase, remedy: Remedy) -> list[ConditionData]:
    """The conditions that hold wherever the remedy is wanted: its causes, or their symptoms, occur only there."""
    places: list[list[ConditionData]] = []
    for cause in knowledge.attach(_causes_by_remedy).get(remedy.id, ()):
        occurs = [knowledge.symptoms[link.symptom].applies_when for link in cause.links()]
        common = [place for place in occurs[:1] if place is not None and occurs.count(place) == len(occurs)]
        places.append([*common, *([] if cause.applies_when is None else [cause.applies_when])])
    return [place for place in (places[0] if places else []) if all(place in other for other in places)]


def _causes_by_remedy(knowledge: KnowledgeBase) -> dict[str, list[Cause]]:
    found: dict[str, list[Cause]] = {}
    for cause in knowledge.causes.values():
        found.setdefault(cause.remedy_id, []).append(cause)
    return found
