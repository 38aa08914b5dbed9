"""Finds which of many patterns (`expert/rules/patterns.py`) a sentence holds, in time that grows with the sentence.

Each pattern is entered under one of its words, the one that fewest others have. Only the patterns that are entered
under a word of the sentence are looked at more closely.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Generic, TypeVar

from expert.foundations.deadlines import look_at_the_clock
from expert.foundations.kept import cached_property
from expert.foundations.records import Record
from expert.recognizing.shares import LEAST, ROUNDED, Shares
from expert.recognizing.slips import Slips
from expert.recognizing.tally import Members, Tally, bits
from expert.recognizing.words import Sentence, Token, folded
from expert.rules.patterns import Choice, Pattern

T = TypeVar("T", bound=Hashable)

MOST_BETWEEN = 2
"""Other words between two words of a part."""

_DENIED_FROM, _DENIED_UNTIL = 3, 2
_LEAST_OF_SECOND = 2  # letters of a second word that a beginning must reach into
_OF_DENYING = 0.5
_LEAST_PARTLY = 2
_DENYING: frozenset[None] = frozenset((None,))
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
        words: the places of all its words.
    """

    key: T
    first: int
    last: int
    place: int
    denied: bool
    value: str | None = None
    words: tuple[int, ...] = ()


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

    @cached_property
    def words(self) -> list[int | None]:
        """Its words, as often as it has them."""
        return [number for part in self.parts for number in part if not isinstance(number, str)]

    @cached_property
    def reads(self) -> bool:
        """Whether it reads a value."""
        return any(isinstance(number, str) for part in self.parts for number in part)


