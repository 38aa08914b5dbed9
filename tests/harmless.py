"""Reads what was written as those do who get to see it, and says what in it would do something."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Collection, Iterator
from typing import Any

import html5lib
from markdown_it import MarkdownIt

from expert.foundations.outgoing import opens
from expert.foundations.problems import visible

# Raw HTML counts, every form of address becomes a link, and tables and strikethrough are known: as GitHub reads it.
_GITHUB = MarkdownIt("gfm-like", {"html": True})
_MARKDOWN = {
    "h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "code", "table", "thead", "tbody", "tr", "th", "td", "a",
}  # fmt: skip
_PAGE = _MARKDOWN | {
    "html", "head", "body", "meta", "title", "style", "b", "br", "small", "header", "main", "section", "nav", "footer",
    "h4", "span", "div", "article", "blockquote", "details", "summary", "pre", "figure",
}  # fmt: skip
_DRAWN = {"svg", "g", "title", "desc", "text", "polygon", "polyline", "path", "ellipse", "defs", "pattern", "rect"}
_ATTRIBUTES = {
    "lang", "charset", "name", "content", "http-equiv", "class", "id", "scope", "hreflang", "aria-labelledby", "style",
    "start", "href", "colspan",
}  # fmt: skip
_COLORS = re.compile(r"\x1b\[(?:0|1|2|32|33|1;31|1;32)m")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def seen_in_text(text: str, *, color: bool = False) -> None:
    """Nothing in a text for a terminal is invisible, but for line ends and, where it is colored, our colors."""
    for line in (_COLORS.sub("", text) if color else text).split("\n"):
        assert visible(line) == line, line


def inert_in_markdown(text: str, addresses: Collection[str]) -> None:
    """Markdown makes nothing but its own headings, lists, tables and marks, and links to addresses of the rules."""
    seen_in_text(text)
    for element, attributes in _elements(_GITHUB.render(text)):
        assert element in _MARKDOWN | {"html", "head", "body"}, (element, attributes)
        assert set(attributes) <= ({"href"} if element == "a" else {"start"}), (element, attributes)
        if element == "a":
            _of_the_rules(attributes["href"], addresses)


def inert_in_html(text: str, addresses: Collection[str], pages: Collection[str] = ()) -> None:
    """A page makes nothing but what its writer makes, runs and loads nothing, and links to addresses of the rules.

    Args:
        text: the page.
        addresses: those of the rules.
        pages: what stands beside it, to which it may link too, and to places in it.
    """
    seen_in_text(text)
    policies = []
    for element, attributes in _elements(text):
        assert element in _PAGE | _DRAWN, (element, attributes)
        if element in _PAGE - {"title"}:
            assert set(attributes) <= _ATTRIBUTES, (element, attributes)
        assert not any(name.startswith("on") or "src" in name for name in attributes), (element, attributes)
        if attributes.get("http-equiv"):
            policies.append((attributes["http-equiv"], attributes["content"]))
        link = attributes.get("href")
        if link is not None and not link.startswith("#") and link.partition("#")[0] not in pages:
            _of_the_rules(link, addresses)
    ((kind, policy),) = policies
    assert kind == "Content-Security-Policy"
    assert policy.startswith(_POLICY)


def inert_in_a_picture(svg: str) -> None:
    """A drawing consists of lines and letters alone."""
    seen_in_text(svg)
    assert "<!" not in svg
    for element in ElementTree.fromstring(svg).iter():
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in _DRAWN, element.tag
        for name in element.attrib:
            assert "href" not in name, name
            assert not name.startswith("on"), name


def seen_in_json(text: str, *, shown: bool = False) -> None:
    """Nothing in JSON is invisible; where its texts are shown as they stand, neither in those.

    Args:
        text: the JSON.
        shown: its texts are shown to somebody, as those of a chat are.
    """
    seen_in_text(text)
    if shown:
        for said in _texts(json.loads(text)):
            seen_in_text(said)


def _of_the_rules(link: str, addresses: Collection[str]) -> None:
    assert link in addresses, link
    assert opens(link), link


def _elements(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    document = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    for element in document.iter():
        if isinstance(element.tag, str):
            yield element.tag.rpartition("}")[2], dict(element.attrib)
        else:
            assert not element.text, f"a comment: {element.text}"


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for part in data:
            yield from _texts(part)
    elif isinstance(data, dict):
        for part in data.values():
            yield from _texts(part)
