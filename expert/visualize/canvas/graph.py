"""What a picture consists of: boxes in columns and the lines between them, kept in a networkx graph.

Every node carries the fields of a `Box` as its attributes, every edge those of a `Line`, and the graph
those of a `Sheet`. Nothing here says how they look; DOT, Mermaid and plain text are made from the graph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Literal, TypeAlias

import networkx

from expert.foundations.outgoing import unbroken
from expert.foundations.terms import Safety, Verdict
from expert.foundations.texts import Language
from expert.visualize.marks import Dangers, Mark, Sometimes

Graph: TypeAlias = "networkx.DiGraph[str]"

BoxKind = Literal[
    "fact", "derived_fact", "unknown_fact", "reason",
    "symptom", "partial_symptom", "no_symptom", "tree_symptom",
    "question", "rung", "answered_rung", "ladder_symptom", "nothing_fits",
    "cause", "remedy", "tree_remedy", "find_out", "collect", "conflict", "out_of_scope",
    "plan_confirmed", "plan_likely", "plan_possible", "plan_superseded", "plan_question", "plan_steps", "plan_danger",
    "report", "looked_up", "named", "named_in_vain",
]  # fmt: skip
Drawing = Literal["reasoning", "slide", "poster", "ladder", "branching_ladder", "handout", "plan", "paths"]
LineKind = Literal[
    "recognizes", "resembles", "proves", "suggests", "may_explain", "rules_out",
    "asks", "answers", "leads_to", "remedied_by", "goes_down", "goes_on_unknown", "path",
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
        full: all of it, where `text` is its short wording; empty where that is all.
        safety: a step's dangers, none of them if it is safe; None where the row is no step.
        sometimes: its dangers in some cases only.
    """

    text: str
    label: str = ""
    detail: str = ""
    safety: tuple[Safety, ...] | None = None
    sometimes: tuple[Sometimes, ...] = ()
    full: str = ""


    def marks(self) -> tuple[Mark, ...]:
        """The marks of a step, from the mildest: what it does in every case, then what it does in some."""
        found = Dangers(self.safety or (), self.sometimes).marks()
        return ((None, ""),) if self.safety == () and not found else found


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
        look: how it looks instead of as its verdict: what newer documents have replaced, or facts contradict, is
            drawn as no proof.
        part: where pictures stand below each other in one, which of them it is in, from 0.
    """

    kind: BoxKind
    column: int
    title: str = ""
    word: str = ""
    name: str = ""
    rows: tuple[Row, ...] = ()
    note: str = ""
    verdict: Verdict | None = None
    look: Literal["superseded", "disputed"] | None = None
    part: int = 0

    def said(self, marks: Callable[[Row], str] = lambda row: "") -> str:
        """Everything that it says in one line, for readers who cannot see it.

        Args:
            marks: the marks of a row, in words.
        """
        rows = (" ".join(filter(None, (_in_words(row).rstrip("."), marks(row)))) for row in self.rows)
        parts = [self.word, self.title, *rows, self.note]
        return ". ".join(part.rstrip(".") for part in parts if part)


@dataclass(frozen=True, slots=True)
class Line:
    """One edge of a picture.

    Attributes:
        label: what is written on it.
        arrow: it ends in an arrowhead; not where it only leads to the fact that decides.
        level: it should run straight across, because its ends belong to one row.
        unknown: the kind of a second line beside it, for whoever does not know the answer; None where there is none.
        unknown_label: what is written on that one.
        called: what the box where it ends is called; said where it begins if others begin beside it, so that nobody has
            to follow it with the eye.
    """

    kind: LineKind
    label: str = ""
    arrow: bool = True
    level: bool = False
    unknown: LineKind | None = None
    unknown_label: str = ""
    called: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The picture as a whole.

    Attributes:
        drawing: which kind of picture; the theme has the spacing of each.
        language: of all words in it.
        title: its heading.
        subtitle: the lines under the heading.
        told: what it comes to and why, in a sentence or two, for readers who cannot see it; its subtitle if left out.
        headers: what stands above the columns; the first is column 1.
        parts: the sheets of the pictures that stand below each other in this one, if it is divided.
    """

    drawing: Drawing
    language: Language
    title: str
    subtitle: tuple[str, ...] = ()
    told: str = ""
    headers: tuple[str, ...] = ()
    parts: tuple[Sheet, ...] = ()


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


def told_of(graph: Graph) -> str:
    """What a picture says of itself to readers who cannot see it."""
    sheet = sheet_of(graph)
    return sheet.told or " ".join(sheet.subtitle)


def boxes(graph: Graph) -> Iterator[tuple[str, Box]]:
    """Every node with its box, in the order they were put in."""
    for node in graph:
        yield node, box_of(graph, node)


def lines(graph: Graph) -> Iterator[tuple[str, str, Line]]:
    """Every edge as source, target and line, in the order they were put in."""
    for source, target, attributes in graph.edges(data=True):
        yield source, target, Line(**attributes)


def lines_from(graph: Graph, node: str) -> Iterator[tuple[str, Line]]:
    """Every edge that begins at a node as target and line, in the order they were put in."""
    for target, attributes in graph.adj[node].items():
        yield target, Line(**attributes)


def stacked(sheet: Sheet, pictures: Sequence[Graph]) -> Graph:
    """Pictures below each other as one.

    A node that stands in an earlier one too is named by its own name, two hyphens and the number of its part.

    Args:
        sheet: the picture as a whole.
        pictures: what stands below each other, from the top.
    """
    graph = new_graph(replace(sheet, parts=tuple(map(sheet_of, pictures))))
    for part, picture in enumerate(pictures):
        names = {node: f"{node}--{part + 1}" if node in graph else node for node in picture}
        for node, box in boxes(picture):
            add_box(graph, names[node], replace(box, part=part))
        for source, target, line in lines(picture):
            add_line(graph, names[source], names[target], line)
    return graph


def parts_of(graph: Graph) -> list[Graph]:
    """The pictures that stand below each other in one, from the top; the picture itself if it is not divided."""
    if not sheet_of(graph).parts:
        return [graph]
    pictures = [new_graph(sheet) for sheet in sheet_of(graph).parts]
    for node, box in boxes(graph):
        add_box(pictures[box.part], node, box)
    for source, target, line in lines(graph):
        add_line(pictures[box_of(graph, source).part], source, target, line)
    return pictures


def _attributes(part: Any) -> dict[str, Any]:
    return {field.name: _drawable(getattr(part, field.name)) for field in fields(part)}


def _drawable(value: Any) -> Any:
    """Texts on one line, with quotation marks for backticks and nothing invisible, also inside rows; the rest as it is.

    Every text of a picture comes through here, whatever the picture is then written in.
    """
    if isinstance(value, str):
        return _MARKED.sub(r"'\1'", unbroken(value))
    if isinstance(value, tuple):
        return tuple(map(_drawable, value))
    return replace(value, **_attributes(value)) if is_dataclass(value) and not isinstance(value, type) else value


def _in_words(row: Row) -> str:
    said = ": ".join(filter(None, ("" if row.label.isdecimal() else row.label, row.full or row.text)))
    return f"{said} ({row.detail})" if row.detail else said
