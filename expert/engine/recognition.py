"""Recognizes documented messages and codes in what a person pasted.

Only letters and digits are compared: case, spacing, line breaks, quotes, dashes and punctuation do not
matter, and å, ä, ö may be typed as a, a, o. A match must begin and end where a word does, so a message is
found alone or inside a longer paste, and never inside another word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Generic, TypeVar

from expert.engine.letters import Span, Squashed, letters_of
from expert.engine.needles import Needles
from expert.foundations.records import Record
from expert.rules.models import Message, Symptom

_SENTENCE = re.compile(r"[^.!?:]+[.!?:]*")
_SHORTEST_OPENING = 12


@dataclass(frozen=True, eq=False, repr=False)
class Match(Record):
    """A message that was recognized.

    Attributes:
        symptom: the id of its symptom.
        message: which of the symptom's messages.
        matched: the span of the person's text.
        score: 1.0, the exact wording.
    """

    symptom: str
    message: Message
    matched: str
    score: float = 1.0


@dataclass(frozen=True, eq=False, repr=False)
class Opening(Record):
    """The opening sentence of a message without the rest of it.

    Attributes:
        symptom: the id of the symptom that the message would belong to.
        found: the span of the person's text.
        needed: the rest of the message, which would settle it.
    """

    symptom: str
    found: str
    needed: str


@dataclass(frozen=True, eq=False, repr=False)
class Recognized(Record):
    """What was found in the texts of a case: whole messages, and openings where a text has none.

    Of messages of one symptom that tell the same, only the longest is kept; what tells something else stays, for
    two messages may contradict each other.
    """

    matches: tuple[Match, ...]
    openings: tuple[Opening, ...]

    def longest(self, symptom: str) -> Match | None:
        """The longest message of a symptom."""
        found = [match for match in self.matches if match.symptom == symptom]
        return max(found, key=lambda match: len(match.matched), default=None)


@dataclass(frozen=True, eq=False, repr=False)
class _Wording(Record):
    """A whole message that is looked for. Of one key, a symptom and what its messages tell, one is kept."""

    key: tuple[str, str]
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


class Recognizer:
    """Finds the messages of a set of symptoms in texts; built once, read-only afterward."""

    def __init__(self, symptoms: Iterable[Symptom]) -> None:
        self._wordings: _ByLetters[_Wording] = {}
        self._beginnings: _ByLetters[_Beginning] = {}
        number = count()
        for symptom in symptoms:
            for message in symptom.messages:
                wording = _Wording((symptom.id, repr(sorted(message.tells.items()))), message)
                for words in message.wordings():
                    self._wordings.setdefault(letters_of(words), []).append((next(number), wording))
                    opening, rest = _split(words)
                    if rest and len(opening) >= _SHORTEST_OPENING:
                        beginning = _Beginning((symptom.id, rest))
                        self._beginnings.setdefault(letters_of(opening), []).append((next(number), beginning))
        self._needles = Needles([*self._wordings, *self._beginnings])

    def recognize(self, texts: Iterable[str]) -> Recognized:
        """Find every message in every text; a span inside a longer recognized span does not count."""
        matches: dict[tuple[str, str], Match] = {}
        openings: dict[tuple[str, str], Opening] = {}
        for text in texts:
            squashed = Squashed(text)
            whole, begun = self._read(squashed)
            for wording, span in whole.kept():
                match = Match(wording.key[0], wording.message, squashed.original(span))
                known = matches.get(wording.key)
                if known is None or len(match.matched) > len(known.matched):
                    matches[wording.key] = match
            for beginning, span in () if whole.found else begun.kept():
                symptom, needed = beginning.key
                openings.setdefault(beginning.key, Opening(symptom, squashed.original(span), needed))
        return Recognized(tuple(matches.values()), tuple(openings.values()))

    def _read(self, text: Squashed) -> tuple[_Longest, _First]:
        """Go through a text once, for whole messages and, as long as there are none, for openings."""
        whole, begun = _Longest(text, self._wordings), _First(text, self._beginnings)
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
        if entries is not None and span[1] > self._reached and self._text.is_whole(span):
            self._reached = span[1]
            self._keep(span, entries)

    def _keep(self, span: Span, entries: list[tuple[int, _Sought]]) -> None:
        raise NotImplementedError


class _Longest(_Outermost[_Wording]):
    """Of the messages of one key, keeps the longest."""

    def __init__(self, text: Squashed, sought: _ByLetters[_Wording]) -> None:
        super().__init__(text, sought)
        # Of each key when it was found first, and its best: how long, when found, where.
        self._kept: dict[tuple[str, str], tuple[_Order, tuple[int, _Order, _Wording, Span]]] = {}

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
