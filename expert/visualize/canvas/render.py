"""Turns DOT source into an image, with the Graphviz that is at hand."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Literal

from expert.foundations.limits import GRAPHVIZ_SECONDS
from expert.foundations.problems import GraphvizFailed, NoGraphviz
from expert.visualize.canvas.theme import theme

ImageFormat = Literal["svg", "png"]
_BUNDLED = "graphviz-pure"
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_DECLARATION = b"<?xml "


def render(dot: str, image_format: ImageFormat) -> bytes:
    """Draw a picture. May be called from several threads at once.

    Args:
        dot: the picture in the DOT language.
        image_format: `svg`, which names itself to screen readers, or `png` at the theme's resolution.

    Raises:
        NoGraphviz: neither the bundled Graphviz nor one on the PATH runs.
        GraphvizFailed: Graphviz failed, or warned of something in the picture.
    """
    drawn = _run(dot, image_format)
    return _finished(drawn) if image_format == "svg" else drawn


def render_all(dots: Sequence[str]) -> list[bytes]:
    """Draw several pictures as SVG by one start of Graphviz, which takes as long as drawing a small one.

    Args:
        dots: the pictures in the DOT language.

    Raises:
        NoGraphviz: neither the bundled Graphviz nor one on the PATH runs.
        GraphvizFailed: Graphviz failed, or warned of something in a picture.
    """
    if not dots:
        return []
    # Each picture begins with its XML declaration; inside one, "<" stands for nothing but a tag.
    before, *drawn = _run("\n".join(dots), "svg").split(_DECLARATION)
    if before or len(drawn) != len(dots):
        raise GraphvizFailed(f"{len(drawn)} of {len(dots)} pictures")
    return [_finished(_DECLARATION + picture) for picture in drawn]


def _run(dot: str, image_format: ImageFormat) -> bytes:
    options = ["-Tsvg"] if image_format == "svg" else ["-Tpng", f"-Gdpi={theme().page.resolution}"]
    for program in programs():
        try:
            done = subprocess.run(
                [program, "-Kdot", *options],
                input=dot.encode(),
                capture_output=True,
                timeout=GRAPHVIZ_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise GraphvizFailed(f"no picture after {GRAPHVIZ_SECONDS} s") from None
        except OSError:
            continue  # not made for this machine: the next one may be
        said = "\n".join(line for line in done.stderr.decode(errors="replace").splitlines() if _matters(line))
        if done.returncode != 0 or said or not done.stdout:
            raise GraphvizFailed(said or f"exit code {done.returncode}")
        return done.stdout
    raise NoGraphviz


def _matters(warning: str) -> bool:
    # Graphviz without a font library takes two spaces for å, ä or ö, which is as wide as they are.
    return bool(warning.strip()) and "no value for width of non-ASCII character" not in warning


@cache
def programs() -> tuple[str, ...]:
    """The programs that can draw, the bundled one first: it measures text alike on every machine."""
    return tuple(found for found in (_bundled(), shutil.which("dot")) if found is not None)


def _bundled() -> str | None:
    try:
        files = metadata.distribution(_BUNDLED).files or []
    except metadata.PackageNotFoundError:
        return None
    for file in files:
        if file.name in (_BUNDLED, f"{_BUNDLED}.exe"):
            path = Path(str(file.locate())).resolve()
            if path.is_file():
                return str(path)
    return None


def _finished(drawn: bytes) -> bytes:
    """Graphviz's SVG made fit for pages: it names itself, is no wider than its place, and shows tooltips."""
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    root = ElementTree.fromstring(drawn)
    root.set("role", "img")
    root.set("style", "max-width:100%;height:auto")
    whole = root.find(f"{{{_SVG}}}g")
    title = None if whole is None else whole.find(f"{{{_SVG}}}title")
    if whole is not None and title is not None:
        root.set("aria-label", title.text or "")
        whole.remove(title)
        for group in whole.findall(f"{{{_SVG}}}g"):
            _mend_tooltip(group)
    for parent in list(root.iter()):
        for text in parent.findall(f"{{{_SVG}}}text"):
            if not (text.text or "").strip():
                parent.remove(text)  # a blank that only kept lines apart
            elif text.get("font-family") == theme().font.name:
                text.set("font-family", theme().font.fallback)
    drawing: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return drawing + b"\n"


def _mend_tooltip(group: ElementTree.Element) -> None:
    """Put a node's tooltip where browsers look for it, in place of Graphviz's raw id."""
    title = group.find(f"{{{_SVG}}}title")
    holder = group.find(f"{{{_SVG}}}g")
    link = None if holder is None else holder.find(f"{{{_SVG}}}a")
    if title is None:
        return
    if holder is None or link is None:
        group.remove(title)
        return
    title.text = (link.get(f"{{{_XLINK}}}title") or "").strip()
    at = list(group).index(holder)
    group.remove(holder)
    for offset, drawn in enumerate(list(link)):
        group.insert(at + offset, drawn)
    if not title.text:
        group.remove(title)
