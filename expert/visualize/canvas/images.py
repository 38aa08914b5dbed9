"""The pictures that Graphviz draws."""

from __future__ import annotations

from expert.visualize.canvas.dot import to_dot
from expert.visualize.canvas.graph import Graph, told_of
from expert.visualize.canvas.render import render


def to_svg(graph: Graph) -> bytes:
    """A graph as SVG.

    Raises:
        DrawingError: there is no Graphviz, or it fails.
    """
    return render(to_dot(graph), "svg", told_of(graph))


def to_png(graph: Graph) -> bytes:
    """A graph as PNG.

    Raises:
        DrawingError: there is no Graphviz, or it fails.
    """
    return render(to_dot(graph), "png")
