"""Orders the steps to take: the safest first, what destroys something last, `enroll again` once."""

from __future__ import annotations

from collections.abc import Iterator

from expert import diagnosis as doc
from expert.engine import phrases
from expert.rules.models import DANGER, Safety
from expert.texts import Language, Text

_PlanStep = doc.trusted(doc.PlanStep)


def plan_steps(causes: tuple[doc.CauseFound, ...], language: Language) -> Iterator[doc.PlanStep]:
    """The plan over the causes to act on: the confirmed ones, or without any, the likely ones.

    Nothing is planned for a cause that is only possible: it is to be found out first.
    """
    acting = [c for c in causes if c.verdict == "confirmed"] or [c for c in causes if c.verdict == "likely"]
    groups = [(cause, list(_steps_for(cause, language))) for cause in acting]
    groups.sort(key=lambda group: (_gravest(group[1]), doc.VERDICTS.index(group[0].verdict), group[0].superseded))
    closing: dict[str, doc.PlanStep] = {}
    said: set[str] = set()
    for cause, steps in groups:
        own = [step for step, last in steps if not last and step.text not in said]
        said.update(step.text for step in own)
        ends = [step for step, last in steps if last]
        verify = None if cause.remedy is None else cause.remedy.verify
        if len(groups) == 1 and ends:
            ends = _with_verify(ends, verify)
        else:
            own = _with_verify(own, verify)
        yield from own
        for step in ends:
            closing.setdefault(step.text, step)
    yield from closing.values()


def _with_verify(steps: list[doc.PlanStep], verify: str | None) -> list[doc.PlanStep]:
    """The steps, the last of which says how to see that it worked."""
    return [*steps[:-1], steps[-1].model_copy(update={"verify": verify})] if steps and verify else steps


def _steps_for(cause: doc.CauseFound, language: Language) -> Iterator[tuple[doc.PlanStep, bool]]:
    """The steps of the ways to choose, each with whether it closes the plan."""
    if cause.remedy is None:
        return
    for option in _ways_to_choose(cause.remedy):
        condition = None
        if option.applies == "unknown" and option.title is not None:
            condition = phrases.ONLY_IF.format(title=Text(option.title, option.title)).in_(language)
        if option.harm is not None:
            harm = phrases.FIRST_MAKE_SURE.format(harm=option.harm).in_(language)
            yield _PlanStep(cause=cause.id, text=harm, condition=condition), False
        for step in cause.remedy.steps:
            if step.option == option.number:
                yield _plan_step(cause, step, option, condition), step.last


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


def _ways_to_choose(remedy: doc.RemedyOf) -> Iterator[doc.OptionOf]:
    """The first way that applies, with those before it that may apply; replaced ways only without any other."""
    open_ways = [option for option in remedy.options if not option.withheld]
    standing = [option for option in open_ways if option.status != "superseded"] or open_ways
    for option in standing:
        yield option
        if option.applies == "yes":
            return


def _gravest(steps: list[tuple[doc.PlanStep, bool]]) -> int:
    return max((DANGER.index(mark) + 1 for step, _ in steps for mark in step.safety), default=0)
