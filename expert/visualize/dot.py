"""Writes a picture in the DOT language. Equal graphs give equal text."""

from __future__ import annotations

from itertools import pairwise

import graphviz

from expert.visualize.graph import Box, Graph, Line, box_of, boxes, lines, sheet_of
from expert.visualize.labels import Labels, latin, style_name
from expert.visualize.theme import NO_FILL, theme


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
    _columns(dot, graph, labels)
    for source, target, line in lines(graph):
        down = box_of(graph, source).column == box_of(graph, target).column
        _line(dot, source, target, line, labels, down=down)
    return str(dot.source)


def _graph_attributes(graph: Graph, labels: Labels) -> dict[str, str]:
    spacing = theme().pictures[sheet_of(graph).drawing]
    return {
        "rankdir": "LR",
        "nodesep": str(spacing.between),
        "ranksep": str(spacing.across),
        "splines": "spline",
        "outputorder": "edgesfirst",
        "bgcolor": theme().page.paper,
        "pad": str(theme().page.margin),
        "fontname": theme().font.name,
        "labelloc": "t",
        "labeljust": "l",
        "label": labels.heading(),
    }


def _columns(dot: graphviz.Digraph, graph: Graph, labels: Labels) -> None:
    """The boxes column by column; unseen lines keep their order, and the headers on one height."""
    for column in range(1, len(sheet_of(graph).headers) + 1):
        header = f"header-{column}"
        inside = [(node, box) for node, box in boxes(graph) if box.column == column]
        with dot.subgraph() as same:
            same.attr(rank="same")
            same.node(header, labels.header(column), shape="plaintext", tooltip=" ")
            for node, box in inside:
                same.node(node, labels.box(box), **_box_attributes(node, box))
        order = [header, *(node for node, _ in inside)]
        for above, below in pairwise(order):
            if graph.has_edge(above, below):
                continue  # the line that is drawn keeps the order by itself
            # Graphviz overlooks the order of lines without any weight.
            dot.edge(above, below, style="invis", weight="1")
        if column > 1:
            dot.edge(f"header-{column - 1}", header, style="invis", weight="100")


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
    dot: graphviz.Digraph, source: str, target: str, line: Line, labels: Labels, *, down: bool = False
) -> None:
    style = theme().edges[line.kind]
    said = {"label": labels.edge(line.label, style.color)} if line.label else {}
    ends = (f"{source}:e", f"{target}:w")
    if down:
        # A label of its own would bend a line inside a column, so it is set beside the finished line.
        said = {"xlabel": said["label"]} if said else {}
        ends = (f"{source}:s", f"{target}:n")
    dot.edge(
        *ends,
        **said,
        **{"class": line.kind},
        tooltip=_plain(line.label) or " ",
        color=style.color,
        style=style.lines,
        penwidth=f"{style.pen:g}",
        arrowhead=style.head if line.arrow else "none",
        weight="20" if line.level else "2",
    )


def _plain(text: str) -> str:
    """A text for an attribute that is not HTML-like; backslashes and entities in it mean only themselves."""
    return str(graphviz.escape(latin(text).replace("&", "&amp;"))) if text else ""
