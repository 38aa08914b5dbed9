"""Recognizes documented messages and codes in what a person pasted.

Only letters and digits are compared: case, spacing, line breaks, quotes, dashes and punctuation do not
matter, and å, ä, ö may be typed as a, a, o. A match must begin and end where a word does, so a message is
found alone or inside a longer paste, and never inside another word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from expert.rules.models import Message, Symptom

_FOLD = str.maketrans({"å": "a", "ä": "a", "ö": "o", "é": "e"})
_SENTENCE = re.compile(r"[^.!?:]+[.!?:]*")
_SHORTEST_OPENING = 12


@dataclass(frozen=True, slots=True)
class Match:
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


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening sentence of a message without the rest of it.

    Attributes:
        symptom: the id of the symptom that the message would belong to.
        found: the span of the person's text.
        needed: the rest of the message, which would settle it.
    """

    symptom: str
    found: str
    needed: str


@dataclass(frozen=True, slots=True)
class Recognized:
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


@dataclass(frozen=True, slots=True)
class _Wording:
    symptom: str
    message: Message
    letters: str


@dataclass(frozen=True, slots=True)
class _Beginning:
    symptom: str
    letters: str
    needed: str


class Recognizer:
    """Finds the messages of a set of symptoms in texts; built once, read-only afterward."""

    def __init__(self, symptoms: Iterable[Symptom]) -> None:
        self._wordings: list[_Wording] = []
        self._beginnings: list[_Beginning] = []
        for symptom in symptoms:
            for message in symptom.messages:
                for wording in message.wordings():
                    self._wordings.append(_Wording(symptom.id, message, _Squashed(wording).letters))
                    opening, rest = _split(wording)
                    if rest and len(opening) >= _SHORTEST_OPENING:
                        self._beginnings.append(_Beginning(symptom.id, _Squashed(opening).letters, rest))

    def recognize(self, texts: Iterable[str]) -> Recognized:
        """Find every message in every text; a span inside a longer recognized span does not count."""
        matches: dict[tuple[str, str], Match] = {}
        openings: dict[tuple[str, str], Opening] = {}
        for text in texts:
            squashed = _Squashed(text)
            found = self._matches(squashed)
            for match in found:
                key = (match.symptom, repr(sorted(match.message.tells.items())))
                best = matches.get(key)
                if best is None or len(match.matched) > len(best.matched):
                    matches[key] = match
            if not found:
                for opening in self._openings(squashed):
                    openings.setdefault((opening.symptom, opening.needed), opening)
        return Recognized(tuple(matches.values()), tuple(openings.values()))

    def _matches(self, text: _Squashed) -> list[Match]:
        spans: dict[tuple[int, int], list[_Wording]] = {}
        for wording in self._wordings:
            for span in text.find(wording.letters):
                spans.setdefault(span, []).append(wording)
        outermost = _outermost(spans)
        return [
            Match(wording.symptom, wording.message, text.original(span))
            for span, wordings in spans.items()
            if span in outermost
            for wording in wordings
        ]

    def _openings(self, text: _Squashed) -> Iterator[Opening]:
        spans = [(span, beginning) for beginning in self._beginnings for span in text.find(beginning.letters)]
        outermost = _outermost(span for span, _ in spans)
        for span, beginning in spans:
            if span in outermost:
                yield Opening(beginning.symptom, text.original(span), beginning.needed)


class _Squashed:
    """A text with only its letters and digits, without case and marks, and the way back to the original."""

    def __init__(self, text: str) -> None:
        self._text = unicodedata.normalize("NFC", text)
        letters: list[str] = []
        self._at: list[int] = []
        starts: set[int] = set()
        ends: set[int] = set()
        inside = False
        for i, char in enumerate(self._text):
            if char.isalnum():
                if not inside:
                    starts.add(len(letters))
                for folded in char.casefold():
                    letters.append(folded.translate(_FOLD))
                    self._at.append(i)
                inside = True
            elif inside and unicodedata.category(char) != "Cf":
                ends.add(len(letters))
                inside = False
        ends.add(len(letters))
        self.letters = "".join(letters)
        self._starts, self._ends = starts, ends

    def find(self, letters: str) -> Iterator[tuple[int, int]]:
        """Where `letters` stand, beginning and ending where a word does."""
        at = self.letters.find(letters)
        while at >= 0:
            end = at + len(letters)
            if at in self._starts and end in self._ends:
                yield at, end
            at = self.letters.find(letters, at + 1)

    def original(self, span: tuple[int, int]) -> str:
        """The person's own letters for a span."""
        return self._text[self._at[span[0]] : self._at[span[1] - 1] + 1]


def _outermost(spans: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """The spans that lie inside no other, found in one pass so that a long log costs no more than its length."""
    found: set[tuple[int, int]] = set()
    reached = -1
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if end > reached:
            found.add((start, end))
            reached = end
    return found


def _split(wording: str) -> tuple[str, str]:
    """The opening sentence of a wording, and the rest of it."""
    match = _SENTENCE.match(wording)
    if match is None:
        return wording, ""
    return match[0].strip(), wording[match.end() :].strip()
