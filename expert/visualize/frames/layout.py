"""Gives everything on a frame its place: the largest letters with which it fits, or else a further frame.

Nothing is cut. What does not fit on one frame in letters that a class can read stands on several, which say so; a row
that is higher than a frame is divided between its lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from expert.foundations.deadlines import look_at_the_clock
from expert.foundations.texts import Language, Text
from expert.visualize.canvas.metrics import LEADING, lines_of, printable, width_of
from expert.visualize.canvas.theme import theme
from expert.visualize.frames.frame import (
    LEAST_SIZE,
    Arrow,
    Cell,
    Deck,
    Frame,
    Look,
    Rect,
    Said,
)
from expert.visualize.frames.scene import Block, Column, Row, Scene, Words

LEFT, RIGHT = 64.0, 896.0
BODY = RIGHT - LEFT
"""The width of what stands below the claim."""

_KICKER_TOP, _CLAIM_TOP = 34.0, 62.0
_BODY_TOP, _BODY_BOTTOM = 152.0, 480.0
_BELOW_CLAIM = 20.0
_FOOTER_TOP = 496.0
_BAR = Rect(40.0, 36.0, 8.0, 0.0)
_BRAND_TOP, _BRAND_HEIGHT = 14.0, 30.0
_WIDEST_LOGO = 220.0
_WIDEST_PAGE = 132.0  # four digits of four
_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, LEAST_SIZE)
_COMFORTABLE = 20.0  # smaller letters only where they save a frame
_CLAIM_SIZES = ((36.0, 2), (34.0, 2), (32.0, 2), (30.0, 2), (28.0, 3), (26.0, 3), (24.0, 3), (22.0, 4))
_SMALLER = 4.0  # quiet words beside the others
_MOST_ROOM = 1.7  # how much wider the room between rows may become on a frame that is not full
_BETWEEN_BLOCKS = 8.0
_PAGE = Text("{number} / {total}", "{number} / {total}")
_PART = Text("{kicker}, {number} of {total}", "{kicker}, {number} av {total}")


def deck(title: str, scenes: Sequence[Scene], language: Language) -> Deck:
    """The frames of some scenes, numbered through.

    Args:
        title: what all of them are about; it stands at the foot of each.
        scenes: what is said, in order.
        language: of the words.
    """
    frames = [frame for scene in scenes for frame in _laid_out(scene, language)]
    return Deck(printable(title), language, tuple(
        _with_foot(frame, title, number, len(frames), language) for number, frame in enumerate(frames, start=1)
    ))


def renumbered(frames: Sequence[Frame], language: Language) -> list[Frame]:
    """Frames that were numbered in decks of their own, numbered through."""
    found = []
    for number, frame in enumerate(frames, start=1):
        page = _page(number, len(frames), language)
        cells = tuple(page if cell.kind == "page" else cell for cell in frame.cells)
        found.append(replace(frame, cells=cells, number=number))
    return found


# The parts of a scene


def _laid_out(scene: Scene, language: Language) -> list[Frame]:
    look_at_the_clock()
    claim, rest = _claim(scene)
    top = max(_BODY_TOP + _lower(), claim.rect.bottom + _BELOW_CLAIM)
    room = _BODY_BOTTOM - top
    rows = (*rest, *scene.rows)
    parts = _parts(rows, scene.extra, room)
    return [_frame(scene, claim, part, top, language) for part in parts]


@dataclass(frozen=True)
class _Part:
    """The rows that stand on one frame, as they are set there."""

    rows: tuple[_SetRow, ...]
    number: int = 1
    total: int = 1


def _parts(rows: Sequence[Row], extra: Sequence[Row], room: float) -> list[_Part]:
    """The rows as they stand on one frame or several."""
    sizes = _without_broken_words(rows)
    for size in sizes:
        if size < _COMFORTABLE:
            break
        for wanted in ((*rows, *extra), tuple(rows)) if extra and size <= _SIZES[1] else ((*rows, *extra),):
            if _height(found := _set_all(wanted, size)) <= room:
                return [_Part(found)]
    found = _set_all(rows, LEAST_SIZE)
    if _height(found) <= room:
        return [_Part(found)]
    sizes = sizes or (LEAST_SIZE,)
    fewest = len(_divided(_set_all(rows, min(_COMFORTABLE, sizes[0])), room))
    for size in sizes:
        groups = _divided(_set_all(rows, size), room)
        if len(groups) <= fewest:
            groups = _even(_set_all(rows, size), room, len(groups))
            return [_Part(group, number, len(groups)) for number, group in enumerate(groups, start=1)]
    raise AssertionError("the comfortable size is one of the sizes")


def _without_broken_words(rows: Sequence[Row]) -> tuple[float, ...]:
    """The sizes in which every word is on one line."""
    room = [
        (words, column.width - 2 * block.pad)
        for row in rows for column in row.columns for block in column.blocks for words in block.words
    ]  # fmt: skip
    return tuple(size for size in _SIZES if not any(_breaks(words, size, width) for words, width in room))


def _breaks(words: Words, size: float, room: float) -> bool:
    size = _size_of(words, size)
    return any(width_of(word, size, bold=words.bold) > room for word in printable(words.text).split())


def _divided(rows: Sequence[_SetRow], room: float) -> list[tuple[_SetRow, ...]]:
    """Rows in groups that each fit, as many in each as can be."""
    groups: list[list[_SetRow]] = [[]]
    waiting = list(rows)
    while waiting:
        row = waiting.pop(0)
        beside = [*groups[-1], row]
        kept = [*beside, *_kept_with(row, waiting)]
        if _height(kept) <= room or (_height(beside) <= room and not groups[-1]):
            groups[-1].append(row)
        elif groups[-1]:
            groups.append([])
            waiting.insert(0, row)
        else:
            first, rest = row.divided(room)
            groups[-1].append(first)
            waiting.insert(0, rest)
    return [tuple(group) for group in groups]


def _kept_with(row: _SetRow, following: Sequence[_SetRow]) -> list[_SetRow]:
    """The rows that must stand on the same frame as a row that is not to be the last on its own."""
    found: list[_SetRow] = []
    for after in following if row.row.keep else ():
        found.append(after)
        if not after.row.keep:
            break
    return found


def _even(rows: Sequence[_SetRow], room: float, count: int) -> list[tuple[_SetRow, ...]]:
    """The rows in so many groups, no frame much fuller than another."""
    least, most = 0.0, room
    for _ in range(12):
        middle = (least + most) / 2
        tallest = max(row.height for row in rows)
        if middle >= min(tallest, room) and len(_divided(rows, middle)) <= count:
            most = middle
        else:
            least = middle
    return _divided(rows, most)


def _height(rows: Sequence[_SetRow]) -> float:
    return sum(row.height for row in rows) + sum(row.row.gap for row in rows[1:])


# Rows with measured words


@dataclass(frozen=True)
class _SetBlock:
    block: Block
    said: tuple[Said, ...]

    @property
    def height(self) -> float:
        return sum(said.height for said in self.said) + 2 * self.block.pad

    def divided(self, room: float) -> tuple[_SetBlock, _SetBlock]:
        """What of its lines fits into the room, and the rest."""
        left = room - 2 * self.block.pad
        first: list[Said] = []
        rest: list[Said] = []
        for said in self.said:
            fits = max(0, int((left - said.above) // (said.size * LEADING))) if not rest else 0
            if fits >= len(said.lines):
                first.append(said)
                left -= said.height
                continue
            if fits:
                first.append(replace(said, lines=said.lines[:fits], text=" ".join(said.lines[:fits])))
            rest.append(replace(said, lines=said.lines[fits:], text=" ".join(said.lines[fits:])))
        if not any(said.lines for said in first):
            return replace(self, said=()), self  # a box without a line would only be its border
        return replace(self, said=tuple(first)), replace(self, said=tuple(rest))


@dataclass(frozen=True)
class _SetColumn:
    column: Column
    blocks: tuple[_SetBlock, ...]
    label: Said | None

    @property
    def height(self) -> float:
        return sum(block.height for block in self.blocks) + _BETWEEN_BLOCKS * max(0, len(self.blocks) - 1)


@dataclass(frozen=True)
class _SetRow:
    row: Row
    columns: tuple[_SetColumn, ...]

    @property
    def height(self) -> float:
        return max((column.height for column in self.columns), default=0.0)

    def divided(self, room: float) -> tuple[_SetRow, _SetRow]:
        """The row in two, for one that is higher than any frame: of each column what fits, and the rest."""
        above, below = [], []
        for column in self.columns:
            left = room
            first: list[_SetBlock] = []
            rest: list[_SetBlock] = []
            for block in column.blocks:
                if rest or block.height > left:
                    here, there = block.divided(left if not rest else 0.0)
                    first += [here] if here.said else []
                    rest += [there] if there.said else []
                    left = 0.0
                else:
                    first.append(block)
                    left -= block.height + _BETWEEN_BLOCKS
            above.append(replace(column, blocks=tuple(first)))
            below.append(replace(column, blocks=tuple(rest)))
        further = replace(self.row, id=f"{self.row.id}~")
        return replace(self, columns=tuple(above)), _SetRow(further, tuple(below))


def _set_all(rows: Sequence[Row], size: float) -> tuple[_SetRow, ...]:
    return tuple(_SetRow(row, tuple(_set_column(column, size) for column in row.columns)) for row in rows)


def _set_column(column: Column, size: float) -> _SetColumn:
    blocks = tuple(
        _SetBlock(block, tuple(_said(words, size, column.width - 2 * block.pad) for words in block.words))
        for block in column.blocks
    )
    label = None if column.label is None else _said(column.label, size, column.room)
    return _SetColumn(column, blocks, label)


def _said(words: Words, size: float, room: float) -> Said:
    size = _size_of(words, size)
    return Said(
        text=printable(words.text),
        lines=lines_of(words.text, size, room, bold=words.bold),
        size=size,
        ink=words.ink,
        bold=words.bold,
        italic=words.italic,
        struck=words.struck,
        above=words.above,
        url=words.url,
    )


def _size_of(words: Words, size: float) -> float:
    return {"body": size, "quiet": max(LEAST_SIZE, size - _SMALLER), "word": LEAST_SIZE}[words.role]


# Places


def _claim(scene: Scene) -> tuple[Cell, list[Row]]:
    """The claim in its place; one of so many words that they leave no room goes on below, whole, as the first row."""
    ink = theme().page.ink
    for size, most in _CLAIM_SIZES:
        lines = lines_of(scene.claim, size, BODY, bold=True)
        if len(lines) <= most:
            break
    rest: list[Row] = []
    text = printable(scene.claim)
    if len(lines) > most:
        whole = Block("claim-whole", (Words(scene.claim, ink),))
        rest.append(Row("claim-whole", (Column(BODY, (whole,)),)))
        lines = (*lines[: most - 1], _ended(lines[most - 1], size))
        text = " ".join(lines)
    said = Said(text, lines, size, ink, bold=True)
    return Cell("claim", "claim", Rect(LEFT, _CLAIM_TOP + _lower(), BODY, said.height), (said,)), rest


def _lower() -> float:
    """How much lower everything stands where the theme has something above it, in points."""
    return _BRAND_HEIGHT if theme().brand.above else 0.0


def _ended(line: str, size: float) -> str:
    """A line that shows that the text goes on."""
    while line and width_of(f"{line}…", size, bold=True) > BODY:
        line = line[:-1]
    return f"{line}…"


def _frame(scene: Scene, claim: Cell, part: _Part, top: float, language: Language) -> Frame:
    kicker = scene.kicker
    if part.total > 1:
        kicker = _PART.format(kicker=kicker, number=part.number, total=part.total).in_(language)
    cells = [_kicker(kicker, scene.color), claim]
    bar_top = _BAR.y + _lower()
    bar = replace(_BAR, y=bar_top, height=claim.rect.bottom - bar_top)
    arrows: list[Arrow] = []
    rules: list[Rect] = []
    gaps = sum(row.row.gap for row in part.rows[1:])
    free = _BODY_BOTTOM - top - _height(part.rows)
    wider = min(_MOST_ROOM, 1 + free / gaps) if gaps else 1.0
    y = top
    for place, row in enumerate(part.rows):
        if place:
            gap = row.row.gap * wider
            if row.row.ruled:
                rules.append(Rect(LEFT, y + gap / 2, BODY, 0.0))
            y += gap
        found, lines = _placed(row, y)
        cells += found
        arrows += lines
        y += row.height
    return Frame(
        id=scene.id if part.total == 1 else f"{scene.id}-{part.number}",
        claim=claim.text,
        cells=(Cell("bar", "bar", bar, (), Look(scene.color, "none", "solid", 0)), *cells),
        arrows=tuple(arrows),
        rules=tuple(rules),
        notes=scene.notes,
        sources=scene.sources,
    )


def _placed(row: _SetRow, y: float) -> tuple[list[Cell], list[Arrow]]:
    """The cells of a row, and the arrows between its columns."""
    cells: list[Cell] = []
    arrows: list[Arrow] = []
    x, before = LEFT, ""
    for number, column in enumerate(row.columns, start=1):
        x += column.column.room
        alone = len(column.blocks) == 1
        node = f"{row.row.id}-{number}"
        at = y
        for place, block in enumerate(column.blocks):
            height = row.height if alone and block.block.fills else block.height
            cells.append(Cell(
                id=node if alone else f"{node}-{place + 1}",
                kind=block.block.kind,
                rect=Rect(x, at, column.column.width, height),
                said=block.said,
                look=block.block.look,
                align=block.block.align,
                middle=block.block.middle,
                pad=block.block.pad,
            ))  # fmt: skip
            at += block.height + _BETWEEN_BLOCKS
        if column.column.arrow is not None and before and column.blocks:
            cells += _label(column, node, x, y + row.height / 2)
            arrows.append(_arrow(column.column, before, node, x, y + row.height / 2))
        before = node if column.blocks else ""
        x += column.column.width
    return cells, arrows


def _arrow(column: Column, source: str, target: str, x: float, y: float) -> Arrow:
    style = column.arrow
    assert style is not None
    return Arrow(
        id=f"{source}--{target}",
        kind=column.arrow_kind,
        source=source,
        target=target,
        ends=((x - column.room, y), (x, y)),
        color=style.color,
        lines=style.lines,
        pen=max(2.0, style.pen),
        head=style.head,
    )


def _label(column: _SetColumn, node: str, x: float, y: float) -> Iterator[Cell]:
    """The words of an arrow, above it."""
    if column.label is not None:
        height = column.label.height
        rect = Rect(x - column.column.room, y - height - 4, column.column.room, height)
        yield Cell(f"{node}-label", "label", rect, (column.label,), align="center")


def _kicker(text: str, color: str) -> Cell:
    said = Said(printable(text), (printable(text),), LEAST_SIZE, color, bold=True)
    return Cell("kicker", "kicker", Rect(LEFT, _KICKER_TOP + _lower(), BODY, said.height), (said,))


def _with_foot(frame: Frame, title: str, number: int, total: int, language: Language) -> Frame:
    """The frame with its number, what all frames are about, and what the theme wants on each."""
    brand = theme().brand
    soft = theme().page.soft
    page = _page(number, total, language)
    wide = page.rect.width
    cells = list(frame.cells)
    if brand.header:
        header = Said(printable(brand.header), (printable(brand.header),), LEAST_SIZE, soft)
        room = Rect(LEFT, _BRAND_TOP, BODY - _WIDEST_LOGO - 20, header.height)
        cells.append(Cell("header", "header", room, (header,)))
    foot = printable(brand.footer or title)
    if width_of(foot, LEAST_SIZE) <= BODY - wide - 24:
        said = Said(foot, (foot,), LEAST_SIZE, soft)
        cells.append(Cell("footer", "footer", Rect(LEFT, _FOOTER_TOP, BODY - wide - 24, said.height), (said,)))
    cells.append(page)
    return replace(frame, cells=tuple(cells), number=number, logo=_logo_place())


def _page(number: int, total: int, language: Language) -> Cell:
    """The number of a frame, with room for any that a deck has."""
    text = _PAGE.format(number=number, total=total).in_(language)
    said = Said(text, (text,), LEAST_SIZE, theme().page.soft)
    room = Rect(RIGHT - _WIDEST_PAGE, _FOOTER_TOP, _WIDEST_PAGE, said.height)
    return Cell("page", "page", room, (said,), align="right")


def _logo_place() -> Rect | None:
    """The place of the theme's logo, in the upper right corner."""
    logo = theme().brand.logo
    if logo is None:
        return None
    scale = min(_BRAND_HEIGHT / logo.height, _WIDEST_LOGO / logo.width)
    width, height = logo.width * scale, logo.height * scale
    return Rect(RIGHT - width, _BRAND_TOP + (_BRAND_HEIGHT - height) / 2, width, height)
