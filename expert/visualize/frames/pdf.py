"""Frames as PDF, a page for each, and as PNG: drawn by fpdf2, and turned into dots by PDFium.

The letters are Helvetica, which every reader of PDF has or stands in for in the same widths, so no font is looked for
on the machine or carried along.
"""

from __future__ import annotations

import datetime
import io
from typing import Any

from expert.foundations.outgoing import opens
from expert.foundations.problems import DrawingError
from expert.foundations.texts import Text
from expert.visualize.canvas.theme import NO_FILL, Lines, theme
from expert.visualize.frames.frame import HEIGHT, WIDTH, Arrow, Cell, Deck, Frame, Rect, SetLine
from expert.visualize.frames.strokes import ROUND, dashes, drawn, hatching

_DOTS = 2
_STRIKE = 0.28
# A file must not change with the calendar.
_MADE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)

NO_PDF = Text(
    "PDF and PNG of this need the extra pdf: pip install \"enrollment-expert[pdf]\"; SVG needs nothing",
    "PDF och PNG av det här kräver tillägget pdf: pip install \"enrollment-expert[pdf]\"; SVG kräver inget",
)

NO_LOGO = Text("the logo cannot be drawn ({reason})", "logotypen går inte att rita ({reason})")


def to_pdf(deck: Deck) -> bytes:
    """A PDF with a page for each frame, a bookmark for each claim, and links.

    Raises:
        DrawingError: the extra `pdf` is not installed.
    """
    pdf = new_pdf(deck.title, deck.language)
    claim = ""
    for frame in deck.frames:
        pdf.add_page(orientation="P", format=(WIDTH, HEIGHT))
        if frame.claim != claim:  # a claim that takes several frames has one bookmark
            begin_section(pdf, frame.claim)
        claim = frame.claim
        _draw(pdf, frame)
    return bytes(pdf.output())


def to_pngs(deck: Deck) -> list[bytes]:
    """Every frame as a PNG of 1920 x 1080 dots.

    Raises:
        DrawingError: the extra `pdf` is not installed.
    """
    return as_pngs(to_pdf(deck), _DOTS)


def as_pngs(pdf: bytes, scale: float) -> list[bytes]:
    """The pages of a PDF as PNG.

    Args:
        pdf: the file.
        scale: dots for a point.

    Raises:
        DrawingError: the extra `pdf` is not installed.
    """
    try:
        import pypdfium2
    except ImportError:
        raise DrawingError(NO_PDF) from None
    made = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            dots = io.BytesIO()
            page.render(scale=scale).to_pil().convert("RGB").save(dots, "PNG")
            made.append(dots.getvalue())
    finally:
        document.close()
    return made


def new_pdf(title: str, language: str) -> Any:
    """An empty PDF, measured in points.

    Raises:
        DrawingError: the extra `pdf` is not installed.
    """
    try:
        from fpdf import FPDF, ViewerPreferences
    except ImportError:
        raise DrawingError(NO_PDF) from None
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.core_fonts_encoding = "windows-1252"
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.set_title(title)
    pdf.set_lang(language)
    pdf.set_author("expert")
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    pdf.set_creation_date(_MADE)
    pdf.set_creator("expert")
    pdf.set_producer("expert")
    return pdf


def begin_section(pdf: Any, name: str) -> None:
    """Put a bookmark at the page that was begun last; readers show the bookmarks at once where there are several pages.
    """
    if pdf.page_no() > 1:
        pdf.page_mode = "USE_OUTLINES"
    pdf.start_section(name)


def _draw(pdf: Any, frame: Frame) -> None:
    pdf.set_fill_color(theme().page.paper)
    pdf.rect(0, 0, WIDTH, HEIGHT, style="F")
    for rule in frame.rules:
        stroke(pdf, theme().frames.rule, 1, "solid")
        pdf.line(rule.x, rule.y, rule.right, rule.y)
    for arrow in frame.arrows:
        _arrow(pdf, arrow)
    for cell in frame.cells:
        _cell(pdf, cell)
    if frame.logo is not None:
        draw_logo(pdf, frame.logo)


