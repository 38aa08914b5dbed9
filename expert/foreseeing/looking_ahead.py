"""Judges everybody and everything in some evidence, on the day of observation and on each later day that matters.

It is the obstacles of a case, no more: a cause that stops an enrollment by itself and is proven. Whoever the evidence
speaks of is judged with what holds for the whole tenant; nothing is concluded of whom it does not speak of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from expert.engine import diagnose
from expert.evidence.evidence import Evidence, Reading
from expert.evidence.mapping import Mappings
from expert.evidence.reading import days_in, judged_on
from expert.evidence.subjects import Subject
from expert.evidence.widening import mappings_of
from expert.facts.case import Case
from expert.facts.fact import Fact, Origin
from expert.facts.vocabulary import DAY
from expert.foundations.terms import DESTRUCTIVE
from expert.foundations.texts import Language
from expert.results.diagnosis import CauseFound, Diagnosis, Knowledge, RemedyOf
from expert.results.document import with_
from expert.results.preflight import PreflightReport, Stop, Whom
from expert.rules.knowledge import KnowledgeBase

WITHIN = 30
"""Days that are looked ahead, if nobody says otherwise."""


@dataclass
class _Found:
    """A cause that stops enrollments, with those whom it stops.

    Attributes:
        cause: as it was found first.
        since: the day on which it was.
        depends_on: the facts that tell whether it stops an enrollment.
        of: whom it concerns.
    """

    cause: CauseFound
    since: date
    depends_on: tuple[str, ...]
    of: dict[Subject, None]


def preflight(
    evidence: Evidence, knowledge: KnowledgeBase | None = None, *, within: int = WITHIN, language: Language = "en",
    mappings: Mappings | None = None,
) -> PreflightReport:
    """What of a tenant stops enrollments on the day of observation, or will within some days.

    Args:
        evidence: what is known of the tenant; its `about` says which day it is.
        knowledge: the rules; the shipped ones if left out.
        within: days to look ahead.
        language: the language of the words in the report.
        mappings: what was looked for in the evidence; what the knowledge says of it if left out.
    """
    knowledge = KnowledgeBase.shipped() if knowledge is None else knowledge
    mappings = mappings_of(knowledge) if mappings is None else mappings
    today = evidence.about.observed_on
    until = today + timedelta(days=within)
    later = sorted({day + timedelta(days=1) for day in days_in(evidence)} - {today})
    found: dict[str, _Found] = {}
    contradictions: dict[str, None] = {}
    for day in (today, *(day for day in later if today < day <= until)):
        everybody: frozenset[str] = frozenset()
        for subject, diagnosis in _diagnoses(judged_on(evidence, day, mappings), day, knowledge, language):
            stopping = [cause for cause in diagnosis.obstacles if cause.id not in everybody]
            if subject.kind == "tenant":
                everybody = frozenset(cause.id for cause in stopping)  # is told once
            for cause in stopping:
                known = found.setdefault(cause.id, _Found(cause, day, _depends_on(cause, diagnosis), {}))
                known.of.setdefault(subject)
            if day == today:
                contradictions.update(dict.fromkeys(conflict.text for conflict in diagnosis.conflicts))
    stops = [_stop(one, today, knowledge, language) for one in found.values()]
    return PreflightReport(
        knowledge=Knowledge(version=knowledge.version, digest=knowledge.digest),
        language=language,
        observed_on=today.isoformat(),
        until=until.isoformat(),
        stops=tuple(sorted(stops, key=lambda stop: (stop.since, stop.cause))),
        contradictions=tuple(contradictions),
        broken=tuple(f"{one.place}: {one.why.in_(language)}" for one in evidence.unread if one.broken),
        not_seen=tuple(_not_seen(evidence, mappings, language)),
        left_aside=len(evidence.unread),
    )


def _diagnoses(
    evidence: Evidence, day: date, knowledge: KnowledgeBase, language: Language
) -> Iterator[tuple[Subject, Diagnosis]]:
    """The tenant by itself, then everybody and everything in it that is spoken of; equal ones are judged once."""
    tenant = Subject.of("tenant")
    common = [reading for reading in evidence.readings if reading.subject.kind == "tenant"]
    done: dict[Case, Diagnosis] = {}
    by_subject: dict[Subject, list[Reading]] = {tenant: common}
    for reading in evidence.readings:
        if reading.subject.kind != "tenant":
            by_subject.setdefault(reading.subject, list(common)).append(reading)
    for subject, readings in by_subject.items():
        case = _case(readings, day, evidence)
        if case not in done:
            done[case] = diagnose(case, knowledge, language=language, engine="compiled", today=day)
        yield subject, done[case]


def _case(readings: Sequence[Reading], day: date, evidence: Evidence) -> Case:
    """A case of what is said, on a day."""
    return evidence.weighed(readings).and_also(Fact(DAY, day, Origin("today")))


def _depends_on(cause: CauseFound, diagnosis: Diagnosis) -> tuple[str, ...]:
    """The facts of a device that tell whether a cause stops its enrollment, where that is not known of all."""
    return next((one.facts for one in diagnosis.notices if one.kind == "only_some" and one.cause == cause.id), ())


def _stop(found: _Found, today: date, knowledge: KnowledgeBase, language: Language) -> Stop:
    cause = found.cause
    return Stop(
        cause=cause.id,
        title=cause.title,
        since=found.since.isoformat(),
        now=found.since == today,
        depends_on=tuple(knowledge.vocabulary[name].title.in_(language) for name in found.depends_on),
        of=tuple(Whom(kind=subject.kind, names=tuple(sorted(subject.names))) for subject in found.of),
        because=tuple(fact for fact in cause.because if fact.fact != DAY),
        remedy=None if cause.remedy is None else _of_the_tenant(cause.remedy),
        sources=cause.sources,
    )


def _of_the_tenant(remedy: RemedyOf) -> RemedyOf:
    """A remedy without what is done on a device: nobody has one in hand, and its data is not to be risked for all."""
    kept = [
        step for step in remedy.steps
        if step.status == "current" and not step.last and not {*step.safety, *step.protects_from} & {*DESTRUCTIVE}
    ]  # fmt: skip
    ways: dict[int, tuple[str, ...]] = {}
    for step in kept:
        ways[step.option] = (*ways.get(step.option, ()), step.text)
    first_of = {texts: option for option, texts in reversed(ways.items())}  # ways that are alike now are one
    return with_(remedy, steps=tuple(step for step in kept if step.option in first_of.values()))


def _not_seen(evidence: Evidence, mappings: Mappings, language: Language) -> Iterator[str]:
    """What the whole tenant or its tokens would be judged by, and was not there; what a list holds, not the list."""
    there: Mapping[str, int] = dict(evidence.kinds)
    judged_by = {
        kind.id: kind for kind in mappings.kinds.values()
        if kind.statements and kind.known_by and kind.about in ("tenant", "token")
    }  # fmt: skip
    for kind in judged_by.values():
        if there.keys().isdisjoint({kind.id, kind.list_of}) and kind.list_of not in judged_by:
            yield kind.title.in_(language)
