"""What a picture consists of: boxes in columns and the lines between them, kept in a networkx graph.

Every node carries the fields of a `Box` as its attributes, every edge those of a `Line`, and the graph
those of a `Sheet`. Nothing here says how they look; DOT, Mermaid and plain text are made from the graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Literal, TypeAlias

import networkx

from expert.foundations.terms import Safety, Verdict
from expert.foundations.texts import Language

Graph: TypeAlias = "networkx.DiGraph[str]"

BoxKind = Literal[
    "fact", "derived_fact", "unknown_fact", "reason",
    "symptom", "partial_symptom", "no_symptom", "tree_symptom",
    "question", "rung", "answered_rung", "ladder_symptom", "nothing_fits",
    "cause", "remedy", "tree_remedy", "find_out", "collect", "conflict", "out_of_scope",
    "plan_symptom", "plan_confirmed", "plan_likely", "plan_possible", "plan_question", "plan_steps", "plan_danger",
    "report", "looked_up", "named", "named_in_vain",
]  # fmt: skip
Drawing = Literal["reasoning", "slide", "poster", "ladder", "handout", "plan", "paths"]
LineKind = Literal[
    "recognizes", "resembles", "proves", "suggests", "may_explain", "rules_out",
    "asks", "answers", "leads_to", "remedied_by", "goes_down", "path",
]  # fmt: skip
# What a sentence marks as a command or a name, as Markdown does; a picture would show the marks themselves.
_MARKED = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a box: a fact, a step, or something to collect.

    Attributes:
        text: what it says.
        label: a fact's name, a step's number.
        detail: small words under it.
        safety: a step's dangers, none of them if it is safe; None where the row is no step.
    """

    text: str
    label: str = ""
    detail: str = ""
    safety: tuple[Safety, ...] | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """One node of a picture.

    Attributes:
        kind: what it stands for.
        column: its column, from 1.
        title: its strong words.
        word: a word in capitals above the title, such as the verdict.
        name: the id, as people write it in rule files.
        rows: what it lists.
        note: small words at the end.
        verdict: of a cause in a case.
    """

    kind: BoxKind
    column: int
    title: str = ""
    word: str = ""
    name: str = ""
    rows: tuple[Row, ...] = ()
    note: str = ""
    verdict: Verdict | None = None

    def said(self) -> str:
        """Everything that it says in one line, for readers who cannot see it."""
        parts = [self.word, self.title, *(_in_words(row) for row in self.rows), self.note]
        return ". ".join(part.rstrip(".") for part in parts if part)


@dataclass(frozen=True, slots=True)
class Line:
    """One edge of a picture.

    Attributes:
        label: what is written on it.
        arrow: it ends in an arrowhead; not where it only leads to the fact that decides.
        level: it should run straight across, because its ends belong to one row.
    """

    kind: LineKind
    label: str = ""
    arrow: bool = True
    level: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The picture as a whole.

    Attributes:
        drawing: which kind of picture; the theme has the spacing of each.
        language: of all words in it.
        title: its heading.
        subtitle: the lines under the heading.
        headers: what stands above the columns; the first is column 1.
    """

    drawing: Drawing
    language: Language
    title: str
    subtitle: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()


def new_graph(sheet: Sheet) -> Graph:
    """An empty picture."""
    graph: Graph = networkx.DiGraph(**_attributes(sheet))
    return graph


def add_box(graph: Graph, node: str, box: Box) -> str:
    """Put a box below those that its column already has; gives back the node."""
    graph.add_node(node, **_attributes(box))
    return node


def add_line(graph: Graph, source: str, target: str, line: Line) -> None:
    """Draw a line between two boxes."""
    graph.add_edge(source, target, **_attributes(line))


def sheet_of(graph: Graph) -> Sheet:
    """What the picture as a whole is."""
    return Sheet(**graph.graph)


def box_of(graph: Graph, node: str) -> Box:
    """The box that a node stands for."""
    return Box(**graph.nodes[node])


def boxes(graph: Graph) -> Iterator[tuple[str, Box]]:
    """Every node with its box, in the order they were put in."""
    for node in graph:
        yield node, box_of(graph, node)


def lines(graph: Graph) -> Iterator[tuple[str, str, Line]]:
    """Every edge as source, target and line, in the order they were put in."""
    for source, target, attributes in graph.edges(data=True):
        yield source, target, Line(**attributes)


def _attributes(part: Any) -> dict[str, Any]:
    return {field.name: _unmarked(getattr(part, field.name)) for field in fields(part)}


def _unmarked(value: Any) -> Any:
    """Texts with quotation marks in place of backticks, also inside rows; everything else as it is."""
    if isinstance(value, str):
        return _MARKED.sub(r"'\1'", value)
    if isinstance(value, tuple):
        return tuple(map(_unmarked, value))
    return replace(value, **_attributes(value)) if is_dataclass(value) and not isinstance(value, type) else value


def _in_words(row: Row) -> str:
    said = f"{row.label}: {row.text}" if row.label and not row.label.isdecimal() else row.text
    return f"{said} ({row.detail})" if row.detail else said
