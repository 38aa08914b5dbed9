"""The commands of this program that its texts name, as their reader is to type them.

Where a language was chosen that a command does not speak by itself on this machine, every command that is printed in
that language chooses it too: whoever reads it would else be answered in another one. Only the command line knows
(`carry`); the texts of the library name commands without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from expert.foundations.texts import Language, Text

_CARRIED: ContextVar[Language | None] = ContextVar("carried language", default=None)
_COMMAND = re.compile(r"`(expert [^`]*)`")


@contextmanager
def carrying(language: Language | None = None) -> Iterator[None]:
    """Let printed commands choose a language, or none, while it lasts; other threads keep theirs."""
    before = _CARRIED.set(language)
    try:
        yield
    finally:
        _CARRIED.reset(before)


def carry(language: Language | None) -> None:
    """Let printed commands choose a language, or none, from now on: until the `carrying` around it ends."""
    _CARRIED.set(language)


def carried() -> Language | None:
    """The language that printed commands choose; None where they need not."""
    return _CARRIED.get()


def option() -> str:
    """What stands behind a printed command, with a blank before it; empty where it needs nothing."""
    language = carried()
    return "" if language is None else f" --language {language}"


def option_in_both() -> Text:
    """As `option`, for a page that changes its language in place: what stands behind a command in each of them."""
    return Text(option() if carried() == "en" else "", option() if carried() == "sv" else "")


def as_typed(command: str) -> str:
    """A command with the language that it is to choose; before what becomes of its output."""
    if "--language" in command:
        return command
    asked, redirected, target = command.partition(" >")
    return f"{asked}{option()}{redirected}{target}"


def to_type(text: Text) -> Text:
    """A text of the product's own with its commands, each in backquotes, as they are to be typed.

    The one language in which they choose it is the one that they choose.
    """
    match carried():
        case "en":
            return Text(_COMMAND.sub(_typed, text.en), text.sv)
        case "sv":
            return Text(text.en, _COMMAND.sub(_typed, text.sv))
        case None:
            return text


def _typed(found: re.Match[str]) -> str:
    return f"`{as_typed(found[1])}`"