class Phrasing(Generic[T]):
    """Patterns to be found in sentences; built once, read-only afterward.

    Args:
        patterns: each with what it stands for.
        spelled: further words, folded, by whose beginnings and endings patterns may speak of them: a misspelled one is
            read as one of them.
    """

    def __init__(self, patterns: Iterable[tuple[T, Pattern]], spelled: Iterable[str] = ()) -> None:
        self._spelled = Slips(spelled)
        self._words: dict[str, list[int]] = {}
        self._begins: dict[str, list[int]] = {}
        self._ends: dict[str, list[int]] = {}
        self._may_deny: set[int] = set()
        numbers: dict[Choice, int] = {}
        self._entries = entries = [
            _Entry(place, key, self._numbered(pattern, numbers)) for place, (key, pattern) in enumerate(patterns)
        ]
        self._shortest = min(map(len, (*self._begins, *self._ends)), default=0)
        self._longest = max(map(len, (*self._begins, *self._ends)), default=0)
        self._slips, self._slips_in_beginnings = Slips(self._words), Slips(self._begins)
        counts = Counter(number for entry in entries for number in entry.words)
        named = [[number for number in entry.words if number is not None] for entry in entries]
        self._rarest = [min(its, key=counts.__getitem__, default=0) for its in named]
        self._members = Members(entry.words for entry in entries)
        # What has no word but those that deny is never looked for.
        self._tally = Tally([len(entry.words) if its else 0 for entry, its in zip(entries, named, strict=True)])
        may_deny = {None, *self._may_deny}
        self._denying = bits(entry.place for entry in entries if not may_deny.isdisjoint(entry.words))
        self._met = lru_cache(maxsize=1 << 13)(self._meeting)
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
                self._may_deny.add(number)
            for table, words in ((self._words, choice.whole), (self._begins, choice.begins), (self._ends, choice.ends)):
                for word in words:
                    for known in _foldings(word, begins=table is self._begins):
                        table.setdefault(known, []).append(number)
        return numbers[choice]

    def standing_for(self, word: str) -> frozenset[int]:
        """The numbers of the words of patterns that a word of a text can stand for."""
        return self._met(word)[0]

    def _meeting(self, word: str) -> tuple[frozenset[int], tuple[int, ...]]:
        """What a word of a text can stand for, and in which patterns that stands."""
        numbers = self._standing_for(word)
        return numbers, self._members.of(numbers)

    def _standing_for(self, word: str) -> frozenset[int]:
        found = self._written(word)
        if not found:
            for near in self._slips.near(word):
                found.update(self._words[near])
            for near in self._spelled.near(word):
                found.update(self._written(near))
            for near in self._slips_in_beginnings.near_beginning(word):
                found.update(self._begins[near])
        elif word not in self._words:
            # With its beginning it stands for something; but for a slip behind that it may stand for more.
            for near in self._slips.very_near(word):
                found.update(self._words[near])
            if not self._spelled.has(word):
                for near in self._spelled.very_near(word):
                    found.update(self._written(near))
        return frozenset(found)

    def _written(self, word: str) -> set[int]:
        """What a word stands for as it is written."""
        found = set(self._words.get(word, ()))
        for length in range(self._shortest, min(len(word), self._longest) + 1):
            found.update(self._begins.get(word[:length], ()))
            found.update(self._ends.get(word[-length:], ()))
        return found

    def _joined(self, first: str, second: str) -> tuple[frozenset[int], tuple[int, ...]]:
        """What two words stand for that should have been written as one, and in which patterns that stands."""
        word, before = folded(first + second), len(folded(first))
        found = set(self._words.get(word, ()))
        for length in range(max(self._shortest, before + _LEAST_OF_SECOND), min(len(word), self._longest) + 1):
            found.update(self._begins.get(word[:length], ()))
        return frozenset(found), self._members.of(found)

    def held(self, sentence: Sentence, text: str) -> list[Held[T]]:
        """The patterns that a sentence holds, denied or not, each once; in the order of the sentence's words.

        Args:
            sentence: a sentence.
            text: the text that it is from.
        """
        look_at_the_clock()
        tokens = sentence.tokens
        standing, belonging = self._standing_in(tokens)
        places = _Places(standing, self._may_deny, tokens, text)
        found: list[tuple[int, Held[T]]] = []
        for place in self._tally.reached(belonging):
            entry = self._entries[place]
            chosen = _parts_found(entry.parts, places)
            if chosen is not None:
                found.append((self._rarest[place], _as_held(entry, chosen, places)))
        if len(found) > 1:
            found.sort(key=lambda one: _order(one[0], standing))
        return [held for _, held in found]

    def narrowest(self, held: Held[T], sentence: Sentence, text: str) -> tuple[int, int]:
        """The first and last of the fewest words in a row of a sentence that hold a pattern.

        A pattern is held by the first words that it can have, and some of them may belong to something before it.

        Args:
            held: the pattern, as the sentence holds it.
            sentence: the sentence.
            text: the text that it is from.
        """
        tokens, parts = sentence.tokens, self._entries[held.place].parts
        standing, _ = self._standing_in(tokens)
        first, last = held.first, held.last
        for begin in range(held.first + 1, len(tokens)):
            fewer = slice(begin, begin + last - first)
            chosen = _parts_found(parts, _Places(standing[fewer], self._may_deny, tokens[fewer], text))
            if chosen is not None:
                first, last = begin + min(chosen), begin + max(chosen)
        return first, last

    def may_hold(self, tokens: Iterable[Token]) -> bool:
        """Whether some words may be enough for a pattern, wherever they stand."""
        return any(True for _ in self._tally.reached(self._standing_in(tuple(tokens))[1]))

    def _standing_in(self, tokens: tuple[Token, ...]) -> tuple[list[frozenset[int]], list[int]]:
        """What each word stands for, alone or as one with the next, and in which patterns; also those it may deny.

        Where a word comes again, it helps no pattern but those that have several words that it stands for.
        """
        standing: list[frozenset[int]] = []
        belonging: list[int] = []
        times: dict[str, int] = {}
        last = len(tokens) - 1
        for i, token in enumerate(tokens):
            numbers, belongs = self._met(token.word)
            if belongs:
                before = times[token.word] = times.get(token.word, -1) + 1
                if before < len(belongs):
                    belonging.append(belongs[before])
            if i < last:
                joined, belongs = self._standing_for_joined(token.raw, tokens[i + 1].raw)
                if joined:
                    numbers |= joined
                    belonging += belongs
            if token.denies:
                belonging.append(self._denying)
            standing.append(numbers)
        return standing, belonging

    def weight_of(self, held: Held[T]) -> float:
        """How much the words of a pattern count; a word counts the more, the fewer keys it stands for."""
        return self._shares.totals[held.place]

    @cached_property
    def weight_of_one(self) -> float:
        """How much a word counts that stands for one key alone."""
        return _weight(len({entry.key for entry in self._entries}), 1)

    def looseness(self, held: Held[T]) -> float:
        """How far the words of a pattern are spread in a sentence: 1.0 where they follow each other."""
        words = sum(map(len, self._entries[held.place].parts))
        return (held.last - held.first + 1) / words

    def partly(self, sentences: Iterable[Sentence], most: int) -> list[Partly[T]]:
        """What a text holds several words of, and `LEAST` of them by their weight, in any order and in whatever
        sentence; the most per key, and of these those first of which most is there.

        A word counts the more, the fewer keys it stands for. A key does not count where a pattern of it has most, of
        which only one word is there.

        Args:
            sentences: those of the text.
            most: how many keys are wanted at most.
        """
        first: dict[tuple[str, bool], Token] = {}  # each word once
        for token in (token for sentence in sentences for token in sentence.tokens):
            first.setdefault((token.word, token.denies), token)
        tokens = list(first.values())
        belonging = [one for token in tokens for one in self._part_of(token.word)]
        standing: list[frozenset[int | None]] = []
        for token in tokens:
            standing.append(self.standing_for(token.word))
            if token.denies:
                standing.append(_DENYING)
                belonging += self._part_of_denying
        there = frozenset[int | None]().union(*standing)
        by_key: defaultdict[T, list[tuple[float, int, frozenset[int | None]]]] = defaultdict(list)
        for place, words, share in self._shares.had_by(belonging, there):
            by_key[self._entries[place].key].append((share, place, words))
        found: list[tuple[float, float, int]] = []
        for key in sorted(by_key, key=lambda key: max(by_key[key])[0], reverse=True):
            nearly = max(by_key[key])[0] - ROUNDED
            if len(found) >= most and nearly < found[most - 1][0] - 2 * ROUNDED:
                break
            best = max(self._share(place, words, standing) for share, place, words in by_key[key] if share >= nearly)
            if best[0] >= LEAST and not self._has_more_alone(key, best, there, standing):
                found.append(best)
        found.sort(key=lambda one: (-one[0], -one[1], one[2]))
        return [self._partly(place, share, tokens) for share, _, place in found[:most]]

    def _has_more_alone(
        self, key: T, best: tuple[float, float, int], there: frozenset[int | None],
        standing: list[frozenset[int | None]],
    ) -> bool:
        """Whether a pattern of a key has most of which only one word is there."""
        alone = ((place, self._shares.shared(place, there)) for place in self._alone[key])
        return any(self._share(place, words, standing) > best for place, words in alone if len(words) == 1)

    def _share(
        self, place: int, words: frozenset[int | None], standing: list[frozenset[int | None]]
    ) -> tuple[float, float, int]:
        """What share some words of a pattern are, what they weigh, added as they come in the text, and the pattern."""
        # Where they are no more than two, their sum is the same in either order.
        ordered = words if len(words) <= 2 else sorted(words, key=lambda word: _order(word, standing))
        weight = 0.0
        for word in ordered:
            weight += self._weights[word]
        return weight / self._shares.totals[place], weight, place

    def _partly(self, place: int, share: float, tokens: list[Token]) -> Partly[T]:
        entry = self._entries[place]
        words = _words_in(entry)
        named = []
        for token in tokens:
            here = words & self.standing_for(token.word)
            if token.denies and None in words:
                here.add(None)
            if here:
                named += [token] * len(here)
                words -= here
        return Partly(entry.key, share, len(named), named[0].begin, max(token.end for token in named))

    @cached_property
    def _alone(self) -> dict[T, list[int]]:
        """By what they stand for, the patterns of several words of which one is enough by its weight."""
        found: dict[T, list[int]] = {entry.key: [] for entry in self._entries}
        for place in self._shares.enough_alone:
            found[self._entries[place].key].append(place)
        return found

    @cached_property
    def _part_of(self) -> Callable[[str], tuple[int, ...]]:
        """The patterns in whose weight a word of a text counts."""
        return lru_cache(maxsize=1 << 13)(lambda word: self._shares.members.of(self.standing_for(word)))

    @cached_property
    def _part_of_denying(self) -> tuple[int, ...]:
        """Those in whose weight a word that denies counts."""
        return self._shares.members.of(_DENYING)

    @cached_property
    def _weights(self) -> dict[int | None, float]:
        """How much each word counts."""
        keys: defaultdict[int | None, set[T]] = defaultdict(set)
        for entry in self._entries:
            for number in _words_in(entry):
                keys[number].add(entry.key)
        several = len({entry.key for entry in self._entries})
        weights = {number: _weight(several, len(found)) for number, found in keys.items()}
        weights[None] = _OF_DENYING
        return weights

    @cached_property
    def _shares(self) -> Shares[int | None]:
        """The words of each pattern."""
        return Shares(map(_words_in, self._entries), self._weights, _LEAST_PARTLY)


