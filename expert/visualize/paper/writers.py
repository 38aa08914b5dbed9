"""Sheets of paper as PDF, a page for each, and as SVG, a file for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from expert.foundations.outgoing import in_html
from expert.foundations.texts import Language
from expert.visualize.canvas.theme import NO_FILL, theme
from expert.visualize.frames.pdf import begin_section, draw_logo, new_pdf, set_dashes
from expert.visualize.frames.svg import image
from expert.visualize.paper.page import PAGE, Sheet
from expert.visualize.paper.picture import Letters, Outline, Piece

_MILLIMETERS = 25.4 / 72  # in a point
_STRIKE = 0.28  # how high a line through words is, in sizes of them


def to_pdf(sheets: Sequence[Sheet], language: Language) -> bytes:
    """A PDF with a page for each sheet, in its size, bookmarks, and links from sheet to sheet.

    Raises:
        DrawingError: the extra `pdf` is not installed.
    """
    pdf = new_pdf(sheets[0].title, language)
    for sheet in sheets:
        # What is higher than wide is given as it is: else fpdf2 would turn it.
        pdf.add_page(orientation="P", format=(sheet.width, sheet.height))
        pdf.set_fill_color(theme().page.paper)
        pdf.rect(0, 0, sheet.width, sheet.height, style="F")
        clip = sheet.clip
        with pdf.local_context(), pdf.rect_clip(clip.x, clip.y, clip.width, clip.height):
            for piece in sheet.clipped:
                _in_pdf(pdf, piece)
        for piece in sheet.pieces:
            _in_pdf(pdf, piece)
        if sheet.logo is not None:
            draw_logo(pdf, sheet.logo)
        begin_section(pdf, sheet.about or sheet.title)
    for number, sheet in enumerate(sheets, start=1):
        pdf.page = number
        for lead in sheet.leads:
            rect = lead.rect
            pdf.link(rect.x, rect.y, rect.width, rect.height, pdf.add_link(page=lead.page))
    return bytes(pdf.output())


def _in_pdf(pdf: Any, piece: Piece) -> None:
    if isinstance(piece, Letters):
        pdf.set_font("Helvetica", "B" * piece.bold + "I" * piece.italic, piece.size)
        pdf.set_text_color(piece.ink)
        pdf.text(piece.x, piece.y, piece.text)
        if piece.struck:
            pdf.set_draw_color(piece.ink)
            pdf.set_line_width(piece.size / 14)
            pdf.set_dash_pattern()
            at = piece.y - _STRIKE * piece.size
            pdf.line(piece.x, at, piece.x + piece.width, at)
        return
    if piece.fill != NO_FILL:
        pdf.set_fill_color(piece.fill)
        pdf.polygon(piece.points, style="F")
    if piece.stroke != NO_FILL:
        pdf.set_draw_color(piece.stroke)
        pdf.set_line_width(piece.pen)
        set_dashes(pdf, (piece.dash[0], piece.dash[-1]) if piece.dash else None, piece.pen)
        pdf.polyline((*piece.points, piece.points[0]) if piece.closed else piece.points)


def to_svgs(sheets: Sequence[Sheet], language: Language) -> list[bytes]:
    """Every sheet as an SVG that says its size on paper."""
    return [_svg(sheet, number, len(sheets), language) for number, sheet in enumerate(sheets, start=1)]


def _svg(sheet: Sheet, number: int, total: int, language: Language) -> bytes:
    said = PAGE.format(number=number, total=total).in_(language)
    clip = sheet.clip
    width, height = (f"{points * _MILLIMETERS:.1f}mm" for points in (sheet.width, sheet.height))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {sheet.width:.2f} {sheet.height:.2f}" role="img" lang="{language}" '
        f'aria-labelledby="sheet-{number}-title" aria-describedby="sheet-{number}-desc">',
        f'<title id="sheet-{number}-title">{in_html(sheet.title)}</title>',
        f'<desc id="sheet-{number}-desc">{in_html(said)}. {in_html(_told(sheet))}</desc>',
        f'<clipPath id="sheet-{number}-clip"><rect x="{clip.x:.2f}" y="{clip.y:.2f}" width="{clip.width:.2f}" '
        f'height="{clip.height:.2f}"/></clipPath>',
        f'<rect width="{sheet.width:.2f}" height="{sheet.height:.2f}" fill="{theme().page.paper}"/>',
        f'<g clip-path="url(#sheet-{number}-clip)">',
        *(line for piece in sheet.clipped for line in _in_svg(piece)),
        "</g>",
        *(line for piece in sheet.pieces for line in _in_svg(piece)),
        *([] if sheet.logo is None else [image(sheet.logo)]),
        "</svg>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _told(sheet: Sheet) -> str:
    return " ".join(piece.text for piece in sheet.pieces if isinstance(piece, Letters))


def _in_svg(piece: Piece) -> Iterator[str]:
    if isinstance(piece, Outline):
        path = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in piece.points) + "Z" * piece.closed
        dash = f' stroke-dasharray="{" ".join(f"{length:.2f}" for length in piece.dash)}"' if piece.dash else ""
        yield f'<path d="{path}" fill="{piece.fill}" stroke="{piece.stroke}" stroke-width="{piece.pen:.2f}"{dash}/>'
        return
    looks = ' font-weight="bold"' * piece.bold + ' font-style="italic"' * piece.italic
    looks += ' text-decoration="line-through"' * piece.struck
    yield (
        f'<text x="{piece.x:.2f}" y="{piece.y:.2f}" font-size="{piece.size:.2f}" fill="{piece.ink}" '
        f'font-family="{in_html(theme().font.fallback)}"{looks} textLength="{piece.width:.2f}" '
        f'lengthAdjust="spacingAndGlyphs">{in_html(piece.text)}</text>'
    )
