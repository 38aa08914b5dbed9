"""Writes a picture as a Mermaid flowchart, for pages and tickets that draw Mermaid themselves.

A tree that is divided becomes Markdown with a flowchart for each of its parts: one of all would be longer than what
Mermaid takes (50,000 characters unless a page allows more).
"""

from __future__ import annotations

import re
import textwrap

from expert.foundations.outgoing import in_json
from expert.foundations.outgoing_markdown import in_markdown
from expert.visualize import words
from expert.visualize.canvas.graph import Box, Graph, Line, Row, boxes, lines, parts_of, sheet_of
from expert.visualize.canvas.labels import style_name
from expert.visualize.canvas.theme import NO_FILL, BoxStyle, theme

_WRAP = 40
_DIRECTION = {"ladder": "TB", "branching_ladder": "TB", "handout": "TB", "plan": "TB", "paths": "TB"}
_WHOLE = ("reasoning", "plan")  # what is divided in these is short enough for one flowchart
_SPECIAL = re.compile(r'["#<>&\[\]{}|`;%\\*_~]')
_SHAPES = {"hexagon": ('{{"', '"}}'), "rounded": ('("', '")'), "box": ('["', '"]')}
# Each kind of stroke with an arrowhead, with a bar (which says "not so"), and with nothing at its end.
_STROKES = {"thick": ("==>", "==x", "==="), "dashed": ("-.->", "-.-x", "-.-"), "plain": ("-->", "--x", "---")}


def to_mermaid(graph: Graph) -> str:
    """The picture as a Mermaid flowchart; if it is divided, as Markdown with several.

    Args:
        graph: a graph of `reasoning_graph` or `tree_graph`.
    """
    if not sheet_of(graph).parts or sheet_of(graph).drawing in _WHOLE:
        return _flowchart(graph)
    charts = (f"\n```mermaid\n{_flowchart(part)}```\n" for part in parts_of(graph))
    return f"# {in_markdown(sheet_of(graph).title)}\n{''.join(charts)}"


def _flowchart(graph: Graph) -> str:
    sheet = sheet_of(graph)
    # Mermaid takes words such as "end" inside an id for its own, so the nodes are numbered.
    number = {node: f"n{i}" for i, node in enumerate(graph, start=1)}
    direction = _DIRECTION.get(sheet.drawing, "LR")
    out = ["---", f"title: {_quoted(sheet.title)}", "---", f"flowchart {direction}"]
    for node, box in boxes(graph):
        out.append(f"  {number[node]}{_shape(box, _label(box, graph))}:::{style_name(box)}")
    for source, target, line in lines(graph):
        said = f'|"{_escaped(line.label)}"|' if line.label else ""
        out.append(f"  {number[source]} {_stroke(line)}{said} {number[target]}")
        if line.unknown is not None:
            beside = f'|"{_escaped(line.unknown_label)}"|'
            out.append(f"  {number[source]} {_stroke(Line(line.unknown))}{beside} {number[target]}")
    used = {style_name(box) for _, box in boxes(graph)}
    out += [f"  classDef {name} {_class(style)}" for name, style in theme().boxes.items() if name in used]
    return "\n".join(out) + "\n"


def _quoted(text: str) -> str:
    """The text as YAML reads it in quotation marks; what begins HTML is written by its number there."""
    return in_json(text).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _shape(box: Box, label: str) -> str:
    style = theme().boxes[style_name(box)]
    before, after = _SHAPES["rounded" if style.rounded else style.shape]
    return f"{before}{label}{after}"


def _label(box: Box, graph: Graph) -> str:
    rows = [_row(row, graph) for row in box.rows]
    head = ": ".join(filter(None, (box.word, box.title)))
    parts = [head, *rows, box.note, box.name]
    wrapped = (textwrap.wrap(part, _WRAP) for part in parts if part)
    return "<br/>".join(_escaped(line) for part in wrapped for line in part)


def _row(row: Row, graph: Graph) -> str:
    language = sheet_of(graph).language
    dangers = ((danger, case) for danger, case in row.marks() if danger is not None)
    marks = "".join(f" [{words.mark(danger, case).in_(language)}]" for danger, case in dangers)
    said = ": ".join(filter(None, (row.label, row.text)))
    return f"{said}{marks}" + (f" ({row.detail})" if row.detail else "")


def _escaped(text: str) -> str:
    """The text with every sign that means something to Mermaid, HTML or Markdown as a number."""
    escaped = _SPECIAL.sub(lambda sign: f"#{ord(sign[0])};", text)
    # A line that begins like a list would be taken for Markdown.
    return re.sub(r"^(\d+)\.", r"\1#46;", re.sub(r"^([-+])", lambda sign: f"#{ord(sign[0])};", escaped))


def _stroke(line: Line) -> str:
    style = theme().edges[line.kind]
    weight = "plain" if style.lines == "solid" else "dashed"
    arrow, bar, bare = _STROKES["thick" if style.lines == "solid" and style.pen >= 3 else weight]
    if not line.arrow:
        return bare
    return bar if style.head == "tee" else arrow


def _class(style: BoxStyle) -> str:
    fill = theme().page.paper if style.fill == NO_FILL else style.fill
    dashes = {"dashed": ",stroke-dasharray:6 4", "dotted": ",stroke-dasharray:2 3"}.get(style.lines, "")
    return f"fill:{fill},stroke:{style.border},color:{style.text},stroke-width:{style.pen:g}px{dashes}"
