"""Texts in the two languages of the product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Text:
    """One text in English and in Swedish, each written for its reader."""

    __pydantic_config__ = {"extra": "forbid"}
    en: str
    sv: str

    def in_(self, language: Language) -> str:
        """The text in `language`."""
        return self.sv if language == "sv" else self.en

    def format(self, **values: object) -> Text:
        """Both languages with their `{placeholders}` filled in.

        A value that is itself a `Text` is put into each language in that language.
        """

        def fill(template: str, language: Language) -> str:
            words = {k: v.in_(language) if isinstance(v, Text) else v for k, v in values.items()}
            return template.format(**words)

        return Text(fill(self.en, "en"), fill(self.sv, "sv"))


QUOTED = Text("“{text}”", "”{text}”")
AND = Text("and", "och")
OR = Text("or", "eller")


def listed(words: Sequence[Text], last: Text) -> Text:
    """`A, B and C`; with a comma before the last where a word is itself of several parts."""
    if len(words) < 2:
        return words[0] if words else Text("", "")
    en, sv = [w.en for w in words], [w.sv for w in words]
    comma = "," if any(f" {last.en} " in word and "“" not in word for word in en) else ""
    return Text(
        f"{', '.join(en[:-1])}{comma} {last.en} {en[-1]}",
        f"{', '.join(sv[:-1])}{comma} {last.sv} {sv[-1]}",
    )


def balanced(text: str) -> str:
    """A span of a text without a quotation mark whose other half lies outside it."""
    return text.replace('"', "") if text.count('"') % 2 else text
