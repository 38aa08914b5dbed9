"""Checks that each thing is called by its one word in each language: `glossary.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from expert.foundations.limits import MOST_STEPS_OF_EXPRESSION
from expert.foundations.problems import shown
from expert.foundations.texts import LANGUAGES, Language, Text
from expert.rules.backtracking import ways_to_try
from expert.rules.checks.finding import At, Check, Look, Spot
from expert.rules.house_rules import Term

_QUOTED = re.compile(r"“[^“”]*”|”[^“”]*”|\"[^\"]*\"|`[^`]*`|https?://\S+")


@dataclass(frozen=True)
class Ban:
    """What is not to be written in a language, what to write instead, and the term that says so."""

    words: str
    instead: str
    term: str


class Bans:
    """Everything that is not to be written in one language, sought in a text at once.

    Args:
        terms: the terms of the glossary.
        language: the language.
    """

    def __init__(self, terms: list[Term], language: Language) -> None:
        self._bans = [
            Ban(words, instead, term.id) for term in terms for words, instead in term.avoid.get(language, {}).items()
            if not _is_too_slow(words)
        ]  # fmt: skip
        ways = "|".join(f"({_pattern(ban.words)})" for ban in self._bans)
        self._any = re.compile(rf"(?<!\w)(?:{ways})(?!\w)", re.IGNORECASE) if ways else None

    def in_text(self, text: str) -> Iterator[tuple[str, Ban]]:
        """What stands in a text, outside of quotation marks, and is not to be written."""
        if self._any is not None:
            for found in self._any.finditer(_QUOTED.sub(" “” ", text)):
                assert found.lastindex is not None
                yield found[0], self._bans[found.lastindex - 1]


def _pattern(words: str) -> str:
    """The regular expression for words in which `*` is any letters."""
    return r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in words.split())


def _is_too_slow(words: str) -> bool:
    """Whether nobody waits for the end of a search for these words: each `*` tries what the one before it has."""
    return ways_to_try(rf"(?<!\w)(?:{_pattern(words)})(?!\w)") > MOST_STEPS_OF_EXPRESSION


def _too_many_stars(look: Look) -> Iterator[Spot]:
    for term in look.assembly.parts["glossary"].values():
        for language, words in term.avoid.items():
            for one in words:
                if _is_too_slow(one):
                    yield Spot(_STARS.format(words=shown(one)), At(("glossary", term.id), ("avoid", language)))


def _unlike_the_glossary(look: Look) -> Iterator[Spot]:
    terms = list(look.assembly.parts["glossary"].values())
    for language in LANGUAGES:
        bans = Bans(terms, language)
        for part, path, text in look.parts.texts:
            if part[0] != "glossary":
                for said, ban in bans.in_text(text.in_(language)):
                    yield Spot(_WRITE.format(said=shown(said), instead=ban.instead), At(part, (*path, language)),
                               also=(At(("glossary", ban.term), ("avoid", language)),))


_STARS = Text(
    "“{words}” has so many * that some texts cannot be searched for it in any time; it is not sought",
    "”{words}” har så många * att vissa texter inte går att söka igenom i rimlig tid; det söks inte",
)
_WRITE = Text("“{said}”: write “{instead}” (glossary.yaml)", "”{said}”: skriv ”{instead}” (glossary.yaml)")

CHECKS = (
    Check(
        "unlike-glossary", "warning",
        Text("A text calls something by another word than the glossary has for it",
             "En text kallar något vid ett annat ord än ordlistan har för det"),
        Text("Write what glossary.yaml says; a wording that is quoted stands in quotation marks.",
             "Skriv det som glossary.yaml anger; en lydelse som citeras står inom citattecken."),
        _unlike_the_glossary,
    ),
    Check(
        "slow-glossary", "error",
        Text("What is not to be written cannot be sought in every text in any time",
             "Det som inte ska skrivas går inte att söka i varje text i rimlig tid"),
        Text("Let a word have a * at its beginning and at its end at most.",
             "Låt ett ord ha * högst i början och i slutet."),
        _too_many_stars,
    ),
)  # fmt: skip
"""The checks of terms."""
