"""What a text must hold for a regular expression to find anything in it, told from the expression alone.

Most expressions find nothing in most texts, and it takes far longer to compile one than to see that the letters which
it cannot do without are not there. What is told here is no more than the truth: of a part that may be left out, denied
or written in many ways nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

Needed = tuple[tuple[str, ...], ...]
"""Letters in lower case: of each group, one has to be there."""

# What Python itself parses expressions with; there is no public way to it.
_sre: Any = import_module("re._constants")
_parser: Any = import_module("re._parser")

_LEAST_LETTERS = 3
_MOST_GROUPS = 3
_MOST_OF_A_GROUP = 60
_REPEATS = (_sre.MAX_REPEAT, _sre.MIN_REPEAT, _sre.POSSESSIVE_REPEAT)
_FOLDED_ALIKE = re.compile("[^\x00-\xff\u2000-\u206f]")
"""Letters that may be equal to others where case makes no difference, in more ways than by being in lower case."""


def needed_by(expression: str) -> Needed:
    """The letters that a text needs, the most telling first; nothing where none can be told.

    >>> needed_by(r"(?i)\\b(?:readers?|books?) (?:is|are)? stolen")
    ((' stolen',), ('reader', 'book'))

    Args:
        expression: a regular expression.

    Raises:
        re.error: it cannot be read.
    """
    groups = dict.fromkeys(group for group in _groups(_parser.parse(expression)) if len(group) <= _MOST_OF_A_GROUP)
    return tuple(sorted(groups, key=lambda group: (len(group), -_shortest(group)))[:_MOST_GROUPS])


def in_letters(text: str) -> str | None:
    """A text as it is to be held against what is needed; None where it is written in letters of another kind."""
    return None if _FOLDED_ALIKE.search(text) is not None else text.lower()


def are_there(needed: Needed, letters: str) -> bool:
    """Whether all that is needed is there."""
    return all(any(some in letters for some in group) for group in needed)


def _groups(parsed: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, ...]]:
    """What each part that must be there needs."""
    run = ""
    for what, value in parsed:
        if what is _sre.LITERAL:
            run += chr(value).lower()
            continue
        yield from _of_run(run)
        run = ""
        for inside in _always_there(what, value):
            yield from _groups(inside)
        if what is _sre.BRANCH:
            yield from _of_branches(value[1])
    yield from _of_run(run)


def _of_run(run: str) -> Iterator[tuple[str, ...]]:
    if len(run) >= _LEAST_LETTERS and _FOLDED_ALIKE.search(run) is None:
        yield (run,)


def _always_there(what: Any, value: Any) -> Iterator[Any]:
    """The parts of a part that are matched whenever it is."""
    if what is _sre.SUBPATTERN:
        yield value[3]
    elif what is _sre.ATOMIC_GROUP:
        yield value
    elif what is _sre.ASSERT:
        yield value[1]
    elif what in _REPEATS and value[0] > 0:
        yield value[2]


def _of_branches(branches: Iterable[Any]) -> Iterator[tuple[str, ...]]:
    """Of several branches one is matched: where each of them needs something, so does the whole."""
    found: dict[str, None] = {}
    for branch in branches:
        best = max(_groups(branch), key=lambda group: (_shortest(group), -len(group)), default=None)
        if best is None:
            return
        found.update(dict.fromkeys(best))
    yield tuple(found)


def _shortest(group: tuple[str, ...]) -> int:
    return min(map(len, group))
