"""Orders two columns of a picture so that the lines between them cross as little as possible.

Boxes are sifted (Matuszewski, Schönfeld, Molitor 1999): each in turn takes the best of all places in its column. What
a place costs is not counted anew: it follows from the place above by the crossings of the two boxes that change places.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

import networkx

Pairs = Sequence[tuple[str, str]]
Columns = tuple[list[str], list[str]]
_SWEEPS = 4
_MOST_SIFTED_OFTEN, _MOST_SIFTED = 16, 60  # boxes of a group


@dataclass(frozen=True, slots=True)
class Drawn:
    """A part of two columns from the top down, and the lines between them."""

    left: list[str]
    right: list[str]
    lines: list[tuple[str, str]]


def without_crossings(
    left: Sequence[str], right: Sequence[str], lines: Pairs, together: Pairs, copied: Callable[[str, str], str]
) -> list[Drawn]:
    """The two columns in an order in which no lines cross, in parts that nothing joins, as `untangled` finds it.

    While lines cross, the one that crosses most others leads to a copy of its right box instead, of those whose right
    box others lead to as well; in a large group several such lines, before it is put in order again.

    Args:
        left: the boxes of the left column; this, `right`, `lines` and `together` are as for `untangled`.
        copied: the name of the copy that a line leads to.
    """
    rank = {box: i for i, box in enumerate([*left, *right])}
    waiting = list(_groups(left, right, lines, together))
    done: list[Drawn] = []
    while waiting:
        group = waiting.pop()
        drawn = Drawn(*group.untangled(), group.lines)
        copies = {line: copied(*line) for line in _to_copies(drawn, at_once=group.large)}
        if copies:
            again = [(line[0], copies.get(line, line[1])) for line in group.lines]
            waiting.extend(_groups(group.left, [*group.right, *copies.values()], again, group.together))
        elif any(crossings(drawn.left, drawn.right, drawn.lines)):
            # Only boxes that should be neighbors hold these lines across each other.
            waiting.extend(_groups(group.left, group.right, group.lines, ()))
        else:
            done.append(drawn)
    return sorted(done, key=lambda drawn: min(rank[box] for box in (drawn.left or drawn.right)))


def untangled(left: Sequence[str], right: Sequence[str], lines: Pairs, together: Pairs = ()) -> Columns:
    """The two columns in an order with few crossings; the same input always gives the same order.

    Boxes that are not connected are ordered apart, the group with the first box of the left column first.

    Args:
        left: the boxes of the left column, in the order to keep where nothing speaks against it.
        right: those of the right column.
        lines: which are joined, as left and right.
        together: boxes of the right column that should be neighbors, because both lead to one further on.
    """
    ordered: Columns = ([], [])
    for group in _groups(left, right, lines, together):
        for column, part in zip(ordered, group.untangled(), strict=True):
            column.extend(part)
    return ordered


def crossings(left: Sequence[str], right: Sequence[str], lines: Pairs) -> list[int]:
    """How many others each line crosses.

    Lines are taken from the top down; those so far that end below a line cross it, and are counted by bisection (as
    Barth, Jünger and Mutzel 2004 count them with a tree). Then the same from the bottom up.
    """
    place = {box: i for i, box in enumerate(left)} | {box: i for i, box in enumerate(right)}
    ends = [(place[source], place[target]) for source, target in lines]
    upward = [(-source, -target) for source, target in ends]
    return [above + below for above, below in zip(_ending_below(ends), _ending_below(upward), strict=True)]


def _ending_below(ends: Sequence[tuple[int, int]]) -> list[int]:
    """For each line, how many of those that begin above it end below it."""
    below = [0] * len(ends)
    seen: list[int] = []
    for _, same in groupby(sorted(range(len(ends)), key=lambda i: ends[i]), key=lambda i: ends[i][0]):
        level = list(same)
        for i in level:
            below[i] = len(seen) - bisect_right(seen, ends[i][1])
        for i in level:
            insort(seen, ends[i][1])
    return below


def _to_copies(drawn: Drawn, *, at_once: bool) -> list[tuple[str, str]]:
    """The lines that shall lead to a copy before the boxes are put in order again; none if no shared box is crossed.

    It is the one that crosses most others; at once, one after the other until half of the crossings are gone.
    """
    kept, chosen, first = list(drawn.lines), list[tuple[str, str]](), 0
    while True:
        counts = crossings(drawn.left, drawn.right, kept)
        first = first or sum(counts)
        shared = Counter(target for _, target in kept)
        crossed = [(count, line) for count, line in zip(counts, kept, strict=True) if count and shared[line[1]] > 1]
        if not crossed or (chosen and (not at_once or sum(counts) <= first / 2)):
            return chosen
        chosen.append(max(crossed)[1])
        kept.remove(chosen[-1])


def _groups(left: Sequence[str], right: Sequence[str], lines: Pairs, together: Pairs) -> Iterator[_Group]:
    """The parts that nothing joins, the one with the first box of the left column first."""
    joined: networkx.Graph[str] = networkx.Graph()
    # A set has no order that could be relied on, so the parts are found in the order of the boxes.
    joined.add_nodes_from([*left, *right])
    joined.add_edges_from([*lines, *together])
    part = {box: i for i, inside in enumerate(networkx.connected_components(joined)) for box in inside}
    parts: list[_Group] = [_Group([], [], [], []) for _ in set(part.values())]
    for box in left:
        parts[part[box]].left.append(box)
    for box in right:
        parts[part[box]].right.append(box)
    for line in lines:
        parts[part[line[0]]].lines.append(line)
    for pair in together:
        parts[part[pair[0]]].together.append(pair)
    yield from parts


@dataclass(frozen=True, slots=True)
class _Group:
    """Boxes that are connected, directly or through others."""

    left: list[str]
    right: list[str]
    lines: list[tuple[str, str]]
    together: list[tuple[str, str]]

    @property
    def large(self) -> bool:
        """Whether it would take long to look at every order that could be good."""
        return len(self.left) + len(self.right) > _MOST_SIFTED_OFTEN

    def untangled(self) -> Columns:
        """The best order that moving single boxes leads to, from several orders to begin with.

        In a large group they are moved in the best of these orders only, and in a very large one not at all.
        """
        sifting = _Sifting(self)
        orders = sifting.starts()
        if self.large:
            orders = [min(orders, key=sifting.tangle)]
        if len(self.left) + len(self.right) <= _MOST_SIFTED:
            orders = [sifting.improved(order) for order in orders]
        left, right = min(orders, key=sifting.tangle)
        return [self.left[box] for box in left], [self.right[box] for box in right]


_Order = tuple[tuple[int, ...], tuple[int, ...]]  # both columns from the top down; boxes by their numbers in the group


class _Sifting:
    """Moves the boxes of one group to where the tangle is least."""

    def __init__(self, group: _Group) -> None:
        number = {box: i for column in (group.left, group.right) for i, box in enumerate(column)}
        self._sizes = len(group.left), len(group.right)
        self._lines = [(number[source], number[target]) for source, target in group.lines]
        self._neighbors: tuple[list[list[int]], list[list[int]]] = (
            [[] for _ in group.left], [[] for _ in group.right],
        )  # fmt: skip
        for one, other in self._lines:
            self._neighbors[0][one].append(other)
            self._neighbors[1][other].append(one)
        self._partners: list[list[int]] = [[] for _ in group.right]
        for source, target in group.together:
            self._partners[number[source]].append(number[target])
            self._partners[number[target]].append(number[source])
        self._together = [(number[one], number[other]) for one, other in group.together]

    def starts(self) -> list[_Order]:
        """The given order, each column turned over, and boxes at the average height of their neighbors; each once."""
        return list(dict.fromkeys(self._starts()))

    def _starts(self) -> Iterator[_Order]:
        left, right = (tuple(range(size)) for size in self._sizes)
        for first in ((left, right), (left, right[::-1]), (left[::-1], right)):
            yield first
            one, other = first
            for _ in range(_SWEEPS):
                other = self._by_height(1, other, one)
                one = self._by_height(0, one, other)
                yield one, other

    def _by_height(self, side: int, column: Sequence[int], beside: Sequence[int]) -> tuple[int, ...]:
        height = _places(beside)

        def average(box: int) -> float:
            neighbors = self._neighbors[side][box]
            return sum(height[neighbor] for neighbor in neighbors) / max(len(neighbors), 1)

        return tuple(sorted(column, key=average))

    def improved(self, start: _Order) -> _Order:
        """The order after every move of one box that makes the tangle less."""
        columns = list(start[0]), list(start[1])
        side = at_rest = 0
        while at_rest < 2:
            at_rest = 0 if self._sift(columns, side) else at_rest + 1
            side = 1 - side
        return tuple(columns[0]), tuple(columns[1])

    def tangle(self, columns: _Order) -> tuple[int, int]:
        """How many lines cross or would, and then how far they climb; each column counts as equally tall."""
        left, right = _places(columns[0]), _places(columns[1])
        ends = [(left[source], right[target]) for source, target in self._lines]
        between = sum(abs(right[one] - right[other]) - 1 for one, other in self._together)
        tall = self._heights()
        return sum(_ending_below(ends)) + between, sum(abs(i * tall[0] - j * tall[1]) for i, j in ends)

    def _heights(self) -> tuple[int, int]:
        """How far a box is from the next one above it, on the left and on the right, in whole numbers."""
        return max(self._sizes[1] - 1, 1), max(self._sizes[0] - 1, 1)

    def _sift(self, columns: tuple[list[int], list[int]], side: int) -> bool:
        """Give each box of a column its best place in turn; whether any has moved."""
        column, beside = columns[side], _places(columns[1 - side])
        saved = self._saved(side, beside)
        climb = self._climb(side, beside)
        moved = False
        for box in list(column):
            now = column.index(box)
            others = [other for other in column if other != box]
            costs = list(accumulate((saved[box][other] for other in others), initial=0))
            if side == 1 and self._together:
                apart = accumulate(self._apart(box, others), initial=0)
                costs = [cost + more for cost, more in zip(costs, apart, strict=True)]
            least = min(costs)
            places = [place for place, cost in enumerate(costs) if cost == least]
            if places == [now]:
                continue
            steps = (own - climb[other][i] for i, (own, other) in enumerate(zip(climb[box], others, strict=True)))
            climbs = list(accumulate(steps, initial=0))
            best = min(places, key=climbs.__getitem__)
            if (least, climbs[best]) < (costs[now], climbs[now]):
                del column[now]
                column.insert(best, box)
                moved = True
        return moved

    def _saved(self, side: int, beside: list[int]) -> list[list[int]]:
        """For each pair of boxes of a column, how many more of their lines cross when the first is below the second."""
        neighbors = self._neighbors[side]
        above = [_counted_above([beside[end] for end in ends], len(beside)) for ends in neighbors]
        # crossing[a][b]: the crossings of their lines where a is above b
        crossing = [[sum([counts[beside[end]] for end in ends]) for counts in above] for ends in neighbors]
        return [
            [crossing[other][box] - crossing[box][other] for other in range(len(neighbors))]
            for box in range(len(neighbors))
        ]

    def _apart(self, box: int, others: list[int]) -> Iterator[int]:
        """How much further apart those that belong together get when a box steps down past each of the others."""
        place = _places_among(others, len(self._partners))
        own = [place[partner] for partner in self._partners[box]]
        for i, other in enumerate(others):
            steps = sum(1 if place[partner] > i else -1 for partner in self._partners[other] if partner != box)
            yield steps + sum(-1 if at > i else 1 for at in own if at != i)

    def _climb(self, side: int, beside: list[int]) -> list[list[int]]:
        """For each box of a column, how much further its lines climb when it steps down from each of its places."""
        step, wide = self._heights()[side], self._heights()[1 - side]
        places = range(0, self._sizes[side] * step, step)
        ends = [[beside[end] * wide for end in neighbors] for neighbors in self._neighbors[side]]
        climbed = [[sum([abs(place - end) for end in of_box]) for place in places] for of_box in ends]
        return [[lower - upper for upper, lower in pairwise(of_box)] for of_box in climbed]


def _places(column: Sequence[int]) -> list[int]:
    """The place of each box."""
    return _places_among(column, len(column))


def _places_among(column: Sequence[int], boxes: int) -> list[int]:
    places = [0] * boxes
    for place, box in enumerate(column):
        places[box] = place
    return places


def _counted_above(places: Sequence[int], height: int) -> list[int]:
    """For each place of a column, how many of these places are above it."""
    ending = [0] * height
    for place in places:
        ending[place] += 1
    return list(accumulate(ending[:-1], initial=0))
