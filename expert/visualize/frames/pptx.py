"""Frames as slides for PowerPoint and its like: real titles, text boxes, shapes and connectors, notes and links.

Whatever stands on a slide can be edited. Sizes and places are those of the frame, and lines of words break where they
were measured, for the letters are as wide.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import Any

from expert.foundations.outgoing import in_lines, opens
from expert.foundations.problems import DrawingError
from expert.foundations.texts import Language, Text
from expert.visualize.canvas.metrics import LEADING
from expert.visualize.canvas.theme import NO_FILL, theme
from expert.visualize.frames.frame import HEIGHT, WIDTH, Arrow, Cell, Deck, Frame, Look, Rect, Said
from expert.visualize.frames.pdf import NO_LOGO, logo_as_png
from expert.visualize.frames.strokes import ROUND, drawn

NO_SLIDES = Text(
    "slides need the extra slides: pip install \"enrollment-expert[slides]\"; a PDF or SVG does not",
    "presentationer kräver tillägget slides: pip install \"enrollment-expert[slides]\"; en PDF eller SVG gör det inte",
)
_NOTES_SOURCES = Text("Sources", "Källor")
_LEADS_TO = Text("leads to", "leder till")
_CORNER = 0.29289  # how far words stay away from a round corner, in radiuses: PowerPoint's own number
_SLACK = 3.0  # points that a line may be wider than it was measured before it breaks elsewhere
_LANGUAGES: dict[Language, str] = {"en": "en-US", "sv": "sv-SE"}
_TITLE_ONLY = 5  # the layout of python-pptx's own template that has a title and nothing else
_LOGO_DOTS = 240.0
_LONGEST_TITLE = 255  # characters that the properties of a file have room for
_DASHES = {"dashed": "DASH", "dotted": "ROUND_DOT"}
# A file must not change with the calendar; a ZIP knows no earlier year than 1980.
_MADE = datetime.datetime(2000, 1, 1)


def to_pptx(deck: Deck) -> bytes:
    """The frames as a presentation of 16 to 9.

    Raises:
        DrawingError: the extra `slides` is not installed.
    """
    try:
        from pptx import Presentation
        from pptx.util import Pt
    except ImportError:
        raise DrawingError(NO_SLIDES) from None
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)
    about = presentation.core_properties
    about.title, about.language, about.author = deck.title[:_LONGEST_TITLE], _LANGUAGES[deck.language], ""
    about.created = about.modified = about.last_printed = _MADE
    about.last_modified_by = ""
    _color_links(presentation)
    for frame in deck.frames:
        slide = presentation.slides.add_slide(presentation.slide_layouts[_TITLE_ONLY])
        _Slide(slide, frame, deck.language).draw()
    written = io.BytesIO()
    presentation.save(written)
    return _timeless(written.getvalue())


def _color_links(presentation: Any) -> None:
    """Give links the color that they have on frames; PowerPoint takes it from the template, not from the words."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    part = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    color = theme().edges["recognizes"].color.lstrip("#").upper().encode()
    part._blob = re.sub(
        rb'(<a:(?:hlink|folHlink)><a:srgbClr val=")[0-9A-Fa-f]{6}', lambda found: found[1] + color, part.blob
    )


