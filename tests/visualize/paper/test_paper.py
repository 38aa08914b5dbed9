"""Pictures on paper: every box whole on one sheet, no text too small, and the paper named."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest

from expert import plan, question_ladder
from expert.visualize.canvas.graph import Box, Graph, Row, Sheet, add_box, new_graph, sheet_of
from expert.visualize.canvas.theme import theme
from expert.visualize.drawings.ladder import ladder_graph
from expert.visualize.drawings.plan import plan_graph
from expert.visualize.drawings.reasoning import reasoning_graph
from expert.visualize.drawings.tree import tree_graph
from expert.visualize.images import to_plain_svg
from expert.visualize.paper.ladder_sheets import ladder_on_a4
from expert.visualize.paper.page import LEAST_SIZE, room_on
from expert.visualize.paper.page import Sheet as PaperSheet
from expert.visualize.paper.picture import Letters, Outline, Part, Picture, picture_of
from expert.visualize.paper.sheets import on_a4, poster, whole
from expert.visualize.paper.writers import to_pdf, to_svgs
from expert.visualize.words import KEY
from tests import small
from tests.visualize.extras import needs_pdf
from tests.visualize.frames import decks_made as made

A4 = (841.89, 595.28)


def graphs() -> dict[str, Graph]:
    knowledge = small.knowledge()
    return {
        "reasoning": reasoning_graph(made.diagnosis("no-answer.yaml")),
        "ladder": ladder_graph(question_ladder(knowledge, "setup-failed-no-answer", "sv")),
        "plan": plan_graph(plan(made.diagnosis("no-answer.yaml"))),
        "tree": tree_graph(knowledge, "setup-failed-no-answer", "en"),
        "small": reasoning_graph(made.diagnosis("phone.yaml")),
    }


GRAPHS = graphs()
PICTURES = {name: picture_of(to_plain_svg(graph)) for name, graph in GRAPHS.items()}


def sheets(name: str) -> list[PaperSheet]:
    sheet = sheet_of(GRAPHS[name])
    return on_a4(PICTURES[name], sheet.subtitle, sheet.language)


def texts(picture: Picture, kind: str) -> list[str]:
    parts = (part for part in picture.parts if part.kind == kind)
    return [piece.text for part in parts for piece in part.pieces if isinstance(piece, Letters)]


def drawn(sheet: PaperSheet) -> list[Letters]:
    return [piece for piece in (*sheet.clipped, *sheet.pieces) if isinstance(piece, Letters)]


@pytest.mark.parametrize("name", GRAPHS)
def test_a_picture_is_read_as_graphviz_wrote_it(name: str) -> None:
    svg = to_plain_svg(GRAPHS[name])
    root, picture = ElementTree.fromstring(svg), PICTURES[name]
    assert picture.title == root.get("aria-label")
    every = [text for part in picture.parts for text in part.pieces if isinstance(text, Letters)]
    assert len(every) == len(re.findall(rb"<text ", svg))
    for part in picture.parts:
        assert part.rect.x >= -1
        assert part.rect.right <= picture.width + 1
        assert part.rect.bottom <= picture.height + 1


@pytest.mark.parametrize("name", GRAPHS)
def test_on_a4_every_box_is_whole_on_one_sheet_and_nothing_is_too_small(name: str) -> None:
    found = sheets(name)
    (size,) = {(round(sheet.width, 2), round(sheet.height, 2)) for sheet in found}
    assert sorted(size) == sorted(A4)
    assert min(sheet.smallest for sheet in found) >= LEAST_SIZE
    shown = [piece.text for sheet in found for piece in drawn(sheet)]
    for text in set(texts(PICTURES[name], "box")):
        assert shown.count(text) >= texts(PICTURES[name], "box").count(text)
    for sheet in found:
        assert all(piece.rect.x >= 0 and piece.rect.right <= sheet.width for piece in drawn(sheet))
        assert all(piece.rect.y >= 0 and piece.rect.bottom <= sheet.height for piece in drawn(sheet))


@pytest.mark.parametrize("name", GRAPHS)
def test_no_text_on_a_sheet_lies_on_another(name: str) -> None:
    for sheet in sheets(name):
        rects = [(piece.text, piece.rect) for piece in drawn(sheet)]
        for place, (text, one) in enumerate(rects):
            for other_text, other in rects[place + 1 :]:
                apart = (
                    one.right <= other.x + 1 or other.right <= one.x + 1
                    or one.bottom <= other.y + 2 or other.bottom <= one.y + 2
                )  # fmt: skip
                assert apart, (text, other_text)


def test_sheets_are_numbered_and_say_which_lies_beside_them() -> None:
    found = sheets("reasoning")
    feet = [next(p.text for p in drawn(sheet) if p.text.startswith("Page ")) for sheet in found]
    assert [foot.split(";")[0] for foot in feet] == [f"Page {n} of {len(found)}" for n in range(1, len(found) + 1)]
    assert len(found) > 1
    assert any("page" in foot for foot in feet)


def test_a_picture_that_fits_is_enlarged_on_one_sheet() -> None:
    graph = new_graph(Sheet(drawing="plan", language="en", title="Title", headers=("Header",)))
    add_box(graph, "box", Box(kind="plan_steps", column=1, rows=(Row("Step"),)))
    (sheet,) = on_a4(picture_of(to_plain_svg(graph)), (), "en")
    assert max(piece.size for piece in drawn(sheet) if piece.text == "Step") > theme().font.body


@pytest.mark.parametrize("name", GRAPHS)
def test_a_poster_has_the_smallest_paper_on_which_it_can_be_read(name: str) -> None:
    sheet, paper = poster(PICTURES[name], "en")
    assert sheet.smallest >= LEAST_SIZE
    said = re.fullmatch(r"(A[0-3]), (\d+) x (\d+) mm", paper)
    assert said is not None
    assert (sheet.width, sheet.height) == pytest.approx((int(said[2]) * 72 / 25.4, int(said[3]) * 72 / 25.4))
    assert paper in [piece.text for piece in drawn(sheet)]


def test_a_sheet_as_svg_says_its_size_on_paper_and_reads_itself() -> None:
    for svg in to_svgs(sheets("ladder"), "sv"):
        root = ElementTree.fromstring(svg)
        assert (root.get("width"), root.get("height")) == ("297.0mm", "210.0mm")
        said = {part.tag.rpartition("}")[2]: part.text for part in root if part.text}
        assert said["title"] == PICTURES["ladder"].title
        assert said["desc"].startswith("Sida ")


@needs_pdf
def test_a_pdf_has_a_page_of_its_size_for_each_sheet() -> None:
    import pypdfium2

    found = [*sheets("ladder"), poster(PICTURES["plan"], "en")[0], whole(PICTURES["tree"])]
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(to_pdf(found, "en"))]
    assert sizes == [pytest.approx((sheet.width, sheet.height), abs=0.1) for sheet in found]


@needs_pdf
@pytest.mark.parametrize("name", ["reasoning", "ladder"])
def test_a_pdf_says_what_it_is_and_leads_from_sheet_to_sheet(name: str) -> None:
    import pypdfium2

    ladder = question_ladder(small.knowledge(), "setup-failed-no-answer", "sv")
    found = sheets(name) if name == "reasoning" else ladder_on_a4(GRAPHS[name], ladder)
    assert found is not None
    assert len(found) > 1
    made_of = to_pdf(found, "sv")
    document = pypdfium2.PdfDocument(made_of)
    told = document.get_metadata_dict()
    assert (told["Title"], told["Author"]) == (found[0].title, "expert")
    assert b"/Lang (sv)" in made_of
    toc = [(entry.get_title(), entry.get_dest().get_index()) for entry in document.get_toc()]
    assert toc == [(sheet.about, number) for number, sheet in enumerate(found)]
    assert PICTURES[name].title.split()[0] in document[0].get_textpage().get_text_range()
    numbers = range(1, len(found) + 1)
    assert made_of.count(b"/Subtype /Link") == sum(len(sheet.leads) for sheet in found) > 0
    for number, sheet in zip(numbers, found, strict=True):
        for lead in sheet.leads:
            assert lead.page in numbers
            assert lead.page != number
            here = [
                piece.text for piece in drawn(sheet)
                if str(lead.page) in piece.text and piece.rect.x < lead.rect.right and lead.rect.x < piece.rect.right
                and piece.rect.y < lead.rect.bottom and lead.rect.y < piece.rect.bottom
            ]  # fmt: skip
            assert here, "what it leads to is said there"


@pytest.mark.parametrize("name", GRAPHS)
def test_the_key_has_its_name_and_words_at_every_sample(name: str) -> None:
    first = [piece.text for piece in drawn(sheets(name)[0])]
    heading = texts(PICTURES[name], "heading")
    key = next(place for place, text in enumerate(heading) if text in (KEY.en, KEY.sv))
    assert [text for text in heading[key:] if text not in first] == []


@pytest.mark.parametrize("example", ["no-answer.yaml", "network.yaml"])
def test_a_plan_on_a4_is_read_stage_by_stage(example: str) -> None:
    graph = plan_graph(plan(made.diagnosis(example)))
    picture = picture_of(to_plain_svg(graph))
    found = on_a4(picture, sheet_of(graph).subtitle, "en")
    assert len(found) > 1
    shown = [text.text for sheet in found for text in drawn(sheet) if text.text.startswith("STAGE ")]
    assert shown == [f"STAGE {number}" for number in range(1, len(shown) + 1)]
    for number in range(1, len(shown) + 1):
        boxes = [part for part in picture.parts if part.id.startswith(f"stage-{number}-")]
        titles = [next(piece.text for piece in part.pieces if isinstance(piece, Letters)) for part in boxes]
        (sheet,) = (one for one in found if any(text.text == f"STAGE {number}" for text in drawn(one)))
        there = {text.text: text.y for text in drawn(sheet)}
        assert set(titles) <= set(there)
        assert [there[title] for title in titles] == sorted(there[title] for title in titles)


def test_a_stage_that_is_as_high_as_a_sheet_ends_above_the_foot_and_nothing_of_it_is_lost() -> None:
    def stage(number: int, height: float) -> list[Part]:
        x = 20.0 + 460.0 * (number - 1)
        said = [(f"{number}.{line}", 58.0 + height - 14 * line) for line in range(int(height / 14) - 1)]
        corners = ((x, 60.0), (x + 440, 60.0), (x + 440, 60.0 + height), (x, 60.0 + height))
        ink = theme().page.ink
        return [
            Part(f"header-{number}", "header", (Letters(f"STAGE {number}", x + 60, 20.0, 8.0, ink),)),
            Part(f"stage-{number}-steps", "box", (
                Outline(corners, "none", ink, 1.0, closed=True),
                *(Letters(text, x + 10, y, 8.0, ink) for text, y in said),
            )),
        ]  # fmt: skip

    for height in range(560, 680, 3):
        parts = tuple(part for number in (1, 2, 3) for part in stage(number, float(height)))
        boxes = [part for part in parts if part.kind == "box"]
        said = {piece.text for part in boxes for piece in part.pieces if isinstance(piece, Letters)}
        found = on_a4(Picture("The plan", 1420.0, height + 100.0, parts), [], "en")
        for sheet in found:
            low = room_on((sheet.width, sheet.height)).bottom
            assert [text for text in drawn(sheet) if text.text in said and text.rect.bottom > low] == [], height
        assert said <= {text.text for sheet in found for text in drawn(sheet)}
