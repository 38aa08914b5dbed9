"""Checks that links lead somewhere, and that documents can be found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expert.foundations.texts import Text
from expert.rules.checks.finding import At, Check, Look, Spot

_ADDRESS = re.compile(r"https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d+)?([/?#]\S*)?")
_BESIDE = re.compile(r"[\w./-]+\.md(#[\w-]+)?")
"""An article beside the one that a statement is taken from, as its Markdown links to it."""


def _broken_links(look: Look) -> Iterator[Spot]:
    for part, path, link in look.parts.links:
        if not _ADDRESS.fullmatch(link.url) and not _BESIDE.fullmatch(link.url):
            yield Spot(_NO_ADDRESS, At(part, (*path, "url")))
    for name, document in look.knowledge.documents.items():
        if document.url is not None and not _ADDRESS.fullmatch(document.url):
            yield Spot(_NO_ADDRESS, At(("documents", name), ("url",)))


def _not_to_be_found(look: Look) -> Iterator[Spot]:
    for name, document in look.knowledge.documents.items():
        if document.url is None and document.path is None:
            yield Spot(_NOWHERE, At(("documents", name)))


_NO_ADDRESS = Text(
    "this is no address: write https:// and the host, or the file of an article (.md)",
    "det här är ingen adress: skriv https:// och servern, eller artikelns fil (.md)",
)
_NOWHERE = Text(
    "nothing says where this document is found: it has neither `url` nor `path`",
    "inget säger var dokumentet finns: det har varken `url` eller `path`",
)

CHECKS = (
    Check(
        "broken-link", "error",
        Text("A link is no address", "En länk är ingen adress"),
        Text("Copy the address from the page that it leads to.", "Kopiera adressen från sidan som den leder till."),
        _broken_links,
    ),
    Check(
        "document-not-to-be-found", "warning",
        Text("Nothing says where a document is found", "Inget säger var ett dokument finns"),
        Text("Give it `url`, or `path` (the repository, then the file in it).",
             "Ange `url`, eller `path` (förrådet och sedan filen i det)."),
        _not_to_be_found,
    ),
)  # fmt: skip
"""The checks of links and of documents."""
