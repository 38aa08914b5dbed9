"""Where evidence lies: a file, a folder, an archive; each gives the files in it, one after the other.

Archives are read where they are, nothing is unpacked to disk: a path in one leads nowhere, links are passed over, and
what unpacks to more than is reasonable is refused. A packed archive is read once, from its beginning to its end, as
long as each of its files is read before the next: what its head was read for is not unpacked a second time. An archive
in an archive, such as a device's diagnostics in a bundle, is opened too, and none that lies in that.
"""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from expert.evidence.bundles import MANIFEST, MOST_BYTES, Answered, Manifest, manifest_beside, manifest_in
from expert.evidence.packed import BOMB, BROKEN, BROKEN_ARCHIVE, Checked, Continued, Unpacked, packed_as, stands_packed
from expert.facts.reader import shown_name
from expert.foundations import parsing
from expert.foundations.kept import cached_property
from expert.foundations.limits import (
    MOST_EVIDENCE_FILES,
    MOST_EXPANDED_BYTES,
    MOST_INNER_BYTES,
    MOST_TIMES_EXPANDED,
    SMALL_ENOUGH_EXPANDED,
)
from expert.foundations.problems import UNREADABLE, InputError, Place, Problem, visible, why_not
from expert.foundations.texts import Text

_ZIP = b"PK\x03\x04"
_PACKED = (".gz", ".bz2", ".xz")
_TAR_BLOCK = 512
_TAR_MAGIC = slice(257, 262)

HEAD = 64 * 1024
"""Bytes of a file by which it is known what it is."""


@dataclass(frozen=True)
class Source:
    """A file, wherever it lies.

    Attributes:
        name: what it is called in results; within an archive, `bundle.zip: folder/file.json`.
        open: opens it for reading from its beginning.
        size: its bytes, where that is known.
        answered: what is known of it, where it lies in a bundle.
    """

    name: str
    open: Callable[[], AbstractContextManager[BinaryIO]]
    size: int | None = None
    answered: Answered | None = None

    @property
    def ending(self) -> str:
        """The ending of its name, in lower case, with the dot; of `device.log.gz`, that of what is packed."""
        *others, last = Path(self.name).suffixes or [""]
        return (others[-1] if others and last.lower() in _PACKED else last).lower()

    def head(self) -> bytes:
        """How it begins; read once, though several ask what it is."""
        return self._head

    @cached_property
    def _head(self) -> bytes:
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
    yield from _unpacked(_answered(_file(path), path.name, manifest_beside(path.parent)))


def is_packed(path: str | Path) -> bool:
    """Whether a file is an archive, or packed, so that it is no text itself.

    Raises:
        InputError: it cannot be read.
    """
    head = _file(Path(path)).head()
    return head.startswith(_ZIP) or packed_as(head) is not None or _is_tar(head)


def _answered(source: Source, name: str, manifest: Manifest | None) -> Source:
    """A file with what the manifest beside it says of it."""
    answered = None if manifest is None else manifest.answers.get(name)
    return source if answered is None else replace(source, answered=answered)


def _file(path: Path) -> Source:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise InputError([Problem(UNREADABLE.format(reason=why_not(error)), Place(shown_name(path)))]) from error
    return Source(shown_name(path), lambda: parsing.opened(path, shown_name(path)), size)


def _in_folder(folder: Path) -> Iterator[Source]:
    count = 0
    manifests: dict[Path, Manifest | None] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        count += 1
        if count > MOST_EVIDENCE_FILES:
            raise InputError([Problem(_TOO_MANY.format(most=MOST_EVIDENCE_FILES), Place(shown_name(folder)))])
        if path.parent not in manifests:
            manifests[path.parent] = manifest_beside(path.parent)
        yield from _unpacked(_answered(_file(path), path.name, manifests[path.parent]))


def _unpacked(source: Source) -> Iterator[Source]:
    head = source.head()
    if head.startswith(_ZIP):
        yield from _in_zip(source)
    elif source.ending == ".tar" or _is_tar(_beginning(source, head)):
        yield from _in_tar(source)
    elif packed_as(head) is not None:
        yield Source(source.name, lambda: _one_packed(source))
    else:
        yield source


def _inside(source: Source, bounds: _Bounds) -> Iterator[Source]:
    """A file of an archive; where it is packed or an archive itself, what is in it.

    One that is broken is told where it is read, so that the files behind it are read nevertheless.
    """
    try:
        head = source.head()
        is_zip = head.startswith(_ZIP) and source.ending == ".zip"  # documents and apps are such archives, too
        is_plain = packed_as(head) is None and not _is_tar(head)
        if is_zip or not (is_plain or _can_be_set_back(source)):
            source = _in_memory(source)
        if is_zip or _is_tar(_beginning(source, head)):
            yield from (_in_zip if is_zip else _in_tar)(source, bounds)
        elif packed_as(head) is not None:
            yield Source(source.name, lambda: _one_packed(source))
        else:
            yield source
    except InputError as error:
        yield Source(source.name, partial(_refused, error))


def _can_be_set_back(source: Source) -> bool:
    with source.open() as stream:
        return stream.seekable()


