"""Lines in and out: what is typed, what it may mean, and sentences that fit a terminal.

The interview and the exercise share this, so that both work in a plain pipe, on a Windows console and with a screen
reader: plain lines, no cursor tricks.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import TextIOWrapper
from typing import AnyStr, TextIO

from expert.foundations.texts import Language, Text
from expert.foundations.wrapping import wrapped

# Longer than any message, and so long that nobody has typed or pasted it.
_LONGEST_LINE = 400_000
_NO_LINE = 4_000_000

# Words that leave a dialogue or ask for help, in either language.
QUIT_AND_HELP: Mapping[str, str] = {
    "quit": "quit", "q": "quit", "exit": "quit", "sluta": "quit", "avsluta": "quit",
    "help": "help", "hjälp": "help", "hjalp": "help",
}  # fmt: skip

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

    def command(self, text: Text, /, **values: object) -> None:
        """As `tell`, with a command at its end: on one line however wide, so that it can be copied whole."""
        self.say(text.format(**values).in_(self.language))

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
        for line in wrapped(text, self.width, indent, later):
            self.say(line)


def at_a_terminal() -> bool:
    """Whether a person types here and reads what is said."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def typed(stream: TextIO | None, prompt: Callable[[], None] | None = None) -> Iterator[str]:
    """The lines of standard input, whatever they are encoded in: nothing typed may end a dialogue.

    Of a line that is longer than any message only the beginning is given, and one without an end is the end of the
    lines, so that a device that never ends does not fill the memory.

    Args:
        stream: standard input; None where the caller has closed it.
        prompt: what to do before a line is read from a terminal.
    """
    if stream is None:
        return
    if not stream.isatty() and hasattr(stream, "buffer"):
        for line in _beginnings(stream.buffer.readline, b"\n"):
            yield _decoded(line, stream.encoding)
        return
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")

    def read(limit: int) -> str:
        if prompt is not None and stream.isatty():
            prompt()
        return stream.readline(limit)

    yield from _beginnings(read, "\n")


def _beginnings(read: Callable[[int], AnyStr], end: AnyStr) -> Iterator[AnyStr]:
    """The lines, cut at a length; up to a line that is too long to be one."""
    length = 0
    while (part := read(_LONGEST_LINE)) and length < _NO_LINE:
        if not length:
            yield part
        length = 0 if part.endswith(end) else length + len(part)


def _decoded(line: bytes, encoding: str | None) -> str:
    """The line in UTF-8 if it is that, else in the encoding of the stream, else in that of Windows."""
    for name in ("utf-8", encoding or "utf-8"):
        with suppress(UnicodeDecodeError, LookupError):
            return line.decode(name).lstrip("\ufeff")
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
