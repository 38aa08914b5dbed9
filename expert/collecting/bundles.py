"""Writes a bundle: a folder, or a ZIP by its ending, that is there whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from expert.foundations.problems import InputError, Place, Problem, why_not
from expert.foundations.texts import Text


class Bundle(Protocol):
    """Where answers are written to."""

    def write(self, name: str, value: Any) -> None:
        """Write a file of JSON.

        Args:
            name: its name.
            value: what it holds.
        """


class _Folder:
    def __init__(self, beside: Path) -> None:
        self._beside = beside

    def write(self, name: str, value: Any) -> None:
        handle = os.open(self._beside / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(_as_json(value))


class _Zip:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def write(self, name: str, value: Any) -> None:
        self._archive.writestr(name, _as_json(value), zipfile.ZIP_DEFLATED)


def require_free(out: Path) -> None:
    """See to it that nothing is written over, before anything is asked.

    Raises:
        InputError: there is something already.
    """
    if out.is_dir() and not out.is_symlink() and not any(out.iterdir()):
        return
    if out.exists() or out.is_symlink():
        raise InputError([Problem(_THERE, Place(out.as_posix()))])


@contextmanager
def bundle(out: Path) -> Iterator[Bundle]:
    """A bundle to write into; it stands in its place when all is written, and nothing is left of it else.

    Only who writes it may read it, for it holds what is personal.

    Raises:
        InputError: there is something already, or it cannot be written there.
    """
    require_free(out)
    beside = out.parent / f".expert-{os.urandom(8).hex()}.tmp"
    try:
        try:
            if out.suffix.lower() == ".zip":
                with os.fdopen(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as stream:
                    with zipfile.ZipFile(stream, "w") as archive:
                        yield _Zip(archive)
                    stream.flush()
                    os.fsync(stream.fileno())
            else:
                beside.mkdir(0o700)
                yield _Folder(beside)
                if out.is_dir():
                    out.rmdir()
            beside.rename(out)
        except OSError as error:
            raise InputError([Problem(_NOT_WRITTEN.format(reason=why_not(error)), Place(out.as_posix()))]) from error
    except BaseException:
        with suppress(OSError):
            if beside.is_dir():
                shutil.rmtree(beside)
            else:
                beside.unlink(missing_ok=True)
        raise


def _as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


_THERE = Text(
    "there is something already; a bundle is written to a new folder, or a new file that ends in .zip",
    "det finns redan något där; en insamling skrivs till en ny mapp, eller till en ny fil som slutar på .zip",
)
_NOT_WRITTEN = Text("it cannot be written there ({reason})", "det går inte att skriva dit ({reason})")