def draw_logo(pdf: Any, place: Rect) -> None:
    """Draw the theme's logo.

    Raises:
        DrawingError: it is no picture that can be drawn.
    """
    logo = theme().brand.logo
    if logo is None:
        return
    try:
        pdf.image(io.BytesIO(logo.data), place.x, place.y, place.width, place.height, alt_text="")
    except Exception as error:  # whatever a reader of pictures stumbles over
        raise DrawingError(NO_LOGO.format(reason=str(error) or type(error).__name__)) from error


def logo_as_png(height: float) -> bytes:
    """The theme's logo as PNG, for a writer that knows no SVG.

    Args:
        height: in dots.

    Raises:
        DrawingError: the extra `pdf` is not installed, or it is no picture that can be drawn.
    """
    logo = theme().brand.logo
    assert logo is not None
    pdf = new_pdf("", "en")
    pdf.add_page(orientation="P", format=(logo.width, logo.height))
    draw_logo(pdf, Rect(0, 0, logo.width, logo.height))
    return as_pngs(bytes(pdf.output()), height / logo.height)[0]


def stroke(pdf: Any, color: str, pen: float, lines: Lines) -> None:
    """Set how the lines that follow are drawn."""
    pdf.set_draw_color(color)
    pdf.set_line_width(pen)
    set_dashes(pdf, dashes(lines, pen), pen)


def set_dashes(pdf: Any, pattern: tuple[float, float] | None, pen: float) -> None:
    """Set the dashes of the lines that follow.

    Args:
        pdf: the file.
        pattern: the length of a dash and of a gap, in points; None for solid lines.
        pen: the width of the lines. fpdf2 lets each dash reach half of it beyond both of its ends.
    """
    if pattern is None:
        pdf.set_dash_pattern()
    else:
        pdf.set_dash_pattern(dash=max(0.05, pattern[0] - pen), gap=pattern[1] + pen)


def _arrow(pdf: Any, arrow: Arrow) -> None:
    made = drawn(arrow)
    stroke(pdf, arrow.color, arrow.pen, arrow.lines)
    pdf.line(*made.line[0], *made.line[1])
    if made.filled:
        pdf.set_fill_color(arrow.color)
        pdf.polygon(made.head, style="F")
    elif made.head:
        stroke(pdf, arrow.color, arrow.pen + 1, "solid")
        pdf.line(*made.head[0], *made.head[1])


def _cell(pdf: Any, cell: Cell) -> None:
    look, rect = cell.look, cell.rect
    if look is not None:
        corners = {"round_corners": True, "corner_radius": min(ROUND, rect.height / 2)} if look.rounded else {}
        if look.fill != NO_FILL:
            pdf.set_fill_color(look.fill)
            pdf.rect(rect.x, rect.y, rect.width, rect.height, style="F", **corners)
        if look.hatched:
            stroke(pdf, look.hatched, 3, "solid")
            for start, end in hatching(rect):
                pdf.line(*start, *end)
        if look.border != NO_FILL and look.pen:
            stroke(pdf, look.border, look.pen, look.lines)
            pdf.rect(rect.x, rect.y, rect.width, rect.height, style="D", **corners)
    for line in cell.set_lines():
        _line(pdf, line)


def _line(pdf: Any, line: SetLine) -> None:
    said = line.said
    pdf.set_font("Helvetica", "B" * said.bold + "I" * said.italic, said.size)
    pdf.set_text_color(said.ink)
    pdf.text(line.x, line.y, line.text)
    if said.struck:
        stroke(pdf, said.ink, said.size / 14, "solid")
        at = line.y - _STRIKE * said.size
        pdf.line(line.x, at, line.x + line.width, at)
    if said.url and opens(said.url):
        rect = line.rect
        pdf.link(rect.x, rect.y, rect.width, rect.height, said.url, alt_text=said.text)
