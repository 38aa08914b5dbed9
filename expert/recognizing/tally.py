"""Counts how many of a text's words are words of each of thousands of sets, up to five, of all sets at once.

A set is a bit of a number, and what a word belongs to is a number: one operation counts it for all sets. Only the few
that have enough of the words are then looked at one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

W = TypeVar("W", bound=Hashable)

_MOST = 5


class Members(Generic[W]):
    """To which of some sets words belong; built once, read-only afterward.

    Args:
        sets: the sets; one may have a word several times.
    """

    def __init__(self, sets: Iterable[Collection[W]]) -> None:
        self._having: dict[W, list[int]] = {}
        for place, words in enumerate(sets):
            for word in words:
                self._having.setdefault(word, []).append(place)

    def of(self, words: Iterable[W]) -> tuple[int, ...]:
        """The sets that have one of some words, those that have two, and so on; nothing where none has any."""
        having = self._having
        counts = Counter(place for word in words if word in having for place in having[word])
        most = min(max(counts.values(), default=0), _MOST)
        return tuple(bits(place for place, count in counts.items() if count >= least) for least in range(1, most + 1))


class Tally:
    """How many words each of some sets needs; built once, read-only afterward.

    Args:
        needed: of each set, by its place, how many words of it a text must have at least. More than five count as
            five, and what needs none is never reached.
    """

    def __init__(self, needed: Sequence[int]) -> None:
        self._needing = [0] * _MOST
        for place, count in enumerate(needed):
            if count:
                self._needing[min(count, _MOST) - 1] |= 1 << place

    def reached(self, words: Iterable[int]) -> Iterator[int]:
        """The places of the sets that have as many of the words as they need, in their order.

        Args:
            words: of each word of a text the bits of the sets that it belongs to.
        """
        one = two = three = four = five = 0
        for belongs in words:
            five |= four & belongs
            four |= three & belongs
            three |= two & belongs
            two |= one & belongs
            one |= belongs
        left = 0
        for having, needing in zip((one, two, three, four, five), self._needing, strict=True):
            left |= having & needing
        if not left:
            return
        written = f"{left:b}"[::-1]
        place = written.find("1")
        while place >= 0:
            yield place
            place = written.find("1", place + 1)


def bits(places: Iterable[int]) -> int:
    """A number with the bits of some places."""
    found = 0
    for place in places:
        found |= 1 << place
    return found
