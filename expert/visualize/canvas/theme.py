"""The theme: how the pictures look, by `visualize/theme.yaml` and what a theme of one's own lays over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

from expert.foundations import content
from expert.foundations.nodes import plain
from expert.foundations.parsing import read_file

Lines = Literal["solid", "dashed", "dotted"]
NO_FILL = "none"
_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Font:
    """The typeface, and the size of each kind of text in points.

    Attributes:
        name: the one name that Graphviz measures with.
        fallback: the names a reader's machine may choose from, all as wide as `name`.
        width: how wide its letters are, in those of Arial; for a theme whose first name in `fallback` is wider.
    """

    __pydantic_config__ = _STRICT
    name: str
    fallback: str
    title: int
    part: int
    subtitle: int
    header: int
    body: int
    label: int
    small: int
    chip: int
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet that a picture is drawn on.

    Attributes:
        margin: inches around the picture.
        resolution: dots per inch of a PNG.
        arrow: the size of arrowheads, 1 being Graphviz's own.
    """

    __pydantic_config__ = _STRICT
    paper: str
    ink: str
    soft: str
    margin: float
    resolution: int
    arrow: float


@dataclass(frozen=True, slots=True)
class Room:
    """The room for words in a box: characters in a line, and the least width in points."""

    __pydantic_config__ = _STRICT
    wrap: int
    width: int


@dataclass(frozen=True, slots=True)
class Spacing:
    """How one kind of picture is laid out.

    Attributes:
        between: inches between the boxes of a column.
        across: inches between columns.
        heading: characters in a line above the picture; 0 where its page has the heading.
        parts: inches between pictures that stand below each other in one.
        rows: what stands in the columns beside each other is one row, as high as its highest box.
        tops: boxes beside each other that belong to one row begin at the same height, however high they are.
        room: for kinds of boxes that have more room, or less, than in other pictures.
    """

    __pydantic_config__ = _STRICT
    between: float
    across: float
    heading: int
    parts: float = 0
    rows: bool = False
    tops: bool = False
    room: dict[str, Room] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BoxStyle:
    """How one kind of box looks.

    Attributes:
        shape: Graphviz's name of it.
        lines: the stroke of the border.
        pen: its width in points.
        fill: a color, or `none` where the paper shows.
        text: the color of the strong words.
        soft: the color of the quiet ones.
        word: the color of the verdict.
        wrap: characters in a line.
        width: the least width in points.
        bold: the title is bold.
        italic: the strong words are in italics, because they are not known.
        struck: the title is struck through.
        hatching: for a double border, the color of the hatching that SVG has behind the words; `none` for neither.
    """

    __pydantic_config__ = _STRICT
    shape: Literal["box", "hexagon"]
    lines: Lines
    pen: float
    fill: str
    border: str
    text: str
    soft: str
    word: str
    align: Literal["left", "center"]
    wrap: int
    width: int
    rounded: bool = False
    bold: bool = False
    italic: bool = False
    struck: bool = False
    hatching: str = NO_FILL


@dataclass(frozen=True, slots=True)
class EdgeStyle:
    """How one kind of line looks; `head` is Graphviz's name of the arrowhead."""

    __pydantic_config__ = _STRICT
    color: str
    lines: Lines
    pen: float
    head: Literal["normal", "tee", "none"]


@dataclass(frozen=True, slots=True)
class ChipStyle:
    """How the mark of a step looks."""

    __pydantic_config__ = _STRICT
    fill: str
    border: str
    text: str


