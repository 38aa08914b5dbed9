"""A picture is put together from boxes, lines and a sheet, and has the same words in every form."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from expert.visualize.canvas.dot import to_dot
from expert.visualize.canvas.graph import Box, Graph, Line, Row, Sheet, add_box, add_line, box_of, new_graph
from expert.visualize.canvas.mermaid import to_mermaid
from expert.visualize.canvas.outline import to_outline


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
