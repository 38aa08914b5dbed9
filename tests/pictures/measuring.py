"""What is wrong with a picture as it was drawn: texts too small, on others or outside their boxes, lines that cross.

Texts are where the finished SVG has them, as wide as they are in Arial (`canvas/metrics.py`), with which Graphviz
measured; so the same is found on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TypeVar

from expert.visualize.frames.frame import Rect
from expert.visualize.paper.page import Sheet
from expert.visualize.paper.picture import Letters, Outline, Part, Picture, Piece, Point

NEAR = 1.0
"""Points that two things may reach into each other before it counts."""

_T = TypeVar("_T")
_RISE, _FALL = 0.73, 0.21  # how far ink rises above its line and falls below it, in sizes of the letters


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with a picture: `small`, `overlap`, `outside`, `crossing` or `through`."""

    kind: str
    what: str


def flaws_of_picture(picture: Picture) -> Iterator[Flaw]:
    """What is wrong with a picture for a screen."""
    page = Rect(0, 0, picture.width, picture.height)
    for part in picture.parts:
        yield from _outside_of_boxes(part)
        yield from (Flaw("outside", f"{text.text} leaves the picture") for text in _letters(part.pieces)
                    if not within(ink(text), page))  # fmt: skip
    yield from _overlaps(picture)
    yield from _meetings([text for part in picture.parts for text in _letters(part.pieces)])
    yield from _tangled(picture)


def flaws_of_sheet(sheet: Sheet, least: float) -> Iterator[Flaw]:
    """What is wrong with a sheet of paper.

    Args:
        sheet: the sheet.
        least: the size of the smallest text that is allowed, in points.
    """
    page = Rect(0, 0, sheet.width, sheet.height)
    texts = _letters((*sheet.clipped, *sheet.pieces))
    for text in texts:
        if text.size < least - 0.005:  # as written, with two digits
            yield Flaw("small", f"{text.size:.2f} pt: {text.text}")
        if not within(ink(text), page):
            yield Flaw("outside", f"{text.text} leaves the sheet")
    yield from _meetings(texts)
    boxes = [piece for piece in sheet.pieces if isinstance(piece, Outline) and _is_area(piece)]
    for text in texts:
        around = [box for box in boxes if _holds(box.rect, _middle(ink(text)))]
        if around and not _inside(ink(text), min(around, key=_area).points):
            yield Flaw("outside", f"{text.text} leaves its box")


def ink(text: Letters) -> Rect:
    """The room that the letters of a text take."""
    return Rect(text.x, text.y - _RISE * text.size, text.width, (_RISE + _FALL) * text.size)


def within(inner: Rect, outer: Rect, near: float = NEAR) -> bool:
    """Whether one place is inside another, but for so many points."""
    return (
        inner.x >= outer.x - near and inner.right <= outer.right + near
        and inner.y >= outer.y - near and inner.bottom <= outer.bottom + near
    )  # fmt: skip


def meet(one: Rect, other: Rect, near: float = NEAR) -> bool:
    """Whether two places reach into each other, by more than so many points."""
    return (
        one.x < other.right - near and other.x < one.right - near
        and one.y < other.bottom - near and other.y < one.bottom - near
    )  # fmt: skip


# Texts and boxes


def _letters(pieces: Iterable[Piece]) -> list[Letters]:
    return [piece for piece in pieces if isinstance(piece, Letters)]


def _outside_of_boxes(part: Part) -> Iterator[Flaw]:
    """Texts that leave the border of their box, or the mark that they stand in."""
    frames = [piece for piece in part.pieces if isinstance(piece, Outline) and _is_area(piece)]
    if part.kind == "line":
        return
    for text in _letters(part.pieces):
        around = [frame for frame in frames if _holds(frame.rect, _middle(ink(text)))]
        if part.kind == "box" and not around:
            yield Flaw("outside", f"{part.id}: {text.text} stands beside its box")
        elif around and not _inside(ink(text), min(around, key=_area).points):
            yield Flaw("outside", f"{part.id}: {text.text}")


def _overlaps(picture: Picture) -> Iterator[Flaw]:
    """Boxes that meet, and texts that lie on a box which is not theirs."""
    boxes = [part for part in picture.parts if part.kind == "box"]
    for one, other in _near([(_border(part), part) for part in boxes]):
        yield Flaw("overlap", f"{one.id} and {other.id}")
    for part in picture.parts:
        if part.kind != "box":
            yield from (
                Flaw("overlap", f"{text.text} / {box.id}")
                for text in _letters(part.pieces) for box in boxes if meet(ink(text), _border(box))
            )  # fmt: skip


