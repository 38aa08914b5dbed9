"""Finds which of many patterns (`expert/rules/patterns.py`) a sentence holds, in time that grows with the sentence.

Each pattern is entered under one of its words, the one that fewest others have. Only the patterns that are entered
under a word of the sentence are looked at more closely.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Generic, TypeVar

from expert.foundations.deadlines import look_at_the_clock
from expert.foundations.kept import cached_property
from expert.foundations.records import Record
from expert.recognizing.slips import Slips
from expert.recognizing.words import Sentence, Token, folded
from expert.rules.patterns import Choice, Pattern

T = TypeVar("T", bound=Hashable)

MOST_BETWEEN = 2
"""Other words between two words of a part."""

_DENIED_FROM, _DENIED_UNTIL = 3, 2
_LEAST_OF_SECOND = 2  # letters of a second word that a beginning must reach into
_OF_DENYING = 0.5
_VALUES = {
    "number": re.compile(r"(?<![\d:.-])\d{1,6}(?![\w.:-]*\d)"),
    "version": re.compile(r"\d{1,4}(?:\.\d{1,4}){0,3}(?![\w])"),
    "date": re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)"),
}
_NUMBERS = {
    word: number
    for number, words in enumerate((
        ("zero", "noll"), ("one", "en", "ett"), ("two", "två"), ("three", "tre"), ("four", "fyra"), ("five", "fem"),
        ("six", "sex"), ("seven", "sju"), ("eight", "åtta"), ("nine", "nio"), ("ten", "tio"), ("eleven", "elva"),
        ("twelve", "tolv"), ("thirteen", "tretton"), ("fourteen", "fjorton"), ("fifteen", "femton"),
    ))
    for word in words
}  # fmt: skip
_FAILS_BEFORE = frozenset(map(folded, (
    "går", "gick", "fungerar", "fungerade", "funkar", "funkade", "lyckas", "lyckades", "kan", "kunde", "can", "could",
    "will", "would", "vill", "ville",
)))  # fmt: skip
_FAILS_BEHIND = frozenset(map(folded, ("work", "works", "working", "possible", "enroll", "fungera", "funka", "gå")))
_NUMBER_WORDS = {folded(word): number for word, number in _NUMBERS.items()}


@dataclass(frozen=True, eq=False, repr=False)
class Held(Record, Generic[T]):
    """A pattern that a sentence holds.

    Attributes:
        key: what the pattern stands for.
        first: the place of its first word among the tokens of the sentence.
        last: the place of its last word.
        place: that of the pattern among all.
        denied: the sentence denies it.
        value: what it reads, as it is written.
    """

    key: T
    first: int
    last: int
    place: int
    denied: bool
    value: str | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Partly(Record, Generic[T]):
    """The most of a pattern that stands in a text.

    Attributes:
        key: what the pattern stands for.
        share: of its words, by their weight, those that are there; over 0, at most 1.
        count: how many of its words that are.
        begin: where the first of them begins in the text.
        end: where the last of them ends.
    """

    key: T
    share: float
    count: int
    begin: int
    end: int


@dataclass(frozen=True, eq=False, repr=False)
class _Entry(Record, Generic[T]):
    """A pattern with its words as numbers; None for one that denies, the name of a value for that."""

    place: int
    key: T
    parts: tuple[tuple[int | str | None, ...], ...]
    denies: bool


class Phrasing(Generic[T]):
    """Patterns to be found in sentences; built once, read-only afterward.

    Args:
        patterns: each with what it stands for.
    """

    def __init__(self, patterns: Iterable[tuple[T, Pattern]]) -> None:
        self._words: dict[str, list[int]] = {}
        self._begins: dict[str, list[int]] = {}
        self._ends: dict[str, list[int]] = {}
        self._may_deny: list[int] = []
        numbers: dict[Choice, int] = {}
        entries = [
            _Entry(place, key, self._numbered(pattern, numbers), pattern.denies)
            for place, (key, pattern) in enumerate(patterns)
        ]
        self._shortest = min(map(len, (*self._begins, *self._ends)), default=0)
        self._longest = max(map(len, (*self._begins, *self._ends)), default=0)
        self._slips, self._slips_in_beginnings = Slips(self._words), Slips(self._begins)
        counts = Counter(n for entry in entries for part in entry.parts for n in part if isinstance(n, int))
        self._under: dict[int | str | None, list[_Entry[T]]] = {}
        self._entries = entries
        for entry in entries:
            named = [n for part in entry.parts for n in part if isinstance(n, int)]
            if named:
                self._under.setdefault(min(named, key=counts.__getitem__), []).append(entry)
        self.standing_for = lru_cache(maxsize=1 << 13)(self._standing_for)
        self._standing_for_joined = lru_cache(maxsize=1 << 13)(self._joined)

    def _numbered(self, pattern: Pattern, numbers: dict[Choice, int]) -> tuple[tuple[int | str | None, ...], ...]:
        return tuple(tuple(self._number(choice, numbers) for choice in part) for part in pattern.parts)

    def _number(self, choice: Choice, numbers: dict[Choice, int]) -> int | str | None:
        if choice.value is not None:
            return choice.value
        if choice.denies and not (choice.whole or choice.begins or choice.ends):
            return None
        if choice not in numbers:
            number = numbers[choice] = len(numbers)
            if choice.denies:
                self._may_deny.append(number)
            for table, words in ((self._words, choice.whole), (self._begins, choice.begins), (self._ends, choice.ends)):
                for word in words:
                    for known in _foldings(word, begins=table is self._begins):
                        table.setdefault(known, []).append(number)
        return numbers[choice]

    def _standing_for(self, word: str) -> frozenset[int]:
        """The numbers of the words of patterns that a word of a text can stand for."""
        found = set(self._words.get(word, ()))
        for length in range(self._shortest, min(len(word), self._longest) + 1):
            found.update(self._begins.get(word[:length], ()))
            found.update(self._ends.get(word[-length:], ()))
        if not found:
            for near in self._slips.near(word):
                found.update(self._words[near])
            for near in self._slips_in_beginnings.near_beginning(word):
                found.update(self._begins[near])
        return frozenset(found)

    def _joined(self, first: str, second: str) -> frozenset[int]:
        """The numbers of what two words stand for that should have been written as one."""
        word, before = folded(first + second), len(folded(first))
        found = set(self._words.get(word, ()))
        for length in range(max(self._shortest, before + _LEAST_OF_SECOND), min(len(word), self._longest) + 1):
            found.update(self._begins.get(word[:length], ()))
        return frozenset(found)

    def held(self, sentence: Sentence, text: str) -> Iterator[Held[T]]:
        """The patterns that a sentence holds, denied or not, each once; in the order of the patterns' words.

        Args:
            sentence: a sentence.
            text: the text that it is from.
        """
        look_at_the_clock()
        tokens = sentence.tokens
        places: dict[int | str | None, list[int]] = {}
        for i, token in enumerate(tokens):
            numbers = self.standing_for(token.word)
            if i + 1 < len(tokens):
                numbers = numbers.union(self._standing_for_joined(token.raw, tokens[i + 1].raw))
            for number in numbers:
                places.setdefault(number, []).append(i)
        if not places and not any(token.denies for token in tokens):
            return
        denying = [i for i, token in enumerate(tokens) if token.denies]
        places[None] = denying
        for number in self._may_deny if denying else ():
            # What stands there in so many words comes before a word that denies.
            places[number] = [*places.get(number, ()), *(i for i in denying if i not in places.get(number, ()))]
        for entered_under in list(places):
            for entry in self._under.get(entered_under, ()):
                chosen = _parts_found(entry.parts, places, tokens, text)
                if chosen is not None:
                    yield _as_held(entry, chosen, tokens, text)

    def weight_of(self, held: Held[T]) -> float:
        """How much the words of a pattern count; a word counts the more, the fewer keys it stands for."""
        return self._weighed[2][held.place]

    def looseness(self, held: Held[T]) -> float:
        """How far the words of a pattern are spread in a sentence: 1.0 where they follow each other."""
        words = sum(map(len, self._entries[held.place].parts))
        return (held.last - held.first + 1) / words

    def partly(self, sentences: Iterable[Sentence]) -> list[Partly[T]]:
        """What a text holds the words of, or most of them, in any order and in whatever sentence; the most per key,
        and of these those first of which most is there.

        A word counts the more, the fewer keys it stands for.
        """
        there: dict[int | None, list[Token]] = {}
        for token in (token for sentence in sentences for token in sentence.tokens):
            for number in self.standing_for(token.word):
                there.setdefault(number, []).append(token)
            if token.denies:
                there.setdefault(None, []).append(token)
        sums: defaultdict[int, float] = defaultdict(float)
        having, weights, totals = self._weighed
        for word in there:
            for place in having.get(word, ()):
                sums[place] += weights[word]
        best: dict[T, tuple[float, float, int]] = {}
        for place, total in sums.items():
            key, found = self._entries[place].key, (total / totals[place], total, place)
            best[key] = max(best.get(key, found), found)
        ranked = sorted(best.values(), key=lambda found: (-found[0], -found[1], found[2]))
        return [self._partly(place, share, there) for share, _, place in ranked]

    def _partly(self, place: int, share: float, there: dict[int | None, list[Token]]) -> Partly[T]:
        entry = self._entries[place]
        named = [there[number][0] for number in _words_in(entry) if number in there]
        begin, end = min(token.begin for token in named), max(token.end for token in named)
        return Partly(entry.key, share, len(named), begin, end)

    @cached_property
    def _weighed(self) -> tuple[dict[int | None, list[int]], dict[int | None, float], list[float]]:
        """The patterns that have each word, how much it counts, and how much all words of each pattern do."""
        keys: defaultdict[int | None, set[T]] = defaultdict(set)
        having: defaultdict[int | None, list[int]] = defaultdict(list)
        for place, entry in enumerate(self._entries):
            for number in _words_in(entry):
                keys[number].add(entry.key)
                having[number].append(place)
        several = len({entry.key for entry in self._entries})
        weights = {number: math.log(1 + several / len(found)) for number, found in keys.items()}
        weights[None] = _OF_DENYING
        return dict(having), weights, [sum(map(weights.__getitem__, _words_in(entry))) for entry in self._entries]


def _says_it_fails(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a word that denies says of something that it fails: "the certificate lapsed, enrolling does not work"."""
    before = tokens[place - 1].word if place else ""
    behind = tokens[place + 1].word if place + 1 < len(tokens) else ""
    return before in _FAILS_BEFORE or behind in _FAILS_BEHIND


