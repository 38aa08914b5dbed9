"""Orders two columns of a picture so that the lines between them cross as little as possible."""

from __future__ import annotations

from collections.abc import Sequence

_SWEEPS = 12


def untangled(
    left: Sequence[str], right: Sequence[str], lines: Sequence[tuple[str, str]]
) -> tuple[list[str], list[str]]:
    """The two columns in an order with few crossings; the same input always gives the same order.

    Each box is put at the average height of those it is joined to, in turns; of all orders seen, the one
    with the fewest crossings is then improved by exchanging neighbors.

    Args:
        left: the boxes of the left column, in the order to keep where nothing speaks against it.
        right: those of the right column.
        lines: which are joined.
    """
    joined: dict[str, list[str]] = {box: [] for box in (*left, *right)}
    for source, target in lines:
        joined[source].append(target)
        joined[target].append(source)
    best = list(left), _by_height(right, left, joined)
    current = best
    for _ in range(_SWEEPS):
        current = _by_height(current[0], current[1], joined), current[1]
        current = current[0], _by_height(current[1], current[0], joined)
        best = min(best, current, key=lambda order: _tangle(order[0], order[1], lines))
    return _improved(best[0], best[1], lines)


def _by_height(column: Sequence[str], other: Sequence[str], joined: dict[str, list[str]]) -> list[str]:
    height = {box: i for i, box in enumerate(other)}
    own = {box: i for i, box in enumerate(column)}

    def average(box: str) -> float:
        heights = [height[neighbor] for neighbor in joined[box]]
        return sum(heights) / len(heights) if heights else float(own[box])

    return sorted(column, key=lambda box: (average(box), own[box]))


def _improved(
    left: list[str], right: list[str], lines: Sequence[tuple[str, str]]
) -> tuple[list[str], list[str]]:
    """The order after every exchange of two neighbors that lessens the tangle."""
    least = _tangle(left, right, lines)
    better = True
    while better:
        better = False
        for column in (left, right):
            for i in range(len(column) - 1):
                column[i], column[i + 1] = column[i + 1], column[i]
                tangle = _tangle(left, right, lines)
                if tangle < least:
                    least, better = tangle, True
                else:
                    column[i], column[i + 1] = column[i + 1], column[i]
    return left, right


def _tangle(left: Sequence[str], right: Sequence[str], lines: Sequence[tuple[str, str]]) -> tuple[int, float]:
    """How many lines cross, and then how far they climb; each column counts as equally tall."""
    from_height = {box: i / len(left) for i, box in enumerate(left)}
    to_height = {box: i / len(right) for i, box in enumerate(right)}
    ends = [(from_height[source], to_height[target]) for source, target in lines]
    crossings = sum((a - c) * (b - d) < 0 for i, (a, b) in enumerate(ends) for c, d in ends[:i])
    return crossings, sum(abs(a - b) for a, b in ends)