def _weight(several: int, found: int) -> float:
    """How much a word counts that stands for some of several keys."""
    return math.log(1 + several / found)


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
    return set(entry.words)


class _Places(dict[int | str | None, list[int]]):
    """Where in a sentence what patterns are made of stands, each worked out when it is first asked for."""

    def __init__(
        self, standing: list[frozenset[int]], may_deny: Collection[int], tokens: tuple[Token, ...], text: str
    ) -> None:
        super().__init__()
        self._standing, self._may_deny, self.tokens, self.text = standing, may_deny, tokens, text

    def __missing__(self, what: int | str | None) -> list[int]:
        found = self[what] = self._found(what)
        return found

    def _found(self, what: int | str | None) -> list[int]:
        if isinstance(what, str):
            return [i for i, token in enumerate(self.tokens) if _value_at(what, token, self.text) is not None]
        if what is None:
            return [i for i, token in enumerate(self.tokens) if token.denies]
        found = [i for i, numbers in enumerate(self._standing) if what in numbers]
        # What stands there in so many words comes before a word that denies.
        return [*found, *(i for i in self[None] if i not in found)] if what in self._may_deny else found


def _order(number: int | None, standing: Sequence[frozenset[Any]]) -> tuple[int, int]:
    """When a number comes first in a text: by its word, and by its place in what that stands for."""
    for i, numbers in enumerate(standing):
        if number in numbers:
            return i, list(numbers).index(number)
    return len(standing), number or 0  # a word that denies stands there for it


