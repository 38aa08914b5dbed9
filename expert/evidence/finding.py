"""Finds in a log of any size the passages in which words stand that matter; read once, and never held as a whole.

The words are compared as bytes, without the case of ASCII letters, all of them in one pass: with the library
`ahocorasick_rs` where it is installed, else with what recognizes messages in texts, which finds the same, more slowly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import BinaryIO

from expert.foundations.parsing import BINARY, encoding_of
from expert.foundations.problems import InputError, Place, Problem
from expert.foundations.streams import text_of_blocks
from expert.foundations.windows import Around, Window, windows
from expert.recognizing.needles import Needles

BLOCK = 1024 * 1024

_MARGIN = 16_000
"""Bytes on each side of a block that its neighbors hold as well: more than any passage reaches."""
_AROUND = Around(b"\n", lines=25, reach=8_000)
"""The lines of a dump of a chain of errors, before and after the name of an error's domain."""
_LONG = 60_000
"""Bytes from which on a passage goes on as another one."""
_NEWS = 3
"""So often the same words are news."""
_MOST_WORDS = 10_000
MOST_PASSAGES = 5_000

_HEX = re.compile(rb"0x[0-9a-f]+")
_SAID = re.compile(rb"[\w.]{0,80}.{0,160}", re.DOTALL)
_NAME = 80
# So many bytes are found with others in one pass; fewer are quicker to look for one after the other.
_LONG_WORD = 15


class Finder:
    """Finds words in bytes.

    Args:
        words: the words; compared without the case of ASCII letters.
    """

    def __init__(self, words: Iterable[str]) -> None:
        known = [word.encode().lower() for word in dict.fromkeys(words) if word]
        self._find = _quick(known) or _slow(known)

    def places(self, block: bytes) -> list[int]:
        """Where words begin in a block, in their order."""
        return self._find(block.lower())


def _quick(words: list[bytes]) -> Callable[[bytes], list[int]] | None:
    try:
        from ahocorasick_rs import BytesAhoCorasick, Implementation
    except ImportError:
        return None
    if not words:
        return None
    automaton = BytesAhoCorasick(words, implementation=Implementation.DFA)
    return lambda block: [begin for _, begin, _ in automaton.find_matches_as_indexes(block)]


def _slow(words: list[bytes]) -> Callable[[bytes], list[int]]:
    needles = Needles(word for word in words if len(word) >= _LONG_WORD)
    short = [word for word in words if len(word) < _LONG_WORD]

    def find(block: bytes) -> list[int]:
        return sorted({*(begin for begin, _ in needles.find(block)), *chain.from_iterable(_each(block, short))})

    return find


def _each(block: bytes, words: list[bytes]) -> Iterator[Iterator[int]]:
    for word in words:
        yield (found.start() for found in re.finditer(re.escape(word), block))


@dataclass(frozen=True)
class Passage:
    """A part of a log.

    Attributes:
        text: its lines, with line feeds.
        line: the number of its first line, counted from 1.
    """

    text: str
    line: int


@dataclass
class Found:
    """What was found in a log so far.

    Attributes:
        complete: whether all that matters is among the passages.
    """

    complete: bool = True


def passages(blocks: Iterable[bytes], name: str, finder: Finder, found: Found) -> Iterator[Passage]:
    """The lines in which words stand, with those around them; each once, in the order of the log.

    What says the same as three before it is passed over, and so is what comes after `MOST_PASSAGES`.

    Args:
        blocks: the log, cut anywhere; the first block holds at least two bytes, if there are so many.
        name: what to call it in messages.
        finder: the words.
        found: told whether anything was passed over that was not said before.

    Raises:
        InputError: there are zero bytes in it, which no text has.
    """
    kept = _Kept(found)
    for window in windows(_in_utf_8(blocks, name), b"", _MARGIN):
        for place in finder.places(window.piece):
            if window.decides(place):
                yield from kept.add(window, place, name)
        kept.count(window)
    yield from kept.rest(name)


def blocks_of(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """A log in blocks: what was read of it, and the rest."""
    block = head
    while block:
        yield block
        block = stream.read(BLOCK)


def _in_utf_8(blocks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """The log in blocks of UTF-8, as far as it is that."""
    every = iter(blocks)
    first = next(every, b"")
    if encoding_of(first) == "utf-16":
        yield from (text.encode("utf-8", "replace") for text in text_of_blocks(chain([first], every), name))
        return
    for block in chain([first], every):
        if b"\x00" in block:
            raise InputError([Problem(BINARY, Place(name))])
        yield block


@dataclass
class _Open:
    """A passage that may go on; its places are those in the log."""

    begin: int
    end: int
    line: int
    data: bytearray


@dataclass
class _Kept:
    """Makes passages of places."""

    found: Found
    open: _Open | None = None
    said: dict[bytes, int] = field(default_factory=dict)
    given: int = 0
    counted: int = 0
    lines: int = 0

    def add(self, window: Window[bytes], place: int, name: str) -> Iterator[Passage]:
        """Words stand at a place of a window; gives the passage before, where this is another one."""
        if not self._is_news(window.piece, place):
            return
        begin, end = _AROUND.begin(window.piece, place), _AROUND.end(window.piece, place)
        passage = self.open
        if passage is None or window.first + begin > passage.end or len(passage.data) > _LONG:
            if passage is not None:
                begin = max(begin, passage.end - window.first)
                yield from self.rest(name)
            at = window.first + begin
            passage = self.open = _Open(at, at, self._line_at(window, begin), bytearray())
        if end > passage.end - window.first:
            passage.data += window.piece[passage.end - window.first : end]
            passage.end = window.first + end

    def rest(self, name: str) -> Iterator[Passage]:
        """The passage that is open, as far as it goes."""
        passage, self.open = self.open, None
        if passage is None or not passage.data:
            return
        self.given += 1
        if self.given > MOST_PASSAGES:
            self.found.complete = False
            return
        yield Passage("".join(text_of_blocks([bytes(passage.data)], name)), passage.line)

    def count(self, window: Window[bytes]) -> None:
        """Count the lines of a window that no passage of a later one begins before."""
        until = max(window.until - _MARGIN, self.counted)
        self.lines += window.piece.count(b"\n", self.counted - window.first, until - window.first)
        self.counted = until

    def _line_at(self, window: Window[bytes], place: int) -> int:
        """The number of the line at a place of a window."""
        return self.lines + window.piece.count(b"\n", self.counted - window.first, place) + 1

    def _is_news(self, data: bytes, place: int) -> bool:
        """Whether what stands at a place was not said often before."""
        begin = place
        while begin > max(place - _NAME, 0) and data[begin - 1 : begin].isalnum():
            begin -= 1
        said = _SAID.match(data, begin)
        words = b" ".join(_HEX.sub(b"", said[0]).split()) if said else b""
        if words not in self.said and len(self.said) >= _MOST_WORDS:
            self.found.complete = False
            return False
        self.said[words] = self.said.get(words, 0) + 1
        return self.said[words] <= _NEWS
