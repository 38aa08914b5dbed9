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
from expert.recognizing.recognition import MOST_OF_REMINDERS, MOST_REMINDERS, Likeness
from expert.recognizing.shares import LEAST, Shares
from expert.recognizing.slips import Slips
from expert.recognizing.words import Sentence, folded, words_of
from expert.rules.models import Message, Symptom

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
        symptoms = tuple(symptoms)
        self._named = named
        # Those that are general may be recognized beside what a text reminds of, and are then left out of it.
        self._most = MOST_REMINDERS + sum(symptom.general for symptom in symptoms)
        self._wordings = [wording for symptom in symptoms for wording in _wordings_of(symptom)]
        having = Counter(word for words in _by_symptom(self._wordings) for word in words)
        several = max(len({wording.symptom for wording in self._wordings}), 2)
        self._weights = {word: math.log(1 + several / count) for word, count in having.items()}
        self._shares = Shares((wording.words for wording in self._wordings), self._weights, _LEAST_WORDS)
        self._slips = Slips(self._weights)
        self._known = lru_cache(maxsize=1 << 13)(self._all_known)

    def of(self, text: str, read: list[Sentence]) -> list[Likeness]:
        """The symptoms that a text reminds of, those first of which most is there; of equal ones those put so."""
        tokens = [token for sentence in read for token in sentence.tokens][:_MOST_WORDS]
        meant = [(token, *self._known(token.word)) for token in tokens]
        there = frozenset(word for _, words, _ in meant for word in words)
        found = [
            Likeness(partly.key, text[partly.begin : partly.end], None, round(partly.share * MOST_OF_REMINDERS, 2))
            for partly in self._named.partly(read, self._most)
        ]
        belonging = [belongs for *_, its in meant for belongs in its]
        for place, shared, score in self._shares.had_by(belonging, there):
            if score >= LEAST:
                wording = self._wordings[place]
                inside = [token for token, words, _ in meant if not shared.isdisjoint(words)]
                span = text[inside[0].begin : inside[-1].end]
                found.append(Likeness(wording.symptom, span, wording.message, min(round(score, 2), MOST_OF_REMINDERS)))
        return found

    def _all_known(self, word: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """The words of symptoms that a word of a text can be, and the wordings that have them."""
        words = (word,) if word in self._weights else tuple(self._slips.near(word))
        return words, self._shares.members.of(words)


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
