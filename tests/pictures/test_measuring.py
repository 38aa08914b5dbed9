"""What is wrong with a picture is found: or else that nothing is found would say nothing."""

from __future__ import annotations

import re

import pytest

from expert.visualize.canvas import themes
from expert.visualize.canvas.graph import Box, Line, Row, Sheet, add_box, add_line, new_graph
from expert.visualize.canvas.theme import theme, using
from expert.visualize.frames.frame import Rect
from expert.visualize.images import to_svg
from expert.visualize.paper import page as paper
from expert.visualize.paper.page import LEAST_SIZE
from expert.visualize.paper.picture import picture_of
from expert.visualize.paper.sheets import on_a4
from tests.pictures import colors, table
from tests.pictures.measuring import Flaw, flaws_of_picture, flaws_of_sheet


@pytest.fixture(scope="module")
def svg() -> str:
    """Two facts, each of which proves a cause."""
    graph = new_graph(Sheet(drawing="reasoning", language="en", title="Title", headers=("Facts", "Causes")))
    for name in ("one", "two"):
        add_box(graph, name, Box(kind="fact", column=1, rows=(Row(f"value of {name}", f"Fact {name}"),)))
        add_box(graph, f"cause-{name}", Box(kind="cause", column=2, title=f"Cause {name}", word="CONFIRMED",
                                            name=name, verdict="confirmed"))  # fmt: skip
        add_line(graph, name, f"cause-{name}", Line("proves", "proves"))
    return to_svg(graph).decode()


def kinds(svg: str) -> set[str]:
    return {flaw.kind for flaw in flaws_of_picture(picture_of(svg.encode()))}


def moved(svg: str, text: str, right: float = 0.0, down: float = 0.0) -> str:
    """The picture with a text at another place."""
    def put(found: re.Match[str]) -> str:
        return f'x="{float(found[1]) + right}" y="{float(found[2]) + down}"{found[3]}'

    changed, count = re.subn(rf'x="([-\d.]+)" y="([-\d.]+)"([^<>]*>{text}<)', put, svg)
    assert count == 1
    return changed


def line_to(svg: str, name: str, points: str) -> str:
    """The picture with a line that runs elsewhere."""
    changed, count = re.subn(rf'(id="{re.escape(name)}".*?<path[^>]* d=")[^"]*', rf"\g<1>{points}", svg, flags=re.S)
    assert count == 1
    return changed


def middle(svg: str, name: str) -> tuple[float, float]:
    """The middle of a box, as the file counts."""
    place = re.search(rf'id="{name}".*?(?:points| d)="([^"]*)', svg, re.S)
    assert place is not None
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", place[1])]
    xs, ys = numbers[::2], numbers[1::2]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def test_nothing_is_wrong_with_a_picture_as_it_is_drawn(svg: str) -> None:
    assert kinds(svg) == set()


def test_a_text_that_leaves_its_box_is_found(svg: str) -> None:
    assert "outside" in kinds(moved(svg, "Cause one", right=160))
    assert "outside" in kinds(moved(svg, "Cause one", down=25))
    assert kinds(svg.replace(">Cause one<", ">Cause one, which has a longer name than its box has room for<")) != set()


def test_texts_on_each_other_and_on_boxes_of_others_are_found(svg: str) -> None:
    assert "overlap" in kinds(moved(svg, "value of one", down=-9))
    x, y = middle(svg, "two")
    assert kinds(svg.replace("</g>\n</svg>", f'<text x="{x}" y="{y}" font-size="11">note</text></g></svg>')) != set()


def test_lines_that_cross_or_run_through_a_box_are_found(svg: str) -> None:
    ends = {name: middle(svg, name) for name in ("one", "two", "cause-one", "cause-two")}

    def path(source: str, target: str) -> str:
        (x, y), (to, down) = ends[source], ends[target]
        return f"M{x},{y}C{x},{y} {to},{down} {to},{down}"

    across = line_to(svg, "from.one.to.cause-one", path("one", "cause-two"))
    assert "through" in kinds(across)
    assert "crossing" in kinds(line_to(across, "from.two.to.cause-two", path("two", "cause-one")))


def test_on_paper_small_texts_are_found(svg: str) -> None:
    sheets = on_a4(picture_of(svg.encode()), (), "en")
    assert [flaw for sheet in sheets for flaw in flaws_of_sheet(sheet, LEAST_SIZE)] == []
    assert "small" in {flaw.kind for sheet in sheets for flaw in flaws_of_sheet(sheet, 30.0)}
    narrow = paper.Sheet("", 40.0, 40.0, sheets[0].pieces, Rect(0, 0, 40, 40))
    assert "outside" in {flaw.kind for flaw in flaws_of_sheet(narrow, LEAST_SIZE)}


def test_a_row_says_what_is_over_its_bound() -> None:
    row = table.Row("graphs", ("overlap",), drawn=2, texts=9)
    assert "!" not in str(row)
    for kind in ("crossing", "overlap"):
        row.faults.append(("a graph", Flaw(kind, "this and that")))
    assert [flaw.kind for _, flaw in row.missed] == ["overlap"]
    assert str(row).split() == ["graphs", "2", "9", "0", "1", "!", "0", "1", "0"]


# Colors


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ],
)
def test_differences_are_those_that_were_published(
    one: colors.Color, other: colors.Color, wanted: float
) -> None:
    """Sharma, Wu, Dalal 2005, table 1."""
    assert colors.ciede2000(one, other) == pytest.approx(wanted, abs=5e-5)
    assert colors.ciede2000(other, one) == pytest.approx(wanted, abs=5e-5)


def test_red_and_green_are_confused_only_by_those_who_confuse_them() -> None:
    red, green = "#C04000", "#6E6A00"
    assert colors.difference(red, green, "deuteranopia") < colors.CLEAR < colors.difference(red, green, "tritanopia")
    assert colors.difference("#FF0000", "#FF0000", "gray") == 0


def test_meanings_that_look_alike_are_found() -> None:
    alike = themes.theme_of("light")
    with using(alike):
        assert all(pair.apart for pair in colors.told_apart())
        looks = theme().boxes
        looks["reason"], kept = looks["fact"], looks["reason"]
        try:
            assert [(pair.one, pair.other) for pair in colors.told_apart() if not pair.apart] == [("fact", "reason")]
        finally:
            looks["reason"] = kept


def test_every_text_and_meaning_of_the_shipped_themes_can_be_told() -> None:
    found = list(table.color_rows())
    assert {row.theme for row in found} == set(themes.names()) == set(colors.LEAST_CONTRAST)
    assert [row.missed for row in found if row.missed] == []
