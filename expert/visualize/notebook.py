"""The picture of a diagnosis in a notebook."""

from __future__ import annotations

from expert.diagnosis import Diagnosis
from expert.visualize.pictures import graph_picture
from expert.visualize.render import NoGraphviz


def picture(diagnosis: Diagnosis) -> str | None:
    """The reasoning path as SVG text; None where no Graphviz is at hand."""
    try:
        return graph_picture(diagnosis, "svg").decode()
    except NoGraphviz:
        return None
