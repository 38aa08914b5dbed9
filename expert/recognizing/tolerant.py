"""The tolerant layer: messages that were typed again, scanned, shortened or told, with the words that carry them.

What must be there of a message is knowledge and stands with it (`must`); what may vary is everything else: small words,
their forms, their order, a letter here and there. A message that names nothing that must be there needs nearly all of
its words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from expert.facts.speaking import spoken
from expert.foundations.records import Record
from expert.recognizing.framing import is_framed
from expert.recognizing.phrasing import Held, Phrasing
from expert.recognizing.recognition import Match
from expert.recognizing.slips import Slips
from expert.recognizing.telling import is_over, is_supposed, tells_of_nothing
from expert.recognizing.words import LONGEST_SENTENCE, Sentence, Token, folded, sentences
from expert.rules.models import Message, Symptom
from expert.rules.patterns import Choice, Pattern, parse

LEAST = 0.6
"""The share of a wording's words that a text must have beside those that must be there."""

_LEAST_WITHOUT_MUST = 0.8
_SENTENCES = 3
_NEAR = 12
_SMALL = 3
_PLACEHOLDER = re.compile(r"<[^<>]*>")
_KEYS = 3
_LIGHT = 0.3


class _Weighed:
    """Some words, of which small ones weigh less.

    Args:
        words: the folded words.

    Attributes:
        count: how many they are.
        weights: what each of them weighs.
    """

    def __init__(self, words: tuple[str, ...]) -> None:
        self.count = len(words)
        self.weights = {word: 1.0 if len(word) > _SMALL else _LIGHT for word in words}
        self._total = sum(self.weights.values())

    def share_in(self, there: set[str]) -> float:
        """The share of their weight that some words have."""
        found = sum(weight for word, weight in self.weights.items() if word in there)
        return found / self._total if self._total else 0.0


@dataclass(frozen=True, eq=False, repr=False)
class _Wording(Record):
    """A wording of a message, as its words.

    Attributes:
        words: its folded words.
        sentences: those of each of its sentences in which stands what must be there.
        denies: it denies something.
        least: the share of its words that a text must have.
    """

    symptom: str
    message: Message
    words: _Weighed
    sentences: tuple[_Weighed, ...]
    denies: bool
    least: float

    @property
    def longest(self) -> int:
        """How far apart its words may stand."""
        return 2 * self.words.count + 6


class Tolerant:
    """Finds messages that stand in a text nearly as they are documented; built once, read-only afterward."""

    def __init__(self, symptoms: Iterable[Symptom]) -> None:
        patterns: list[tuple[_Wording, Pattern]] = []
        for symptom in symptoms:
            for message in symptom.messages:
                # What logs and codes say, they say letter for letter, but for the hand that copies a name.
                patterns.extend(_patterns_of(symptom.id, message))
        self._words = {word for wording, _ in patterns for word in wording.words.weights}
        self._phrasing = Phrasing(patterns, self._words)
        self._slips = Slips(self._words)
        self._meant = lru_cache(maxsize=1 << 13)(self._all_meant)

    def _all_meant(self, word: str) -> frozenset[str]:
        """The words of messages that a word of a text can be."""
        return frozenset((word,)) if word in self._words else frozenset(self._slips.near(word))

    def matches(self, text: str, read: list[Sentence]) -> Iterator[tuple[Match, tuple[int, int]]]:
        """The messages that stand in the sentences of a text, in one of them or in several that follow each other.

        Yields:
            each message, and where it begins and ends in the text.
        """
        for i in range(len(read)):
            several = read[i : i + _SENTENCES]
            if len(several) > 1 and not self._phrasing.may_hold(chain.from_iterable(one.tokens for one in several)):
                continue
            window = together(several)
            for held in self._phrasing.held(window, text):
                if held.first >= len(read[i].tokens) or held.last - held.first > held.key.longest:
                    continue  # it belongs to the next sentence, or its words have nothing to do with each other
                around = window.tokens[max(held.first - _NEAR, 0) : held.last + _NEAR + 1]
                score = self._covered(held.key, around)
                if score < held.key.least:
                    continue
                if self._is_all(held.key, read, text) or not _denied(held, text, window):
                    span = self._own_words(held, window, text)
                    sure = min(round(score, 2), 0.99)
                    yield Match(held.key.symptom, held.key.message, text[slice(*span)], sure, "tolerant"), span

    def _is_all(self, wording: _Wording, read: list[Sentence], text: str) -> bool:
        """Whether a text has no words but those of a message, and so none that deny it, suppose it, or end it."""
        own = wording.words.weights.keys()
        return "?" not in text and not any(
            self._meant(token.word).isdisjoint(own) for sentence in read for token in sentence.tokens
        )

    def _own_words(self, held: Held[_Wording], window: Sentence, text: str) -> tuple[int, int]:
        """Where the words of a message stand in a text: those that hold it, and those beside them that it has too."""
        tokens, own = window.tokens, held.key.words.weights.keys()
        first, last = self._phrasing.narrowest(held, window, text)
        while first and self._goes_on(tokens[first], tokens[first - 1], own, text):
            first -= 1
        while last + 1 < len(tokens) and self._goes_on(tokens[last], tokens[last + 1], own, text):
            last += 1
        return tokens[first].begin, tokens[last].end

    def _goes_on(self, token: Token, beside: Token, own: Collection[str], text: str) -> bool:
        """Whether the word beside one is one of some words as well, in the same clause and line."""
        between = text[min(token.end, beside.end) : max(token.begin, beside.begin)]
        together = token.clause == beside.clause and "\n" not in between
        return together and not self._meant(beside.word).isdisjoint(own)

    def _covered(self, wording: _Wording, tokens: tuple[Token, ...]) -> float:
        """The share of a wording, or of one of its sentences, that stands in some words."""
        there = {known for token in tokens for known in self._meant(token.word)}
        there.update(self._joined(tokens))
        return max(words.share_in(there) for words in (wording.words, *wording.sentences))

    def _joined(self, tokens: tuple[Token, ...]) -> Iterator[str]:
        """Words that were taken apart, as "nätverks fel"."""
        for first, second in pairwise(tokens):
            if first.word + second.word in self._words:
                yield first.word + second.word


