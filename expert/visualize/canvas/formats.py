"""Every picture in every format."""

from __future__ import annotations

from typing import Literal

from expert.visualize.canvas.dot import to_dot
from expert.visualize.canvas.graph import Graph
from expert.visualize.canvas.mermaid import to_mermaid
from expert.visualize.canvas.outline import to_outline
from expert.visualize.canvas.render import render

PictureFormat = Literal["svg", "png", "dot", "mermaid", "text"]
_WRITERS = {"dot": to_dot, "mermaid": to_mermaid, "text": to_outline}


def in_format(graph: Graph, picture_format: PictureFormat) -> bytes:
    """Any picture in a format; text formats are UTF-8 and end with a newline.

    Raises:
        DrawingError: for svg and png, when there is no Graphviz or it fails.
    """
    if picture_format == "svg" or picture_format == "png":
        return render(to_dot(graph), picture_format)
    return _WRITERS[picture_format](graph).encode()
