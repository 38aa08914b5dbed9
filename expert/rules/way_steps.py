"""The steps of a way of a remedy, with shared ones looked up and what these need before them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from expert.foundations.records import Record
from expert.foundations.terms import DANGER, Safety
from expert.foundations.texts import Text, joined
from expert.rules.models import Option, Preparation, SharedStep, Step


@dataclass(frozen=True)
class Sometimes:
    """Dangers that a step, or a way, has in cases of one kind only.

    Attributes:
        case: these cases in a word or two.
    """

    safety: tuple[Safety, ...]
    case: Text


@dataclass(frozen=True, eq=False, repr=False)
class StepOfWay(Record):
    """A step of an option, with shared ones looked up.

    Attributes:
        seed: the seed rows that it stands for here.
        only_when: the preparation that it belongs to, if it is only for cases of that kind.
        sometimes: what its preparation does in cases of some kind, where that stands in its own text.
    """

    step: Step
    seed: tuple[str, ...] = ()
    only_when: Preparation | None = None
    sometimes: tuple[Sometimes, ...] = ()


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


def steps_of(option: Option, shared: Mapping[str, Step]) -> Iterator[StepOfWay]:
    """The steps of an option for a page that knows no case.

    What a shared step needs before it in some cases is said in its text and in its short wording, and its dangers are
    marked as theirs. Where the short wording of one of the two is missing, the step has none: it would leave out what
    comes first.
    """
    for entry in option.steps:
        step = shared[entry.step] if isinstance(entry, SharedStep) else entry
        sometimes = list(dangers_in_some_cases(step))
        step = replace(step, safety=()) if sometimes else step
        if not isinstance(entry, SharedStep):
            yield StepOfWay(step, entry.seed, sometimes=tuple(sometimes))
            continue
        for preparation in needed_before(entry, option, shared):
            text = Text(f"{step.text.en} {preparation.in_short.en}", f"{step.text.sv} {preparation.in_short.sv}")
            short = None if step.short is None or preparation.short is None else joined(
                (step.short, preparation.short), "; "
            )  # fmt: skip
            step = replace(step, text=text, short=short)
            sometimes.append(Sometimes(dangers_of(preparation, shared), case_of(preparation)))
        yield StepOfWay(step, entry.seed, sometimes=tuple(one for one in sometimes if one.safety))


def dangers_in_some_cases(step: Step) -> tuple[Sometimes, ...]:
    """The dangers of a step whose text makes them depend on something; none where it has them in every case."""
    return () if step.dangers_only_if is None else (Sometimes(step.safety, step.dangers_only_if),)


def dangers_of(preparation: Preparation, shared: Mapping[str, Step]) -> tuple[Safety, ...]:
    """What the steps of a preparation do, from the mildest to the gravest."""
    marks = {mark for name in preparation.steps for mark in shared[name].safety}
    return tuple(mark for mark in DANGER if mark in marks)


def case_of(preparation: Preparation) -> Text:
    """The cases that a preparation is for, as they stand behind "if"."""
    return preparation.briefly or preparation.title


def needed_before(entry: SharedStep, option: Option, shared: Mapping[str, Step]) -> Iterator[Preparation]:
    """What a shared step needs before it on a way that has not done the same already; nothing where it is prepared."""
    written = (shared.get(other.step) if isinstance(other, SharedStep) else other for other in option.steps)
    done = {mark for step in written if step is not None for mark in step.safety}
    for preparation in () if entry.prepared else shared[entry.step].before:
        does = {mark for name in preparation.steps for mark in shared[name].safety}
        if not does or not does <= done:
            yield preparation
