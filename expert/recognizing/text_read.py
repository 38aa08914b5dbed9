"""One text, and what each layer finds in it when it is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING

from expert.foundations.kept import cached_property
from expert.foundations.limits import END, LONG
from expert.recognizing.exact import Read
from expert.recognizing.letters import letters_of, normalized
from expert.recognizing.recognition import FIXED_SCORES, MOST_OF_REMINDERS, MOST_REMINDERS, Likeness, Match, Opening
from expert.recognizing.weighing import LONGEST, Weighing
from expert.rules.models import Code, Message

if TYPE_CHECKING:  # most texts hold a documented message and nothing else, and need none of this
    from expert.recognizing.beside import Beside
    from expert.recognizing.codes import FoundCode
    from expert.recognizing.naming import Told
    from expert.recognizing.recognizer import Recognizer
    from expert.recognizing.words import Sentence

_NAMED = Message()
_AS_TOLD_BEFORE = 0.5
"""How sure it is that a text tells of the symptom whose reports it is like."""

_TO_CLEAN = ("&", "\\", ">")
_ENDS = re.compile(r"[.!?;:,\n•·]")
_QUOTED_END = re.compile(r"[.!?…]{1,30}(?=[\"'“”’»)\]]+(?:,|\s+[a-zåäö]))")
_FALSE = r"""(?i)["']?\s*[:=]>?\s*["']?(?:false|no|null|none|0)\b"""


class TextRead:
    """One text, and what each layer finds in it when it is asked.

    Attributes:
        text: what was read: the text without what happened to it on its way; what it quotes comes first.
        own: where in it the author's own words begin, after what they quote.
    """

    def __init__(self, text: str, recognizer: Recognizer) -> None:
        self._recognizer = recognizer
        if any(mark in text for mark in _TO_CLEAN) or not text.isascii():
            from expert.recognizing.cleaning import in_order

            quoted, text = in_order(text)
        else:
            quoted = ""
        quoted = normalized(quoted)
        self.own = len(quoted)
        self.text = quoted + (text if len(text) > LONG else normalized(text))
        self._read = recognizer.exact.read(self.text)
        self._is_whole = self._covers(self._read)

    def _covers(self, read: Read) -> bool:
        """Whether the text is nothing but one documented message."""
        if len(read.spans) != 1:
            return False
        begin, end = read.spans[0]
        return not any(map(str.isalnum, self.text[:begin])) and not any(map(str.isalnum, self.text[end:]))

    @cached_property
    def _exact(self) -> list[Match]:
        if self._is_whole:
            return list(self._read.matches)
        return [m for m, span in zip(self._read.matches, self._read.spans, strict=True) if self._counts(m, span)]

    @property
    def matches(self) -> list[Match]:
        """By code, by wording, and nearly so."""
        return [] if self._only_quotes else self._documented

    @cached_property
    def _documented(self) -> list[Match]:
        known = [m for m in self._exact if self._is_sure(m)]
        if self._is_whole:
            return known
        found = [*self._coded, *known]
        # A log says what it says letter for letter; only where it says nothing, its ends are read as a person's words.
        return found if found and len(self.text) > LONG else [*found, *self._nearly()]

    @cached_property
    def _only_quotes(self) -> bool:
        """Whether documented messages stand among words that no report has: of a manual, a program, a story.

        A log has no words of a report either, nor has what is hardly more than the message.
        """
        documented = [] if self._is_whole or len(self.text) > LONGEST else self._documented
        if not documented or self._is_logged or any(_is_as_logged(match) for match in documented):
            return False
        around = self.text
        for match in documented:
            around = around.replace(match.matched, " ")
        if self._weighing.bears_out_message(around.lower()):
            return False
        # Where it is not known of one how it is told, it is not known either how it is only quoted.
        return self._recognizer.precedents.told.issuperset(match.symptom for match in documented)

    @property
    def may_report(self) -> bool:
        """Whether something speaks for it that the text reports anything, whatever that is."""
        return not self.rest or self._is_logged or self._weighing.bears_out_something

    @cached_property
    def _is_logged(self) -> bool:
        from expert.recognizing.subjects import is_logged

        return is_logged(self.text)

    @cached_property
    def _weighing(self) -> Weighing:

        return Weighing(self.text, sum(len(sentence.tokens) for sentence in self.rest), self._recognizer)

    @cached_property
    def _unspecific(self) -> list[Match]:
        """Lines and codes that other things write too, with nothing in the text that makes them specific."""
        lines = [m for m in self._exact if not self._is_sure(m)]
        return lines if self._is_whole else [*self._coded_elsewhere, *lines]

    @cached_property
    def alone(self) -> list[Match]:
        """Such a line or code, where the text is nothing else: what is known of the case must tell."""
        return [m for m in self._unspecific if letters_of(m.matched) == letters_of(self.text)]

    @cached_property
    def generic(self) -> list[Likeness]:
        """What other things write too, and numbers without a domain: what they remind of."""
        found = [Likeness(m.symptom, m.matched, m.message, 0.9) for m in self._unspecific]
        if not self.matches and len(self.text) <= LONG:
            known = self._recognizer.coded
            for code, written in self._recognizer.codes.alone(self.text):
                symptom, message = known[code]
                found.append(Likeness(symptom, written, message, 0.8))
        return found

    @property
    def named(self) -> list[Match]:
        """By what people call it; what says it in more telling words, and in more ways, first.

        Where no sentence says it, two that follow each other may: "It asks for a code. That goes to my old phone".
        """
        return [match for match, is_sure in self._told if is_sure]

    @property
    def doubtful(self) -> list[Likeness]:
        """The same of what the text hardly tells, or where it is hardly a report, and messages that it only quotes."""
        quoted = self._documented if self._only_quotes else []
        told = [match for match, is_sure in self._told if not is_sure]
        return [
            *(Likeness(match.symptom, match.matched, match.message, 1.0) for match in quoted),
            *(Likeness(match.symptom, match.matched, None, 1.0) for match in told),
        ]

    @cached_property
    def _told(self) -> list[tuple[Match, bool]]:
        """What the text tells by what people call it, or like those who told of it before; and whether that counts."""
        from expert.recognizing.naming import Naming

        sentences = self._telling(self.rest)
        if self._flowing is not self.rest:
            sentences = list(dict.fromkeys((*sentences, *self._telling(self._flowing))))
        naming = Naming(self.text, self.rest, self._recognizer, self._read.spans, self._is_taken)
        told: dict[str, Told] = {}
        for one in naming.told(sentences):
            told.setdefault(one.symptom, one)
        counts = {symptom: one.weight for symptom, one in told.items()}
        alone, weighing = self._told_alone(counts), self._weighing
        every = {**counts, **dict.fromkeys(alone, 0.0)}
        ranked = list(weighing.ranked(every))
        found = [(self._named_as(one, self._most_like(one), _AS_TOLD_BEFORE), True) for one in alone]
        for one in (told[symptom] for symptom in ranked if symptom in told):
            symptom = one.symptom
            counted = weighing.bears_out(symptom, one.weight, asked=one.asks) and (
                _stands_apart(one, told.get(ranked[0])) or not weighing.is_far_behind(symptom, every)
            )
            words = self.text[slice(*one.span)]
            found.append((self._named_as(symptom, words, FIXED_SCORES["named_otherwise"]), counted))
        return found

    def _told_alone(self, told: Mapping[str, float]) -> list[str]:
        """The symptom, if any, whose reports the text is so like that it needs no words that are known to tell it.

        Args:
            told: what the words count of the symptoms that they tell.
        """
        if not self.rest or self._is_logged or self._documented:
            return []
        symptom = self._weighing.alone(told, lambda: self._recognizer.fitting.unfit(self.rest, self.text))
        return [] if symptom is None else [symptom]

    @staticmethod
    def _named_as(symptom: str, words: str, score: float) -> Match:
        return Match(symptom, _NAMED, words, score, "named_otherwise")

    def _most_like(self, symptom: str) -> str:
        """The words of the sentence that is most like the reports of a symptom."""
        words = [[token.word for token in sentence.tokens] for sentence in self.rest]
        tokens = self.rest[self._weighing.most_like(symptom, words)].tokens
        return self.text[tokens[0].begin : tokens[-1].end]

    @cached_property
    def likenesses(self) -> list[Likeness]:
        """What it reminds of: what it shares words with, and what was told before in words like it, by turns."""
        if not self.rest or self._weighing.is_about_something_else:
            return []
        by_words = sorted(self._recognizer.likenesses.of(self.text, self.rest), key=lambda likeness: -likeness.score)
        nearest = self._weighing.worth_asking[:MOST_REMINDERS]
        as_before = [Likeness(s, self._most_like(s), None, MOST_OF_REMINDERS) for s in nearest]
        found: list[Likeness] = []
        for pair in zip_longest(as_before, by_words):
            for likeness in pair:
                if likeness is not None:
                    score = min((likeness.score, *(one.score for one in found[-1:])))
                    found.append(Likeness(likeness.symptom, likeness.found, likeness.wording, score))
        return found

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
        read = self._recognizer.exact.read(spelled)
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
        # What is general, or written by others too, stays: together with the words around it, it may be more.
        general = self._recognizer.general
        found = zip(self._read.matches, self._read.spans, strict=True)
        return without(self.text, (
            span for match, span in found if match.symptom not in general and self._is_specific(match.message)
        ))  # fmt: skip

    @cached_property
    def _chains(self) -> list[list[Match]]:
        """The codes of each chain of errors, the outermost first."""
        codes = self._recognizer.codes
        if not codes:
            return []
        chains = codes.chains(self.text)
        return [[self._by_code(*one) for one in chain] for chain in chains if not self._only_mentions(chain)]

    def _only_mentions(self, chain: list[tuple[Code, FoundCode]]) -> bool:
        """Whether the text only mentions the errors of a chain, or says that they are over."""
        from expert.recognizing.framing import is_framed

        return is_framed(self.text, chain[0][1].begin, max(found.end for _, found in chain), asked=False)

    def _by_code(self, code: Code, found: FoundCode) -> Match:
        symptom, message = self._recognizer.coded[code]
        return Match(symptom, message, self.text[found.begin : found.end], FIXED_SCORES["code"], "code")

    @cached_property
    def _coded(self) -> list[Match]:
        """Of each chain the innermost code that counts."""
        counting = ([match for match in chain if self._is_specific(match.message)] for chain in self._chains)
        return [chain[-1] for chain in counting if chain]

    @property
    def _coded_elsewhere(self) -> list[Match]:
        """The codes that other things write too, with nothing in the text that makes them specific."""
        return [match for chain in self._chains for match in chain if not self._is_specific(match.message)]

    def _nearly(self) -> Iterator[Match]:
        there = {match.symptom for match in self._exact if self._is_specific(match.message)}
        if self.rest:
            read = list(self._recognizer.tolerant.matches(self.text, self._telling(self._flowing)))
            # As of a line that stands there letter for letter, a part of one that was typed again is no other message.
            lines = [span for match, span in read if not self._is_specific(match.message)]
            for match, span in read:
                passed_over = match.symptom in there or self._is_passed_over(match.symptom, span)
                if not passed_over and self._is_specific(match.message) and not _lies_within(span, lines):
                    yield match

    @cached_property
    def _passed_over(self) -> list[tuple[str, tuple[int, int]]]:
        """Where lines stand that other things write too, without what makes them specific; each with its symptom.

        Those of general symptoms are left out: they say little anyway, and more with the words around them.
        """
        general = self._recognizer.general
        return [
            (match.symptom, span) for match, span in zip(self._read.matches, self._read.spans, strict=True)
            if match.symptom not in general and not self._is_specific(match.message)
        ]  # fmt: skip

    def _is_passed_over(self, symptom: str, span: tuple[int, int]) -> bool:
        """Whether some words touch such a line of the same symptom, or are a part of one: they are others' as well."""
        if any(known == symptom and span[0] < end and begin < span[1] for known, (begin, end) in self._passed_over):
            return True
        return _lies_within(span, (line for _, line in self._passed_over))

    def _is_taken(self, symptom: str, span: tuple[int, int]) -> bool:
        """Whether words of a symptom belong to a line that says little, or to one of which the rest is asked for."""
        return self._is_passed_over(symptom, span) or self._is_begun(symptom, span)

    def _is_begun(self, symptom: str, span: tuple[int, int]) -> bool:
        """Whether words are but the beginning of a message of the same symptom, of which the rest is asked for."""
        begun = zip(self._read.openings, self._read.begun, strict=True)
        return any(o.symptom == symptom and begin <= span[0] and span[1] <= end for o, (begin, end) in begun)

    def _is_sure(self, match: Match) -> bool:
        """Whether a line is specific, or its number stands there as well: the name and the number tell the same."""
        return self._is_specific(match.message) or match.symptom in self._numbered

    @cached_property
    def _numbered(self) -> frozenset[str]:
        """The symptoms of which a number stands in the text without its domain."""
        if len(self.text) > LONG:
            return frozenset()
        return frozenset(self._recognizer.coded[code][0] for code, _ in self._recognizer.codes.alone(self.text))

    def _is_specific(self, message: Message) -> bool:
        """Whether nothing else writes a message, or something in the text makes it specific."""
        if message.only_with is None or self._beside.holds_one_of(message.only_with):
            return True
        return self._tells_of_enrolling(coded=message.code is not None) and not _is_one_word(message)

    def _tells_of_enrolling(self, *, coded: bool) -> bool:
        """Whether a person tells of a device that is being enrolled, so that a line with it is of that.

        The messages themselves do not tell it: "Device already enrolled" may be any system's.
        """
        if len(self.text) > LONG:
            return False
        from expert.recognizing.subjects import tells_of_enrolling

        return tells_of_enrolling(self._around_messages, coded=coded)

    @cached_property
    def _around_messages(self) -> str:
        """The text in lower case, with blanks where messages stand."""
        from expert.recognizing.telling import in_lower_case

        text = self.text
        for begin, end in self._read.spans:
            text = f"{text[:begin]}{' ' * (end - begin)}{text[end:]}"
        return in_lower_case(text)

    @cached_property
    def _beside(self) -> Beside:
        from expert.recognizing.beside import Beside

        return Beside(self.text)

    def _counts(self, match: Match, span: tuple[int, int]) -> bool:
        """Whether the text does not say of a message that it is not shown."""
        if len(self.text) > LONG:
            return True
        if match.message.kind == "log":
            from expert.recognizing.framing import is_framed

            return not is_framed(self.text, *span, asked=False)
        if re.match(_FALSE, self.text[span[1] : span[1] + 20]):
            return False
        from expert.recognizing.tolerant import is_not_told
        from expert.recognizing.words import sentences

        begin = max(self.text.rfind("\n", 0, span[0]) + 1, span[0] - 200)
        end = self.text.find("\n", span[1])
        text = self._with_one_sentence_at(span)
        around = list(sentences(text, begin, min(span[1] + 100, len(text) if end < 0 else end)))
        for sentence in around:
            inside = [i for i, token in enumerate(sentence.tokens) if span[0] <= token.begin < span[1]]
            if inside and is_not_told(text, sentence, inside[0], inside[-1], whole=True):
                return False
        return True

    def _with_one_sentence_at(self, span: tuple[int, int]) -> str:
        """The text, in which a message is no more than a part of the sentence that quotes it."""
        quoted = _QUOTED_END.match(self.text, span[1])
        end = span[1] if quoted is None else quoted.end()
        return f"{self.text[: span[0]]}{_ENDS.sub(' ', self.text[span[0] : end])}{self.text[end:]}"


def _stands_apart(one: Told, foremost: Told | None) -> bool:
    """Whether the words that tell a symptom are others than those that tell the foremost, if words tell that."""
    return foremost is not None and (one.span[1] <= foremost.span[0] or foremost.span[1] <= one.span[0])


def _is_as_logged(match: Match) -> bool:
    """Whether something stands in a text as in a log: a line of one, or a code in its form."""
    return match.message.kind == "log" or (match.layer == "code" and "=" in match.matched)


def _is_one_word(message: Message) -> bool:
    """Whether a message is nothing but a word of everyday, which may stand in any sentence."""
    return message.en is not None and message.en.isalpha() and message.en[1:].islower()


def _lies_within(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Whether a span is a part of another that is longer."""
    return any(begin <= span[0] and span[1] <= end and (begin, end) != span for begin, end in others)


def _ends_of(text: str, *, flowing: bool = False) -> Iterator[Sentence]:
    """The sentences of a text; of a long one those at both ends."""
    from expert.recognizing.words import sentences

    if len(text) <= LONG:
        yield from sentences(text, flowing=flowing)
    else:
        yield from sentences(text, 0, END, flowing=flowing)
        yield from sentences(text, len(text) - END, flowing=flowing)


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with nothing but an empty line where some spans stand, so that every other place stays what it is."""
    for begin, end in spans:
        line = f"\n{' ' * (end - begin - 2)}\n"[: end - begin]
        text = f"{text[:begin]}{line}{text[end:]}"
    return text
