"""Plans what to do about the causes of a case: about those to act on, or about every one that is still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

from expert.foundations.commands import to_type
from expert.foundations.durations import of_minutes
from expert.foundations.terms import DANGER, GRAVE, VERDICTS
from expert.foundations.texts import AND, OR, Language, listed_in_quotes
from expert.planning import plan_phrases as phrases
from expert.planning.letters import labeler
from expert.planning.steps import Work
from expert.planning.ways import dangers_of_way, gravest, in_some_cases, is_shown_whole, only_feared, steps_for
from expert.planning.worklist import Job, Phase, Task, longest_wait
from expert.results.diagnosis import CauseFound, Diagnosis, OptionOf, Question, RemedyOf, require_diagnosis
from expert.results.document import with_
from expert.results.plan import (
    Check,
    OtherWay,
    Plan,
    PlannedCause,
    Stage,
    StageKind,
    Waiting,
    Withheld,
)

_Place = tuple[Phase, tuple[int, ...]]

_MOST_NAMED = 4


def plan(diagnosis: Diagnosis) -> Plan:
    """The plan over every open cause of a case: confirmed, likely and possible.

    What is safe and cheap to find out comes first. A possible cause is to be found out before its steps are
    taken. Steps that several causes need are there once. What destroys something comes last, after what
    protects from the loss, and enrolling again closes the plan.

    >>> from expert import Case, diagnose
    >>> from expert import plan
    >>> case = Case(error="AccountNotOnboarded", apns_certificate="expired", enrollment_method="ade")
    >>> work = plan(diagnose(case))
    >>> [stage.kind for stage in work.stages][-3:]
    ['risk', 'protect', 'finish']
    >>> Plan.from_json(work.to_json()) == work
    True

    Args:
        diagnosis: the case's diagnosis; the plan is in its language.

    Raises:
        TypeError: it is no diagnosis.
    """
    require_diagnosis("plan takes a Diagnosis", diagnosis)
    return _Planner(diagnosis).plan()


class _Planner(Work):
    def __init__(self, diagnosis: Diagnosis) -> None:
        self._diagnosis = diagnosis
        self._place = {question.fact: place for place, question in enumerate(diagnosis.questions)}
        self._deciding: dict[str, list[Question]] = {}
        for question in diagnosis.questions:
            for name in question.decides:
                self._deciding.setdefault(name, []).append(question)
        # Where the facts contradict, everything waits until that is settled.
        acts = diagnosis.outcome not in ("out_of_scope", "solved", "contradictory")
        super().__init__(sorted(self._open(), key=self._rank) if acts else [], diagnosis.language)

    def plan(self) -> Plan:
        d = self._diagnosis
        withheld = tuple(self._withheld())
        causes = [task.cause for task in self.tasks]
        stages = _labeled(self._stages(), causes) if causes else tuple(self._first_need())
        return Plan(
            knowledge=d.knowledge,
            language=d.language,
            case=d.case.id,
            outcome=d.outcome,
            summary=self._summary(),
            advice=self._advice(stages),
            symptoms=tuple(symptom.title for symptom in d.symptoms),
            causes=tuple(self._cause(task) for task in self.tasks),
            stages=stages,
            waiting=self._waiting(),
            withheld=withheld,
            conflicts=tuple(conflict.text for conflict in d.conflicts),
            # A way that is withheld is told as such.
            warnings=(*(notice.text for notice in d.notices if notice.kind != "harm"), *self._held_back()),
        )

    def _held_back(self) -> Iterator[str]:
        """What is not shown of the remedies of causes that are only possible, as it does harm."""
        possible = [task.cause for task in self.tasks if task.cause.verdict == "possible"]
        remedies = [(cause, cause.remedy) for cause in possible if cause.remedy is not None]
        causes = [cause for cause, remedy in remedies if not is_shown_whole(remedy)]
        if len(causes) > _MOST_NAMED:
            yield self.say(phrases.HELD_BACK_OF_MANY.format(n=len(causes)))
        elif causes:
            said = phrases.HELD_BACK if len(causes) == 1 else phrases.HELD_BACK_OF_SEVERAL
            titles = listed_in_quotes((cause.title for cause in causes), AND)
            yield self.say(said.format(causes=titles))
        whole = [remedy for _, remedy in remedies if is_shown_whole(remedy)]
        told = set(_cases_held_back(t.cause.remedy for t in self.tasks if t.cause.verdict != "possible"))
        cases = [case for case in dict.fromkeys(_cases_held_back(whole)) if case not in told]
        if cases:
            titles = listed_in_quotes(cases, OR)
            yield self.say(phrases.HELD_BACK_IN_A_CASE.format(cases=titles))

    # What there is to do

    def _open(self) -> Iterator[Task]:
        for cause in self._diagnosis.weighed:
            if cause.verdict != "ruled_out" and not cause.disputed:
                # What is only likely is asked about as well, where something dangerous would hang on it.
                asks = cause.verdict == "possible" or (cause.verdict == "likely" and any(_is_grave(cause)))
                questions = tuple(self._deciding.get(cause.id, ())) if asks else ()
                yield Task(cause, questions, tuple(steps_for(cause, self._diagnosis.language)))

    def _rank(self, task: Task) -> tuple[bool, int, int, int]:
        """Replaced causes last; then the surest, the safest, and the cheapest to find out."""
        asked = min((self._place[question.fact] for question in task.questions), default=0)
        cause = task.cause
        return cause.superseded, VERDICTS.index(cause.verdict), gravest(cause, self._diagnosis.language), asked

    def _summary(self) -> str:
        nothing = phrases.NOTHING_TO_DO.get(self._diagnosis.outcome)
        return self._diagnosis.outcome_reason if nothing is None else self.say(to_type(nothing))

    def _advice(self, stages: tuple[Stage, ...]) -> str | None:
        acting = {name for stage in stages if stage.kind in ("do", "risk", "destroy") for name in stage.causes}
        if not acting:
            return None
        advice = phrases.ADVICE if len(acting) > 1 else phrases.ADVICE_ONE
        protect = next((stage.number for stage in stages if stage.kind == "protect"), None)
        if protect is not None:  # "enroll again" may lead to a wipe that stands after it
            advice = phrases.ADVICE_PROTECT.format(advice=advice, stage=protect)
        return self.say(advice)

    def _first_need(self) -> Iterator[Stage]:
        """Without any cause to go by: what is needed to recognize one."""
        if self._diagnosis.outcome in ("incomplete", "unrecognized", "contradictory") and self._diagnosis.questions:
            title = self.say(phrases.TITLES["find_out"])
            questions = self._diagnosis.questions
            yield Stage(number=1, kind="find_out", title=title, causes=(), questions=questions)

    # The causes

    def _cause(self, task: Task) -> PlannedCause:
        cause = task.cause
        remedy = cause.remedy
        chosen = [] if remedy is None else list(remedy.ways_to_choose())
        notes = dict.fromkeys((*cause.notes, *(() if remedy is None else remedy.notes_to_show())))
        return PlannedCause(
            id=cause.id,
            title=cause.title,
            verdict=cause.verdict,
            kind=cause.kind,
            superseded=cause.superseded,
            undecided=cause.undecided or cause.missing,
            missing=cause.missing,
            remedy=None if remedy is None else remedy.id,
            remedy_title=None if remedy is None else remedy.title,
            way=chosen[0].title if len(chosen) == 1 and chosen[0].applies == "yes" else None,
            way_notes=tuple(_way_notes(chosen, self.language)),
            other_ways=tuple(_other_ways(cause, chosen, self.language)),
            held_back=_how_much_is_held_back(task, self.language),
            notes=tuple(notes),
            sources=() if remedy is None else remedy.sources,
        )

    def _withheld(self) -> Iterator[Withheld]:
        for task in self.tasks:
            for option in () if task.cause.remedy is None else task.cause.remedy.options:
                if option.withheld:
                    yield Withheld(
                        cause=task.cause.id,
                        option=option.id,
                        title=option.title or task.cause.title,
                        harm=option.harm or "",
                        safety=option.harm_safety,
                    )

    # The stages

    def _stages(self) -> Iterator[Stage]:
        runs = [(place, list(jobs)) for place, jobs in groupby(self.jobs, key=_place)]
        met: set[int] = set()
        stages = []
        for number, (place, jobs) in enumerate(runs, start=1):
            stages.append(self._stage(number, place, jobs, met))
            met.update(i for job in jobs if job.entries for i in job.group)
        asked: set[str] = set()
        told: set[str] = set()
        for stage in stages:
            asked.update(question.fact for question in stage.questions)
            # A cause whose remedy has begun is told its ways once.
            which_way = tuple(self._which_way(stage, asked, told))
            asked.update(question.fact for question in which_way)
            yield with_(stage, which_way=which_way, later=tuple(_later(stage, stages)))

    def _which_way(self, stage: Stage, asked: set[str], told: set[str]) -> Iterator[Question]:
        """What would settle the ways that the stage's steps belong to, and is not asked before anyway."""
        taken = {name for step in stage.steps if step.only_for for name in step.causes}
        found: dict[str, Question] = {}
        for task in self.tasks if stage.kind in ("do", "risk", "destroy") else ():
            if task.cause.id in taken.intersection(stage.causes) - told and task.cause.remedy is not None:
                told.add(task.cause.id)
                for option in task.cause.remedy.ways_to_choose():
                    found.update((question.fact, question) for question in option.questions)
        yield from (question for fact, question in found.items() if fact not in asked)

    def _stage(self, number: int, place: _Place, jobs: list[Job], met: set[int]) -> Stage:
        steps = [job for job in jobs if job.entries]
        owners = sorted({i for job in jobs for i in (job.owners if place[1] == () else job.group)})
        kind = _kind(place[0], bool(steps))
        return Stage(
            number=number,
            kind=kind,
            title=self._title(kind, jobs, owners, met),
            causes=tuple(self.tasks[i].cause.id for i in owners),
            questions=tuple(job.question for job in jobs if job.question is not None),
            condition=self._condition(kind, owners) if steps else None,
            first=tuple(self._first(steps, [i for i in owners if i not in met])),
            steps=tuple(self.step(job, among=job.group) for job in steps),
            checks=tuple(self._checks(steps)),
        )

    def _title(self, kind: StageKind, jobs: list[Job], owners: list[int], met: set[int]) -> str:
        asks = any(job.question for job in jobs)
        several = len(owners) > 1
        sure = any(self.tasks[i].sure for i in owners)
        if kind == "find_out":
            key = "find_out_for_several" if several else "find_out"
        elif kind != "do":
            key = kind
        elif several:
            key = "do_for_several"
        elif sure:
            key = "do_again" if owners[0] in met else "do"
        else:
            key = "find_out_and_do" if asks else "do_if_so"
        return self.say(phrases.TITLES[key])

    def _condition(self, kind: StageKind, owners: list[int]) -> str | None:
        if kind == "protect":
            if self._destroys_surely():
                return None
            # Steps that are held back come with no later stage.
            shown = any(job.destroys for job in self.numbers)
            return self.say(phrases.IF_TO_DESTROY if shown else phrases.IF_TO_DESTROY_LATER)
        if kind == "finish" or any(self.tasks[i].sure for i in owners):
            return None
        return self.say(phrases.IF_SO if len(owners) == 1 else phrases.IF_ANY)

    def _destroys_surely(self) -> bool:
        """Whether something is removed or erased whatever else is found out."""
        return any(
            job.destroys
            and any(self.tasks[i].sure for i in job.owners)
            and job.condition(self.tasks) is None
            for job in self.numbers
        )

    def _first(self, steps: list[Job], owners: list[int]) -> Iterator[int]:
        """Steps that stand with another cause, which need not be so, and that these owners need too."""
        if not any(job.remedies for job in steps):
            return
        for job, number in self.numbers.items():
            elsewhere = [i for i in owners if i in job.owners and i not in job.group]
            earlier = job.remedies and number < self.numbers[steps[0]]
            if earlier and elsewhere and not any(self.tasks[i].sure for i in job.group):
                yield number

    def _checks(self, steps: list[Job]) -> Iterator[Check]:
        """How to see that a remedy worked, where the last step stands that is its own."""
        said: set[str] = set()
        for i in sorted({i for job in steps for i in job.owners if self.own_last[i] is job}):
            remedy = self.tasks[i].cause.remedy
            if remedy is None or remedy.verify is None or not is_shown_whole(remedy):
                continue
            if remedy.id not in said:
                said.add(remedy.id)
                after = self.numbers[self.last[i]]
                yield Check(cause=self.tasks[i].cause.id, text=remedy.verify, after=after, remedy=remedy.title)

    # How long it takes

    def _waiting(self) -> Waiting | None:
        steps = list(self.numbers)
        at_most = longest_wait(steps)
        if not at_most:
            return None
        certain = longest_wait(job for job in steps if any(self.tasks[i].sure for i in job.owners))
        return Waiting(
            certain=of_minutes(certain) if certain else None,
            at_most=of_minutes(at_most),
            steps=tuple(number for job, number in self.numbers.items() if job.wait is not None),
        )


