"""Regular expressions of many alternatives, of which a text is searched only for those whose words it has.

Each alternative is read once for the words without which it finds nothing. Most texts have none of them, and are not
searched at all; what no text needs is not even compiled. What is found is what a search for all alternatives together
finds.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import import_module
from typing import Any, NamedTuple

from expert.foundations.kept import cached_property
from expert.foundations.limits import LONG
from expert.recognizing.tally import bits

_WORD = re.compile(r"[^\W_]+")
_ALTERNATIVE = re.compile(r"\n *\| ")
_FLAGS = re.compile(r"\(\?[a-z]+\)")
_UNLIKE_LOWER_CASE = re.compile("[ſıİ\u212a]")  # they count as s, i and k where case does not
_PAYS_AFTER = 30
"""Questions about texts after which to know the words of the expressions takes less time than it saves."""

_LONGEST = 24
"""Letters that a piece of a word has at most: what is longer is cut."""

_SETS = 3
"""Sets of words of which a text must have one of each: so many are looked at, the rarest."""


class Signs:
    """Tells of a text, by its words, which alternatives of some expressions can match in it.

    What it needs is made when that pays; from then on, no expression is added.

    Args:
        pays_after: questions about texts that are answered without it: anything may match.
    """

    def __init__(self, pays_after: int = _PAYS_AFTER) -> None:
        self._alternatives: list[tuple[str, int]] = []
        self._left = pays_after
        self._by_words = lru_cache(maxsize=64)(self._told_by_words)
        self._of_word = lru_cache(maxsize=1 << 13)(self._needing)

    def expression(self, source: str) -> Expression:
        """An expression of whose alternatives it tells.

        Args:
            source: the alternatives, verbose; each but the first begins a line, with `|` and a space. Flags stand
                before them. None of them matches nothing.
        """
        made = Expression(source, len(self._alternatives))
        self._alternatives += ((alternative, 0) for alternative in made.alternatives)
        return made

    def of(self, *expressions: re.Pattern[str]) -> int:
        """What it says where one of some whole expressions can match."""
        first = len(self._alternatives)
        self._alternatives += ((one.pattern, one.flags) for one in expressions)
        return bits(range(first, len(self._alternatives)))

    def in_text(self, text: str) -> int:
        """The alternatives that can match in a text or a stretch of it, as bits.

        In a long text these are all, and in one of which the words do not tell.
        """
        if self._left:
            self._left -= 1
        elif len(text) <= LONG and (text.isascii() or _UNLIKE_LOWER_CASE.search(text) is None):
            return self._by_words(text)
        return (1 << len(self._alternatives)) - 1

    def _told_by_words(self, text: str) -> int:
        count = len(self._ways)
        found = self._needing_fewer
        for word in _words_of(text):
            found |= self._of_word(word)
        possible = (1 << count) - 1
        for i in range(_SETS):
            possible &= found >> i * count
        signs = 0
        while possible:
            lowest = possible & -possible
            signs |= 1 << self._ways[lowest.bit_length() - 1][0]
            possible ^= lowest
        return signs

    @cached_property
    def _ways(self) -> list[tuple[int, list[frozenset[_Piece]]]]:
        """In what ways each alternative can match; of each the sets of which a text must have a word, rarest first."""
        return [
            (i, sorted(set(_needed(way, begins=False, ends=False)), key=_rareness, reverse=True)[:_SETS])
            for i, one in enumerate(self._alternatives) for way in _ways_of(list(_flat(_parser.parse(*one))))
        ]  # fmt: skip

    @cached_property
    def _needing_fewer(self) -> int:
        """The sets that ways do not have, which are as good as there."""
        return bits(
            i * len(self._ways) + place for place, (_, sets) in enumerate(self._ways) for i in range(len(sets), _SETS)
        )

    @cached_property
    def _having(self) -> dict[tuple[bool, bool], dict[str, int]]:
        """The sets that have each piece: of pieces that begin and end a word, that only do one of both, or neither."""
        found: dict[tuple[bool, bool], defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        for place, (_, sets) in enumerate(self._ways):
            for i, pieces in enumerate(sets):
                for piece in pieces:
                    found[piece.begins, piece.ends][piece.letters] |= 1 << i * len(self._ways) + place
        return {where: dict(its) for where, its in found.items()}

    def _needing(self, word: str) -> int:
        """The sets that have a piece of a word: a bit for the first set of each way; behind these the second ones."""
        whole, begins, ends, inside = (
            self._having.get(where, {}) for where in ((True, True), (True, False), (False, True), (False, False))
        )
        needing = whole.get(word, 0)
        for length in range(1, min(len(word), _LONGEST) + 1):
            needing |= begins.get(word[:length], 0) | ends.get(word[-length:], 0)
        for piece, having in inside.items():
            if piece in word:
                needing |= having
        return needing


@lru_cache(maxsize=64)
def _words_of(text: str) -> frozenset[str]:
    """The words of a text, in lower case."""
    return frozenset(_WORD.findall(text.lower()))


class Expression:
    """A regular expression of several alternatives.

    Args:
        source: the alternatives, as `Signs.expression` takes them.
        place: that of the first of them among all of which the same signs tell.

    Attributes:
        source: as it was given.
        alternatives: each with the flags.
        bits: what signs say where one of them can match.
    """

    def __init__(self, source: str, place: int) -> None:
        flags = _FLAGS.match(source)
        given = flags[0] if flags else ""
        self.source = source
        self.alternatives = [f"{given}{one}" for one in _ALTERNATIVE.split(source.removeprefix(given))]
        self.bits = ((1 << len(self.alternatives)) - 1) << place
        self._place = place

    def search(self, signs: int, text: str, begin: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match that begins at a place or behind it, as `re.Pattern.search` finds it.

        Args:
            signs: of the text, or of one that it is a stretch of.
            text: the text.
            begin: where to begin.
            end: where to end, which is not within a word.
        """
        return next(self.finditer(signs, text, begin, end), None)

    def match(self, signs: int, text: str, begin: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """What matches at a place, as `re.Pattern.match` finds it."""
        found = (one.match(text, begin, end) for one in self._possible(signs))
        return next(filter(None, found), None)

    def finditer(self, signs: int, text: str, begin: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The matches one after the other, as `re.Pattern.finditer` finds them."""
        ahead = [(one, one.search(text, begin, end)) for one in self._possible(signs)]
        while ahead:
            # At one place, the alternative that stands first in the expression.
            first = min((found for _, found in ahead if found), key=re.Match.start, default=None)
            if first is None:
                return
            yield first
            ahead = [
                (one, found if found is None or found.start() >= first.end() else one.search(text, first.end(), end))
                for one, found in ahead
            ]

    def _possible(self, signs: int) -> Iterator[re.Pattern[str]]:
        if signs & self.bits == self.bits:
            yield _compiled(self.source)
            return
        left = (signs & self.bits) >> self._place
        while left:
            lowest = left & -left
            yield _compiled(self.alternatives[lowest.bit_length() - 1])
            left ^= lowest


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


class _Piece(NamedTuple):
    """A piece of a word that stands in whatever an expression matches.

    Attributes:
        letters: the piece, in lower case.
        begins: the word begins with it.
        ends: the word ends with it.
    """

    letters: str
    begins: bool
    ends: bool


# What Python itself reads expressions with; there is no public way to it.
_sre: Any = import_module("re._constants")
_parser: Any = import_module("re._parser")

_Node = tuple[Any, Any]
_REPEATS = (_sre.MAX_REPEAT, _sre.MIN_REPEAT, _sre.POSSESSIVE_REPEAT)
_NO_WORD = (_sre.CATEGORY_SPACE, _sre.CATEGORY_NOT_WORD)


def _rareness(pieces: frozenset[_Piece]) -> tuple[int, int]:
    """The greater, the fewer texts are likely to have one of some pieces."""
    return min(len(one.letters) + one.begins + one.ends for one in pieces), -len(pieces)


def _needed(nodes: Iterable[_Node], *, begins: bool, ends: bool) -> Iterator[frozenset[_Piece]]:
    """Sets of pieces of words: whatever matches has one of each set.

    Args:
        nodes: an expression, parsed.
        begins: whether a word can only begin where it begins, and not go on.
        ends: whether a word can only end where it ends.
    """
    letters = ""
    flat = list(_flat(nodes))
    for i, (kind, what) in enumerate(flat):
        if kind is _sre.LITERAL and chr(what).isalnum():
            letters += chr(what).lower()
            continue
        if kind is _sre.ASSERT_NOT:
            continue
        if kind is _sre.ASSERT:
            yield from _needed(what[1], begins=False, ends=False)
            continue
        parts = _parts_words((kind, what))
        if letters:
            yield _piece(letters, begins=begins, ends=parts)
            begins, letters = False, ""
        if kind is _sre.BRANCH:
            after = _parts_words(flat[i + 1]) if i + 1 < len(flat) else ends
            best = [max(_needed(one, begins=begins, ends=after), key=_rareness, default=None) for one in what[1]]
            if None not in best:
                yield frozenset(piece for pieces in best if pieces for piece in pieces)
        elif kind in _REPEATS and what[0] > 0 and not parts:
            yield from _needed(what[2], begins=False, ends=False)
        begins = parts
    if letters:
        yield _piece(letters, begins=begins, ends=ends)


def _piece(letters: str, *, begins: bool, ends: bool) -> frozenset[_Piece]:
    return frozenset((_Piece(letters[:_LONGEST], begins, ends and len(letters) <= _LONGEST),))


def _ways_of(nodes: list[_Node]) -> Iterator[list[_Node]]:
    """An expression once for each branch of its largest alternation."""
    at = max(range(len(nodes)), key=lambda i: len(nodes[i][1][1]) if nodes[i][0] is _sre.BRANCH else 0)
    if nodes[at][0] is not _sre.BRANCH:
        yield nodes
        return
    for branch in nodes[at][1][1]:
        yield [*nodes[:at], *_flat(branch), *nodes[at + 1 :]]


def _flat(nodes: Iterable[_Node]) -> Iterator[_Node]:
    """The parts of an expression in their order, those of its groups among them."""
    for kind, what in nodes:
        if kind is _sre.SUBPATTERN:
            yield from _flat(what[3])
        elif kind is _sre.ATOMIC_GROUP:
            yield from _flat(what)
        else:
            yield kind, what


def _parts_words(node: _Node) -> bool:
    """Whether no word goes on across a part of an expression."""
    kind, what = node
    if kind is _sre.LITERAL:
        return not chr(what).isalnum()
    if kind is _sre.AT:
        return what is not _sre.AT_NON_BOUNDARY
    if kind is _sre.IN:
        return all(
            not chr(its).isalnum() if one is _sre.LITERAL else one is _sre.CATEGORY and its in _NO_WORD
            for one, its in what
        )
    return kind in _REPEATS and what[0] > 0 and all(map(_parts_words, what[2]))

