"""Holds back the grave steps of a remedy: those that erase or remove data, or affect all devices.

On a mere guess none is offered, and none where it depends on something not known whether it is needed at all: that is
to be found out first. What follows such a step in its way, or belongs to it, is held back with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from expert.foundations.terms import GRAVE
from expert.results.diagnosis import OptionOf, RemedyOf, StepOf
from expert.results.document import with_

Certainty = Literal["certain", "guessed", "possible", "disputed"]
"""How sure a cause is: a fact proves or supports it; only its message names it; nothing speaks for it; the facts that
prove it contradict each other."""


def held(remedy: RemedyOf, certainty: Certainty) -> RemedyOf:
    """The remedy with the steps marked that are held back."""
    steps = [step for option in remedy.options or (None,) for step in _marked(remedy, option, certainty)]
    return with_(remedy, steps=tuple(steps)) if any(step.held_back for step in steps) else remedy


def _marked(remedy: RemedyOf, option: OptionOf | None, certainty: Certainty) -> Iterable[StepOf]:
    own = [step for step in remedy.steps if option is None or step.option == option.number]
    harms = option is not None and bool(set(option.harm_safety) & set(GRAVE))
    grave = [bool(set(step.safety) & set(GRAVE)) for step in own]
    cases = {step.case for step, is_grave in zip(own, grave, strict=True) if is_grave and step.only_if is not None}
    sure = [is_grave and step.only_if is None for step, is_grave in zip(own, grave, strict=True)]
    first = sure.index(True) if True in sure else len(own)
    if certainty == "certain":
        first = len(own)
    elif certainty == "disputed" or (certainty == "possible" and (harms or True in sure)):
        first = 0
    for i, step in enumerate(own):
        yield with_(step, held_back=True) if i >= first or (step.only_if and step.case in cases) else step
