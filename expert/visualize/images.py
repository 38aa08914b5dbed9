"""The pictures that Graphviz draws."""

from __future__ import annotations

from expert.visualize.canvas.branding import branded
from expert.visualize.canvas.dot import to_dot
from expert.visualize.canvas.graph import Graph, sheet_of, told_of
from expert.visualize.canvas.render import render
from expert.visualize.canvas.theme import theme


def to_svg(graph: Graph) -> bytes:
    """A graph as SVG.

    Raises:
        DrawingError: there is no Graphviz, or it fails.
    """
    return branded(render(to_dot(graph), "svg", told_of(graph)))


def to_plain_svg(graph: Graph) -> bytes:
    """A graph as SVG, without what the theme wants around every picture; for whoever sets it on paper.

    Raises:
        DrawingError: there is no Graphviz, or it fails.
    """
    return render(to_dot(graph), "svg", told_of(graph), hatched=False)


def to_png(graph: Graph) -> bytes:
    """A graph as PNG.

    Raises:
        DrawingError: there is no Graphviz, or it fails; or the theme wants something on every picture, which
            Graphviz cannot do, and the extra `pdf` is not installed.
    """
    brand = theme().brand
    if not brand.above and not brand.footer:
        return render(to_dot(graph), "png")
    from expert.visualize.frames.pdf import as_pngs
    from expert.visualize.paper.picture import picture_of
    from expert.visualize.paper.sheets import whole
    from expert.visualize.paper.writers import to_pdf

    sheet = whole(picture_of(to_plain_svg(graph)))
    (dots,) = as_pngs(to_pdf([sheet], sheet_of(graph).language), theme().page.resolution / 72)
    return dots
