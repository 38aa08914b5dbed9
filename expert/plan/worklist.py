"""Puts the work in order: every question and step of every open cause once, after all that it depends on.

Steps keep the order of their remedies. A step that several remedies have is one job; it comes after what
leads to it in each of them, unless it opens one of them and is safe: such a step ("sign in") depends on
nothing, and counts as done wherever it comes up again. Steps that protect from a loss are done before
everything that destroys; and what destroys, with all that follows it, comes after everything else.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from expert.diagnosis import CauseFound, Question
from expert.engine.plan import WayStep
from expert.rules.models import DESTRUCTIVE, Safety

_DURATION = re.compile(r"P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?)?")
_HOUR, _DAY = 60, 24 * 60


class Phase(IntEnum):
    """The parts of a plan, in their order."""

    ACT = 0
    PROTECT = 1
    DESTROY = 2
    FINISH = 3


@dataclass(frozen=True)
class Task:
    """An open cause with what it takes.

    Attributes:
        questions: what would decide it, if it is only possible.
        steps: the steps of the ways to choose.
    """

    cause: CauseFound
    questions: tuple[Question, ...]
    steps: tuple[WayStep, ...]

    @property
    def sure(self) -> bool:
        """Whether its steps are to be done whatever else is found out."""
        return self.cause.verdict != "possible"


@dataclass(eq=False)
class Job:
    """A question to ask or a step to do, once for all the causes that need it.

    Attributes:
        rank: its place where nothing else decides.
        question: for a question.
        entries: for a step, its occurrences in the remedies, each with the index of the task.
        owners: the indexes of the tasks that need it, in order.
        group: the indexes of the tasks that it stands with.
        after: the jobs that it must follow.
    """

    rank: tuple[int, ...]
    phase: Phase = Phase.ACT
    question: Question | None = None
    entries: list[tuple[int, WayStep]] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    group: tuple[int, ...] = ()
    after: list[Job] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of a step."""
        return self.entries[0][1].step.text

    @property
    def safety(self) -> tuple[Safety, ...]:
        """The dangers of a step, of all its occurrences."""
        return tuple(dict.fromkeys(mark for _, entry in self.entries for mark in entry.step.safety))

    @property
    def protects_from(self) -> tuple[Safety, ...]:
        """The dangers that a step protects from."""
        return tuple(dict.fromkeys(mark for _, entry in self.entries for mark in entry.protects_from))

    @property
    def wait(self) -> str | None:
        """The longest of the waits after a step."""
        waits = [entry.step.wait for _, entry in self.entries if entry.step.wait is not None]
        return max(waits, key=minutes, default=None)

    @property
    def destroys(self) -> bool:
        """Whether a step destroys something."""
        return any(mark in DESTRUCTIVE for mark in self.safety)


def in_order(tasks: list[Task]) -> list[Job]:
    """The jobs of all tasks in the order of the plan; earlier tasks come first where nothing else decides."""
    return _Worklist(tasks).ordered()


def longest_wait(jobs: Iterable[Job]) -> int:
    """How long the jobs take at least, in minutes, if every wait is waited out in full.

    Args:
        jobs: in the order of the plan; those not given are not done, and nothing waits for them.
    """
    done: dict[Job, int] = {}
    for job in jobs:
        begins = max((done[earlier] for earlier in job.after if earlier in done), default=0)
        done[job] = begins + (minutes(job.wait) if job.entries else 0)
    return max(done.values(), default=0)


def minutes(wait: str | None) -> int:
    """An ISO 8601 duration of days, hours and minutes in minutes; 0 for none.

    >>> minutes("PT72H"), minutes("P1DT15M")
    (4320, 1455)

    Raises:
        ValueError: it is no such duration.
    """
    if wait is None:
        return 0
    match = _DURATION.fullmatch(wait)
    if match is None:
        raise ValueError(f"not a duration of days, hours and minutes: {wait!r}")
    days, hours, rest = (int(part or 0) for part in match.groups())
    return days * _DAY + hours * _HOUR + rest


def duration(total: int) -> str:
    """Minutes as an ISO 8601 duration of hours and minutes.

    >>> duration(4335)
    'PT72H15M'
    """
    hours, rest = divmod(total, _HOUR)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")


@dataclass(frozen=True)
class _Way:
    """The steps of one way of one task, without those that only protect or close."""

    task: int
    steps: tuple[WayStep, ...]


class _Worklist:
    def __init__(self, tasks: list[Task]) -> None:
        self._tasks = tasks
        self._steps: dict[str, Job] = {}
        self._questions: dict[str, Job] = {}
        for i, task in enumerate(tasks):
            for place, entry in enumerate(task.steps):
                self._add_step(i, place, entry)
        self._ways = list(self._all_ways())
        self._openers = self._find_openers()

    def ordered(self) -> list[Job]:
        for way in self._ways:
            self._follow(way)
        self._protect()
        self._put_destroyers_last()
        self._close()
        for job in self._steps.values():
            job.group = self._group(job)
        self._add_questions()
        return self._sorted()

    def _add_step(self, task: int, place: int, entry: WayStep) -> None:
        job = self._steps.setdefault(entry.step.text, Job(rank=(task, 1, place)))
        job.entries.append((task, entry))
        if task not in job.owners:
            job.owners.append(task)
        if entry.last:
            job.phase = Phase.FINISH
        elif entry.protects_from:
            job.phase = max(job.phase, Phase.PROTECT)

    def _all_ways(self) -> Iterator[_Way]:
        for i, task in enumerate(self._tasks):
            for number in dict.fromkeys(entry.way for entry in task.steps):
                steps = tuple(
                    entry
                    for entry in task.steps
                    if entry.way == number and self._steps[entry.step.text].phase is Phase.ACT
                )
                if steps:
                    yield _Way(i, steps)

    def _find_openers(self) -> set[str]:
        """The safe steps that several ways have and that open one of them."""
        opening = {way.steps[0].step.text for way in self._ways}
        found = [text for way in self._ways for text in {entry.step.text for entry in way.steps}]
        return {text for text in opening if found.count(text) > 1 and not self._steps[text].safety}

    # What must follow what

    def _follow(self, way: _Way) -> None:
        """Let each step follow the one before it; what opens a way elsewhere follows nothing."""
        before: list[Job] = []
        for entry in way.steps:
            job = self._steps[entry.step.text]
            if entry.step.text in self._openers:
                before.append(job)
                continue
            for earlier in before:
                self._order(earlier, job)
            before = [job]

    def _order(self, earlier: Job, later: Job) -> None:
        """One job after the other, unless two remedies disagree on it: then the first one's order stands."""
        if earlier is not later and earlier not in later.after and not _leads(later, earlier):
            later.after.append(earlier)

    def _protect(self) -> None:
        """What protects from a loss comes before all that would lose it, in whatever remedy."""
        for protector in self._steps.values():
            for job in self._steps.values():
                if set(protector.protects_from) & set(job.safety) and protector.phase is Phase.PROTECT:
                    job.after.append(protector)

    def _put_destroyers_last(self) -> None:
        """What destroys, and in its remedy all that follows a step that protects or destroys."""
        for i, task in enumerate(self._tasks):
            for number in dict.fromkeys(entry.way for entry in task.steps):
                begun = False
                for entry in (entry for entry in task.steps if entry.way == number):
                    job = self._steps[entry.step.text]
                    begun = begun or bool(entry.protects_from) or job.destroys
                    if begun and job.phase is Phase.ACT and not (i, entry.step.text) in self._opened_before(i):
                        job.phase = Phase.DESTROY

    def _close(self) -> None: ...
