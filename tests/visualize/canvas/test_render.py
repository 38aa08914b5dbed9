"""Images come out of whichever Graphviz is at hand, and out of none there is a clear word."""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

from expert import Case, Diagnosis, KnowledgeBase, TookTooLong, diagnose
from expert.foundations.deadlines import within
from expert.foundations.problems import GraphvizFailed, NoGraphviz
from expert.visualize.canvas import render as rendering
from expert.visualize.canvas.dot import to_dot
from expert.visualize.canvas.graph import boxes
from expert.visualize.canvas.metrics import width_of
from expert.visualize.canvas.render import render, render_all
from expert.visualize.canvas.theme import theme
from expert.visualize.drawings.reasoning import reasoning_graph
from expert.visualize.drawings.tree import tree_graph
from expert.visualize.views import picture

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def without_graphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "programs", lambda: ())


def test_an_svg_names_itself_and_fits_its_page(confirmed: Diagnosis) -> None:
    root = ElementTree.fromstring(render(to_dot(reasoning_graph(confirmed)), "svg"))
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Case INC42: why the device does not enroll"
    assert root.get("viewBox")
    assert "max-width:100%" in (root.get("style") or "")


def test_every_text_is_as_wide_as_was_measured_in_whatever_font_it_is_shown(confirmed: Diagnosis) -> None:
    root = ElementTree.fromstring(render(to_dot(reasoning_graph(confirmed)), "svg"))
    texts = list(root.iter(f"{SVG}text"))
    assert texts
    assert root.get("font-family") == theme().font.fallback
    for text in texts:
        wide = width_of("".join(text.itertext()), float(text.attrib["font-size"]), bold="font-weight" in text.attrib)
        assert float(text.attrib["textLength"]) == pytest.approx(wide, abs=0.06)
        assert (text.get("lengthAdjust"), text.get("font-family")) == ("spacingAndGlyphs", None)


def test_a_text_whose_width_nobody_knows_is_left_as_wide_as_its_letters() -> None:
    drawn = render('digraph { graph [fontname=Arial]; a [label="Ω of it", fontname=Arial] }', "svg").decode()
    assert "Ω of it" in drawn
    assert "textLength" not in drawn


def test_every_box_has_a_tooltip_in_words(confirmed: Diagnosis) -> None:
    root = ElementTree.fromstring(render(to_dot(reasoning_graph(confirmed)), "svg"))
    tooltips = {
        group.get("id"): group.findtext(f"{SVG}title")
        for group in root.iter(f"{SVG}g")
        if (group.get("class") or "").startswith("node") and not (group.get("id") or "").startswith("node")
    }
    assert set(tooltips) == set(reasoning_graph(confirmed))
    assert tooltips["cause-address-missing"] == "CONFIRMED. Address missing"
    assert tooltips["because-address-missing"] == "CNAME record: there is none"


def test_no_raw_id_shows_when_the_pointer_rests(confirmed: Diagnosis) -> None:
    titles = ElementTree.fromstring(render(to_dot(reasoning_graph(confirmed)), "svg")).iter(f"{SVG}title")
    assert not [title.text for title in titles if "->" in (title.text or "") or "address-missing" in (title.text or "")]


def test_a_png_is_a_png(confirmed: Diagnosis) -> None:
    assert render(to_dot(reasoning_graph(confirmed)), "png").startswith(b"\x89PNG\r\n")


def test_the_same_picture_is_the_same_bytes(confirmed: Diagnosis) -> None:
    dot = to_dot(reasoning_graph(confirmed))
    assert render(dot, "svg") == render(dot, "svg")


def test_threads_draw_at_once_without_disturbing_each_other(every_outcome: dict[str, Diagnosis]) -> None:
    sources = [to_dot(reasoning_graph(diagnosis)) for diagnosis in every_outcome.values()]
    one_by_one = [render(source, "svg") for source in sources]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda source: render(source, "svg"), sources)) == one_by_one


def test_several_pictures_drawn_together_are_those_drawn_one_by_one(every_outcome: dict[str, Diagnosis]) -> None:
    sources = [to_dot(reasoning_graph(diagnosis)) for diagnosis in every_outcome.values()]
    assert render_all(sources, [""] * len(sources)) == [render(source, "svg") for source in sources]
    with pytest.raises(GraphvizFailed):
        render_all([*sources, "digraph { a -> "], [""] * (len(sources) + 1))


def test_nothing_to_draw_needs_no_graphviz(without_graphviz: None) -> None:
    assert render_all([], []) == []


@pytest.mark.parametrize("source", ["digraph { a -> ", "digraph { a [label=<<TABLE>>] }"])
def test_what_graphviz_complains_about_is_an_error(source: str) -> None:
    with pytest.raises(GraphvizFailed) as failed:
        render(source, "svg")
    assert "Graphviz" in failed.value.text.sv


