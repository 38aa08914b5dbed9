"""Writes a picture as an indented outline in plain text, for screen readers, terminals and pipes."""

from __future__ import annotations

from collections.abc import Iterator

from expert.foundations.wrapping import wrapped
from expert.visualize import words
from expert.visualize.canvas.graph import Box, Graph, Line, Row, box_of, parts_of, sheet_of

_WIDTH = 79
_NARROWEST = 30
_COLUMN_BY_COLUMN = ("paths",)  # these are not read across, so each column needs its header
_FROM_THE_TOP = ("ladder", "branching_ladder")  # these are read question by question
_RUNGS = ("ladder_symptom", "rung", "answered_rung")
_NAMED = (
    "symptom", "tree_symptom", "ladder_symptom", "partial_symptom", "question", "rung", "answered_rung", "cause",
)  # fmt: skip


def to_outline(graph: Graph, width: int | None = None) -> str:
    """The picture as text: under each box those that its lines lead to, each told once.

    Where pictures stand below each other in one, the title of each is underlined.

    Args:
        graph: a graph of `reasoning_graph` or `tree_graph`.
        width: columns; 79 if left out.
    """
    sheet, width = sheet_of(graph), width or _WIDTH
    out = [line for text in (sheet.title, *sheet.subtitle) for line in wrapped(text, width)]
    for part in parts_of(graph):
        if sheet.parts:
            title = wrapped(sheet_of(part).title, width)
            out += ["", *title, "-" * max(map(len, title))]
        out.extend(_outlined(part, width))
    return "\n".join(out) + "\n"


def _outlined(graph: Graph, width: int) -> Iterator[str]:
    sheet, told = sheet_of(graph), set[str]()
    if sheet.drawing in _FROM_THE_TOP:
        for node in graph:
            if node not in told:
                yield ""
                yield from _Teller(graph, told, width).tell(node, "", "", "")
        return
    for node in graph:
        if not graph.pred[node]:
            yield ""
            if sheet.drawing in _COLUMN_BY_COLUMN:
                yield from wrapped(sheet.headers[box_of(graph, node).column - 1], width)
            yield from _Teller(graph, told, width).tell(node, "", "", "")


class _Teller:
    def __init__(self, graph: Graph, told: set[str], width: int) -> None:
        self._graph = graph
        self._width = width
        self._language = sheet_of(graph).language
        self._told = told

    def tell(self, node: str, before: str, first: str, rest: str) -> Iterator[str]:
        """The lines of a box and of all below it.

        Args:
            node: the box.
            before: the words on the line that leads to it.
            first: what its first line begins with.
            rest: what the others begin with.
        """
        box = box_of(self._graph, node)
        head, body = self._said(box)
        prefix = f"{before}: " if before else ""
        if node in self._told:
            yield from self._wrapped(f"{prefix}{head} ({words.SEE_ABOVE.in_(self._language)})", first, rest)
            return
        self._told.add(node)
        yield from self._wrapped(prefix + head, first, rest)
        column = box.column
        children = list(self._graph.succ[node])
        steps = self._steps(node, children)
        below = [child for child in children if child not in steps and box_of(self._graph, child).column != column]
        beside = rest + ("|  " if below else "   ")
        for line in body:
            yield from self._wrapped(line, beside, beside, hang=3)
        for child in below:
            joint, under = ("`- ", "   ") if child == below[-1] else ("|- ", "|  ")
            label = self._graph.edges[node, child]["label"]
            yield from self.tell(child, label, rest + joint, rest + under)
        for line in self._onward(node, steps):
            yield from self._wrapped(line, rest, rest, hang=3)
        if steps:
            return
        # What stands under it in its own column comes after it, not inside it: a ladder would run off the page.
        for child in children:
            if child not in below:
                label = self._graph.edges[node, child]["label"]
                yield from ("", *self.tell(child, label, rest, rest))

    def _steps(self, node: str, children: list[str]) -> list[str]:
        """The questions of a ladder that one leads to; each is told in its own place, from the top down."""
        if sheet_of(self._graph).drawing not in _FROM_THE_TOP or box_of(self._graph, node).kind not in _RUNGS:
            return []
        return [child for child in children if box_of(self._graph, child).kind in (*_RUNGS, "nothing_fits")]

    def _onward(self, node: str, steps: list[str]) -> Iterator[str]:
        """Where a question leads, unless it is only to the one that is told next."""
        following = [other for other in self._graph if box_of(self._graph, other).kind in (*_RUNGS, "nothing_fits")]
        if len(steps) == 1 and following[following.index(node) + 1] == steps[0]:
            return
        for step in steps:
            line = Line(**self._graph.edges[node, step])
            said = ", ".join(filter(None, (line.label, line.unknown_label)))
            yield f"-> {said}: {box_of(self._graph, step).title}" if said else f"-> {box_of(self._graph, step).title}"

    def _said(self, box: Box) -> tuple[str, list[str]]:
        """What a box says: its head, and what it lists."""
        rows = [self._row(row) for row in box.rows]
        kind = words.KEY_WORDS[box.kind].in_(self._language).capitalize() if box.kind in _NAMED else ""
        word = box.word or kind
        name = f" ({box.name})" if box.name else ""
        note = [f"({box.note})"] if box.note else []
        if not box.title:
            # The boxes of facts have no title of their own, and are one line together.
            steps = any(row.safety is not None for row in box.rows) or box.kind == "collect"
            if steps and (word or len(rows) > 1):
                return f"{word}{name}", rows + note
            return ": ".join(filter(None, (word, "; ".join(rows)))), note
        return ": ".join(filter(None, (word, box.title))) + name, rows + note

    def _row(self, row: Row) -> str:
        dangers = ((danger, case) for danger, case in row.marks() if danger is not None)
        marks = "".join(f" [{words.mark(danger, case).in_(self._language)}]" for danger, case in dangers)
        step = row.label.isdecimal() or row.label in ("!", "?")
        dot = "." if row.label.isdecimal() else "" if step else ":"
        text = row.full or row.text
        said = f"{row.label}{dot} {text}".rstrip() if row.label and text else row.label or text
        return f"{said}{marks}" + (f" ({row.detail})" if row.detail else "")

    def _wrapped(self, text: str, first: str, rest: str, hang: int = 0) -> list[str]:
        width = max(self._width, len(rest) + hang + min(_NARROWEST, self._width // 3))
        return wrapped(text, width, first, rest + " " * hang)
