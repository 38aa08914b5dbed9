"""One fact: what was observed or written, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from expert.facts.vocabulary import Value
from expert.foundations.problems import Place

OriginKind = Literal["file", "set", "api", "today"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact came from: a line of a file, `--set`, the API, or today's date."""

    kind: OriginKind
    place: Place | None = None

    def __str__(self) -> str:
        return self.kind if self.place is None else str(self.place)


@dataclass(frozen=True, slots=True)
class Fact:
    """One observed fact."""

    name: str
    value: Value
    origin: Origin


@dataclass(frozen=True, slots=True)
class RawFact:
    """A fact as it was written, before the vocabulary has judged it."""

    name: str
    raw: object
    origin: Origin
