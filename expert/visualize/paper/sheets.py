"""Sets a picture on paper: on sheets of A4 in its own size, or on one sheet that is as large as it takes.

On A4 no box is cut: each stands whole on at least one sheet, and a sheet leaves out what it would show in part. What
does not fit is on the next sheet, and the foot says which one lies beside or below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from expert.foundations.texts import Language, Text
from expert.visualize.canvas.theme import theme
from expert.visualize.frames.frame import Rect
from expert.visualize.paper.page import (
    A4,
    BRAND,
    FOOT,
    LEAST_SIZE,
    MARGIN,
    PAGE,
    POINTS,
    SUBTITLE,
    TITLE,
    Sheet,
    brand_room,
    brand_words,
    foot_leads,
    foot_words,
    logo_place,
    room_on,
    titled,
)
from expert.visualize.paper.picture import Letters, Outline, Part, Picture, Piece, around, moved
from expert.visualize.words import KEY

PAPERS: tuple[tuple[str, int, int], ...] = (("A3", 297, 420), ("A2", 420, 594), ("A1", 594, 841), ("A0", 841, 1189))
"""The sheets that a poster can have: name, and millimeters of the short and the long side."""

_LARGEST = 1.5  # how much a small picture is enlarged on A4
_AIR = 4.0  # points around a box that belong to it
_KEY_GAP = 6.0

_STAGE = re.compile(r"stage-(\d+)-")  # how the id of a box of a plan begins

_BESIDE = Text("to the right: page {number}", "till höger: sida {number}")
_BELOW = Text("below: page {number}", "nedanför: sida {number}")
_PAPER = Text("{name}, {width} x {height} mm", "{name}, {width} x {height} mm")


def whole(picture: Picture) -> Sheet:
    """The picture on a sheet of just its size."""
    brand = theme().brand
    above, below = BRAND if brand.above else 0.0, BRAND if brand.footer else 0.0
    every = Rect(0, 0, picture.width, picture.height + above + below)
    pieces = [moved(piece, 0.0, above) for piece in _all(picture)]
    pieces += brand_words(Rect(MARGIN / 2, MARGIN / 2, picture.width - MARGIN, every.height - MARGIN))
    return Sheet(
        picture.title, every.width, every.height, tuple(pieces), every, logo=logo_place(every.width - MARGIN / 2)
    )


def poster(picture: Picture, language: Language) -> tuple[Sheet, str]:
    """The picture on one sheet, the smallest on which no text is too small, and the name and size of that paper.

    Where it fits on none, it is on the largest.
    """
    fitting = (paper for paper in PAPERS if _scale(picture, *paper[1:]) * picture.smallest >= LEAST_SIZE)
    name, short, long = next(fitting, PAPERS[-1])
    width, height = (long, short) if picture.width >= picture.height else (short, long)
    scale = _scale(picture, short, long)
    said = _PAPER.format(name=name, width=width, height=height).in_(language)
    page = Rect(0, 0, width * POINTS, height * POINTS)
    left = (page.width - picture.width * scale) / 2
    size = max(LEAST_SIZE, picture.smallest * scale)
    foot = Letters(said, MARGIN, page.height - MARGIN + size, size, theme().page.soft)
    words = brand_words(Rect(MARGIN, MARGIN, page.width - 2 * MARGIN, page.height - 2 * MARGIN))
    top = MARGIN + (BRAND if theme().brand.above else 0.0)
    pieces = (*(moved(piece, left, top, scale) for piece in _all(picture)), foot, *words)
    logo = logo_place(page.width - MARGIN)
    return Sheet(picture.title, page.width, page.height, pieces, page, logo=logo), said


def _scale(picture: Picture, short: int, long: int) -> float:
    wide, high = (long, short) if picture.width >= picture.height else (short, long)
    return min(
        (wide * POINTS - 2 * MARGIN) / picture.width,
        (high * POINTS - 2 * MARGIN - FOOT - (BRAND if theme().brand.above else 0.0)) / picture.height,
    )


def _all(picture: Picture) -> tuple[Piece, ...]:
    return tuple(piece for part in picture.parts for piece in part.pieces)


# On A4


def on_a4(picture: Picture, subtitle: Sequence[str], language: Language) -> list[Sheet]:
    """The picture on sheets of A4 with no text too small: on their sides, or upright where that takes fewer.

    Args:
        picture: the picture.
        subtitle: the lines below its title, which are broken anew for the sheet, as the title is.
        language: of the words at the foot.
    """
    level = _A4Setter(picture, subtitle, language, A4).sheets()
    if len(level) == 1:
        return level
    upright = _A4Setter(picture, subtitle, language, (A4[1], A4[0])).sheets()
    return min(level, upright, key=len)


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of the picture that one sheet shows, in its points."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class _Place:
    """A sheet among the others.

    Attributes:
        boxes: the ids of the boxes that stand on it.
        numbers: of every sheet, by its row and column.
        at: its own row and column.
    """

    column: _Window
    row: _Window
    boxes: set[str]
    numbers: dict[tuple[int, int], int]
    at: tuple[int, int]

    @property
    def shown(self) -> Rect:
        return _shown(self.column, self.row)


class _A4Setter:
    def __init__(
        self, picture: Picture, subtitle: Sequence[str], language: Language, size: tuple[float, float]
    ) -> None:
        self._picture = picture
        self._language: Language = language
        self._size = size
        self._room = room_on(size)
        self._heading, self._below = self._headed(subtitle)
        self._parts = [part for part in picture.parts if part.kind != "heading"]
        self._scale = self._enlarged()
        self._ends = {part.id: self._boxes_at(part) for part in self._parts if part.kind == "line"}

    def sheets(self) -> list[Sheet]:
        stages = self._stages()
        return self._in_windows() if stages is None else self._stage_by_stage(stages)

    def _in_windows(self) -> list[Sheet]:
        """Each sheet shows a stretch of the picture as it was drawn."""
        columns = self._windows(self._room.width, self._room.width, across=True)
        rows = self._windows(self._room.bottom - self._below, self._room.height, across=False)
        at = {part.id: self._place(part, columns, rows) for part in self._parts if part.kind == "box"}
        # The first has the heading, and what is larger than a sheet stands on several.
        filled = {(0, 0), *at.values(), *self._of_large(columns, rows)}
        places = [(i, j) for i in range(len(rows)) for j in range(len(columns)) if (i, j) in filled]
        numbers = {place: number for number, place in enumerate(places, start=1)}
        return [
            self._sheet(_Place(columns[j], rows[i], {name for name, place in at.items() if place == (i, j)},
                               numbers, (i, j)))
            for i, j in places
        ]  # fmt: skip

    def _enlarged(self) -> float:
        """How much larger than Graphviz drew it: so that no text is too small; more where it fits on one sheet."""
        least = LEAST_SIZE / self._picture.smallest if self._picture.smallest else 1.0
        drawn = _around(self._parts)
        wide, high = drawn.width + 2 * _AIR, drawn.height + 2 * _AIR
        fits = min(self._room.width / wide, (self._room.bottom - self._below) / high)
        return max(least, min(fits, _LARGEST))

    # Stage by stage

    def _stages(self) -> list[list[Part]] | None:
        """The boxes of each stage below its header; None for a picture without stages, and where it need not be cut.

        Nor can it be taken apart where a box is larger than a sheet.
        """
        drawn = _around(self._parts)
        room = self._room
        if drawn.width * self._scale <= room.width and drawn.height * self._scale <= room.bottom - self._below:
            return None
        stages: dict[int, list[Part]] = {}
        for part in (part for part in self._parts if part.kind == "box"):
            found = _STAGE.match(part.id)
            if found is None or self._is_large(part):
                return None
            stages.setdefault(int(found[1]), []).append(part)
        headers = [part for part in self._parts if part.kind == "header"]
        return [
            [*_header_above(boxes, headers), *sorted(boxes, key=lambda part: part.rect.y)]
            for _, boxes in sorted(stages.items())
        ]  # fmt: skip

    def _stage_by_stage(self, stages: Sequence[Sequence[Part]]) -> list[Sheet]:
        """Stages in the order in which they are read, beside and below each other; each begins on one sheet with room.

        One that is higher than a sheet goes on in the next column or on the next sheet, between its boxes.
        """
        room, gap = self._room, _AIR * 4
        pages: list[list[Piece]] = [[]]
        x, top, low = room.x, self._below, self._below
        for stage in stages:
            for block in self._blocks(stage):
                rect = _around(block)
                width, height = rect.width * self._scale, self._height(block)
                if x > room.x and (x + width > room.right or top + height > room.bottom):
                    x, top = room.x, low + gap
                if top + height > room.bottom and (pages[-1] or top > room.y):
                    pages.append([])
                    x, top, low = room.x, room.y, room.y
                right, down = x - rect.x * self._scale, top - rect.y * self._scale
                pages[-1] += [moved(piece, right, down, self._scale) for part in block for piece in part.pieces]
                x, low = x + width + gap, max(low, top + height)
        return [self._page(number, pages) for number in range(1, len(pages) + 1)]

    def _blocks(self, stage: Sequence[Part]) -> Iterator[Sequence[Part]]:
        """A stage as what stays together: all of it, or the header with the first box, and each further box."""
        if self._height(stage) <= self._room.height:
            yield stage
            return
        # A box as high as a sheet has no room for a header, and says its number itself.
        beside = 2 if stage[0].kind == "header" else 1
        yield stage[:beside] if self._height(stage[:beside]) <= self._room.height else stage[beside - 1 : beside]
        yield from ([part] for part in stage[beside:])

    def _height(self, parts: Sequence[Part]) -> float:
        return _around(parts).height * self._scale

    def _page(self, number: int, pages: Sequence[Sequence[Piece]]) -> Sheet:
        page = PAGE.format(number=number, total=len(pages))
        pieces = [*pages[number - 1], *(self._heading if number == 1 else ())]
        pieces += foot_words(self._picture.title, [page], self._size, self._language)
        pieces += brand_words(brand_room(self._size))
        return Sheet(self._picture.title, *self._size, tuple(pieces), self._room,
                     logo=logo_place(self._room.right), about=page.in_(self._language))  # fmt: skip

    # What stands on which sheet

    def _windows(self, first: float, room: float, *, across: bool) -> list[_Window]:
        """Stretches of the picture that fit on a sheet, so that each box is whole in one of them.

        Args:
            first: points on the first sheet.
            room: points on each other one.
            across: from the left to the right; else from the top down.
        """
        spans = sorted(self._spans(room / self._scale, across))
        windows: list[_Window] = []
        start = spans[0][0] if spans else 0.0
        while spans:
            size = (room if windows else first) / self._scale
            windows.append(_Window(start, start + size))
            left = [span for span in spans if span[1] > start + size + 0.01]
            # What is too large for the first sheet, which has the heading, stands on the next from the same place on.
            if left and min(left)[0] <= start and size >= room / self._scale:
                left.remove(min(left))  # a letter larger than any sheet
            spans, start = left, min(left)[0] if left else 0.0
        return windows or [_Window(0.0, room)]

    def _spans(self, room: float, across: bool) -> Iterator[tuple[float, float]]:
        """Where boxes begin and end; of one that is larger than a sheet, where its lines of text do."""
        for part in self._parts:
            if part.kind in ("box", "header"):
                whole_box = _span(part.rect, across)
                if whole_box[1] - whole_box[0] <= room:
                    yield whole_box
                else:
                    yield from (_span(p.rect, across) for p in part.pieces if isinstance(p, Letters))

    def _place(self, part: Part, columns: Sequence[_Window], rows: Sequence[_Window]) -> tuple[int, int]:
        """The one sheet that a box stands on: the last that has room for it, beside what belongs to it."""
        places = [
            (i, j) for i, row in enumerate(rows) for j, column in enumerate(columns)
            if _inside(part.rect, _shown(column, row))
        ]  # fmt: skip
        return max(places, default=(-1, -1))

    def _of_large(self, columns: Sequence[_Window], rows: Sequence[_Window]) -> Iterator[tuple[int, int]]:
        """The sheets that words of a box stand on that is larger than a sheet."""
        for part in (part for part in self._parts if part.kind == "box" and self._is_large(part)):
            for i, row in enumerate(rows):
                for j, column in enumerate(columns):
                    shown = _shown(column, row)
                    if any(isinstance(piece, Letters) and _inside(piece.rect, shown) for piece in part.pieces):
                        yield i, j

    def _boxes_at(self, line: Part) -> set[str]:
        """The boxes between which a line runs."""
        paths = [piece for piece in line.pieces if isinstance(piece, Outline)]
        if not paths:
            return set()
        ends = (paths[0].points[0], paths[0].points[-1])
        return {
            part.id for part in self._parts
            if part.kind == "box" and any(_near(part.rect, end) for end in ends)
        }  # fmt: skip

    def _sheet(self, place: _Place) -> Sheet:
        shown, (i, j) = place.shown, place.at
        y = self._room.y if i else self._below
        right, down = self._room.x - shown.x * self._scale, y - shown.y * self._scale
        kept: list[Piece] = []
        kept_lines: list[Piece] = []
        for part in self._parts:
            if part.kind == "line":
                if self._is_drawn(part, place):
                    kept_lines += [p for p in part.pieces if isinstance(p, Outline) or _inside(p.rect, shown)]
            elif part.id in place.boxes or (part.kind == "header" and _inside(part.rect, shown)):
                kept += part.pieces
            elif part.kind == "box" and self._is_large(part):
                kept_lines += [p for p in part.pieces if isinstance(p, Outline)]
                kept += [p for p in part.pieces if isinstance(p, Letters) and _inside(p.rect, shown)]
        pieces, lines = ([moved(piece, right, down, self._scale) for piece in some] for some in (kept, kept_lines))
        said, others = self._foot(place)
        pieces += [*(() if i or j else self._heading)]
        pieces += foot_words(self._picture.title, said, self._size, self._language)
        pieces += brand_words(brand_room(self._size))
        clip = Rect(self._room.x, y, self._room.width, self._room.bottom - y)
        return Sheet(self._picture.title, *self._size, tuple(pieces), clip, tuple(lines),
                     logo_place(self._room.right), said[0].in_(self._language),
                     tuple(foot_leads(said, others, self._size, self._language)))  # fmt: skip

    def _is_drawn(self, line: Part, place: _Place) -> bool:
        """Whether a line is seen on a sheet: one of its boxes stands there, or it only passes."""
        ends, rect, shown = self._ends[line.id], line.rect, place.shown
        if ends & place.boxes:
            return True
        down = rect.y < shown.y and rect.bottom > shown.bottom and shown.x < rect.right and rect.x < shown.right
        across = rect.x < shown.x and rect.right > shown.right and shown.y < rect.bottom and rect.y < shown.bottom
        return down or across

    def _is_large(self, part: Part) -> bool:
        room = self._room
        return part.rect.width * self._scale > room.width or part.rect.height * self._scale > room.height

    def _foot(self, place: _Place) -> tuple[list[Text], list[int]]:
        """Which page it is and which lie beside and below it; and the numbers of these."""
        i, j = place.at
        said, others = [PAGE.format(number=place.numbers[i, j], total=len(place.numbers))], []
        for text, at in ((_BESIDE, (i, j + 1)), (_BELOW, (i + 1, j))):
            if at in place.numbers:
                said.append(text.format(number=place.numbers[at]))
                others.append(place.numbers[at])
        return said, others

    # The heading

    def _headed(self, subtitle: Sequence[str]) -> tuple[list[Piece], float]:
        """Title, the lines below it and the key, set anew; and where the picture begins below them."""
        lines = [(self._picture.title, TITLE, True), *((line, SUBTITLE, False) for line in subtitle)]
        said, y = titled(lines, self._room)
        y += 8.0
        for pieces, down in self._key(y):
            said += pieces
            y = max(y, down)
        return said, y + 12.0

    def _key(self, y: float) -> Iterator[tuple[list[Piece], float]]:
        """The entries of the key in lines, each with where it ends."""
        x, line = self._room.x, 0.0
        for pieces in self._entries():
            rect = around([(p.rect.x, p.rect.y) for p in pieces] + [(p.rect.right, p.rect.bottom) for p in pieces])
            if x + rect.width > self._room.right and x > self._room.x:
                x, y, line = self._room.x, y + line + _KEY_GAP, 0.0
            line = max(line, rect.height)
            yield [moved(piece, x - rect.x, y - rect.y) for piece in pieces], y + rect.height
            x += rect.width + _KEY_GAP

    def _entries(self) -> Iterator[list[Piece]]:
        """The word KEY, and the entries of the key: each a little box with its words, or a line and its words."""
        pieces = [piece for part in self._picture.parts if part.kind == "heading" for piece in part.pieces]
        entry: list[Piece] = []
        for piece in pieces:
            if isinstance(piece, Outline):
                if entry and not _inside(piece.rect, entry[0].rect):
                    yield entry
                    entry = []
                entry.append(piece)
            elif piece.text == KEY.in_(self._language):
                yield [piece]
            elif entry and (_inside(piece.rect, _wider(entry[0].rect)) or _is_bare_line(entry)):
                entry.append(piece)
        if entry:
            yield entry


def _is_bare_line(entry: Sequence[Piece]) -> bool:
    """Whether an entry of the key is a sample of a line that has no words yet."""
    return entry[0].rect.height < 1.0 and not any(isinstance(piece, Letters) for piece in entry)


def _header_above(boxes: Sequence[Part], headers: Sequence[Part]) -> list[Part]:
    """The header that stands nearest above some boxes, as one that names them does, right above them."""
    rect = _around(boxes)
    above = [
        header for header in headers
        if header.rect.bottom <= rect.y + 1 and header.rect.x < rect.right and rect.x < header.rect.right
    ]  # fmt: skip
    if not above:
        return []
    nearest = max(above, key=lambda header: header.rect.y)
    down = rect.y - 2 * _AIR - nearest.rect.bottom
    return [replace(nearest, pieces=tuple(moved(piece, 0.0, down) for piece in nearest.pieces))]


def _around(parts: Sequence[Part]) -> Rect:
    rects = [part.rect for part in parts] or [Rect(0, 0, 1, 1)]
    return around([(r.x, r.y) for r in rects] + [(r.right, r.bottom) for r in rects])


def _span(rect: Rect, across: bool) -> tuple[float, float]:
    return (rect.x - _AIR, rect.right + _AIR) if across else (rect.y - _AIR, rect.bottom + _AIR)


def _shown(column: _Window, row: _Window) -> Rect:
    return Rect(column.start, row.start, column.end - column.start, row.end - row.start)


def _near(rect: Rect, point: tuple[float, float]) -> bool:
    """Whether a line that ends there ends at the box; its arrowhead is between them."""
    reach = 16.0
    return rect.x - reach <= point[0] <= rect.right + reach and rect.y - reach <= point[1] <= rect.bottom + reach


def _inside(inner: Rect, outer: Rect) -> bool:
    near = 0.05
    return (
        inner.x >= outer.x - near and inner.right <= outer.right + near
        and inner.y >= outer.y - near and inner.bottom <= outer.bottom + near
    )  # fmt: skip


def _wider(rect: Rect) -> Rect:
    return Rect(rect.x - 2, rect.y - 2, rect.width + 4, rect.height + 4)
