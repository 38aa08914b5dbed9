"""How much of what is planted is masked, and how much of what is harmless."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from expert.redacting.masking import Masker
from tests.redaction.planted import Planted, Sort, generated

HERE = Path(__file__).parent
_MARK = re.compile(r"«([sin]):([^»]*)»")
_SORTS: dict[str, Sort] = {"s": "secret", "i": "structured", "n": "other"}
_SHORTEST = 3
# What stands in a planted thing and gives nobody away by itself.
_COMMON = frozenset((
    "iphone", "ipad", "läsplatta", "com", "example", "contoso", "fabrikam", "http", "https", "at", "dot", "external",
    "snabel-a", "mgmt", "apple", "mr", "home", "gäst", "guest", "corp", "local", "internal", "onmicrosoft", "ext",
    "the",
))  # fmt: skip


@dataclass
class Count:
    """How many things of a kind there are, and which are still there."""

    every: int = 0
    left: list[Planted] = field(default_factory=list)


def written() -> Iterator[Planted]:
    """The texts that were written by hand, once for each thing in them."""
    for marked in yaml.safe_load((HERE / "written.yaml").read_text("utf-8")):
        text = _MARK.sub(lambda found: found[2], marked)
        for found in _MARK.finditer(marked):
            yield Planted(f"by hand: {_SORTS[found[1]]}", _SORTS[found[1]], "personal", found[2], text)


@cache
def planted() -> tuple[Planted, ...]:
    """All that is planted."""
    return (*generated(), *written())


def is_left(item: Planted) -> bool:
    """Whether the thing, or a word of it that tells something, is still there when the text has been masked."""
    masked = Masker(item.level).masked(item.text)
    parts = [part.strip(".") for part in re.split(r"[\s@\\()\[\],]+", item.thing.casefold())]
    words = [part for part in parts if len(part) >= _SHORTEST]
    telling = [word for word in words if word not in _COMMON] or [item.thing.casefold()]
    around = item.text.casefold().replace(item.thing.casefold(), " ")
    return any(
        re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said.casefold()) is not None
        for said in (masked.en, masked.sv) for word in (*telling, item.thing.casefold()) if word not in around
    )  # fmt: skip


def counted(items: Iterable[Planted]) -> dict[str, Count]:
    """For each kind, what is left of it."""
    found: dict[str, Count] = {}
    for item in items:
        count = found.setdefault(item.kind, Count())
        count.every += 1
        if is_left(item):
            count.left.append(item)
    return found


@cache
def harmless() -> tuple[str, ...]:
    """Texts in which nothing is to be masked."""
    return tuple(yaml.safe_load((HERE / "harmless.yaml").read_text("utf-8")))


def masked_words(text: str) -> tuple[int, list[str]]:
    """How many words a harmless text has, and which of them are gone when it has been masked for all levels."""
    words, kept = text.split(), Masker("tenant").masked(text).en.split()
    left = list(kept)
    gone = []
    for word in words:
        if word in left:
            left.remove(word)
        else:
            gone.append(word)
    return len(words), gone
