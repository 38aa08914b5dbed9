"""The letters of a text, and the way from them back to the text.

What is compared of a text are its letters and digits, without case and without the marks of å, ä, ö and é. They are
taken from the encoded text, piece by piece. Where each of them stands is worked out for a piece only when something
was found in it, so that a long log needs little more memory than it has itself.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, compress, repeat

from expert.foundations.deadlines import look_at_the_clock
from expert.foundations.limits import MOST_MARKS
from expert.foundations.records import Record

PIECE = 8192
"""Characters of a piece: enough to go through in one stroke, few enough to find the way back in a moment."""

Span = tuple[int, int]
"""A beginning and an end among the letters of a text, counted in bytes of their UTF-8."""

_PIECES_AT_HAND = 8

_FIRST_MARK = "\u0300"  # the first combining mark; nothing before it joins what stands before

_FOLD = {"å": "a", "ä": "a", "ö": "o", "é": "e"}

_ASCII = bytes(range(128))
_ASCII_LOWER = bytes(range(256)).lower()
_ASCII_REST = bytes(byte for byte in _ASCII if not chr(byte).isalnum())
_LATIN_1 = bytes(range(256)).decode("latin-1")
_LATIN_1_FOLDED = _LATIN_1.lower().translate(str.maketrans("".join(_FOLD), "".join(_FOLD.values()))).encode("latin-1")
_LATIN_1_REST = bytes(byte for byte in range(256) if not chr(byte).isalnum())
_LEAST_UNBOUNDED = 6
_IS_LETTER = bytes(map(str.isalnum, _LATIN_1))

# So many different characters beyond ASCII are quicker to replace, one after the other, than to go through letter by
# letter.
_FEW = 32


def letters_of(text: str) -> bytes:
    """The letters of a whole text, in UTF-8."""
    return _squashed(text)[1]


@lru_cache(maxsize=1 << 12)
def unbounded(letters: bytes) -> tuple[bool, bool]:
    """Whether letters count wherever they stand, though no word begins, or ends, with them.

    That is so in scripts that put no blanks between words, where nothing tells one from the next; and only of so many
    letters that they are no part of another word.
    """
    read = letters.decode()
    if len(read) < _LEAST_UNBOUNDED or read.isascii():
        return False, False
    return _unspaced().match(read[0]) is not None, _unspaced().match(read[-1]) is not None


def normalized(text: str) -> str:
    """The text in normal form C, where only `MOST_MARKS` combining marks in a row are put in order together.

    That is the stream-safe format of Unicode Standard Annex 15 (D4), without its inserted joiners. To order marks
    takes the square of their number, so that a million of them, which mean nothing in any script, would take minutes.
    """
    if text.isascii() or all(map(_stays, set(text))):
        return text
    if _marks().search(text) is None:
        return unicodedata.normalize("NFC", text)
    return "".join(unicodedata.normalize("NFC", part) for part in _stream_safe(text))


@dataclass(frozen=True, eq=False, repr=False)
class Window(Record):
    """A stretch of a text's letters.

    Attributes:
        first: the place of its first letter in the whole text.
        letters: the letters, in UTF-8.
        until: what begins here or later in the stretch stands whole in the next window too, and belongs to that.
    """

    first: int
    letters: bytes
    until: int


class Squashed:
    """A text as its letters alone, and the way back.

    `windows` gives the letters, and what is found in them is a `Span`. The other methods tell about any span that is
    not empty, begins before the `until` of a window already given, and is no longer than the overlap.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        # Of each piece where it begins: in the text, in the letters, and in the normalized text; and where all end.
        self._cuts, self._letters, self._starts = [0], [0], [0]
        self._at_hand: dict[int, _Piece] = {}

    def windows(self, overlap: int) -> Iterator[Window]:
        """The letters in stretches.

        Args:
            overlap: how many bytes of letters a window shares with the next, at least as many as the longest
                thing that is looked for. Each occurrence then begins before `until` in exactly one window.
        """
        first, carried = 0, b""
        for end, letters in self._pieces():
            look_at_the_clock()
            letters = carried + letters
            kept = 0 if end == len(self._text) else min(overlap, len(letters))
            until = len(letters) - kept
            yield Window(first, letters, until)
            first, carried = first + until, letters[until:]

    def is_all(self, span: Span) -> bool:
        """Whether a span has all letters of the text."""
        return span == (0, self._letters[-1]) and not any(map(str.isalnum, self._text[self._cuts[-1] :]))

    def stands(self, span: Span, letters: bytes, *, open_before: bool = False, open_after: bool = False) -> bool:
        """Whether letters are words of their own where they were found.

        Args:
            span: where they were found.
            letters: the letters.
            open_before: a word may go on before them.
            open_after: a word may go on after them.
        """
        begins = open_before or self.parts_words(span[0]) or unbounded(letters)[0]
        return begins and (open_after or self.parts_words(span[1]) or unbounded(letters)[1])

    def length(self, span: Span) -> int:
        """How many characters of the normalized text a span takes."""
        return self._position(span[1] - 1) + 1 - self._position(span[0])

    def place(self, span: Span) -> tuple[int, int]:
        """Where a span begins and ends in the normalized text."""
        return self._position(span[0]), self._position(span[1] - 1) + 1

    def original(self, span: Span) -> str:
        """The person's own letters for a span, and what stands between them."""
        return "".join(self._between(self._position(span[0]), self._position(span[1] - 1) + 1))

    def _pieces(self) -> Iterator[tuple[int, bytes]]:
        """Where each piece ends, and its letters; cut where its normal form does not depend on what stands before."""
        begin, length = 0, len(self._text)
        while begin < length:
            steady = None if begin + PIECE >= length else _steady().search(self._text, begin + PIECE)
            end = steady.start() if steady else length
            text, letters = _squashed(self._text[begin:end])
            if end > self._cuts[-1]:
                self._cuts.append(end)
                self._letters.append(self._letters[-1] + len(letters))
                self._starts.append(self._starts[-1] + len(text))
            yield end, letters
            begin = end

    def parts_words(self, place: int) -> bool:
        """Whether a word ends before a letter and another begins with it. Format characters stand inside words."""
        if place in (0, self._letters[-1]):
            return True
        between = self._between(self._position(place - 1) + 1, self._position(place))
        return any(unicodedata.category(char) != "Cf" for char in chain.from_iterable(between))

    def _position(self, place: int) -> int:
        """Where a letter stands in the normalized text."""
        number = bisect_right(self._letters, place) - 1
        return self._starts[number] + self._piece(number).positions[place - self._letters[number]]

    def _between(self, begin: int, end: int) -> Iterator[str]:
        """The normalized text between two positions, in pieces."""
        number = bisect_right(self._starts, begin) - 1
        while begin < end:
            start = self._starts[number]
            yield self._piece(number).text[begin - start : end - start]
            number += 1
            begin = self._starts[number]

    def _piece(self, number: int) -> _Piece:
        piece = self._at_hand.get(number)
        if piece is None:
            if len(self._at_hand) == _PIECES_AT_HAND:
                self._at_hand.clear()
            text = normalized(self._text[self._cuts[number] : self._cuts[number + 1]])
            piece = _Piece(text, self._letters[number + 1] - self._letters[number])
            self._at_hand[number] = piece
        return piece