def together(read: list[Sentence]) -> Sentence:
    """Sentences that follow each other as one, with clauses of their own."""
    if len(read) == 1:
        return read[0]
    tokens: list[Token] = []
    for sentence in read:
        after = tokens[-1].clause + 1 if tokens else 0
        tokens += (token._replace(clause=token.clause + after) for token in sentence.tokens)
    return Sentence(tuple(tokens[:LONGEST_SENTENCE]), asks=read[0].asks)


def _patterns_of(symptom: str, message: Message) -> Iterator[tuple[_Wording, Pattern]]:
    wordings = {"en": message.en, "sv": message.sv, **message.other}
    for language, words in wordings.items():
        if words is None or message.kind == "log":
            continue
        read = list(sentences(_PLACEHOLDER.sub(" ", words)))
        must = message.must.get(language)
        pattern = parse(must) if must else _pattern_for(read, alone=message.kind == "code")
        if pattern is not None:
            own = tuple(token.word for sentence in read for token in sentence.tokens)
            denies = any(token.denies for sentence in read for token in sentence.tokens)
            least = LEAST if must else 1.0 if message.kind == "code" else _LEAST_WITHOUT_MUST
            # Of a message that does not say what must be there, no sentence stands for the whole.
            parts = tuple(map(_Weighed, _sentences_with(pattern, read))) if must else ()
            yield _Wording(symptom, message, _Weighed(own), parts, denies, least), pattern


def _sentences_with(pattern: Pattern, read: list[Sentence]) -> Iterator[tuple[str, ...]]:
    """The words of the sentences that hold a pattern; of no other, for messages share their first sentences."""
    phrasing = Phrasing([("", pattern)])
    for sentence in read:
        if any(phrasing.held(sentence, "")):
            yield tuple(token.word for token in sentence.tokens)


def _pattern_for(read: list[Sentence], *, alone: bool) -> Pattern | None:
    """For a message that does not say what must be there: the longest words of its longest sentence.

    Its first sentence counts only where it is the only one: messages share their first sentences. A single word is not
    enough, nor is what a script without blanks puts in one; but `alone` it is, for a name that is copied.
    """
    sentence = max(read[1:] or read, key=lambda one: len(one.tokens), default=None)
    if sentence is None:
        return None
    words = dict.fromkeys(t.raw.casefold() for t in sentence.tokens if len(t.word) > _SMALL and not t.denies)
    keys = sorted(words, key=len, reverse=True)[:_KEYS]
    parts = [(Choice((word,)),) for word in words if word in keys]
    if any(token.denies for token in sentence.tokens):
        parts.append((Choice(denies=True),))
    return Pattern(tuple(parts)) if keys and (alone or len(parts) > 1) else None


