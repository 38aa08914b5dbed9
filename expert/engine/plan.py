"""Orders the steps to take: the safest first, what destroys something last, `enroll again` once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from expert import diagnosis as doc
from expert.engine import phrases
from expert.rules.models import DANGER, Safety
from expert.texts import Language, Text

_PlanStep = doc.trusted(doc.PlanStep)


@dataclass(frozen=True, slots=True)
class WayStep:
    """A step of a way that is to be chosen, with what the order of a plan depends on.

    Attributes:
        way: the number of its way (`OptionOf.number`).
        last: it closes the plan.
        protects_from: the dangers of later steps that it protects from.
    """

    step: doc.PlanStep
    way: int
    last: bool = False
    protects_from: tuple[Safety, ...] = ()


def plan_steps(causes: tuple[doc.CauseFound, ...], language: Language) -> Iterator[doc.PlanStep]:
    """The plan over the causes to act on: the confirmed ones, or without any, the likely ones.

    Nothing is planned for a cause that is only possible: it is to be found out first.
    """
    acting = [c for c in causes if c.verdict == "confirmed"] or [c for c in causes if c.verdict == "likely"]
    groups = [(cause, list(steps_for(cause, language))) for cause in acting]
    groups.sort(key=lambda group: (gravest(group[1]), doc.VERDICTS.index(group[0].verdict), group[0].superseded))
    closing: dict[str, doc.PlanStep] = {}
    said: set[str] = set()
    for cause, steps in groups:
        own = [entry.step for entry in steps if not entry.last and entry.step.text not in said]
        said.update(step.text for step in own)
        ends = [entry.step for entry in steps if entry.last]
        verify = None if cause.remedy is None else cause.remedy.verify
        if len(groups) == 1 and ends:
            ends = _with_verify(ends, verify)
        else:
            own = _with_verify(own, verify)
        yield from own
        for step in ends:
            closing.setdefault(step.text, step)
    yield from closing.values()


def steps_for(cause: doc.CauseFound, language: Language) -> Iterator[WayStep]:
    """The steps of the ways to choose, way by way, each in the order of the rule file.

    A way that does harm where a fact that is not known turns out badly begins with making sure of it.
    """
    if cause.remedy is None:
        return
    for option in cause.remedy.ways_to_choose():
        condition = None
        if option.applies == "unknown" and option.title is not None:
            condition = phrases.ONLY_IF.format(title=Text(option.title, option.title)).in_(language)
        if option.harm is not None:
            harm = phrases.FIRST_MAKE_SURE.format(harm=option.harm).in_(language)
            yield WayStep(_PlanStep(cause=cause.id, text=harm, condition=condition), option.number)
        for step in cause.remedy.steps:
            if step.option == option.number:
                planned = _plan_step(cause, step, option, condition)
                yield WayStep(planned, option.number, step.last, step.protects_from)


def gravest(steps: Iterable[WayStep]) -> int:
    """How dangerous the gravest of the steps is, for sorting: 0 is safe."""
    return max((DANGER.index(mark) + 1 for entry in steps for mark in entry.step.safety), default=0)


def _with_verify(steps: list[doc.PlanStep], verify: str | None) -> list[doc.PlanStep]:
    """The steps, the last of which says how to see that it worked."""
    return [*steps[:-1], steps[-1].model_copy(update={"verify": verify})] if steps and verify else steps


def _plan_step(cause: doc.CauseFound, step: doc.StepOf, option: doc.OptionOf, condition: str | None) -> doc.PlanStep:
    safety: tuple[Safety, ...] = step.safety
    if option.harm is not None and safety:
        safety = tuple(dict.fromkeys((*safety, *option.harm_safety)))
    return _PlanStep(
        cause=cause.id,
        text=step.text,
        safety=safety,
        wait=step.wait,
        link=step.link,
        links=step.links,
        grid=step.grid,
        condition=None if step.last else condition,
        status="current" if step.last else step.status,
    )
