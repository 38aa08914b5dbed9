"""The colors and fonts of the page for a class, as variables of its style sheet, from the theme; and what stands on it.

The page has the colors of the theme that pictures are drawn in, and those of the shipped light and dark ones, between
which whoever reads it may choose. What a theme gives to a box or a line has its name here; as letters it is used only
where it can be read.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from expert.foundations.outgoing import in_css, in_html
from expert.foundations.terms import DANGER
from expert.visualize.canvas.theme import NO_FILL, BoxStyle, Theme, shipped_theme, theme
from expert.visualize.canvas.themes import theme_of

_DARK = "dark"  # the shipped theme for where it is dark
_BLACK, _WHITE = "#000000", "#FFFFFF"
_LEAST_CONTRAST = 4.5  # of letters (WCAG 2.2, 1.4.3)
_KINDS = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
# The boxes of pictures that the page has too, by its own names for them.
_BOXES = {
    "fact": "fact", "symptom": "symptom", "question": "question", "cause": "cause", "confirmed": "cause_confirmed",
    "likely": "cause_likely", "possible": "cause_possible", "superseded": "cause_superseded",
    "disputed": "cause_disputed", "ruled-out": "cause_ruled_out",
}  # fmt: skip
_LINES = ("recognizes", "proves", "suggests", "may_explain", "rules_out", "remedied_by")
_MARKS = ("safe", "sometimes", *DANGER)
_VARIABLE = re.compile(r"var\((--[a-z_-]+)\)")
_GENERIC = re.compile(r"(?:sans-serif|serif|monospace|cursive|fantasy|system-ui|ui-[a-z-]+)")


def has_own_colors() -> bool:
    """Whether the theme has other colors than the shipped one, so that the page begins in them whatever the device."""
    return _colors(theme()) != _colors(shipped_theme())


def first_colors() -> str:
    """The colors that the page begins in: `own` those of the theme, or `auto`, light or dark as the device is."""
    return "own" if has_own_colors() else "auto"


def variables(sheet: str) -> str:
    """The variables that a style sheet uses, as its beginning: of the theme, of light and dark by choice, and on paper.

    Args:
        sheet: the style sheet.
    """
    named = {"color-scheme", *_VARIABLE.findall(sheet)}

    def colors(used: Theme) -> dict[str, str]:
        return {name: color for name, color in _colors(used).items() if name in named}

    dark, light, own = colors(theme_of(_DARK)), colors(shipped_theme()), colors(theme())
    printed, font = colors(_on_paper(theme())), _font(theme())
    return "\n".join((
        _rule(":root", {**own, "--font": font}),
        _rule(':root[data-theme="light"]', light),
        _rule(':root[data-theme="dark"]', dark),
        "@media (prefers-color-scheme: dark) {", _rule(':root[data-theme="auto"]', dark), "}",
        "@media print {", _rule(":root, :root[data-theme]", printed), "}",
        f"@page {{ @bottom-right {{ font-family: {font}; }} }}",
    ))  # fmt: skip


def _on_paper(used: Theme) -> Theme:
    """A theme as it is printed: on white, and where it is dark, in the shipped light colors."""
    return shipped_theme() if _is_dark(used) else replace(used, page=replace(used.page, paper=_WHITE))


def _rule(where: str, values: Mapping[str, str]) -> str:
    return f"{where} {{ {' '.join(f'{name}: {value};' for name, value in values.items())} }}"


def _font(used: Theme) -> str:
    """The names of fonts, each in quotation marks of its own, so that none is anything but a name."""
    names = (name.strip().strip("'\"").strip() for name in used.font.fallback.split(","))
    return ", ".join(name if _GENERIC.fullmatch(name) else f'"{in_css(name)}"' for name in names if name)


def _colors(used: Theme) -> dict[str, str]:
    return {"color-scheme": "dark" if _is_dark(used) else "light", **dict(_named(used))}


def _named(used: Theme) -> Iterator[tuple[str, str]]:
    """Each color by the name that `class.css` has for it."""
    page, boxes = used.page, used.boxes
    panel = _ground(boxes["cause_ruled_out"].fill, page.paper)
    yield from (("--paper", page.paper), ("--panel", panel), ("--line", used.frames.rule))
    yield "--hatch", _ground(boxes["cause_superseded"].hatching, page.paper)
    for name, color in (("ink", page.ink), ("soft", page.soft)):
        yield from ((f"--{name}", _legible(color, page.paper)), (f"--panel-{name}", _legible(color, panel)))
    for name, box in _BOXES.items():
        yield from _box(f"--{name}", boxes[box], page.paper)
    for name in _LINES:
        yield f"--line-{name}", used.edges[name].color
    for name in _MARKS:
        chip = used.chips[name]
        fill = _ground(chip.fill, page.paper)
        yield from ((f"--mark-{name}", fill), (f"--mark-{name}-line", chip.border))
        yield f"--mark-{name}-ink", _legible(chip.text, fill)
    # What is written in a color: links and answers, what is to be noticed, what is right, what is wrong.
    written = {
        "value": boxes["fact"].border, "notice": boxes["cause_possible"].word, "right": boxes["cause_likely"].word,
        "wrong": boxes["conflict"].word,
    }  # fmt: skip
    for name, color in written.items():
        yield f"--{name}", _legible(color, page.paper, page.ink)


def _box(name: str, box: BoxStyle, paper: str) -> Iterator[tuple[str, str]]:
    fill = _ground(box.fill, paper)
    yield from ((name, fill), (f"{name}-line", box.border))
    for letters, color in (("ink", box.text), ("soft", box.soft), ("word", box.word)):
        yield f"{name}-{letters}", _legible(color, fill)


def _ground(fill: str, paper: str) -> str:
    return paper if fill == NO_FILL else fill


def _legible(color: str, ground: str, *others: str) -> str:
    """The first of these colors that can be read on a ground; black or white where none can."""
    readable = (one for one in (color, *others) if _contrast(one, ground) >= _LEAST_CONTRAST)
    return next(readable, max(_BLACK, _WHITE, key=lambda one: _contrast(one, ground)))


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    """How light a color is, from 0 to 1 (WCAG 2.2)."""
    parts = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _is_dark(used: Theme) -> bool:
    return _contrast(used.page.paper, _WHITE) > _contrast(used.page.paper, _BLACK)


# What whoever shows the page wants to stand on it


def brand_above() -> str:
    """The header and the logo of the theme as an element; nothing where it has neither."""
    brand = theme().brand
    if not brand.above:
        return ""
    logo = ""
    if brand.logo is not None:
        data = base64.b64encode(brand.logo.data).decode()
        logo = f'<img alt="" src="data:{_KINDS[brand.logo.kind]};base64,{data}">'
    return f'<div class="brand-above"><span>{in_html(brand.header)}</span>{logo}</div>'


def brand_below() -> str:
    """The footer of the theme as an element; nothing where it has none."""
    footer = theme().brand.footer
    return f'<p class="brand-below">{in_html(footer)}</p>' if footer else ""


def has_logo() -> bool:
    """Whether a picture stands on the page."""
    return theme().brand.logo is not None
