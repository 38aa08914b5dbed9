"""Commands that a person may type to go on: file names and options as a shell takes them."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Sequence

from expert.foundations import commands
from expert.foundations.commands import option
from expert.foundations.problems import visible

_A_CODE = re.compile(r"-\d")


def is_code(argument: str) -> bool:
    """Whether an argument begins as an error code below zero does; no option begins with a digit."""
    return _A_CODE.match(argument) is not None


def as_typed(value: str) -> str:
    """A file name, or a message, as it can be typed in a command."""
    # What begins with a dash would be taken for an option, unless it is a code.
    name = f"./{value}" if value.startswith("-") and not is_code(value) else value
    return visible(subprocess.list2cmdline([name]) if os.name == "nt" else shlex.quote(name))


def diagnosing(file: str) -> str:
    """The command that diagnoses a file, with the language and the rules of the one that was called."""
    return commands.as_typed(f"expert diagnose {as_typed(file)}")


def repeated(**values: str | Sequence[str] | None) -> str:
    """Options as they are typed after a command that is called again; last the language, where it has to be chosen.

    Args:
        values: what was given, by the name of the option; several where it may be repeated.
    """
    return as_options(**values) + option()


def as_options(**values: str | Sequence[str] | None) -> str:
    """As `repeated`, without the language."""
    given = ((name, [value] if isinstance(value, str) else value or ()) for name, value in values.items())
    return "".join(f" --{name} {as_typed(value)}" for name, listed in given for value in listed)
