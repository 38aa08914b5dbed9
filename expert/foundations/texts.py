"""Texts in the two languages of the product."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal, get_args

Language = Literal["en", "sv"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def spoken(language: str) -> Language:
    """The language, if the product speaks it.

    Raises:
        ValueError: it does not.
    """
    for known in LANGUAGES:
        if language == known:
            return known
    raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")


class Said(str):
    """A text as it is said in one language. It is that string, and knows how it is said in the other.

    The results hold their sentences so, and can therefore be said again in either language (`Document.in_`).

    >>> said = Text("license", "licens").in_("en")
    >>> said, said.in_("sv")
    ('license', 'licens')

    Attributes:
        text: what is said, in both languages.
        language: the language that it is said in.
    """

    __slots__ = ("language", "text")
    text: Text
    language: Language

    def __new__(cls, text: Text, language: Language) -> Said:
        """What a text is in one language."""
        said = str.__new__(cls, text.sv if language == "sv" else text.en)
        said.text, said.language = text, language
        return said

    def __getnewargs__(self) -> tuple[Text, Language]:  # type: ignore[override]
        return self.text, self.language

    def in_(self, language: Language) -> Said:
        """The same in another language."""
        return self if language == self.language else Said(self.text, language)


def text_of(words: str) -> Text:
    """What some words say in both languages; a plain string (a name, a number) is the same in both."""
    return words.text if isinstance(words, Said) else Text(words, words)


@dataclass(frozen=True, slots=True)
class Text:
    """One text in English and in Swedish, each written for its reader."""

    __pydantic_config__ = {"extra": "forbid"}
    en: str
    sv: str

    def in_(self, language: Language) -> str:
        """The text in `language`: a `Said`, which can be said in the other again."""
        return Said(self, language)

    def format(self, **values: object) -> Text:
        """Both languages with their `{placeholders}` filled in.

        A value that is itself a `Text`, or was said from one, is put into each language in that language.
        """
        english, swedish = dict(values), dict(values)
        for name, value in values.items():
            if isinstance(value, Said):
                value = value.text
            if isinstance(value, Text):
                english[name], swedish[name] = value.en, value.sv
        return Text(self.en.format(**english), self.sv.format(**swedish))


QUOTED = Text("“{text}”", "”{text}”")
AND = Text("and", "och")
OR = Text("or", "eller")
YES = Text("yes", "ja")
NO = Text("no", "nej")


def in_digits(number: int) -> Text:
    """A number as each language writes it: 200,000, in Swedish 200 000."""
    return Text(f"{number:,}", f"{number:,}".replace(",", " "))


def listed(words: Sequence[Text], last: Text) -> Text:
    """`A, B and C`; with a comma before the last where a word is itself of several parts."""
    if len(words) < 2:
        return words[0] if words else Text("", "")
    return Text(_listed([word.en for word in words], last.en), _listed([word.sv for word in words], last.sv))


def listed_in_quotes(words: Iterable[object], last: Text) -> Text:
    """`“A”, “B” and “C”`: as `listed`, each in quotation marks.

    Args:
        words: texts, or what was said in one language.
        last: what stands before the last of them.
    """
    return listed([QUOTED.format(text=word) for word in words], last)


def _listed(words: list[str], last: str) -> str:
    comma = "," if any(f" {last} " in word and not _QUOTED.search(word) for word in words) else ""
    return f"{', '.join(words[:-1])}{comma} {last} {words[-1]}"


_QUOTED = re.compile("[“”]")


def one_of(values: Sequence[Text]) -> Text:
    """`a, b or c`: one of several values; each in quotation marks where one is itself of several parts."""
    parted = len(values) > 1 and any(
        part in value.en or part in value.sv for value in values for part in (",", f" {OR.en} ", f" {OR.sv} ")
    )
    return listed_in_quotes(values, OR) if parted else listed(values, OR)


def joined(parts: Sequence[Text], between: str) -> Text:
    """The parts with the same signs between them in both languages."""
    return Text(between.join(part.en for part in parts), between.join(part.sv for part in parts))


def quotable(text: str) -> str:
    """A span of a text as it can stand in quotation marks: with single ones inside, and none without its other half."""
    return (text.replace('"', "") if text.count('"') % 2 else text).translate(_SINGLE)


_SINGLE = str.maketrans("“”„", "‘’‚")


def way_letters() -> Iterator[str]:
    """A, B … Z, AA, AB …: what ways to choose from are called."""
    for count in itertools.count(1):
        yield from map("".join, itertools.product(ascii_uppercase, repeat=count))


def way_letter(number: int) -> str:
    """What a way of a remedy is called, by its place among all of them, counted from 1.

    >>> way_letter(1), way_letter(27)
    ('A', 'AA')
    """
    return next(itertools.islice(way_letters(), number - 1, None))
