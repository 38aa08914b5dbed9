"""The exports that stand beside this file, and what each case made of them must give: `expected.yaml`, read by eye."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from expert.evidence import About, Evidence
from expert.evidence.reading import evidence_of
from expert.evidence.sources import Source, sources_in
from expert.facts.vocabulary import DAY

FOLDER = Path(__file__).resolve().parent
FIXTURES = FOLDER / "fixtures"
TODAY = date(2026, 11, 29)


@dataclass(frozen=True)
class Export:
    """Some files, whom the case is about, and what they give.

    Attributes:
        facts: the facts of the case, and no others, without the day of observation.
        messages: the texts that are to be recognized.
        notes: what is told beside facts, in English.
        left_aside: how many objects, rows and files are named as not understood.
    """

    name: str
    files: tuple[str, ...]
    about: Mapping[str, Any]
    facts: Mapping[str, Any]
    messages: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    left_aside: int = 0

    def whose(self) -> About:
        """Whom the case is about."""
        given = dict(self.about)
        day = given.pop("observed_on", None)
        return About.of(observed_on=TODAY if day is None else date.fromisoformat(day), **given)

    def contents(self) -> tuple[tuple[str, bytes], ...]:
        """All its files, each with what is in it."""
        return tuple(file for name in self.files for file in _files(name))

    def read(self, contents: Sequence[tuple[str, bytes]] | None = None) -> Evidence:
        """What is read of its files, or of what somebody has made of them."""
        files = self.contents() if contents is None else contents
        return evidence_of([source_of(name, data) for name, data in files], about=self.whose())


@cache
def _files(name: str) -> tuple[tuple[str, bytes], ...]:
    """The files that a name leads to."""
    return tuple((source.name, source.whole(10**7)) for source in sources_in(FIXTURES / name))


def source_of(name: str, data: bytes) -> Source:
    """A file that exists in memory alone."""
    return Source(name, lambda: io.BytesIO(data), len(data))


def facts_of(evidence: Evidence) -> dict[str, Any]:
    """The facts that evidence gives, as they stand in a fact file, without the day that some are judged by."""
    facts = {name: value for name, value in evidence.facts.items() if name != DAY}
    plain = (bool, int, str)
    return {
        name: value if isinstance(value, plain) else value.isoformat() if isinstance(value, date) else str(value)
        for name, value in facts.items()
    }


def all_exports() -> list[Export]:
    """All of them, in the order of the file."""
    cases = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
    return [
        Export(
            case["name"], tuple(case["files"]), case.get("about", {}), case["facts"],
            tuple(case.get("messages", ())), tuple(case.get("notes", ())), case.get("left_aside", 0),
        )
        for case in cases
    ]  # fmt: skip
