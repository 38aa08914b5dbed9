"""A picture is put together from boxes, lines and a sheet, or from other pictures, in every form alike."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from expert.visualize.canvas.dot import to_dot
from expert.visualize.canvas.graph import (
    Box,
    BoxKind,
    Graph,
    Line,
    Row,
    Sheet,
    add_box,
    add_line,
    box_of,
    lines_from,
    new_graph,
    parts_of,
    sheet_of,
    stacked,
)
from expert.visualize.canvas.mermaid import to_mermaid
from expert.visualize.canvas.outline import to_outline
from expert.visualize.canvas.render import render


def marked() -> Graph:
    """A picture with backticks in every text that it can hold."""
    graph = new_graph(Sheet("plan", "en", title="`t`", subtitle=("`s`",), headers=("`h`",)))
    row = Row("do `a` and `b`", label="`l`", detail="`d`")
    add_box(graph, "one", Box("plan_steps", 1, title="`x y`", word="`w`", name="`n`", rows=(row,), note="`o`"))
    add_box(graph, "two", Box("plan_steps", 1, title="A lone ` is a sign like others"))
    add_line(graph, "one", "two", Line("leads_to", "`i`"))
    return graph


@pytest.mark.parametrize("form", [to_dot, to_mermaid, to_outline])
def test_no_picture_shows_the_marks_of_another_format(form: Callable[[Graph], str]) -> None:
    drawn = form(marked()).replace("#96;", "`").replace("&#x27;", "'")
    assert "`" not in drawn.replace("A lone `", "").replace("`- ", "")
    for said in ("'t'", "'s'", "'a' and", "'d'", "'x y'", "'w'", "'n'", "'o'", "'i'"):
        assert (said in drawn) is (said != "'s'" or form is not to_mermaid), said


def test_everything_else_of_a_box_stays() -> None:
    row = Row("a", safety=("changes_tenant",))
    box = Box("cause", 3, title="b", rows=(row,), verdict="likely")
    graph = new_graph(Sheet("reasoning", "sv", title="c"))
    assert box_of(graph, add_box(graph, "node", box)) == box


def picture(title: str, *pairs: tuple[str, str]) -> Graph:
    """A picture of symptoms and the questions that they lead to."""
    graph = new_graph(Sheet("poster", "en", title=title, headers=("SYMPTOM", "QUESTION")))
    for symptom, question in pairs:
        for column, node in enumerate((symptom, question), start=1):
            if node not in graph:
                kind: BoxKind = "tree_symptom" if column == 1 else "question"
                add_box(graph, node, Box(kind, column, title=node.capitalize(), name=node))
        add_line(graph, symptom, question, Line("asks"))
    return graph


PICTURES = [
    picture("Keys and rings", ("lost", "where"), ("bent", "where")),
    picture("Locks", ("rusty", "where"), ("frozen", "how-cold")),
    picture("Doors of more than one kind, and their hinges", ("stuck", "where")),
]


@pytest.fixture
def divided() -> Graph:
    return stacked(Sheet("poster", "en", title="The house", subtitle=("All of it.",)), PICTURES)


def test_a_divided_picture_holds_each_part_as_it_is(divided: Graph) -> None:
    assert [sheet_of(part) for part in parts_of(divided)] == [sheet_of(part) for part in PICTURES]
    for part, alone in zip(parts_of(divided), PICTURES, strict=True):
        assert [box_of(part, node).title for node in part] == [box_of(alone, node).title for node in alone]
        assert part.number_of_edges() == alone.number_of_edges()


def test_a_node_of_several_parts_is_named_by_its_part_from_the_second_on(divided: Graph) -> None:
    assert [node for node in divided if node.startswith("where")] == ["where", "where--2", "where--3"]
    assert [target for target, _ in lines_from(divided, "rusty")] == ["where--2"]


def test_a_picture_that_is_not_divided_is_its_only_part() -> None:
    assert parts_of(PICTURES[0]) == [PICTURES[0]]


def corners(svg: str, *nodes: str) -> list[tuple[float, float]]:
    """The first corner of each box, to the right and downward, in points."""
    found = [re.search(rf'<g id="{node}" .*? (?:points="|d="M)([-\d.]+),([-\d.]+)', svg, re.DOTALL) for node in nodes]
    return [(float(corner[1]), float(corner[2])) for corner in found if corner is not None]


def test_parts_stand_below_each_other_at_the_left(divided: Graph) -> None:
    svg = render(to_dot(divided), "svg").decode()
    titles = re.findall(r'<text[^>]* x="([-\d.]+)" y="([-\d.]+)"[^>]*>(Keys and rings|Locks|Doors of more)', svg)
    assert [title for _, _, title in sorted(titles, key=lambda found: float(found[1]))] == [
        "Keys and rings", "Locks", "Doors of more",
    ]  # fmt: skip
    (first, *rest) = corners(svg, "lost", "rusty", "stuck")
    assert [round(x - first[0]) for x, _ in rest] == [0, 0]
    assert first[1] < rest[0][1] < rest[1][1]


def test_a_long_title_of_a_part_does_not_move_its_columns_apart(divided: Graph) -> None:
    first, last = corners(render(to_dot(divided), "svg").decode(), "where", "where--3")
    assert abs(first[0] - last[0]) < 1


def test_a_divided_picture_has_one_heading_and_one_key(divided: Graph) -> None:
    dot = to_dot(divided)
    assert dot.count("The house") == 2  # the name of the graph, and its heading
    assert dot.count(">KEY<") == 1
    assert dot.count(">SYMPTOM<") == 3


OUTLINE = """\
The house
All of it.

Keys and rings
--------------

Symptom: Lost (lost)
`- Question: Where (where)

Symptom: Bent (bent)
`- Question: Where (where) (see above)

Locks
-----

Symptom: Rusty (rusty)
`- Question: Where (where)
"""


def test_an_outline_underlines_each_part_and_tells_it_whole(divided: Graph) -> None:
    assert to_outline(divided).startswith(OUTLINE)


def test_mermaid_is_markdown_with_a_flowchart_for_each_part(divided: Graph) -> None:
    source = to_mermaid(divided)
    assert source.startswith('# The house\n\n```mermaid\n---\ntitle: "Keys and rings"\n---\nflowchart LR\n')
    charts = re.findall(r"```mermaid\n(.*?)```\n", source, re.DOTALL)
    assert charts == [to_mermaid(part) for part in PICTURES]
