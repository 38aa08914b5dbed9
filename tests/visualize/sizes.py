"""How large a picture is."""

from __future__ import annotations

import re

from expert.visualize.canvas.dot import to_dot
from expert.visualize.canvas.graph import Graph
from expert.visualize.canvas.render import render
from expert.visualize.canvas.theme import theme


def size_of(graph: Graph) -> tuple[float, float]:
    """Width and height in dots of a PNG."""
    drawn = render(to_dot(graph), "svg").decode()
    width, height = (float(points) / 72 for points in re.findall(r' (?:width|height)="([\d.]+)pt"', drawn))
    return width * theme().page.resolution, height * theme().page.resolution
