"""How wide lines may be: those for a terminal fit it, and those for a pipe or a file stay as they are."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import IO, Any

from expert.foundations.wrapping import wrapped

NARROW = 60
"""Columns below which what otherwise stands side by side is set below each other."""

_WIDEST = 100
_NARROWEST = 40
_COLUMNS = 80


def columns_of(stream: IO[Any] | None) -> int | None:
    """The columns to wrap at for a reader of this stream; None where it goes to no terminal.

    `COLUMNS` in the environment has the last word, as elsewhere. Nothing is set narrower than 40 columns or wider
    than 100, which nobody likes to read.
    """
    if stream is None or not stream.isatty():
        return None
    return max(_NARROWEST, min(_said_columns() or _real_columns(stream) or _COLUMNS, _WIDEST))


def _said_columns() -> int:
    said = os.environ.get("COLUMNS", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 9 else 0


def _real_columns(stream: IO[Any]) -> int:
    with suppress(OSError, ValueError, AttributeError):  # it is none of the operating system's
        return os.get_terminal_size(stream.fileno()).columns
    return 0


def in_width(text: str, width: int | None) -> str:
    """Plain text with long lines broken for a terminal, the rest of a line set in under its beginning.

    Args:
        text: the text; with a width of None (a pipe, a file) it stays as it is.
        width: columns.
    """
    if width is None:
        return text
    lines: list[str] = []
    for line in text.split("\n"):
        said = line.lstrip(" ")
        indent = " " * (len(line) - len(said))
        inset = " " * (len(line) - len(line.lstrip(" -~+")) + (0 if indent else 2))
        lines.extend(wrapped(said, width, indent, inset) or [""])
    return "\n".join(lines)


def with_command(line: str, command: str, width: int | None) -> str:
    """A line that ends in a command: one that does not fit stands whole below it, so that it can be copied.

    Args:
        line: what is said before it.
        command: what can be typed.
        width: columns; None (a pipe, a file) leaves all on one line.
    """
    if width is None or len(line) + 1 + len(command) <= width:
        return f"{line} {command}"
    return f"{in_width(line, width)}\n  {command}"
