"""What is wrong with a frame is found: or else that nothing is found would say nothing."""

from __future__ import annotations

from dataclasses import replace

from expert.visualize.frames.frame import Arrow, Cell, Frame, Look, Rect, Said
from tests.pictures.frame_flaws import flaws, texts

LOOK = Look("#FFFFFF", "#000000", "solid", 1.0)


def cell(name: str, rect: Rect, text: str = "Words", size: float = 20.0, look: Look | None = LOOK) -> Cell:
    return Cell(name, "box", rect, (Said(text, (text,), size, "#000000"),), look, pad=4.0)


def arrow(name: str, source: str, target: str, y: float, right: float = 400.0) -> Arrow:
    return Arrow(name, "proves", source, target, ((200.0, y), (right, y)), "#000000", "solid", 2.0, "normal")


LEFT = cell("left", Rect(100, 100, 100, 40))
RIGHT = cell("right", Rect(400, 100, 100, 40))


def kinds(*cells: Cell, arrows: tuple[Arrow, ...] = ()) -> list[str]:
    return [flaw.kind for flaw in flaws([Frame("frame", "Claim", cells, arrows)])]


def test_nothing_is_wrong_with_two_boxes_and_an_arrow() -> None:
    assert kinds(LEFT, RIGHT, arrows=(arrow("a", "left", "right", 120),)) == []


def test_small_letters_and_words_that_leave_their_box_or_the_frame_are_found() -> None:
    assert kinds(cell("small", Rect(100, 100, 100, 40), size=17.9)) == ["small"]
    assert kinds(cell("wide", Rect(100, 100, 100, 40), "Words that are wider than it")) == ["outside"]
    assert "outside" in kinds(cell("away", Rect(900, 100, 100, 40)))


def test_boxes_and_words_that_meet_are_found() -> None:
    assert "overlap" in kinds(LEFT, cell("over", Rect(150, 110, 100, 40)))
    assert kinds(LEFT, cell("words", Rect(110, 105, 80, 30), look=None)) == ["overlap", "overlap"]


def test_arrows_that_meet_another_or_run_through_a_box_are_found() -> None:
    between = cell("between", Rect(250, 100, 80, 40))
    assert kinds(LEFT, between, RIGHT, arrows=(arrow("a", "left", "right", 120),)) == ["crossing"]
    twice = (arrow("a", "left", "right", 120), arrow("b", "left", "right", 120, right=390))
    assert kinds(LEFT, RIGHT, arrows=twice) == ["crossing"]
    assert kinds(LEFT, replace(RIGHT, id="left")) == ["twice"]


def test_every_text_is_told_with_its_size_and_place() -> None:
    (found,) = texts([Frame("frame", "Claim", (LEFT,))])
    assert (found.text, found.size, found.box) == ("Words", 20.0, LEFT.rect)
    assert found.box.x < found.rect.x < found.rect.right < found.box.right
