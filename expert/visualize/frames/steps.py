"""Steps on frames: in few words, with what only some cases need said once, where it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from expert.foundations.texts import Text
from expert.results.diagnosis import PlanStep
from expert.rules.models import Step
from expert.visualize.frames import words
from expert.visualize.frames.parts import Speaker
from expert.visualize.frames.scene import Row
from expert.visualize.words import capital, duration


def plan_rows(speaker: Speaker, steps: Sequence[PlanStep]) -> Iterator[Row]:
    """The steps of a plan as rows, in order.

    Where there are several ways to choose from, each is said once, with its letter; its steps bear that, and so do
    their marks.
    """
    ways = {letter: step.condition for step in steps if step.condition and (letter := _letter(step))}
    for letter, condition in ways.items():
        said = speaker.plain(capital(condition), role="quiet")
        yield speaker.listed(f"way-{letter}", letter, said, ruled=letter != "A")
    before: PlanStep | None = None
    for step in steps:
        below = [] if step.wait is None else [speaker.say(words.THEN_WAIT.format(time=duration(step.wait)))]
        below += [capital(speaker.say(words.SUPERSEDED_WAY))] if step.status == "superseded" else []
        below += [] if step.grid is None else [" ".join(cells) for cells in step.grid.rows]
        way = _letter(step) if _letter(step) in ways else ""
        yield speaker.step(
            f"step-{step.number}", step.called, short_of(step), step.safety, below=below, condition=step.condition,
            briefly=way, ruled=before is not None or bool(ways),
        )  # fmt: skip
        before = step


def _letter(step: PlanStep) -> str:
    """The letter of the way that a step belongs to; empty where there is none."""
    found = _LABEL.fullmatch(step.label)
    return "" if found is None else found[1]


_LABEL = re.compile(r"([A-Z]+)\d+")


def short_of(step: PlanStep) -> str:
    """What a step of a plan says in a few words; its full text where the rules have no short one."""
    return step.short or step.text


def said_in_short(step: Step) -> Text:
    """The same for a step of the rules."""
    return step.short or step.text
