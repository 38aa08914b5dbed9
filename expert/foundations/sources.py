"""Where a statement comes from: the documents, and the place in them that says it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Literal, Protocol, TypeVar

from expert.foundations.records import PlainRecord
from expert.foundations.texts import Text

Status = Literal["current", "superseded", "disputed"]
"""Whether a statement still stands according to the newest documentation that was read."""

_STRICT = {"extra": "forbid"}


class Document(PlainRecord):
    """A document that statements are taken from.

    Attributes:
        url: where it is read today.
        no_url: why it has no address.
        path: where it was read: the repository, then the file in it.
    """

    __pydantic_config__ = _STRICT
    title: str
    publisher: str
    url: str | None = None
    no_url: Text | None = None
    path: str | None = None


class Source(PlainRecord):
    """Where a statement comes from, and whether it still stands."""

    __pydantic_config__ = _STRICT
    document: str
    heading: str
    date: datetime.date
    status: Status = "current"
    note: Text | None = None
    seed: tuple[str, ...] = ()


class _HasStatus(Protocol):
    @property
    def status(self) -> Status: ...


_S = TypeVar("_S", bound=_HasStatus)


def not_superseded(found: Iterable[_S]) -> list[_S]:
    """Those that newer documentation has not superseded; all of them where none is left."""
    every = list(found)
    return [one for one in every if one.status != "superseded"] or every