class _Piece:
    """A normalized piece of a text, and, once they are asked for, the positions of its letters."""

    def __init__(self, text: str, letters: int) -> None:
        self.text = text
        self._letters = letters
        self._positions: array[int] | None = None

    @property
    def positions(self) -> array[int]:
        """Where each byte of the letters stands in the text."""
        if self._positions is None:
            self._positions = array("I", self._find_positions())
        return self._positions

    def _find_positions(self) -> Iterator[int]:
        numbers = range(len(self.text))
        are_letters = self.text.encode("latin-1", "replace").translate(_IS_LETTER)
        if are_letters.count(1) == self._letters:
            # No letter takes more than one byte, nor does one stand outside of Latin 1, or there would be more bytes.
            return compress(numbers, are_letters)
        return chain.from_iterable(map(repeat, numbers, map(len, map(_letters_of_one, self.text))))


def _squashed(text: str) -> tuple[str, bytes]:
    """A text normalized, and its letters in UTF-8; in the quickest way that its characters allow."""
    if text.isascii():
        return text, text.encode().translate(_LATIN_1_FOLDED, _LATIN_1_REST)
    encoded = _encoded(text)
    others = _beyond_ascii(encoded)
    if not all(map(_stays, others)):
        text = normalized(text)
        encoded = _encoded(text)
        others = _beyond_ascii(encoded)
    if len(others) <= _FEW:
        letters = {char: _letters_of_one(char) for char in others}
        if all(len(its_letters) <= (char in _LATIN_1) for char, its_letters in letters.items()):
            # As in Swedish and English: each is a letter of Latin 1 that becomes one of ASCII, or no letter.
            return text, text.encode("latin-1", "ignore").translate(_LATIN_1_FOLDED, _LATIN_1_REST)
        if _can_be_replaced(letters):
            for char, its_letters in letters.items():
                encoded = encoded.replace(_encoded(char), its_letters)
            return text, encoded.translate(_ASCII_LOWER, _ASCII_REST)
    return text, _folded("".join(filter(str.isalnum, text)))


