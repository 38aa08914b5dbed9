"""The steps of the ways of a remedy that are to be chosen, and in which case each of them is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from expert.foundations.terms import DANGER, Safety
from expert.foundations.texts import QUOTED, Language
from expert.plan import plan_phrases as phrases
from expert.results import diagnosis as doc
from expert.results.document import trusted

_PlanStep = trusted(doc.PlanStep)


@dataclass(frozen=True, slots=True)
class WayStep:
    """A step of a way that is to be chosen, with what the order of a plan depends on.

    Attributes:
        step: the step; the case in which it is to be done is worked out by `condition_of`.
        way: the number of its way (`OptionOf.number`).
        last: it closes the plan.
        protects_from: the dangers of later steps that it protects from.
        only_if: the only case in which it is to be done, in words.
        check: it makes sure that its way does no harm.
        shared: the id of a step that several remedies share.
        holds_up: the ids of shared steps that may begin only when this one, and its wait, are over.
    """

    step: doc.PlanStep
    way: int
    last: bool = False
    protects_from: tuple[Safety, ...] = ()
    only_if: str | None = None
    check: bool = False
    shared: str | None = None
    holds_up: tuple[str, ...] = ()


def steps_for(cause: doc.CauseFound, language: Language) -> Iterator[WayStep]:
    """The steps of the ways to choose, way by way, each in the order of the rule file.

    A way that does harm where a fact that is not known turns out badly begins with making sure of it.
    """
    if cause.remedy is None:
        return
    for option in cause.remedy.ways_to_choose():
        if option.harm is not None:
            harm = phrases.FIRST_MAKE_SURE.format(harm=option.harm).in_(language)
            yield WayStep(_PlanStep(cause=cause.id, text=harm), option.number, check=True)
        for step in cause.remedy.steps:
            if step.option == option.number:
                yield WayStep(
                    _plan_step(cause, step, option),
                    way=option.number,
                    last=step.last,
                    protects_from=step.protects_from,
                    only_if=step.only_if,
                    shared=step.shared,
                    holds_up=step.holds_up,
                )


def gravest(steps: Iterable[WayStep]) -> int:
    """How dangerous the gravest of the steps is, for sorting: 0 is safe.

    What closes the plan does not count: it tells no remedy from another.
    """
    own = (entry for entry in steps if not entry.last)
    return max((DANGER.index(mark) + 1 for entry in own for mark in entry.step.safety), default=0)


Needed = Sequence[tuple[doc.CauseFound, WayStep]]
"""The occurrences of a step in remedies, each with the cause that the remedy is for."""


def case_of(needed: Needed, language: Language) -> str | None:
    """The sentence that says in which case a step is to be done, whichever way is taken; None for in every case."""
    cases = [entry.only_if for _, entry in needed]
    titles = [case for case in cases if case is not None]
    if len(titles) < len(cases):
        return None
    return phrases.ONLY_IF.format(title=_either(titles, language)).in_(language)


def condition_of(needed: Needed, language: Language) -> str | None:
    """The sentence that says on which way and in which case a step is to be done; None for always."""
    said = (_ways_of(needed, language), case_of(needed, language))
    return "; ".join(filter(None, said)) or None


def _ways_of(needed: Needed, language: Language) -> str | None:
    """The sentence that says on which way a step is to be done; None if on all."""
    ways: dict[str, list[int]] = {}
    causes: dict[str, doc.CauseFound] = {}
    for cause, entry in needed:
        ways.setdefault(cause.id, []).append(entry.way)
        causes[cause.id] = cause
    titles: dict[Literal["yes", "unknown"], list[str]] = {"unknown": [], "yes": []}
    for name, taken in ways.items():
        belonging = _ways_told_apart(causes[name], taken)
        if not belonging:
            return None
        for option in belonging:
            # A way that may do harm is never what is left "otherwise".
            titles["unknown" if option.harm_safety else option.applies].append(option.title or "")
    said = (
        (phrases.ONLY_IF, _either(titles["unknown"], language)),
        (phrases.OTHERWISE, _either(titles["yes"], language)),
    )
    return "; ".join(phrase.format(title=either).in_(language) for phrase, either in said if either)


def _ways_told_apart(cause: doc.CauseFound, taken: list[int]) -> list[doc.OptionOf]:
    """The ways that a step belongs to; none if it is to be done whichever way is taken, or they have no names."""
    ways = [] if cause.remedy is None else list(cause.remedy.ways_to_choose())
    if not {option.number for option in ways}.difference(taken) and not (len(ways) == 1 and ways[0].applies != "yes"):
        return []
    return [option for option in ways if option.number in taken and option.title is not None]


def _either(titles: list[str], language: Language) -> str:
    different = list(dict.fromkeys(titles))
    if len(different) < 2:
        return "".join(different)
    quoted = (QUOTED.format(text=title).in_(language) for title in different)
    return phrases.OR_ELSE.in_(language).join(quoted)


def _plan_step(cause: doc.CauseFound, step: doc.StepOf, option: doc.OptionOf) -> doc.PlanStep:
    safety: tuple[Safety, ...] = step.safety
    # What closes the plan does so on every way: the harm of one of them is not its own.
    if option.harm is not None and safety and not step.last:
        safety = tuple(dict.fromkeys((*safety, *option.harm_safety)))
    return _PlanStep(
        cause=cause.id,
        text=step.text,
        safety=safety,
        wait=step.wait,
        link=step.link,
        links=step.links,
        grid=step.grid,
        status="current" if step.last else step.status,
    )
