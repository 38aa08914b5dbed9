"""Frames as files: SVG that reads itself, PDF and PNG of the right size, and slides that can be edited."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
from itertools import groupby
from pathlib import Path

import pytest

from expert.foundations.problems import DrawingError
from expert.visualize.canvas import themes
from expert.visualize.canvas.theme import theme, using
from expert.visualize.frames import decks, pdf, pptx
from expert.visualize.frames.frame import HEIGHT, WIDTH, Deck
from expert.visualize.frames.pdf import to_pdf, to_pngs
from expert.visualize.frames.pptx import to_pptx
from expert.visualize.frames.svg import to_svgs
from tests.visualize.extras import needs_pdf, needs_slides
from tests.visualize.frames import decks_made as made

SVG = "{http://www.w3.org/2000/svg}"
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#00539B"/></svg>'
)


@pytest.fixture(scope="module")
def deck() -> Deck:
    """A deck with every kind of cell and arrow."""
    case = decks.of_case(made.diagnosis("no-answer.yaml"))
    return decks.joined("Two", [made.symptom("setup-failed-no-answer"), case])


@pytest.fixture
def branded(tmp_path: Path) -> Path:
    """A theme with a logo, a header and a footer."""
    (tmp_path / "logo.svg").write_bytes(LOGO)
    file = tmp_path / "ours.yaml"
    file.write_text('header: "The <Library> & Co"\nfooter: Inside\nlogo: logo.svg\n', encoding="utf-8")
    return file


def roots(deck: Deck) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(svg) for svg in to_svgs(deck)]


def test_an_svg_is_as_large_as_a_projector_and_says_what_it_shows(deck: Deck) -> None:
    for frame, root in zip(deck.frames, roots(deck), strict=True):
        assert (root.get("width"), root.get("height"), root.get("role")) == ("1920", "1080", "img")
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert description is not None
        assert title.text == frame.claim
        assert description.text == frame.description
        named = {title.get("id"), description.get("id")}
        assert {root.get("aria-labelledby"), root.get("aria-describedby")} == named
        assert all(part.text for part in root.iter(f"{SVG}title"))


def test_texts_in_an_svg_are_texts_of_the_size_that_was_measured(deck: Deck) -> None:
    for frame, root in zip(deck.frames, roots(deck), strict=True):
        drawn = [(text.text, float(text.get("font-size", 0))) for text in root.iter(f"{SVG}text")]
        assert drawn == [(line.text, line.said.size) for cell in frame.cells for line in cell.set_lines()]


def test_ids_in_an_svg_are_there_once_and_arrows_name_their_ends(deck: Deck) -> None:
    arrows = 0
    for root in roots(deck):
        ids = [part.get("id") for part in root.iter() if part.get("id")]
        assert len(set(ids)) == len(ids)
        for part in root.iter(f"{SVG}g"):
            if part.get("data-from"):
                arrows += 1
                assert {part.get("data-from"), part.get("data-to")} <= set(ids)
    assert arrows


def test_an_svg_asks_for_nothing_elsewhere_and_links_only_what_opens(branded: Path) -> None:
    with using(themes.theme_of(str(branded))):
        svgs = to_svgs(made.symptom("shelf-full"))
    for root in map(ElementTree.fromstring, svgs):
        (image,) = root.iter(f"{SVG}image")
        assert str(image.get("href")).startswith("data:image/svg+xml;base64,")
        links = [link.get("href", "") for link in root.iter(f"{SVG}a")]
        assert all(link.startswith("https://") for link in links)
        assert "The <Library> & Co" in [text.text for text in root.iter(f"{SVG}text")]


@needs_pdf
def test_a_pdf_has_a_page_for_each_frame_and_is_the_same_each_time(deck: Deck) -> None:
    import pypdfium2

    made_once = to_pdf(deck)
    assert made_once == to_pdf(deck)
    document = pypdfium2.PdfDocument(made_once)
    assert [page.get_size() for page in document] == [(WIDTH, HEIGHT)] * len(deck.frames)
    assert [entry.get_title() for entry in document.get_toc()] == [
        claim for claim, _ in groupby(frame.claim for frame in deck.frames)
    ]
    told = document.get_metadata_dict()
    assert (told["Title"], told["Author"]) == (deck.title, "expert")


@needs_pdf
def test_no_letter_that_is_drawn_leaves_its_box(deck: Deck) -> None:
    """Measured on the finished page: the letters that PDFium set, against the boxes that were meant for them."""
    import pypdfium2

    for frame, page in zip(deck.frames, pypdfium2.PdfDocument(to_pdf(deck)), strict=True):
        words = page.get_textpage()
        for place in range(words.count_rects()):
            left, bottom, right, top = words.get_rect(place)
            around = [
                cell for cell in frame.cells
                if cell.rect.x - 1 <= left and right <= cell.rect.right + 1
                and cell.rect.y - 1 <= HEIGHT - top and HEIGHT - bottom <= cell.rect.bottom + 1
            ]  # fmt: skip
            assert around, (frame.id, words.get_text_bounded(left, bottom, right, top))


@needs_pdf
def test_a_png_has_the_dots_of_a_projector(branded: Path) -> None:
    from PIL import Image

    one = made.symptom("shelf-full")
    with using(themes.theme_of(str(branded))):
        (first, *_) = to_pngs(Deck(one.title, one.language, one.frames[:1]))
    with Image.open(io.BytesIO(first)) as dots:
        assert dots.size == (1920, 1080)
        assert dots.convert("RGB").getpixel((1, 1)) == (255, 255, 255)


@needs_slides
def test_slides_can_be_edited_and_have_titles_notes_links_and_alt_texts(deck: Deck) -> None:
    from pptx import Presentation

    written = to_pptx(deck)
    assert written == to_pptx(deck)
    presentation = Presentation(io.BytesIO(written))
    assert (presentation.slide_width, presentation.slide_height) == (12192000, 6858000)
    assert len(presentation.slides) == len(deck.frames)
    for frame, slide in zip(deck.frames, presentation.slides, strict=True):
        assert slide.shapes.title.text_frame.text == frame.claim
        texts = {shape.name: shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
        assert all(texts[cell.id] == cell.text for cell in frame.cells if cell.said)
        notes = slide.notes_slide.notes_text_frame
        assert all(note in notes.text for note in frame.notes)
        linked = {run.hyperlink.address for paragraph in notes.paragraphs for run in paragraph.runs}
        assert {source.url for source in frame.sources if source.url} <= linked
        connectors = [shape for shape in slide.shapes if shape.name in {arrow.id for arrow in frame.arrows}]
        assert len(connectors) == len(frame.arrows)
        assert all(shape._element._nvXxPr.cNvPr.get("descr") for shape in connectors)


@needs_slides
def test_a_title_of_any_length_is_written(deck: Deck) -> None:
    assert to_pptx(Deck("9" * 10_000, deck.language, deck.frames[:1]))


@needs_slides
def test_no_text_on_a_slide_is_under_eighteen_points(deck: Deck) -> None:
    from pptx import Presentation

    for slide in Presentation(io.BytesIO(to_pptx(deck))).slides:
        sizes = [run.font.size.pt for shape in slide.shapes if shape.has_text_frame
                 for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]  # fmt: skip
        assert min(sizes) >= 18


@needs_slides
@needs_pdf
def test_slides_carry_the_colors_and_the_logo_of_the_theme(branded: Path) -> None:
    from pptx import Presentation

    with using(themes.theme_of(str(branded))):
        slide = Presentation(io.BytesIO(to_pptx(made.symptom("shelf-full")))).slides[0]
    assert [shape.name for shape in slide.shapes if shape.name == "logo"] == ["logo"]
    with using(themes.theme_of("dark")):
        paper = theme().page.paper.lstrip("#")
        slide = Presentation(io.BytesIO(to_pptx(made.symptom("shelf-full")))).slides[0]
    assert str(slide.background.fill.fore_color.rgb) == paper


def test_without_an_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("fpdf", "pypdfium2", "pptx"):
        monkeypatch.setitem(__import__("sys").modules, name, None)
    one = made.symptom("shelf-full")
    for write, extra in ((pdf.to_pdf, "pdf"), (pdf.to_pngs, "pdf"), (pptx.to_pptx, "slides")):
        with pytest.raises(DrawingError) as raised:
            write(one)
        for text in (raised.value.text.en, raised.value.text.sv):
            assert re.search(rf'pip install "enrollment-expert\[{extra}\]"', text)