def _timeless(archive: bytes) -> bytes:
    """The same archive without the time at which it was packed, so that equal frames give equal bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=_MADE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return packed.getvalue()


class _Slide:
    """Draws a frame on an empty slide."""

    def __init__(self, slide: Any, frame: Frame, language: Language) -> None:
        self._slide = slide
        self._frame = frame
        self._language: Language = language
        self._shapes: dict[str, Any] = {}
        self._font = theme().font.fallback.split(",")[0].strip(" '\"")

    def draw(self) -> None:
        from pptx.dml.color import RGBColor

        background = self._slide.background.fill
        background.solid()
        background.fore_color.rgb = RGBColor.from_string(theme().page.paper.lstrip("#"))
        for rule in self._frame.rules:
            self._line((rule.x, rule.y), (rule.right, rule.y), theme().frames.rule, 1.0, "solid", "rule")
        for cell in self._frame.cells:
            self._shapes[cell.id] = self._cell(cell)
        for arrow in self._frame.arrows:
            self._arrow(arrow)
        if self._frame.logo is not None:
            self._logo(self._frame.logo)
        self._notes()

    def _logo(self, place: Rect) -> None:
        from pptx.util import Pt

        logo = theme().brand.logo
        assert logo is not None
        data = logo_as_png(_LOGO_DOTS) if logo.kind == "svg" else logo.data
        try:
            shape = self._slide.shapes.add_picture(
                io.BytesIO(data), Pt(place.x), Pt(place.y), Pt(place.width), Pt(place.height)
            )
        except Exception as error:  # whatever a reader of pictures stumbles over
            raise DrawingError(NO_LOGO.format(reason=str(error) or type(error).__name__)) from error
        shape.name = "logo"
        self._describe(shape, "")

    # Cells

    def _cell(self, cell: Cell) -> Any:
        shape = self._shape(cell)
        shape.name = cell.id
        if cell.kind == "bar":
            self._describe(shape, "")
            return shape
        frame = shape.text_frame
        self._set_up(frame, cell)
        for number, said in enumerate(cell.said):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            self._paragraph(paragraph, said, cell)
        return shape

    def _shape(self, cell: Cell) -> Any:
        from pptx.enum.shapes import MSO_SHAPE
        from pptx.util import Pt

        rect = cell.rect
        room = (Pt(rect.x), Pt(rect.y), Pt(rect.width), Pt(rect.height))
        if cell.kind == "claim":
            title = self._slide.shapes.title
            title.left, title.top, title.width, title.height = room
            return title
        if cell.look is None:
            return self._slide.shapes.add_textbox(*room)
        kind = MSO_SHAPE.ROUNDED_RECTANGLE if cell.look.rounded else MSO_SHAPE.RECTANGLE
        shape = self._slide.shapes.add_shape(kind, *room)
        if cell.look.rounded:
            shape.adjustments[0] = min(0.5, ROUND / min(rect.width, rect.height))
        _without_style(shape)
        self._look(shape, cell.look)
        return shape

    def _look(self, shape: Any, look: Look) -> None:
        from pptx.dml.color import RGBColor
        from pptx.enum.dml import MSO_LINE, MSO_PATTERN
        from pptx.util import Pt

        def rgb(color: str) -> Any:
            return RGBColor.from_string(color.lstrip("#"))

        if look.hatched:
            shape.fill.patterned()
            shape.fill.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
            shape.fill.fore_color.rgb, shape.fill.back_color.rgb = rgb(look.hatched), rgb(look.fill)
        elif look.fill == NO_FILL:
            shape.fill.background()
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(look.fill)
        if look.border == NO_FILL or not look.pen:
            shape.line.fill.background()
            return
        shape.line.color.rgb = rgb(look.border)
        shape.line.width = Pt(look.pen)
        if look.lines in _DASHES:
            shape.line.dash_style = getattr(MSO_LINE, _DASHES[look.lines])

    def _set_up(self, frame: Any, cell: Cell) -> None:
        from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
        from pptx.util import Pt

        frame.word_wrap = True
        frame.auto_size = MSO_AUTO_SIZE.NONE
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE if cell.middle else MSO_ANCHOR.TOP
        # A box with round corners keeps its words away from them by itself.
        pad = max(0.0, cell.pad - (ROUND * _CORNER if cell.look is not None and cell.look.rounded else 0.0))
        frame.margin_top = frame.margin_bottom = Pt(pad)
        frame.margin_left, frame.margin_right = Pt(pad), Pt(pad - min(_SLACK, pad))

    def _paragraph(self, paragraph: Any, said: Said, cell: Cell) -> None:
        from pptx.dml.color import RGBColor
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Pt

        paragraph.alignment = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}[cell.align]
        paragraph.line_spacing = Pt(said.size * LEADING)
        paragraph.space_before, paragraph.space_after = Pt(said.above), Pt(0)
        run = paragraph.add_run()
        run.text = said.text
        font = run.font
        font.name, font.size = self._font, Pt(said.size)
        font.bold, font.italic = said.bold, said.italic
        font.color.rgb = RGBColor.from_string(said.ink.lstrip("#"))
        properties = font._element
        properties.set("lang", _LANGUAGES[self._language])
        if said.struck:
            properties.set("strike", "sngStrike")
        if said.url and opens(said.url):
            run.hyperlink.address = said.url

    # Arrows

    def _arrow(self, arrow: Arrow) -> None:
        made = drawn(arrow)
        start, end = arrow.ends
        line = self._line(start, end if made.filled else made.line[1], arrow.color, arrow.pen, arrow.lines, arrow.id)
        source, target = self._shapes[arrow.source], self._shapes[arrow.target]
        self._describe(line, f"{source.text_frame.text} {_LEADS_TO.in_(self._language)} {target.text_frame.text}")
        if made.filled:
            line.begin_connect(source, 3)  # the middle of its right side
            line.end_connect(target, 1)  # and of its left side
            line.line._get_or_add_ln().append(_arrowhead())
        elif made.head:
            self._line(made.head[0], made.head[1], arrow.color, arrow.pen + 1, "solid", f"{arrow.id}-head")

    def _line(
        self, start: tuple[float, float], end: tuple[float, float], color: str, pen: float, lines: str, name: str
    ) -> Any:
        from pptx.dml.color import RGBColor
        from pptx.enum.dml import MSO_LINE
        from pptx.enum.shapes import MSO_CONNECTOR
        from pptx.util import Pt

        line = self._slide.shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT, Pt(start[0]), Pt(start[1]), Pt(end[0]), Pt(end[1])
        )
        line.name = name
        _without_style(line)
        line.line.color.rgb = RGBColor.from_string(color.lstrip("#"))
        line.line.width = Pt(pen)
        if lines in _DASHES:
            line.line.dash_style = getattr(MSO_LINE, _DASHES[lines])
        self._describe(line, "")
        return line

    def _describe(self, shape: Any, words: str) -> None:
        """The words that a screen reader says of a shape without text."""
        shape._element._nvXxPr.cNvPr.set("descr", " ".join(in_lines(words).split()))

    # Notes

    def _notes(self) -> None:
        frame = self._slide.notes_slide.notes_text_frame
        frame.text = "\n".join(map(in_lines, self._frame.notes))
        if not self._frame.sources:
            return
        heading = frame.add_paragraph().add_run()
        heading.text, heading.font.bold = _NOTES_SOURCES.in_(self._language), True
        for source in self._frame.sources:
            run = frame.add_paragraph().add_run()
            run.text = in_lines(source.title)
            if source.url is not None and opens(source.url):
                run.hyperlink.address = source.url


def _without_style(shape: Any) -> None:
    """Take away what the template lays over a shape, such as its shadow; all that counts is said here."""
    for style in shape._element.findall("{*}style"):
        shape._element.remove(style)


def _arrowhead() -> Any:
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    return parse_xml(f'<a:tailEnd {nsdecls("a")} type="triangle" w="lg" len="lg"/>')
