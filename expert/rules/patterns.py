"""Patterns: how a rule file says in what words people put something.

    apple & cert*|certifikat* & expire*|lapse*|run out

- A pattern has parts, joined by `&`. All of them must be found in one sentence, in any order; what people call a
  symptom may also stand in two that follow each other.
- A part is words in their order; at most two other words may stand between one and the next.
- A word has alternatives, joined by `|`. `*` at its end (or beginning) stands for any ending (or beginning).
- A word of four letters or more may be misspelled; one with `*`, where it stands in a message or a title as well.
- `not` stands for any word that denies, in English or Swedish: not, never, no, inte, ingen, utan …
- `{number}`, `{version}` and `{date}` stand for such a value, which is then read.
- `the`, `is`, `en`, `är` and other small words are best left out.

A pattern without `not` does not count where the sentence denies what it says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from expert.foundations.kept import cached_property
from expert.foundations.records import Record
from expert.foundations.texts import Text

Value = Literal["number", "version", "date"]
VALUES: tuple[Value, ...] = ("number", "version", "date")
_VALUE = re.compile(r"\{([a-z]+)\}")
_NEGATION = ("not", "inte")


@dataclass(frozen=True, eq=False, repr=False)
class Choice(Record):
    """A word of a pattern.

    Attributes:
        whole: the words that may stand there, without case.
        begins: beginnings of words that may stand there.
        ends: endings of words that may stand there.
        denies: any word that denies may stand there.
        value: a value stands there.
    """

    whole: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    denies: bool = False
    value: Value | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Pattern(Record):
    """A pattern, parsed.

    Attributes:
        parts: its parts, each with its words.
    """

    parts: tuple[tuple[Choice, ...], ...]

    @cached_property
    def denies(self) -> bool:
        """Whether it asks for a word that denies."""
        return any(choice.denies for part in self.parts for choice in part)

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """The values that it reads."""
        return tuple(choice.value for part in self.parts for choice in part if choice.value is not None)


class WrongPattern(ValueError):
    """A pattern that cannot be read; `text` says why."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


@cache
def parse(pattern: str) -> Pattern:
    """The parsed form of a pattern; made once, for each is checked, looked for, and checked again with every mutant.

    Raises:
        WrongPattern: it cannot be read.
    """
    parts = tuple(tuple(_choices(part)) for part in unicodedata.normalize("NFC", pattern).casefold().split("&"))
    if not all(parts):
        raise WrongPattern(_EMPTY_PART)
    return Pattern(parts)


def _choices(part: str) -> Iterator[Choice]:
    for word in part.split():
        value = _VALUE.fullmatch(word)
        if value is not None:
            yield Choice(value=_value(value[1]))
            continue
        whole, begins, ends = [], [], []
        for alternative in word.split("|"):
            letters = alternative.strip("*")
            if not letters.isalnum():
                raise WrongPattern(_NO_WORD.format(word=alternative))
            if alternative.endswith("*"):
                begins.append(letters)
            elif alternative.startswith("*"):
                ends.append(letters)
            elif letters not in _NEGATION:
                whole.append(letters)
        denies = any(alternative in _NEGATION for alternative in word.split("|"))
        yield Choice(tuple(whole), tuple(begins), tuple(ends), denies)


def _value(name: str) -> Value:
    for known in VALUES:
        if name == known:
            return known
    raise WrongPattern(_NO_VALUE.format(name=name))


_EMPTY_PART = Text("a part of the pattern is empty", "en del av mönstret är tom")
_NO_WORD = Text(
    "“{word}” is no word of a pattern: letters and digits, with * only at its beginning or end",
    "”{word}” är inget ord i ett mönster: bokstäver och siffror, med * bara i början eller slutet",
)
_NO_VALUE = Text(
    "{{{name}}} is no value of a pattern; there are {{number}}, {{version}} and {{date}}",
    "{{{name}}} är inget värde i ett mönster; det finns {{number}}, {{version}} och {{date}}",
)
