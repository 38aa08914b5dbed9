"""Steps on frames: in few words, with what only some cases need said once, where it begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expert.foundations.texts import Text
from expert.results.diagnosis import PlanStep
from expert.rules.models import Step
from expert.visualize.frames import words
from expert.visualize.frames.parts import Speaker
from expert.visualize.frames.scene import Row
from expert.visualize.words import capital, duration


def plan_rows(speaker: Speaker, steps: Sequence[PlanStep]) -> Iterator[Row]:
    """The steps of a plan as rows, in order."""
    before: PlanStep | None = None
    for step in steps:
        below = [] if step.wait is None else [speaker.say(words.THEN_WAIT.format(time=duration(step.wait)))]
        below += [capital(speaker.say(words.SUPERSEDED_WAY))] if step.status == "superseded" else []
        below += [] if step.grid is None else [" ".join(cells) for cells in step.grid.rows]
        yield speaker.step(
            f"step-{step.number}", step.called, short_of(step), step.safety, below=below, condition=step.condition,
            ruled=before is not None,
        )  # fmt: skip
        before = step


def short_of(step: PlanStep) -> str:
    """What a step of a plan says in a few words; its full text where the rules have no short one."""
    return step.short or step.text


def said_in_short(step: Step) -> Text:
    """The same for a step of the rules."""
    return step.short or step.text
