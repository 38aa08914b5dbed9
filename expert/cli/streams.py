"""Standard output and standard error in whatever state whoever started the process has left them.

What cannot be said on standard error is lost, and changes nothing else: the exit code is that of what was done.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    import click


def note_use(of: click.Context | None) -> None:
    """Note that something was written or read by a command line, so that it cannot be begun again."""
    if of is not None:
        of.meta[_USED] = True


def were_used(by: click.Context) -> bool:
    """Whether a command line has written or read anything yet."""
    return bool(by.meta.get(_USED, False))


_USED = "expert.streams_used"


def tell(line: str, stream: IO[Any] | None = None) -> None:
    """Say plain text on standard error (or another stream), where somebody can hear it; at a terminal it is wrapped."""
    from expert.cli.widths import in_width  # most processes say nothing there

    _tell(line, in_width, stream)


def tell_command(line: str, command: str) -> None:
    """As `tell`, with a command at the end: it is never broken, so that it can be copied whole."""
    from expert.cli.widths import with_command

    _tell(line, lambda said, width: with_command(said, command, width))


def _tell(line: str, set_for: Callable[[str, int | None], str], stream: IO[Any] | None = None) -> None:
    from expert.cli.widths import columns_of
    from expert.foundations.outgoing import in_lines

    stream = sys.stderr if stream is None else stream
    if stream is None:  # the caller has closed it
        return
    try:
        stream.write(f"{set_for(in_lines(line), columns_of(stream))}\n")
        stream.flush()
    except (OSError, ValueError):  # it is full, nobody reads it any more, or it was closed meanwhile
        drop(stream)


def drop(stream: IO[Any]) -> None:
    """Point a stream elsewhere, so that what is left in it does not complain again when the process ends."""
    with suppress(OSError, ValueError):  # it is none of the operating system's
        elsewhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(elsewhere, stream.fileno())
        finally:
            os.close(elsewhere)


def keep_places() -> None:
    """Give the places of standard streams that are closed to nothing.

    A file that is opened takes the first free place; in that of standard error, it would be written into by all that
    speaks there.
    """
    for place in range(3):
        try:
            os.fstat(place)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
