"""Which views there are of which document, in one table.

A further format of reports or of pictures is a module and a row here; so is a further kind of document. Nothing is
imported before it is asked for, so that whoever wants JSON loads no view at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

from expert.foundations.records import PlainRecord
from expert.results.document import Document


class Format(PlainRecord):
    """A form that a document can be written in.

    Attributes:
        name: as in `--format`.
        endings: of files that are in this form.
        made_by: what makes it, as `module:function`. It takes blocks (a report) or a graph (a picture).
    """

    name: str
    endings: tuple[str, ...]
    made_by: str


class Views(PlainRecord):
    """What a kind of document can be seen as, each as `module:function`; None where there is no such view.

    Attributes:
        report: makes its blocks, which every report format sets.
        text: makes its text, where that is all there is.
        picture: makes its graph, which every picture format draws.
    """

    report: str | None = None
    text: str | None = None
    picture: str | None = None


HTML = Format("html", (".html", ".htm"), "")
JSON = Format("json", (".json", ".jsonl"), "")
TEXT = Format("text", (".txt",), "expert.visualize.pages.block_text:blocks_as_text")
REPORTS = (
    TEXT,
    Format("markdown", (".md",), "expert.visualize.pages.block_markdown:blocks_as_markdown"),
)
CHATS = (
    Format("adaptive", (), "expert.visualize.pages.block_cards:blocks_as_adaptive_card"),
    Format("slack", (), "expert.visualize.pages.block_cards:blocks_as_slack"),
)
"""The forms of messages in chats."""

PAGE = Format("html", (".html", ".htm"), "expert.visualize.pages.html_page:blocks_as_page")
"""A report as a page of its own."""

PICTURES = (
    Format("svg", (".svg",), "expert.visualize.images:to_svg"),
    Format("png", (".png",), "expert.visualize.images:to_png"),
    Format("dot", (".dot", ".gv"), "expert.visualize.canvas.dot:to_dot"),
    Format("mermaid", (".mmd",), "expert.visualize.canvas.mermaid:to_mermaid"),
    Format("text", (".txt",), "expert.visualize.canvas.outline:to_outline"),
)
PDF = Format("pdf", (".pdf",), "")
SLIDES = Format("pptx", (".pptx",), "")
"""A presentation."""

VIEWS: Mapping[str, Views] = {
    "Diagnosis": Views(
        report="expert.visualize.pages.diagnosis_report:diagnosis_blocks",
        picture="expert.visualize.drawings.reasoning:reasoning_graph",
    ),
    "Plan": Views(
        report="expert.visualize.pages.plan:plan_blocks",
        picture="expert.visualize.drawings.plan:plan_graph",
    ),
    "Ladder": Views(picture="expert.visualize.drawings.ladder:ladder_graph"),
    "Exercise": Views(picture="expert.visualize.drawings.paths:paths_graph"),
    "EscalationPackage": Views(report="expert.visualize.pages.escalation:escalation_blocks"),
    "Ticket": Views(report="expert.visualize.pages.ticket:ticket_blocks"),
    "UserMessage": Views(report="expert.visualize.pages.ticket:message_blocks"),
    "EvidenceReport": Views(report="expert.visualize.pages.evidence:evidence_blocks"),
    "PreflightReport": Views(report="expert.visualize.pages.preflight:preflight_blocks"),
    "ClassReport": Views(report="expert.visualize.pages.class_report:class_report_blocks"),
    "Explanation": Views(text="expert.visualize.pages.explanation:explanation_text"),
    "WhyNot": Views(text="expert.visualize.pages.explanation:why_not_text"),
    "Candidates": Views(text="expert.visualize.pages.explanation:candidates_text"),
    "Difference": Views(text="expert.visualize.pages.explanation:difference_text"),
}


def report(document: Document, form: str, **settings: Any) -> str:
    """A document as a report, ending in a newline.

    Args:
        document: any document that has a report.
        form: the name of a report format.
        settings: of the format, such as `width` and `color` of text.

    Raises:
        LookupError: there is no report of such a document, or no such format.
    """
    views = _views(document)
    made: str
    if views.report is not None:
        made = set_blocks(_function(views.report)(document), form, **settings)
    elif views.text is not None and form == "text":
        made = _function(views.text)(document)
    elif views.picture is not None and form == "text":
        made = picture(document, "text").decode()
    else:
        raise LookupError(f"this kind of document has no report in {form}: {type(document).__name__}")
    return made


def set_blocks(blocks: Any, form: str, **settings: Any) -> str:
    """The blocks of a written page (`pages.blocks.Block`) in a report format, ending in a newline.

    Raises:
        LookupError: there is no such format.
    """
    made: str = _function(_named((*REPORTS, PAGE, *CHATS), form).made_by)(blocks, **settings)
    return made


def picture(document: Document, form: str, *, width: int | None = None) -> bytes:
    """A document as a picture; text formats are UTF-8 and end with a newline.

    Args:
        document: any document that has a picture.
        form: the name of a picture format.
        width: columns of plain text; 79 if left out.

    Raises:
        LookupError: there is no picture of such a document, or no such format.
        DrawingError: for svg and png, when there is no Graphviz or it fails.
    """
    graph = _views(document).picture
    if graph is None:
        raise LookupError(f"this kind of document has no picture: {type(document).__name__}")
    return drawn(_function(graph)(document), form, width=width)


def drawn(graph: Any, form: str, *, width: int | None = None) -> bytes:
    """A graph (`canvas.graph.Graph`) in a picture format.

    Args:
        graph: the graph.
        form: the name of the format.
        width: columns of plain text; 79 if left out.

    Raises:
        LookupError: there is no such format.
        DrawingError: for svg and png, when there is no Graphviz or it fails.
    """
    settings = {"width": width} if form == "text" else {}
    made: str | bytes = _function(_named(PICTURES, form).made_by)(graph, **settings)
    return made.encode() if isinstance(made, str) else made


def _views(document: Document) -> Views:
    return VIEWS.get(type(document).__name__, Views())


def _named(formats: Iterable[Format], name: str) -> Format:
    for form in formats:
        if form.name == name:
            return form
    raise LookupError(f"there is no format {name!r}")


def _function(path: str) -> Callable[..., Any]:
    module, _, name = path.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


def endings(formats: Iterable[Format]) -> dict[str, str]:
    """The endings of files with the formats that they stand for; the first format wins."""
    found: dict[str, str] = {}
    for form in formats:
        for ending in form.endings:
            found.setdefault(ending, form.name)
    return found


