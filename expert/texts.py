"""Texts in the two languages of the product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["en", "sv"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


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
