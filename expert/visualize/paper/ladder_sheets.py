"""A question ladder on sheets of A4: questions down the sheet, with what each answer shows beside them.

It is set anew for paper, narrower than for a screen and without Graphviz. What does not fit goes on on the next sheet,
where a letter stands at both ends of the lines that lead there. No box is cut; of a question with very many answers,
some stand on the next sheet, below its name.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

from expert.foundations.texts import Text, way_letters
from expert.results.ladder import Ladder
from expert.visualize.canvas.graph import Graph, Line, LineKind, box_of, boxes, lines, lines_from, sheet_of
from expert.visualize.canvas.labels import style_name
from expert.visualize.canvas.metrics import LEADING, printable
from expert.visualize.canvas.theme import EdgeStyle, theme
from expert.visualize.drawings.ladder import COLUMNS
from expert.visualize.frames.frame import Rect
from expert.visualize.paper.blocks import Block, Setter, line
from expert.visualize.paper.ladder_rows import (
    BETWEEN,
    BUS,
    GUTTER,
    Columns,
    Outcome,
    Row,
    RowMaker,
    is_asked,
    node_of,
)
from expert.visualize.paper.page import (
    A4,
    LEAST_SIZE,
    PAGE,
    TITLE,
    Lead,
    Sheet,
    brand_room,
    brand_words,
    foot_words,
    logo_place,
    room_on,
    titled,
)
from expert.visualize.paper.picture import Letters, Piece, Point, moved
from expert.visualize.words import KEY, KEY_LINES, KEY_WORDS

_SIZES = (11.5, 11.0, 10.5, 10.0, 9.5)  # of the letters: as large as takes no more sheets than the smallest
_WIDTHS = (238.0, 300.0)  # of a question: remedies with many ways need room, and so do long questions
_MAIN, _UNKNOWN = 16.0, 0.6  # the lines to the question below: points from the left, and a part of the box's width
_PASSING_UNKNOWN, _PASSING, _ASKS = 4.0, 11.0, 18.0  # the lines that pass questions on a branch, and that to them
_ENTRY = 11.0  # how far below its upper edge a line runs into a question on a branch
_TAG, _TAG_WIDTH = 16.0, 172.0
_WORTH_DIVIDING = 0.35  # of a sheet: where less is left free, a question is not divided
_AFTER_SYMPTOM = 18.0

TO_SHEET = Text("to sheet {number}, {letter}", "till ark {number}, {letter}")
FROM_SHEET = Text("{letter}, from sheet {number}", "{letter}, från ark {number}")
ABOUT = Text("Sheet {number}: questions {first} to {last}", "Ark {number}: fråga {first} till {last}")
ABOUT_ONE = Text("Sheet {number}: question {first}", "Ark {number}: fråga {first}")
ABOUT_END = Text("Sheet {number}: nothing fits", "Ark {number}: inget stämmer")


def ladder_on_a4(graph: Graph, ladder: Ladder) -> list[Sheet] | None:
    """A ladder on as few sheets as it takes, with no text under 9 points; None where a box is larger than a sheet.

    Args:
        graph: its picture, with a case or without.
        ladder: the ladder.
    """
    best: list[Sheet] | None = None
    for size, width in product(_SIZES, _WIDTHS):
        made = _LadderSetter(graph, ladder, size, width).sheets()
        if made is not None and (best is None or len(made) < len(best)):
            best = made
        if best is not None and len(best) == 1:
            break
    return best


@dataclass(slots=True)
class _Placed:
    """A row in its place on a page, counted from 0."""

    row: Row
    page: int
    y: float

    @property
    def bottom(self) -> float:
        return self.y + self.row.block.height


@dataclass(slots=True)
class _Page:
    """What is drawn on one page.

    Attributes:
        top: where its lines begin that come from the page before; `bottom` is where those end that go on.
    """

    top: float
    bottom: float = 0.0
    lines: list[Piece] = field(default_factory=list)
    on_top: list[Piece] = field(default_factory=list)
    boxes: list[Piece] = field(default_factory=list)


class _LadderSetter:
    def __init__(self, graph: Graph, ladder: Ladder, size: float, width: float) -> None:
        self._graph = graph
        self._ladder = ladder
        self._room = room_on(A4)
        self._columns = Columns(self._room.x, self._room.width, width)
        self._setter = Setter(size, ladder.language)
        self._maker = RowMaker(graph, ladder, self._columns, self._setter)
        self._heading, self._begin = self._headed()
        symptom = f"symptom-{ladder.symptom}"
        self._symptom = self._setter.box(box_of(graph, symptom), self._columns.cause - self._columns.left - BUS)
        self._first = Line(**graph.edges[symptom, next(iter(graph.succ[symptom]))])

    def sheets(self) -> list[Sheet] | None:
        placed = self._placed()
        if placed is None:
            return None
        self._pages = [self._page(number, placed) for number in range(placed[-1].page + 1)]
        self._by_node = {one.row.node: one for one in placed if one.row.first}
        self._ends = {one.row.node: one for one in placed if one.row.last}
        self._pages[0].boxes += self._symptom.at(self._room.x, self._begin)
        self._lead_in()
        for one in placed:
            self._draw(one)
        for before, after in pairwise(placed):
            if not before.row.last:
                self._lane(_MAIN + self._indent(before.row), before, after, theme().edges["goes_down"], head=False)
        for node in self._by_node:
            self._lead_on(node)
        return [self._sheet(number, placed) for number in range(len(self._pages))]

    # Where everything stands

    def _placed(self) -> list[_Placed] | None:
        """Every row on its page; None where a box is larger than a sheet."""
        left = deque(self._maker.rows())
        placed: list[_Placed] = []
        page, y = 0, self._begin + self._symptom.height + _AFTER_SYMPTOM
        empty = False  # the first page has the heading
        while left:
            row = left.popleft()
            room = self._room.bottom - y
            if row.advance <= room - _TAG if left else row.height <= room:
                placed.append(_Placed(row, page, y))
                y, empty = y + row.advance, False
                continue
            count = self._fitting(row, room - _TAG)
            if count and (empty or room > self._room.height * _WORTH_DIVIDING):
                here, rest = self._maker.divided(row, count)
                placed.append(_Placed(here, page, y))
                left.appendleft(rest)
            elif empty:
                return None
            else:
                left.appendleft(row)
            page, y, empty = page + 1, self._top + _TAG + _AFTER_SYMPTOM, True
        return placed

    def _fitting(self, row: Row, room: float) -> int:
        """How many of the outcomes of a row fit, of which not all do; 0 where it cannot be divided there."""
        counts = range(1, len(row.outcomes))
        return max((count for count in counts if self._maker.divided(row, count)[0].advance <= room), default=0)

    @property
    def _top(self) -> float:
        """Where the boxes begin on every page but the first."""
        return self._room.y + LEAST_SIZE * LEADING + 6.0

    def _page(self, number: int, placed: Sequence[_Placed]) -> _Page:
        here = [one for one in placed if one.page == number]
        ends = [one.y + one.row.advance for one in here]
        return _Page(self._top + _TAG, max(ends, default=self._begin + self._symptom.height + _AFTER_SYMPTOM))

    # Questions, and what their answers show

    def _indent(self, row: Row) -> float:
        return GUTTER if row.on_branch else 0.0

    def _draw(self, one: _Placed) -> None:
        page, row = self._pages[one.page], one.row
        page.boxes += row.block.at(self._room.x + self._indent(row), one.y)
        forks = list(self._forks(one))
        start = min(max(forks[0], one.y + 6.0), one.bottom - 6.0) if forks else one.y
        if len(forks) > 1:
            bus = (self._columns.right_of_question + BUS, start), (self._columns.right_of_question + BUS, forks[-1])
            page.lines += line(bus, theme().edges["answers"], head=False)
        for outcome, at in zip(row.outcomes, forks, strict=True):
            self._draw_outcome(page, outcome, at, start)

    def _forks(self, one: _Placed) -> Iterator[float]:
        """Where the lines to what the answers show run."""
        for count, outcome in enumerate(one.row.outcomes):
            yield one.y + one.row.height_of(count) + (BETWEEN if count else 0.0) + outcome.line_at

    def _draw_outcome(self, page: _Page, outcome: Outcome, at: float, start: float) -> None:
        y = at - outcome.line_at
        edge, right = self._columns.right_of_question, self._columns.right_of_question + BUS
        points: list[Point] = [(edge, start), (right, start), (right, at), (outcome.x, at)]
        whole = outcome.kind == "path" or at == start
        drawn = list(line([points[0], points[-1]] if at == start else points if whole else points[2:],
                          theme().edges[outcome.kind]))  # fmt: skip
        if not whole:
            page.lines += line(points[:2], theme().edges["answers"], head=False)
        (page.on_top if outcome.kind == "path" else page.lines).extend(drawn)
        page.boxes += [moved(piece, right + 5.0, at - outcome.high - 3.0) for piece in outcome.said]
        page.boxes += outcome.block.at(outcome.x, y, outcome.tall)
        below = y
        for beside in outcome.beside:
            x, height = outcome.x + outcome.block.width, beside.block.height
            level = below + min(height, outcome.tall if below == y else height) / 2
            inside = min(level, y + outcome.tall - 4.0)
            page.lines += line([(x, inside), (x + 6.0, inside), (x + 6.0, level), (self._columns.remedy, level)],
                               beside.style, head=beside.arrow)  # fmt: skip
            page.boxes += beside.block.at(self._columns.remedy, below)
            below += height + BETWEEN

    # From question to question

    def _lead_in(self) -> None:
        first = next(iter(self._by_node.values()))
        x, y = self._room.x + _MAIN, self._begin + self._symptom.height
        page = self._pages[0]
        if first.page == 0:
            page.lines += line([(x, y), (x, first.y)], theme().edges[self._first.kind])
        else:
            page.lines += line([(x, y), (x, page.bottom)], theme().edges[self._first.kind], head=False)
            there = self._pages[first.page]
            there.lines += line([(x, there.top), (x, first.y)], theme().edges[self._first.kind])

    def _lead_on(self, node: str) -> None:
        """The lines from a question to others."""
        start = self._ends[node]
        below = self._row_below(start)
        for target, down in lines_from(self._graph, node):
            if not is_asked(self._graph, target):
                continue
            end = self._by_node[target]
            if not start.row.on_branch and not end.row.on_branch:
                self._lead_past(start, end, down, beside=below is not end)
            elif not start.row.on_branch:
                self._lead_to_branch(start, end, down)
            elif end is below and end.row.on_branch:
                self._lane(GUTTER + _MAIN, start, end, theme().edges[down.kind])
                self._say(start, GUTTER + _MAIN + 6.0, self._maker.label(down)[0])
            elif not end.row.on_branch:
                self._join(start, end, down)

    def _row_below(self, one: _Placed) -> _Placed | None:
        after = [other for other in self._by_node.values() if (other.page, other.y) > (one.page, one.y)]
        return min(after, key=lambda other: (other.page, other.y), default=None)

    def _lead_past(self, start: _Placed, end: _Placed, down: Line, *, beside: bool) -> None:
        """The line from a question of the trunk to the next, and that for whoever does not know; past those on a
        branch where there are some between them."""
        main, unknown = (_PASSING, _PASSING_UNKNOWN) if beside else (_MAIN, start.row.block.width * _UNKNOWN)
        self._lane(main, start, end, theme().edges[down.kind])
        said, words_for_unknown = self._maker.label(down)[0], self._maker.unknown(down)[0]
        if down.unknown is not None:
            self._lane(unknown, start, end, theme().edges[down.unknown])
        if not beside:
            self._say(start, main + 6.0, said)
            self._say(start, unknown + 6.0, words_for_unknown if down.unknown is not None else [])
            return
        self._say(start, GUTTER + 6.0, said)
        self._say(start, start.row.block.width * _UNKNOWN + 6.0, words_for_unknown if down.unknown is not None else [])

    def _lead_to_branch(self, start: _Placed, end: _Placed, down: Line) -> None:
        style = theme().edges[down.kind]
        x, y = self._room.x + _ASKS, end.y + _ENTRY
        for page, top, bottom in self._stretches(start, end, y):
            self._put(page, line([(x, top), (x, bottom)], style, head=False), style)
        self._put(end.page, line([(x, y), (self._room.x + GUTTER, y)], style), style)

    def _join(self, start: _Placed, end: _Placed, down: Line) -> None:
        """A line from a question on a branch back to the trunk."""
        style = theme().edges[down.kind]
        x, y = self._room.x + _PASSING, start.bottom - 6.0
        self._put(start.page, line([(self._room.x + GUTTER, y), (x, y)], style, head=False), style)
        for page, top, bottom in self._stretches(start, end, end.y, since=y):
            self._put(page, line([(x, top), (x, bottom)], style, head=page == end.page), style)

    def _lane(self, x: float, start: _Placed, end: _Placed, style: EdgeStyle, *, head: bool = True) -> None:
        at = self._room.x + x
        for page, top, bottom in self._stretches(start, end, end.y):
            self._put(page, line([(at, top), (at, bottom)], style, head=head and page == end.page), style)

    def _stretches(
        self, start: _Placed, end: _Placed, until: float, since: float | None = None
    ) -> Iterator[tuple[int, float, float]]:
        """The pages that a line down crosses, each with where it begins and ends there."""
        for page in range(start.page, end.page + 1):
            top = (start.bottom if since is None else since) if page == start.page else self._pages[page].top
            yield page, top, until if page == end.page else self._pages[page].bottom

    def _put(self, page: int, pieces: Iterator[Piece], style: EdgeStyle) -> None:
        blue = style is theme().edges["path"]
        (self._pages[page].on_top if blue else self._pages[page].lines).extend(pieces)

    def _say(self, one: _Placed, x: float, said: Sequence[Letters]) -> None:
        """Words beside a line, right below a question."""
        self._pages[one.page].boxes += [moved(piece, self._room.x + x, one.bottom + 4.0) for piece in said]

    # The sheet around it

    def _sheet(self, number: int, placed: Sequence[_Placed]) -> Sheet:
        page, total = self._pages[number], len(self._pages)
        pieces = [*page.lines, *page.on_top, *page.boxes, *self._headers(number)]
        pieces += self._heading if number == 0 else self._tag(page.top - _TAG, FROM_SHEET, number, number)
        pieces += self._tag(page.bottom, TO_SHEET, number + 2, number + 1) if number + 1 < total else []
        said = PAGE.format(number=number + 1, total=total)
        pieces += foot_words(self._ladder.title, [said], A4, self._ladder.language)
        pieces += brand_words(brand_room(A4))
        title = printable(self._ladder.title)
        return Sheet(title, *A4, tuple(pieces), Rect(0, 0, *A4), logo=logo_place(self._room.right),
                     about=self._about(number, placed) if total > 1 else "",
                     leads=tuple(self._leads(number)))  # fmt: skip

    def _leads(self, number: int) -> Iterator[Lead]:
        """The ends of its lines, each with the sheet where they go on or come from."""
        page = self._pages[number]
        if number:
            yield Lead(Rect(self._room.x, page.top - _TAG, _TAG_WIDTH, _TAG), number)
        if number + 1 < len(self._pages):
            yield Lead(Rect(self._room.x, page.bottom, _TAG_WIDTH, _TAG), number + 2)

    def _about(self, number: int, placed: Sequence[_Placed]) -> str:
        """Which questions stand on a sheet."""
        here = {one.row.node for one in placed if one.page == number}
        called = [rung.called for rung in self._ladder.rungs if node_of(rung) in here]
        said = ABOUT_END if not called else ABOUT_ONE if len(called) == 1 else ABOUT
        return said.format(number=number + 1, first=called[0] if called else "", last=called[-1] if called else "").in_(
            self._ladder.language
        )

    def _tag(self, y: float, said: Text, number: int, letter: int) -> list[Piece]:
        """The end of the lines on a sheet, which bears the letter of their beginning on another.

        Args:
            y: its upper edge.
            said: what it says.
            number: of the other sheet.
            letter: the place of the letter among all, from 1.
        """
        letters = way_letters()
        name = [next(letters) for _ in range(letter)][-1]
        text = said.format(number=number, letter=name).in_(self._ladder.language)
        block = self._setter.sample(text, theme().boxes["nothing_fits"])
        right, down = (_TAG_WIDTH - block.width) / 2, 1.0
        inside = tuple(moved(piece, right, down) for piece in block.inside)
        return Block(_TAG_WIDTH, _TAG, block.style, inside).at(self._room.x, y)

    def _headers(self, number: int) -> Iterator[Piece]:
        """What stands above the columns."""
        y = (self._begin if number == 0 else self._top) - 8.0
        question, _, cause, remedy = COLUMNS
        above = [(question, self._room.x), (cause, self._columns.cause)]
        if any(box.kind == "tree_remedy" for _, box in boxes(self._graph)):
            above.append((remedy, self._columns.remedy))
        for text, x in above:
            said = printable(text.in_(self._ladder.language))
            yield Letters(said, x, y, LEAST_SIZE, theme().page.soft, bold=True)

    def _headed(self) -> tuple[list[Piece], float]:
        """Title, the lines below it and the key; and where the boxes begin below them."""
        sheet = sheet_of(self._graph)
        texts = [(sheet.title, TITLE, True), *((text, LEAST_SIZE + 0.5, False) for text in sheet.subtitle)]
        said, y = titled(texts, self._room)
        y += 6.0
        x, high = self._room.x, 0.0
        for pieces, width, height in self._key():
            if x + width > self._room.right:
                x, y = self._room.x, y + high + 3.0
            said += [moved(piece, x, y) for piece in pieces]
            x, high = x + width + 8.0, max(high, height)
        return said, y + high + LEAST_SIZE * LEADING + 10.0

    def _key(self) -> Iterator[tuple[list[Piece], float, float]]:
        """The entries of the key, each with its width and height."""
        language = self._ladder.language
        said, high = self._setter.label(KEY.in_(language), 200.0, theme().page.soft)
        yield [moved(piece, 0.0, 3.0) for piece in said], max(piece.width for piece in said), high
        styles = {style_name(box) for _, box in boxes(self._graph)}
        for name, style in theme().boxes.items():
            if name in styles and name in KEY_WORDS:
                block = self._setter.sample(KEY_WORDS[name].in_(language), style)
                yield block.at(0.0, 0.0), block.width, block.height
        kinds = {kind for _, _, one in lines(self._graph) for kind in (one.kind, one.unknown)}
        for kind in KEY_LINES:
            if kind in kinds:
                yield self._key_line(kind)

    def _key_line(self, kind: LineKind) -> tuple[list[Piece], float, float]:
        style = theme().edges[kind]
        said, high = self._setter.label(KEY_LINES[kind].in_(self._ladder.language), 300.0, style.color)
        words = [moved(piece, 26.0, 3.0) for piece in said]
        return [*line([(0.0, 9.0), (22.0, 9.0)], style), *words], 26.0 + max(piece.width for piece in said), high + 6.0
