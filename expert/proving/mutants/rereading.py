"""Reads a part again that was changed, without the file around it."""

from __future__ import annotations

from expert.foundations.nodes import Node, Sequence, Table
from expert.foundations.problems import ProblemList
from expert.foundations.shapes import Written
from expert.proving.mutants import trees
from expert.rules.folders import FOLDERS
from expert.rules.reading import read_file

_IN_TABLES = ("documents", "topics", "sentences", "in_text")
_IN_LISTS = ("scope", "solved", "impossible")
_IN_VOCABULARY = ("facts", "costs", "pages")

READ_AGAIN = (*FOLDERS, *_IN_TABLES, *_IN_LISTS, *_IN_VOCABULARY, "escalation")
"""The kinds of parts that can be read again; of the others there is nothing to make mutants of."""


def read_again(part: Written, node: Node, problems: ProblemList) -> Written | None:
    """What a part says with another node in its place; None, and problems noted, where that is no such part."""
    read = read_file(_file(part, node), _alone(part, node), problems)
    return next((found for found in read if found.part is not None), None)


def _file(part: Written, node: Node) -> str:
    """Where it stands in a rule folder."""
    if part.kind in FOLDERS:
        topic = getattr(part.part, "topic", None)
        by_folder = topic is not None and trees.at(node, ("topic",)) is None
        return f"{part.kind}/{f'{topic}/' if by_folder else ''}{part.id}.yaml"
    return "vocabulary.yaml" if part.kind in _IN_VOCABULARY else f"{part.kind}.yaml"


def _alone(part: Written, node: Node) -> Node:
    """The file with nothing in it but this part."""
    if part.kind in _IN_LISTS:
        return Sequence((node,), node.place)
    if part.kind in (*_IN_TABLES, *_IN_VOCABULARY):
        named: Node = Table({part.id: node}, {part.id: node.place}, node.place)
        return trees.table(node.place, **{part.kind: named}) if part.kind in _IN_VOCABULARY else named
    return node
