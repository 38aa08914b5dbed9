"""The steps of a plan: the worklist over some causes, each of its jobs as a numbered step.

The plan of a diagnosis is these steps over the causes to act on; `planner` puts those over every open cause in stages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from expert.foundations.kept import cached_property
from expert.foundations.terms import GRAVE
from expert.foundations.texts import Language, Text, joined
from expert.planning import plan_phrases as phrases
from expert.planning.letters import labeler
from expert.planning.ways import gravest, in_some_cases, is_shown_whole, steps_for
from expert.planning.worklist import Job, Task, in_order
from expert.results.diagnosis import CauseFound, PlanStep, RemedyOf


def steps_to_take(causes: Iterable[CauseFound], language: Language) -> tuple[PlanStep, ...]:
    """The plan over the causes to act on: the confirmed ones, or without any, the likely ones.

    Nothing is planned for a cause that is only possible: it is to be found out first. Nor is anything for one that
    rests on facts that contradict each other: they are to be settled first.

    Args:
        causes: the candidates of a case, in the words of `language`.
        language: of what the plan says besides.
    """
    found = [cause for cause in causes if not cause.disputed]
    acting = [c for c in found if c.verdict == "confirmed"] or [c for c in found if c.verdict == "likely"]
    tasks = [Task(cause, (), tuple(steps_for(cause, language))) for cause in acting]
    tasks.sort(key=lambda task: (task.cause.superseded, gravest(task.cause, language)))
    work = Work(tasks, language)
    steps = [work.step(job, verify=work.verification(job)) for job in work.numbers]
    return tuple(map(labeler(steps, acting), steps))


class Work:
    """The jobs over some causes in their order, and each step among them with its number."""

    def __init__(self, tasks: list[Task], language: Language) -> None:
        self.tasks = tasks
        self.language = language
        self.jobs = in_order(tasks)
        self.numbers = {job: i for i, job in enumerate((j for j in self.jobs if j.entries), start=1)}
        # For each task, its last step of all, and the last that is its own.
        self.last = {i: job for job in self.numbers for i in job.owners}
        self.own_last = self.last | {i: job for job in self.numbers if job.remedies for i in job.owners}

    def say(self, text: Text) -> str:
        return text.in_(self.language)

    def step(self, job: Job, among: Collection[int] = (), verify: str | None = None) -> PlanStep:
        """A job as a step of the plan.

        Args:
            job: a job with steps.
            among: the tasks whose ways the condition names; all if left out.
            verify: how to see after it that a remedy worked.
        """
        condition = job.condition(self.tasks, among)
        said = [] if condition is None else [condition.text]
        if set(job.safety) & set(GRAVE) and not any(self.tasks[i].cause.verdict == "confirmed" for i in job.owners):
            said.insert(0, phrases.ONCE_SURE)
        links = job.links
        return PlanStep(
            number=self.numbers[job],
            id=job.step.id,
            cause=self.tasks[job.owners[0]].cause.id,
            causes=tuple(self.tasks[i].cause.id for i in job.owners),
            text=job.step.text,
            short=job.step.short,
            safety=job.safety,
            sometimes=in_some_cases(job.dangers, self.language),
            feared=job.feared,
            protects_from=job.protects_from,
            condition=self.say(joined(said, "; ")) if said else None,
            only_for=() if condition is None else condition.only_for,
            wait=job.wait,
            after=tuple(sorted(self.numbers[earlier] for earlier in job.directly_after() if earlier.entries)),
            link=links[0].url if links else None,
            links=links,
            grid=job.step.grid,
            status=job.status,
            verify=verify,
        )

    def verification(self, job: Job) -> str | None:
        """How to see after a job that remedies worked; with their names where these could be confused."""
        remedies = self._ending_with.get(job, {})
        if not remedies:
            return None
        if len(job.owners) == 1 and len(remedies) == 1:
            return next(iter(remedies.values())).verify
        told = [phrases.WORKED.format(remedy=r.title, text=r.verify or "") for r in remedies.values()]
        return self.say(joined(told, " "))

    @cached_property
    def _ending_with(self) -> dict[Job, dict[str, RemedyOf]]:
        """The remedies of which it can be seen after a job that they worked, each but once.

        For a single cause that is the last job of all, for several the last that is the cause's own: after enrolling
        again nobody could tell which of them it was. A step that is for some cases only would hide it from the others.
        """
        found: dict[Job, dict[str, RemedyOf]] = {}
        for i, task in enumerate(self.tasks):
            remedy = task.cause.remedy
            if i in self.last and remedy is not None and remedy.verify is not None and is_shown_whole(remedy):
                own = self.own_last[i]
                tells = len(self.tasks) > 1 and own.remedies and own.condition(self.tasks) is None
                found.setdefault(own if tells else self.last[i], {}).setdefault(remedy.id, remedy)
        return found
