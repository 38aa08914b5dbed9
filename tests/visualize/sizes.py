"""How large a picture is, and what crosses in it."""

from __future__ import annotations

import re
from itertools import combinations

from expert.visualize.canvas.dot import to_dot
from expert.visualize.canvas.graph import Graph, boxes, lines
from expert.visualize.canvas.render import render
from expert.visualize.canvas.theme import theme


def size_of(graph: Graph) -> tuple[float, float]:
    """Width and height in dots of a PNG."""
    drawn = render(to_dot(graph), "svg").decode()
    width, height = (float(points) / 72 for points in re.findall(r' (?:width|height)="([\d.]+)pt"', drawn))
    return width * theme().page.resolution, height * theme().page.resolution


def crossed(graph: Graph) -> list[tuple[str, ...]]:
    """The lines between the same two columns that cross, as the ends of one and of the other."""
    place = {node: (box.column, i) for i, (node, box) in enumerate(boxes(graph))}
    return [
        (*one, *other)
        for one, other in combinations([(source, target) for source, target, _ in lines(graph)], 2)
        if [place[node][0] for node in one] == [place[node][0] for node in other]
        and (place[one[0]][1] - place[other[0]][1]) * (place[one[1]][1] - place[other[1]][1]) < 0
    ]
