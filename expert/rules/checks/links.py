"""Checks that links lead somewhere, and that documents can be found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expert.foundations.texts import Text
from expert.rules.checks.finding import At, Check, Look, Spot

_ADDRESS = re.compile(r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d+)?([/?#]\S*)?")
_PLACEHOLDER = re.compile(r"[<>{}]|%3[CcEe]|%7[BbDd]")
"""Something to be filled in, as it is or as it stands in an address (`%7Blang-locale%7D`)."""


def _broken_links(look: Look) -> Iterator[Spot]:
    for part, path, link in look.parts.links:
        wrong = _wrong_with(link.url)
        if wrong is not None:
            yield Spot(wrong, At(part, (*path, "url")))
    for name, document in look.knowledge.documents.items():
        wrong = None if document.url is None else _wrong_with(document.url)
        if wrong is not None:
            yield Spot(wrong, At(("documents", name), ("url",)))


def _wrong_with(url: str) -> Text | None:
    if _PLACEHOLDER.search(url):
        return _TO_BE_FILLED_IN
    return None if _ADDRESS.fullmatch(url) else _NO_ADDRESS


def _not_to_be_found(look: Look) -> Iterator[Spot]:
    for name, document in look.knowledge.documents.items():
        if document.url is None and document.no_url is None:
            yield Spot(_NOWHERE, At(("documents", name)))
        elif document.url is not None and document.no_url is not None:
            yield Spot(_BOTH, At(("documents", name), ("no_url",)))


_NO_ADDRESS = Text(
    "this is no address: write https:// and the host, and then the page",
    "det här är ingen adress: skriv https:// och servern, och sedan sidan",
)
_TO_BE_FILLED_IN = Text(
    "something in this address is still to be filled in, so it leads nowhere",
    "något i den här adressen ska fyllas i, så den leder ingenstans",
)
_NOWHERE = Text(
    "nothing says where this document is read: it has no `url`, and no `no_url` says why",
    "inget säger var dokumentet kan läsas: det har ingen `url`, och ingen `no_url` säger varför",
)
_BOTH = Text(
    "the document has an address, and yet it says why it has none",
    "dokumentet har en adress, och säger ändå varför det inte har någon",
)

CHECKS = (
    Check(
        "broken-link", "error",
        Text("A link is no address", "En länk är ingen adress"),
        Text("Copy the address, whole and with nothing left to fill in, from the page that it leads to.",
             "Kopiera adressen från sidan som den leder till, hel och utan något att fylla i."),
        _broken_links,
    ),
    Check(
        "document-not-to-be-found", "error",
        Text("Nothing says where a document is read", "Inget säger var ett dokument kan läsas"),
        Text("Give it `url`, the address of today; where it has none, say in `no_url` why, in both languages.",
             "Ange `url`, dagens adress; har det ingen, säg i `no_url` varför, på båda språken."),
        _not_to_be_found,
    ),
)  # fmt: skip
"""The checks of links and of documents."""
