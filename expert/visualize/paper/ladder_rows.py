"""What stands beside each other on a ladder's sheets: a question, what each answer shows, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from expert.foundations.texts import Text
from expert.results.ladder import Ladder, Rung
from expert.visualize.canvas.graph import Box, Graph, Line, LineKind, box_of, lines_from
from expert.visualize.canvas.theme import EdgeStyle, theme
from expert.visualize.drawings.boxes import labels_of
from expert.visualize.paper.blocks import Block, Setter
from expert.visualize.paper.picture import Letters

NOTHING_FITS = "nothing-fits"
"""The node below the last question."""

GUTTER = 28.0
"""Where questions on a branch begin: left of them the lines run that pass them by."""

BUS = 10.0
"""From a question to where its line forks."""

BETWEEN = 6.0
"""Between what stands below each other for one question."""

_ANSWER, _CAUSE, _GAP = 98.0, 160.0, 18.0
_BELOW = 8.0
_LABEL_ROOM = 0.48  # of the width of a question, for the words on the line down
_LEAST_GAP = 17.0

AFTER = Text("Only after “{answers}” to question {number}", "Bara efter ”{answers}” på fråga {number}")
CONTINUED = Text("{title} (continued)", "{title} (fortsättning)")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a sheet begin, and how wide they are, in points.

    Attributes:
        question: the width of a question.
    """

    left: float
    width: float
    question: float

    @property
    def right_of_question(self) -> float:
        return self.left + self.question

    @property
    def cause(self) -> float:
        """Where causes begin."""
        return self.right_of_question + _ANSWER

    @property
    def remedy(self) -> float:
        """Where remedies begin."""
        return self.cause + _CAUSE + _GAP

    @property
    def room_of_remedy(self) -> float:
        return self.left + self.width - self.remedy


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands right of a cause, and how the line there looks."""

    block: Block
    style: EdgeStyle
    arrow: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one answer shows.

    Attributes:
        said: the answer, from the upper left corner of its place.
        high: how high that is.
        kind: of the line that leads there.
        block: the cause; below the last question, what to collect.
        x: where that stands.
    """

    said: tuple[Letters, ...]
    high: float
    kind: LineKind
    block: Block
    x: float
    beside: tuple[Beside, ...] = ()

    @property
    def height(self) -> float:
        column = sum(one.block.height for one in self.beside) + BETWEEN * max(len(self.beside) - 1, 0)
        return max(self.tall, column)

    @property
    def tall(self) -> float:
        """The height of its block: at least so much that its line runs into it below the answer."""
        return max(self.block.height, self.high + 10.0 if self.said else 0.0)

    @property
    def line_at(self) -> float:
        """Where its line runs, below its upper edge."""
        return max(min(self.tall, self.block.height) / 2, self.high + 3.0 if self.said else 0.0)


@dataclass(frozen=True, slots=True)
class Row:
    """A question with all that its answers show, or a part of that.

    Attributes:
        node: the question.
        first: this part has the question itself; the others only name it.
        last: the lines to further questions begin here.
        on_branch: it stands on a branch.
        gap: points that the words on the line down take below its box.
    """

    node: str
    block: Block
    outcomes: tuple[Outcome, ...]
    gap: float
    on_branch: bool = False
    first: bool = True
    last: bool = True

    @property
    def height(self) -> float:
        return max(self.block.height, self.height_of(len(self.outcomes)))

    @property
    def advance(self) -> float:
        """From its upper edge to that of the row below it."""
        return max(self.block.height + self.gap, self.height_of(len(self.outcomes)) + _BELOW)

    def height_of(self, count: int) -> float:
        """The height of its first outcomes."""
        return sum(one.height for one in self.outcomes[:count]) + BETWEEN * max(count - 1, 0)


