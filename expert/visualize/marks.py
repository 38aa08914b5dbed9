"""The marks of steps: what each does to the device of the case, and, where that depends, in which case alone.

One rule for every page, picture and slide: what a step does to this device is a mark; what it does only where something
is so that the case does not tell is a mark that names that, and is never drawn as the former.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from expert.foundations.terms import DANGER, Safety
from expert.foundations.texts import Language, Text
from expert.rules import way_steps
from expert.rules.way_dangers import NOT_FITTING
from expert.visualize import words

if TYPE_CHECKING:
    from expert.results.diagnosis import OptionOf, PlanStep, SometimesOf, StepOf
    from expert.results.difference import WorkChange
    from expert.results.plan import OtherWay
    from expert.rules.models import Step

Mark: TypeAlias = tuple[Safety | None, str]  # a danger, None for safe; and the cases in which alone it is one


@dataclass(frozen=True, slots=True)
class Sometimes:
    """What a step does in some cases only.

    Attributes:
        case: these cases in a word or two.
    """

    safety: tuple[Safety, ...]
    case: str


@dataclass(frozen=True, slots=True)
class Dangers:
    """What a step, or a way, does.

    Attributes:
        safety: in every case.
        sometimes: in some cases only.
    """

    safety: tuple[Safety, ...] = ()
    sometimes: tuple[Sometimes, ...] = ()

    def marks(self) -> tuple[Mark, ...]:
        """Each danger as a mark, what it does in every case first; none where it is safe."""
        sure = [(danger, "") for danger in self.safety]
        return (*sure, *((danger, one.case) for one in self.sometimes for danger in one.safety))


def of_step(step: PlanStep, language: Language, *, if_so: bool = False, so: Text = words.SO) -> Dangers:
    """What a step of a plan does.

    Args:
        step: the step.
        language: of the names of cases.
        if_so: what stands above it says in which case alone it is done, as its own condition would.
        so: that case, as it stands behind "if".
    """
    if step.condition is None and not if_so:
        return of_entry(step, language)
    found = on_condition(step, language)
    return Dangers((), _told((Sometimes(found.safety, so.in_(language)), *found.sometimes)))


def of_change(change: WorkChange, language: Language) -> Dangers:
    """What a step does that only one of two plans has, told without the condition that it is done on."""
    if not change.depends:
        return of_entry(change, language)
    found = on_condition(change, language)
    return Dangers((), _told((Sometimes(found.safety, words.NEEDED.in_(language)), *found.sometimes)))


def on_condition(step: PlanStep | WorkChange, language: Language) -> Dangers:
    """What a step of a plan that is done in some case only does there: a mark of it names that case.

    A further case that its own text tells is no mark besides, for nobody could read both; the harm that its way does
    where it is the wrong one is.
    """
    own = {mark for one in step.sometimes for mark in one.safety}.union(set(step.safety).difference(step.feared))
    return Dangers(tuple(mark for mark in DANGER if mark in own), _told((_where_wrong(step.feared, language),)))


def of_rule_step(step: Step, language: Language) -> Dangers:
    """What a step of the rules does, told where no case is known."""
    some = in_rules(way_steps.dangers_in_some_cases(step), language)
    return Dangers(() if some else step.safety, _told(some))


def of_entry(entry: PlanStep | OtherWay | WorkChange, language: Language) -> Dangers:
    """What a step or a way does wherever it is carried out."""
    some = (*some_of(entry.sometimes), _where_wrong(entry.feared, language))
    open_marks = {mark for one in some for mark in one.safety}
    return Dangers(tuple(mark for mark in entry.safety if mark not in open_marks), _told(some))


def of_step_of_remedy(step: StepOf, language: Language, *, if_so: bool = False) -> Dangers:
    """What a step of a remedy does.

    Args:
        step: the step.
        language: of the names of cases.
        if_so: its way may not be the one to take, and that is said above it; what closes all ways is done anyway.
    """
    case = step.only_if_brief or step.only_if
    if case is None and if_so and not step.last:
        case = words.SO.in_(language)
    case = case or step.dangers_only_if
    if case is None:
        return Dangers(step.safety)
    return Dangers((), _told((Sometimes(step.safety, words.inner(case)),)))


def of_harm(way: OptionOf, language: Language) -> Dangers:
    """What harm a way does: here for sure where it is withheld, else where it is the wrong one."""
    if way.withheld:
        return Dangers(way.harm_safety)
    return harm_in_rules(way.harm_safety, language)


def of_later_steps(steps: Iterable[PlanStep], language: Language) -> Dangers:
    """What steps of a plan that are not shown do together, each danger once, the mildest first.

    What one of them does in every case is told of no other; of several cases none is named.
    """
    needed = words.NEEDED.in_(language)
    found = [of_step(step, language, so=words.NEEDED) for step in steps]
    sure = {mark for one in found for mark in one.safety}
    cases: dict[Safety, set[str]] = {}
    for some in (some for one in found for some in one.sometimes):
        for mark in some.safety:
            cases.setdefault(mark, set()).add(some.case)
    open_marks = [mark for mark in DANGER if mark in cases and mark not in sure]
    named = (Sometimes((mark,), next(iter(cases[mark])) if len(cases[mark]) == 1 else needed) for mark in open_marks)
    return Dangers(tuple(mark for mark in DANGER if mark in sure), tuple(named))


def some_of(found: Iterable[SometimesOf]) -> tuple[Sometimes, ...]:
    """The dangers of some cases only, as documents hold them."""
    return tuple(Sometimes(one.safety, words.inner(one.case)) for one in found)


def in_rules(found: Iterable[way_steps.Sometimes], language: Language) -> tuple[Sometimes, ...]:
    """The same, as rules hold them."""
    return tuple(Sometimes(one.safety, one.case.in_(language)) for one in found)


def harm_in_rules(safety: tuple[Safety, ...], language: Language) -> Dangers:
    """The harm of a way, told where no case is known: it does that where it is the wrong one."""
    return Dangers((), _told((_where_wrong(safety, language),)))


def _where_wrong(feared: tuple[Safety, ...], language: Language) -> Sometimes:
    return Sometimes(feared, NOT_FITTING.in_(language))


def _told(found: Iterable[Sometimes]) -> tuple[Sometimes, ...]:
    return tuple(one for one in found if one.safety)
