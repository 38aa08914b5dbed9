"""The picture of a diagnosis in a notebook."""

from __future__ import annotations

from expert.results.diagnosis import Diagnosis
from expert.visualize.canvas.render import NoGraphviz
from expert.visualize.drawings.reasoning import graph_picture


def picture(diagnosis: Diagnosis) -> str | None:
    """The reasoning path as SVG text; None where no Graphviz is at hand."""
    try:
        return graph_picture(diagnosis, "svg").decode()
    except NoGraphviz:
        return None
