"""Where results go: standard output as it is, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from expert.problems import InputError, Place, Problem
from expert.texts import Text

_WIDEST = 100
_NARROWEST = 40


def write(result: bytes, target: str | None) -> None:
    """Write a result to a file, or to standard output when there is no target (or it is `-`).

    Raises:
        InputError: the file cannot be written; nothing of it was.
    """
    if target is None or target == "-":
        _to_standard_output(result)
        return
    path = Path(target)
    try:
        _replace(path, result)
    except OSError as error:
        reason = error.strerror or str(error)
        text = Text(f"the file cannot be written ({reason})", f"det går inte att skriva filen ({reason})")
        raise InputError([Problem(text, Place(target))]) from None


def _replace(path: Path, result: bytes) -> None:
    """Write beside the file and rename, so that a reader never sees half of it."""
    if path.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(result)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        os.chmod(beside, mode)
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _to_standard_output(result: bytes) -> None:
    """Text as the terminal can show it; what goes into a pipe as it is, in UTF-8."""
    stream = sys.stdout
    if stream.isatty():
        stream.write(showable(result.decode("utf-8"), stream.encoding or "utf-8"))
    else:
        stream.flush()
        stream.buffer.write(result)
    stream.flush()


def showable(text: str, encoding: str) -> str:
    """The text with what an old code page lacks put plainly: quotes and dashes as ASCII, the rest as `?`."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    return text


_PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "-"})


def terminal_width() -> int | None:
    """The columns to wrap at; None when the output is not a terminal."""
    if not sys.stdout.isatty():
        return None
    return max(_NARROWEST, min(shutil.get_terminal_size((80, 24)).columns, _WIDEST))


def color_wanted() -> bool:
    """Whether colors may be used: a terminal, and `NO_COLOR` is not set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
