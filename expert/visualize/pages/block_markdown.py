"""Sets blocks as Markdown (CommonMark with tables), to paste into a ticket."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from expert.visualize.pages.blocks import Block, Heading, Item, Line, Paragraph, Subheading, Title

# What would otherwise be read as markup, a mention or HTML in a ticket system.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")
_URL = re.compile(r"https?://\S+")


def blocks_as_markdown(blocks: Iterable[Block]) -> str:
    """Any blocks as Markdown, ending in a newline; what is to be done gets a box to tick."""
    return "\n".join(_lines(blocks)).strip("\n") + "\n"


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    listing = False
    for block in blocks:
        if not isinstance(block, Item) and listing:
            yield ""
        listing = isinstance(block, Item)
        match block:
            case Title(text):
                yield from (f"# {_escape(text)}", "")
            case Heading(text):
                yield from (f"## {_escape(text)}", "")
            case Subheading(text):
                yield from (f"### {_escape(text)}", "")
            case Paragraph(text):
                yield from (_escape(text), "")
            case Line(text, marks):
                yield from (f"{_escape(text)}{_marked(marks)}{_link(block)}", "")
            case Item():
                yield from _item(block)


def _item(item: Item) -> Iterator[str]:
    numbered = item.lead.rstrip(".").isdigit() and not item.todo
    bullet = item.lead if numbered else "-"
    lead = f"**{_escape(item.lead)}** " if item.lead and not numbered else ""
    marks = _marked(item.marks)
    box = "[ ] " if item.todo else ""
    yield f"{bullet} {box}{lead}{_escape(item.text)}{marks}"
    indent = " " * (len(bullet) + 1)
    for line in item.below:
        yield f"{indent}- {_escape(line)}"
    if item.grid:
        header, *rows = item.grid
        yield ""
        yield f"{indent}| {' | '.join(_escape(cell) for cell in header)} |"
        yield f"{indent}|{'---|' * len(header)}"
        for row in rows:
            yield f"{indent}| {' | '.join(_escape(cell) for cell in row)} |"
        yield ""


def _marked(marks: Iterable[str]) -> str:
    return "".join(f" **[{_escape(mark)}]**" for mark in marks)


def _link(line: Line) -> str:
    return "" if line.link is None else f" {_escape(line.link)}"


def _escape(text: str) -> str:
    """The text with markup characters escaped; addresses stay as they are."""
    parts = []
    at = 0
    for url in _URL.finditer(text):
        parts.append(_SPECIAL.sub(r"\\\1", text[at : url.start()]))
        parts.append(f"<{url[0]}>")
        at = url.end()
    parts.append(_SPECIAL.sub(r"\\\1", text[at:]))
    return "".join(parts)
