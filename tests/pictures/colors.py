"""Whether meanings can be told apart by everybody, and every text be read, in each shipped theme.

Colors are seen as with no cones for long, middle or short waves (Machado, Oliveira, Fernandes 2009, at full severity)
and without any color; two differ clearly by 15 of CIEDE2000, where 2 are just seen side by side. What does not differ
so must differ by its form (line, shape, arrowhead, hatching) or by a word that stands on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

from expert.foundations.terms import DANGER
from expert.visualize import words
from expert.visualize.canvas.theme import NO_FILL, theme
from expert.visualize.drawings.ladder import NOTHING_FITS
from tests.visualize.canvas.test_themes import texts_and_grounds

CLEAR = 15.0
"""CIEDE2000 from which two colors differ at a glance."""

LEAST_CONTRAST: Mapping[str, float] = {"light": 4.5, "dark": 4.5, "high-contrast": 7.0}
"""Of every text in a theme, as WCAG counts it."""

Color = tuple[float, float, float]
Matrix = tuple[Color, Color, Color]
VISIONS: Mapping[str, Matrix] = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "gray": ((0.2126, 0.7152, 0.0722),) * 3,
}
"""What is left of the three parts of light, for each way to see colors."""


_CONNECTS = ("recognizes", "asks", "answers", "leads_to", "goes_down", "remedied_by")
"""Lines that say only that it goes on there, from one box that says what it is to another: nothing rests on which."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Something that a picture says by a look.

    Attributes:
        colors: what is behind its words, and its border or line.
        form: everything about its look that is no color.
        word: what stands on it, such as the number of a question, so that nobody needs the look; empty where nothing
            of its own does.
    """

    name: str
    colors: tuple[str, ...]
    form: tuple[object, ...]
    word: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """How two meanings are told apart.

    Attributes:
        seen: how far their colors differ, for each way to see.
        form: whether their forms differ.
        word: whether their words do.
    """

    group: str
    one: str
    other: str
    seen: Mapping[str, float]
    form: bool
    word: bool

    @property
    def not_by_color(self) -> list[str]:
        """The ways to see in which their colors do not differ clearly."""
        return [vision for vision, difference in self.seen.items() if difference < CLEAR]

    @property
    def apart(self) -> bool:
        """Whether everybody can tell them apart."""
        return self.form or self.word or not self.not_by_color

    @property
    def by(self) -> str:
        """What tells them apart besides a color that everybody sees."""
        ways = {"form": self.form, "word": self.word}
        return ", ".join(way for way, so in ways.items() if so) or "nothing"


def meanings() -> Iterator[tuple[str, list[Meaning]]]:
    """What has to be told apart in the theme that is laid, in groups."""
    yield "verdicts", [_box(f"cause_{name}", word.en) for name, word in words.STANDINGS.items()]
    marks = [("safe", words.SAFE), ("sometimes", words.IN_CASE), *((name, words.SAFETY[name]) for name in DANGER)]
    yield "marks", [_mark(name, word.en) for name, word in marks]
    yield "lines", [
        Meaning(kind, (edge.color,), (edge.lines, edge.pen >= 2.4, edge.head), _on_line(kind))
        for kind, edge in theme().edges.items()
    ]
    yield "facts", [
        _box("fact"), _box("derived_fact", words.WORKED_OUT_BY_RULE.en), _box("unknown_fact", words.NOT_KNOWN.en),
        _box("reason"), _box("symptom"), _box("partial_symptom"), _box("find_out", words.FIND_OUT.en),
        _box("conflict", words.CONFLICT.en), _box("out_of_scope", words.OUT_OF_SCOPE.en),
    ]
    yield "questions", [
        _box("rung", "1."), _box("answered_rung", "1."), _box("ladder_symptom"), _box("nothing_fits", NOTHING_FITS.en),
        _box("cause"),
    ]  # fmt: skip


def told_apart() -> Iterator[Told]:
    """Every pair of meanings of a group, in the theme that is laid."""
    for group, found in meanings():
        for one, other in combinations(found, 2):
            if {one.name, other.name} <= set(_CONNECTS):
                continue
            pairs = list(zip(one.colors, other.colors, strict=True))
            seen = {vision: max(difference(a, b, vision) for a, b in pairs) for vision in VISIONS}
            yield Told(group, one.name, other.name, seen, one.form != other.form, one.word != other.word)


def contrasts() -> Iterator[tuple[str, float]]:
    """Every color of words in the theme that is laid, with its contrast to what is behind it."""
    yield from ((what, contrast(text, ground)) for what, text, ground in texts_and_grounds())


def _box(name: str, word: str = "") -> Meaning:
    style = theme().boxes[name]
    form = (style.shape, style.rounded, style.lines, style.pen >= 2.4, style.struck, style.italic,
            style.hatching != NO_FILL)  # fmt: skip
    return Meaning(name, (_or_paper(style.fill), style.border), form, word)


def _mark(name: str, word: str) -> Meaning:
    style = theme().chips[name]
    dashed = name == "sometimes"
    return Meaning(name, (_or_paper(style.fill), style.border), (dashed,), word)


def _on_line(kind: str) -> str:
    """The word that stands on a line; an arrow for what is not known has one too."""
    if kind == "goes_on_unknown":
        return words.NOT_KNOWN.en
    return words.EDGES[kind].en if kind in words.EDGES else ""


def _or_paper(color: str) -> str:
    return theme().page.paper if color == NO_FILL else color


# Colors


def contrast(one: str, other: str) -> float:
    """The contrast of two colors as WCAG counts it, from 1 to 21."""
    light, dark = sorted((_dot(VISIONS["gray"][0], _light(color)) for color in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def difference(one: str, other: str, vision: str) -> float:
    """How far two colors differ for a way to see, by CIEDE2000."""
    return ciede2000(_lab(one, VISIONS[vision]), _lab(other, VISIONS[vision]))


def _light(color: str) -> Color:
    """The parts of light that a color consists of, each from 0 to 1."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def _dot(row: Sequence[float], light: Color) -> float:
    return sum(weight * part for weight, part in zip(row, light, strict=True))


