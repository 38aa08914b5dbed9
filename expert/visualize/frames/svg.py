"""Frames as SVG: a file for each, with real text, and what it shows in words for whoever cannot see it."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from expert.foundations.outgoing import in_html, opens
from expert.foundations.texts import Language
from expert.visualize.canvas.theme import NO_FILL, Lines, theme
from expert.visualize.frames.frame import HEIGHT, WIDTH, Arrow, Cell, Deck, Frame, Rect, SetLine
from expert.visualize.frames.strokes import ROUND, dashes, drawn, hatching

_DOTS = 2  # dots of a projector for a point
_STRIKE = 0.28  # how high a line through words is, in sizes of them


def to_svgs(deck: Deck) -> list[bytes]:
    """Every frame as an SVG file of 1920 x 1080 dots."""
    return [to_svg(frame, deck.language) for frame in deck.frames]


def to_svg(frame: Frame, language: Language) -> bytes:
    """A frame as an SVG file.

    Args:
        frame: the frame.
        language: of its words.
    """
    width, height = WIDTH * _DOTS, HEIGHT * _DOTS
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" lang="{language}" '
        f'aria-labelledby="{frame.id}-title" aria-describedby="{frame.id}-desc" '
        'style="max-width:100%;height:auto">',
        f'<title id="{frame.id}-title">{in_html(frame.claim)}</title>',
        f'<desc id="{frame.id}-desc">{in_html(frame.description)}</desc>',
        f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="{theme().page.paper}"/>',
        *(_rule(rule.x, rule.y, rule.right) for rule in frame.rules),
        *(line for arrow in frame.arrows for line in _arrow(frame, arrow)),
        *(line for cell in frame.cells for line in _cell(frame, cell)),
        *([] if frame.logo is None else [image(frame.logo)]),
        "</svg>",
    ]
    return ("\n".join(lines) + "\n").encode()


def image(place: Rect) -> str:
    """The theme's logo as an element that carries it."""
    logo = theme().brand.logo
    if logo is None:
        return ""
    kind = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}[logo.kind]
    carried = base64.b64encode(logo.data).decode()
    return (
        f'<image x="{place.x:.2f}" y="{place.y:.2f}" width="{place.width:.2f}" height="{place.height:.2f}" '
        f'href="data:{kind};base64,{carried}" aria-hidden="true"/>'
    )


def _rule(left: float, y: float, right: float) -> str:
    return f'<path d="M{left:g} {y:g}H{right:g}" stroke="{theme().frames.rule}" stroke-width="1" aria-hidden="true"/>'


def _arrow(frame: Frame, arrow: Arrow) -> Iterator[str]:
    made = drawn(arrow)
    (left, y), (right, _) = made.line
    yield (
        f'<g id="{frame.id}-{arrow.id}" class="{arrow.kind}" data-from="{frame.id}-{arrow.source}" '
        f'data-to="{frame.id}-{arrow.target}">'
    )
    stroke = _stroke(arrow.color, arrow.pen, arrow.lines)
    yield f'<path d="M{left:.2f} {y:.2f}H{right:.2f}" fill="none" {stroke}/>'
    corners = " ".join(f"{x:.2f},{at:.2f}" for x, at in made.head)
    if made.filled:
        yield f'<polygon points="{corners}" fill="{arrow.color}"/>'
    elif made.head:
        yield f'<polyline points="{corners}" fill="none" {_stroke(arrow.color, arrow.pen + 1, "solid")}/>'
    yield "</g>"


def _stroke(color: str, pen: float, lines: Lines) -> str:
    found = dashes(lines, pen)
    pattern = "" if found is None else f' stroke-dasharray="{found[0]:.2f} {found[1]:.2f}"'
    return f'stroke="{color}" stroke-width="{pen:g}"{pattern}'


def _cell(frame: Frame, cell: Cell) -> Iterator[str]:
    yield f'<g id="{frame.id}-{cell.id}" class="{cell.kind}">'
    if cell.text:
        yield f"<title>{in_html(' '.join(cell.text.split()))}</title>"
    if cell.look is not None:
        yield from _box(cell)
    for line in cell.set_lines():
        yield from _line(line)
    yield "</g>"


def _box(cell: Cell) -> Iterator[str]:
    look, rect = cell.look, cell.rect
    assert look is not None
    corners = f' rx="{min(ROUND, rect.height / 2):g}"' if look.rounded else ""
    place = f'x="{rect.x:.2f}" y="{rect.y:.2f}" width="{rect.width:.2f}" height="{rect.height:.2f}"{corners}'
    yield f'<rect {place} fill="{look.fill}"/>'
    if look.hatched:
        path = "".join(f"M{x:.2f} {y:.2f}L{to:.2f} {down:.2f}" for (x, y), (to, down) in hatching(rect))
        yield f'<path d="{path}" stroke="{look.hatched}" stroke-width="3" fill="none"/>'
    if look.border != NO_FILL and look.pen:
        yield f'<rect {place} fill="none" {_stroke(look.border, look.pen, look.lines)}/>'


def _line(line: SetLine) -> Iterator[str]:
    said = line.said
    looks = ' font-weight="bold"' * said.bold + ' font-style="italic"' * said.italic
    # The width that was measured holds in any font that a reader's machine puts in the place of Arial.
    text = (
        f'<text x="{line.x:.2f}" y="{line.y:.2f}" font-size="{said.size:g}" fill="{said.ink}" '
        f'font-family="{in_html(theme().font.fallback)}"{looks} textLength="{line.width:.2f}" '
        f'lengthAdjust="spacingAndGlyphs">{in_html(line.text)}</text>'
    )
    if said.url and opens(said.url):
        text = f'<a href="{in_html(said.url)}" rel="noreferrer">{text}</a>'
    yield text
    if said.struck:
        at = line.y - _STRIKE * said.size
        pen = f"{said.size / 14:.2f}"
        yield f'<path d="M{line.x:.2f} {at:.2f}h{line.width:.2f}" stroke="{said.ink}" stroke-width="{pen}"/>'
