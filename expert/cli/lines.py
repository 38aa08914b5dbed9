"""Lines in and out: what is typed, what it may mean, and sentences that fit a terminal.

The interview and the exercise share this, so that both work in a plain pipe, on a Windows console and with a screen
reader: plain lines, no cursor tricks.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TextIO

from expert.texts import Language, Text

_ITEM, _HANGING = "  ", "     "
_FOLD = str.maketrans({"å": "a", "ä": "a", "ö": "o", "é": "e", " ": "_", "-": "_"})


@dataclass(frozen=True)
class Console:
    """Says sentences, a line each or wrapped.

    Attributes:
        say: prints one line.
        width: columns to wrap at; None leaves every sentence on one line.
        language: the language to say a `Text` in.
    """

    say: Callable[[str], None]
    width: int | None = None
    language: Language = "en"

    def tell(self, text: Text, /, **values: object) -> None:
        """Say a text with its placeholders filled in."""
        self.wrapped(text.format(**values).in_(self.language))

    def item(self, text: Text, /, **values: object) -> None:
        """As `tell`, for a line of a list."""
        self.wrapped(text.format(**values).in_(self.language), _ITEM, _HANGING)

    def wrapped(self, text: str, indent: str = "", later: str | None = None) -> None:
        """Say a sentence.

        Args:
            text: the sentence.
            indent: what stands before it.
            later: what stands before its further lines, where it is wrapped; the same if left out.
        """
        if self.width is None:
            self.say(indent + text)
            return
        lines = textwrap.wrap(
            text, self.width, initial_indent=indent, subsequent_indent=indent if later is None else later,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
        for line in lines:
            self.say(line)


def typed(stream: TextIO | None) -> Iterator[str]:
    """The lines of standard input, whatever they are encoded in: nothing typed may end an interview."""
    if stream is None:  # the caller has closed it
        return
    if stream.isatty() or not hasattr(stream, "buffer"):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
        yield from iter(stream.readline, "")
        return
    for line in iter(stream.buffer.readline, b""):
        yield _decoded(line)


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def choose(line: str, choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The choices that a line names: by number, by value or words, or by how they begin."""
    if line.isascii() and line.isdecimal() and len(line) < 9 and 1 <= int(line) <= len(choices):
        return [choices[int(line) - 1]]
    wanted = folded(line)
    if not wanted:
        return []
    exact = [choice for choice in choices if wanted in map(folded, choice)]
    return exact[:1] or [choice for choice in choices if any(folded(word).startswith(wanted) for word in choice)]


def plain(line: str) -> str:
    """The line without case and superfluous blanks."""
    return " ".join(line.casefold().split())


def folded(text: str) -> str:
    """Without what people leave out when they type: case, quotes, the full stop, marks on letters."""
    return plain(text.strip(" \t\r\n\"'“”.")).translate(_FOLD)
