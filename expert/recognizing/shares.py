"""Finds of which sets of words a text has at least half, by their weight."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from expert.recognizing.tally import Members, Tally

W = TypeVar("W", bound=Hashable)

LEAST = 0.5
"""The share of the words of a set, by their weight, that a text must have."""

ROUNDED = 1e-9
"""More than what sums of weights differ by, added in one order and in another."""


class Shares(Generic[W]):
    """Sets of words, each word with a weight; built once, read-only afterward.

    Args:
        sets: the sets.
        weights: what each word weighs.
        least: how many words of a set there must be, whatever they weigh; of a set that has fewer, all.

    Attributes:
        members: which sets have which words.
        totals: what all words of each set weigh.
        enough_alone: the places of the sets of several words of which one is enough, by its weight.
    """

    def __init__(self, sets: Iterable[Collection[W]], weights: Mapping[W, float], least: int) -> None:
        given = list(sets)
        self._weights = weights
        self._sets = [frozenset(words) for words in given]
        self.totals = [sum(map(weights.__getitem__, words)) for words in given]
        self._enough = [LEAST * total - ROUNDED for total in self.totals]
        self._least = [min(least, len(words)) for words in self._sets]
        counted, needed = zip(*map(self._counted, range(len(given))), strict=True) if given else ((), ())
        self.members = Members(counted)
        self._tally = Tally(needed)
        self.enough_alone = [
            place for place, words in enumerate(self._sets)
            if self._least[place] > 1 and max(map(weights.__getitem__, words)) >= self._enough[place]
        ]  # fmt: skip

    def _counted(self, place: int) -> tuple[list[W], int]:
        """The words of a set that are counted, and how many of them a text must have at least.

        Light ones are not counted where as many others are needed with all of them as without.
        """
        words = sorted(self._sets[place], key=self._weights.__getitem__, reverse=True)
        needed, weight = 0, 0.0
        while needed < len(words) and weight < self._enough[place]:
            weight += self._weights[words[needed]]
            needed += 1
        if needed < self._least[place] or not words:
            return words, self._least[place]
        weight -= self._weights[words[needed - 1]]
        counted = len(words)
        while counted > needed and weight + self._weights[words[counted - 1]] < self._enough[place]:
            counted -= 1
            weight += self._weights[words[counted]]
        return words[:counted], needed

    def had_by(self, belonging: Iterable[int], there: frozenset[W]) -> Iterator[tuple[int, frozenset[W], float]]:
        """The sets of which enough is there, or a hair's breadth less, in their order.

        Args:
            belonging: of each word of a text the sets that it belongs to.
            there: all these words.

        Yields:
            the place of a set among all, its words that are there, and what share they are of its weight.
        """
        sets, weighed = self._sets, self._weights.__getitem__
        for place in self._tally.reached(belonging):
            shared = sets[place] & there
            weight = sum(map(weighed, shared))
            if weight >= self._enough[place] and len(shared) >= self._least[place]:
                yield place, shared, weight / self.totals[place]

    def shared(self, place: int, there: frozenset[W]) -> frozenset[W]:
        """The words of a set that are there."""
        return self._sets[place] & there
