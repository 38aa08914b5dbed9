"""A question ladder as pictures on a printed page: no wider and higher than paper, with ids of their own."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from expert.visualize.canvas.dot import to_dot
from expert.visualize.canvas.graph import (
    Box,
    Graph,
    add_box,
    add_line,
    box_of,
    boxes,
    lines,
    new_graph,
    sheet_of,
    told_of,
)
from expert.visualize.canvas.render import render_all
from expert.visualize.pages.page_ids import page_id

_SVG = "http://www.w3.org/2000/svg"
_QUESTIONS, _CAUSES = 1, 2  # the columns on paper, which has no room for one of branches; the remedies stand below it
_MOST_CAUSES = 5  # in one picture, beside its questions
_MOST_QUESTIONS = 3  # in one picture, before it is seen how large that is
PAPER = (536.0, 680.0)
"""The largest picture, in points: as wide as A4 inside its margins, and as high with a heading above it. Nothing is
made smaller, so its letters are those of the theme."""


@dataclass(frozen=True)
class _Piece:
    """A part of a ladder: some questions after each other, with causes beside them.

    Attributes:
        steps: the questions.
        causes: the causes that stand beside them here.
        after: what stands below, with an ellipsis: the next question; nothing where the ladder ends here.
    """

    steps: tuple[str, ...]
    causes: tuple[str, ...]
    after: str | None


_Drawn = tuple[_Piece, bytes | None]
"""A piece with its picture, once it is drawn."""


def on_paper(ladders: Mapping[str, Graph]) -> dict[str, list[str]]:
    """Ladders in pieces that fit a page, each as an SVG element to stand in HTML.

    A piece that turns out too large is divided again, as far as it can be: to one question with one cause.

    Args:
        ladders: the graph of each ladder by its symptom, which tells the ids of its pictures from those of the others.

    Raises:
        DrawingError: there is no Graphviz, or it fails.
    """
    drawn: dict[str, list[_Drawn]] = {
        name: [(piece, None) for piece in _pieces(ladder)] for name, ladder in ladders.items()
    }
    while wanted := [(name, piece) for name, all_of in drawn.items() for piece, svg in all_of if svg is None]:
        pictures = dict(zip(wanted, _rendered([_graph(ladders[n], p) for n, p in wanted]), strict=True))
        for name, ladder in ladders.items():
            drawn[name] = [
                part for piece, svg in drawn[name]
                for part in ([(piece, svg)] if svg is not None else _fitted(ladder, piece, pictures[name, piece]))
            ]  # fmt: skip
    return {
        name: [
            inline(svg, f"{name}-{number}", sheet_of(ladders[name]).title)
            for number, (_, svg) in enumerate(all_of, start=1) if svg is not None
        ]
        for name, all_of in drawn.items()
    }  # fmt: skip


def _rendered(graphs: Sequence[Graph]) -> list[bytes]:
    return render_all(list(map(to_dot, graphs)), list(map(told_of, graphs)))


def _fitted(ladder: Graph, piece: _Piece, svg: bytes) -> list[_Drawn]:
    """The piece as it is drawn, where it fits; else the parts of it, which are still to be drawn."""
    if all(size <= most for size, most in zip(size_of(svg), PAPER, strict=True)):
        return [(piece, svg)]
    parts = _halves(ladder, piece)
    return [(part, None) for part in parts] if len(parts) > 1 else [(piece, svg)]


def _halves(ladder: Graph, piece: _Piece) -> list[_Piece]:
    """Two smaller pieces: with the questions divided, or the causes of the only one; itself where it is the least."""
    steps, causes = piece.steps, piece.causes
    if len(steps) > 1:
        half = len(steps) // 2
        first = tuple(cause for cause in causes if any(ladder.has_edge(step, cause) for step in steps[:half]))
        rest = tuple(cause for cause in causes if cause not in first)
        return [_Piece(steps[:half], first, steps[half]), _Piece(steps[half:], rest, piece.after)]
    half = len(causes) // 2
    return [_Piece(steps, causes[:half], None), _Piece(steps, causes[half:], piece.after)] if half else [piece]


def size_of(svg: bytes) -> tuple[float, float]:
    """The width and the height of a picture, in points."""
    _, _, width, height = ElementTree.fromstring(svg).attrib["viewBox"].split()
    return float(width), float(height)


def inline(svg: bytes, name: str, label: str) -> str:
    """A finished picture as a part of a page: its ids are its own, and it is as wide as its place at most.

    Args:
        svg: a picture of `render_all`.
        name: what makes its ids different from those of the page's other pictures.
        label: what a screen reader calls it.
    """
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(svg)
    ids = {found for element in root.iter() if (found := element.get("id")) is not None}
    new = {old: page_id(name, old) for old in ids}
    for element in root.iter():
        for attribute, value in list(element.items()):
            if attribute in ("id", "aria-describedby"):
                element.set(attribute, new[value])
            elif value.startswith("#") and value[1:] in new:
                element.set(attribute, f"#{new[value[1:]]}")
            elif value.startswith("url(#") and value[5:-1] in new:
                element.set(attribute, f"url(#{new[value[5:-1]]})")
    width = root.attrib.pop("width", "")
    root.attrib.pop("height", None)
    root.set("role", "img")
    root.set("aria-label", label)
    root.set("style", f"--width:{width};max-width:{width}" if width else "max-width:100%")
    return ElementTree.tostring(root, encoding="unicode")


def _sizes(heights: list[int]) -> Iterator[int]:
    """How many questions stand in each picture, by the number of causes beside each: about as many in all of them."""
    pieces = -(-len(heights) // _MOST_QUESTIONS)
    most = -(-len(heights) // pieces) if pieces else 0
    size = height = 0
    for further in heights:
        if size and (size == most or height + further > _MOST_CAUSES):
            yield size
            size = height = 0
        size, height = size + 1, height + further
    if size:
        yield size


def _pieces(ladder: Graph) -> Iterator[_Piece]:
    """A ladder in pieces of about as many questions each."""
    steps = [node for node, box in boxes(ladder) if box.kind in ("rung", "answered_rung")]
    causes_of = {
        step: [node for node in ladder.succ[step] if box_of(ladder, node).kind == "cause"] for step in steps
    }
    start = 0
    for size in _sizes([max(len(causes_of[step]), 1) for step in steps]):
        here, after = steps[start : start + size], steps[start + size : start + size + 1]
        start += size
        causes = dict.fromkeys(node for step in here for node in causes_of[step])
        yield _Piece(tuple(here), tuple(causes), after[0] if after else "nothing-fits")


def _graph(ladder: Graph, piece: _Piece) -> Graph:
    """A piece as a graph of its own, for pages that have the rest in words."""
    sheet = sheet_of(ladder)
    graph = new_graph(replace(sheet, drawing="handout", headers=(sheet.headers[0], sheet.headers[-2])))
    kept = {*piece.steps, *piece.causes, *([] if piece.after is None else [piece.after])}
    below = None if piece.after == "nothing-fits" else piece.after
    for node, box in boxes(ladder):
        if node in kept:
            further = Box(kind="nothing_fits", column=_QUESTIONS, title=f"{box.title} …")
            placed = replace(box, column=_CAUSES if box.kind == "cause" else _QUESTIONS)
            add_box(graph, node, further if node == below else placed)
    questions = [node for node, box in boxes(ladder) if box.kind in ("rung", "answered_rung")]
    following = dict(pairwise([*questions, "nothing-fits"]))
    for source, target, line in lines(ladder):
        # A line past a question would run through it: where a branch begins and ends is said in words too.
        shown = source in kept and source != below and target in kept
        if shown and (target in piece.causes or target == following.get(source)):
            add_line(graph, source, target, line)
    return graph
