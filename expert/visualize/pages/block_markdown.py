"""Sets blocks as Markdown (CommonMark with tables), to paste into a ticket."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from expert.foundations.outgoing_markdown import address_in_markdown, in_markdown, within_markdown
from expert.visualize.pages.blocks import Block, Heading, Item, Leading, Line, Marking, Paragraph, Subheading, Title

_NUMBER = re.compile("[0-9]{1,9}[.]")


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
                yield from (f"# {in_markdown(text)}", "")
            case Heading(text):
                yield from (f"## {in_markdown(text)}", "")
            case Subheading(text):
                yield from (f"### {in_markdown(text)}", "")
            case Paragraph(text):
                yield from (in_markdown(text), "")
            case Line(text, marks):
                yield from (f"{in_markdown(text)}{_marked(marks)}{_link(block.link)}", "")
            case Item():
                yield from _item(block)


def _item(item: Item) -> Iterator[str]:
    numbered = _NUMBER.fullmatch(item.lead) is not None and not item.todo
    bullet = item.lead if numbered else "-"
    lead = f"**{within_markdown(item.lead)}** " if item.lead and not numbered else ""
    marks = _marked(item.marks)
    box = "[ ] " if item.todo else ""
    yield f"{bullet} {box}{lead}{_said(item.text)}{marks}"
    indent = " " * (len(bullet) + 1)
    for line in item.below:
        yield f"{indent}- {_said(line)}"
    if item.grid:
        header, *rows = item.grid
        yield ""
        yield f"{indent}| {' | '.join(in_markdown(cell) for cell in header)} |"
        yield f"{indent}|{'---|' * len(header)}"
        for row in rows:
            yield f"{indent}| {' | '.join(in_markdown(cell) for cell in row)} |"
        yield ""


def _marked(marks: Iterable[Marking]) -> str:
    return "".join(f" **[{within_markdown(mark)}]**" for mark in marks)


def _link(address: str | None) -> str:
    return "" if address is None else f" {address_in_markdown(address)}"


def _said(line: str) -> str:
    """A line; where it leads to an address that the rules hold, with the link."""
    if not isinstance(line, Leading):
        return in_markdown(line)
    called = "" if line.called is None else f"{in_markdown(line.called)}: "
    return f"{called}{address_in_markdown(line.url)}"
