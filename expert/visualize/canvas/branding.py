"""Puts what a theme wants on every picture, a logo, a header and a footer, around one that Graphviz drew."""

from __future__ import annotations

import base64
import xml.etree.ElementTree as ElementTree

from expert.visualize.canvas.latin import latin
from expert.visualize.canvas.theme import theme

_SVG = "http://www.w3.org/2000/svg"
_ABOVE, _BELOW, _MARGIN = 44.0, 28.0, 18.0
_LOGO = 30.0  # the height of a logo, in points
_WIDEST = 220.0
_KINDS = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}


def branded(svg: bytes) -> bytes:
    """The picture with what the theme wants on it; the very same one where that is nothing."""
    brand = theme().brand
    if not brand.above and not brand.footer:
        return svg
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(svg)
    left, top, width, height = (float(number) for number in root.get("viewBox", "0 0 0 0").split())
    above, below = _ABOVE if brand.above else 0.0, _BELOW if brand.footer else 0.0
    root.set("viewBox", f"{left:g} {top - above:g} {width:g} {height + above + below:g}")
    root.set("width", f"{width:g}pt")
    root.set("height", f"{height + above + below:g}pt")
    paper = ElementTree.Element(f"{{{_SVG}}}rect", {
        "x": f"{left:g}", "y": f"{top - above:g}", "width": f"{width:g}", "height": f"{height + above + below:g}",
        "fill": theme().page.paper,
    })  # fmt: skip
    root.insert(_after_words(root), paper)
    if brand.header:
        root.append(_words(brand.header, left + _MARGIN, top - above + 28))
    if brand.footer:
        root.append(_words(brand.footer, left + _MARGIN, top + height + below - 10))
    if brand.logo is not None:
        scale = min(_LOGO / brand.logo.height, _WIDEST / brand.logo.width)
        wide, high = brand.logo.width * scale, brand.logo.height * scale
        root.append(ElementTree.Element(f"{{{_SVG}}}image", {
            "x": f"{left + width - _MARGIN - wide:g}", "y": f"{top - above + 10:g}", "width": f"{wide:g}",
            "height": f"{high:g}", "aria-hidden": "true",
            "href": f"data:{_KINDS[brand.logo.kind]};base64,{base64.b64encode(brand.logo.data).decode()}",
        }))  # fmt: skip
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _after_words(root: ElementTree.Element) -> int:
    """Where the drawing begins, after the title and description of the whole picture."""
    told = {f"{{{_SVG}}}title", f"{{{_SVG}}}desc"}
    return next((place for place, part in enumerate(root) if part.tag not in told), len(root))


def _words(text: str, x: float, y: float) -> ElementTree.Element:
    said = ElementTree.Element(f"{{{_SVG}}}text", {
        "x": f"{x:g}", "y": f"{y:g}", "font-family": theme().font.fallback, "font-size": f"{theme().font.subtitle}",
        "fill": theme().page.soft,
    })  # fmt: skip
    said.text = latin(text)
    return said
