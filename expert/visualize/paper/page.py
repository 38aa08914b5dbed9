"""A sheet of paper: its measures, what the theme wants on it, and what stands at its foot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from expert.foundations.texts import Language, Text
from expert.visualize.canvas.metrics import LEADING, lines_of, printable, width_of
from expert.visualize.canvas.theme import theme
from expert.visualize.frames.frame import Rect
from expert.visualize.paper.picture import Letters, Piece

LEAST_SIZE = 9.0
"""Points of the smallest text that is read on paper without effort."""

POINTS = 72 / 25.4
"""In a millimeter."""

A4 = (297 * POINTS, 210 * POINTS)
"""Its width and height on its side, in points."""

MARGIN, FOOT = 34.0, 26.0
TITLE, SUBTITLE = 16.0, 11.0
BRAND = 30.0
"""The height of what the theme wants above a picture."""

_WIDEST_LOGO = 200.0
_BETWEEN = ";  "  # what is said at the foot

PAGE = Text("Page {number} of {total}", "Sida {number} av {total}")


@dataclass(frozen=True, slots=True)
class Lead:
    """A place on a sheet that leads to another.

    Attributes:
        page: the number of the other sheet, from 1.
    """

    rect: Rect
    page: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper with what is drawn on it.

    Attributes:
        width: points, as `height`.
        pieces: what is drawn, in order.
        clip: outside of this place nothing of `clipped` is drawn.
        clipped: lines that go on on another sheet.
        logo: where the theme's logo stands, if it has one.
        about: what stands on it in a few words, for the list of pages; empty where the title says it.
        leads: what leads to other sheets.
    """

    title: str
    width: float
    height: float
    pieces: tuple[Piece, ...]
    clip: Rect
    clipped: tuple[Piece, ...] = ()
    logo: Rect | None = None
    about: str = ""
    leads: tuple[Lead, ...] = ()

    @property
    def smallest(self) -> float:
        """The size of its smallest text, in points."""
        sizes = (piece.size for piece in (*self.clipped, *self.pieces) if isinstance(piece, Letters))
        return min(sizes, default=0.0)


def titled(lines: Iterable[tuple[str, float, bool]], room: Rect) -> tuple[list[Piece], float]:
    """What stands above a picture: its title and what is said below it, and where that ends.

    Args:
        lines: what is said, the size of its letters, and whether it is bold; a line that is not is quiet.
        room: where there is room.
    """
    said: list[Piece] = []
    y = room.y
    for text, size, bold in lines:
        for line in lines_of(text, size, room.width, bold=bold):
            y += size * LEADING
            ink = theme().page.ink if bold else theme().page.soft
            said.append(Letters(line, room.x, y, size, ink, bold=bold))
    return said, y


def brand_words(room: Rect) -> Iterator[Letters]:
    """What the theme wants above and below every picture."""
    brand, soft = theme().brand, theme().page.soft
    if brand.header:
        yield Letters(printable(brand.header), room.x, room.y + SUBTITLE, SUBTITLE, soft)
    if brand.footer:
        text = printable(brand.footer)
        yield Letters(text, room.x + (room.width - width_of(text, LEAST_SIZE)) / 2, room.bottom, LEAST_SIZE, soft)


def brand_room(size: tuple[float, float]) -> Rect:
    """Between which heights of a sheet the words of the theme stand."""
    return Rect(MARGIN, MARGIN, size[0] - 2 * MARGIN, size[1] - 2 * MARGIN + 2 * LEAST_SIZE)


def logo_place(right: float) -> Rect | None:
    """The place of the theme's logo, up to a right edge."""
    logo = theme().brand.logo
    if logo is None:
        return None
    scale = min(BRAND * 0.8 / logo.height, _WIDEST_LOGO / logo.width)
    return Rect(right - logo.width * scale, MARGIN / 2, logo.width * scale, logo.height * scale)


def room_on(size: tuple[float, float]) -> Rect:
    """The room for a picture on a sheet, between its margins, what the theme wants above, and the foot.

    Args:
        size: width and height of the sheet, in points.
    """
    top = MARGIN + (BRAND if theme().brand.above else 0.0)
    return Rect(MARGIN, top, size[0] - 2 * MARGIN, size[1] - top - MARGIN - FOOT)


def foot_words(title: str, said: Sequence[Text], size: tuple[float, float], language: Language) -> Iterator[Letters]:
    """The foot of a sheet: the title, and on the right which page it is.

    Args:
        title: of the picture; only its first line is shown.
        said: what stands on the right.
        size: width and height of the sheet, in points.
        language: of the words.
    """
    soft, y, wide = theme().page.soft, size[1] - MARGIN + LEAST_SIZE, size[0] - 2 * MARGIN
    right = _BETWEEN.join(text.in_(language) for text in said)
    taken = width_of(right, LEAST_SIZE)
    yield Letters(right, size[0] - MARGIN - taken, y, LEAST_SIZE, soft)
    first, *_ = lines_of(title, LEAST_SIZE, wide - taken - 20) or ("",)
    yield Letters(first, MARGIN, y, LEAST_SIZE, soft)


def foot_leads(
    said: Sequence[Text], pages: Sequence[int], size: tuple[float, float], language: Language
) -> Iterator[Lead]:
    """The words at the foot that name another sheet, each with its number.

    Args:
        said: what stands on the right of the foot: which page it is, and then the others.
        pages: the numbers of the others.
        size: width and height of the sheet, in points.
        language: of the words.
    """
    right, y = size[0] - MARGIN, size[1] - MARGIN + LEAST_SIZE
    for text, page in zip(reversed(said[1:]), reversed(pages), strict=True):
        wide = width_of(text.in_(language), LEAST_SIZE)
        yield Lead(Rect(right - wide, y - LEAST_SIZE, wide, LEAST_SIZE * 1.2), page)
        right -= wide + width_of(_BETWEEN, LEAST_SIZE)
