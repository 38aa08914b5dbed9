"""Sets blocks as messages of chats: an Adaptive Card (version 1.5), and blocks of Slack's Block Kit.

Both are JSON, and hold plain text only: what a text has of markup, mentions or links is shown as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from expert.foundations.outgoing import in_json, one_line
from expert.visualize.pages.blocks import Block, Heading, Item, Line, Marking, Paragraph, Subheading, Title
from expert.visualize.words import capital

# What Slack takes at most; a longer message is refused as a whole.
SLACK_BLOCKS = 50
_SLACK_TEXT = 3000
_SLACK_HEADER = 150


def blocks_as_adaptive_card(blocks: Iterable[Block]) -> str:
    """Blocks as an Adaptive Card, as JSON ending in a newline."""
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [element for block in blocks for element in _elements(block)],
    }
    return _written(card)


def _elements(block: Block) -> Iterator[dict[str, Any]]:
    match block:
        case Title(text):
            yield _runs([_run(text, size="Large", weight="Bolder")])
        case Heading(text) | Subheading(text):
            yield _runs([_run(capital(text), weight="Bolder")], spacing="Medium")
        case Paragraph(text) | Line(text):
            yield _runs([_run(text), *_dangers(getattr(block, "marks", ()))])
        case Item():
            lead = _run(_bullet(block), after=" ", weight="Bolder")
            yield _runs([lead, _run(block.text), *_dangers(block.marks)], spacing="Small")
            for line in (*block.below, *(" · ".join(row) for row in block.grid)):
                yield _runs([_run(line, isSubtle=True, size="Small")], spacing="None")


def _run(text: str, before: str = "", after: str = "", **look: Any) -> dict[str, Any]:
    return {"type": "TextRun", "text": f"{before}{one_line(text)}{after}", **look}


def _runs(runs: list[dict[str, Any]], **look: Any) -> dict[str, Any]:
    # A run of rich text is never read as Markdown, which a TextBlock would be.
    return {"type": "RichTextBlock", "inlines": runs, **look}


def _dangers(marks: Iterable[Marking]) -> list[dict[str, Any]]:
    looks = ({"color": "Attention"} if mark.sure else {} for mark in marks)
    return [_run(f"[{mark}]", before=" ", weight="Bolder", **look) for mark, look in zip(marks, looks, strict=True)]


def blocks_as_slack(blocks: Iterable[Block]) -> str:
    """Blocks as the payload of a Slack message, as JSON ending in a newline; what does not fit into one is counted."""
    found = [element for block in blocks for element in _sections(block)]
    if len(found) > SLACK_BLOCKS:
        left = len(found) - SLACK_BLOCKS + 1
        found = [*found[: SLACK_BLOCKS - 1], _section(f"… (+{left})")]
    return _written({"blocks": found})


def _sections(block: Block) -> Iterator[dict[str, Any]]:
    match block:
        case Title(text):
            yield _header(text)
        case Heading(text) | Subheading(text):
            yield _header(capital(text))
        case Paragraph(text) | Line(text):
            yield _section(text)
        case Item():
            marks = "".join(f" [{mark}]" for mark in block.marks)
            lines = [f"{_bullet(block)} {block.text}{marks}", *block.below, *(" · ".join(row) for row in block.grid)]
            yield _section(*lines)


def _section(*lines: str) -> dict[str, Any]:
    return {"type": "section", "text": _plain("\n".join(map(one_line, lines)), _SLACK_TEXT)}


def _header(text: str) -> dict[str, Any]:
    return {"type": "header", "text": _plain(one_line(text), _SLACK_HEADER)}


def _plain(text: str, most: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": text if len(text) <= most else f"{text[: most - 1]}…", "emoji": False}


def _bullet(item: Item) -> str:
    return item.lead or ("☐" if item.todo else "•")


def _written(data: dict[str, Any]) -> str:
    return in_json(data) + "\n"