def _labeled(stages: Iterable[Stage], causes: Iterable[CauseFound]) -> tuple[Stage, ...]:
    """The stages with the labels of their steps, where there is a way to choose."""
    found = tuple(stages)
    label = labeler([step for stage in found for step in stage.steps], causes)
    return tuple(with_(stage, steps=tuple(map(label, stage.steps))) for stage in found)


def _cases_held_back(remedies: Iterable[RemedyOf | None]) -> Iterator[str]:
    """The cases whose steps are held back."""
    for remedy in remedies:
        for step in () if remedy is None else remedy.steps:
            if step.held_back and step.only_if is not None:
                yield step.only_if


def _how_much_is_held_back(task: Task, language: Language) -> Literal["all", "some"] | None:
    """Of the steps of the ways to choose."""
    if not any(entry.step.held_back for entry in steps_for(task.cause, language, held_back=True)):
        return None
    return "some" if task.steps else "all"


def _is_grave(cause: CauseFound) -> Iterator[bool]:
    """Of the steps of a cause's remedy, whether each erases, removes or affects all devices."""
    for step in () if cause.remedy is None else cause.remedy.steps:
        yield bool(set(step.safety) & set(GRAVE))


def _later(stage: Stage, stages: list[Stage]) -> Iterator[int]:
    """The later stages in which the remedies of a stage's causes stand, or go on."""
    for other in stages[stage.number :] if stage.kind in ("find_out", "do", "risk") else ():
        remedies = other.kind in ("do", "risk", "destroy")
        if remedies and any(name in step.causes for step in other.steps for name in stage.causes):
            yield other.number


