"""A text or a file of any size, in pieces that overlap: what stands across a cut is found all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import AnyStr, Generic


@dataclass(frozen=True)
class Window(Generic[AnyStr]):
    """A piece of a whole.

    Attributes:
        piece: the piece.
        first: the place of its first character, or byte, in the whole.
        settled: what begins before this place was looked for in the window before.
        until: what begins at this place or later is looked for in the next window.
        last: whether the whole ends here.
    """

    piece: AnyStr
    first: int
    settled: int
    until: int
    last: bool = False

    def decides(self, place: int) -> bool:
        """Whether what begins at a place of the piece is this window's, and not that of a neighbor."""
        return self.settled <= self.first + place < self.until


def windows(pieces: Iterable[AnyStr], nothing: AnyStr, margin: int) -> Iterator[Window[AnyStr]]:
    """A whole in windows.

    Args:
        pieces: the whole, cut anywhere.
        nothing: an empty piece.
        margin: how much on each side of a window its neighbors hold as well: more than anything reaches.
    """
    held, first, settled = nothing, 0, 0
    for piece in pieces:
        held += piece
        until = first + len(held) - margin
        if until - settled < margin:
            continue
        yield Window(held, first, settled, until)
        settled = until
        behind = max(0, settled - margin - first)
        held, first = held[behind:], first + behind
    yield Window(held, first, settled, first + len(held), last=True)


@dataclass(frozen=True)
class Around(Generic[AnyStr]):
    """How far a passage reaches around a place.

    Attributes:
        line_end: what ends a line.
        lines: so many lines before and after the one in which the place is.
        reach: no farther than so many characters, or bytes, to each side, in what has long lines or none.
    """

    line_end: AnyStr
    lines: int
    reach: int

    def begin(self, whole: AnyStr, place: int) -> int:
        """Where the passage around a place begins: at a line's beginning, or as far as it reaches."""
        low, found, at = max(0, place - self.reach), -1, place
        for _ in range(self.lines + 1):
            at = whole.rfind(self.line_end, low, at)
            if at < 0:
                break
            found = at
        return low if found < 0 or (at < 0 and low == 0) else found + 1

    def end(self, whole: AnyStr, place: int) -> int:
        """Where the passage around a place ends: after a line's end, or as far as it reaches."""
        high, found, at = min(len(whole), place + self.reach), -1, place
        for _ in range(self.lines + 1):
            at = whole.find(self.line_end, at, high) + 1
            if not at:
                break
            found = at
        return high if found < 0 or (not at and high == len(whole)) else found
