"""Recognizes symptoms in the texts of a case, layer by layer, and says of each how it knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from expert.recognizing.exact import Exact, Read
from expert.recognizing.letters import letters_of, normalized
from expert.recognizing.recognition import END, FIXED_SCORES, LAYERS, LONG, Likeness, Match, Opening, Recognized
from expert.rules.models import Code, Message, Symptom

if TYPE_CHECKING:  # most texts hold a documented message and nothing else, and need none of this
    from expert.recognizing.codes import Codes
    from expert.recognizing.likeness import Likenesses
    from expert.recognizing.phrasing import Phrasing
    from expert.recognizing.tolerant import Tolerant
    from expert.recognizing.words import Sentence

_NAMED = Message()
_TO_CLEAN = ("&", "\\", ">")
_FALSE = r"""(?i)["']?\s*[:=]>?\s*["']?(?:false|no|null|none|0)\b"""


class Recognizer:
    """Recognizes a set of symptoms; built once, read-only afterward.

    The layers below the exact one are made when a text first needs them: most texts hold a documented message and
    little else.
    """

    def __init__(self, symptoms: Iterable[Symptom]) -> None:
        self._symptoms = tuple(symptoms)
        self._general = {symptom.id for symptom in self._symptoms if symptom.general}
        self._exact = Exact(self._symptoms)

    @cached_property
    def _codes(self) -> Codes:
        from expert.recognizing.codes import Codes

        return Codes({code: symptom for code, (symptom, _) in self._coded.items()})

    @cached_property
    def _coded(self) -> dict[Code, tuple[str, Message]]:
        return {m.code: (s.id, m) for s in self._symptoms for m in s.messages if m.code is not None}

    @cached_property
    def _tolerant(self) -> Tolerant:
        from expert.recognizing.tolerant import Tolerant

        return Tolerant(self._symptoms)

    @cached_property
    def names(self) -> frozenset[bytes]:
        """The letters of what is one word wherever it is a message, such as the name of an error."""
        wordings = [words for symptom in self._symptoms for message in symptom.messages for words in message.wordings()]
        several = {letters_of(words) for words in wordings if len(words.split()) > 1}
        return frozenset(letters_of(words) for words in wordings if len(words.split()) == 1) - several

    @cached_property
    def _named(self) -> Phrasing[str]:
        from expert.recognizing.phrasing import Phrasing
        from expert.rules.patterns import parse

        return Phrasing(
            (symptom.id, parse(pattern))
            for symptom in self._symptoms
            for phrase in symptom.phrases
            for pattern in (phrase.en, phrase.sv)
            if pattern is not None
        )

    @cached_property
    def _likenesses(self) -> Likenesses:
        from expert.recognizing.likeness import Likenesses

        return Likenesses(self._symptoms, self._named)

    def recognize(self, texts: Iterable[str]) -> Recognized:
        """Find every symptom in every text, by the surest layer that knows it."""
        return self.recognized_in(self.texts(texts))

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where in a piece of a long text something stands that matters: messages, their beginnings, and codes."""
        from expert.recognizing.codes import places_of_codes

        read = self._exact.read(text)
        # Of each message one place was read; the same words may stand there again.
        for words in dict.fromkeys(text[begin:end] for begin, end in (*read.spans, *read.begun)):
            yield from (match.span() for match in re.finditer(re.escape(words), text))
        yield from places_of_codes(text)

    def texts(self, texts: Iterable[str]) -> list[TextRead]:
        """Texts made ready to be recognized, and to have facts read from them."""
        return [TextRead(text, self) for text in texts]

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
            reminds += [likeness for text in read for likeness in text.likenesses if likeness.symptom not in there]
        return Recognized(_kept(matches), tuple(openings.values()), _nearest(reminds), tuple(alone))

    def _all_general(self, matches: list[Match]) -> bool:
        return all(match.symptom in self._general for match in matches)


class TextRead:
    """One text, and what each layer finds in it when it is asked.

    Attributes:
        text: what was read: the text without what happened to it on its way.
    """

    def __init__(self, text: str, recognizer: Recognizer) -> None:
        self._recognizer = recognizer
        if any(mark in text for mark in _TO_CLEAN) or not text.isascii():
            from expert.recognizing.cleaning import cleaned

            text = cleaned(text)
        self.text = text if len(text) > LONG else normalized(text)
        read = recognizer._exact.read(self.text)
        self._is_whole = self._covers(read)
        self._read = read if self._is_whole else self._as_written(read)

    def _covers(self, read: Read) -> bool:
        """Whether the text is nothing but one documented message."""
        if len(read.spans) != 1:
            return False
        begin, end = read.spans[0]
        return not any(map(str.isalnum, self.text[:begin])) and not any(map(str.isalnum, self.text[end:]))

    def _as_written(self, read: Read) -> Read:
        """What was found, but for names of one word that the text has in several: it may say that in its own words."""
        names = self._recognizer.names
        found = zip(read.matches, read.spans, strict=True)
        kept = [
            (match, span) for match, span in found
            if len(match.matched.split()) == 1 or letters_of(match.matched) not in names
        ]  # fmt: skip
        if len(kept) == len(read.matches):
            return read
        return Read(tuple(match for match, _ in kept), tuple(span for _, span in kept), read.openings, read.begun)

    @cached_property
    def _exact(self) -> list[Match]:
        if self._is_whole:
            return list(self._read.matches)
        return [m for m, span in zip(self._read.matches, self._read.spans, strict=True) if self._counts(m, span)]

    @cached_property
    def matches(self) -> list[Match]:
        """By code, by wording, and nearly so."""
        known = [m for m in self._exact if m not in self._unspecific]
        if self._is_whole:
            return known
        found = [*self._coded(), *known]
        # A log says what it says letter for letter; only where it says nothing, its ends are read as a person's words.
        return found if found and len(self.text) > LONG else [*found, *self._nearly()]

    @cached_property
    def _unspecific(self) -> list[Match]:
        """Lines that other things write too, with nothing in the text that makes them specific."""
        return [m for m in self._exact if not self._is_specific(m.message)]

    @cached_property
    def alone(self) -> list[Match]:
        """Lines that other things write too, where the text is nothing else: what is known of the case must tell."""
        return [m for m in self._unspecific if letters_of(m.matched) == letters_of(self.text)]

    @cached_property
    def generic(self) -> list[Likeness]:
        """Lines that other things write too, and numbers without a domain: what they remind of."""
        found = [Likeness(m.symptom, m.matched, m.message, 0.9) for m in self._unspecific]
        if not self.matches and len(self.text) <= LONG:
            known = self._recognizer._coded
            for code, written in self._recognizer._codes.alone(self.text):
                symptom, message = known[code]
                found.append(Likeness(symptom, written, message, 0.8))
        return found

    @cached_property
    def named(self) -> list[Match]:
        """By what people call it; what says it in more telling words first."""
        from expert.recognizing.tolerant import is_not_told

        found: list[tuple[float, Match]] = []
        sentences = self._telling(self.rest)
        if self._flowing is not self.rest:
            sentences = list(dict.fromkeys((*sentences, *self._telling(self._flowing))))
        for sentence in sentences:
            for held in self._recognizer._named.held(sentence, self.text):
                if not held.denied and not is_not_told(self.text, sentence, held.first, held.last):
                    first, last = sentence.tokens[held.first], sentence.tokens[held.last]
                    span = self.text[first.begin : last.end]
                    match = Match(held.key, _NAMED, span, FIXED_SCORES["named_otherwise"], "named_otherwise")
                    found.append((self._recognizer._named.weight_of(held), match))
        return [match for _, match in sorted(found, key=lambda one: -one[0])]

    @cached_property
    def likenesses(self) -> list[Likeness]:
        """What it reminds of."""
        return self._recognizer._likenesses.of(self.text, self.rest)

    @property
    def openings(self) -> tuple[Opening, ...]:
        """The beginnings of messages, where nothing else was recognized."""
        if self.matches:
            return ()
        if self._read.openings or len(self.text) > LONG:
            return self._read.openings
        from expert.recognizing.words import in_american_spelling

        spelled = in_american_spelling(self.text)
        if spelled == self.text:
            return ()
        read = self._recognizer._exact.read(spelled)
        return tuple(
            Opening(opening.symptom, self.text[begin:end], opening.needed)
            for opening, (begin, end) in zip(read.openings, read.begun, strict=True)
        )

    @cached_property
    def rest(self) -> list[Sentence]:
        """The sentences of the text without its documented messages; of a long text those at both ends."""
        return [] if self._is_whole else list(_ends_of(self._without_messages))

    @cached_property
    def _flowing(self) -> list[Sentence]:
        """The same, with sentences that go on in the next line, as on a screen."""
        if "\n" not in self._without_messages:
            return self.rest
        return [] if self._is_whole else list(_ends_of(self._without_messages, flowing=True))

    @staticmethod
    def _telling(sentences: list[Sentence]) -> list[Sentence]:
        """Those that do not only ask how something works."""
        return [sentence for sentence in sentences if not sentence.asks_how]

    @cached_property
    def _without_messages(self) -> str:
        if len(self.text) > LONG:
            return self.text
        # What is general stays: together with the words around it, it may be more.
        general = self._recognizer._general
        found = zip(self._read.matches, self._read.spans, strict=True)
        return without(self.text, (span for match, span in found if match.symptom not in general))

    def _coded(self) -> Iterator[Match]:
        codes = self._recognizer._codes
        for code, found in codes.chains(self.text) if codes else ():
            symptom, message = self._recognizer._coded[code]
            yield Match(symptom, message, self.text[found.begin : found.end], FIXED_SCORES["code"], "code")

    def _nearly(self) -> Iterator[Match]:
        there = {match.symptom for match in self._exact}
        if self.rest:
            found = self._recognizer._tolerant.matches(self.text, self._telling(self._flowing))
            yield from (match for match in found if match.symptom not in there)

    def _is_specific(self, message: Message) -> bool:
        """Whether nothing else writes a message, or something in the text makes it specific."""
        only_with = message.only_with
        return only_with is None or any(text.casefold() in self._folded for text in only_with.texts)

    @cached_property
    def _folded(self) -> str:
        return self.text.casefold()

    def _counts(self, match: Match, span: tuple[int, int]) -> bool:
        """Whether the text does not say of a message that it is not shown."""
        if len(self.text) > LONG or match.message.kind == "log":
            return True
        if re.match(_FALSE, self.text[span[1] : span[1] + 20]):
            return False
        from expert.recognizing.tolerant import is_not_told
        from expert.recognizing.words import sentences

        begin = max(self.text.rfind("\n", 0, span[0]) + 1, span[0] - 200)
        end = self.text.find("\n", span[1])
        around = list(sentences(self.text, begin, min(span[1] + 100, len(self.text) if end < 0 else end)))
        for sentence in around:
            inside = [i for i, token in enumerate(sentence.tokens) if span[0] <= token.begin < span[1]]
            if inside and is_not_told(self.text, sentence, inside[0], inside[-1], whole=True):
                return False
        return True


def _ends_of(text: str, *, flowing: bool = False) -> Iterator[Sentence]:
    """The sentences of a text; of a long one those at both ends."""
    from expert.recognizing.words import sentences

    if len(text) <= LONG:
        yield from sentences(text, flowing=flowing)
    else:
        yield from sentences(text, 0, END, flowing=flowing)
        yield from sentences(text, len(text) - END, flowing=flowing)


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with nothing but line ends where some spans stand, so that every other place stays what it is."""
    for begin, end in spans:
        text = f"{text[:begin]}{chr(10) * (end - begin)}{text[end:]}"
    return text


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


def _rank(match: Match) -> tuple[int, int]:
    return LAYERS.index(match.layer), -len(match.matched)


_MOST_REMINDERS = 3


def _nearest(found: list[Likeness]) -> tuple[Likeness, ...]:
    """The three nearest symptoms, each once."""
    best: dict[str, Likeness] = {}
    for likeness in sorted(found, key=lambda likeness: -likeness.score):
        best.setdefault(likeness.symptom, likeness)
    return tuple(best.values())[:_MOST_REMINDERS]
