"""Tells English from Swedish: by small words, by letters, and by the words and endings of all other texts at hand."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from expert.foundations.texts import Language


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SMALL_WORDS: dict[Language, frozenset[str]] = {
    "en": _split("""
        the a an of to and is are it that this for with on not be as by from or at which if has have was were can
        its than then into no only one who what when where they them their you your must but does do been also so
        after before did there while each every other same such any how why whose whom between without still should
        would could first again out up these those may through more most less later earlier until because against
        during nothing nobody anything another enough needs need
    """),
    "sv": _split("""
        och att det som en ett den är på av för med till inte om har sig så kan från eller ska när där efter men vid
        hur vilken vilket vilka utan även redan inga inget ingen sin sitt sina dess detta denna dem bara än mer upp
        ut också mellan varje någon något några blir bli gör göra går innan igen måste får fick vad vem hade vara
        varit nu mot genom enligt år annan annat andra flera alla samma sedan tills tidigare senare först eftersom
        under medan annars saknas saknar finns fanns inom både dessa vilkas hos åt ur ni du er din ditt dina behöver
    """),
}
_ONLY_IN = {
    language: words - _SMALL_WORDS["sv" if language == "en" else "en"] for language, words in _SMALL_WORDS.items()
}
_WEIGHT = 10
"""How many texts a small word, or a letter of Swedish alone, counts for."""

_NOT_SAID = re.compile(r"“[^“”]*”|”[^“”]*”|\"[^\"]*\"|`[^`]*`|\{[^{}]*\}|<[^<>]*>|https?://\S+")
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without what is quoted, a link or a hole in it."""
    return tuple(_WORD.findall(_NOT_SAID.sub(" ", text).lower()))


def small_words(text: str) -> tuple[int, int]:
    """How many words of a text are English only, and how many Swedish only, by the small words and the letters."""
    words = words_of(text)
    english = sum(word in _ONLY_IN["en"] for word in words)
    swedish = sum(word in _ONLY_IN["sv"] or not _LETTERS.isdisjoint(word) for word in words)
    return english, swedish


_LETTERS = frozenset("åäö")
_JOINED = re.compile(r"[A-Z]{2}-[a-zåäö]")
_JOINED_TO_SHORT = "-"
"""That a word is joined to an abbreviation by a hyphen (`OS-version`), as Swedish does and English hardly ever."""


@lru_cache(maxsize=20_000)
def features_of(text: str) -> frozenset[str]:
    """The words of a text, and every three letters of them that stand together."""
    found: set[str] = set()
    for word in words_of(text):
        framed = f"^{word}$"
        found.add(word)
        found.update(framed[i : i + 3] for i in range(len(framed) - 2))
        found.update(_LETTERS.intersection(word))
    if _JOINED.search(_NOT_SAID.sub(" ", text)):
        found.add(_JOINED_TO_SHORT)
    return frozenset(found)


@dataclass
class LanguageModel:
    """In how many English and Swedish texts each feature stands."""

    english: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(_ONLY_IN["en"], _WEIGHT)))
    swedish: Counter[str] = field(
        default_factory=lambda: Counter(dict.fromkeys((*_ONLY_IN["sv"], *_LETTERS), _WEIGHT))
    )

    def learn(self, texts: Iterable[tuple[str | None, str | None]]) -> None:
        """Learn from pairs of texts, the English one first; what is alike in both teaches nothing."""
        for en, sv in texts:
            if en != sv:
                self.english.update(features_of(en or ""))
                self.swedish.update(features_of(sv or ""))

    def forget(self, texts: Iterable[tuple[str | None, str | None]]) -> None:
        """Take back what pairs of texts have taught."""
        for en, sv in texts:
            if en != sv:
                self.english.subtract(features_of(en or ""))
                self.swedish.subtract(features_of(sv or ""))

    def copy(self) -> LanguageModel:
        """A model that has learned the same."""
        return LanguageModel(self.english.copy(), self.swedish.copy())

    def leaning(self, text: str, pair: tuple[str | None, str | None]) -> float:
        """How much a text is more like English than like Swedish; below 0 it is more like Swedish.

        Args:
            text: the text.
            pair: the pair it stands in, of which nothing is to be learned about it.
        """
        taught = pair[0] != pair[1]
        en, sv = (features_of(one or "") if taught else frozenset() for one in pair)
        total = 0.0
        for feature in features_of(text):
            total += math.log(self.english[feature] - (feature in en) + 0.5)
            total -= math.log(self.swedish[feature] - (feature in sv) + 0.5)
        return total