def _parts_found(parts: tuple[tuple[int | str | None, ...], ...], places: _Places) -> list[int] | None:
    """Where the words of all parts stand, each word at a place of its own; None where a part is missing."""
    taken: list[int] = []
    for part in parts:
        for start in places[part[0]]:
            found = _followed(part, start, places)
            if found is not None and not (taken and set(found).intersection(taken)):
                taken += found
                break
        else:
            return None
    return taken


def _followed(part: tuple[int | str | None, ...], start: int, places: _Places) -> list[int] | None:
    """Where the words of a part stand from a place on, none too far from the one before it."""
    found = [start]
    for what in part[1:]:
        near = range(found[-1] + 1, found[-1] + MOST_BETWEEN + 2)
        known = places[what]
        at = next((i for i in near if i in known), None)
        if at is None:
            return None
        found.append(at)
    return found


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


def _as_held(entry: _Entry[T], chosen: list[int], places: _Places) -> Held[T]:
    first, last = min(chosen), max(chosen)
    tokens, denying = places.tokens, places[None]
    denied = False
    if denying and not any(i in denying for i in chosen):
        clauses = {tokens[i].clause for i in chosen}
        around = range(first - _DENIED_FROM, last + _DENIED_UNTIL + 1)
        near = (i for i in denying if i in around and tokens[i].clause in clauses)
        denied = any(i < last or not _says_it_fails(tokens, i) for i in near)
    value = None
    if entry.reads:
        flat = [number for part in entry.parts for number in part]
        kind = next(kind for kind in flat if isinstance(kind, str))
        value = _value_at(kind, tokens[chosen[flat.index(kind)]], places.text)
    return Held(entry.key, first, last, entry.place, denied, value, tuple(chosen))
