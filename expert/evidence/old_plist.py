"""Reads property lists as logs print them: `{ Key = value; List = ( one, two ); Data = <…>; }`."""

from __future__ import annotations

import re
from typing import Any

from expert.foundations.limits import MAX_DEPTH

_TOKEN = re.compile(
    r'\s*(?:(?P<mark>[{}()=;,])|"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<data><[^<>]*>)|(?P<bare>[^\s{}()=;,"<>]+))'
)
_BEGINNING = re.compile(r"\{\s*(?:\"[^\"\n]+\"|[\w.-]+)\s*=")


class NoPlist(ValueError):
    """There is none, or it does not go on to its end."""


def dictionary_in(text: str) -> dict[str, Any]:
    """The first dictionary of a text.

    >>> dictionary_in('fetched: { IsMandatory = 1; Names = ( a, "b c" ); }')
    {'IsMandatory': '1', 'Names': ['a', 'b c']}

    Raises:
        NoPlist: there is none, or it was cut.
    """
    begin = _BEGINNING.search(text)
    if begin is None:
        raise NoPlist
    value = _Reader(text, begin.start()).value(0)
    assert isinstance(value, dict)
    return value


class _Reader:
    """Reads from a place of a text on."""

    def __init__(self, text: str, at: int) -> None:
        self._text = text
        self._at = at

    def value(self, depth: int) -> Any:
        """The next value."""
        kind, words = self._next()
        if depth > MAX_DEPTH:
            raise NoPlist
        if (kind, words) == ("mark", "{"):
            return self._dictionary(depth)
        if (kind, words) == ("mark", "("):
            return self._list(depth)
        if kind == "mark":
            raise NoPlist
        return words

    def _dictionary(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while True:
            kind, name = self._next()
            if (kind, name) == ("mark", "}"):
                return found
            if kind == "mark":
                raise NoPlist
            self._want("=")
            found[name] = self.value(depth + 1)
            self._want(";")

    def _list(self, depth: int) -> list[Any]:
        found: list[Any] = []
        while True:
            before = self._at
            if self._next() == ("mark", ")"):
                return found
            self._at = before
            if found:
                self._want(",")
            before = self._at
            if self._next() == ("mark", ")"):  # a comma after the last one
                return found
            self._at = before
            found.append(self.value(depth + 1))

    def _want(self, mark: str) -> None:
        if self._next() != ("mark", mark):
            raise NoPlist

    def _next(self) -> tuple[str, str]:
        found = _TOKEN.match(self._text, self._at)
        if found is None or found.lastgroup is None:
            raise NoPlist
        self._at = found.end()
        return found.lastgroup, found[found.lastgroup]
