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

from expert.foundations.kept import cached_property
from expert.recognizing.words import words_of
from expert.rules.models import Symptom

_LETTERS = 6
"""Letters of a word by which it is known: the rest bends it, in English and still more in Swedish."""

_PIECE = 4
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


class Resemblance:
    """What a text is like; each part of it is worked out when it is first asked for."""

    def __init__(self, words: Sequence[str], odds: _Odds, near: _Nearness) -> None:
        self._words = words
        self._odds = odds
        self._near = near

    @cached_property
    def odds(self) -> float | None:
        """That it is a report, as a logarithm: over zero it rather is one. None where too few texts are known."""
        return self._odds.of(self._words)

    @cached_property
    def is_known(self) -> bool:
        """Whether it has so many words of reports that its likeness to them, or the lack of it, says anything."""
        return self._near.has_enough_of(self._words)

    @cached_property
    def nearest(self) -> tuple[tuple[str, float], ...]:
        """The symptoms whose reports it is like, from 0 to 1, the nearest first."""
        return tuple(self._near.of(self._words))

    def to(self, symptom: str) -> float:
        """How near it comes to the reports of a symptom."""
        return self._near.to(self._words, symptom)


class Precedents:
    """Texts of which it is known what they report; built once, read-only afterward.

    Args:
        symptoms: the symptoms, with what people told of them and what only sounded so.

    Attributes:
        told: the ids of the symptoms that have reports.
    """

    def __init__(self, symptoms: Iterable[Symptom]) -> None:
        symptoms = tuple(symptoms)
        reports = {symptom.id: list(map(words_of, symptom.reports)) for symptom in symptoms if symptom.reports}
        others = [words_of(text) for symptom in symptoms for text in symptom.near_misses]
        self.told = frozenset(reports)
        self._odds = _Odds([words for texts in reports.values() for words in texts], others)
        self._near = _Nearness({
            symptom.id: [*reports[symptom.id], *map(words_of, _documented(symptom))]
            for symptom in symptoms if symptom.reports
        })  # fmt: skip

    def of(self, text: str) -> Resemblance:
        """What a text is like."""
        return Resemblance(words_of(text), self._odds, self._near)

    def shared(self, words: Sequence[str], symptom: str) -> float:
        """How much of the reports of a symptom some words in a row have."""
        return self._near.shared(_with_pieces(words), symptom)


class _Odds:
    """Whether a text is a report, by words that are more frequent in reports or in what only sounds so."""

    def __init__(self, reports: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> None:
        self._known = min(len(reports), len(others)) >= _LEAST_TEXTS
        in_reports, in_others = (
            Counter(one for words in texts for one in _known_by(words)) for texts in (reports, others)
        )
        shares = len(reports) + 2 * _UNSEEN, len(others) + 2 * _UNSEEN
        self._weights = {
            one: _bounded(math.log((in_reports[one] + _UNSEEN) / shares[0] / (in_others[one] + _UNSEEN) * shares[1]))
            for one in in_reports | in_others
        }

    def of(self, words: Sequence[str]) -> float | None:
        """The odds that words are of a report; None where too few texts are known."""
        return sum(self._weights.get(one, 0.0) for one in _known_by(words)) if self._known else None


class _Nearness:
    """Which symptoms a text is like, by words and pieces of words that few of them have."""

    def __init__(self, told: Mapping[str, Sequence[Sequence[str]]]) -> None:
        counts = {
            symptom: Counter(one for words in texts for one in _with_pieces(words)) for symptom, texts in told.items()
        }
        in_all: Counter[str] = Counter()
        for counted in counts.values():
            in_all.update(counted)
        symptoms_with = Counter(one for counted in counts.values() for one in counted)
        # Half of all pairs stand in a single text. They bring nothing nearer, and take as much room as all else.
        kept = {one for one, count in in_all.items() if count > 1 or " " not in one}
        self._unknown = math.log(1 + len(told))
        self._rare = {one: math.log((1 + len(told)) / symptoms_with[one]) for one in kept}
        self._shares: dict[str, dict[str, float]] = {one: {} for one in kept}
        for symptom, counted in counts.items():
            weights = {one: math.log1p(count) * self._rare[one] for one, count in counted.items() if one in kept}
            length = _length(weights.values())
            for one, weight in weights.items():
                self._shares[one][symptom] = weight / length

    def of(self, words: Sequence[str]) -> list[tuple[str, float]]:
        """How near words come to each symptom, the nearest first."""
        if not self.has_enough_of(words):
            return []
        found = _with_pieces(words)
        near: defaultdict[str, float] = defaultdict(float)
        for one in found:
            for symptom, share in self._shares.get(one, {}).items():
                near[symptom] += self._rare[one] * share
        length = self._length_of(found)
        return sorted(((symptom, total / length) for symptom, total in near.items()), key=lambda one: -one[1])

    def to(self, words: Sequence[str], symptom: str) -> float:
        """How near they come to one symptom."""
        found = _with_pieces(words)
        return self.shared(found, symptom) / self._length_of(found) if self.has_enough_of(words) else 0.0

    def shared(self, found: Iterable[str], symptom: str) -> float:
        """How much of what is told of a symptom is there."""
        return sum(self._rare[one] * self._shares[one].get(symptom, 0.0) for one in found if one in self._shares)

    def has_enough_of(self, words: Sequence[str]) -> bool:
        """Whether there are so many words of reports among them that they can be like any."""
        return sum(word[:_LETTERS] in self._rare for word in dict.fromkeys(words)) >= _LEAST_WORDS

    def _length_of(self, found: Iterable[str]) -> float:
        return _length(self._rare.get(one, self._unknown) for one in found)


def _documented(symptom: Symptom) -> Iterator[str]:
    """The title of a symptom and its messages, in all languages: words of them are used by those who tell of it."""
    yield from (symptom.title.en, symptom.title.sv)
    yield from (wording for message in symptom.messages if message.kind != "log" for wording in message.wordings())


def _known_by(words: Sequence[str]) -> dict[str, None]:
    """The beginnings of words, and the pairs of them, each once; in an order that every process has.

    Numbers do not count: every ticket has its dates.
    """
    beginnings = [word[:_LETTERS] for word in words if not word.isdigit()]
    pairs = (f"{one} {other}" for one, other in pairwise((_EDGE, *beginnings, _EDGE)))
    return dict.fromkeys((*beginnings, *pairs))


def _with_pieces(words: Sequence[str]) -> dict[str, None]:
    """The same, and the pieces of the words."""
    known = _known_by(words)
    for word in dict.fromkeys(words):
        if not word.isdigit():
            edged = f"{_EDGE}{word}{_EDGE}"
            known.update(dict.fromkeys(f"~{edged[at : at + _PIECE]}" for at in range(len(edged) - _PIECE + 1)))
    return known


def _length(numbers: Iterable[float]) -> float:
    """The length of a vector; 1 for one of nothing, which is divided by it."""
    return math.sqrt(sum(number**2 for number in numbers)) or 1.0


def _bounded(odds: float) -> float:
    return max(min(odds, _MOST_OF_ONE), -_MOST_OF_ONE)