def _foldings(word: str, *, begins: bool) -> tuple[str, ...]:
    """A word of a pattern, folded; the beginning of one also as it is folded where an n follows its r."""
    plain = folded(word)
    return (plain, folded(f"{word}n")) if begins and plain.endswith("r") else (plain,)


def _words_in(entry: _Entry[T]) -> set[int | None]:
    return {number for part in entry.parts for number in part if not isinstance(number, str)}


def _parts_found(
    parts: tuple[tuple[int | str | None, ...], ...], places: dict[int | str | None, list[int]],
    tokens: tuple[Token, ...], text: str,
) -> list[int] | None:
    """Where the words of all parts stand, each word at a place of its own; None where a part is missing."""
    taken: list[int] = []
    for part in parts:
        first = part[0]
        for start in places.get(first, ()) if not isinstance(first, str) else _value_places(first, tokens, text):
            found = _followed(part, start, places, tokens, text)
            if found is not None and not set(found).intersection(taken):
                taken += found
                break
        else:
            return None
    return taken


def _followed(
    part: tuple[int | str | None, ...], start: int, places: dict[int | str | None, list[int]],
    tokens: tuple[Token, ...], text: str,
) -> list[int] | None:
    """Where the words of a part stand from a place on, none too far from the one before it."""
    found = [start]
    for number in part[1:]:
        near = range(found[-1] + 1, min(found[-1] + MOST_BETWEEN + 2, len(tokens)))
        known = _value_places(number, tokens, text) if isinstance(number, str) else places.get(number, ())
        at = next((i for i in near if i in known), None)
        if at is None:
            return None
        found.append(at)
    return found


