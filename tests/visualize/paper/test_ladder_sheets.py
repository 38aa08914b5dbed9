"""A ladder on A4: few sheets, every box whole, and a letter at both ends of what goes on on another sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from expert import question_ladder
from expert.foundations.texts import LANGUAGES, Language
from expert.results.ladder import Ladder
from expert.visualize.canvas.graph import Graph, box_of, boxes, lines
from expert.visualize.canvas.theme import theme
from expert.visualize.drawings.ladder import ladder_graph
from expert.visualize.paper import ladder_sheets, page
from expert.visualize.paper.ladder_sheets import ladder_on_a4
from expert.visualize.paper.page import LEAST_SIZE, Sheet
from expert.visualize.paper.picture import Letters, Outline
from tests import small
from tests.pictures.measuring import flaws_of_sheet
from tests.visualize.frames import decks_made as made

KNOWLEDGE = small.knowledge()
LONG, BRANCHING = "setup-failed-no-answer", "stuck-at-sign-in"
LOW = (page.A4[0], 330.0)  # a sheet on which little has room


def set_out(ladder: Ladder, graph: Graph | None = None) -> list[Sheet]:
    found = ladder_on_a4(graph or ladder_graph(ladder), ladder)
    assert found is not None
    return found


@pytest.fixture
def low_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ladder_sheets, "A4", LOW)


def texts(sheets: list[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        yield from (piece.text for piece in sheet.pieces if isinstance(piece, Letters))


def words(sheets: list[Sheet]) -> str:
    return " ".join(texts(sheets))


def bare(text: str) -> str:
    """Without blanks, and without the quotation marks of either language."""
    return re.sub('[ "“”„]', "", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_everything_is_on_it_and_can_be_read(symptom: str, language: Language) -> None:
    ladder = question_ladder(KNOWLEDGE, symptom, language)
    graph, sheets = ladder_graph(ladder), set_out(ladder)
    assert [flaw for sheet in sheets for flaw in flaws_of_sheet(sheet, LEAST_SIZE)] == []
    said = bare(words(sheets))
    for _, box in boxes(graph):
        for text in (box.title, *(row.text for row in box.rows)):
            assert bare(text)[:18] in said


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_two_questions_take_two_sheets_at_most(symptom: str) -> None:
    ladder = question_ladder(KNOWLEDGE, symptom)
    assert len(set_out(ladder)) <= max(2, len(ladder.rungs))
    if len(ladder.rungs) <= 2:
        assert len(set_out(ladder)) <= 2


@pytest.mark.usefixtures("low_sheets")
@pytest.mark.parametrize("symptom", [LONG, BRANCHING])
def test_what_goes_on_bears_the_same_letter_on_both_sheets(symptom: str) -> None:
    sheets = set_out(question_ladder(KNOWLEDGE, symptom))
    assert len(sheets) > 2
    assert [flaw for sheet in sheets for flaw in flaws_of_sheet(sheet, LEAST_SIZE)] == []
    for number, (sheet, following) in enumerate(pairwise(sheets), start=1):
        letter = "ABCDEFGHIJ"[number - 1]
        assert f"to sheet {number + 1}, {letter}" in texts([sheet])
        assert f"{letter}, from sheet {number}" in texts([following])
        assert f"Page {number} of {len(sheets)}" in texts([sheet])
    assert all(sheet.about.startswith(f"Sheet {number}: ") for number, sheet in enumerate(sheets, start=1))


def test_a_question_with_more_answers_than_a_sheet_holds_goes_on_below_its_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ladders = [question_ladder(KNOWLEDGE, name) for name in KNOWLEDGE.symptoms]
    ladder = max(ladders, key=lambda one: max((len(rung.shows) for rung in one.rungs), default=0))
    rung = max(ladder.rungs, key=lambda one: len(one.shows))
    for height in range(300, 420, 10):
        monkeypatch.setattr(ladder_sheets, "A4", (page.A4[0], float(height)))
        sheets = ladder_on_a4(ladder_graph(ladder), ladder) or []
        if any("(continued)" in text for text in texts(sheets)):
            break
    assert "(continued)" in words(sheets)
    assert [flaw for sheet in sheets for flaw in flaws_of_sheet(sheet, LEAST_SIZE)] == []
    assert [shown.answer for shown in rung.shows if bare(shown.answer) not in bare(words(sheets))] == []


def test_a_box_that_is_larger_than_a_sheet_is_left_to_the_picture_as_it_was_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ladder_sheets, "A4", (page.A4[0], 190.0))
    ladder = question_ladder(KNOWLEDGE, LONG)
    assert ladder_on_a4(ladder_graph(ladder), ladder) is None


@pytest.mark.parametrize("tall", [page.A4, LOW])
def test_the_way_of_a_case_is_blue_as_in_the_picture(
    tall: tuple[float, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ladder_sheets, "A4", tall)
    found = made.diagnosis("no-answer.yaml")
    ladder = question_ladder(KNOWLEDGE, found.symptoms[0].id)
    graph = ladder_graph(ladder, found)
    blue = theme().edges["path"]
    drawn = [
        piece for sheet in set_out(ladder, graph) for piece in sheet.pieces
        if isinstance(piece, Outline) and (piece.stroke, piece.pen, piece.closed) == (blue.color, blue.pen, False)
    ]  # fmt: skip
    steps = sum("path" in (one.kind, one.unknown) for _, _, one in lines(graph))
    assert len(drawn) >= steps
    assert {box_of(graph, target).kind for _, target, one in lines(graph) if one.kind == "path"} >= {"cause"}


def test_letters_are_as_large_as_takes_no_more_sheets() -> None:
    ladder = min((question_ladder(KNOWLEDGE, name) for name in KNOWLEDGE.symptoms), key=lambda one: len(one.rungs))
    (sheet,) = set_out(ladder)
    assert max(piece.size for piece in sheet.pieces if isinstance(piece, Letters) and piece.text.startswith("1. ")) > 11
