"""Where a statement comes from: the documents, and the place in them that says it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from expert.texts import Text

Status = Literal["current", "superseded", "disputed"]
"""Whether a statement still stands according to the newest documentation that was read."""

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True)
class Document:
    """A document that statements are taken from."""

    __pydantic_config__ = _STRICT
    title: str
    publisher: str
    url: str | None = None
    path: str | None = None


@dataclass(frozen=True)
class Source:
    """Where a statement comes from, and whether it still stands."""

    __pydantic_config__ = _STRICT
    document: str
    heading: str
    date: datetime.date
    status: Status = "current"
    note: Text | None = None
    seed: tuple[str, ...] = ()
