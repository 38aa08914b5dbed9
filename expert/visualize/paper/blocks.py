"""Boxes and lines that are set for paper without Graphviz: measured first, then put in their place."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from expert.foundations.texts import Language
from expert.visualize import words
from expert.visualize.canvas.graph import Box, Row
from expert.visualize.canvas.labels import style_name
from expert.visualize.canvas.metrics import ASCENT, LEADING, lines_of, printable, width_of
from expert.visualize.canvas.theme import NO_FILL, BoxStyle, EdgeStyle, theme
from expert.visualize.frames.strokes import dashes
from expert.visualize.marks import Mark
from expert.visualize.paper.page import LEAST_SIZE
from expert.visualize.paper.picture import Letters, Outline, Piece, Point, moved

_PAD, _BETWEEN = 5.0, 2.0
_INDENT = 15.0  # of what stands behind the letter of a way
_CHIP_PAD, _CHIP_GAP = 3.0, 4.0
_ROUND, _CORNER = 6.0, 4  # the radius of a corner, and the straight pieces that it is drawn as
_SECOND = 2.0  # between the two outlines of what is superseded
_HEAD = 6.0  # the length of an arrowhead
_STEPS = ("tree_remedy",)  # boxes whose rows are ways, with their marks
_NAMED = ("rung", "answered_rung")  # boxes in which a name and its value share a line


@dataclass(frozen=True, slots=True)
class Block:
    """A box as it is drawn, from its upper left corner."""

    width: float
    height: float
    style: BoxStyle
    inside: tuple[Piece, ...]

    def at(self, x: float, y: float, height: float | None = None) -> list[Piece]:
        """The box in its place, higher than it has to be if that is wanted."""
        tall = self.height if height is None else max(height, self.height)
        style = self.style
        dash = dashes(style.lines, style.pen) or ()
        corners = _corners(self.width, tall, _ROUND if style.rounded else 0.0)
        drawn: list[Piece] = [Outline(corners, style.fill, style.border, style.pen, dash, closed=True)]
        if style.hatching != NO_FILL:
            within = _corners(self.width - 2 * _SECOND, tall - 2 * _SECOND, 0.0)
            second = Outline(within, NO_FILL, style.border, style.pen / 2, closed=True)
            drawn.append(moved(second, _SECOND, _SECOND))
        return [moved(piece, x, y) for piece in (*drawn, *self.inside)]


class Setter:
    """Sets boxes in letters of one size.

    Args:
        size: of the strong words, in points; quiet ones are somewhat smaller, and none under 9.
        language: of the marks.
    """

    def __init__(self, size: float, language: Language) -> None:
        self.size = size
        self.small = max(LEAST_SIZE, size - 1.0)
        self._language: Language = language

    def box(self, box: Box, width: float, *, above: str = "") -> Block:
        """A box of a picture.

        Args:
            box: what it says.
            width: points.
            above: quiet words above its title.
        """
        style = theme().box("ladder", box.kind, style_name(box))
        said = _Column(width - 2 * _PAD - (2 * _SECOND if style.hatching != NO_FILL else 0.0))
        said.write(above, self.small, style.soft, bold=True)
        said.write(box.word, self.small, style.word, bold=True)
        said.write(box.title, self.size, style.text, bold=style.bold, struck=style.struck)
        for row in box.rows:
            self._row(row, box, style, said)
        said.write(box.note, self.small, style.soft)
        inside = tuple(moved(piece, (width - said.room) / 2, _PAD) for piece in said.pieces)
        return Block(width, said.bottom + 2 * _PAD, style, inside)

    def label(self, text: str, room: float, ink: str) -> tuple[list[Letters], float]:
        """Words beside a line, from the upper left corner, and how high they are."""
        said = _Column(room)
        said.write(text, self.small, ink, bold=True)
        return [piece for piece in said.pieces if isinstance(piece, Letters)], said.bottom

    def sample(self, text: str, style: BoxStyle) -> Block:
        """A little box for the key."""
        said = _Column(width_of(printable(text), LEAST_SIZE) + 1.0)
        said.write(text, LEAST_SIZE, style.text, struck=style.struck)
        inside = tuple(moved(piece, _PAD, 3.0) for piece in said.pieces)
        return Block(said.room + 2 * _PAD, said.bottom + 6.0, style, inside)

    def _row(self, row: Row, box: Box, style: BoxStyle, said: _Column) -> None:
        if box.kind in _STEPS:
            label = f"{row.label}:" if row.label else ""
            said.write(row.text, self.size, style.text, bold=style.bold and not box.title, before=label)
            said.write(row.detail, self.small, style.soft, indent=_INDENT if label else 0.0)
            said.marks(row.marks(), self._language, _INDENT if label else 0.0)
        elif row.label and box.kind in _NAMED:
            said.write(f"{row.label}: {row.text}", self.small, style.text, bold=True)
        else:
            said.write(row.text, self.small, style.text)
            said.write(row.detail, self.small, style.soft)


class _Column:
    """Lines of text and marks below each other."""

    def __init__(self, room: float) -> None:
        self.room = room
        self.pieces: list[Piece] = []
        self.bottom = 0.0

    def write(
        self, text: str, size: float, ink: str, *, bold: bool = False, struck: bool = False, before: str = "",
        indent: float = 0.0,
    ) -> None:
        """A paragraph; with `before` in front of it, its lines stand behind that."""
        if not text:
            return
        self.bottom += _BETWEEN if self.pieces else 0.0
        left = _INDENT if before else indent
        if before:
            self.pieces.append(Letters(before, 0.0, self.bottom + ASCENT * size, size, ink, bold=True))
        for line in lines_of(text, size, self.room - left, bold=bold):
            self.pieces.append(Letters(line, left, self.bottom + ASCENT * size, size, ink, bold=bold, struck=struck))
            self.bottom += LEADING * size

    def marks(self, marks: Sequence[Mark], language: Language, left: float) -> None:
        """Marks beside each other, in as many lines as they take."""
        x, high = left, LEAST_SIZE * LEADING + 2 * _CHIP_PAD
        self.bottom += _BETWEEN if marks else 0.0
        for mark in marks:
            chip = _chip(mark, language, self.room - left)
            width, height = chip.width, max(high, chip.height)
            if x > left and x + width > self.room:
                x, self.bottom = left, self.bottom + high + _CHIP_GAP
            self.pieces += chip.at(x, self.bottom)
            x, high = x + width + _CHIP_GAP, height
        self.bottom += high + _CHIP_GAP if marks else 0.0


def _chip(mark: Mark, language: Language, room: float) -> Block:
    """The mark of a step; what only some devices suffer is outlined with dashes."""
    danger, case = mark
    style = theme().chips["sometimes" if case else danger or "safe"]
    inner = room - 2 * _CHIP_PAD
    lines = lines_of(words.mark(danger, case).in_(language), LEAST_SIZE, inner, bold=True)
    if len(lines) > 1:  # the danger begins a line, and is not read on from the case
        parts = (part.in_(language) for part in words.mark_apart(danger, case))
        lines = tuple(line for part in parts for line in lines_of(part, LEAST_SIZE, inner, bold=True))
    inside = tuple(
        Letters(said, _CHIP_PAD, _CHIP_PAD + (number * LEADING + ASCENT) * LEAST_SIZE, LEAST_SIZE, style.text, True)
        for number, said in enumerate(lines)
    )
    looks = replace(
        theme().boxes["fact"], rounded=False, hatching=NO_FILL, pen=1.0, fill=style.fill, border=style.border,
        lines="dashed" if case else "solid",
    )  # fmt: skip
    width = max(piece.width for piece in inside) + 2 * _CHIP_PAD
    return Block(width, len(lines) * LEADING * LEAST_SIZE + 2 * _CHIP_PAD, looks, inside)


def _corners(width: float, height: float, radius: float) -> tuple[Point, ...]:
    """The outline of a box from its upper left corner, clockwise."""
    if not radius:
        return (0.0, 0.0), (width, 0.0), (width, height), (0.0, height)
    found = []
    centers = ((radius, radius), (width - radius, radius), (width - radius, height - radius), (radius, height - radius))
    for quarter, (x, y) in enumerate(centers):
        for step in range(_CORNER + 1):
            angle = math.pi * (1 + (quarter + step / _CORNER) / 2)
            found.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
    return tuple(found)


def line(points: Sequence[Point], style: EdgeStyle, *, head: bool = True) -> Iterator[Piece]:
    """A line of level and upright pieces, with the head of its kind at its end if that is wanted."""
    (before_x, before_y), (x, y) = points[-2:]
    length = math.hypot(x - before_x, y - before_y) or 1.0
    along = ((x - before_x) / length, (y - before_y) / length)
    across = (-along[1], along[0])
    shown = style.head if head else "none"
    back = _HEAD if shown == "normal" else 0.0
    end = (x - along[0] * back, y - along[1] * back)
    dash = dashes(style.lines, style.pen) or ()
    yield Outline((*points[:-1], end), NO_FILL, style.color, style.pen, dash)
    half = _HEAD / 2 + style.pen / 2
    sides = tuple((end[0] + across[0] * side, end[1] + across[1] * side) for side in (half, -half))
    if shown == "normal":
        yield Outline((sides[0], (x, y), sides[1]), style.color, style.color, 0.5, closed=True)
    elif shown == "tee":
        yield Outline(sides, NO_FILL, style.color, style.pen)
