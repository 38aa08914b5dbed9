"""What is on frames, and what would be wrong with it: small texts, overlaps, texts outside their boxes, crossings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from expert.visualize.frames.frame import HEIGHT, LEAST_SIZE, WIDTH, Arrow, Cell, Frame, Rect, SetLine
from tests.pictures.measuring import meet, within

_NEAR = 0.5  # points that two things may reach into each other before it counts


@dataclass(frozen=True, slots=True)
class MeasuredText:
    """A line of text on a frame.

    Attributes:
        frame: the id of the frame.
        cell: the id of the cell that it stands in.
        size: of its letters, in points.
        rect: the room that it takes.
        box: the room of its cell.
    """

    frame: str
    cell: str
    text: str
    size: float
    rect: Rect
    box: Rect


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with a frame."""

    frame: str
    kind: str
    what: str


def texts(frames: Iterable[Frame]) -> Iterator[MeasuredText]:
    """Every line of text, with its size and where it stands."""
    for frame in frames:
        for cell in frame.cells:
            for line in cell.set_lines():
                yield MeasuredText(frame.id, cell.id, line.text, line.said.size, line.rect, cell.rect)


def flaws(frames: Iterable[Frame], *, least: float = LEAST_SIZE) -> Iterator[Flaw]:
    """What is wrong with frames; nothing where all is well.

    Args:
        frames: the frames.
        least: the size of the smallest letters that are allowed, in points.
    """
    for frame in frames:
        yield from _small(frame, least)
        yield from _outside(frame)
        yield from _overlaps(frame)
        yield from _crossings(frame)
        yield from _twice(frame)


def _small(frame: Frame, least: float) -> Iterator[Flaw]:
    for text in texts([frame]):
        if text.size < least:
            yield Flaw(frame.id, "small", f"{text.size:g} pt: {text.text}")


def _outside(frame: Frame) -> Iterator[Flaw]:
    for cell in frame.cells:
        if not within(cell.rect, Rect(0, 0, WIDTH, HEIGHT), _NEAR):
            yield Flaw(frame.id, "outside", f"{cell.id} leaves the frame")
        for line in cell.set_lines():
            if not within(line.rect, cell.rect, _NEAR):
                yield Flaw(frame.id, "outside", f"{cell.id}: {line.text}")


def _overlaps(frame: Frame) -> Iterator[Flaw]:
    boxes = [cell for cell in frame.cells if cell.look is not None]
    for one, other in combinations(boxes, 2):
        if meet(one.rect, other.rect, _NEAR):
            yield Flaw(frame.id, "overlap", f"{one.id} and {other.id}")
    lines = [(cell, line) for cell in frame.cells for line in cell.set_lines()]
    for (cell, line), (beside, other_line) in combinations(lines, 2):
        if meet(line.rect, other_line.rect, _NEAR):
            yield Flaw(frame.id, "overlap", f"{cell.id}: {line.text} / {beside.id}: {other_line.text}")
    for cell, line in lines:
        yield from (
            Flaw(frame.id, "overlap", f"{cell.id}: {line.text} / {box.id}")
            for box in boxes if box is not cell and meet(line.rect, box.rect, _NEAR)
        )  # fmt: skip


def _crossings(frame: Frame) -> Iterator[Flaw]:
    for one, other in combinations(frame.arrows, 2):
        if _cross(one, other):
            yield Flaw(frame.id, "crossing", f"{one.id} and {other.id}")
    for arrow in frame.arrows:
        for cell in frame.cells:
            if cell.id not in (arrow.source, arrow.target) and any(_through(arrow, rect) for rect in _rooms(cell)):
                yield Flaw(frame.id, "crossing", f"{arrow.id} and {cell.id}")


def _twice(frame: Frame) -> Iterator[Flaw]:
    names = [cell.id for cell in frame.cells]
    yield from (Flaw(frame.id, "twice", name) for name in sorted({name for name in names if names.count(name) > 1}))


def _rooms(cell: Cell) -> list[Rect]:
    """The room that a cell takes: its box, or else that of its lines."""
    return [cell.rect] if cell.look is not None else [line.rect for line in _lines(cell)]


def _lines(cell: Cell) -> list[SetLine]:
    return list(cell.set_lines())


def _cross(one: Arrow, other: Arrow) -> bool:
    """Whether two arrows, which are straight and level, touch."""
    (left, y), (right, _) = one.ends
    (other_left, other_y), (other_right, _) = other.ends
    return abs(y - other_y) < _NEAR and left < other_right - _NEAR and other_left < right - _NEAR


def _through(arrow: Arrow, rect: Rect) -> bool:
    (left, y), (right, _) = arrow.ends
    return rect.y + _NEAR < y < rect.bottom - _NEAR and left < rect.right - _NEAR and rect.x < right - _NEAR
