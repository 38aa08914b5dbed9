"""How a text is like those in which people told of symptoms before, and like those that only sounded so.

Reports are told in ever new words, and so is what is none: an order, a plan, thanks. A list of phrases is never
complete; but whole texts of both kinds, kept with each symptom (`reports`, `near_misses`), say which words weigh how
much for what. The odds that a text is a report are those of naive Bayes over the beginnings of its words and pairs of
them. How near it comes to a symptom is the cosine of the angle between it and the reports of that, over the same and
over pieces of four letters, by which compounds and mistyped words are known; each weighs the more the fewer symptoms
have it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from expert.facts.vocabulary import MESSAGE
from expert.foundations.kept import cached_property
from expert.foundations.records import PlainRecord
from expert.recognizing.words import words_of
from expert.rules.models import Symptom

LETTERS = 6
"""Letters of a word by which it is known: the rest bends it, in English and still more in Swedish."""

PIECE = 4
"""Letters of a piece of a word."""

_EDGE = "·"
"""Stands for where a text, or a word, begins and ends: how a text begins tells much of what it is."""

_UNSEEN = 0.1
"""What is added to each count of naive Bayes, so that what was never seen is not impossible."""

_MOST_OF_ONE = 2.0
"""What one beginning or pair says at most for or against a report, so that no topic of a few texts decides alone."""

_LEAST_WORDS = 3
"""Known words that a text must have to be like anything: "error" alone is in every second report."""

_LEAST_TEXTS = 100
"""Reports, and near misses, from which on they say what a report is at all."""


class Counts(PlainRecord):
    """How often texts of which it is known what they report have what they are known by.

    Attributes:
        symptoms: the ids of the symptoms that have reports.
        lengths: for each of them, the length of the vector of what its reports have.
        reports: how many reports there are.
        near_misses: how many texts that only sound so.
        having: for the beginnings of words, pairs of them and pieces of words: how many reports have one, how many near
            misses; then, by turns, the place of a symptom and how many texts of it do. A piece tells of symptoms only,
            and what a single text has of nothing but what a report is: half of all pairs are so.
    """

    symptoms: tuple[str, ...]
    lengths: tuple[float, ...]
    reports: int
    near_misses: int
    having: Mapping[str, Sequence[int]]


def counts_of(symptoms: Iterable[Symptom]) -> Counts:
    """Count what texts of symptoms have."""
    symptoms = tuple(symptoms)
    told = [symptom for symptom in symptoms if symptom.reports]
    reports = [list(map(words_of, symptom.reports)) for symptom in told]
    near_misses = [words_of(text) for symptom in symptoms for text in symptom.near_misses]
    in_reports = Counter(one for texts in reports for words in texts for one in _known_by(words))
    in_near_misses = Counter(one for words in near_misses for one in _known_by(words))
    of_symptoms: defaultdict[str, list[int]] = defaultdict(list)
    for place, (symptom, texts) in enumerate(zip(told, reports, strict=True)):
        every = [*texts, *map(words_of, _documented(symptom))]
        for one, count in Counter(one for words in every for one in _with_pieces(words)).items():
            of_symptoms[one] += (place, count)
    having = {
        one: (in_reports[one], in_near_misses[one], *(of if " " not in one or sum(of[1::2]) > 1 else ()))
        for one, of in ((one, of_symptoms.get(one, [])) for one in {**in_reports, **in_near_misses, **of_symptoms})
    }
    squares = [0.0] * len(told)
    for _, _, *of in having.values():
        for place, weight in _weights(of, len(told)):
            squares[place] += weight**2
    ids = tuple(symptom.id for symptom in told)
    return Counts(ids, tuple(map(math.sqrt, squares)), sum(map(len, reports)), len(near_misses), having)


def _rare(having: int, symptoms: int) -> float:
    """What something weighs that so many of the symptoms have."""
    return math.log((1 + symptoms) / max(having, 1))


def _weights(of: Sequence[int], symptoms: int) -> Iterator[tuple[int, float]]:
    """What something weighs for each of the symptoms that have it.

    Args:
        of: by turns, the place of such a symptom and how many texts of it have it.
        symptoms: how many symptoms there are.
    """
    rare = _rare(len(of) // 2, symptoms)
    return ((place, math.log1p(count) * rare) for place, count in zip(of[::2], of[1::2], strict=True))


class Resemblance:
    """What a text is like; each part of it is worked out when it is first asked for."""

    def __init__(self, words: Sequence[str], precedents: Precedents) -> None:
        self._words = words
        self._precedents = precedents

    @cached_property
    def odds(self) -> float | None:
        """That it is a report, as a logarithm: over zero it rather is one. None where too few texts are known."""
        if not self._precedents.tell_reports:
            return None
        return sum(self._precedents.weight_of(one).odds for one in _known_by(self._words))

    @cached_property
    def is_known(self) -> bool:
        """Whether it has so many words of reports that its likeness to them, or the lack of it, says anything."""
        beginnings = (word[:LETTERS] for word in dict.fromkeys(self._words))
        return sum(bool(self._precedents.weight_of(one).shares) for one in beginnings) >= _LEAST_WORDS

    @cached_property
    def nearest(self) -> tuple[tuple[str, float], ...]:
        """The symptoms whose reports it is like, from 0 to 1, the nearest first."""
        if not self.is_known:
            return ()
        weights = [self._precedents.weight_of(one) for one in _with_pieces(self._words)]
        length = math.sqrt(sum(weight.rare**2 for weight in weights))
        near: defaultdict[str, float] = defaultdict(float)
        for weight in weights:
            for symptom, share in weight.shares.items():
                near[symptom] += weight.rare * share / length
        return tuple(sorted(near.items(), key=lambda one: -one[1]))

    def to(self, symptom: str) -> float:
        """How near it comes to the reports of a symptom."""
        return next((nearness for one, nearness in self.nearest if one == symptom), 0.0)

    def most_like(self, symptom: str, parts: Iterable[Sequence[str]]) -> int:
        """The place of the part that is most like the reports of a symptom.

        Args:
            symptom: the id of the symptom.
            parts: the words of parts of the text.
        """
        known = ([self._precedents.weight_of(one) for one in _with_pieces(words)] for words in parts)
        shared = [sum(weight.rare * weight.shares.get(symptom, 0.0) for weight in weights) for weights in known]
        return shared.index(max(shared))


class _Weight(NamedTuple):
    """What a beginning of a word, a pair of them or a piece of a word weighs.

    Attributes:
        odds: for a report, and against one where below zero; a logarithm.
        rare: how few symptoms have it: the logarithm of how many there are for each that does.
        shares: for each symptom whose reports have it, what it is of the sum of these, whose length is 1.
    """

    odds: float
    rare: float
    shares: Mapping[str, float]


class Precedents:
    """Texts of which it is known what they report; read-only.

    Args:
        counts: what they have.

    Attributes:
        told: the ids of the symptoms that have reports.
        tell_reports: whether there are so many texts that they say what a report is.
    """

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self._weights: dict[str, _Weight] = {}
        self._unknown = _Weight(0.0, _rare(0, len(counts.symptoms)), {})
        self.told = frozenset(counts.symptoms)
        self.tell_reports = min(counts.reports, counts.near_misses) >= _LEAST_TEXTS

    def of(self, text: str) -> Resemblance:
        """What a text is like."""
        return Resemblance(words_of(text), self)

    def weight_of(self, one: str) -> _Weight:
        """What a beginning, a pair or a piece weighs: most texts have few of all that are known."""
        known = self._weights.get(one)
        if known is None:
            numbers = self._counts.having.get(one)
            known = self._unknown if numbers is None else self._weights.setdefault(one, self._weighed(*numbers))
        return known

    def _weighed(self, in_reports: int, in_others: int, *of: int) -> _Weight:
        counts = self._counts
        symptoms = len(counts.symptoms)
        rare = _rare(len(of) // 2, symptoms)
        shares = {counts.symptoms[place]: weight / counts.lengths[place] for place, weight in _weights(of, symptoms)}
        if in_reports == in_others == 0:
            return _Weight(0.0, rare, shares)
        of_reports, of_others = counts.reports + 2 * _UNSEEN, counts.near_misses + 2 * _UNSEEN
        odds = math.log((in_reports + _UNSEEN) / of_reports / (in_others + _UNSEEN) * of_others)
        return _Weight(max(min(odds, _MOST_OF_ONE), -_MOST_OF_ONE), rare, shares)


def _documented(symptom: Symptom) -> Iterator[str]:
    """The title of a symptom, its messages and its example, in all languages: who tells of it uses words of them."""
    yield from (symptom.title.en, symptom.title.sv)
    yield from (wording for message in symptom.messages if message.kind != "log" for wording in message.wordings())
    example = symptom.example.get(MESSAGE)
    if isinstance(example, str):
        yield example


def _known_by(words: Sequence[str]) -> dict[str, None]:
    """The beginnings of words, and the pairs of them, each once; in an order that every process has.

    Numbers do not count: every ticket has its dates.
    """
    beginnings = [word[:LETTERS] for word in words if not word.isdigit()]
    pairs = (f"{one} {other}" for one, other in pairwise((_EDGE, *beginnings, _EDGE)))
    return dict.fromkeys((*beginnings, *pairs))


def _with_pieces(words: Sequence[str]) -> dict[str, None]:
    """The same, and the pieces of the words."""
    known = _known_by(words)
    for word in dict.fromkeys(words):
        if not word.isdigit():
            edged = f"{_EDGE}{word}{_EDGE}"
            known.update(dict.fromkeys(f"~{edged[at : at + PIECE]}" for at in range(len(edged) - PIECE + 1)))
    return known
