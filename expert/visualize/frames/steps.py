"""Steps on frames: in few words, with what only some cases need said once, where it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from expert.foundations.texts import Text
from expert.results.diagnosis import PlanStep
from expert.rules.models import Step
from expert.visualize.frames.parts import Speaker
from expert.visualize.frames.scene import Row
from expert.visualize.words import SUPERSEDED, WAIT, capital, duration


def plan_rows(speaker: Speaker, steps: Sequence[PlanStep]) -> Iterator[Row]:
    """The steps of a plan as rows, in order.

    Where there are several ways to choose from, each is said once, with its letter; its steps bear that, and so do
    their marks.
    """
    ways = {letter: step.condition for step in steps if step.condition and (letter := _letter(step))}
    for letter, condition in ways.items():
        said = speaker.plain(capital(condition), role="quiet")
        yield speaker.listed(f"way-{letter}", letter, said, ruled=letter != next(iter(ways)))
    for place, step in enumerate(steps):
        way = _letter(step) if _letter(step) in ways else ""
        yield step_row(speaker, step, condition=step.condition, briefly=way, ruled=place > 0 or bool(ways))


def step_row(
    speaker: Speaker, step: PlanStep, *, called: str = "", condition: str | None = None, briefly: str = "",
    below: Sequence[str] = (), ruled: bool = True,
) -> Row:
    """A step of a plan as a row; one that is a caution as a box that warns.

    Args:
        speaker: says it.
        step: the step.
        called: what it is called, if not as in the plan.
        condition: the clause that says in which case alone it is done, where nothing else on the frame does.
        briefly: the same in a word.
        below: what else to say of it.
        ruled: a thin line parts it from the row above.
    """
    name, called = f"step-{step.number}", called or step.called
    if is_caution(step):
        return speaker.caution(name, step.text, called)
    said = [] if step.wait is None else [speaker.say(WAIT.format(time=duration(step.wait)))]
    said += [capital(speaker.say(SUPERSEDED))] if step.status == "superseded" else []
    said += [] if step.grid is None else [" ".join(cells) for cells in step.grid.rows]
    return speaker.step(
        name, called, short_of(step), step.safety, below=[*said, *below], condition=condition, briefly=briefly,
        ruled=ruled,
    )  # fmt: skip


def is_caution(step: PlanStep) -> bool:
    """Whether a step is the check before a way that may do harm, which tells that harm."""
    return step.id.endswith(_CHECK)


def _letter(step: PlanStep) -> str:
    """The letter of the way that a step belongs to; empty where there is none."""
    found = _LABEL.fullmatch(step.label)
    return "" if found is None else found[1]


_LABEL = re.compile(r"([A-Z]+)\d+")
_CHECK = ".check"  # how the id of such a step ends; no other id has a point there


def short_of(step: PlanStep) -> str:
    """What a step of a plan says in a few words; its full text where the rules have no short one."""
    return step.short or step.text


def said_in_short(step: Step) -> Text:
    """The same for a step of the rules."""
    return step.short or step.text
