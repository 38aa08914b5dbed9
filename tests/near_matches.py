"""Texts that are made to be slow for a pattern: what it looks for, whole and in pieces, over and over."""

from __future__ import annotations

import random
import re
import re._parser as parser  # type: ignore[import-not-found]  # as `re` itself reads a pattern
import time
from collections.abc import Iterator
from typing import Any

SIGNS = (" ", "\n", "a", "7", "a ", ", ", ". ", "! ", '"', "x-", "- ", ": ", "_", ")", "\n    ", "not ", "the ")
_LENGTH = 2_000
_ENDLESS = 2
_LEAST = 0.01
"""Seconds below which nothing is slow, and nothing can be measured."""

_IN_CLASS = {"CATEGORY_SPACE": " ", "CATEGORY_DIGIT": "7", "CATEGORY_WORD": "w", "CATEGORY_NOT_WORD": "-",
             "CATEGORY_NOT_SPACE": "x", "CATEGORY_NOT_DIGIT": "x"}  # fmt: skip


def near_matches(pattern: re.Pattern[str], seed: int = 7, count: int = 6) -> list[str]:
    """Pieces that repeated make texts which nearly match a pattern, or match it again and again."""
    lots = random.Random(seed)
    tree = parser.parse(pattern.pattern, pattern.flags)
    found = list(SIGNS)
    for text in filter(None, (_written(tree, lots) for _ in range(count))):
        found += [text, f"{text} "]
        for _ in range(2):
            begin = lots.randrange(len(text))
            end = lots.randint(begin + 1, len(text))
            found += [text[begin:end], f"{text[:end]} "]
    return list(dict.fromkeys(found))


def slow_texts(pattern: re.Pattern[str], count: int = 6) -> Iterator[tuple[str, float]]:
    """The pieces of which twice as many take much more than twice as long to go through, and how much more."""
    for piece in near_matches(pattern, count=count):
        text = piece * (2 * _LENGTH // len(piece) + 1)
        # Most are quick: only of what takes some time the ratio is looked at, by the least of three.
        if _took(pattern, text[: 2 * _LENGTH]) < _LEAST:
            continue
        once, twice = (min(_took(pattern, text[:length]) for _ in range(3)) for length in (_LENGTH, 2 * _LENGTH))
        if twice >= _LEAST and twice > 3 * once:
            yield piece, twice / once


def _took(pattern: re.Pattern[str], text: str) -> float:
    begun = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - begun


def _written(tree: Any, lots: random.Random) -> str:
    """A text as a pattern describes it, by lots; what it only looks ahead for stands there too, now and then."""
    text = ""
    for kind, what in tree:
        match str(kind):
            case "LITERAL":
                text += chr(what)
            case "NOT_LITERAL":
                text += "x" if what != ord("x") else "y"
            case "ANY":
                text += "x"
            case "IN":
                text += _one_of(what, lots)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                least, most, inner = what
                times = lots.randint(least, max(least, min(int(most), least + _ENDLESS)))
                text += "".join(_written(inner, lots) for _ in range(times))
            case "SUBPATTERN":
                text += _written(what[3], lots)
            case "ATOMIC_GROUP":
                text += _written(what, lots)
            case "BRANCH":
                text += _written(lots.choice(what[1]), lots)
            case "ASSERT" if what[0] > 0 and lots.random() < 0.5:
                text += _written(what[1], lots)
    return text


def _one_of(members: Any, lots: random.Random) -> str:
    if str(members[0][0]) == "NEGATE":
        return "x" if not any(str(kind) == "LITERAL" and what == ord("x") for kind, what in members) else "q"
    kind, what = lots.choice(members)
    match str(kind):
        case "LITERAL":
            return chr(what)
        case "RANGE":
            return chr(what[0])
    return _IN_CLASS[str(what)]
