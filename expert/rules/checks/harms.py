"""Checks that a way which can do harm says when: what the rest of its remedy, or a like way elsewhere, warns of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from expert.foundations.terms import DESTRUCTIVE, GRAVE
from expert.foundations.texts import Text
from expert.rules.assembling import Path
from expert.rules.checks.finding import At, Check, Look, Spot
from expert.rules.checks.language_model import words_of
from expert.rules.knowledge import PartId
from expert.rules.models import Option, SharedStep, Step

_WARNS = re.compile(r"\b(?:do not|never) (?:create|replace|make|revoke|delete)\b", re.IGNORECASE)
_SAYS_NOT_TO_USE = re.compile(r"\b[Dd]o not use the ((?:[A-Z]\w+)(?: [A-Z]\w+)*)")


class Way(NamedTuple):
    """A way of a remedy that still stands, its steps with shared ones looked up, and where it stands."""

    part: PartId
    path: Path
    option: Option
    steps: tuple[Step, ...]

    @property
    def at(self) -> At:
        """Where it stands."""
        return At(self.part, self.path)

    @property
    def says_when(self) -> bool:
        """Whether it says when it may be gone, or when not."""
        return self.option.when is not None or self.option.harm is not None

    @property
    def words(self) -> str:
        """What it says to do, in English."""
        title = "" if self.option.title is None else self.option.title.en
        return " ".join((title, *(step.text.en for step in self.steps)))


def _ways(look: Look) -> Iterator[tuple[Way, ...]]:
    """The ways of each remedy that still stand."""
    for part, path, remedy in look.parts.remedies:
        yield tuple(
            Way(part, (*path, "options", i), option, tuple(_steps(look, option)))
            for i, option in enumerate(remedy.options) if option.status != "superseded"
        )  # fmt: skip


def _steps(look: Look, option: Option) -> Iterator[Step]:
    for entry in option.steps:
        yield look.knowledge.steps[entry.step] if isinstance(entry, SharedStep) else entry


def _missing_harms(look: Look) -> Iterator[Spot]:
    for ways in _ways(look):
        for way in ways:
            if not way.says_when:
                yield from _beside(way, ways)
            grave = any(mark in GRAVE for step in way.steps for mark in step.safety)
            if way.option.harm is None and not grave and _WARNS.search(way.words):
                yield Spot(_WARNS_ITSELF, way.at)
    yield from _unlike_elsewhere(look)


def _beside(way: Way, ways: tuple[Way, ...]) -> Iterator[Spot]:
    """What the other ways of the remedy say of one that says of no case that it is for it, or not."""
    destroys = any("erases_device" in step.safety for step in way.steps)
    for other in ways:
        if other.path == way.path:
            continue
        spares = not any(mark in DESTRUCTIVE for step in other.steps for mark in step.safety)
        if destroys and spares and other.option.when is not None and other.path < way.path:
            yield Spot(_DESTROYS_BESIDE, way.at, also=(other.at,))
        harms = [third.option.harm.when for third in ways if third.option.harm is not None]
        if other.option.when is not None and other.option.when in harms:
            yield Spot(_HARMS_BESIDE, way.at, also=(other.at,))
        named = _SAYS_NOT_TO_USE.search(other.words)
        if named is not None and named[1] in _SAYS_NOT_TO_USE.sub("", way.words):
            yield Spot(_TOLD_NOT_TO_USE.format(what=named[1]), way.at, also=(other.at,))


def _unlike_elsewhere(look: Look) -> Iterator[Spot]:
    """A way with a shared step that does harm in a case everywhere else that it is used, and says nothing of it."""
    using: dict[str, list[Way]] = {}
    for ways in _ways(look):
        for way in ways:
            for name in {entry.step for entry in way.option.steps if isinstance(entry, SharedStep)}:
                using.setdefault(name, []).append(way)
    for name, found in using.items():
        silent = [way for way in found if not way.says_when]
        harms = [way.option.harm for way in found if way.option.harm is not None]
        if len(silent) != 1 or not harms or len(harms) != len(found) - 1 or any(h.when != harms[0].when for h in harms):
            continue
        if _in_common(harms[0].text.en, look.knowledge.steps[name].text.en):
            other = next(way for way in found if way.option.harm is not None)
            yield Spot(_HARMS_ELSEWHERE.format(step=name), silent[0].at, also=(other.at,))


def _in_common(one: str, other: str) -> bool:
    """Whether some words that follow each other stand in both texts, so that the one speaks of the other."""
    first, second = (words_of(text) for text in (one, other))
    runs = {first[i : i + _RUN] for i in range(len(first) - _RUN + 1)}
    return any(second[i : i + _RUN] in runs for i in range(len(second) - _RUN + 1))


_RUN = 4
_WARNS_ITSELF = Text(
    "the steps of this way warn of something that it must not do; say in `harm` in which case it would do it",
    "stegen varnar för något som det här sättet inte får göra; ange i `harm` i vilket fall det skulle göra det",
)
_DESTROYS_BESIDE = Text(
    "this way erases the device in every case, after one that destroys nothing in some; say in `when` or `harm` which "
    "is for which",
    "det här sättet raderar enheten i alla fall, efter ett som i vissa fall inte förstör något; ange i `when` eller "
    "`harm` vilket som är för vilket",
)
_HARMS_BESIDE = Text(
    "one way of this remedy is for a case in which another does harm; say in `when` or `harm` what this one does there",
    "ett sätt i åtgärden är för ett fall där ett annat gör skada; ange i `when` eller `harm` vad det här gör där",
)
_TOLD_NOT_TO_USE = Text(
    "another way of this remedy says not to use the {what}, which this one does; say in `when` or `harm` in which "
    "cases",
    "ett annat sätt i åtgärden säger att {what} inte ska användas, vilket det här gör; ange i `when` eller `harm` för "
    "vilka fall",
)
_HARMS_ELSEWHERE = Text(
    "wherever else the step {step} is used, its way says in `harm` in which case it does harm; this one does not",
    "överallt annars där steget {step} används anger sättet i `harm` i vilket fall det gör skada; det här gör det inte",
)

CHECKS = (
    Check(
        "missing-harm", "warning",
        Text("A way of a remedy does not say in which case it does harm",
             "Ett sätt i en åtgärd säger inte i vilket fall det gör skada"),
        Text("Give it `harm` with the condition, the reason and the marks, or `when`.",
             "Ge det `harm` med villkoret, skälet och märkningarna, eller `when`."),
        _missing_harms,
    ),
)  # fmt: skip
"""The checks of harm."""
