"""A picture that Graphviz drew, as what it consists of, so that it can be set on paper.

Graphviz writes few kinds of shapes: areas and lines of straight and bent pieces, and lines of text. They are read here
from its SVG, in points from the upper left corner.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from expert.foundations.kept import cached_property
from expert.foundations.problems import GraphvizFailed
from expert.visualize.canvas.metrics import ASCENT, printable, width_of
from expert.visualize.frames.frame import Rect

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_PIECES = re.compile(r"([MCLZz])([^MCLZz]*)")
_CURVE_STEPS = 12  # straight pieces that a bent one is drawn as; on paper nobody sees the difference
Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """An area or a line.

    Attributes:
        points: its corners.
        closed: the last is joined to the first.
        dash: the length of dashes and gaps in points; empty for a solid line.
    """

    points: tuple[Point, ...]
    fill: str
    stroke: str
    pen: float
    dash: tuple[float, ...] = ()
    closed: bool = False

    @property
    def rect(self) -> Rect:
        return around(self.points)


@dataclass(frozen=True, slots=True)
class Letters:
    """A line of text; `x` and `y` are where it begins, on the line that the letters stand on."""

    text: str
    x: float
    y: float
    size: float
    ink: str
    bold: bool = False
    italic: bool = False
    struck: bool = False

    @property
    def width(self) -> float:
        return width_of(self.text, self.size, bold=self.bold)

    @property
    def rect(self) -> Rect:
        return Rect(self.x, self.y - ASCENT * self.size, self.width, self.size)


Piece: TypeAlias = Outline | Letters


@dataclass(frozen=True)
class Part:
    """A box, a line between two, the words above a column, or the heading.

    Attributes:
        said: the words of its tooltip.
    """

    id: str
    kind: Literal["box", "line", "header", "heading"]
    pieces: tuple[Piece, ...]
    said: str = ""

    @cached_property  # every sheet asks where it stands
    def rect(self) -> Rect:
        rects = [piece.rect for piece in self.pieces]
        return around([(r.x, r.y) for r in rects] + [(r.right, r.bottom) for r in rects])


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole picture."""

    title: str
    width: float
    height: float
    parts: tuple[Part, ...]

    @property
    def smallest(self) -> float:
        """The size of its smallest text, in points; 0 where it has none."""
        sizes = (piece.size for part in self.parts for piece in part.pieces if isinstance(piece, Letters))
        return min(sizes, default=0.0)


def around(points: Iterable[Point]) -> Rect:
    """The smallest place that all points are in."""
    xs, ys = zip(*points, strict=True)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def moved(piece: Piece, right: float, down: float, scale: float = 1.0) -> Piece:
    """A piece enlarged from the upper left corner, and then moved."""
    if isinstance(piece, Letters):
        return replace(piece, x=piece.x * scale + right, y=piece.y * scale + down, size=piece.size * scale)
    points = tuple((x * scale + right, y * scale + down) for x, y in piece.points)
    return replace(piece, points=points, pen=piece.pen * scale, dash=tuple(length * scale for length in piece.dash))


def picture_of(svg: bytes) -> Picture:
    """A picture as Graphviz wrote it.

    Raises:
        GraphvizFailed: it is not what Graphviz writes.
    """
    try:
        root = ElementTree.fromstring(svg)
    except (ElementTree.ParseError, ValueError, LookupError) as error:  # also of encodings that nobody knows
        raise GraphvizFailed(f"its SVG cannot be read: {error}") from None
    whole = root.find(f"{_SVG}g")
    shift = None if whole is None else re.search(r"translate\(([-\d.]+)[ ,]+([-\d.]+)\)", whole.get("transform", ""))
    if whole is None or shift is None:
        raise GraphvizFailed("its SVG has no picture in it")
    _, _, width, height = (float(number) for number in _NUMBER.findall(root.get("viewBox", "0 0 0 0")))
    right, down = float(shift[1]), float(shift[2])
    return Picture(root.get("aria-label", ""), width, height, tuple(
        replace(part, pieces=tuple(moved(piece, right, down) for piece in part.pieces))
        for part in _parts(whole) if part.pieces
    ))  # fmt: skip


