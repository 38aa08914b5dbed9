"""Sets blocks as HTML, with links to the pages of the parts that they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape

from expert.visualize.pages.blocks import Block, Heading, Item, Line, Paragraph, Subheading, Title
from expert.visualize.words import capital

_TO_LINK = re.compile(r"https?://[^\s<>\"”“’]+[^\s<>\"”“’.,;:)]|\[[a-z][a-z0-9_-]*\]")


def blocks_as_html(blocks: Iterable[Block], page_of: Callable[[str], str | None]) -> str:
    """Blocks as HTML elements, to stand in the body of a page.

    Args:
        blocks: what the page says.
        page_of: the address of the page of a part by its id, for an id that stands as `[id]`; None where it has none.
    """
    return "\n".join(_elements(blocks, page_of))


def _elements(blocks: Iterable[Block], page_of: Callable[[str], str | None]) -> Iterator[str]:
    listing = False
    for block in blocks:
        if isinstance(block, Item) != listing:
            listing = isinstance(block, Item)
            yield "<ul>" if listing else "</ul>"
        match block:
            case Title(text):
                yield f"<h1>{linked(text, page_of)}</h1>"
            case Heading(text):
                yield f"<h2>{linked(capital(text), page_of)}</h2>"
            case Subheading(text):
                yield f"<h3>{linked(text, page_of)}</h3>"
            case Paragraph(text):
                yield f"<p>{linked(text, page_of)}</p>"
            case Line(text, marks):
                said = text if block.link is None else f"{text} {block.link}"
                yield f"<p>{linked(said, page_of)}{_marked(marks)}</p>"
            case Item():
                yield _item(block, page_of)
    if listing:
        yield "</ul>"


def _item(item: Item, page_of: Callable[[str], str | None]) -> str:
    lead = f"<b>{escape(item.lead)}</b> " if item.lead else ""
    below = "".join(f"<br>\n<small>{linked(line, page_of)}</small>" for line in item.below)
    return f"<li>{lead}{linked(item.text, page_of)}{_marked(item.marks)}{below}{_grid(item.grid)}</li>"


def _marked(marks: Iterable[str]) -> str:
    return "".join(f' <strong class="mark">{escape(mark)}</strong>' for mark in marks)


def _grid(grid: tuple[tuple[str, ...], ...]) -> str:
    if not grid:
        return ""
    header, *rows = grid
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    return f"\n<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"


def linked(text: str, page_of: Callable[[str], str | None]) -> str:
    """A text as HTML, its addresses and the ids of parts as links."""
    parts, at = [], 0
    for found in _TO_LINK.finditer(text):
        name = found[0].strip("[]")
        address = found[0] if found[0].startswith("http") else page_of(name)
        parts.append(escape(text[at : found.start()]))
        shown = escape(name if found[0].startswith("[") else found[0])
        if address is not None:
            parts.append(f'<a href="{escape(address)}">{shown}</a>')
        else:
            parts.append(escape(found[0]))
        at = found.end()
    return "".join(parts) + escape(text[at:])