def test_without_graphviz_one_sentence_offers_what_needs_none(without_graphviz: None, confirmed: Diagnosis) -> None:
    with pytest.raises(NoGraphviz) as missing:
        picture(confirmed, "svg")
    for word in ("mermaid", "text", "dot"):
        assert word in missing.value.text.en
        assert word in missing.value.text.sv


@pytest.mark.parametrize("picture_format", ["dot", "mermaid", "text"])
def test_text_formats_need_no_graphviz(
    without_graphviz: None, confirmed: Diagnosis, picture_format: str
) -> None:
    drawn = picture(confirmed, picture_format).decode("utf-8")
    assert drawn.endswith("\n")
    assert "Address missing" in drawn


def test_a_notebook_shows_the_picture(confirmed: Diagnosis) -> None:
    shown = confirmed._repr_svg_()
    assert shown is not None
    assert "<svg" in shown
    assert confirmed.to_svg() == shown


def test_a_notebook_without_graphviz_shows_the_text_form(without_graphviz: None, confirmed: Diagnosis) -> None:
    assert confirmed._repr_svg_() is None


def test_a_program_that_does_not_run_here_gives_way_to_the_next(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, confirmed: Diagnosis
) -> None:
    broken = tmp_path / "dot"
    broken.write_text("not a program of this machine")
    found = rendering.programs()
    monkeypatch.setattr(rendering, "programs", lambda: (str(broken), *found))
    assert render(to_dot(reasoning_graph(confirmed)), "png").startswith(b"\x89PNG")


# What a Graphviz that is at hand may do

FAULTY = {
    "broken SVG": ("echo '<svg><g></svg>'", "its SVG cannot be read"),
    "no SVG": ("echo no picture", "its SVG cannot be read"),
    "an unknown encoding": ("echo '<?xml version=\"1.0\" encoding=\"UFT-8\"?><svg/>'", "its SVG cannot be read"),
    "several bytes": ("echo '<?xml version=\"1.0\" encoding=\"utf-32\"?><svg/>'", "its SVG cannot be read"),
    "entities that multiply": (
        "echo '<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\">" + "".join(
            f'<!ENTITY {new} \"' + f"&{old};" * 10 + '\">' for old, new in pairwise("abcdefghij")
        ) + "]><svg>&j;</svg>'",
        "its SVG cannot be read",
    ),
    "nothing": ("true", "exit code 0"),
    "a fault": ("echo something is wrong >&2; exit 3", "something is wrong"),
    "hanging, with another one": ("sleep 600 & sleep 600", "no picture after 1 s"),
    "writing without end": ("yes '<svg>'", "more than 1 MB"),
}  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="the programs are scripts of a shell")
@pytest.mark.parametrize("name", FAULTY)
def test_a_program_that_draws_no_picture_is_told_and_not_waited_for(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script, said = FAULTY[name]
    faulty = tmp_path / "dot"
    faulty.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    faulty.chmod(0o755)
    monkeypatch.setattr(rendering, "programs", lambda: (str(faulty),))
    monkeypatch.setattr(rendering, "GRAPHVIZ_SECONDS", 1 if "hanging" in name else 60)
    monkeypatch.setattr(rendering, "MOST_PICTURE_BYTES", 1_000_000)
    with pytest.raises(GraphvizFailed, match=said):
        render("digraph {}", "svg")


@pytest.mark.skipif(os.name != "posix", reason="the programs are scripts of a shell")
def test_a_program_has_no_more_time_than_the_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "dot"
    slow.write_text("#!/bin/sh\nsleep 600\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(rendering, "programs", lambda: (str(slow),))
    with pytest.raises(TookTooLong), within(0.2):
        render("digraph {}", "svg")


def test_the_boxes_of_a_column_stand_in_the_order_of_the_graph(every_outcome: dict[str, Diagnosis]) -> None:
    graphs = [reasoning_graph(diagnosis) for diagnosis in every_outcome.values()]
    # Two symptoms whose causes cross each other, and the whole tree: there Graphviz would like another order.
    paste = [
        "Setup failed. The library does not answer.",
        "NoJoinRule",
    ]
    graphs.append(reasoning_graph(diagnose(Case(error=paste, seal="expired"))))
    graphs.append(tree_graph(KnowledgeBase.shipped()))
    for graph in graphs:
        heights = _heights(render(to_dot(graph), "svg"))
        for column in {box.column for _, box in boxes(graph)}:
            inside = [heights[node] for node, box in boxes(graph) if box.column == column]
            assert inside == sorted(inside)


def _heights(svg: bytes) -> dict[str, float]:
    """The middle of each box, counted downward."""
    heights = {}
    for group in ElementTree.fromstring(svg).iter(f"{SVG}g"):
        shapes = [*group.findall(f"{SVG}polygon"), *group.findall(f"{SVG}path")]
        if shapes and (group.get("class") or "").startswith("node"):
            drawn = shapes[0].get("points") or shapes[0].get("d") or ""
            downward = [float(y) for y in re.findall(r",(-?[\d.]+)", drawn)]
            heights[group.get("id") or ""] = sum(downward) / len(downward)
    return heights
