"""The exact layer: finds documented messages and codes, letter for letter, in what a person pasted.

Only letters and digits are compared: case, spacing, line breaks, quotes, dashes and punctuation do not
matter, and å, ä, ö may be typed as a, a, o. A match must begin and end where a word does, so a message is
found alone or inside a longer paste, and never inside another word. Where a script puts no blanks between
words, nothing tells where one begins: there, six letters or more count wherever they stand. A message of one word, such
as the name of an error, is found where the text has it in one word, or has nothing else: "user not licensed" may be
said of anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Generic, TypeVar

from expert.foundations.records import Record
from expert.recognizing.letters import Span, Squashed, letters_of, unbounded
from expert.recognizing.needles import Needles
from expert.recognizing.recognition import Match, Opening
from expert.rules.models import Message, Symptom

_SENTENCE = re.compile(r"[^.!?:]+[.!?:]*")
_SHORTEST_OPENING = 12
_PLACEHOLDER = "<"


@dataclass(frozen=True, eq=False, repr=False)
class Read(Record):
    """What the exact layer found in one text.

    Attributes:
        matches: the messages.
        spans: where they stand, in the text.
        openings: the beginnings of messages, where there is no message.
        begun: where these stand.
    """

    matches: tuple[Match, ...]
    spans: tuple[tuple[int, int], ...]
    openings: tuple[Opening, ...]
    begun: tuple[tuple[int, int], ...]


@dataclass(frozen=True, eq=False, repr=False)
class _Wording(Record):
    """A whole message that is looked for. Of one key, one is kept: a symptom, what its messages tell, and what they
    need beside them."""

    key: tuple[str, str, str]
    message: Message


@dataclass(frozen=True, eq=False, repr=False)
class _Beginning(Record):
    """The opening sentence of a message that is looked for. Its key is the symptom and the rest of the message."""

    key: tuple[str, str]


_Sought = TypeVar("_Sought", _Wording, _Beginning)
_ByLetters = dict[bytes, list[tuple[int, _Sought]]]
"""What is looked for by its letters, each with its number in the order of the knowledge."""

_Order = tuple[int, int, int]
"""When something counts as found: by the number of its letters, its place in the text, and its own number."""


class Exact:
    """Finds the messages of a set of symptoms in texts; built once, read-only afterward."""

    def __init__(self, symptoms: Iterable[Symptom]) -> None:
        self._wordings: _ByLetters[_Wording] = {}
        self._beginnings: _ByLetters[_Beginning] = {}
        several: set[bytes] = set()
        number = count()
        for symptom in symptoms:
            for message in symptom.messages:
                # One that counts only beside something else takes no other's place.
                beside = repr(message.only_with and message.only_with.texts)
                wording = _Wording((symptom.id, repr(sorted(message.tells.items())), beside), message)
                for words in message.wordings():
                    if _PLACEHOLDER in words:  # what stands there differs from text to text
                        continue
                    letters = letters_of(words)
                    self._wordings.setdefault(letters, []).append((next(number), wording))
                    opening, rest = _split(words)
                    if rest and len(opening) >= _SHORTEST_OPENING:
                        beginning = _Beginning((symptom.id, rest))
                        self._beginnings.setdefault(letters_of(opening), []).append((next(number), beginning))
                    if len(words.split()) > 1:
                        several.add(letters)
        # In a script without blanks between words, a whole message is one word by its blanks.
        self._names = frozenset(
            letters for letters in self._wordings if letters not in several and not any(unbounded(letters))
        )
        self._needles = Needles([*self._wordings, *self._beginnings])

    def read(self, text: str) -> Read:
        """Find every message in a text; a span inside a longer recognized span does not count."""
        squashed = Squashed(text)
        whole, beginnings = self._read(squashed)
        kept, openings = list(whole.kept()), [] if whole.found else list(beginnings.kept())
        return Read(
            tuple(Match(wording.key[0], wording.message, squashed.original(span)) for wording, span in kept),
            tuple(squashed.place(span) for _, span in kept),
            tuple(Opening(begun.key[0], squashed.original(span), begun.key[1]) for begun, span in openings),
            tuple(squashed.place(span) for _, span in openings),
        )

    def _read(self, text: Squashed) -> tuple[_Longest, _First]:
        """Go through a text once, for whole messages and, as long as there are none, for openings."""
        whole, begun = _Longest(text, self._wordings, self._names), _First(text, self._beginnings)
        for window in text.windows(self._needles.longest):
            occurrences = (found for found in self._needles.find(window.letters) if found[0] < window.until)
            for start, letters in sorted(occurrences, key=lambda found: (found[0], -len(found[1]))):
                whole.take(window.first + start, letters)
                if not whole.found:
                    begun.take(window.first + start, letters)
        return whole, begun


class _Outermost(Generic[_Sought]):
    """Takes what is found in a text, by its beginning and the longer first, and keeps what lies inside no other.

    Nothing is compared with more than what reached farthest so far, and one occurrence is kept for each key, so
    that a text of nothing but messages costs no more than its length.
    """

    def __init__(self, text: Squashed, sought: _ByLetters[_Sought]) -> None:
        self._text = text
        self._sought: _ByLetters[_Sought] = sought
        self._reached = 0

    @property
    def found(self) -> bool:
        """Whether anything was kept."""
        return self._reached > 0

    def take(self, start: int, letters: bytes) -> None:
        """Letters were found at a place."""
        entries, span = self._sought.get(letters), (start, start + len(letters))
        if entries is not None and span[1] > self._reached and self._stands(span, letters):
            self._reached = span[1]
            self._keep(span, entries)

    def _stands(self, span: Span, letters: bytes) -> bool:
        """Whether letters are what is looked for where they were found, and no part of other words."""
        return self._text.stands(span, letters)

    def _keep(self, span: Span, entries: list[tuple[int, _Sought]]) -> None:
        raise NotImplementedError


class _Longest(_Outermost[_Wording]):
    """Of the messages of one key, keeps the longest; of names, the letters of what is one word, only those that the
    text has in one word or that are all of it.
    """

    def __init__(self, text: Squashed, sought: _ByLetters[_Wording], names: frozenset[bytes]) -> None:
        super().__init__(text, sought)
        self._names = names
        # Of each key when it was found first, and its best: how long, when found, where.
        self._kept: dict[tuple[str, str, str], tuple[_Order, tuple[int, _Order, _Wording, Span]]] = {}

    def _stands(self, span: Span, letters: bytes) -> bool:
        if not super()._stands(span, letters):
            return False
        return letters not in self._names or len(self._text.original(span).split()) == 1 or self._text.is_all(span)

    def kept(self) -> Iterator[tuple[_Wording, Span]]:
        """The longest of each key, in the order in which the keys were found."""
        for _, (_, _, wording, span) in sorted(self._kept.values(), key=lambda kept: kept[0]):
            yield wording, span

    def _keep(self, span: Span, entries: list[tuple[int, _Wording]]) -> None:
        length = self._text.length(span)
        for number, wording in entries:
            order = (entries[0][0], span[0], number)
            first, best = self._kept.get(wording.key, (order, (0, order, wording, span)))
            if (length, best[1]) > (best[0], order):
                best = (length, order, wording, span)
            self._kept[wording.key] = min(first, order), best


class _First(_Outermost[_Beginning]):
    """Of the openings of one key, keeps the first."""

    def __init__(self, text: Squashed, sought: _ByLetters[_Beginning]) -> None:
        super().__init__(text, sought)
        self._kept: dict[tuple[str, str], tuple[_Order, _Beginning, Span]] = {}

    def kept(self) -> Iterator[tuple[_Beginning, Span]]:
        """The first of each key, in the order in which they were found."""
        for _, beginning, span in sorted(self._kept.values(), key=lambda kept: kept[0]):
            yield beginning, span

    def _keep(self, span: Span, entries: list[tuple[int, _Beginning]]) -> None:
        for number, beginning in entries:
            order = (number, span[0], number)
            first = self._kept.get(beginning.key)
            if first is None or order < first[0]:
                self._kept[beginning.key] = order, beginning, span


def _split(wording: str) -> tuple[str, str]:
    """The opening sentence of a wording, and the rest of it."""
    match = _SENTENCE.match(wording)
    if match is None:
        return wording, ""
    return match[0].strip(), wording[match.end() :].strip()