def _parts(whole: ElementTree.Element) -> Iterator[Part]:
    drawn = [element for element in whole if element.tag != f"{_SVG}g"]
    # The first area is the paper.
    paper = next((element for element in drawn if element.tag == f"{_SVG}polygon"), None)
    heading = (piece for element in drawn if element is not paper for piece in _pieces(element))
    yield Part("heading", "heading", tuple(heading))
    for group in whole.findall(f"{_SVG}g"):
        classes = group.get("class", "").split()
        # What stands above a column is a node of no kind.
        kind: Literal["box", "line", "header"] = "header" if classes == ["node"] else "box"
        kind = "line" if "edge" in classes else kind
        title = group.find(f"{_SVG}title")
        said = "" if title is None else (title.text or "").strip()
        pieces = (piece for element in group.iter() for piece in _pieces(element))
        yield Part(group.get("id", ""), kind, tuple(pieces), said)


def _pieces(element: ElementTree.Element) -> Iterator[Piece]:
    """What one element draws; nothing for one that only holds others."""
    if element.tag == f"{_SVG}text":
        yield from _letters(element)
    elif element.tag in (f"{_SVG}polygon", f"{_SVG}polyline"):
        numbers = [float(number) for number in _NUMBER.findall(element.get("points", ""))]
        points = tuple(zip(numbers[::2], numbers[1::2], strict=True))
        yield _outline(element, points, closed=element.tag == f"{_SVG}polygon")
    elif element.tag == f"{_SVG}path":
        for points, closed in _paths(element.get("d", "")):
            yield _outline(element, points, closed=closed or element.get("fill", "none") != "none")


def _letters(element: ElementTree.Element) -> Iterator[Letters]:
    text = printable("".join(element.itertext()))
    if not text:
        return
    said = Letters(
        text=text,
        x=float(element.get("x", 0)),
        y=float(element.get("y", 0)),
        size=float(element.get("font-size", 12)),
        ink=_color(element.get("fill", "#000000")),
        bold=element.get("font-weight") == "bold",
        italic=element.get("font-style") == "italic",
        struck=element.get("text-decoration") == "line-through",
    )
    before = {"middle": said.width / 2, "end": said.width}.get(element.get("text-anchor", "start"), 0.0)
    yield replace(said, x=said.x - before)


def _outline(element: ElementTree.Element, points: tuple[Point, ...], *, closed: bool) -> Outline:
    dash = tuple(float(number) for number in _NUMBER.findall(element.get("stroke-dasharray", "")))
    return Outline(
        points, _color(element.get("fill", "none")), _color(element.get("stroke", "none")),
        float(element.get("stroke-width", 1)), dash, closed,
    )  # fmt: skip


def _color(color: str) -> str:
    named = {"black": "#000000", "white": "#ffffff", "transparent": "none"}
    return named.get(color, color)


def _paths(written: str) -> Iterator[tuple[tuple[Point, ...], bool]]:
    """The lines of a path, each as its corners, and whether it is closed."""
    points: list[Point] = []
    closed = False
    for command, rest in _PIECES.findall(written):
        numbers = [float(number) for number in _NUMBER.findall(rest)]
        found = list(zip(numbers[::2], numbers[1::2], strict=True))
        if command == "M":
            if points:
                yield tuple(points), closed
            points, closed = found, False
        elif command == "C":
            for i in range(0, len(found) - 2, 3):
                points += _bent(points[-1], *found[i : i + 3])
        elif command == "L":
            points += found
        else:
            closed = True
    if points:
        yield tuple(points), closed


def _bent(start: Point, first: Point, second: Point, end: Point) -> Iterator[Point]:
    """A cubic curve as straight pieces; one that is straight already as a single piece."""
    if start == first and second == end:
        yield end
        return
    for step in range(1, _CURVE_STEPS + 1):
        t = step / _CURVE_STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        at = (start, first, second, end)
        yield (
            sum(weight * point[0] for weight, point in zip(weights, at, strict=True)),
            sum(weight * point[1] for weight, point in zip(weights, at, strict=True)),
        )
