"""Masks texts: each thing that a pattern finds gives way to its alias."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from expert.foundations.terms import Privacy, Redaction
from expert.foundations.texts import Language, Text
from expert.redacting.aliases import IS_ALIAS, Aliases
from expert.redacting.patterns import FIRST_SIGN, LAST_SIGN, PATTERNS, Family

# While a text is gone through, one sign of a private plane stands for each thing that was found, so that no later
# pattern sees it. There are some 65000 of them; a longer text is masked in parts.
_MOST_SIGNS = ord(LAST_SIGN) - ord(FIRST_SIGN)
_SIGN = re.compile(f"[{FIRST_SIGN}-{LAST_SIGN}]")
_LONGEST_PART = 100_000
_INVISIBLE = ("Cf", "Cc", "Co", "Cn")
_MASKED: dict[Redaction, frozenset[Privacy]] = {
    "none": frozenset(), "personal": frozenset(("personal", "secret")),
    "tenant": frozenset(("personal", "secret", "tenant")),
}  # fmt: skip
_SHORTEST_KNOWN = 2


@dataclass(frozen=True)
class Known:
    """Something that is known to be private, whatever it looks like.

    Attributes:
        words: how it is written.
        family: what its alias is called after.
        privacy: whom it gives away.
    """

    words: str
    family: Family
    privacy: Privacy


class Masker:
    """Masks texts that belong together: the same thing has the same alias in all of them.

    Args:
        level: what is masked.
        aliases: what stands in the place of it; counted anew if left out.
        known: what is masked besides, wherever it stands.
    """

    def __init__(
        self, level: Redaction = "personal", aliases: Aliases | None = None, known: Iterable[Known] = ()
    ) -> None:
        self.level = level
        self.aliases = aliases or Aliases()
        self._wanted = _MASKED[level]
        self._known = {_folded(one.words): one for one in known if one.privacy in self._wanted and _can_be_found(one)}
        longest_first = sorted(self._known, key=len, reverse=True)
        words = "|".join(r"\s+".join(map(re.escape, known.split())) for known in longest_first)
        self._search = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None
        self._seen: dict[str, Text] = {}

    def hides(self, privacy: Privacy) -> bool:
        """Whether what is of this class is masked."""
        return privacy in self._wanted

    def masked(self, text: str) -> Text:
        """The text with an alias in the place of each thing that gives somebody away, in both languages.

        >>> Masker().masked("anna@contoso.com on DMPVL3X9Q1GC, from 10.0.0.7").en
        '[user-1] on [device-1], from [IP-1]'
        """
        if not self._wanted:
            return Text(text, text)
        seen = self._seen.get(text)
        if seen is None:
            parts = [self._part(part) for part in _parts(text)]
            seen = Text("".join(part.en for part in parts), "".join(part.sv for part in parts))
            if len(text) < _LONGEST_PART:
                self._seen[text] = seen
        return seen

    def masked_in_both(self, text: Text) -> Text:
        """As `masked`, for what is said in both languages."""
        return Text(self.masked(text.en).en, self.masked(text.sv).sv)

    def _part(self, text: str) -> Text:
        plain = in_plain_letters(text)
        found: list[tuple[str, Text]] = []
        left = plain

        def sign(thing: str, instead: Text) -> str:
            if len(found) >= _MOST_SIGNS:
                return instead.en
            found.append((thing, instead))
            return chr(ord(FIRST_SIGN) + len(found) - 1)

        left = IS_ALIAS.sub(lambda match: sign(match[0], Text(match[0], match[0])), left)
        if self._search is not None:
            left = self._search.sub(lambda match: sign(match[0], self._alias_of(match[0])), left)
        for pattern in PATTERNS:
            pieces, at = [], 0
            for start, end in pattern.found_in(left):
                if start < at:
                    continue
                thing = _whole(left[start:end], found)
                hidden = pattern.privacy in self._wanted
                instead = self.aliases.of(pattern.family, thing) if hidden else Text(thing, thing)
                pieces += [left[at:start], sign(thing, instead)]
                at = end
            if pieces:
                left = "".join((*pieces, left[at:]))
        if all(instead.en == thing for thing, instead in found):
            return Text(text, text)
        return Text(*(
            _SIGN.sub(lambda match: found[ord(match[0]) - ord(FIRST_SIGN)][1].in_(language), left)  # noqa: B023
            for language in ("en", "sv")
        ))  # fmt: skip

    def _alias_of(self, words: str) -> Text:
        known = self._known[_folded(words)]
        return self.aliases.of(known.family, known.words)


def masked(text: str, language: Language) -> str:
    """The text with an alias in brackets in the place of each thing that can identify somebody.

    >>> masked("anna@contoso.com on DMPVL3X9Q1GC, from 10.0.0.7", "sv")
    '[användare-1] on [enhet-1], from [IP-1]'
    """
    return Masker().masked(text).in_(language)


def unsaid(text: str, language: Language) -> str:
    """A message without each thing that can identify somebody, in whose place it says that something was there.

    Whoever is told what is wrong knows what was typed, and has no list by which to look an alias up.

    >>> unsaid('domain cannot be "anna@contoso.com"', "en")
    'domain cannot be "(hidden: it may be personal)"'
    """
    return Masker(aliases=_Unsaid()).masked(text).in_(language)


class _Unsaid(Aliases):
    """The same words for everything."""

    def of(self, family: Family, thing: str) -> Text:
        return _HIDDEN


_HIDDEN = Text("(hidden: it may be personal)", "(dolt: det kan vara en personuppgift)")


def in_plain_letters(text: str) -> str:
    """The text without invisible signs and in plain letters and digits, which could hide what is to be masked."""
    if text.isascii() and "%40" not in text and text.isprintable():
        return text
    plain = unicodedata.normalize("NFKC", text).replace("%40", "@")
    return "".join(char for char in plain if char.isspace() or unicodedata.category(char) not in _INVISIBLE)


def _whole(text: str, found: list[tuple[str, Text]]) -> str:
    """What stands in a text, with what was found in it before in its place."""
    return _SIGN.sub(lambda match: found[ord(match[0]) - ord(FIRST_SIGN)][0], text)


def _parts(text: str) -> Iterator[str]:
    """A text in parts that are not too long, cut at the ends of lines, or else between words."""
    while len(text) > _LONGEST_PART:
        cut = max(text.rfind("\n", 0, _LONGEST_PART), 0) or max(text.rfind(" ", 0, _LONGEST_PART), 0) or _LONGEST_PART
        yield text[:cut]
        text = text[cut:]
    yield text


def _folded(words: str) -> str:
    return " ".join(in_plain_letters(words).casefold().split())


def _can_be_found(known: Known) -> bool:
    """Whether something stands out in a text: a digit or two letters do not."""
    words = _folded(known.words)
    return len(words) >= _SHORTEST_KNOWN and not (words.isdecimal() and len(words) < 4)
