"""Orders two columns of a picture so that the lines between them cross as little as possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import networkx

Pairs = Sequence[tuple[str, str]]
Columns = tuple[list[str], list[str]]
_SWEEPS = 4


def untangled(left: Sequence[str], right: Sequence[str], lines: Pairs, together: Pairs = ()) -> Columns:
    """The two columns in an order with few crossings; the same input always gives the same order.

    Boxes that are not connected are ordered apart, the group with the first box of the left column first.

    Args:
        left: the boxes of the left column, in the order to keep where nothing speaks against it.
        right: those of the right column.
        lines: which are joined, as left and right.
        together: boxes of the right column that should be neighbors, because both lead to one further on.
    """
    joined: networkx.Graph[str] = networkx.Graph()
    joined.add_nodes_from([*left, *right])
    joined.add_edges_from([*lines, *together])
    ordered: Columns = ([], [])
    # Group by group in the order of the boxes: a set has none that could be relied on.
    for box in [*left, *right]:
        if box not in ordered[0] and box not in ordered[1]:
            inside = networkx.node_connected_component(joined, box)
            group = _Group(
                [pair for pair in lines if pair[0] in inside], [pair for pair in together if pair[0] in inside]
            )
            best = group.untangled(
                ([name for name in left if name in inside], [name for name in right if name in inside])
            )
            for column, part in zip(ordered, best, strict=True):
                column.extend(part)
    return ordered


class _Group:
    """Boxes that are connected, directly or through others."""

    def __init__(self, lines: Pairs, together: Pairs) -> None:
        self._lines = lines
        self._together = together
        self._neighbors: dict[str, list[str]] = {}
        for one, other in lines:
            self._neighbors.setdefault(one, []).append(other)
            self._neighbors.setdefault(other, []).append(one)

    def untangled(self, columns: Columns) -> Columns:
        """The best order that moving single boxes leads to, from several orders to begin with."""
        return min((self._improved(start) for start in self._starts(columns)), key=self._tangle)

    def _starts(self, columns: Columns) -> Iterator[Columns]:
        """The given order, each column turned over, and boxes at the average height of their neighbors."""
        left, right = columns
        for first in ((left, right), (left, right[::-1]), (left[::-1], right)):
            yield first
            one, other = first
            for _ in range(_SWEEPS):
                other = self._by_height(other, one)
                one = self._by_height(one, other)
                yield one, other

    def _by_height(self, column: list[str], beside: list[str]) -> list[str]:
        def average(box: str) -> float:
            heights = [beside.index(neighbor) for neighbor in self._neighbors.get(box, ())]
            return sum(heights) / max(len(heights), 1)

        return sorted(column, key=average)

    def _improved(self, start: Columns) -> Columns:
        """The order after every move of one box that makes the tangle less."""
        columns = (list(start[0]), list(start[1]))
        least = self._tangle(columns)
        better = True
        while better:
            better = False
            for column in columns:
                for box in list(column):
                    best = column.index(box)
                    for place in range(len(column)):
                        _move(column, box, place)
                        tangle = self._tangle(columns)
                        if tangle < least:
                            least, best, better = tangle, place, True
                    _move(column, box, best)
        return columns

    def _tangle(self, columns: Columns) -> tuple[int, float]:
        """How many lines cross or would, and then how far they climb; each column counts as equally tall."""
        left, right = columns
        height = {box: i / max(len(left) - 1, 1) for i, box in enumerate(left)}
        height |= {box: i / max(len(right) - 1, 1) for i, box in enumerate(right)}
        ends = [(height[source], height[target]) for source, target in self._lines]
        crossings = sum((a - c) * (b - d) < 0 for i, (a, b) in enumerate(ends) for c, d in ends[:i])
        between = sum(abs(right.index(one) - right.index(other)) - 1 for one, other in self._together)
        return crossings + between, round(sum(abs(a - b) for a, b in ends), 9)


def _move(column: list[str], box: str, place: int) -> None:
    column.remove(box)
    column.insert(place, box)
