"""Reads a theme of one's own: colors, fonts, a logo, a header and a footer, laid over the shipped theme.

A theme is written by somebody who may know nothing of this program, and may come from anywhere. What it cannot say is
told with its line; what it could do besides coloring is refused: a logo is a file beside the theme and nothing else,
and no text in it is anything but text.
"""

from __future__ import annotations

import os
import re
import struct
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from expert.foundations import content, parsing
from expert.foundations.limits import LONGEST_BRAND_TEXT, MOST_LOGO_BYTES, MOST_LOGO_DOTS
from expert.foundations.nodes import Node, may_hide, place_of, refuse_unseen
from expert.foundations.problems import InputError, Problem, ProblemList, did_you_mean, shown, visible
from expert.foundations.shapes import read_part
from expert.foundations.texts import Text
from expert.visualize.canvas.metrics import printable, width_of
from expert.visualize.canvas.theme import NO_FILL, Brand, Logo, Theme, laid_over, shipped_data, shipped_theme

SHIPPED = "light"
"""The name of the shipped theme itself."""

_STRICT = {"extra": "forbid"}
_HEX = re.compile("#[0-9A-Fa-f]{6}")
_FAMILY = re.compile(r"[\w ,'\"-]{1,200}")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WIDEST_FONT, _NARROWEST_FONT = 1.5, 0.7
_SLIDE_SIZE, _WIDEST_TEXT = 18.0, 580.0  # points: of a header's letters on a slide, and of the room beside a logo


@dataclass(frozen=True, slots=True)
class _Font:
    """The typeface.

    Attributes:
        family: the names that a reader's machine may choose from, as in CSS.
        width: how wide its letters are, in those of Arial.
    """

    __pydantic_config__ = _STRICT
    family: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class _Box:
    __pydantic_config__ = _STRICT
    fill: str | None = None
    border: str | None = None
    text: str | None = None
    soft: str | None = None
    word: str | None = None


@dataclass(frozen=True, slots=True)
class _Edge:
    __pydantic_config__ = _STRICT
    color: str


@dataclass(frozen=True, slots=True)
class _Chip:
    __pydantic_config__ = _STRICT
    fill: str | None = None
    border: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """What a theme of one's own may say.

    Attributes:
        colors: by the names that `visualize/theme.yaml` gives them.
        boxes: the colors of a kind of box, where those by name are not enough; likewise `edges` and `chips`.
        logo: the name of a file beside the theme: PNG, JPEG or SVG.
        header: what stands above every picture.
        footer: what stands below every picture.
    """

    __pydantic_config__ = _STRICT
    colors: dict[str, str] = field(default_factory=dict)
    font: _Font | None = None
    boxes: dict[str, _Box] = field(default_factory=dict)
    edges: dict[str, _Edge] = field(default_factory=dict)
    chips: dict[str, _Chip] = field(default_factory=dict)
    logo: str | None = None
    header: str | None = None
    footer: str | None = None


def names() -> tuple[str, ...]:
    """The names of the themes that are shipped."""
    return (SHIPPED, *sorted(path.stem for path in content.bundled("visualize", "themes").glob("*.yaml")))


def theme_of(wanted: str) -> Theme:
    """A shipped theme by its name, or the one in a file.

    Args:
        wanted: the name of a shipped theme, or of a file.

    Raises:
        InputError: there is no such theme, or something in the file is wrong; each problem names its line.
    """
    if wanted == SHIPPED:
        return shipped_theme()
    if wanted in names():
        return _read(content.bundled("visualize", "themes", f"{wanted}.yaml"), f"{wanted}.yaml")
    if not os.path.exists(wanted) and not re.search(r"[/\\.]", wanted):
        hint = did_you_mean(wanted, names())
        raise InputError([Problem(_NO_THEME.format(name=shown(wanted), hint=hint))])
    return _read(Path(wanted), visible(wanted))


def _read(path: Path, name: str) -> Theme:
    text = parsing.decode(parsing.read_regular(path, name), name)
    node = parsing.parse(text, name)
    if node is None:
        return shipped_theme()
    problems = ProblemList()
    if may_hide(text):
        refuse_unseen(node, problems)
        problems.raise_if_any()
    file = read_part(ThemeFile, node, problems)
    problems.raise_by_line()
    if file is None:
        raise InputError([Problem(_NO_TABLE, node.place)])
    reader = _Reader(file, node, path, problems)
    made = reader.theme()
    problems.raise_by_line()
    return made


