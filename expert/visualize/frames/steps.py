"""Steps on frames: in few words, with what only some cases need said once, where it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from expert.foundations.texts import Text
from expert.results.diagnosis import PlanStep
from expert.rules.models import Step
from expert.visualize.frames.parts import NUMBER, Speaker
from expert.visualize.frames.scene import Row
from expert.visualize.marks import of_entry, on_condition
from expert.visualize.words import SO, SUPERSEDED, WAIT, capital, duration


def plan_rows(speaker: Speaker, steps: Sequence[PlanStep], condition: str | None) -> Iterator[Row]:
    """The steps of a plan as rows, in order.

    Where there are several ways to choose from, each is said once, with its letter; its steps bear that, and so do
    their marks.

    Args:
        speaker: says them.
        steps: the steps.
        condition: the only case in which all of them are done, which the frame says; None for every case.
    """
    ways: dict[str, str] = {}
    for step in steps:
        if step.condition and (letter := _letter(step)):
            ways.setdefault(letter, step.condition)
    numbers = width_of_numbers(steps)
    for letter, fits in ways.items():
        said = speaker.plain(capital(fits), role="quiet")
        yield speaker.listed(f"way-{letter}", letter, said, ruled=letter != next(iter(ways)), numbers=numbers)
    for place, step in enumerate(steps):
        way = _letter(step) if ways.get(_letter(step)) == step.condition else ""
        only_if, briefly = (condition, speaker.say(SO)) if step.condition is None else (step.condition, way)
        ruled = place > 0 or bool(ways)
        yield step_row(speaker, step, condition=only_if, briefly=briefly, ruled=ruled, numbers=numbers)


def step_row(
    speaker: Speaker, step: PlanStep, *, condition: str | None = None, briefly: str = "", below: Sequence[str] = (),
    ruled: bool = True, numbers: float = NUMBER,
) -> Row:
    """A step of a plan as a row; one that is a caution as a box that warns.

    Args:
        speaker: says it.
        step: the step.
        condition: the clause that says in which case alone it is done; None for in every case.
        briefly: the same in a word, where something else on the frame says the clause.
        below: what else to say of it.
        ruled: a thin line parts it from the row above.
        numbers: the width of the column of numbers.
    """
    name = f"step-{step.number}"
    if step.id.endswith(_CHECK):  # the check before a way that may do harm tells that harm
        return speaker.caution(name, step.text, step.called, numbers=numbers)
    said = [] if step.wait is None else [speaker.say(WAIT.format(time=duration(step.wait)))]
    said += [capital(speaker.say(SUPERSEDED))] if step.status == "superseded" else []
    said += [] if step.grid is None else [" ".join(cells) for cells in step.grid.rows]
    found = of_entry(step, speaker.language) if condition is None else on_condition(step, speaker.language)
    return speaker.step(
        name, step.called, short_of(step), found, below=[*said, *below], condition=condition, briefly=briefly,
        ruled=ruled, numbers=numbers,
    )  # fmt: skip


def width_of_numbers(steps: Sequence[PlanStep]) -> float:
    """The width of the column in which the steps of a frame bear their numbers: labels of ways may be long."""
    return max([NUMBER, *(_WIDTH_OF_A_SIGN * len(step.called) for step in steps)])


def _letter(step: PlanStep) -> str:
    """The letter of the way that a step belongs to; empty where there is none."""
    found = _LABEL.fullmatch(step.label)
    return "" if found is None else found[1]


_LABEL = re.compile(r"(\d*[A-Z]+)\d+")
_WIDTH_OF_A_SIGN = 22.0
_CHECK = ".check"  # how the id of such a step ends; no other id has a point there


def short_of(step: PlanStep) -> str:
    """What a step of a plan says in a few words; its full text where the rules have no short one."""
    return step.short or step.text


def said_in_short(step: Step) -> Text:
    """The same for a step of the rules."""
    return step.short or step.text
