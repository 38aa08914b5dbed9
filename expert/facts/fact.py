"""One fact: what was observed or written, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from expert.facts.vocabulary import Value
from expert.foundations.problems import Place
from expert.foundations.records import Record

OriginKind = Literal["file", "set", "api", "today", "text", "evidence"]


@dataclass(frozen=True, eq=False, repr=False)
class Origin(Record):
    """Where a fact came from: a line of a file, `--set`, the API, the text of a message, evidence, or today's date.

    Attributes:
        taken: when evidence was as it says, where it says so.
    """

    kind: OriginKind
    place: Place | None = None
    taken: datetime | None = None

    @property
    def by_hand(self) -> bool:
        """Whether somebody gave the fact."""
        return self.kind in ("file", "set", "api")

    def __str__(self) -> str:
        return self.kind if self.place is None else str(self.place)


@dataclass(frozen=True, eq=False, repr=False)
class Fact(Record):
    """One observed fact."""

    name: str
    value: Value
    origin: Origin


@dataclass(frozen=True, eq=False, repr=False)
class RawFact(Record):
    """A fact as it was written, before the vocabulary has judged it."""

    name: str
    raw: object
    origin: Origin
