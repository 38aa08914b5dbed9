"""Sets blocks as HTML, with links to the pages of the parts that they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from expert.foundations.outgoing import in_html, opens
from expert.visualize.pages.blocks import Block, Heading, Item, Leading, Line, Marking, Paragraph, Subheading, Title
from expert.visualize.words import capital

_ID = re.compile(r"\[([a-z][a-z0-9_-]*)\]")


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
                link = "" if block.link is None else f" {address_in_html(block.link)}"
                yield f"<p>{linked(text, page_of)}{link}{_marked(marks)}</p>"
            case Item():
                yield _item(block, page_of)
    if listing:
        yield "</ul>"


def _item(item: Item, page_of: Callable[[str], str | None]) -> str:
    lead = f"<b>{in_html(item.lead)}</b> " if item.lead else ""
    below = "".join(f"<br>\n<small>{linked(line, page_of)}</small>" for line in item.below)
    return f"<li>{lead}{linked(item.text, page_of)}{_marked(item.marks)}{below}{_grid(item.grid)}</li>"


def _marked(marks: Iterable[Marking]) -> str:
    looks = ((mark, "mark" if mark.sure else "perhaps") for mark in marks)
    return "".join(f' <strong class="{look}">{in_html(mark)}</strong>' for mark, look in looks)


def _grid(grid: tuple[tuple[str, ...], ...]) -> str:
    if not grid:
        return ""
    header, *rows = grid
    head = "".join(f'<th scope="col">{in_html(cell)}</th>' for cell in header)
    body = "".join(f"<tr>{''.join(f'<td>{in_html(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    return f"\n<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"


def linked(text: str, page_of: Callable[[str], str | None]) -> str:
    """A text as HTML, with the ids of parts as links; where it leads to an address of the rules, with that as one."""
    if isinstance(text, Leading):
        called = "" if text.called is None else f"{in_html(text.called)}: "
        return f"{called}{address_in_html(text.url)}"
    parts: list[str] = []
    at = 0
    for found in _ID.finditer(text):
        page = page_of(found[1])
        if page is not None:
            parts += (in_html(text[at : found.start()]), f'<a href="{in_html(page)}">{in_html(found[1])}</a>')
            at = found.end()
    return "".join((*parts, in_html(text[at:])))


def address_in_html(address: str, shown: str | None = None) -> str:
    """An address in HTML: a link where it `opens`, else as text.

    Args:
        address: the address.
        shown: what the link says; the address itself if left out.
    """
    said = in_html(address if shown is None else shown)
    return f'<a href="{in_html(address)}">{said}</a>' if opens(address) else said
