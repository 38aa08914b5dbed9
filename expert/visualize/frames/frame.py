"""What a frame consists of once everything has its place: cells with lines of text, and the arrows between them.

Sizes and places are points on a slide that is 13.333 inches wide and 7.5 inches high, counted from its upper left
corner. Writers draw what stands here and decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from expert.foundations.texts import Language
from expert.visualize.canvas.metrics import ASCENT, LEADING, width_of
from expert.visualize.canvas.theme import Lines

WIDTH, HEIGHT = 960.0, 540.0
"""The size of a frame: 16 to 9."""

LEAST_SIZE = 18.0
"""Points of the smallest text that a class reads from its last row."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A place on the frame."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Look:
    """How a box is drawn; a color of `none` is not.

    Attributes:
        hatched: with thin slanting lines behind its words.
    """

    fill: str
    border: str
    lines: Lines
    pen: float
    rounded: bool = False
    hatched: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph, broken into lines.

    Attributes:
        above: points between it and what stands above it.
        url: where its words lead.
    """

    text: str
    lines: tuple[str, ...]
    size: float
    ink: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    above: float = 0.0
    url: str = ""

    @property
    def height(self) -> float:
        return self.above + len(self.lines) * self.size * LEADING


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of text at its place.

    Attributes:
        y: of the line that the letters stand on.
        width: as measured.
    """

    text: str
    x: float
    y: float
    width: float
    said: Said

    @property
    def rect(self) -> Rect:
        """The room that the line takes."""
        size = self.said.size
        return Rect(self.x, self.y - ASCENT * size, self.width, size)


@dataclass(frozen=True, slots=True)
class Cell:
    """A box with words, or words alone where it has no look.

    Attributes:
        id: its name on the frame.
        kind: what it stands for, such as `claim`, `cause confirmed` or `mark erases_device`.
        pad: points between its border and its words.
    """

    id: str
    kind: str
    rect: Rect
    said: tuple[Said, ...]
    look: Look | None = None
    align: Literal["left", "center", "right"] = "left"
    middle: bool = False
    pad: float = 0.0

    @property
    def text(self) -> str:
        """Its words, a paragraph a line."""
        return "\n".join(said.text for said in self.said)

    def set_lines(self) -> Iterator[SetLine]:
        """Every line at its place."""
        free = self.rect.height - 2 * self.pad - sum(said.height for said in self.said)
        y = self.rect.y + self.pad + (free / 2 if self.middle else 0.0)
        for said in self.said:
            y += said.above
            for line in said.lines:
                # The room between lines is above and below the letters alike.
                base = y + said.size * ((LEADING - 1) / 2 + ASCENT)
                width = width_of(line, said.size, bold=said.bold)
                yield SetLine(line, self._left(width), base, width, said)
                y += said.size * LEADING

    def _left(self, width: float) -> float:
        free = self.rect.width - 2 * self.pad - width
        return self.rect.x + self.pad + {"left": 0.0, "center": free / 2, "right": free}[self.align]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A straight line from one cell to another.

    Attributes:
        source: the id of the cell where it begins.
        target: the id of the cell where it ends.
        ends: where, as x and y of both.
    """

    id: str
    kind: str
    source: str
    target: str
    ends: tuple[tuple[float, float], tuple[float, float]]
    color: str
    lines: Lines
    pen: float
    head: Literal["normal", "tee", "none"]


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A document that a frame rests on."""

    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame.

    Attributes:
        id: its name among the frames.
        claim: the one thing that it says; its title.
        cells: from the top left to the bottom right, as they are read.
        rules: thin lines that part rows, each as the place that it takes.
        notes: the full wording, for whoever speaks.
        logo: where the theme's logo stands, if it has one.
        number: its place among the frames, from 1.
    """

    id: str
    claim: str
    cells: tuple[Cell, ...]
    arrows: tuple[Arrow, ...] = ()
    rules: tuple[Rect, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[SourceLink, ...] = ()
    logo: Rect | None = None
    number: int = 1

    @property
    def description(self) -> str:
        """What it shows, for whoever cannot see it."""
        shown = (cell for cell in self.cells if cell.kind not in ("claim", "page", "footer", "header"))
        return " ".join(_sentence(said.text) for cell in shown for said in cell.said)


@dataclass(frozen=True, slots=True)
class Deck:
    """Frames that belong together, in their order."""

    title: str
    language: Language
    frames: tuple[Frame, ...]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", ":", "…")) else f"{text}."
