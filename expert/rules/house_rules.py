"""What a rule folder says of how its rules are written: its terms, what it cites, the checks that it switches off."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from expert.foundations.records import Record
from expert.foundations.sources import Source, Status
from expert.foundations.texts import Language, Text

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, eq=False, repr=False)
class Term(Record):
    """A term of the glossary: its one word in each language, and what is not to be written for it.

    Attributes:
        term: the word in each language.
        avoid: by language, what is not to be written, each with what to write instead. Small and capital letters do not
            matter; `*` is any letters. What stands in quotation marks is quoted, and may be written so.
        note: why.
    """

    __pydantic_config__ = _STRICT
    id: str
    term: Text
    sources: tuple[Source, ...]
    avoid: dict[Language, dict[str, str]] = field(default_factory=dict)
    note: Text | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Citations(Record):
    """What rules cite a document, seen from the document: the other half of what they say of their sources.

    Attributes:
        versions: the days of the versions of the document that were read.
        headings: by heading, the parts that cite what still stands there, each by its kind and id
            (`causes/port-blocked`), as often as it does.
        superseded: likewise those that cite what newer documentation has replaced.
        disputed: likewise those that cite what other documentation contradicts.
    """

    __pydantic_config__ = _STRICT
    id: str
    versions: tuple[datetime.date, ...]
    headings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    superseded: dict[str, tuple[str, ...]] = field(default_factory=dict)
    disputed: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def under(self, status: Status) -> dict[str, tuple[str, ...]]:
        """The citations of this status, by heading."""
        return {"current": self.headings, "superseded": self.superseded, "disputed": self.disputed}[status]


@dataclass(frozen=True, eq=False, repr=False)
class LinkedFrom(Record):
    """What parts link to an address, seen from the address: the other half of what they say themselves.

    Attributes:
        parts: the parts, each by its kind and id (`steps/back-up-device`), as often as they do.
    """

    __pydantic_config__ = _STRICT
    id: str
    parts: tuple[str, ...]


@dataclass(frozen=True, eq=False, repr=False)
class SwitchedOff(Record):
    """A check that is not to tell of a folder, or of some parts.

    Attributes:
        check: its id.
        reason: why.
        parts: the parts that it is not to tell of, each by its kind and id (`steps/back-up-device`); where there are
            none, it tells of nothing in the folder.
    """

    __pydantic_config__ = _STRICT
    check: str
    reason: str
    parts: tuple[str, ...] = ()
