"""Where in a text something stands that tells about the case: documented messages, and the codes of errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from string import ascii_letters, digits

from expert.engine.reasoner import Reasoner
from expert.rules.knowledge import KnowledgeBase

_CODE = re.compile(r"ErrorDomain\b|Code\W{0,4}-?\d+")
# What stands before `ErrorDomain` in a name. Looked at only there: in a text without blanks any letter may begin one.
_OF_A_NAME = f"{ascii_letters}{digits}_"
_LONGEST_BEFORE = 80


def places_that_matter(knowledge: KnowledgeBase) -> Callable[[str], Iterator[tuple[int, int]]]:
    """What gives, of a piece of text, where each place begins and ends that matters in it."""
    recognizer = Reasoner.of(knowledge).recognizer

    def places(text: str) -> Iterator[tuple[int, int]]:
        recognized = recognizer.recognize([text])
        found = [match.matched for match in recognized.matches] + [part.found for part in recognized.openings]
        for words in dict.fromkeys(found):
            yield from (match.span() for match in re.finditer(re.escape(words), text))
        yield from map(_whole, _CODE.finditer(text))

    return places


def _whole(found: re.Match[str]) -> tuple[int, int]:
    start, end = found.span()
    before = found.string[max(0, start - _LONGEST_BEFORE) : start]
    return start - len(before) + len(before.rstrip(_OF_A_NAME)), end
