"""Operating system versions, compared the way release notes speak of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from expert.foundations.records import Record


@dataclass(frozen=True, eq=False, repr=False)
class Version(Record):
    """A version such as `17.10` or `16`, kept as typed and understood as a range.

    `16.3` names 16.3 and all its updates (16.3.1 …); `16` names every 16.x. So "at most 16.3" holds for
    16.3.1, and for somebody who only knows "16" it is not known whether it holds.
    """

    text: str
    parts: tuple[int, ...]
    MOST: ClassVar[int] = 9999

    @classmethod
    def of(cls, parts: tuple[int, ...]) -> Version:
        """The version with these numbers, each from 0 to `MOST`."""
        return cls(".".join(map(str, parts)), parts)

    @classmethod
    def read(cls, text: str) -> Version:
        """Read `17.10`, `iOS 17.10` or `iPadOS 17.10`.

        Raises:
            ValueError: it does not look like a version.
        """
        match = re.fullmatch(r"\s*(?:ios|ipados)?\s*([0-9]{1,4}(?:\.[0-9]{1,4}){0,3})\s*", text, re.IGNORECASE)
        if match is None:
            raise ValueError(f"not a version: {text!r}")
        return cls(match[1], tuple(int(part) for part in match[1].split(".")))

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Version({self.text!r})"

    def at_least(self, bound: Version) -> bool | None:
        """Whether this is `bound` or later; None when it is named too roughly to tell."""
        if self._first() >= bound._first():
            return True
        return False if self._last() < bound._first() else None

    def at_most(self, bound: Version) -> bool | None:
        """Whether this is `bound` (with its updates) or earlier; None when named too roughly to tell."""
        if self._last() <= bound._last():
            return True
        return False if self._first() > bound._last() else None

    def within(self, bound: Version) -> bool | None:
        """Whether this is `bound` or one of its updates; None when named too roughly to tell."""
        low, high = self.at_least(bound), self.at_most(bound)
        if low and high:
            return True
        return False if low is False or high is False else None

    def _first(self) -> tuple[int, ...]:
        return self.parts + (0,) * (4 - len(self.parts))

    def _last(self) -> tuple[int, ...]:
        return self.parts + (99_999,) * (4 - len(self.parts))
