"""Writes a picture in the DOT language. Equal graphs give equal text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias, cast

import graphviz
import networkx

from expert.foundations.texts import Language
from expert.visualize import words
from expert.visualize.canvas.graph import Box, Graph, Line, Row, box_of, boxes, lines, lines_from, parts_of, sheet_of
from expert.visualize.canvas.labels import BELOW_TITLE, TOP, Answer, Labels, style_name
from expert.visualize.canvas.latin import latin
from expert.visualize.canvas.theme import NO_FILL, theme

_SPINE = "spine-"
_EMPTY = 300  # letters; a box without words is as high as a column of so many
_LEAST_OF_A_SPINE = 3  # lines; fewer can be told apart
_PLAIN_NAME = re.compile("[A-Za-z0-9_~-]+")
_ASKING = ("question", "rung", "answered_rung")
_FITS_BETWEEN = 12  # characters of a line's words for each inch that rows leave between columns
Answers: TypeAlias = Mapping[str, Mapping[str, Answer]]  # by the box where a line begins, and where it ends


def to_dot(graph: Graph) -> str:
    """The picture as DOT source for Graphviz.

    Args:
        graph: a graph of `reasoning_graph` or `tree_graph`.
    """
    font = theme().font
    graph = _with_plain_names(graph)
    labels = Labels(graph)
    dot = graphviz.Digraph(
        _plain(sheet_of(graph).title),
        graph_attr=_graph_attributes(graph, labels),
        node_attr={"fontname": font.name, "fontsize": str(font.body)},
        edge_attr={"fontname": font.name, "fontsize": str(font.label), "arrowsize": str(theme().page.arrow)},
    )
    # Graphviz sets parts from the bottom up.
    for part in reversed(_parts(graph)):
        _draw(dot, part, labels)
        if part.title:  # by itself, for in a column it could be no wider than that
            title = labels.part(sheet_of(part.graph).title)
            dot.node(part.title, title, shape="plaintext", tooltip=" ", margin="0.04,0")
    return str(dot.source)


def _with_plain_names(graph: Graph) -> Graph:
    """The picture with other names for nodes whose names DOT would read as a port, HTML or an escape."""
    odd = {node: f"box-{i}" for i, node in enumerate(graph, start=1) if not _PLAIN_NAME.fullmatch(node)}
    return networkx.relabel_nodes(graph, odd) if odd else graph


@dataclass(frozen=True)
class _Part:
    """A picture that stands above or below others, or the only one there is.

    Attributes:
        headers: the nodes of what stands above its columns.
        title: the node of what stands above it; empty where it is the only one.
    """

    graph: Graph
    headers: list[str]
    title: str = ""


def _parts(graph: Graph) -> list[_Part]:
    """What stands below each other, from the top."""
    if not sheet_of(graph).parts:
        return [_Part(graph, [f"header-{i}" for i, _ in enumerate(sheet_of(graph).headers, start=1)])]
    return [
        _Part(part, [f"header-{number}-{i}" for i, _ in enumerate(sheet_of(part).headers, start=1)], f"part-{number}")
        for number, part in enumerate(parts_of(graph), start=1)
    ]


def _draw(dot: graphviz.Digraph, part: _Part, labels: Labels) -> None:
    """Put in everything that a part consists of."""
    graph = part.graph
    answers = _answers(graph)
    spacing = theme().pictures[sheet_of(graph).drawing]
    places = _row_by_row(part) if spacing.rows else _column_by_column(part)
    for rank in places.ranks:
        with dot.subgraph() as same:
            same.attr(rank="same")
            for node in rank:
                _place(same, node, part, labels, answers)
    for above, below in places.below:
        joined = any(node.startswith(_SPINE) for node in (above, below)) and above not in part.headers
        if not joined and not graph.has_edge(above, below):  # the line that is drawn keeps the order by itself
            # Graphviz overlooks the order of lines without any weight.
            dot.edge(above, below, style="invis", weight=places.weight)
    for left, right in pairwise(part.headers):
        dot.edge(left, right, style="invis", weight="1" if spacing.rows else "100")
    spines = _spines(graph) if not spacing.rows else {}
    for source, targets in spines.items():
        _draw_spine(dot, source, targets, graph)
    for source, target, line in lines(graph):
        if target in spines.get(source, ()):
            continue
        columns = box_of(graph, source).column, box_of(graph, target).column
        down = columns[0] == columns[1]
        answer = answers.get(source, {}).get(target)
        back = columns[0] > columns[1]
        tops = spacing.tops and line.level
        _line(dot, source, target, line, labels, down=down, back=back, rows=spacing.rows, tops=tops, answer=answer)
        if line.unknown is not None:
            style = theme().edges[line.unknown]
            dot.edge(
                f"{source}:sw", f"{target}:nw", label=labels.edge(line.unknown_label, style.color),
                tooltip=_plain(line.unknown_label), color=style.color, style=style.lines, penwidth=f"{style.pen:g}",
                arrowhead=style.head, weight="10", id=f"{edge_id(source, target)}.unknown", **{"class": line.unknown},
            )  # fmt: skip


def _spines(graph: Graph) -> dict[str, list[str]]:
    """The boxes from which many lines without words lead to the next column, with where they lead, from the top.

    Beside each other, such lines would be a strand. They are drawn as one up and down from the box, with an arrow
    from it to each of the others; the one in the middle stands beside the box itself.
    """
    found: dict[str, list[str]] = {}
    for source, target, line in lines(graph):
        alone = len(graph.pred[target]) == 1
        if line.kind == "asks" and not line.label and alone:
            found.setdefault(source, []).append(target)
    return {source: targets for source, targets in found.items() if len(targets) >= _LEAST_OF_A_SPINE}


def _on_spine(source: str, targets: list[str], graph: Graph) -> list[str]:
    """What stands in the column of a box with a spine: the box, and where arrows begin above and below it."""
    tall = [_EMPTY + len(box_of(graph, target).said()) for target in targets]
    middle = min(range(len(targets)), key=lambda i: abs(sum(tall[:i]) - sum(tall[i + 1 :])))
    return [source if i == middle else f"{_SPINE}{target}" for i, target in enumerate(targets)]


def _draw_spine(dot: graphviz.Digraph, source: str, targets: list[str], graph: Graph) -> None:
    begins = dict(zip(targets, _on_spine(source, targets, graph), strict=True))
    style = theme().edges["asks"]
    looks = {"class": "asks", "color": style.color, "style": style.lines, "penwidth": f"{style.pen:g}", "tooltip": " "}
    for (_, above), (target, below) in pairwise(begins.items()):
        ends = f"{above}:s" if above == source else above, f"{below}:n" if below == source else below
        dot.edge(*ends, id=f"{edge_id(source, target)}.spine", arrowhead="none", **looks)
    for target, begin in begins.items():
        start = f"{source}:e" if begin == source else begin
        dot.edge(start, f"{target}:w", id=edge_id(source, target), arrowhead=style.head, weight="20", **looks)


def _answers(graph: Graph) -> Answers:
    """The lines whose words stand in the box where they begin, so that nobody mistakes one for another's.

    They are those of a question with several answers; and where the columns leave no room, those of long answers.
    """
    drawing = sheet_of(graph).drawing
    spacing = theme().pictures[drawing]
    # Beside a question on a branch there is no room at all: the words would lie on its box.
    most = 0 if drawing == "branching_ladder" else round(spacing.across * _FITS_BETWEEN)
    found: dict[str, dict[str, Answer]] = {}
    for node, box in boxes(graph):
        if box.kind not in _ASKING:
            continue  # what a fact says of several causes is the same, so its words cannot be mistaken
        said = [
            (target, line)
            for target, line in lines_from(graph, node)
            if line.label and box_of(graph, target).column != box.column
        ]
        if len(said) > 1 or (spacing.rows and any(len(line.label) > most for _, line in said)):
            found[node] = {
                target: Answer(f"answer{number}", _led_on(line, alone=len(said) == 1), theme().edges[line.kind].color)
                for number, (target, line) in enumerate(said, start=1)
            }
    return found


def _led_on(line: Line, *, alone: bool) -> str:
    return line.label if alone or not line.called else f"{line.label}\u00a0→\u00a0{line.called}"


def _graph_attributes(graph: Graph, labels: Labels) -> dict[str, str]:
    spacing = theme().pictures[sheet_of(graph).drawing]
    beside, between = (spacing.across, spacing.between) if spacing.rows else (spacing.between, spacing.across)
    heading = {"labelloc": "t", "labeljust": "l", "label": labels.heading()} if spacing.heading else {}
    # Each part is laid out on its own, and they are set in one column, at the left of the sheet and in their order.
    # Graphviz turns the picture after that, and so reads it as one row at the top.
    stack = {"pack": str(BELOW_TITLE), "packmode": "array_cti1"} if sheet_of(graph).parts else {}
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
        **stack,
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


def _columns(part: _Part) -> list[list[str]]:
    """Each column from its header down."""
    spines = {} if theme().pictures[sheet_of(part.graph).drawing].rows else _spines(part.graph)
    return [
        [header, *(
            beside for node, box in boxes(part.graph) if box.column == column
            for beside in (_on_spine(node, spines[node], part.graph) if node in spines else [node])
        )]
        for column, header in enumerate(part.headers, start=1)
    ]  # fmt: skip


def _column_by_column(part: _Part) -> _Places:
    columns = _columns(part)
    return _Places(columns, [pair for column in columns for pair in pairwise(column)], "1")


def _row_by_row(part: _Part) -> _Places:
    """Each box beside the first that leads to it, or below that where another one stands there already."""
    rows: list[dict[int, str]] = []
    for node, box in boxes(part.graph):
        before = part.graph.pred[node].keys()
        start = next((i for i, row in enumerate(rows) if before & set(row.values())), 0)
        beside = box.column > 1 and box.kind not in _ASKING  # a question on a branch has a row of its own
        free = (i for i in range(start, len(rows)) if beside and box.column not in rows[i])
        place = next(free, len(rows))
        if place == len(rows):
            rows.append({})
        rows[place][box.column] = node
    below = [pair for column in _columns(part) for pair in pairwise(column)]
    return _Places([part.headers, *([*row.values()] for row in rows)], below, "50")


def _place(dot: graphviz.Digraph, node: str, part: _Part, labels: Labels, answers: Answers) -> None:
    """Put in a box, or the header of a column."""
    sheet = sheet_of(part.graph)
    if node.startswith(_SPINE):
        dot.node(node, shape="point", width="0.01", height="0.01", style="invis")
    elif node in part.headers:
        column = part.headers.index(node) + 1
        dot.node(node, labels.header(sheet.headers[column - 1], column), shape="plaintext", tooltip=" ")
    else:
        box = box_of(part.graph, node)
        dot.node(node, labels.box(box, [*answers.get(node, {}).values()]), **_box_attributes(node, box, sheet.language))


def _box_attributes(node: str, box: Box, language: Language) -> dict[str, str]:
    style = theme().boxes[style_name(box)]
    looks = [style.lines] + ["rounded"] * style.rounded + ["filled"] * (style.fill != NO_FILL)
    attributes = {
        "id": node,
        "class": " ".join(filter(None, (box.kind, box.verdict, box.look))),
        "tooltip": _plain(box.said(lambda row: _marks(row, language))),
        "shape": style.shape,
        "style": ",".join(looks),
        "color": style.border,
        "penwidth": f"{style.pen:g}",
        "peripheries": "1" if style.hatching == NO_FILL else "2",
        "margin": "0.02,0.02" if style.shape == "hexagon" else "0.04,0.05",
    }
    return attributes if style.fill == NO_FILL else {**attributes, "fillcolor": style.fill}


def _marks(row: Row, language: Language) -> str:
    """The marks of a step in words, for its tooltip."""
    return " ".join(f"[{words.mark(danger, case).in_(language)}]" for danger, case in row.marks())


def _line(
    dot: graphviz.Digraph,
    source: str,
    target: str,
    line: Line,
    labels: Labels,
    *,
    down: bool,
    back: bool,
    rows: bool,
    tops: bool,
    answer: Answer | None,
) -> None:
    style = theme().edges[line.kind]
    said = {"label": labels.edge(line.label, style.color)} if line.label and answer is None else {}
    ends = (f"{source}:s", f"{target}:n") if down else (f"{source}:e", f"{target}:w")
    if back:
        ends = (f"{source}:sw", f"{target}:ne")
    if tops:
        ends = (f"{source}:{TOP}:e", f"{target}:{TOP}:w")
    if answer is not None:
        ends = (f"{source}:{answer.port}:e", f"{target}:w")
    elif down is not rows:
        # A label of its own would bend a line inside a rank, so it is set beside the finished line.
        said = {"xlabel": said["label"]} if said else {}
    straight = "20" if line.level and answer is None else "2"  # of a fan, no more than one could be straight
    if rows:
        # The lines of a fan cross several rows, and would pull them out of line.
        straight = "50" if down else "1" if answer is None else "0"
    dot.edge(
        *ends,
        **said,
        **{"class": line.kind},
        id=edge_id(source, target),
        tooltip=_plain(line.label) or " ",
        color=style.color,
        style=style.lines,
        penwidth=f"{style.pen:g}",
        arrowhead=style.head if line.arrow else "none",
        weight=straight,
    )


def edge_id(source: str, target: str) -> str:
    """The id of a line in a picture: which box it leads from, and to which."""
    return f"from.{source}.to.{target}"


def _plain(text: str) -> str:
    """A text for an attribute that is not HTML-like; backslashes and entities in it mean only themselves.

    What is given back is no mere string, by which Graphviz's writer knows that a text in angle brackets is no HTML.
    """
    return cast(str, graphviz.escape(latin(text).replace("&", "&amp;"))) if text else ""
