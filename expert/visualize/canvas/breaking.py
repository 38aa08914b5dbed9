"""Breaks words that are longer than a line."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

_JOINT = re.compile(r"(?:ings|ions|hets|tets)(?=[^\W\d_]{4})")  # behind which the parts of Swedish words are joined
_SIGN = re.compile(r"[-/._:&?=\\@]|[a-z](?=[A-Z])")  # behind which an address, or a name of several words, goes on

_BLANKS = re.compile(r"[ \t\n\r]+")  # a no-break space keeps words together
_KEPT = "\u2011"  # a hyphen at which no line is broken


def pieces(word: str, fits: Callable[[str], bool]) -> list[str]:
    """A word in pieces that fit: broken after a sign or a joint where there is one in the second half of a piece.

    What consists of small letters alone is a word of a language, and no name that would be another with a hyphen in it.

    Args:
        word: without blanks.
        fits: whether some letters fit on a line; one letter is taken to.
    """
    found = []
    is_said = word[:1].isalpha() and word[1:].rstrip(",.:;!?)").isalpha() and word[1:].islower()
    hyphen, places = ("-", _JOINT) if is_said else ("", _SIGN)
    while not fits(word):
        end = 1
        while end + 1 < len(word) and fits(word[: end + 1] + hyphen):
            end += 1
        place = max((at.end() for at in places.finditer(word) if at.end() <= end), default=0)
        end = place if place > end // 2 else end
        found.append(word[:end] + hyphen)
        word = word[end:]
    return [*found, word]


def in_lines(text: str, width: int) -> list[str]:
    """The text in lines of at most so many letters."""

    def fits(letters: str) -> bool:
        return len(letters) <= width

    words: list[str] = []
    for word in _BLANKS.split(text.strip()):
        found = pieces(word, fits)
        # A piece is not broken once more at its hyphens: its rest would stand beside the next piece, with a blank.
        words += [piece.replace("-", _KEPT) for piece in found] if len(found) > 1 else found
    return [line.replace(_KEPT, "-") for line in textwrap.wrap(" ".join(words), width)]