def _place(job: Job) -> _Place:
    """What a job must share with its neighbors to stand in one stage with them."""
    if job.phase in (Phase.PROTECT, Phase.FINISH) or (job.question is not None and len(job.owners) > 1):
        return job.phase, ()
    return job.phase, job.group


def _kind(phase: Phase, acts: bool) -> StageKind:
    kinds: dict[Phase, StageKind] = {
        Phase.ACT: "do" if acts else "find_out",
        Phase.RISK: "risk",
        Phase.PROTECT: "protect",
        Phase.DESTROY: "destroy",
        Phase.FINISH: "finish",
    }
    return kinds[phase]


def _way_notes(chosen: list[OptionOf], language: Language) -> Iterator[str]:
    """What to know about the ways; which of them it is said of, where there are several."""
    for option in chosen:
        if option.note is not None:
            alone = len(chosen) == 1 or option.title is None
            note = phrases.NOTE_ON_WAY.format(title=option.title, note=option.note)
            yield option.note if alone else note.in_(language)


def _other_ways(cause: CauseFound, chosen: list[OptionOf], language: Language) -> Iterator[OtherWay]:
    """The ways that still stand and would be offered too."""
    if cause.remedy is None:
        return
    for option in cause.remedy.options:
        if option not in chosen and not option.withheld and option.status != "superseded" and option.title:
            dangers = list(dangers_of_way(cause.remedy, option))
            found = {mark for mark, _ in dangers} | set(option.harm_safety)
            yield OtherWay(
                title=option.title,
                safety=tuple(mark for mark in DANGER if mark in found),
                sometimes=in_some_cases(dangers, language),
                feared=only_feared(option.harm_safety, dangers),
            )