def _value_places(kind: str, tokens: tuple[Token, ...], text: str) -> list[int]:
    return [i for i, token in enumerate(tokens) if _value_at(kind, token, text) is not None]


def _value_at(kind: str, token: Token, text: str) -> str | None:
    """The value of a kind that begins with a word."""
    found = _VALUES[kind].match(text, token.begin)
    if found is None:
        number = _NUMBER_WORDS.get(token.word) if kind == "number" else None
        return None if number is None else str(number)
    if kind == "date":
        try:
            date.fromisoformat(found[0])
        except ValueError:
            return None
    return found[0]


def _as_held(entry: _Entry[T], chosen: list[int], tokens: tuple[Token, ...], text: str) -> Held[T]:
    first, last = min(chosen), max(chosen)
    denied = False
    if not any(tokens[i].denies for i in chosen):
        clauses = {tokens[i].clause for i in chosen}
        around = range(max(first - _DENIED_FROM, 0), min(last + _DENIED_UNTIL, len(tokens) - 1) + 1)
        denying = (i for i in around if tokens[i].denies and i not in chosen and tokens[i].clause in clauses)
        denied = any(i < last or not _says_it_fails(tokens, i) for i in denying)
    kinds = [kind for part in entry.parts for kind in part if isinstance(kind, str)]
    flat = [number for part in entry.parts for number in part]
    value = next((_value_at(kind, tokens[chosen[flat.index(kind)]], text) for kind in kinds), None)
    return Held(entry.key, first, last, entry.place, denied, value)
