"""Recognizes symptoms in the texts of a case, layer by layer, and says of each how it knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from expert.foundations.kept import cached_property
from expert.foundations.limits import MOST_TEXTS
from expert.recognizing.exact import Exact
from expert.recognizing.recognition import LAYERS, MOST_REMINDERS, Likeness, Match, Opening, Recognized
from expert.recognizing.text_read import TextRead
from expert.rules.models import Code, Message, Symptom

if TYPE_CHECKING:  # most texts hold a documented message and nothing else, and need none of this
    from expert.recognizing.codes import Codes
    from expert.recognizing.fitting import Fitting
    from expert.recognizing.likeness import Likenesses
    from expert.recognizing.phrasing import Phrasing
    from expert.recognizing.precedents import Precedents
    from expert.recognizing.tolerant import Tolerant

_SHORT = 2_000


class Recognizer:
    """Recognizes a set of symptoms; built once, read-only afterward.

    The layers below the exact one are made when a text first needs them: most texts hold a documented message and
    little else.

    Args:
        symptoms: the symptoms.
        like: what recognizes nearly the same ones; what people call them is taken over where that is the same.

    Attributes:
        general: the ids of the symptoms that say too little to stand beside others.
        exact: the layer of documented messages.
    """

    def __init__(self, symptoms: Iterable[Symptom], like: Recognizer | None = None) -> None:
        self._symptoms = tuple(symptoms)
        self._like = like if like is not None and self._phrases == like._phrases else None
        self.general = {symptom.id for symptom in self._symptoms if symptom.general}
        self.exact = Exact(self._symptoms)

    @cached_property
    def codes(self) -> Codes:
        """The layer of error codes."""
        from expert.recognizing.codes import Codes

        return Codes({code: symptom for code, (symptom, _) in self.coded.items()})

    @cached_property
    def coded(self) -> dict[Code, tuple[str, Message]]:
        """The symptom, and its message, of each code."""
        return {m.code: (s.id, m) for s in self._symptoms for m in s.messages if m.code is not None}

    @cached_property
    def tolerant(self) -> Tolerant:
        """The layer of messages that are nearly there."""
        from expert.recognizing.tolerant import Tolerant

        return Tolerant(self._symptoms)

    @cached_property
    def named(self) -> Phrasing[str]:
        """What people call symptoms."""
        if self._like is not None:
            return self._like.named
        from expert.recognizing.phrasing import Phrasing
        from expert.rules.patterns import parse

        return Phrasing(((symptom, parse(pattern)) for symptom, pattern in self._phrases), self._spelled())

    @cached_property
    def fitting(self) -> Fitting:
        """In which texts what people call symptoms counts."""
        from expert.recognizing.fitting import Fitting

        return Fitting(self._symptoms)

    @cached_property
    def precedents(self) -> Precedents:
        """What people told of symptoms before."""
        from expert.recognizing.compiled_counts import counts_for
        from expert.recognizing.precedents import Precedents

        return Precedents(counts_for(self._symptoms))

    def _spelled(self) -> set[str]:
        """The words of all messages and titles."""
        from expert.recognizing.words import words_of

        texts = [text for symptom in self._symptoms for text in (symptom.title.en, symptom.title.sv)]
        texts += [text for s in self._symptoms for m in s.messages if m.kind != "log" for text in m.wordings()]
        return {word for text in texts for word in words_of(text)}

    @cached_property
    def _phrases(self) -> list[tuple[str, str]]:
        """By what people call symptoms, each with the symptom's id."""
        return [
            (symptom.id, pattern)
            for symptom in self._symptoms
            for phrase in symptom.phrases
            for pattern in phrase.patterns()
        ]

    @cached_property
    def likenesses(self) -> Likenesses:
        """What texts remind of."""
        from expert.recognizing.likeness import Likenesses

        return Likenesses(self._symptoms, self.named)

    def recognize(self, texts: Iterable[str]) -> Recognized:
        """Find every symptom in every text, by the surest layer that knows it."""
        return self.recognized_in(self.texts(texts))

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where in a piece of a long text something stands that matters: messages, their beginnings, and codes."""
        from expert.recognizing.codes import places_of_codes

        read = self.exact.read(text)
        # Of each message one place was read; the same words may stand there again.
        for words in dict.fromkeys(text[begin:end] for begin, end in (*read.spans, *read.begun)):
            yield from (match.span() for match in re.finditer(re.escape(words), text))
        yield from places_of_codes(text)

    def texts(self, texts: Iterable[str]) -> list[TextRead]:
        """Texts made ready to be recognized, and to have facts read from them."""
        return [self._read_before(text) if len(text) <= _SHORT else TextRead(text, self) for text in texts]

    @cached_property
    def _read_before(self) -> Callable[[str], TextRead]:
        """Of a case with many texts, an interview reads all of them again with each that is added."""
        return lru_cache(maxsize=MOST_TEXTS)(lambda text: TextRead(text, self))

    def recognized_in(self, read: list[TextRead]) -> Recognized:
        """`recognize`, of texts that were made ready."""
        matches = [match for text in read for match in text.matches]
        if self._all_general(matches):
            # Nothing says what it is, or only in the most general words: what people call it may say more.
            matches += [match for text in read for match in text.named]
        openings: dict[tuple[str, str], Opening] = {}
        for text in read:
            for opening in text.openings:
                openings.setdefault((opening.symptom, opening.needed), opening)
        alone = [match for text in read for match in text.alone]
        there = {match.symptom for match in matches}
        reminds = [likeness for text in read for likeness in text.generic if likeness.symptom not in there]
        if self._all_general(matches) and not openings and not alone:
            doubtful = [likeness for text in read for likeness in text.doubtful]
            likenesses = [likeness for text in read for likeness in text.likenesses]
            reminds += [likeness for likeness in (*doubtful, *likenesses) if likeness.symptom not in there]
        reports = bool(matches) or not read or any(text.may_report for text in read)
        return Recognized(_kept(matches), tuple(openings.values()), _nearest(reminds), tuple(alone), reports)

    def _all_general(self, matches: list[Match]) -> bool:
        return all(match.symptom in self.general for match in matches)


def _kept(matches: list[Match]) -> tuple[Match, ...]:
    """Of the messages of one symptom that tell the same, the surest, and of these the longest; the surest first."""
    kept: dict[tuple[str, str], Match] = {}
    for match in matches:
        key = match.symptom, repr(sorted(match.message.tells.items()))
        known = kept.get(key)
        if known is None or _rank(match) < _rank(known):
            kept[key] = match
    surest = {match.symptom: LAYERS.index(match.layer) for match in kept.values()}
    for match in kept.values():
        surest[match.symptom] = min(surest[match.symptom], LAYERS.index(match.layer))
    return tuple(sorted(kept.values(), key=lambda match: surest[match.symptom]))


def _rank(match: Match) -> tuple[int, float, int]:
    return LAYERS.index(match.layer), -match.score, -len(match.matched)


def _nearest(found: list[Likeness]) -> tuple[Likeness, ...]:
    """The three nearest symptoms, each once."""
    best: dict[str, Likeness] = {}
    for likeness in sorted(found, key=lambda likeness: -likeness.score):
        best.setdefault(likeness.symptom, likeness)
    return tuple(best.values())[:MOST_REMINDERS]
