"""Turns DOT source into an image, with the Graphviz that is at hand."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Literal

from expert.foundations.deadlines import look_at_the_clock, seconds_left
from expert.foundations.limits import GRAPHVIZ_SECONDS, MOST_PICTURE_BYTES
from expert.foundations.problems import GraphvizFailed, NoGraphviz
from expert.visualize.canvas.metrics import is_measured, width_of
from expert.visualize.canvas.theme import NO_FILL, theme

ImageFormat = Literal["svg", "png"]
_BUNDLED = "graphviz-pure"
_LONGEST_SAID = 10_000
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_TOLD = "told"
_DECLARATION = b"<?xml "


def render(dot: str, image_format: ImageFormat, told: str = "", *, hatched: bool = True) -> bytes:
    """Draw a picture. May be called from several threads at once.

    Args:
        dot: the picture in the DOT language.
        image_format: `svg`, which names itself to screen readers, or `png` at the theme's resolution.
        told: for SVG, what the picture shows, for readers who cannot see it.
        hatched: for SVG, whether boxes are hatched whose style is so; what makes a PDF of it knows no patterns.

    Raises:
        NoGraphviz: neither the bundled Graphviz nor one on the PATH runs.
        GraphvizFailed: Graphviz failed, took too long, warned of something in the picture, or wrote no SVG.
        TookTooLong: the time that the work was given is over.
    """
    drawn = _run(dot, image_format)
    return _finished(drawn, told, hatched=hatched) if image_format == "svg" else drawn


def render_all(dots: Sequence[str], told: Sequence[str]) -> list[bytes]:
    """Draw several pictures as SVG by one start of Graphviz, which takes as long as drawing a small one.

    Args:
        dots: the pictures in the DOT language.
        told: of each, what it shows, for readers who cannot see it.

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
    return [_finished(_DECLARATION + picture, said) for picture, said in zip(drawn, told, strict=True)]


def _run(dot: str, image_format: ImageFormat) -> bytes:
    options = ["-Tsvg"] if image_format == "svg" else ["-Tpng", f"-Gdpi={theme().page.resolution}"]
    for program in programs():
        try:
            drawn, said, code = _drawn_by([program, "-Kdot", *options], dot.encode())
        except OSError:
            continue  # not made for this machine: the next one may be
        said = "\n".join(line for line in said.splitlines() if _matters(line))
        if code != 0 or said or not drawn:
            raise GraphvizFailed(said or f"exit code {code}")
        return drawn
    raise NoGraphviz


def _drawn_by(command: list[str], dot: bytes) -> tuple[bytes, str, int]:
    """What a program makes of a picture, what it says, and how it ended; it has only so long, and so much room.

    Raises:
        GraphvizFailed: it took too long, or its picture has no end.
        TookTooLong: the time that the work was given is over.
        OSError: it does not run on this machine.
    """
    seconds = seconds_left(GRAPHVIZ_SECONDS)
    over = threading.Event()
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as told:
        given.write(dot)
        given.seek(0)
        own_group = os.name == "posix"
        with subprocess.Popen(
            command, stdin=given, stdout=subprocess.PIPE, stderr=told, start_new_session=own_group
        ) as process:

            def stop() -> None:
                # With all that it has started: whatever keeps its output open would be waited for.
                with suppress(ProcessLookupError):
                    if own_group:
                        os.killpg(process.pid, signal.SIGKILL)
                    else:
                        process.kill()

            def stop_in_time() -> None:
                over.set()
                stop()

            timer = threading.Timer(seconds, stop_in_time)
            timer.start()
            try:
                assert process.stdout is not None
                drawn = process.stdout.read(MOST_PICTURE_BYTES + 1)
                if len(drawn) > MOST_PICTURE_BYTES:
                    stop()
                code = process.wait()
            except BaseException:
                stop()
                raise
            finally:
                timer.cancel()
        told.seek(0)
        said = told.read(_LONGEST_SAID).decode(errors="replace")
    if over.is_set():
        look_at_the_clock()
        raise GraphvizFailed(f"no picture after {seconds:g} s")
    if len(drawn) > MOST_PICTURE_BYTES:
        raise GraphvizFailed(f"more than {MOST_PICTURE_BYTES // 1_000_000} MB")
    return drawn, said, code


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


def _finished(drawn: bytes, told: str, *, hatched: bool = True) -> bytes:
    """Graphviz's SVG made fit for pages: it names itself, says what it shows, is no wider than its place, and shows
    tooltips."""
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    try:
        root = ElementTree.fromstring(drawn)
    except (ElementTree.ParseError, ValueError, LookupError) as error:  # also of encodings that nobody knows
        raise GraphvizFailed(f"its SVG cannot be read: {error}") from None
    root.set("role", "img")
    root.set("style", "max-width:100%;height:auto")
    whole = root.find(f"{{{_SVG}}}g")
    title = None if whole is None else whole.find(f"{{{_SVG}}}title")
    if whole is not None and title is not None:
        root.set("aria-label", title.text or "")
        whole.remove(title)
        root.insert(0, title)
        if told:
            said = ElementTree.Element(f"{{{_SVG}}}desc")
            said.text = told
            said.set("id", _TOLD)
            root.set("aria-describedby", _TOLD)
            root.insert(1, said)
        for group in whole.findall(f"{{{_SVG}}}g"):
            _mend_tooltip(group)
        if hatched:
            _hatch(whole)
    for parent in list(root.iter()):
        for text in parent.findall(f"{{{_SVG}}}text"):
            if not (text.text or "").strip():
                parent.remove(text)  # a blank that only kept lines apart
            elif text.get("font-family") == theme().font.name:
                _set_in_any_font(text)
    root.set("font-family", theme().font.fallback)
    drawing: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return drawing + b"\n"


def _set_in_any_font(text: ElementTree.Element) -> None:
    """See to it that a text is as wide as was measured, in whichever font a machine puts in the place of Arial."""
    said = "".join(text.itertext())
    del text.attrib["font-family"]  # the whole picture has it
    if is_measured(said):
        wide = width_of(said, float(text.get("font-size", "0")), bold=text.get("font-weight") == "bold")
        text.set("textLength", f"{wide:.1f}")
        text.set("lengthAdjust", "spacingAndGlyphs")


def _hatch(whole: ElementTree.Element) -> None:
    """Fill the boxes whose style is hatched, which Graphviz cannot."""
    colors = {name: style.hatching for name, style in theme().boxes.items()}
    used: dict[str, str] = {}
    for group in whole.findall(f"{{{_SVG}}}g"):
        words = group.get("class", "").split()
        names = [*words, *(f"{words[1]}_{word}" for word in words[2:] if len(words) > 2)]
        look = next((name for name in names if colors.get(name, NO_FILL) != NO_FILL), None)
        border = group.find(f"{{{_SVG}}}polygon")
        if look is not None and border is not None:
            border.set("fill", f"url(#hatched-{look})")
            used[look] = colors[look]
    for look, color in sorted(used.items(), reverse=True):
        pattern = ElementTree.Element(
            f"{{{_SVG}}}pattern", id=f"hatched-{look}", width="8", height="8", patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )  # fmt: skip
        ElementTree.SubElement(pattern, f"{{{_SVG}}}rect", width="8", height="8", fill=theme().page.paper)
        ElementTree.SubElement(pattern, f"{{{_SVG}}}rect", width="3", height="8", fill=color)
        definitions = ElementTree.Element(f"{{{_SVG}}}defs")
        definitions.append(pattern)
        whole.insert(0, definitions)


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
