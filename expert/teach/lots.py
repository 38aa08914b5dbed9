"""Draws by lot, so that everybody who has the seed draws the same, also when the knowledge has grown.

Each thing has a lot of its own, which depends on the seed and its names alone. What is added later takes a place
among the others and leaves them in their order, which a shuffle would not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")

_BYTES = 8


class Lots:
    """The lots of one seed.

    Args:
        names: what is drawn for: a seed, and whatever tells several drawings with that seed apart.
    """

    def __init__(self, *names: object) -> None:
        self._names = names

    def order(self, things: Iterable[T], name: Callable[[T], object] = str) -> list[T]:
        """The things in the order in which they are drawn.

        Args:
            things: what to draw from.
            name: what tells a thing from the others.
        """
        return sorted(things, key=lambda thing: self._lot(name(thing)))

    def _lot(self, name: object) -> bytes:
        # Every name with its length, so that no two lists of names read the same.
        written = [str(part).encode() for part in (*self._names, name)]
        return blake2b(b"".join(b"%d:%s" % (len(part), part) for part in written), digest_size=_BYTES).digest()
