"""What a frame is to say, before anything has a place: a claim, and rows of boxes below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from expert.visualize.canvas.theme import EdgeStyle
from expert.visualize.frames.frame import Look, SourceLink

Role = Literal["body", "quiet", "word"]
"""How large words are: as large as fits, somewhat smaller, or as small as words on a frame may be."""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph.

    Attributes:
        above: points between it and what stands above it.
        url: where it leads.
    """

    text: str
    ink: str
    role: Role = "body"
    bold: bool = False
    italic: bool = False
    struck: bool = False
    above: float = 0.0
    url: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A box with paragraphs, or paragraphs alone where it has no look.

    Attributes:
        middle: its words stand in the middle of its height.
        fills: it is as high as its row, so that the boxes of a row stand in line.
    """

    kind: str
    words: tuple[Words, ...]
    look: Look | None = None
    align: Literal["left", "center", "right"] = "left"
    middle: bool = False
    fills: bool = False
    pad: float = 0.0


@dataclass(frozen=True, slots=True)
class Column:
    """Blocks below each other.

    Attributes:
        width: points.
        arrow: how the line looks that leads here from the column before; None where there is none.
        label: what stands on that line.
        room: points between this column and the one before.
    """

    width: float
    blocks: tuple[Block, ...]
    arrow: EdgeStyle | None = None
    arrow_kind: str = ""
    label: Words | None = None
    room: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """Columns beside each other.

    Attributes:
        id: its name on the frame.
        ruled: a thin line parts it from the row above.
        gap: points between it and the row above.
        keep: it must not be the last on its frame, for it belongs to the row below.
    """

    id: str
    columns: tuple[Column, ...]
    ruled: bool = False
    gap: float = 16.0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """What one claim takes: a frame, or several where it does not fit on one.

    Attributes:
        kicker: the words above the claim, which say what kind of frame it is.
        color: of the kicker and the bar beside the claim.
        rows: what is shown.
        extra: what is shown besides where there is room on the frame; the notes have it anyway.
        notes: the full wording of everything.
    """

    id: str
    kicker: str
    color: str
    claim: str
    rows: tuple[Row, ...]
    extra: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[SourceLink, ...] = ()