def _in_memory(source: Source) -> Source:
    data = source.whole(MOST_INNER_BYTES)
    return replace(source, open=lambda: io.BytesIO(data))


@contextmanager
def _refused(error: InputError) -> Iterator[BinaryIO]:
    raise error
    yield


def _beginning(source: Source, head: bytes) -> bytes:
    """How a file begins, or what is packed in it."""
    if packed_as(head) is None:
        return head
    with _one_packed(source) as stream:
        return stream.read(_TAR_BLOCK)


def _is_tar(head: bytes) -> bool:
    return head[_TAR_MAGIC] == b"ustar"


@contextmanager
def _one_packed(source: Source) -> Iterator[BinaryIO]:
    """What is packed in a file, to read."""
    with source.open() as stream:
        yield cast(BinaryIO, io.BufferedReader(Unpacked(stream, source.name, source.size)))


class _Bounds:
    """Counts what an archive unpacks to, and what the archives in it do."""

    def __init__(self, source: Source, around: _Bounds | None = None) -> None:
        self._source = source
        self._around = around
        self._files = 0
        self._bytes = 0

    def add(self, size: int) -> None:
        """Count one more file.

        Raises:
            InputError: the archive unpacks to more than is reasonable.
        """
        if self._around is not None:
            self._around.add(size)
        self._files += 1
        self._bytes += size
        packed = self._source.size or 0
        many_times = self._bytes > SMALL_ENOUGH_EXPANDED and packed and self._bytes > MOST_TIMES_EXPANDED * packed
        if self._files > MOST_EVIDENCE_FILES or self._bytes > MOST_EXPANDED_BYTES or many_times:
            raise InputError([Problem(BOMB, Place(self._source.name))])


def _in_zip(source: Source, around: _Bounds | None = None) -> Iterator[Source]:
    with source.open() as stream:
        try:
            with zipfile.ZipFile(stream) as archive:
                bounds, manifest = _Bounds(source, around), _manifest_in(archive)
                for member in sorted(archive.infolist(), key=lambda one: one.filename):
                    if not member.filename or member.is_dir():  # of one without a name, Python cannot tell
                        continue
                    bounds.add(member.file_size)
                    name = f"{source.name}: {visible(member.filename)}"
                    opened = partial(_zipped, archive, member, name)
                    file = _answered(Source(name, opened, member.file_size), member.filename, manifest)
                    yield from (file,) if around is not None else _inside(file, bounds)
        except BROKEN as error:
            raise InputError([Problem(BROKEN_ARCHIVE.format(reason=error), Place(source.name))]) from error


def _manifest_in(archive: zipfile.ZipFile) -> Manifest | None:
    """The manifest of an archive that is a bundle."""
    if MANIFEST not in archive.namelist() or archive.getinfo(MANIFEST).file_size > MOST_BYTES:
        return None
    with archive.open(MANIFEST) as stream:
        return manifest_in(stream.read(MOST_BYTES))


@contextmanager
def _zipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Iterator[BinaryIO]:
    try:
        opened = archive.open(member)
    except BROKEN as error:
        raise InputError([Problem(BROKEN_ARCHIVE.format(reason=error), Place(name))]) from error
    with opened:
        yield cast(BinaryIO, io.BufferedReader(Checked(opened, name)))


def _in_tar(source: Source, around: _Bounds | None = None) -> Iterator[Source]:
    """The files of a tar archive in the order they lie in, for it is read once, from beginning to end."""
    with source.open() as stream:
        unpacked = Unpacked(stream, source.name, source.size) if stands_packed(stream) else stream
        try:
            with tarfile.open(fileobj=cast(BinaryIO, unpacked), mode="r:") as archive:
                bounds = _Bounds(source, around)
                for member in archive:
                    if not member.isfile():
                        continue
                    bounds.add(member.size)
                    name = f"{source.name}: {visible(member.name)}"
                    file = Source(name, _Member(archive, member, name).open, member.size)
                    yield from (file,) if around is not None else _inside(file, bounds)
        except BROKEN as error:
            raise InputError([Problem(BROKEN_ARCHIVE.format(reason=error), Place(source.name))]) from error


class _Member:
    """A file of a tar archive. What was read of its beginning is kept, so that to read on does not mean to go back."""

    def __init__(self, archive: tarfile.TarFile, member: tarfile.TarInfo, name: str) -> None:
        self._archive = archive
        self._member = member
        self._name = name
        self._head: bytes | None = None

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Opens it for reading from its beginning."""
        file = self._archive.extractfile(self._member)
        if file is None:  # cannot be: only files are asked for
            raise InputError([Problem(BROKEN_ARCHIVE.format(reason=self._member.name), Place(self._name))])
        with file:
            checked = Checked(file, self._name)
            if self._head is None:
                self._head = io.BufferedReader(checked, HEAD).read(HEAD)
            yield cast(BinaryIO, io.BufferedReader(Continued(self._head, file, checked)))


_TOO_LARGE = Text(
    "it is larger than {most} MB, the most that is read of such a file",
    "den är större än {most} MB, det mesta som läses av en sådan fil",
)
_TOO_MANY = Text(
    "there are more than {most} files in it; name those that matter",
    "det finns fler än {most} filer i den; ange dem som har betydelse",
)
