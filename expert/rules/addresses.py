"""The addresses that rules and documents lead to, and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from expert.foundations.texts import Text
from expert.rules.assembling import Assembly
from expert.rules.checks.parts import Parts
from expert.rules.knowledge import KnowledgeBase, PartId


class Address(NamedTuple):
    """An address, and the parts in which it stands, each once."""

    url: str
    parts: tuple[PartId, ...]


def addresses(knowledge: KnowledgeBase) -> list[Address]:
    """Every address of a document and of a link, in the order of the alphabet."""
    found: dict[str, dict[PartId, None]] = {}
    for url, part in _standing(knowledge):
        found.setdefault(url, {})[part] = None
    return [Address(url, tuple(parts)) for url, parts in sorted(found.items())]


def _standing(knowledge: KnowledgeBase) -> Iterator[tuple[str, PartId]]:
    for name, document in knowledge.documents.items():
        if document.url is not None:
            yield document.url, ("documents", name)
    for part, _, link in Parts.of(knowledge, Assembly.on(knowledge)).links:
        yield link.url, part


def without_address(knowledge: KnowledgeBase) -> dict[str, Text | None]:
    """The documents without an address, each with the reason; None where nobody has said it."""
    return {name: one.no_url for name, one in knowledge.documents.items() if one.url is None}
