"""Mermaid source that keeps to the flowchart grammar, whatever people type."""

from __future__ import annotations

import re

import pytest

from expert import Case, Diagnosis, KnowledgeBase, diagnose
from expert.visualize.canvas.mermaid import to_mermaid
from expert.visualize.drawings.reasoning import reasoning_graph
from expert.visualize.drawings.tree import tree_graph

# A label may hold neither quotes nor what Mermaid or HTML reads; signs stand there as numbers, such as #34;.
LABEL = r'(?:[^"#<>&\[\]{}|`;]|#\d+;|<br/>)*'
NODE = re.compile(rf'  n\d+(?:\["{LABEL}"\]|\("{LABEL}"\)|\{{\{{"{LABEL}"\}}\}}):::\w+')
EDGE = re.compile(rf'  n\d+ (?:-->|==>|-\.->|-\.-x|---|===|-\.-)(?:\|"{LABEL}"\|)? n\d+')
CLASS = re.compile(
    r"  classDef \w+ fill:#\w{6},stroke:#\w{6},color:#\w{6},stroke-width:[\d.]+px(,stroke-dasharray:\d \d)?"
)


def _check(source: str) -> None:
    opening, title, closing, kind, *rest = source.splitlines()
    assert (opening, closing, kind) == ("---", "---", "flowchart LR")
    assert title.startswith('title: "')
    wrong = [line for line in rest if not any(form.fullmatch(line) for form in (NODE, EDGE, CLASS))]
    assert not wrong


def test_every_outcome_is_a_flowchart(every_outcome: dict[str, Diagnosis]) -> None:
    for diagnosis in every_outcome.values():
        _check(to_mermaid(reasoning_graph(diagnosis)))


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_tree_is_a_flowchart(language: str) -> None:
    _check(to_mermaid(tree_graph(KnowledgeBase.shipped(), None, "sv" if language == "sv" else "en")))


def test_whatever_a_person_types_stays_inside_its_label() -> None:
    nasty = '"] --> evil[<script>] `x` #35; {a|b} %%{init: {}}%% ; end\n- list'
    source = to_mermaid(reasoning_graph(diagnose(Case(case=nasty, error=nasty))))
    _check(source)
    assert "<script>" not in source.partition("flowchart")[2]


def test_every_class_that_a_box_has_is_defined(confirmed: Diagnosis) -> None:
    source = to_mermaid(reasoning_graph(confirmed))
    assert set(re.findall(r":::(\w+)", source)) == set(re.findall(r"classDef (\w+)", source))


def test_proof_and_exclusion_are_drawn_differently(confirmed: Diagnosis) -> None:
    source = to_mermaid(reasoning_graph(confirmed))
    assert '==>|"proves"|' in source
    assert '-.->|"may explain"|' in source
    assert '-.-x|"rules out"|' in source
