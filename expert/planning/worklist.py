"""Puts the work in order: every question and step of every open cause once, after all that it depends on.

One rule serves the plan in a diagnosis, which acts on what is known, and the work plan over all open causes.

Steps keep the order of their remedies. A step that several remedies have is one job; it comes after what
leads to it in each of them, unless it opens one of them and is safe: such a step ("sign in") depends on
nothing, and counts as done wherever it comes up again. What reaches beyond the case or lowers security comes
after every question and every other step, with the whole remedy that it is part of, so that its check stands right
before it. Steps that protect from a loss are done before everything that destroys; and what destroys, with all that
follows it, comes after everything else.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise, product, takewhile

from expert.foundations.durations import in_minutes
from expert.foundations.records import Record
from expert.foundations.sources import Status
from expert.foundations.terms import DANGER, DESTRUCTIVE, FAR_REACHING, Safety
from expert.planning.ways import Condition, Danger, WayStep, case_of, condition_of, only_feared
from expert.results.diagnosis import CauseFound, LinkTo, Question, StepOf


class Phase(IntEnum):
    """The parts of a plan, in their order."""

    ACT = 0
    RISK = 1
    PROTECT = 2
    DESTROY = 3
    FINISH = 4


@dataclass(frozen=True, eq=False, repr=False)
class Task(Record):
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

    rank: tuple[int, int, int, int]
    phase: Phase = Phase.ACT
    question: Question | None = None
    entries: list[tuple[int, WayStep]] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    group: tuple[int, ...] = ()
    after: list[Job] = field(default_factory=list)

    @property
    def step(self) -> StepOf:
        """The step as the first of the remedies that need it has it."""
        return self.entries[0][1].step

    @property
    def safety(self) -> tuple[Safety, ...]:
        """The dangers of a step, of all its occurrences, from the mildest to the gravest."""
        found = {mark for _, entry in self.entries for mark in entry.safety}
        return tuple(mark for mark in DANGER if mark in found)

    @property
    def dangers(self) -> tuple[Danger, ...]:
        """Those of the step itself, each with the only case in which an occurrence has it."""
        return tuple((mark, entry.step.dangers_only_if) for _, entry in self.entries for mark in entry.step.safety)

    @property
    def feared(self) -> tuple[Safety, ...]:
        """Those that it has only where the way that it belongs to is the wrong one."""
        found = [mark for _, entry in self.entries for mark in entry.feared]
        return only_feared(found, self.dangers) if found else ()

    @property
    def protects_from(self) -> tuple[Safety, ...]:
        """The dangers that a step protects from."""
        return tuple(dict.fromkeys(mark for _, entry in self.entries for mark in entry.step.protects_from))

    @property
    def links(self) -> tuple[LinkTo, ...]:
        """The links of a step, of all its occurrences."""
        return tuple(dict.fromkeys(link for _, entry in self.entries for link in entry.step.links))

    @property
    def wait(self) -> str | None:
        """The longest of the waits after a step."""
        waits = [entry.step.wait for _, entry in self.entries if entry.step.wait is not None]
        return max(waits, key=in_minutes, default=None)

    @property
    def remedies(self) -> bool:
        """Whether a step is part of a remedy itself: it neither protects from a later one nor closes the plan."""
        return bool(self.entries) and self.phase not in (Phase.PROTECT, Phase.FINISH)

    @property
    def status(self) -> Status:
        """Replaced only where every remedy that needs a step has it in a replaced way."""
        statuses = ["current" if entry.step.last else entry.step.status for _, entry in self.entries]
        return "current" if "current" in statuses else statuses[0]

    @property
    def destroys(self) -> bool:
        """Whether a step destroys something."""
        return any(mark in DESTRUCTIVE for mark in self.safety)

    def condition(self, tasks: list[Task], among: Collection[int] = ()) -> Condition | None:
        """In which case a step is to be done; None for in every case.

        What protects and what closes the plan does so whichever way was taken. But what destroys something closes only
        the ways that have it: on another way, which spares the device, it is not to be done.

        Args:
            tasks: the tasks of the worklist.
            among: the tasks whose ways to name, where no task needs the step in every case; all if left out.
        """
        say = condition_of if self.remedies or self.destroys else case_of
        said = say([(tasks[i].cause, entry) for i, entry in self.entries])
        own = [(tasks[i].cause, entry) for i, entry in self.entries if i in among]
        return say(own) if said is not None and own else said

    def follows(self, earlier: Job) -> bool:
        """Whether it comes after another, directly or through others."""
        return earlier in _all_before(self.after)

    def wait_for(self, earlier: Job) -> None:
        """Let it come after another, unless that comes after it: two steps that wait for each other are never done."""
        if earlier is not self and earlier not in self.after and not earlier.follows(self):
            self.after.append(earlier)

    def directly_after(self) -> list[Job]:
        """What it must follow, without what comes before one of those anyway."""
        further = set().union(*(_all_before(other.after) for other in self.after))
        return [job for job in self.after if job not in further]


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
        done[job] = begins + (in_minutes(job.wait) if job.entries else 0)
    return max(done.values(), default=0)


@dataclass(frozen=True, eq=False, repr=False)
class _Way(Record):
    """One way of one task, with its steps; `own` leaves out those that only protect or close."""

    task: int
    steps: tuple[WayStep, ...]
    own: tuple[WayStep, ...]


class _Worklist:
    def __init__(self, tasks: list[Task]) -> None:
        self._tasks = tasks
        self._jobs: dict[str, Job] = {}
        for i, task in enumerate(tasks):
            for place, entry in enumerate(task.steps):
                self._add(i, place, entry)
        self._ways = list(self._all_ways())
        self._openers = self._find_openers()

    def ordered(self) -> list[Job]:
        for way in self._ways:
            self._follow(way)
        self._hold_up()
        self._protect()
        self._put_risks_late()
        self._put_destroyers_last()
        for job in self._jobs.values():
            job.group = self._group(job)
        questions = self._questions()
        self._close()
        return _sorted([*questions, *self._jobs.values()])

    def _add(self, task: int, place: int, entry: WayStep) -> None:
        job = self._jobs.setdefault(entry.step.id, Job(rank=(task, 1, 0, place)))
        job.entries.append((task, entry))
        if task not in job.owners:
            job.owners.append(task)
        if entry.step.last:
            job.phase = Phase.FINISH
        elif entry.step.protects_from:
            job.phase = max(job.phase, Phase.PROTECT)

    def _all_ways(self) -> Iterator[_Way]:
        for i, task in enumerate(self._tasks):
            for number in dict.fromkeys(entry.way for entry in task.steps):
                steps = tuple(entry for entry in task.steps if entry.way == number)
                yield _Way(i, steps, tuple(entry for entry in steps if self._job(entry).phase is Phase.ACT))

    def _find_openers(self) -> set[str]:
        """The safe steps that several ways have and that open one of them, be it after a check."""
        opening: set[str] = set()
        for way in self._ways:
            checks = list(takewhile(lambda entry: entry.check, way.own))
            opening.update(entry.step.id for entry in way.own[: len(checks) + 1])
        counted = Counter(name for way in self._ways for name in {entry.step.id for entry in way.own})
        return {name for name in opening if counted[name] > 1 and not self._jobs[name].safety}

    def _job(self, entry: WayStep) -> Job:
        return self._jobs[entry.step.id]

    # What must follow what

    def _follow(self, way: _Way) -> None:
        """Let each step follow the one before it; what opens a way somewhere follows nothing."""
        before: list[Job] = []
        for entry in way.own:
            job = self._job(entry)
            if entry.step.id in self._openers:
                before.append(job)
                continue
            for earlier in before:
                job.wait_for(earlier)  # where two remedies disagree on an order, the first one's stands
            before = [job]

    def _hold_up(self) -> None:
        """What must be over before a shared step may begin comes before it, in whatever remedy: their waits add up."""
        for job in self._jobs.values():
            held = {name for _, entry in job.entries for name in entry.step.holds_up}
            for later in self._jobs.values() if held else ():
                # What closes the plan holds up nothing but what closes it too: everything else comes before it.
                closes_too = job.phase is not Phase.FINISH or later.phase is Phase.FINISH
                if closes_too and held.intersection(entry.step.shared for _, entry in later.entries):
                    later.wait_for(job)

    def _protect(self) -> None:
        """What protects from a loss comes before all that would cause it, in whatever remedy."""
        for protector in self._jobs.values():
            if protector.phase is Phase.PROTECT:
                dangers = set(protector.protects_from)
                for job in self._jobs.values():
                    if dangers & set(job.safety):
                        job.wait_for(protector)

    def _put_risks_late(self) -> None:
        """A remedy that reaches beyond the case, as a whole: its alternatives and its checks stay together."""
        far = {
            i for i, task in enumerate(self._tasks)
            if any(mark in FAR_REACHING for entry in task.steps for mark in entry.safety)
        }  # fmt: skip
        for job in self._jobs.values():
            if job.phase is Phase.ACT and far.issuperset(job.owners):
                job.phase = Phase.RISK
        self._put_late_what_follows(Phase.RISK)

    def _put_destroyers_last(self) -> None:
        """With a step that destroys, all that comes after it or its protection in the same way."""
        for way in self._ways:
            begun = False
            for entry in way.steps:
                job = self._job(entry)
                begun = begun or job.destroys or job.phase is Phase.PROTECT
                if begun and job.remedies and entry.step.id not in self._openers:
                    job.phase = Phase.DESTROY
        self._put_late_what_follows(Phase.DESTROY)

    def _put_late_what_follows(self, phase: Phase) -> None:
        """What must follow a step of this phase cannot be done before it."""
        waiting = [job for job in self._jobs.values() if job.phase is phase]
        while waiting:
            current = waiting.pop()
            for job in self._jobs.values():
                if current in job.after and job.phase < phase and job.remedies:
                    job.phase = phase
                    waiting.append(job)

    def _close(self) -> None:
        """What closes the plan comes after everything, and in the order of the ways; a wipe before what it undoes."""
        for way in self._ways:
            for earlier, later in pairwise(job for job in map(self._job, way.steps) if job.phase is Phase.FINISH):
                later.wait_for(earlier)
        ends = [job for job in self._jobs.values() if job.phase is Phase.FINISH]
        for wipe, other in product([job for job in ends if job.destroys], [job for job in ends if not job.destroys]):
            other.wait_for(wipe)
        closing = _sorted(ends)
        others: list[Job] = [job for job in self._jobs.values() if job.phase is not Phase.FINISH]
        for i, job in enumerate(closing):
            job.after = [*others, *closing[:i]]

    # What stands together

    def _group(self, job: Job) -> tuple[int, ...]:
        """Its owners; but a step that opens several ways stands with what follows it in the first.

        That is the first in which something of its own phase follows, where there is one.
        """
        if job.step.id not in self._openers:
            return tuple(job.owners)
        followed = [(way, later) for way in self._ways for later in self._after_opener(way, job)]
        way, later = next((pair for pair in followed if pair[1].phase is job.phase), followed[0])
        place = next(p for p, entry in self._places(way) if self._job(entry) is job)
        job.rank = (way.task, 1, self._alternatives_begin_with(job, way.task), place)
        return tuple(later.owners)

    def _alternatives_begin_with(self, job: Job, task: int) -> int:
        """For the rank of an opener: what all ways of a task have comes first, then what several have."""
        ways = {way.steps[0].way for way in self._ways if way.task == task}
        needed = ways & {entry.way for i, entry in job.entries if i == task}
        return 0 if len(needed) < 2 else -2 if needed == ways else -1

    def _after_opener(self, way: _Way, job: Job) -> Iterator[Job]:
        """What follows a step that opens a way there, other openers aside; the step itself where nothing does."""
        own = [self._job(entry) for entry in way.own]
        if job in own:
            following = (later for later in own[own.index(job) :] if later.step.id not in self._openers)
            yield next(following, job)

    def _places(self, way: _Way) -> Iterator[tuple[int, WayStep]]:
        """The steps of a way with their places among all the steps of its task."""
        for place, entry in enumerate(self._tasks[way.task].steps):
            if entry.way == way.steps[0].way:
                yield place, entry

    def _questions(self) -> list[Job]:
        """Each question once, before the steps that it decides on."""
        asked: dict[str, Job] = {}
        for i, task in enumerate(self._tasks):
            for place, question in enumerate(task.questions):
                job = asked.setdefault(question.fact, Job(rank=(i, 0, 1, place), question=question))
                job.owners.append(i)
        for question_job in asked.values():
            question_job.group = tuple(question_job.owners)
            if len(question_job.owners) > 1:
                i, part, _, place = question_job.rank
                question_job.rank = (i, part, 0, place)
        for job in self._jobs.values():
            if not any(self._tasks[i].sure for i in job.group):
                job.after += [asking for asking in asked.values() if set(asking.owners) & set(job.group)]
        return list(asked.values())


def _all_before(jobs: Iterable[Job]) -> set[Job]:
    """The jobs, and whatever they must follow, directly or through others."""
    waiting, found = list(jobs), set(jobs)
    while waiting:
        for job in waiting.pop().after:
            if job not in found:
                found.add(job)
                waiting.append(job)
    return found


def _sorted(jobs: list[Job]) -> list[Job]:
    """The jobs so that each comes after those of them that it must follow, and otherwise by phase and rank.

    Raises:
        RuntimeError: jobs wait for each other. A plan that left them out without a word could do harm.
    """
    followers: dict[Job, list[int]] = {job: [] for job in jobs}
    open_before = [len(followers.keys() & job.after) for job in jobs]
    for i, job in enumerate(jobs):
        for earlier in followers.keys() & job.after:
            followers[earlier].append(i)
    ready = [(job.phase, job.rank, i) for i, job in enumerate(jobs) if not open_before[i]]
    heapq.heapify(ready)
    order = []
    while ready:
        job = jobs[heapq.heappop(ready)[2]]
        order.append(job)
        for i in followers[job]:
            open_before[i] -= 1
            if not open_before[i]:
                heapq.heappush(ready, (jobs[i].phase, jobs[i].rank, i))
    if len(order) < len(jobs):
        lost = ", ".join(job.step.id if job.entries else "a question" for job in jobs if job not in order)
        raise RuntimeError(f"these steps wait for each other: {lost}")
    return order
