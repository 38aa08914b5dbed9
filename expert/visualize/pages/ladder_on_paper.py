"""A question ladder as pictures on a printed page: no wider and higher than paper, with ids of their own."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from dataclasses import replace
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
_MOST_QUESTIONS = 3  # in one picture, so that its letters stay readable on a page


def on_paper(ladders: Mapping[str, Graph]) -> dict[str, list[str]]:
    """Ladders in pieces that fit a page, each as an SVG element to stand in HTML.

    Args:
        ladders: the graph of each ladder by its symptom, which tells the ids of its pictures from those of the others.

    Raises:
        DrawingError: there is no Graphviz, or it fails.
    """
    pieces = [(name, number, piece) for name, ladder in ladders.items() for number, piece in _numbered(ladder)]
    drawn = render_all([to_dot(piece) for _, _, piece in pieces], [told_of(piece) for _, _, piece in pieces])
    found: dict[str, list[str]] = {name: [] for name in ladders}
    for (name, number, piece), picture in zip(pieces, drawn, strict=True):
        found[name].append(inline(picture, f"{name}-{number}", sheet_of(piece).title))
    return found


def _numbered(ladder: Graph) -> Iterator[tuple[int, Graph]]:
    yield from enumerate(_printed(ladder), start=1)


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


def _printed(ladder: Graph) -> Iterator[Graph]:
    """The questions and causes of a ladder, for pages that have the rest in words: no wider and higher than paper."""
    sheet = sheet_of(ladder)
    steps = [node for node, box in boxes(ladder) if box.kind in ("rung", "answered_rung")]
    causes_of = {
        step: [node for node in ladder.succ[step] if box_of(ladder, node).kind == "cause"] for step in steps
    }
    following = dict(pairwise([*steps, "nothing-fits"]))
    start = 0
    for size in _sizes([max(len(causes_of[step]), 1) for step in steps]):
        graph = new_graph(replace(sheet, drawing="handout", headers=(sheet.headers[0], sheet.headers[-2])))
        here, after = steps[start : start + size], steps[start + size : start + size + 1]
        start += size
        causes = [node for step in here for node in causes_of[step]]
        kept = {*here, *causes, *(after or ["nothing-fits"])}
        for node, box in boxes(ladder):
            if node in kept:
                title = f"{box.title} …"
                further = Box(kind="nothing_fits", column=1, title=title)
                placed = replace(box, column=_CAUSES if box.kind == "cause" else _QUESTIONS)
                add_box(graph, node, further if node in after else placed)
        for source, target, line in lines(ladder):
            # A line past a question would run through it: where a branch begins and ends is said in words too.
            shown = source in kept and source not in after and target in kept
            if shown and (target in causes or target == following.get(source)):
                add_line(graph, source, target, line)
        yield graph
