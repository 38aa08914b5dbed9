"""What a text tells of symptoms in words by which people call them, and how much these words count.

A sentence tells it, or two that follow each other: "It asks for a code. That goes to my old phone".
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from expert.recognizing.phrasing import Held
    from expert.recognizing.recognizer import Recognizer
    from expert.recognizing.words import Sentence

Span = tuple[int, int]

# In words that nothing else is told by.
_OF_WAYS = 0.42
_OF_SPREAD = 0.15

_MOST_SPREAD = 7.0
"""Words of a sentence for each word of a pattern: what is spread further is put together from different things."""

_MOST_SPREAD_OVER_TWO = 4.0
_LEAST_OF_EACH = 2


class Told(NamedTuple):
    """What a sentence tells by what people call a symptom.

    Attributes:
        symptom: the id of the symptom.
        span: where the words begin and end in the text.
        weight: how much its words count, less where they are spread; in words that nothing else is told by.
        asks: the sentence asks.
    """

    symptom: str
    span: Span
    weight: float
    asks: bool


class _Found(NamedTuple):
    told: Told
    held: Held[str]


class Naming:
    """What the sentences of a text tell by what people call symptoms.

    Args:
        text: the text.
        sentences: its sentences without its documented messages.
        recognizer: what people call symptoms.
        messages: where documented messages stand.
        is_taken: whether words of a symptom at a place belong to something else that was found there.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        recognizer: Recognizer,
        messages: Sequence[Span],
        is_taken: Callable[[str, Span], bool],
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._recognizer = recognizer
        self._messages = messages
        self._is_taken = is_taken

    def told(self, sentences: Iterable[Sentence]) -> list[Told]:
        """What is told, by what says it in more telling words, and in more ways, first.

        Args:
            sentences: those to look into, however they were told apart. Where none of them tells anything, two that
                follow each other in the text may.
        """
        found = self._fitting(one for sentence in sentences for one in self._named_in(sentence))
        found = found or self._fitting(self._named_over_two())
        ways: defaultdict[str, set[int]] = defaultdict(set)
        for one in found:
            ways[one.told.symptom].add(one.held.place)
        told = (one.told for one in found)
        ranked = [one._replace(weight=one.weight + _OF_WAYS * math.log(len(ways[one.symptom]))) for one in told]
        return sorted(ranked, key=lambda one: -one.weight)

    def _fitting(self, named: Iterable[_Found]) -> list[_Found]:
        """Of what a text tells, that of which it holds all that it must besides, and nothing that it must not."""
        found, fitting = list(named), self._recognizer.fitting
        if fitting.symptoms.isdisjoint(one.told.symptom for one in found):
            return found
        unfit = fitting.unfit(self._sentences, self._text)
        return [one for one in found if one.told.symptom not in unfit]

    def _named_over_two(self) -> Iterator[_Found]:
        """What two sentences say together of which neither says it, asks, or is of what goes well; nothing general.

        Each of them has at least two of the words: a single one may belong to something else.
        """
        from expert.recognizing.tolerant import together

        for pair in pairwise(sentence for sentence in self._sentences if not sentence.asks):
            ends = len(pair[0].tokens)
            for one in self._named_in(together(list(pair)), _MOST_SPREAD_OVER_TWO):
                before = sum(i < ends for i in one.held.words)
                fewer = min(before, len(one.held.words) - before)
                if fewer < _LEAST_OF_EACH or one.told.symptom in self._recognizer.general:
                    continue
                if not any(map(self._is_of_what_goes_well, pair)):
                    yield one

    def _is_of_what_goes_well(self, sentence: Sentence) -> bool:
        from expert.recognizing.framing import goes_well

        return goes_well(self._text[sentence.tokens[0].begin : sentence.end].lower())

    def _named_in(self, sentence: Sentence, most: float = _MOST_SPREAD) -> Iterator[_Found]:
        """What a sentence says of a symptom by which people call it.

        Args:
            sentence: the sentence.
            most: how many of its words there may be for each word of a pattern.
        """
        from expert.recognizing.tolerant import is_not_told

        named = self._recognizer.named
        for held in named.held(sentence, self._text):
            begin, end = sentence.tokens[held.first].begin, sentence.tokens[held.last].end
            spread = named.looseness(held)
            if spread > most or self._is_taken(held.key, (begin, end)) or self._is_denied_by_message(held, sentence):
                continue
            if not held.denied and not is_not_told(self._text, sentence, held.first, held.last):
                counts = named.weight_of(held) / named.weight_of_one - _OF_SPREAD * spread
                yield _Found(Told(held.key, (begin, end), counts, sentence.asks), held)

    def _is_denied_by_message(self, held: Held[str], sentence: Sentence) -> bool:
        """Whether all that words of a symptom have of a message is a word that denies: that is said of the message.

        Of "the profile could not be installed, she signs in on the next page", the signing in is not denied.
        """
        tokens, words = sentence.tokens, frozenset(held.words)
        denying = {i for i in words if tokens[i].denies}
        inside = ({i for i in words if begin <= tokens[i].begin < end} for begin, end in self._messages)
        return bool(denying) and any(some and some <= denying and some != words for some in inside)