_TO_XYZ: Matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_WHITE: Color = (0.9505, 1.0, 1.089)


def _lab(color: str, left: Matrix) -> Color:
    """A color as CIELAB, with what is left of its light."""
    light = _light(color)
    red, green, blue = (min(1.0, max(0.0, _dot(row, light))) for row in left)
    x, y, z = (_dot(row, (red, green, blue)) / white for row, white in zip(_TO_XYZ, _WHITE, strict=True))
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def ciede2000(one: Color, other: Color) -> float:
    """The difference of two colors in CIELAB (Sharma, Wu, Dalal 2005)."""
    middle_chroma = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    stretch = 0.5 * (1 - sqrt(middle_chroma**7 / (middle_chroma**7 + 25**7)))
    (l1, c1, h1), (l2, c2, h2) = (_polar(color, stretch) for color in (one, other))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    mean_l, mean_c, mean_h = (l1 + l2) / 2, (c1 + c2) / 2, _mean_hue(h1, h2, c1 * c2)
    t = (1 - 0.17 * cos(radians(mean_h - 30)) + 0.24 * cos(radians(2 * mean_h))
         + 0.32 * cos(radians(3 * mean_h + 6)) - 0.20 * cos(radians(4 * mean_h - 63)))  # fmt: skip
    of_l = (l2 - l1) / (1 + 0.015 * (mean_l - 50) ** 2 / sqrt(20 + (mean_l - 50) ** 2))
    of_c = (c2 - c1) / (1 + 0.045 * mean_c)
    of_h = hue / (1 + 0.015 * mean_c * t)
    twist = -sin(radians(60 * exp(-(((mean_h - 275) / 25) ** 2)))) * 2 * sqrt(mean_c**7 / (mean_c**7 + 25**7))
    return sqrt(of_l**2 + of_c**2 + of_h**2 + twist * of_c * of_h)


def _polar(color: Color, stretch: float) -> Color:
    """Lightness, chroma and hue in degrees."""
    lightness, a, b = color[0], color[1] * (1 + stretch), color[2]
    return lightness, hypot(a, b), degrees(atan2(b, a)) % 360 if a or b else 0.0


def _mean_hue(one: float, other: float, chroma: float) -> float:
    total = one + other
    if chroma == 0:
        return total
    if abs(one - other) <= 180:
        return total / 2
    return (total + 360) / 2 if total < 360 else (total - 360) / 2