def _encoded(text: str) -> bytes:
    """The text in UTF-8, halves of surrogate pairs included, as a damaged file can have them."""
    return text.encode("utf-8", "surrogatepass")


def _beyond_ascii(encoded: bytes) -> set[str]:
    """The characters that are not ASCII."""
    return set(encoded.translate(None, _ASCII).decode("utf-8", "surrogatepass"))


def _can_be_replaced(letters: dict[str, bytes]) -> bool:
    """Whether characters can be replaced by their letters in any order: no letter is one to be replaced again."""
    again = {letter for its_letters in letters.values() for letter in its_letters.decode() if letter in letters}
    return all(letters[letter] == _encoded(letter) for letter in again)


def _folded(letters: str) -> bytes:
    """Letters without case and without the marks of a keyboard's neighbors, in UTF-8."""
    letters = letters.casefold()
    for letter, plain in _FOLD.items():
        letters = letters.replace(letter, plain)
    return letters.encode()


@lru_cache(maxsize=1 << 14)
def _letters_of_one(char: str) -> bytes:
    return _folded(char) if char.isalnum() else b""


@lru_cache(maxsize=1 << 14)
def _stays(char: str) -> bool:
    """Whether a character is its own normal form, wherever it stands among others of which that is true."""
    steady = char < _FIRST_MARK or _steady().match(char) is not None
    return steady and unicodedata.is_normalized("NFC", char)


def _stream_safe(text: str) -> Iterator[str]:
    """The text in parts, none of which has more than `MOST_MARKS` combining marks in a row."""
    begin = marks = 0
    for i, char in enumerate(text):
        if not unicodedata.combining(unicodedata.normalize("NFD", char)[0]):
            marks = 0
        elif marks < MOST_MARKS:
            marks += 1
        else:
            yield text[begin:i]
            begin, marks = i, 1
    yield text[begin:]


@cache
def _steady() -> re.Pattern[str]:
    """Characters that never join what stands before them.

    Where one begins, the normal form of a text is that of its two sides put together. They need not be all that there
    are; a text that has none of these is one piece. Compiled when it is first needed, for most texts never need it.
    """
    return re.compile(
        "[\x00-\u02ff\u0370-\u0482\u05d0-\u05ea\u0e01-\u0e30\u2000-\u20cf\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff"
        "\uac00-\ud7a3\U0001f300-\U0001faff]"
    )


@cache
def _marks() -> re.Pattern[str]:
    """More combining marks in a row than are put in order together."""
    return re.compile(rf"[^\w\x00-\x7f]{{{MOST_MARKS + 1}}}")


@cache
def _unspaced() -> re.Pattern[str]:
    """The letters of scripts that put no blanks between words: Thai and Lao, Burmese, Khmer, Japanese, Chinese."""
    return re.compile(
        "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9d"
        "\U00020000-\U0003ffff]"
    )
