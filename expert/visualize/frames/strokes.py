"""How boxes and arrows are drawn, for every writer alike: dashes, arrowheads, the lines of a hatched box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from expert.visualize.canvas.theme import Lines
from expert.visualize.frames.frame import Arrow, Rect

ROUND = 12.0
"""The radius of a rounded corner, in points."""

Point = tuple[float, float]
_HATCH = 9.0  # points between slanting lines


def dashes(lines: Lines, pen: float) -> tuple[float, float] | None:
    """The length of a dash and of what is between two, in points; None for a solid line."""
    return {"solid": None, "dashed": (pen * 3.2, pen * 2.2), "dotted": (pen * 0.9, pen * 1.8)}[lines]


@dataclass(frozen=True, slots=True)
class Drawn:
    """An arrow as what is drawn: a line, and the corners of its head.

    Attributes:
        filled: the head is an area; otherwise a line.
    """

    line: tuple[Point, Point]
    head: tuple[Point, ...]
    filled: bool


def drawn(arrow: Arrow) -> Drawn:
    """An arrow, which runs level from the left to the right, with its head."""
    (left, y), (right, _) = arrow.ends
    size = 8.0 + 1.6 * arrow.pen
    if arrow.head == "normal":
        head = ((right - 2, y), (right - 2 - size, y - size / 2), (right - 2 - size, y + size / 2))
        return Drawn(((left + 2, y), (right - 2 - size + 1, y)), head, True)
    if arrow.head == "tee":
        return Drawn(((left + 2, y), (right - 5, y)), ((right - 5, y - size / 2), (right - 5, y + size / 2)), False)
    return Drawn(((left + 2, y), (right - 2, y)), (), False)


def hatching(rect: Rect) -> Iterator[tuple[Point, Point]]:
    """The slanting lines inside a box, from its lower left to its upper right."""
    reach = rect.width + rect.height
    at = _HATCH
    while at < reach:
        start = (rect.x + max(0.0, at - rect.height), rect.y + min(at, rect.height))
        end = (rect.x + min(at, rect.width), rect.y + max(0.0, at - rect.width))
        yield start, end
        at += _HATCH
