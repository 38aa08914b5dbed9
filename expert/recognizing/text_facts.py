"""Reads from a text the facts that it gives away, each with its span.

How a text puts a fact is knowledge (`facts/in_text.yaml`). A sentence that asks, supposes or hears says nothing for
certain, and is left alone. So is a fact of which a text says two different things.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from expert.facts.vocabulary import Value, Vocabulary, WrongValue
from expert.foundations.deadlines import TookTooLong, interrupted_after, look_at_the_clock
from expert.foundations.kept import cached_property
from expert.foundations.limits import END, LONG, MOST_SECONDS_OF_LINES, MOST_TEXTS
from expert.foundations.needed_letters import Needed, are_there, in_letters
from expert.foundations.records import Record
from expert.foundations.texts import Text
from expert.rules.models import FactInText, InText

if TYPE_CHECKING:  # needed once a text has more than a documented message
    from expert.recognizing.phrasing import Held, Phrasing
    from expert.recognizing.words import Sentence

_LONGEST_SPAN = 160
_SHORT = 2_000


@dataclass(frozen=True, eq=False, repr=False)
class ReadFact(Record):
    """A fact that a text gives away.

    Attributes:
        value: its value.
        span: the part of the text that gives it away.
        only_alone: it counts only where no message is recognized.
        quoted: it stands in what the text quotes of an earlier one.
    """

    fact: str
    value: Value
    span: str
    only_alone: bool = False
    quoted: bool = False


class _Line(NamedTuple):
    """A regular expression by which a fact is read from texts.

    Attributes:
        fact: the fact.
        way: what it says of it.
        expression: the expression.
        needed: what a text must hold for it to find anything.
    """

    fact: str
    way: InText
    expression: str
    needed: Needed


class TextFacts:
    """Reads facts from texts; what it needs is made when a text is first read.

    Args:
        in_text: how texts give facts away, by fact.
        vocabulary: the facts.
        behaviors: those that tell what happens where a fault shows itself; they are not so where it is over.
        closing: those by which a case is solved; of them a text must leave no doubt.
    """

    def __init__(
        self,
        in_text: Mapping[str, FactInText],
        vocabulary: Vocabulary,
        behaviors: Iterable[str] = (),
        closing: Iterable[str] = (),
    ) -> None:
        self._in_text = in_text
        self._vocabulary = vocabulary
        self._behaviors = frozenset(behaviors)
        self._closing = frozenset(closing)

    @cached_property
    def _phrasing(self) -> Phrasing[tuple[str, int]]:
        from expert.recognizing.phrasing import Phrasing
        from expert.rules.patterns import parse

        return Phrasing(
            ((name, i), parse(pattern))
            for name, known in self._in_text.items()
            for i, way in enumerate(known.ways)
            for pattern in (*way.en, *way.sv)
        )

    @cached_property
    def _lines(self) -> list[_Line]:
        found: list[_Line] = []
        for name, known in self._in_text.items():
            lines = [(way, line) for way in known.ways for line in way.lines]
            needed = known.needed or ((),) * len(lines)
            found += (_Line(name, *line, some) for line, some in zip(lines, needed, strict=True))
        return found

    @cached_property
    def _compiled(self) -> Callable[[str], re.Pattern[str]]:
        return cache(re.compile)

    def read(self, texts: Iterable[tuple[str, list[Sentence], int]]) -> tuple[ReadFact, ...]:
        """The facts of some texts, each with its sentences, and where its author's own words begin.

        They come in the order of the vocabulary. What is said now counts before what is quoted, and that a case is
        solved is not read from a quote: whoever answers it may say otherwise.
        """
        found: dict[str, list[ReadFact]] = {}
        for text, sentences, own in texts if self._in_text else ():
            # A text that is nothing but documented messages gives away no more than these tell.
            for fact in self._of_text(text, sentences, own) if sentences else ():
                if not (fact.quoted and fact.fact in self._closing):
                    found.setdefault(fact.fact, []).append(fact)
        said = ([fact for fact in facts if not fact.quoted] or facts for facts in found.values())
        certain = [facts[0] for facts in said if len({fact.value for fact in facts}) == 1]
        return tuple(sorted(certain, key=lambda fact: self._vocabulary.order(fact.fact)))

    def _of_text(self, text: str, sentences: list[Sentence], own: int) -> tuple[ReadFact, ...]:
        if len(text) <= _SHORT:
            return self._read_before(text, tuple(sentences), own)
        return self._read(text, sentences, own)

    @cached_property
    def _read_before(self) -> Callable[[str, tuple[Sentence, ...], int], tuple[ReadFact, ...]]:
        """Of a case with many texts, an interview reads all of them again with each that is added."""
        return lru_cache(maxsize=MOST_TEXTS)(self._read)

    def _read(self, text: str, sentences: Sequence[Sentence], own: int) -> tuple[ReadFact, ...]:
        by_words = tuple(self._by_words(text, sentences, own))
        with interrupted_after(MOST_SECONDS_OF_LINES):
            return *by_words, *self._by_lines(text, sentences, own)

    def _by_words(self, text: str, sentences: Sequence[Sentence], own: int) -> Iterator[ReadFact]:
        for sentence in sentences:
            if sentence.unsure:
                continue
            for held in self._phrasing.held(sentence, text):
                name, i = held.key
                way = self._in_text[name].ways[i]
                raw = way.denied if held.denied else held.value or way.value
                first, last = sentence.tokens[held.first].begin, sentence.tokens[held.last].end
                if raw is not None and not self._is_taken_back(name, text, first, last, sentence):
                    span = text[first : _end_of(held, sentence, text)]
                    yield from self._as_fact(name, raw, span, way, quoted=first < own)

    def _by_lines(self, text: str, sentences: Sequence[Sentence], own: int) -> Iterator[ReadFact]:
        is_long = len(text) > LONG
        shown = f"{text[:END]}\n{text[-END:]}" if is_long else text
        letters = in_letters(shown)
        for name, way, written, needed in self._lines:
            look_at_the_clock()
            # It takes longer to compile one than to see that it can find nothing.
            if letters is not None and not are_there(needed, letters):
                continue
            line = self._compiled(written)
            # One that looks at a whole text names the place that it is about. That is a person's: in a log it reads
            # nothing, nor where it is not certain.
            has_place = "span" in line.groupindex
            place = "span" if has_place else 0
            for match in () if has_place and is_long else _found(name, line, shown):
                is_said = has_place or (name in self._behaviors and not is_long)
                if is_said and self._is_not_told(name, text, match.span(place), sentences):
                    continue
                raw = match["value"] if "value" in line.groupindex else way.value
                yield from self._as_fact(name, raw, match[place], way, quoted=match.start(place) < own)

    def _is_not_told(self, name: str, text: str, span: tuple[int, int], sentences: Sequence[Sentence]) -> bool:
        """Whether what stands at a place of a text is asked, supposed, heard or advised there, or is over."""
        first, last = span
        around = [s for s in sentences if s.tokens[0].begin <= first < s.tokens[-1].end]
        # Where no sentence stands, there is a documented message, which tells what it tells.
        return not around or any(s.unsure or self._is_taken_back(name, text, first, last, s) for s in around)

    def _is_taken_back(self, name: str, text: str, first: int, last: int, sentence: Sentence) -> bool:
        """Whether a sentence supposes what it says of a fact, or says it of another time, place or device."""
        from expert.recognizing.framing import is_framed
        from expert.recognizing.presence import is_elsewhere
        from expert.recognizing.telling import (
            is_over,
            is_supposed,
            is_uncertain,
            may_be_taken_back,
            tells_of_nothing,
        )

        around = (sentence.tokens[0].begin, first, last, sentence.end)
        if is_supposed(text, *around) or is_uncertain(text, *around):
            return True
        if name in self._closing:
            return may_be_taken_back(text, first, last)
        if is_elsewhere(text, *around) or tells_of_nothing(text):
            return True
        return name in self._behaviors and (is_over(text, first, last, sentence.end) or is_framed(text, first, last))

    def _as_fact(self, name: str, raw: object, span: str, way: InText, *, quoted: bool) -> Iterator[ReadFact]:
        try:
            value = self._vocabulary[name].read(raw)
        except WrongValue:  # a number that this fact cannot be was no value of it
            return
        span = " ".join(span.split())
        shown = span if len(span) <= _LONGEST_SPAN else f"{span[:_LONGEST_SPAN]}…"
        yield ReadFact(name, value, shown, way.only_alone, quoted)


def _found(name: str, line: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where a regular expression finds something; one that takes too long is named by its fact."""
    try:
        yield from line.finditer(text)
    except TookTooLong as error:
        if error.seconds != MOST_SECONDS_OF_LINES:
            raise  # the time of the whole work was over: whichever runs then is not to blame
        raise TookTooLong(error.seconds, _LINE.format(fact=name)) from None


_LINE = Text(
    "a regular expression by which {fact} is read from texts (`lines` in in_text.yaml)",
    "ett reguljärt uttryck som {fact} läses ur texter med (`lines` i in_text.yaml)",
)


def _end_of(held: Held[tuple[str, int]], sentence: Sentence, text: str) -> int:
    """Where what a sentence says of a fact ends in the text: a date and a version are more than one word."""
    inside = sentence.tokens[held.first : held.last + 1]
    values = (t.begin + len(held.value) for t in inside if held.value and text.startswith(held.value, t.begin))
    return max(inside[-1].end, *values, 0)
