"""The steps of a way of a remedy, with shared ones looked up and what these need before them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from expert.foundations.records import Record
from expert.foundations.texts import Text, joined
from expert.rules.models import Option, Preparation, SharedStep, Step


@dataclass(frozen=True, eq=False, repr=False)
class StepOfWay(Record):
    """A step of an option, with shared ones looked up.

    Attributes:
        seed: the seed rows that it stands for here.
        only_when: the preparation that it belongs to, if it is only for cases of that kind.
    """

    step: Step
    seed: tuple[str, ...] = ()
    only_when: Preparation | None = None


def steps_by_case(option: Option, shared: Mapping[str, Step]) -> Iterator[StepOfWay]:
    """The steps of an option, each shared one after what it needs before it in cases of some kind."""
    for entry in option.steps:
        if isinstance(entry, SharedStep):
            for preparation in needed_before(entry, option, shared):
                for name in preparation.steps:
                    yield StepOfWay(shared[name], only_when=preparation)
            yield StepOfWay(shared[entry.step], entry.seed)
        else:
            yield StepOfWay(entry, entry.seed)


def steps_of(option: Option, shared: Mapping[str, Step]) -> Iterator[tuple[Step, tuple[str, ...]]]:
    """The steps of an option for a page that knows no case, each with the seed rows it stands for.

    What a shared step needs before it is said in its text and in its short wording, and its dangers are marked on it.
    Where the short wording of one of the two is missing, the step has none: it would leave out what comes first.
    """
    for entry in option.steps:
        if not isinstance(entry, SharedStep):
            yield entry, entry.seed
            continue
        step = shared[entry.step]
        for preparation in needed_before(entry, option, shared):
            text = Text(f"{step.text.en} {preparation.in_short.en}", f"{step.text.sv} {preparation.in_short.sv}")
            marks = (mark for name in preparation.steps for mark in shared[name].safety)
            short = None if step.short is None or preparation.short is None else joined(
                (step.short, preparation.short), "; "
            )  # fmt: skip
            step = replace(step, text=text, short=short, safety=tuple(dict.fromkeys((*step.safety, *marks))))
        yield step, entry.seed


def needed_before(entry: SharedStep, option: Option, shared: Mapping[str, Step]) -> Iterator[Preparation]:
    """What a shared step needs before it on a way that has not done the same already; nothing where it is prepared."""
    written = (shared.get(other.step) if isinstance(other, SharedStep) else other for other in option.steps)
    done = {mark for step in written if step is not None for mark in step.safety}
    for preparation in () if entry.prepared else shared[entry.step].before:
        does = {mark for name in preparation.steps for mark in shared[name].safety}
        if not does or not does <= done:
            yield preparation
