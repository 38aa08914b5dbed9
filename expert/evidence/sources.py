"""Where evidence lies: a file, a folder, an archive; each gives the files in it, one after the other.

Archives are read where they are, nothing is unpacked to disk: a path in one leads nowhere, links are passed over, and
what unpacks to more than is reasonable is refused.
"""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from expert.facts.reader import shown_name
from expert.foundations import parsing
from expert.foundations.limits import (
    MOST_EVIDENCE_FILES,
    MOST_EXPANDED_BYTES,
    MOST_TIMES_EXPANDED,
    SMALL_ENOUGH_EXPANDED,
)
from expert.foundations.problems import UNREADABLE, InputError, Place, Problem, visible, why_not
from expert.foundations.texts import Text

HEAD = 64 * 1024
"""Bytes of a file by which it is known what it is."""


@dataclass(frozen=True)
class Source:
    """A file, wherever it lies.

    Attributes:
        name: what it is called in results; within an archive, `bundle.zip: folder/file.json`.
        open: opens it for reading from its beginning.
        size: its bytes, where that is known.
    """

    name: str
    open: Callable[[], AbstractContextManager[BinaryIO]]
    size: int | None = None

    @property
    def ending(self) -> str:
        """The ending of its name, in lower case, with the dot."""
        return Path(self.name).suffix.lower()

    def head(self) -> bytes:
        """How it begins."""
        with self.open() as stream:
            return stream.read(HEAD)

    def whole(self, most: int) -> bytes:
        """All of it.

        Raises:
            InputError: it is larger than `most` bytes.
        """
        with self.open() as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            raise InputError([Problem(_TOO_LARGE.format(most=most // 1_000_000), Place(self.name))])
        return data


def sources_in(path: str | Path) -> Iterator[Source]:
    """The files that a path leads to: itself, or those in the folder or archive that it is.

    Raises:
        InputError: it cannot be read, or is an archive that is broken or unpacks to too much.
    """
    path = Path(path)
    if path.is_dir():
        yield from _in_folder(path)
        return
    yield from _unpacked(_file(path))


def _file(path: Path) -> Source:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise InputError([Problem(UNREADABLE.format(reason=why_not(error)), Place(shown_name(path)))]) from error
    return Source(shown_name(path), lambda: parsing.opened(path, shown_name(path)), size)


def _in_folder(folder: Path) -> Iterator[Source]:
    count = 0
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        count += 1
        if count > MOST_EVIDENCE_FILES:
            raise InputError([Problem(_TOO_MANY.format(most=MOST_EVIDENCE_FILES), Place(shown_name(folder)))])
        yield from _unpacked(_file(path))


def _unpacked(source: Source) -> Iterator[Source]:
    head = source.head()
    if head.startswith(b"PK\x03\x04"):
        yield from _in_zip(source)
    elif source.ending in (".tar", ".tgz") or source.name.lower().endswith((".tar.gz", ".tar.xz", ".tar.bz2")):
        yield from _in_tar(source)
    else:
        yield source


class _Bounds:
    """Counts what an archive unpacks to."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._files = 0
        self._bytes = 0

    def add(self, size: int) -> None:
        """Count one more file.

        Raises:
            InputError: the archive unpacks to more than is reasonable.
        """
        self._files += 1
        self._bytes += size
        packed = self._source.size or 0
        many_times = self._bytes > SMALL_ENOUGH_EXPANDED and packed and self._bytes > MOST_TIMES_EXPANDED * packed
        if self._files > MOST_EVIDENCE_FILES or self._bytes > MOST_EXPANDED_BYTES or many_times:
            raise InputError([Problem(_BOMB, Place(self._source.name))])


def _in_zip(source: Source) -> Iterator[Source]:
    with source.open() as stream:
        try:
            with zipfile.ZipFile(stream) as archive:
                bounds = _Bounds(source)
                for member in sorted(archive.infolist(), key=lambda one: one.filename):
                    if member.is_dir():
                        continue
                    bounds.add(member.file_size)
                    opened = partial(_zipped, archive, member)
                    yield Source(f"{source.name}: {visible(member.filename)}", opened, member.file_size)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
            raise InputError([Problem(_BROKEN.format(reason=error), Place(source.name))]) from error


def _zipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> AbstractContextManager[BinaryIO]:
    return cast(AbstractContextManager[BinaryIO], archive.open(member))


def _packed(archive: tarfile.TarFile, member: tarfile.TarInfo) -> AbstractContextManager[BinaryIO]:
    return cast(AbstractContextManager[BinaryIO], archive.extractfile(member))


def _in_tar(source: Source) -> Iterator[Source]:
    """The files of a tar archive in the order they lie in, for it is read once, from beginning to end."""
    with source.open() as stream:
        try:
            with tarfile.open(fileobj=stream, mode="r:*") as archive:
                bounds = _Bounds(source)
                for member in archive:
                    if not member.isfile():
                        continue
                    bounds.add(member.size)
                    opened = partial(_packed, archive, member)
                    yield Source(f"{source.name}: {visible(member.name)}", opened, member.size)
        except (tarfile.TarError, EOFError, OSError) as error:
            raise InputError([Problem(_BROKEN.format(reason=error), Place(source.name))]) from error


_TOO_LARGE = Text(
    "it is larger than {most} MB, the most that is read of such a file",
    "den är större än {most} MB, det mesta som läses av en sådan fil",
)
_TOO_MANY = Text(
    "there are more than {most} files in it; name those that matter",
    "det finns fler än {most} filer i den; ange dem som har betydelse",
)
_BOMB = Text(
    "it unpacks to more than is reasonable, so it is not read",
    "det packas upp till mer än rimligt och läses därför inte",
)
_BROKEN = Text("the archive is broken ({reason})", "arkivet är trasigt ({reason})")
