"""One HTML page that stands alone: no script, no file beside it, light and dark as the reader has it."""

from __future__ import annotations

from collections.abc import Iterable

from expert.foundations.outgoing import in_html
from expert.foundations.texts import Language
from expert.visualize.pages.block_html import blocks_as_html
from expert.visualize.pages.blocks import Block, Title

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}"
    "h1{line-height:1.2}nav{margin-bottom:1.5rem}.mark{color:#a4262c}small{color:#444}img{max-width:100%}"
    "table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2rem .5rem;text-align:left}"
    "@media(prefers-color-scheme:dark){body{background:#1b1b1b;color:#eee}a{color:#8ab4f8}small{color:#bbb}"
    ".mark{color:#ff9a9f}img{background:#fff}}"
)


_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
# A page that is opened from a disk has no origin of its own, and some browsers ask for the scheme.
_PICTURES = "; img-src 'self' file:"


def policy(*, pictures: bool = False) -> str:
    """The element that forbids a page to run or load anything, whatever gets into it.

    Args:
        pictures: it may show those that stand beside it.
    """
    content = _POLICY + _PICTURES * pictures
    return f'<meta http-equiv="Content-Security-Policy" content="{content}">'


def page(title: str, body: str, language: Language, navigation: str = "", *, pictures: bool = False) -> str:
    """A page with a body of HTML elements.

    Args:
        title: its title, as plain text.
        body: its elements.
        language: the language that it is in.
        navigation: links that stand above it, as HTML.
        pictures: it may show those that stand beside it.
    """
    nav = f"<nav>{navigation}</nav>\n" if navigation else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f"{policy(pictures=pictures)}\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{in_html(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{nav}{body}\n</body>\n</html>\n"
    )


def blocks_as_page(blocks: Iterable[Block], *, language: Language = "en") -> str:
    """Blocks as a page of their own, called by their title."""
    found = list(blocks)
    title = next((block.text for block in found if isinstance(block, Title)), "")
    return page(title, blocks_as_html(found, lambda _: None), language)
