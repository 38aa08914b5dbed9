"""Writes a picture in the DOT language. Equal graphs give equal text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import graphviz

from expert.visualize.canvas.graph import Box, Graph, Line, box_of, boxes, lines, sheet_of
from expert.visualize.canvas.labels import Answer, Labels, latin, style_name
from expert.visualize.canvas.theme import NO_FILL, theme

_ASKING = ("question", "rung", "answered_rung")
_FITS_BETWEEN = 10  # characters of a line's words where rows leave little room between columns
Answers: TypeAlias = Mapping[tuple[str, str], Answer]


def to_dot(graph: Graph) -> str:
    """The picture as DOT source for Graphviz.

    Args:
        graph: a graph of `reasoning_graph` or `tree_graph`.
    """
    font = theme().font
    labels = Labels(graph)
    dot = graphviz.Digraph(
        _plain(sheet_of(graph).title),
        graph_attr=_graph_attributes(graph, labels),
        node_attr={"fontname": font.name, "fontsize": str(font.body)},
        edge_attr={"fontname": font.name, "fontsize": str(font.label), "arrowsize": str(theme().page.arrow)},
    )
    answers = dict(_answers(graph))
    spacing = theme().pictures[sheet_of(graph).drawing]
    places = _row_by_row(graph) if spacing.rows else _column_by_column(graph)
    for rank in places.ranks:
        with dot.subgraph() as same:
            same.attr(rank="same")
            for node in rank:
                _place(same, node, graph, labels, answers)
    for above, below in places.below:
        if not graph.has_edge(above, below):  # the line that is drawn keeps the order by itself
            # Graphviz overlooks the order of lines without any weight.
            dot.edge(above, below, style="invis", weight=places.weight)
    for left, right in pairwise(_headers(graph)):
        dot.edge(left, right, style="invis", weight="1" if spacing.rows else "100")
    for source, target, line in lines(graph):
        down = box_of(graph, source).column == box_of(graph, target).column
        answer = answers.get((source, target))
        _line(dot, source, target, line, labels, down=down, rows=spacing.rows, answer=answer)
    return str(dot.source)


def _answers(graph: Graph) -> Iterator[tuple[tuple[str, str], Answer]]:
    """The lines whose words stand in the box where they begin, so that nobody mistakes one for another's.

    They are those of a question with several answers; and where the columns leave no room, those of long answers.
    """
    rows = theme().pictures[sheet_of(graph).drawing].rows
    for node, box in boxes(graph):
        said = [
            (target, line)
            for source, target, line in lines(graph)
            if source == node and line.label and box_of(graph, target).column != box.column
        ]
        if box.kind not in _ASKING:
            continue  # what a fact says of several causes is the same, so its words cannot be mistaken
        if len(said) > 1 or (rows and any(len(line.label) > _FITS_BETWEEN for _, line in said)):
            for number, (target, line) in enumerate(said, start=1):
                yield (node, target), Answer(f"answer{number}", line.label, theme().edges[line.kind].color)


def _graph_attributes(graph: Graph, labels: Labels) -> dict[str, str]:
    spacing = theme().pictures[sheet_of(graph).drawing]
    beside, between = (spacing.across, spacing.between) if spacing.rows else (spacing.between, spacing.across)
    heading = {"labelloc": "t", "labeljust": "l", "label": labels.heading()} if spacing.heading else {}
    return {
        "rankdir": "TB" if spacing.rows else "LR",
        "nodesep": str(beside),
        "ranksep": str(between),
        "splines": "line" if spacing.rows else "spline",
        "outputorder": "edgesfirst",
        "bgcolor": theme().page.paper,
        "pad": str(theme().page.margin),
        "fontname": theme().font.name,
        **heading,
    }


@dataclass(frozen=True)
class _Places:
    """What stands where.

    Attributes:
        ranks: what stands on one level: a column from the top down, or a row from the left.
        below: the boxes and headers that stand below another one.
        weight: how strongly those are kept straight.
    """

    ranks: list[list[str]]
    below: list[tuple[str, str]]
    weight: str


def _headers(graph: Graph) -> list[str]:
    return [f"header-{column}" for column in range(1, len(sheet_of(graph).headers) + 1)]


def _columns(graph: Graph) -> list[list[str]]:
    """Each column from its header down."""
    return [
        [header, *(node for node, box in boxes(graph) if box.column == column)]
        for column, header in enumerate(_headers(graph), start=1)
    ]


def _column_by_column(graph: Graph) -> _Places:
    columns = _columns(graph)
    return _Places(columns, [pair for column in columns for pair in pairwise(column)], "1")


def _row_by_row(graph: Graph) -> _Places:
    """Each box beside the first that leads to it, or below that where another one stands there already."""
    rows: list[dict[int, str]] = []
    for node, box in boxes(graph):
        start = next((i for i, row in enumerate(rows) if graph.pred[node].keys() & set(row.values())), 0)
        free = (i for i in range(start, len(rows)) if box.column > 1 and box.column not in rows[i])
        place = next(free, len(rows))
        if place == len(rows):
            rows.append({})
        rows[place][box.column] = node
    columns = _columns(graph)
    below = [pair for column in columns for pair in pairwise(column)]
    return _Places([_headers(graph), *([*row.values()] for row in rows)], below, "50")


def _place(dot: graphviz.Digraph, node: str, graph: Graph, labels: Labels, answers: Answers) -> None:
    """Put in a box, or the header of a column."""
    if node not in graph:
        dot.node(node, labels.header(int(node.removeprefix("header-"))), shape="plaintext", tooltip=" ")
        return
    box = box_of(graph, node)
    own = [answer for (source, _), answer in answers.items() if source == node]
    dot.node(node, labels.box(box, own), **_box_attributes(node, box))


def _box_attributes(node: str, box: Box) -> dict[str, str]:
    style = theme().boxes[style_name(box)]
    looks = [style.lines] + ["rounded"] * style.rounded + ["filled"] * (style.fill != NO_FILL)
    attributes = {
        "id": node,
        "class": " ".join(filter(None, (box.kind, box.verdict))),
        "tooltip": _plain(box.said()),
        "shape": style.shape,
        "style": ",".join(looks),
        "color": style.border,
        "penwidth": f"{style.pen:g}",
        "margin": "0.02,0.02" if style.shape == "hexagon" else "0.04,0.05",
    }
    return attributes if style.fill == NO_FILL else {**attributes, "fillcolor": style.fill}


def _line(
    dot: graphviz.Digraph,
    source: str,
    target: str,
    line: Line,
    labels: Labels,
    *,
    down: bool,
    rows: bool,
    answer: Answer | None,
) -> None:
    style = theme().edges[line.kind]
    said = {"label": labels.edge(line.label, style.color)} if line.label and answer is None else {}
    ends = (f"{source}:s", f"{target}:n") if down else (f"{source}:e", f"{target}:w")
    if answer is not None:
        ends = (f"{source}:{answer.port}:e", f"{target}:w")
    elif down is not rows:
        # A label of its own would bend a line inside a rank, so it is set beside the finished line.
        said = {"xlabel": said["label"]} if said else {}
    straight = "20" if line.level else "2"
    if rows:
        # The lines of a fan cross several rows, and would pull them out of line.
        straight = "50" if down else "1" if answer is None else "0"
    dot.edge(
        *ends,
        **said,
        **{"class": line.kind},
        tooltip=_plain(line.label) or " ",
        color=style.color,
        style=style.lines,
        penwidth=f"{style.pen:g}",
        arrowhead=style.head if line.arrow else "none",
        weight=straight,
    )


def _plain(text: str) -> str:
    """A text for an attribute that is not HTML-like; backslashes and entities in it mean only themselves."""
    return str(graphviz.escape(latin(text).replace("&", "&amp;"))) if text else ""
