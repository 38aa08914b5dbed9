"""How a text is like those in which people told of symptoms before, and like those that only sounded so.

Reports are told in ever new words, and so is what is none: an order, a plan, thanks. A list of phrases is never
complete; but whole texts of both kinds, kept with each symptom (`reports`, `near_misses`), say which words weigh how
much for what. The odds that a text is a report are those of naive Bayes over the beginnings of its words and pairs of
them; how near it comes to a symptom is the cosine of the angle between it and the sum of the reports of that, each
beginning weighed by how few texts have it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from expert.foundations.records import Record
from expert.recognizing.words import words_of
from expert.rules.models import Symptom

_LETTERS = 6
"""Letters of a word by which it is known: the rest bends it, in English and still more in Swedish."""

_UNSEEN = 0.1
"""What is added to each count of naive Bayes, so that what was never seen is not impossible."""

_MOST_OF_ONE = 2.5
"""What one beginning or pair says at most for or against a report, so that no topic of a few texts decides alone."""

_LEAST_WORDS = 3
"""Known words that a text must have to be like anything: "error" alone is in every second report."""

_LEAST_TEXTS = 100
"""Reports, and near misses, from which on they say what a report is at all."""


class _Weight(NamedTuple):
    """What a beginning of a word, or a pair of them, weighs.

    Attributes:
        odds: for a report, and against where below zero; a logarithm.
        rare: the logarithm of how many texts there are for each that has it.
        near: for each symptom whose reports have it, what it is of the sum of these, whose length is 1.
    """

    odds: float
    rare: float
    near: dict[str, float]


@dataclass(frozen=True, eq=False, repr=False)
class Resemblance(Record):
    """What a text is like.

    Attributes:
        odds: that it is a report, as a logarithm: over zero it rather is one. None where too few texts are known.
        nearest: the symptoms whose reports it is like, from 0 to 1, the nearest first.
    """

    odds: float | None
    nearest: tuple[tuple[str, float], ...]

    def to(self, symptom: str) -> float:
        """How near it comes to the reports of a symptom."""
        return next((nearness for one, nearness in self.nearest if one == symptom), 0.0)


class Precedents:
    """Texts of which it is known what they report; built once, read-only afterward.

    Args:
        symptoms: the symptoms, with what people told of them and what only sounded so.

    Attributes:
        told: the ids of the symptoms that have reports.
    """

    def __init__(self, symptoms: Iterable[Symptom]) -> None:
        symptoms = tuple(symptoms)
        self.told = frozenset(symptom.id for symptom in symptoms if symptom.reports)
        reports = {s.id: [_known_by(words_of(text)) for text in s.reports] for s in symptoms if s.reports}
        others = [_known_by(words_of(text)) for symptom in symptoms for text in symptom.near_misses]
        self._tells = sum(map(len, reports.values())), len(others)
        self._weights = _weighed(reports, others)

    def of(self, text: str) -> Resemblance:
        """What a text is like."""
        known = self._known(words_of(text))
        near: defaultdict[str, float] = defaultdict(float)
        for weight in known.values() if sum(" " not in one for one in known) >= _LEAST_WORDS else ():
            for symptom, share in weight.near.items():
                near[symptom] += weight.rare * share
        length = _length(weight.rare for weight in known.values())
        nearest = sorted(((symptom, total / length) for symptom, total in near.items()), key=lambda one: -one[1])
        odds = sum(weight.odds for weight in known.values()) if min(self._tells) >= _LEAST_TEXTS else None
        return Resemblance(odds, tuple(nearest))

    def shared(self, words: Sequence[str], symptom: str) -> float:
        """How much of the reports of a symptom some words in a row have."""
        return sum(weight.rare * weight.near.get(symptom, 0.0) for weight in self._known(words).values())

    def _known(self, words: Sequence[str]) -> dict[str, _Weight]:
        """What words in a row are known by, of what any text before has."""
        return {one: self._weights[one] for one in _known_by(words) if one in self._weights}


def _known_by(words: Sequence[str]) -> tuple[str, ...]:
    """The beginnings of words, and the pairs of them, each once; in an order that every process has.

    Numbers do not count: every ticket has its dates.
    """
    beginnings = [word[:_LETTERS] for word in words if not word.isdigit()]
    return tuple(dict.fromkeys((*beginnings, *(f"{one} {other}" for one, other in pairwise(beginnings)))))


def _weighed(reports: dict[str, list[tuple[str, ...]]], others: list[tuple[str, ...]]) -> dict[str, _Weight]:
    in_reports = Counter(one for texts in reports.values() for text in texts for one in text)
    in_others = Counter(one for text in others for one in text)
    tells = sum(map(len, reports.values()))
    total = tells + len(others)
    of_reports, of_others = tells + 2 * _UNSEEN, len(others) + 2 * _UNSEEN
    weights = {
        one: _Weight(
            _bounded(math.log((in_reports[one] + _UNSEEN) / of_reports / (in_others[one] + _UNSEEN) * of_others)),
            math.log(total / (in_reports[one] + in_others[one])), {},
        )
        for one in in_reports | in_others
    }  # fmt: skip
    for symptom, texts in reports.items():
        together: defaultdict[str, float] = defaultdict(float)
        for text in texts:
            length = _length(weights[one].rare for one in text)
            for one in text:
                together[one] += weights[one].rare / length
        length = _length(together.values())
        for one, share in together.items():
            weights[one].near[symptom] = share / length
    return weights


def _length(numbers: Iterable[float]) -> float:
    """The length of a vector; 1 for one of nothing, which is divided by it."""
    return math.sqrt(sum(number**2 for number in numbers)) or 1.0


def _bounded(odds: float) -> float:
    return max(min(odds, _MOST_OF_ONE), -_MOST_OF_ONE)
