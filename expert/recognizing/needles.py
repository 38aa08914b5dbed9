"""Finds which of many strings of letters stand in a stretch, in one pass whatever their number.

The stretch is read as numbers of eight bytes each. A string of at least fifteen bytes covers one of these numbers
whole wherever it stands, and one of twenty-three bytes two in a row. Which they are depends only on how the string
lies to the grid of eight, so the eight possibilities are known beforehand, and a look into a table tells where it is
worth comparing. Shorter strings are looked for with numbers of four bytes, of two, or of one.

To make these tables takes longer than to look for each string by itself in a short stretch. So they are made for the
first long one, or when there have been several.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Literal

from expert.foundations.kept import cached_property

_FORMATS: dict[int, Literal["Q", "I", "H", "B"]] = {8: "Q", 4: "I", 2: "H", 1: "B"}
_STEP = 5
_SHORT = 2_000
"""Bytes of a stretch in which each string is looked for by itself …"""
_FEW = 20
"""… unless there were so many before: then the tables have paid for themselves."""
_ORDER, _number = sys.byteorder, int.from_bytes

_Seats = dict[int, dict[int | None, list[tuple[int, bytes]]]]
"""By a number, and by the one after it where the string covers two: how far from the string's beginning, and the
string."""


class Needles:
    """Strings of bytes to be found; built once, read-only afterward.

    Attributes:
        longest: bytes of the longest of them.
    """

    def __init__(self, needles: Iterable[bytes]) -> None:
        self._needles = tuple(dict.fromkeys(filter(None, needles)))
        self.longest = max(map(len, self._needles), default=0)
        self._short_ones = 0

    @cached_property
    def _seats(self) -> dict[int, _Seats]:
        seats: dict[int, _Seats] = {}
        for needle in self._needles:
            width = next(width for width in _FORMATS if len(needle) >= 2 * width - 1)
            _seat(needle, width, seats.setdefault(width, {}))
        return seats

    def find(self, letters: bytes) -> Iterator[tuple[int, bytes]]:
        """Where each string stands, overlapping ones too, in no particular order."""
        if len(letters) <= _SHORT and self._short_ones < _FEW:
            self._short_ones += 1  # where two threads count at once, one is not counted
            return self._one_by_one(letters)
        return self._by_seats(letters)

    def _one_by_one(self, letters: bytes) -> Iterator[tuple[int, bytes]]:
        for needle in self._needles:
            start = letters.find(needle)
            while start >= 0:
                yield start, needle
                start = letters.find(needle, start + 1)

    def _by_seats(self, letters: bytes) -> Iterator[tuple[int, bytes]]:
        for width, seats in self._seats.items():
            numbers = memoryview(letters)[: len(letters) // width * width].cast(_FORMATS[width])
            for i in [i for i, number in enumerate(numbers) if number in seats]:
                after = numbers[i + 1] if i + 1 < len(numbers) else None
                seated = seats[numbers[i]]
                for follower in {after, None}:
                    for offset, needle in seated.get(follower, ()):
                        start = i * width - offset
                        if start >= 0 and letters.startswith(needle, start):
                            yield start, needle


def _seat(needle: bytes, width: int, seats: _Seats) -> None:
    """Enter a string under the numbers that a place of it can show: the last place where few others are entered.

    Messages share their openings, last words and terms. Were they all entered under these, then a text that repeats
    them would be compared with every message.
    """
    pair = len(needle) >= 3 * width - 1
    last = len(needle) - (3 if pair else 2) * width + 1
    least, chosen = sys.maxsize, []
    for place in range(last, -1, -_STEP):
        crowd, shown = 0, []
        for at in range(place, place + width):
            # What a view of the memory shows for the bytes at a place, and if it is a pair the number after it.
            number = _number(needle[at : at + width], _ORDER)
            after = _number(needle[at + width : at + 2 * width], _ORDER) if pair else None
            shown.append((at, number, after))
            if number in seats:
                crowd = max(crowd, len(seats[number].get(after, ())))
        if crowd < least:
            least, chosen = crowd, shown
        if not crowd:
            break
    for offset, number, after in chosen:
        seats.setdefault(number, {}).setdefault(after, []).append((offset, needle))
