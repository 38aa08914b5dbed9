"""The steps of the ways of a remedy that are to be chosen, and in which case each of them is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from expert.foundations.records import Record
from expert.foundations.terms import DANGER, Safety
from expert.foundations.texts import OR, QUOTED, Language, Text, joined, listed, text_of
from expert.planning import plan_phrases as phrases
from expert.results.diagnosis import CauseFound, OptionOf, RemedyOf, SometimesOf, StepOf

Danger = tuple[Safety, str | None]
"""A danger, and the only case in which there is one, as it stands behind "if"; None for in every case."""


@dataclass(frozen=True, eq=False, repr=False)
class WayStep(Record):
    """A step of a way that is to be chosen.

    Attributes:
        step: the step, as its remedy has it.
        way: the number of its way (`OptionOf.number`).
        safety: its dangers, with those of its way where that may do harm.
        feared: the harm of its way, where that is the wrong one; of a check, what it is to keep from.
        check: it makes sure that its way does no harm.
    """

    step: StepOf
    way: int
    safety: tuple[Safety, ...]
    feared: tuple[Safety, ...] = ()
    check: bool = False


def steps_for(cause: CauseFound, language: Language, *, held_back: bool = False) -> Iterator[WayStep]:
    """The steps of the ways to choose, way by way, each in the order of the rule file.

    A way that does harm where a fact that is not known turns out badly begins with making sure of it.

    Args:
        cause: the cause; its remedy is in `language`.
        language: of what is said besides.
        held_back: also those that are held back.
    """
    if cause.remedy is None:
        return
    for option in cause.remedy.ways_to_choose():
        shown = (step for step in cause.remedy.steps if held_back or not step.held_back)
        own = [step for step in shown if step.option == option.number]
        if option.harm is not None and own:
            text = phrases.FIRST_MAKE_SURE.format(harm=option.harm).in_(language)
            check = StepOf(id=f"{option.harm_id or option.id}.check", text=text, option=option.number)
            yield WayStep(check, option.number, (), option.harm_safety, check=True)
        for step in own:
            # What closes the plan does so on every way: the harm of one of them is not its own.
            harmful = option.harm is not None and bool(step.safety) and not step.last
            feared = option.harm_safety if harmful else ()
            yield WayStep(step, option.number, tuple(dict.fromkeys((*step.safety, *feared))), feared)


def dangers_of_way(remedy: RemedyOf, option: OptionOf) -> Iterator[Danger]:
    """The dangers of the steps of a way; what closes the plan tells no way from another."""
    for step in remedy.steps:
        if step.option == option.number and not step.last:
            case = step.only_if_brief or step.only_if or step.dangers_only_if
            yield from ((mark, case) for mark in step.safety)


def in_some_cases(dangers: Iterable[Danger], language: Language) -> tuple[SometimesOf, ...]:
    """Those of several dangers that are none in every case, the mildest first, each with all of its cases."""
    cases: dict[Safety, dict[str | None, None]] = {}
    for mark, case in dangers:
        cases.setdefault(mark, {})[case] = None
    some = [mark for mark in DANGER if mark in cases and None not in cases[mark]] if cases else []
    said = ((mark, [text_of(case) for case in cases[mark] if case is not None]) for mark in some)
    return tuple(SometimesOf(safety=(mark,), case=listed(found, OR).in_(language)) for mark, found in said)


def only_feared(feared: Iterable[Safety], dangers: Iterable[Danger]) -> tuple[Safety, ...]:
    """What is done where a way is the wrong one, and not in every case anyway, the mildest first."""
    sure = {mark for mark, case in dangers if case is None}
    found = set(feared) - sure
    return tuple(mark for mark in DANGER if mark in found)


def is_shown_whole(remedy: RemedyOf) -> bool:
    """Whether nothing of a remedy is held back but what one case takes: else it cannot be seen that it worked."""
    return not any(step.held_back and step.only_if is None for step in remedy.steps)


def gravest(cause: CauseFound, language: Language) -> int:
    """How dangerous the gravest of the steps for a cause is, for sorting: 0 is safe.

    What is held back counts, for it may still have to be done. What closes the plan does not: it tells no remedy from
    another.
    """
    own = (entry for entry in steps_for(cause, language, held_back=True) if not entry.step.last)
    return max((DANGER.index(mark) + 1 for entry in own for mark in entry.safety), default=0)


Needed = Sequence[tuple[CauseFound, WayStep]]
"""The occurrences of a step in remedies, each with the cause that the remedy is for."""


@dataclass(frozen=True, eq=False, repr=False)
class Condition(Record):
    """The ways and cases that a step is only for.

    Attributes:
        only_for: their ids, in order, each once.
        text: the same as a sentence.
    """

    only_for: tuple[str, ...]
    text: Text


def case_of(needed: Needed) -> Condition | None:
    """In which case a step is to be done, whichever way is taken; None for in every case."""
    steps = [entry.step for _, entry in needed]
    titles = [text_of(step.only_if) for step in steps if step.only_if is not None]
    if len(titles) < len(steps):
        return None
    ids = (step.case or step.id for step in steps)
    return Condition(_ordered(ids), phrases.ONLY_IF.format(title=_either(titles)))


def condition_of(needed: Needed) -> Condition | None:
    """On which way and in which case a step is to be done; None for always."""
    found = [part for part in (_ways_of(needed), case_of(needed)) if part is not None]
    if not found:
        return None
    return Condition(_ordered(name for part in found for name in part.only_for), joined([p.text for p in found], "; "))


def _ordered(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))


def _ways_of(needed: Needed) -> Condition | None:
    """On which way a step is to be done; None if on all."""
    ways: dict[str, list[int]] = {}
    causes: dict[str, CauseFound] = {}
    for cause, entry in needed:
        ways.setdefault(cause.id, []).append(entry.way)
        causes[cause.id] = cause
    open_titles: list[Text] = []
    sure_titles: list[Text] = []
    ids: list[str] = []
    for name, taken in ways.items():
        belonging = _ways_told_apart(causes[name], taken)
        if not belonging:
            return None
        for option in belonging:
            # A way that may do harm is never what is left "otherwise".
            unsure = bool(option.harm_safety) or option.applies == "unknown"
            (open_titles if unsure else sure_titles).append(text_of(option.title or ""))
            ids.append(option.case)
    said = ((phrases.IF_IT_FITS, open_titles), (phrases.OTHERWISE, sure_titles))
    texts = [phrase.format(title=_either(titles)) for phrase, titles in said if titles]
    return Condition(_ordered(ids), joined(texts, "; ")) if texts else None


def _ways_told_apart(cause: CauseFound, taken: list[int]) -> list[OptionOf]:
    """The ways that a step belongs to; none if it is to be done whichever way is taken, or they have no names."""
    ways = [] if cause.remedy is None else list(cause.remedy.ways_to_choose())
    if not {option.number for option in ways}.difference(taken) and not (len(ways) == 1 and ways[0].applies != "yes"):
        return []
    return [option for option in ways if option.number in taken and option.title is not None]


def _either(titles: list[Text]) -> Text:
    different = list(dict.fromkeys(titles))
    if len(different) < 2:
        return different[0]
    quoted = [QUOTED.format(text=title) for title in different]
    return Text(phrases.OR_ELSE.en.join(q.en for q in quoted), phrases.OR_ELSE.sv.join(q.sv for q in quoted))