def _border(part: Part) -> Rect:
    return next((piece.rect for piece in part.pieces if isinstance(piece, Outline)), part.rect)


def _meetings(texts: Sequence[Letters]) -> Iterator[Flaw]:
    for one, other in _near([(ink(text), text) for text in texts]):
        yield Flaw("overlap", f"{one.text} / {other.text}")


def _near(placed: list[tuple[Rect, _T]]) -> Iterator[tuple[_T, _T]]:
    """What meets, in pairs: going down the picture, each is held against those that have not ended yet."""
    placed.sort(key=lambda one: one[0].y)
    still: list[tuple[Rect, _T]] = []
    for rect, thing in placed:
        still = [(other, another) for other, another in still if other.bottom > rect.y]
        yield from ((another, thing) for other, another in still if meet(other, rect))
        still.append((rect, thing))


# Lines


def _tangled(picture: Picture) -> Iterator[Flaw]:
    """Lines that cross another, and lines that run through a box that is not at their end."""
    boxes = {part.id: _border(part) for part in picture.parts if part.kind == "box"}
    lines = [(part.id, _ends(part.id), _path(part)) for part in picture.parts if part.kind == "line"]
    lines = [line for line in lines if line[2]]
    for name, ends, path in lines:
        for box, rect in boxes.items():
            if box not in ends and _runs_through(path, rect):
                yield Flaw("through", f"{name} and {box}")
    for (name, ends, path), (other, other_ends, other_path) in combinations(lines, 2):
        if not set(ends) & set(other_ends) and _cross(path, other_path):
            yield Flaw("crossing", f"{name} and {other}")


def _ends(name: str) -> tuple[str, ...]:
    source, _, target = name.removeprefix("from.").removesuffix(".unknown").partition(".to.")
    return source, target


def _path(part: Part) -> tuple[Point, ...]:
    """The line itself, without its arrowhead."""
    return next((piece.points for piece in part.pieces if isinstance(piece, Outline) and not _is_area(piece)), ())


def _runs_through(path: Sequence[Point], rect: Rect) -> bool:
    if rect.width <= 2 * NEAR or rect.height <= 2 * NEAR:
        return False
    inner = Rect(rect.x + NEAR, rect.y + NEAR, rect.width - 2 * NEAR, rect.height - 2 * NEAR)
    corners = [(inner.x, inner.y), (inner.right, inner.y), (inner.right, inner.bottom), (inner.x, inner.bottom)]
    return any(_holds(inner, point) for point in path) or any(
        _meets((start, end), side) for start, end in pairwise(path) for side in pairwise((*corners, corners[0]))
    )


def _cross(one: Sequence[Point], other: Sequence[Point]) -> bool:
    if not meet(_around(one), _around(other)):
        return False
    return any(_meets(piece, another) for piece in pairwise(one) for another in pairwise(other))


def _around(points: Sequence[Point]) -> Rect:
    """The place of a line, with room for one that is straight."""
    xs, ys = zip(*points, strict=True)
    wide = 2 * NEAR
    return Rect(min(xs) - wide, min(ys) - wide, max(xs) - min(xs) + 2 * wide, max(ys) - min(ys) + 2 * wide)


def _meets(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two straight pieces pass through each other."""
    return _turn(*one, other[0]) * _turn(*one, other[1]) < 0 and _turn(*other, one[0]) * _turn(*other, one[1]) < 0


def _turn(start: Point, end: Point, point: Point) -> float:
    return (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])


# Places


def _middle(rect: Rect) -> Point:
    return rect.x + rect.width / 2, rect.y + rect.height / 2


def _holds(rect: Rect, point: Point) -> bool:
    return rect.x <= point[0] <= rect.right and rect.y <= point[1] <= rect.bottom


def _is_area(outline: Outline) -> bool:
    """Whether a line comes back to where it began, as that of a rounded box does."""
    return outline.closed or (len(outline.points) > 2 and outline.points[0] == outline.points[-1])


def _area(outline: Outline) -> float:
    return outline.rect.width * outline.rect.height


def _inside(rect: Rect, corners: Sequence[Point]) -> bool:
    """Whether a place is inside an area of any shape."""
    inner = (
        (rect.x + NEAR, rect.y + NEAR), (rect.right - NEAR, rect.y + NEAR),
        (rect.x + NEAR, rect.bottom - NEAR), (rect.right - NEAR, rect.bottom - NEAR),
    )  # fmt: skip
    return all(_in_area(point, corners) for point in inner)


def _in_area(point: Point, corners: Sequence[Point]) -> bool:
    x, y = point
    found = False
    for (x1, y1), (x2, y2) in pairwise((*corners, corners[0])):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            found = not found
    return found