@dataclass(frozen=True, slots=True)
class FrameStyle:
    """What only frames to project have.

    Attributes:
        rule: the color of the lines between rows.
    """

    __pydantic_config__ = _STRICT
    rule: str


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that stands on every picture; it is carried in it, and nothing is asked for elsewhere.

    Attributes:
        width: in its own units, as `height`: they tell its shape.
    """

    kind: Literal["png", "jpeg", "svg"]
    data: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Brand:
    """What whoever shows the pictures wants to stand on each; empty where nothing is wanted."""

    logo: Logo | None = None
    header: str = ""
    footer: str = ""

    @property
    def above(self) -> bool:
        """Whether something stands above the picture."""
        return self.logo is not None or bool(self.header)


@dataclass(frozen=True, slots=True)
class Theme:
    """How everything looks, by the names that the graphs use."""

    __pydantic_config__ = _STRICT
    font: Font
    page: Page
    pictures: dict[str, Spacing]
    boxes: dict[str, BoxStyle]
    edges: dict[str, EdgeStyle]
    chips: dict[str, ChipStyle]
    frames: FrameStyle
    brand: Brand = Brand()

    def box(self, drawing: str, kind: str, style: str) -> BoxStyle:
        """How a box looks in one kind of picture.

        Args:
            drawing: the kind of picture.
            kind: the kind of box.
            style: the name of its style: its kind, with its verdict if it has one.
        """
        room = self.pictures[drawing].room.get(kind)
        return self.boxes[style] if room is None else replace(self.boxes[style], wrap=room.wrap, width=room.width)


_laid: ContextVar[Theme | None] = ContextVar("theme", default=None)
_COLORED = ("fill", "border", "text", "soft", "word", "color", "paper", "ink", "rule", "hatching")
"""The fields that are colors."""


def theme() -> Theme:
    """The theme that pictures are drawn in: the shipped one, unless another is laid over it (`using`).

    Raises:
        InputError: the shipped file is not well-formed.
        pydantic.ValidationError: something in it is missing, unknown or of the wrong kind.
    """
    return _laid.get() or shipped_theme()


@contextmanager
def using(laid: Theme) -> Iterator[None]:
    """Draw in another theme while it lasts; other threads keep theirs."""
    before = _laid.set(laid)
    try:
        yield
    finally:
        _laid.reset(before)


@cache
def shipped_theme() -> Theme:
    """The theme of `visualize/theme.yaml`; read once in a process."""
    return laid_over({})


def laid_over(over: Mapping[str, Any], brand: Brand | None = None) -> Theme:
    """The shipped theme with something laid over it.

    Args:
        over: tables as in `visualize/theme.yaml`, with what is to be different.
        brand: what stands on every picture.

    Raises:
        pydantic.ValidationError: something in it is missing, unknown or of the wrong kind.
    """
    data = _merged(shipped_data(), over)
    colors: dict[str, str] = data.pop("colors")
    data["boxes"] = _resolved(data["boxes"])
    made = TypeAdapter(Theme).validate_python(_with_colors(data, colors))
    return made if brand is None else replace(made, brand=brand)


@cache
def shipped_data() -> dict[str, Any]:
    """What stands in `visualize/theme.yaml`."""
    file = content.bundled("visualize", "theme.yaml")
    data: dict[str, Any] = plain(read_file(file, "visualize/theme.yaml"))
    return data


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Tables with others laid over them, and so the tables in them."""
    merged = dict(below)
    for name, value in above.items():
        under = merged.get(name)
        merged[name] = _merged(under, value) if isinstance(under, dict) and isinstance(value, Mapping) else value
    return merged


def _with_colors(data: Any, colors: Mapping[str, str]) -> Any:
    """The tables with colors in the place of their names."""
    if not isinstance(data, dict):
        return data
    return {
        name: colors.get(value, value) if name in _COLORED and isinstance(value, str) else _with_colors(value, colors)
        for name, value in data.items()
    }


def _resolved(boxes: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The boxes with what they take from an earlier one filled in."""
    resolved: dict[str, dict[str, Any]] = {}
    for name, said in boxes.items():
        earlier = resolved[said["like"]] if "like" in said else {}
        resolved[name] = {**earlier, **{key: value for key, value in said.items() if key != "like"}}
    return resolved