class _Reader:
    def __init__(self, file: ThemeFile, node: Node, path: Path, problems: ProblemList) -> None:
        self._file = file
        self._node = node
        self._path = path
        self._problems = problems
        self._colors: Mapping[str, str] = shipped_data()["colors"]

    def theme(self) -> Theme:
        """The shipped theme with the file laid over it; what is wrong is noted."""
        over: dict[str, Any] = {"colors": dict(self._named_colors())}
        for kind in ("boxes", "edges", "chips"):
            over[kind] = dict(self._looks(kind))
        if self._file.font is not None:
            over["font"] = self._font(self._file.font)
        brand = Brand(self._logo(), self._line("header"), self._line("footer"))
        return shipped_theme() if self._problems else laid_over(over, brand)

    def _wrong(self, text: Text, *path: str) -> None:
        self._problems.add(text, place_of(self._node, path))

    # Colors and fonts

    def _named_colors(self) -> Iterator[tuple[str, str]]:
        for name, color in self._file.colors.items():
            if name not in self._colors:
                hint = did_you_mean(name, self._colors)
                self._wrong(_NO_COLOR_NAME.format(name=shown(name), hint=hint), "colors", name)
            elif not _HEX.fullmatch(color):
                self._wrong(_NO_COLOR.format(color=shown(color)), "colors", name)
            else:
                yield name, color

    def _looks(self, kind: str) -> Iterator[tuple[str, dict[str, str]]]:
        known = shipped_data()[kind]
        for name, look in getattr(self._file, kind).items():
            if name not in known:
                hint = did_you_mean(name, known)
                self._wrong(_NO_LOOK.format(name=shown(name), kind=kind, hint=hint), kind, name)
                continue
            said = {part: getattr(look, part) for part in look.__dataclass_fields__}
            found = {part: color for part, color in said.items() if color is not None}
            for part, color in found.items():
                none = color == NO_FILL and part in ("fill", "hatching")
                if not (none or color in self._colors or _HEX.fullmatch(color)):
                    self._wrong(_NO_COLOR.format(color=shown(color)), kind, name, part)
            yield name, found

    def _font(self, font: _Font) -> dict[str, Any]:
        if not _FAMILY.fullmatch(font.family) or font.family.count("'") % 2 or font.family.count('"') % 2:
            self._wrong(_NO_FAMILY.format(family=shown(font.family)), "font", "family")
        if not _NARROWEST_FONT <= font.width <= _WIDEST_FONT:
            self._wrong(_NO_WIDTH.format(least=_NARROWEST_FONT, most=_WIDEST_FONT), "font", "width")
        return {"fallback": font.family, "width": font.width}

    # Header, footer, logo

    def _line(self, name: str) -> str:
        text = " ".join((getattr(self._file, name) or "").split())
        if len(text) > LONGEST_BRAND_TEXT:
            self._wrong(_LONG.format(name=name, most=LONGEST_BRAND_TEXT), name)
            return ""
        wider = 1.0 if self._file.font is None else self._file.font.width
        if width_of(printable(text), _SLIDE_SIZE) * wider > _WIDEST_TEXT:
            self._wrong(_WIDE.format(name=name), name)
        return text

    def _logo(self) -> Logo | None:
        name = self._file.logo
        if name is None:
            return None
        outside = Path(name).is_absolute() or ".." in re.split(r"[/\\]", name) or name.startswith(("/", "\\", "~"))
        if _ADDRESS.match(name) or outside or not name.strip():
            self._wrong(_NO_LOCAL_LOGO.format(name=shown(name)), "logo")
            return None
        folder = self._path.resolve().parent
        path = (folder / name).resolve()
        if not path.is_relative_to(folder):  # a link that leads elsewhere
            self._wrong(_NO_LOCAL_LOGO.format(name=shown(name)), "logo")
            return None
        try:
            data = parsing.read_regular(path, visible(name))
        except InputError as error:
            for problem in error.problems:
                self._wrong(_LOGO.format(name=shown(name), reason=problem.text), "logo")
            return None
        if len(data) > MOST_LOGO_BYTES:
            self._wrong(_LARGE_LOGO.format(most=MOST_LOGO_BYTES // 1000), "logo")
            return None
        logo = logo_of(data)
        if logo is None:
            self._wrong(_NO_LOGO.format(name=shown(name)), "logo")
        return logo


# Logos


def logo_of(data: bytes) -> Logo | None:
    """A logo by what its file holds; None for what is no picture, is too large, or holds more than a picture."""
    found = _png(data) or _jpeg(data) or _svg(data)
    if found is None:
        return None
    fits = 0 < found.width <= MOST_LOGO_DOTS and 0 < found.height <= MOST_LOGO_DOTS
    return found if fits and 0.02 <= found.width / found.height <= 50 else None


def _png(data: bytes) -> Logo | None:
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR" or len(data) < 24:
        return None
    if not data.endswith(b"\x00\x00\x00\x00IEND\xaeB\x60\x82"):
        return None  # cut off
    width, height = struct.unpack(">II", data[16:24])
    return Logo("png", data, width, height)


def _jpeg(data: bytes) -> Logo | None:
    if data[:3] != b"\xff\xd8\xff" or not data.rstrip(b"\x00").endswith(b"\xff\xd9"):
        return None
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return Logo("jpeg", data, width, height)
        at += 2 + max(length, 2)
    return None


def _svg(data: bytes) -> Logo | None:
    """A drawing that needs nothing, runs nothing and refers to nothing outside itself."""
    try:
        text = data.decode("utf-8-sig")
        # It is read as it was decoded, whatever it says of itself; and what declares anything is no mere drawing.
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
        if "\0" in text or re.search(r"<!(doctype|entity)|<\?", text, re.IGNORECASE):
            return None
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError):
        return None
    if root.tag != "{http://www.w3.org/2000/svg}svg" or not all(map(_harmless, root.iter())):
        return None
    box = re.findall(r"-?[\d.]+", root.get("viewBox", ""))
    sizes = [re.fullmatch(r"([\d.]+)(?:px|pt)?", root.get(name, "")) for name in ("width", "height")]
    try:
        if len(box) == 4:
            return Logo("svg", data, float(box[2]), float(box[3]))
        if sizes[0] and sizes[1]:
            return Logo("svg", data, float(sizes[0][1]), float(sizes[1][1]))
    except ValueError:
        return None
    return None


_SHAPES = frozenset({
    "svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "path", "rect", "circle", "ellipse", "line",
    "polyline", "polygon", "text", "tspan", "lineargradient", "radialgradient", "stop", "clippath", "mask",
})  # fmt: skip
"""What a logo may be drawn with: nothing that runs, moves, is asked for elsewhere or holds another language."""


def _harmless(element: ElementTree.Element) -> bool:
    space, _, tag = str(element.tag).rpartition("}")
    if space != "{http://www.w3.org/2000/svg" or tag.casefold() not in _SHAPES:
        return False
    return all(_is_mere_look(name, value) for name, value in element.attrib.items())


def _is_mere_look(name: str, value: str) -> bool:
    """Whether an attribute only tells how something looks, or refers to a part of the same drawing."""
    space, _, plain = name.rpartition("}")
    if plain.casefold() == "href":
        return re.fullmatch(r"#[\w.-]+", value) is not None
    if space or plain.casefold() == "style" or plain.casefold().startswith("on") or "\\" in value:
        return space == "{http://www.w3.org/XML/1998/namespace" and plain in ("space", "lang")
    return "(" not in value or re.fullmatch(_CALLS, value) is not None


_CALLS = (
    r"\s*(?:url\(\s*['\"]?#[\w.-]+['\"]?\s*\)|"
    r"(?:(?:translate|scale|rotate|matrix|skewX|skewY|rgba?|hsla?)\([-\d\s.,%e+]*\)[\s,]*)+)\s*"
)


_NO_THEME = Text('there is no theme "{name}"{hint}', "det finns inget tema ”{name}”{hint}")
_NO_TABLE = Text("a theme is a table of `name: value`", "ett tema är en tabell med `namn: värde`")
_NO_COLOR_NAME = Text('there is no color named "{name}"{hint}', "det finns ingen färg som heter ”{name}”{hint}")
_NO_COLOR = Text(
    '"{color}" is no color; write six digits such as "#0072B2", in quotes',
    "”{color}” är ingen färg; skriv sex siffror, till exempel \"#0072B2\", inom citattecken",
)
_NO_LOOK = Text('there is no "{name}" among the {kind}{hint}', "det finns inget ”{name}” bland {kind}{hint}")
_NO_FAMILY = Text(
    '"{family}" are no names of fonts; write them with commas between, such as Segoe UI, Arial',
    "”{family}” är inga namn på typsnitt; skriv dem med komma emellan, till exempel Segoe UI, Arial",
)
_NO_WIDTH = Text(
    "the width of a font must be from {least} to {most}; Arial's is 1",
    "ett typsnitts bredd måste vara mellan {least} och {most}; Arials är 1",
)
_LONG = Text("{name} can have {most} characters at most", "{name} får ha högst {most} tecken")
_WIDE = Text(
    "{name} is wider than there is room for on a slide; shorten it",
    "{name} är bredare än det finns plats för på en bild; korta den",
)
_NO_LOCAL_LOGO = Text(
    '"{name}" cannot be the logo: it must be a file in the folder of the theme, or below it',
    "”{name}” kan inte vara logotypen: den måste vara en fil i temats mapp eller under den",
)
_LOGO = Text('the logo "{name}" cannot be used: {reason}', "logotypen ”{name}” kan inte användas: {reason}")
_LARGE_LOGO = Text("the logo is larger than {most} kB", "logotypen är större än {most} kB")
_NO_LOGO = Text(
    '"{name}" cannot be the logo: it must be a PNG, a JPEG, or an SVG that holds no scripts and refers to nothing',
    "”{name}” kan inte vara logotypen: den måste vara en PNG, en JPEG eller en SVG utan skript och hänvisningar",
)