class RowMaker:
    """Makes the rows of a ladder.

    Args:
        graph: its picture.
        ladder: the ladder; the words are in its language.
        columns: where they stand.
        setter: sets the boxes.
    """

    def __init__(self, graph: Graph, ladder: Ladder, columns: Columns, setter: Setter) -> None:
        self._graph = graph
        self._ladder = ladder
        self._columns = columns
        self._setter = setter
        self._branches = {node_of(rung): rung.branch for rung in ladder.rungs if rung.branch is not None}
        self._labels = labels_of(ladder.rungs)

    def rows(self) -> Iterator[Row]:
        """Every question from the top down, and what to do where nothing fits."""
        for rung in self._ladder.rungs:
            yield self._row(node_of(rung), on_branch=rung.branch is not None)
        yield self._row(NOTHING_FITS)

    def divided(self, row: Row, count: int) -> tuple[Row, Row]:
        """A row in two, of which the first has so many of its outcomes."""
        box = box_of(self._graph, row.node)
        title = CONTINUED.format(title=box.title).in_(self._ladder.language)
        block = self._setter.box(Box(kind="rung", column=1, title=title), row.block.width)
        rest = replace(row, block=block, outcomes=row.outcomes[count:], first=False)
        return replace(row, outcomes=row.outcomes[:count], last=False, gap=_LEAST_GAP), rest

    def label(self, line: Line) -> tuple[list[Letters], float]:
        """The words on a line down, and how high they are."""
        return self._setter.label(line.label, self._columns.question * _LABEL_ROOM, theme().edges[line.kind].color)

    def unknown(self, line: Line) -> tuple[list[Letters], float]:
        """The words on the line for whoever does not know."""
        color = theme().edges["goes_on_unknown"].color
        return self._setter.label(line.unknown_label, self._columns.question * (0.82 - _LABEL_ROOM), color)

    def _row(self, node: str, *, on_branch: bool = False) -> Row:
        width = self._columns.question - (GUTTER if on_branch else 0.0)
        block = self._setter.box(box_of(self._graph, node), width, above=self._after(node))
        high = max((self.label(line)[1] for line in self._down(node)), default=0.0)
        gap = max(_LEAST_GAP, high + 10.0)
        return Row(node, block, tuple(self._outcomes(node)), gap, on_branch)

    def _down(self, node: str) -> Iterator[Line]:
        """The lines whose words stand below a question; a question on a branch says itself after which answers."""
        for target, line in lines_from(self._graph, node):
            if is_asked(self._graph, target) and (node in self._branches) == (target in self._branches):
                yield line

    def _after(self, node: str) -> str:
        """The answers that alone lead to a question on a branch; empty for another."""
        branch = self._branches.get(node)
        if branch is None:
            return ""
        said = AFTER.format(answers="; ".join(branch.words), number=self._labels[branch.number])
        return said.in_(self._ladder.language)

    def _outcomes(self, node: str) -> Iterator[Outcome]:
        columns = self._columns
        for target, line in lines_from(self._graph, node):
            if is_asked(self._graph, target):
                continue
            box = box_of(self._graph, target)
            if box.kind == "cause":
                room = _ANSWER - BUS - 14.0
                said, high = self._setter.label(line.label, room, theme().edges[line.kind].color)
                block = self._setter.box(box, _CAUSE)
                yield Outcome(tuple(said), high, line.kind, block, columns.cause, tuple(self._beside(target)))
            else:
                x = columns.right_of_question + 2 * BUS
                block = self._setter.box(box, columns.left + columns.width - x)
                yield Outcome((), 0.0, line.kind, block, x)

    def _beside(self, cause: str) -> Iterator[Beside]:
        for target, line in lines_from(self._graph, cause):
            block = self._setter.box(box_of(self._graph, target), self._columns.room_of_remedy)
            yield Beside(block, theme().edges[line.kind], line.arrow)


def node_of(rung: Rung) -> str:
    """The node of a question."""
    return f"question-{rung.id}"


def is_asked(graph: Graph, node: str) -> bool:
    """Whether a node is a question, or what stands below the last."""
    return node == NOTHING_FITS or box_of(graph, node).kind in ("rung", "answered_rung")
