"""DOT source that Graphviz can draw whatever people type, and that is the same every time."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest

from expert import Case, Diagnosis, KnowledgeBase, diagnose
from expert.teach import question_ladder
from expert.visualize.canvas.dot import to_dot
from expert.visualize.canvas.graph import Graph
from expert.visualize.canvas.latin import latin
from expert.visualize.canvas.render import render
from expert.visualize.drawings.ladder import ladder_graph
from expert.visualize.drawings.reasoning import reasoning_graph
from expert.visualize.drawings.tree import tree_graph
from tests import small

NASTY = 'end\\N "quoted" <b>bold</b> & &amp; {a|b}: [c] #1; 😀 Zażółć „gęś” 漢字 `tick`\t\x07\u202e…'


def test_every_picture_of_every_outcome_can_be_drawn(every_outcome: dict[str, Diagnosis]) -> None:
    for diagnosis in every_outcome.values():
        assert b"<svg" in render(to_dot(reasoning_graph(diagnosis)), "svg")


def test_whatever_a_person_types_can_be_drawn() -> None:
    diagnosis = diagnose(Case(case=NASTY, error=NASTY))
    svg = render(to_dot(reasoning_graph(diagnosis)), "svg").decode()
    assert "&lt;b&gt;bold&lt;/b&gt;" in svg
    assert "<b>" not in svg
    assert "{a|b}: [c] #1;" in " ".join(re.findall(r">([^<]+)</text>", svg))


def test_labels_hold_only_letters_that_every_font_has() -> None:
    diagnosis = diagnose(Case(case=NASTY, error=NASTY))
    assert max(to_dot(reasoning_graph(diagnosis))) <= "\xff"


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [("“a” – ’b’…", "\"a\" - 'b'..."), ("Zażółć", "Zazó?c"), ("åäöÅÄÖé", "åäöÅÄÖé"), ("ok 😀", "ok ?"),
     ("a\u200bb\x07c\nd", "abc d")],
)  # fmt: skip
def test_what_fonts_lack_is_put_plainly(typed: str, drawn: str) -> None:
    assert latin(typed) == drawn


def test_no_node_is_named_with_a_colon() -> None:
    for symptom in (None, *KnowledgeBase.shipped().symptoms):
        assert not [node for node in tree_graph(KnowledgeBase.shipped(), symptom) if ":" in node]


def test_boxes_can_be_found_by_id_and_class(confirmed: Diagnosis) -> None:
    svg = render(to_dot(reasoning_graph(confirmed)), "svg").decode()
    assert '<g id="cause-address-missing" class="node cause confirmed">' in svg
    assert '<g id="cause-no-license" class="node cause ruled_out">' in svg


@pytest.mark.parametrize("graph", [
    tree_graph(KnowledgeBase.shipped(), "waiting-for-last-page", "sv"),
    ladder_graph(question_ladder(KnowledgeBase.shipped(), "waiting-for-last-page", "sv")),
    tree_graph(KnowledgeBase.shipped(), None, "sv"),
], ids=["slide", "ladder", "poster"])
def test_each_answer_of_a_question_stands_where_its_own_line_begins(graph: Graph) -> None:
    dot = to_dot(graph)
    ways = [way for way in graph.succ["question-token"] if way.startswith("cause-")]
    assert len(ways) == 2
    box = re.search(r'\t"question-token" \[label=<(.*?)> class', dot, re.DOTALL)
    assert box is not None
    for way in ways:
        edge = re.search(rf'"question-token":(\w+):e -> "{way}":w \[(.*)\]', dot)
        assert edge is not None
        row = re.search(rf'<TD PORT="{edge[1]}".*?</TD>', box[1])
        assert row is not None
        said = re.sub(r"<[^>]+>", " ", row[0]).split()
        assert said == graph.edges["question-token", way]["label"].split()
        assert not re.search(r"\bx?label=", edge[2])


def test_the_key_explains_what_is_in_the_picture_and_nothing_else(confirmed: Diagnosis) -> None:
    heading, _, _ = to_dot(reasoning_graph(confirmed)).partition("rank=same")
    assert "cause: confirmed" in heading
    assert "CHANGES TENANT" in heading
    assert "cause: likely" not in heading
    assert "ERASES DEVICE" not in heading


SCRIPT = """
from expert import Case, KnowledgeBase, diagnose

from expert.visualize.drawings.tree import draw_tree
from expert.visualize.views import picture
import sys
case = diagnose(Case(error="NoJoinRule", platform="folio"), language="sv")
for form in ("dot", "mermaid", "text"):
    sys.stdout.buffer.write(picture(case, form))
    sys.stdout.buffer.write(draw_tree(form=form))
"""


def test_pictures_are_the_same_whatever_the_hash_seed() -> None:
    drawn = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=small.environment(PYTHONHASHSEED=seed),
            cwd=small.TREE,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(drawn) == 1
    assert drawn.pop()


def test_many_lines_from_one_box_are_one_with_an_arrow_to_each() -> None:
    knowledge = KnowledgeBase.shipped()
    widest = max(knowledge.symptoms, key=lambda name: len(tree_graph(knowledge, name).succ.get(f"symptom-{name}", ())))
    graph = tree_graph(knowledge, widest)
    source, targets = f"symptom-{widest}", list(graph.succ[f"symptom-{widest}"])
    assert len(targets) > 3
    dot = to_dot(graph)
    assert all(f'id="from.{source}.to.{target}"' in dot for target in targets)
    assert sum(dot.count(f'"{source}":{side} -> ') for side in "ens") == 2, "the spine down, and the one beside it"
    drawn = ElementTree.fromstring(render(dot, "svg"))
    starts = {
        group.get("id", "").removesuffix(".spine"): float(path.get("d", "")[1:].partition(",")[0])
        for group in drawn.findall(".//{*}g") for path in group.findall("{*}path")[:1]
        if group.get("id", "").startswith(f"from.{source}.")
    }  # fmt: skip
    assert len({round(x / 8) for x in starts.values()}) <= 3, "arrows begin at one line, but for that beside the box"
