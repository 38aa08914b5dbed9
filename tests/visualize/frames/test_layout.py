"""Everything on a frame has its place: as large as can be, on further frames where it must, and never cut."""

from __future__ import annotations

from expert.visualize.canvas.metrics import LEADING
from expert.visualize.frames import layout
from expert.visualize.frames.frame import HEIGHT, LEAST_SIZE, WIDTH, Deck, Frame
from expert.visualize.frames.layout import BODY, deck
from expert.visualize.frames.scene import Block, Column, Row, Scene, Words
from tests.pictures.frame_flaws import flaws

INK = "#000000"


def scene(*texts: str, claim: str = "One claim", extra: tuple[str, ...] = ()) -> Scene:
    """A scene with a line for each text."""
    return Scene("scene", "KIND", INK, claim, tuple(map(row, range(len(texts)), texts)),
                 extra=tuple(map(row, range(100, 100 + len(extra)), extra)))  # fmt: skip


def row(number: int, text: str) -> Row:
    return Row(f"row-{number}", (Column(BODY, (Block("text", (Words(text, INK),)),)),))


def made(*scenes: Scene) -> Deck:
    found = deck("A deck", scenes, "en")
    assert list(flaws(found.frames)) == []
    return found


def texts(frame: Frame, kind: str = "text") -> list[str]:
    return [cell.text for cell in frame.cells if cell.kind == kind]


def sizes(frame: Frame) -> set[float]:
    return {said.size for cell in frame.cells if cell.kind == "text" for said in cell.said}


def test_few_words_are_large_and_many_are_smaller_but_never_too_small() -> None:
    few, many = made(scene("Few words")).frames[0], made(scene(*["Some more words"] * 9)).frames[0]
    assert min(sizes(few)) > min(sizes(many)) >= LEAST_SIZE


def test_what_does_not_fit_stands_on_further_frames_that_say_so() -> None:
    wanted = [f"Line {number}, which says a few words more than the others do" for number in range(30)]
    frames = made(scene(*wanted)).frames
    assert [text for frame in frames for text in texts(frame)] == wanted
    assert texts(frames[1], "kicker") == [f"KIND, 2 of {len(frames)}"]
    assert {frame.claim for frame in frames} == {"One claim"}
    counts = [len(texts(frame)) for frame in frames]
    assert max(counts) - min(counts) <= 2  # none much fuller than another


def test_a_text_longer_than_a_frame_goes_on_on_the_next() -> None:
    text = " ".join(f"word{number}" for number in range(600))
    frames = made(scene(text)).frames
    assert len(frames) > 2
    assert " ".join(" ".join(texts(frame)) for frame in frames) == text


def test_a_claim_of_very_many_words_is_said_whole_below() -> None:
    claim = "A claim that never ends, " * 30
    frames = made(scene("Then this", claim=claim)).frames
    assert frames[0].claim.endswith("…")
    assert " ".join(" ".join(texts(frame, "claim-whole")) for frame in frames).split() == claim.split()


def test_what_is_said_besides_is_left_out_before_anything_becomes_a_frame_more() -> None:
    assert texts(made(scene("First", extra=("Besides",))).frames[0]) == ["First", "Besides"]
    full = [f"Line {number}" for number in range(7)]
    crowded = made(scene(*full, extra=("Besides " * 60,))).frames
    assert [texts(frame) for frame in crowded] == [full]


def test_a_row_that_introduces_others_is_not_left_alone_at_the_foot() -> None:
    rows = [row(number, f"Line {number}") for number in range(10)]
    heading = Row("heading", row(50, "These:").columns, keep=True)
    found = deck("A deck", [Scene("scene", "KIND", INK, "A claim", (*rows, heading, *[
        row(number, "And a line of rather many words, which is broken into two of them at the least " * 2)
        for number in range(20, 23)
    ]))], "en")  # fmt: skip
    assert all(texts(frame)[-1] != "These:" for frame in found.frames)


def test_no_word_is_broken_where_a_smaller_size_keeps_it_whole() -> None:
    narrow = Row("narrow", (Column(200.0, (Block("text", (Words("Användarlicenstypen", INK, bold=True),)),)),))
    (frame,) = deck("A deck", [Scene("scene", "KIND", INK, "A claim", (narrow,))], "en").frames
    (cell,) = (cell for cell in frame.cells if cell.kind == "text")
    assert [said.lines for said in cell.said] == [("Användarlicenstypen",)]


def test_frames_are_numbered_and_named() -> None:
    frames = made(scene("One"), scene("Two")).frames
    assert [frame.number for frame in frames] == [1, 2]
    assert [texts(frame, "page") for frame in frames] == [["1 / 2"], ["2 / 2"]]
    assert texts(frames[0], "footer") == ["A deck"]


def test_the_margins_of_a_frame_are_alike_and_its_footer_fits() -> None:
    assert WIDTH - layout.RIGHT == layout.LEFT
    assert HEIGHT > layout._FOOTER_TOP + LEAST_SIZE * LEADING
