"""The page for a class with all of the shipped knowledge, and every example: whether it fits what it is shown on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from expert import Case, diagnose
from expert.foundations.texts import LANGUAGES
from expert.results.classroom import Classroom
from expert.teach.classroom import GivenCase, classroom
from expert.visualize.pages.class_page import class_page
from tests.browser.fitting import SMALLEST, Shown, frames_of, places_of
from tests.pictures.subjects import Subjects

LARGEST = 3_000_000
"""Bytes of the page without cases of somebody's own."""

SOONEST = 1000
"""Milliseconds after which it can be used."""

_SCREEN = {"width": 1920, "height": 1080}


@dataclass(frozen=True, slots=True)
class Measured:
    """The page in one language.

    Attributes:
        size: in bytes.
        usable: after how many milliseconds.
        frames: of all cases.
        places: symptoms, causes and exercises.
    """

    language: str
    size: int
    usable: float
    frames: Shown
    places: Shown

    @property
    def missed(self) -> list[str]:
        """What is over its bound."""
        found = [f"{self.size} bytes"] * (self.size > LARGEST) + [f"{self.usable:.0f} ms"] * (self.usable > SOONEST)
        for shown in (self.frames, self.places):
            found += [*shown.high, *shown.small]
        return found

    def __str__(self) -> str:
        parts = [f"{self.size / 1e6:.2f} MB of {LARGEST / 1e6:g}", f"usable after {self.usable:.0f} ms of {SOONEST}"]
        for what, shown in (("frames", self.frames), ("places", self.places)):
            parts.append(f"{shown.count} {what}, {len(shown.high)} larger than the screen")
            parts.append(f"{shown.texts} texts, {len(shown.small)} under {SMALLEST:g} px (least {shown.least:.1f})")
        return f"class.html, {self.language}: {'; '.join(parts)}" + " !" * bool(self.missed)


def measured(browser: Any, subjects: Subjects) -> Iterator[Measured]:
    """The page in each language, as it is shown on a projector's 1920 x 1080."""
    knowledge = subjects.knowledge
    cases = [Case.from_file(path, knowledge.vocabulary) for path in subjects.examples]
    room = classroom(knowledge, (), [GivenCase(case, diagnose(case, knowledge)) for case in cases])
    places = [f"#symptom/{one.id}" for one in room.symptoms] + [f"#cause/{one.id}" for one in room.causes]
    places += [_exercise(one.symptom, one.seed, one.level) for one in room.exercises]
    with TemporaryDirectory() as folder:
        for language in LANGUAGES:
            said = replace(room, language=language)
            file = Path(folder, f"class.{language}.html")
            file.write_text(class_page(said), encoding="utf-8")
            page = browser.new_page(viewport=_SCREEN)
            page.goto(f"{file.as_uri()}#play")
            usable = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
            frames, rest = frames_of(page), places_of(page, places)
            page.close()
            yield Measured(language, _size_without_cases(said), usable, frames, rest)


def _size_without_cases(room: Classroom) -> int:
    own = {symptom.id for symptom in room.symptoms}
    alone = replace(room, cases=tuple(case for case in room.cases if case.id in own))
    return len(class_page(alone).encode())


def _exercise(symptom: str, seed: int, level: str) -> str:
    return f"#practice/{symptom}/{seed}{'/hard' if level == 'hard' else ''}"
