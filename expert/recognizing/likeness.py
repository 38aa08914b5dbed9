"""What a text reminds of in which nothing was recognized: the symptoms with whose words it shares most.

The words are those of messages and titles, and those in which people put it. A word counts the more, the fewer symptoms
have it. What comes of it is a question and no finding.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from expert.foundations.records import Record
from expert.recognizing.phrasing import Phrasing
from expert.recognizing.recognition import Likeness
from expert.recognizing.slips import Slips
from expert.recognizing.words import Sentence, folded, words_of
from expert.rules.models import Message, Symptom

LEAST = 0.5
"""The share of the words of a wording or pattern, by their weight, from which on a text reminds of it."""

_MOST = 0.79
_SMALL = 3
_LEAST_WORDS = 2
_MOST_WORDS = 400


@dataclass(frozen=True, eq=False, repr=False)
class _Wording(Record):
    symptom: str
    message: Message | None
    words: frozenset[str]


class Likenesses:
    """The words of all symptoms; built once, read-only afterward.

    Args:
        symptoms: the symptoms.
        named: what people call them.
    """

    def __init__(self, symptoms: Iterable[Symptom], named: Phrasing[str]) -> None:
        self._named = named
        self._wordings = [wording for symptom in symptoms for wording in _wordings_of(symptom)]
        having = Counter(word for words in _by_symptom(self._wordings) for word in words)
        several = max(len({wording.symptom for wording in self._wordings}), 2)
        self._weights = {word: math.log(1 + several / count) for word, count in having.items()}
        self._slips = Slips(self._weights)
        self._known = lru_cache(maxsize=1 << 13)(self._all_known)

    def of(self, text: str, read: list[Sentence]) -> list[Likeness]:
        """The symptoms that a text reminds of, those first of which most is there; of equal ones those put so."""
        tokens = [token for sentence in read for token in sentence.tokens][:_MOST_WORDS]
        meant = [(token, self._known(token.word)) for token in tokens]
        there = {word for _, words in meant for word in words}
        found = [
            Likeness(partly.key, text[partly.begin : partly.end], None, round(partly.share * _MOST, 2))
            for partly in self._named.partly(read)
            if partly.share >= LEAST and partly.count >= _LEAST_WORDS
        ]
        for wording in self._wordings:
            shared = wording.words & there
            if len(shared) < min(_LEAST_WORDS, len(wording.words)):
                continue
            total = sum(self._weights[word] for word in wording.words)
            score = sum(self._weights[word] for word in shared) / total if total else 0.0
            if score >= LEAST:
                inside = [token for token, words in meant if not shared.isdisjoint(words)]
                span = text[inside[0].begin : inside[-1].end]
                found.append(Likeness(wording.symptom, span, wording.message, min(round(score, 2), _MOST)))
        return found

    def _all_known(self, word: str) -> tuple[str, ...]:
        """The words of symptoms that a word of a text can be."""
        return (word,) if word in self._weights else tuple(self._slips.near(word))


def _wordings_of(symptom: Symptom) -> Iterator[_Wording]:
    for message in symptom.messages:
        if message.kind != "log":
            for words in message.wordings():
                yield _Wording(symptom.id, message, _meaningful(words))
    for title in (symptom.title.en, symptom.title.sv):
        yield _Wording(symptom.id, None, _meaningful(title))


def _meaningful(text: str) -> frozenset[str]:
    return frozenset(word for word in words_of(text) if len(word) > _SMALL and word not in _COMMON)


_COMMON = frozenset(map(folded, (
    "this", "that", "with", "your", "have", "been", "from", "because", "there", "device", "enrollment", "intune",
    "error", "message", "phone", "user", "does", "cannot", "enheten", "enhet", "registrering", "registreringen", "inte",
    "eftersom", "vid", "går", "felet", "meddelande", "användarens", "installed",
)))  # fmt: skip


def _by_symptom(wordings: Iterable[_Wording]) -> list[set[str]]:
    found: dict[str, set[str]] = {}
    for wording in wordings:
        found.setdefault(wording.symptom, set()).update(wording.words)
    return list(found.values())
