"""Whether the page for a class fits a screen that is projected: how large its letters are, how high its frames."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

SMALLEST = 24.0
"""Pixels of a letter where a screen of 1920 x 1080 is projected."""

_ROUNDED = 0.1  # pixels that a browser may have lost

# The texts that are shown, each with the height of its letters in pixels.
SIZES = """() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const parent = node.parentElement;
        if (!node.textContent.trim() || !parent.checkVisibility()) continue;
        if (parent.closest("svg title, script, option")) continue;
        const svg = parent.closest("svg");
        const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
        found.push([parseFloat(getComputedStyle(parent).fontSize) * scale, node.textContent.trim().slice(0, 40)]);
    }
    return found;
}"""

# Goes through every frame of every case: its name, by how much what is on it is larger than its place, and its texts.
_FRAMES = """() => {
    const sizes = SIZES, found = [];
    const the = (selector) => document.querySelector(selector);
    const cut = (part) => Math.max(part.scrollHeight - part.clientHeight, part.scrollWidth - part.clientWidth);
    for (const value of [...document.querySelectorAll("#case option")].map((option) => option.value)) {
        const choice = the("#case");
        choice.value = value;
        choice.dispatchEvent(new Event("change"));
        for (;;) {
            const next = the(".controls .primary"), below = next.getBoundingClientRect().bottom - innerHeight;
            const name = `${value}, ${the(".counter").textContent}`;
            found.push([name, cut(the(".stage")), cut(the(".overview")), below, sizes()]);
            if (next.disabled) break;
            next.click();
        }
    }
    return found;
}""".replace("SIZES", SIZES)

# Goes to places of the page, one after the other: how much wider than the screen it is there, and its texts.
_PLACES = """async (places) => {
    const sizes = SIZES, found = [];
    for (const place of places) {
        location.hash = place;
        await new Promise((done) => setTimeout(done));
        found.push([place, document.documentElement.scrollWidth - innerWidth, sizes()]);
    }
    return found;
}""".replace("SIZES", SIZES)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows, one thing after the other.

    Attributes:
        count: how many frames or places.
        texts: how many texts they have.
        least: the height of the smallest letters, in pixels.
        high: the frames of which not all can be seen at once, and by how much; likewise places that are too wide.
        small: the texts whose letters are too small.
    """

    count: int
    texts: int
    least: float
    high: tuple[str, ...]
    small: tuple[str, ...]


def frames_of(page: Any) -> Shown:
    """All frames of all cases, of a page that was opened at its cases."""
    high: list[str] = []
    found = page.evaluate(_FRAMES)
    for name, stage, aside, below, _ in found:
        parts = {"the frame": stage, "the names of the causes": aside, "the whole page": below}
        high += [f"{name}: {part}, by {by:.0f} px" for part, by in parts.items() if by > 1]
    return _shown([(name, sizes) for name, *_, sizes in found], high)


def places_of(page: Any, places: Iterable[str]) -> Shown:
    """Places of a page, such as `#board`; what is wider than the screen is said."""
    found = page.evaluate(_PLACES, list(places))
    high = [f"{place}: wider by {wider:.0f} px" for place, wider, _ in found if wider > 1]
    return _shown([(place, sizes) for place, _, sizes in found], high)


def too_small(sizes: Iterable[tuple[float, str]], least: float) -> list[tuple[float, str]]:
    """The texts whose letters are smaller than this, in pixels, of what `SIZES` finds."""
    return [(size, text) for size, text in sizes if size < least - _ROUNDED]


def _shown(sizes: list[tuple[str, list[tuple[float, str]]]], high: Iterable[str]) -> Shown:
    small = (f"{name}: {size:.1f} px: {text}" for name, shown in sizes for size, text in too_small(shown, SMALLEST))
    every = [size for _, shown in sizes for size, _ in shown]
    return Shown(len(sizes), len(every), min(every), tuple(high), tuple(small))