_SAYING = frozenset(map(folded, (
    "say", "says", "said", "saying", "show", "shows", "showed", "shown", "showing", "display", "displays", "displayed",
    "get", "gets", "got", "getting", "see", "sees", "saw", "seen", "seeing", "receive", "receives", "received", "about",
    "longer", "mention", "mentions", "mentioned", "read", "reads", "an", "any", "more", "message", "messages", "text",
    "error", "säga", "säger", "sade", "sa", "visa", "visar", "visas", "visade", "visades", "få", "får", "fick", "fått",
    "ser", "se", "såg", "sett", "står", "stå", "stod", "stått", "handlar", "handlade", "längre", "gäller", "gällde",
    "något", "någon", "nämner", "nämnde", "meddelande", "meddelandet", "text", "texten", "felet", "felmeddelande", "om",
)))  # fmt: skip
_LITTLE = frozenset(map(folded, (
    "that", "the", "a", "an", "this", "it", "is", "was", "be", "being", "att", "det", "den", "är", "var", "ett", "en",
)))  # fmt: skip
_BEING = frozenset(map(folded, (
    "is", "was", "has", "have", "does", "do", "did", "visas", "syns", "står", "är", "var", "har", "längre", "kommer",
)))  # fmt: skip
_SHOWN = frozenset(map(folded, ("shown", "appear", "appears", "displayed", "there", "visas", "syns", "längre")))
_AWAY = frozenset(map(folded, (
    "past", "beyond", "through", "further", "anywhere", "rid", "förbi", "vidare", "igenom", "bort",
)))  # fmt: skip
"""With these, what somebody does not get is no message, but away from one."""
_GOOD = frozenset(map(folded, (
    "valid", "working", "good", "active", "accepted", "trusted", "current", "giltig", "giltigt", "aktiv", "aktivt",
)))  # fmt: skip
_DENYING_VERBS = frozenset(map(folded, ("inte", "ej", "aldrig")))  # in Swedish they stand after the verb
_THAT = frozenset(map(folded, ("that", "att")))
_DEFINITE = frozenset(map(folded, ("the", "that", "this")))
_MESSAGE = frozenset(map(folded, ("error", "message", "text", "warning")))
_THE_MESSAGE = frozenset(map(folded, ("felet", "felmeddelandet", "meddelandet", "texten", "varningen", "felkoden")))
_BEFORE, _AFTER = 6, 4


def _denied(held: Held[_Wording], text: str, sentence: Sentence) -> bool:
    return (held.denied and not held.key.denies) or is_not_told(text, sentence, held.first, held.last)


def _is_the_message(tokens: tuple[Token, ...]) -> bool:
    """Whether some words name a certain message: "the error", and not "any error"."""
    words = [token.word for token in tokens]
    return bool(words) and (words[0] in _THE_MESSAGE or (words[0] in _DEFINITE and not _MESSAGE.isdisjoint(words[1:])))


def is_not_told(text: str, sentence: Sentence, first: int, last: int, *, whole: bool = False) -> bool:
    """Whether a sentence does not tell that what it names is there: it denies, supposes or teaches it, or it is over.

    Args:
        text: the text that the sentence is from.
        sentence: the sentence.
        first: the first word of what it names.
        last: the last word.
        whole: it is a documented message, so that what supposes something in it is its own.
    """
    tokens = sentence.tokens
    if _says_it_is_not(tokens, first, last) or tells_of_nothing(text):
        return True
    begin, end = tokens[first].begin, tokens[last].end
    supposed = is_supposed(text, tokens[0].begin, begin, begin if whole else end, sentence.end)
    if supposed or is_over(text, begin, end, sentence.end):
        return True
    return is_framed(text, begin, end, whole=whole, denies=any(map(_denies_with_a_slip, tokens)))


def _denies_with_a_slip(token: Token) -> bool:
    return token.denies and spoken("fails").search(token.raw.casefold()) is None


def _says_it_is_not(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a sentence says of a message that it is not shown: "it does not say …", "… visas inte längre"."""
    clauses = {tokens[first].clause, tokens[last].clause}
    for i in range(max(first - _BEFORE, 0), first):
        # "It never says …": with what somebody says, a clause begins.
        said = tokens[i].clause + 1 in clauses and any(
            token.word in _SAYING and token.clause == tokens[i].clause for token in tokens[i + 1 : first]
        )
        if tokens[i].denies and (tokens[i].clause in clauses or said):
            between = {token.word for token in tokens[i + 1 : first]}
            verb_before = tokens[i].word in _DENYING_VERBS and i > 0 and tokens[i - 1].word in _SAYING
            if between <= _LITTLE or (between & _SAYING and not between & _AWAY) or verb_before:
                return True
    for i in range(first, last + 1):
        # A word that denies belongs to what is said of the message where it stands between "säger" and "att", or where
        # a clause begins with it: "…, not that the app is gone".
        if tokens[i].denies and i and i < last and tokens[i + 1].word in _THAT:
            previous = tokens[i - 1]
            if previous.word in _SAYING or previous.clause != tokens[i].clause:
                return True
        # Nor does it belong to the fault where nobody saw the message: "we have not seen the error".
        if tokens[i].denies and i < last and tokens[i + 1].word in _SAYING and _is_the_message(tokens[i + 2 : i + 4]):
            return True
    after = tokens[last + 1 : last + 1 + _AFTER]
    if after and after[0].word in _DENYING_VERBS and after[0].clause in clauses:
        return True
    for i, token in enumerate(after):
        if token.denies and token.clause in clauses:
            before, behind = {t.word for t in after[:i]}, {t.word for t in after[i + 1 : i + 3]}
            if (before & _BEING and not behind & _GOOD) or behind & _SHOWN:
                return True
    return False
