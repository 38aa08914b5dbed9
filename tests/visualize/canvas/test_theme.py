"""Everybody can read the pictures: every text stands out from what is behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest

from expert.foundations.terms import DANGER, VERDICTS
from expert.visualize.canvas.graph import BoxKind, Drawing, LineKind
from expert.visualize.canvas.theme import NO_FILL, theme


def _luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colors as WCAG counts it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _texts_and_grounds() -> Iterator[tuple[str, str, str]]:
    paper = theme().page.paper
    yield "title", theme().page.ink, paper
    yield "header", theme().page.soft, paper
    for name, box in theme().boxes.items():
        ground = paper if box.fill == NO_FILL else box.fill
        for part, color in (("text", box.text), ("soft", box.soft), ("word", box.word)):
            yield f"{name} {part}", color, ground
    for name, chip in theme().chips.items():
        yield f"chip {name}", chip.text, paper if chip.fill == NO_FILL else chip.fill
    for name, edge in theme().edges.items():
        yield f"words on {name}", edge.color, paper


@pytest.mark.parametrize(("what", "text", "ground"), [pytest.param(*row, id=row[0]) for row in _texts_and_grounds()])
def test_every_text_can_be_read(what: str, text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5, what


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_verdicts_differ_without_their_color() -> None:
    looks = [theme().boxes[f"cause_{verdict}"] for verdict in VERDICTS]
    assert len({(look.lines, look.struck, look.fill == "#FFFFFF") for look in looks}) == len(VERDICTS)


def test_the_theme_knows_everything_that_is_drawn() -> None:
    # Only a cause of a case has every verdict; nobody is told that a cause named right is ruled out.
    boxes = {*get_args(BoxKind), *(f"cause_{v}" for v in VERDICTS), "cause_superseded", "cause_disputed",
             *(f"named_{v}" for v in VERDICTS[:3])} - {"named"}
    assert set(theme().boxes) == boxes
    assert set(theme().edges) == set(get_args(LineKind))
    assert set(theme().pictures) == set(get_args(Drawing))
    assert set(theme().chips) == {"safe", "sometimes", *DANGER}
