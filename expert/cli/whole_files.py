"""Writes files that are whole or not there: each is written beside its place, brought to the disk, and renamed.

A process that is told to end meanwhile takes away what it wrote beside the place. One that is ended by force cannot:
what it left is taken away by the next that writes into that folder, once it is an hour old.
"""

from __future__ import annotations

import errno
import os
import re
import signal
import stat
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

OLD = 3600
"""Seconds after which what lies beside its place belongs to no process that is still writing it."""

_BESIDE = re.compile(r"\.expert-[0-9a-f]{16}\.tmp")
_TOLD_TO_END = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
# Not every file system can be told to write down what it holds; such a one does so by itself.
_CANNOT_SETTLE = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF)
_swept: set[Path] = set()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, so that a reader never sees half of it and it is there after a loss of power.

    Args:
        path: the file, with no link in its last part.
        data: what is to stand in it.

    Raises:
        OSError: it cannot be written; what was there is there still.
    """
    _replace(path, data)
    _settle_folder(path.parent)


def write_all_whole(files: Mapping[Path, bytes]) -> None:
    """As `write_whole`, for several files, whose folders are made where they are missing.

    Raises:
        OSError: one cannot be written; those before it are.
    """
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    for folder in dict.fromkeys(path.parent for path in files):
        _settle_folder(folder)


def _replace(path: Path, data: bytes) -> None:
    _sweep(path.parent)
    before = path.stat().st_mode & 0o777 if path.exists() else None
    beside = path.parent / f".expert-{os.urandom(8).hex()}.tmp"
    with _none_left(beside):
        # A new file gets the permissions that any new file gets; one in the place of another those of that one, and
        # until it has them nobody else reads it.
        how = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(beside, how, 0o666 if before is None else 0o600), "wb") as stream:
            stream.write(data)
            stream.flush()
            _settle(stream.fileno())
        if before is not None:
            os.chmod(beside, before)
        os.replace(beside, path)


@contextmanager
def _none_left(beside: Path) -> Iterator[None]:
    """Whatever ends this, an error, an interrupt or a signal, nothing lies beside the place afterward."""

    def leave(number: int, _: object) -> None:
        with suppress(OSError):
            os.unlink(beside)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    # Only the main thread hears signals; and who ignores one, or listens to it, goes on doing so.
    alone = threading.current_thread() is threading.main_thread()
    heard = [number for number in _TOLD_TO_END if alone and signal.getsignal(number) is signal.SIG_DFL]
    try:
        for number in heard:
            signal.signal(number, leave)
        yield
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise
    finally:
        for number in heard:
            signal.signal(number, signal.SIG_DFL)


def _settle(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SETTLE:
            raise


def _settle_folder(folder: Path) -> None:
    """Bring to the disk that a file stands in its folder under its name."""
    if os.name != "posix":  # elsewhere a folder cannot be opened
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # one that may be written into, and not be read
        return
    try:
        _settle(handle)
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    """Take away what earlier processes left in a folder when they were ended by force; once in a process."""
    if folder in _swept:
        return
    _swept.add(folder)
    # It is no reason not to write that they cannot be listed, or one of them cannot be taken away.
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _BESIDE.fullmatch(entry.name) and _is_left_over(entry.stat(follow_symlinks=False)):
                with suppress(OSError):
                    os.unlink(entry.path)


def _is_left_over(found: os.stat_result) -> bool:
    ours = os.name != "posix" or found.st_uid == os.geteuid()
    return ours and stat.S_ISREG(found.st_mode) and time.time() - found.st_mtime > OLD
