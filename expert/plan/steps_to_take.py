"""What a diagnosis says is to be done: the worklist over the causes that are to be acted on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.foundations.texts import Language
from expert.plan import plan_phrases as phrases
from expert.plan.ways import gravest, steps_for
from expert.plan.worklist import Job, Task, in_order
from expert.results import diagnosis as doc
from expert.results.document import trusted

_PlanStep = trusted(doc.PlanStep)


def plan_steps(causes: tuple[doc.CauseFound, ...], language: Language) -> Iterator[doc.PlanStep]:
    """The plan over the causes to act on: the confirmed ones, or without any, the likely ones.

    Nothing is planned for a cause that is only possible: it is to be found out first.
    """
    acting = [c for c in causes if c.verdict == "confirmed"] or [c for c in causes if c.verdict == "likely"]
    tasks = [Task(cause, (), tuple(steps_for(cause, language))) for cause in acting]
    tasks.sort(key=lambda task: (task.cause.superseded, gravest(task.steps)))
    jobs = in_order(tasks)
    signs = _signs(tasks, jobs, language)
    for job in jobs:
        yield _step(job, tasks, signs.get(job, []), language)


def _signs(tasks: list[Task], jobs: list[Job], language: Language) -> dict[Job, list[doc.RemedyOf]]:
    """The remedies of which it can be seen after a job that they worked, each but once.

    For a single cause that is the last job of all, for several the last that is the cause's own: after enrolling
    again nobody could tell which of them it was. A step that is for some cases only would hide it from the others.
    """
    found: dict[Job, list[doc.RemedyOf]] = {}
    for i, task in enumerate(tasks):
        needed = [job for job in jobs if i in job.owners]
        own = [job for job in needed if len(tasks) > 1 and job.remedies]
        if own and own[-1].condition(tasks, language) is not None:
            own = []
        remedy = task.cause.remedy
        if needed and remedy is not None and remedy.verify is not None:
            known = found.setdefault((own or needed)[-1], [])
            if all(other.verify != remedy.verify for other in known):
                known.append(remedy)
    return found


def _step(job: Job, tasks: list[Task], worked: Iterable[doc.RemedyOf], language: Language) -> doc.PlanStep:
    step = job.step
    return _PlanStep(
        cause=step.cause,
        causes=tuple(tasks[i].cause.id for i in job.owners),
        text=step.text,
        safety=job.safety,
        verify=_verify(list(worked), len(job.owners) > 1, language),
        wait=job.wait,
        link=job.links[0].url if job.links else step.link,
        links=job.links,
        grid=step.grid,
        condition=job.condition(tasks, language),
        status=job.status,
    )


def _verify(worked: list[doc.RemedyOf], shared: bool, language: Language) -> str | None:
    """How to see that it worked; with the name of the remedy where that could be taken for another's."""
    if not shared and len(worked) == 1:
        return worked[0].verify
    told = (phrases.WORKED.format(remedy=remedy.title, text=remedy.verify or "") for remedy in worked)
    return " ".join(text.in_(language) for text in told) or None
