"""The pictures in every format: the reasoning path of a case, and the diagnostic tree."""

from __future__ import annotations

from typing import Literal

from expert.diagnosis import Diagnosis
from expert.rules.knowledge import KnowledgeBase
from expert.texts import Language
from expert.visualize.dot import to_dot
from expert.visualize.graph import Graph
from expert.visualize.mermaid import to_mermaid
from expert.visualize.outline import to_outline
from expert.visualize.reasoning import reasoning_graph
from expert.visualize.render import render
from expert.visualize.tree import tree_graph

PictureFormat = Literal["svg", "png", "dot", "mermaid", "text"]
_WRITERS = {"dot": to_dot, "mermaid": to_mermaid, "text": to_outline}


def graph_picture(diagnosis: Diagnosis, picture_format: PictureFormat) -> bytes:
    """The reasoning path of one case.

    >>> from expert import Case, diagnose
    >>> diagnosis = diagnose(Case(error="AccountNotOnboarded", apns_certificate="expired"))
    >>> print(graph_picture(diagnosis, "text").decode().splitlines()[0])
    This case: why the device does not enroll

    Args:
        diagnosis: the case's diagnosis; the picture is in its language.
        picture_format: text formats are UTF-8 and end with a newline.

    Raises:
        DrawingError: for svg and png, when there is no Graphviz or it fails.
    """
    return in_format(reasoning_graph(diagnosis), picture_format)


def tree_picture(
    knowledge: KnowledgeBase, symptom: str | None, language: Language, picture_format: PictureFormat
) -> bytes:
    """The diagnostic tree.

    Args:
        knowledge: the knowledge base.
        symptom: the id of the one symptom to show; the whole tree if None.
        language: of the words.
        picture_format: text formats are UTF-8 and end with a newline.

    Raises:
        KeyError: there is no such symptom.
        DrawingError: for svg and png, when there is no Graphviz or it fails.
    """
    return in_format(tree_graph(knowledge, symptom, language), picture_format)


def in_format(graph: Graph, picture_format: PictureFormat) -> bytes:
    """Any picture in a format; text formats are UTF-8 and end with a newline.

    Raises:
        DrawingError: for svg and png, when there is no Graphviz or it fails.
    """
    if picture_format == "svg" or picture_format == "png":
        return render(to_dot(graph), picture_format)
    return _WRITERS[picture_format](graph).encode()
