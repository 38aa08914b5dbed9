"""Whatever is said, in whatever columns, has its place: nothing is lost, cut, too small or on something else."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from expert.visualize.canvas.metrics import printable
from expert.visualize.frames.frame import Look
from expert.visualize.frames.layout import BODY, deck
from expert.visualize.frames.scene import Block, Column, Role, Row, Scene, Words
from tests.pictures.frame_flaws import flaws

_ROLES: tuple[Role, ...] = ("body", "quiet", "word")
_LETTERS = st.sampled_from("aåmWil.-/ \u2192\u2603\u0000\n\t“”")
_WORD = st.text(_LETTERS, max_size=60)
_TEXT = st.lists(_WORD, max_size=60).map(" ".join)
_WORDS = st.builds(
    Words, _TEXT, st.just("#000000"), st.sampled_from(_ROLES), bold=st.booleans(), above=st.sampled_from([0.0, 8.0])
)
_LOOKS = st.sampled_from([None, Look("#FFFFFF", "#000000", "dashed", 2.0, rounded=True)])
_BLOCK = st.builds(
    lambda words, look, middle, fills: Block("text", tuple(words), look, middle=middle, fills=fills,
                                             pad=14.0 if look else 0.0),
    st.lists(_WORDS, min_size=1, max_size=3), _LOOKS, st.booleans(), st.booleans(),
)  # fmt: skip


@st.composite
def rows(draw: st.DrawFn) -> Row:
    """A row of up to three columns as wide as a frame together."""
    count = draw(st.integers(1, 3))
    width = (BODY - 100.0 * (count - 1)) / count
    columns = tuple(
        Column(width, tuple(draw(st.lists(_BLOCK, min_size=1, max_size=2))), room=100.0 if number else 0.0)
        for number in range(count)
    )
    return Row("row", columns, ruled=draw(st.booleans()), keep=draw(st.booleans()))


def scene_of(claim: str, found: list[Row]) -> Scene:
    named = (Row(f"row-{number}", row.columns, row.ruled, row.gap, row.keep) for number, row in enumerate(found))
    return Scene("scene", "KIND", "#000000", claim, tuple(named))


@settings(max_examples=60)
@given(_TEXT, st.lists(rows(), min_size=1, max_size=6))
def test_everything_has_its_place_and_nothing_is_lost(claim: str, found: list[Row]) -> None:
    made = deck("A deck", [scene_of(claim, found)], "en")
    assert list(flaws(made.frames)) == []
    shown = "".join(
        line.text for frame in made.frames for cell in frame.cells if cell.kind == "text" for line in cell.set_lines()
    )
    said = "".join(
        printable(words.text) for row in found for column in row.columns for block in column.blocks
        for words in block.words
    )  # fmt: skip
    assert sorted(shown.replace(" ", "")) == sorted(said.replace(" ", ""))
