"""Streams of what is packed: what is broken is told when it is reached, and what unpacks to too much is refused."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, BinaryIO, Protocol, cast

from expert.foundations.limits import MOST_EXPANDED_BYTES, MOST_TIMES_EXPANDED, SMALL_ENOUGH_EXPANDED
from expert.foundations.problems import InputError, Place, Problem
from expert.foundations.texts import Text

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BROKEN = (
    tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError,
    RuntimeError,
)  # fmt: skip
"""What the readers of archives raise where one is cut or damaged."""

_LARGEST_HEADER = 8 * 1024 * 1024
"""Bytes that the reader of an archive asks for at once; a header that says it is larger is none."""

_STEP = 1024 * 1024
"""Bytes that are unpacked at once."""

_AT_HAND = 128 * 1024
"""Bytes that are kept of what was unpacked last."""

_MAGIC = {b"\x1f\x8b": "gz", b"BZh": "bz2", b"\xfd7zXZ\x00": "xz"}


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def packed_as(head: bytes) -> str | None:
    """How a file is packed, by its first bytes: `gz`, `bz2`, `xz`; None where it is not."""
    return next((form for magic, form in _MAGIC.items() if head.startswith(magic)), None)


def stands_packed(stream: BinaryIO) -> bool:
    """Whether what a stream gives from here on is packed; it stands where it stood."""
    here = stream.tell()
    head = stream.read(8)
    stream.seek(here)
    return packed_as(head) is not None


class Checked(io.RawIOBase):
    """A stream that tells what is broken in it as a problem of the file.

    Args:
        stream: what is read.
        name: the file, as messages call it.
    """

    def __init__(self, stream: _Readable, name: str) -> None:
        self._stream = stream
        self._name = name

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read the next bytes.

        Raises:
            InputError: the file is cut or damaged.
        """
        view = memoryview(buffer)
        try:
            data = self._stream.read(min(len(view), _STEP))
        except InputError:
            raise
        except BROKEN as error:
            raise InputError([Problem(BROKEN_ARCHIVE.format(reason=error), Place(self._name))]) from error
        view[: len(data)] = data
        return len(data)

    def seekable(self) -> bool:
        """Whether the stream is."""
        return isinstance(self._stream, io.IOBase) and self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place.

        Raises:
            InputError: the file is cut or damaged before that place.
        """
        try:
            return cast(io.IOBase, self._stream).seek(offset, whence)
        except BROKEN as error:
            raise InputError([Problem(BROKEN_ARCHIVE.format(reason=error), Place(self._name))]) from error


class Continued(io.RawIOBase):
    """A stream whose beginning was read before, and is given first."""

    def __init__(self, head: bytes, file: IO[bytes], rest: Checked) -> None:
        self._head = io.BytesIO(head)
        self._length = len(head)
        self._file = file
        self._rest = rest
        self._began = False

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read the next bytes."""
        read = self._head.readinto(buffer)
        if read:
            return read
        if not self._began:
            self._began = True
            self._file.seek(self._length)
        return self._rest.readinto(buffer)


class Unpacked(Checked):
    """What is packed in a stream, unpacked while it is read.

    It can be set forward, and back, as the reader of archives wants it; back by little, as it does after each file, at
    no cost, and farther by unpacking all of it anew.

    Args:
        stream: what is packed.
        name: the file, as messages call it.
        size: its bytes, where that is known.
    """

    def __init__(self, stream: BinaryIO, name: str, size: int | None) -> None:
        head = stream.read(8)
        stream.seek(-len(head), io.SEEK_CUR)
        self._unpacked = _opened(stream, packed_as(head))
        super().__init__(self._unpacked, name)
        self._at = self._end = 0
        self._recent = b""
        self._most = MOST_EXPANDED_BYTES
        if size is not None:
            self._most = min(self._most, max(SMALL_ENOUGH_EXPANDED, MOST_TIMES_EXPANDED * size))

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read the next bytes.

        Raises:
            InputError: the file is cut or damaged, or unpacks to more than is reasonable.
        """
        view = memoryview(buffer)
        if self._at < self._end:
            begin = len(self._recent) - (self._end - self._at)
            data = self._recent[begin : begin + len(view)]
            view[: len(data)] = data
            self._at += len(data)
            return len(data)
        self._refuse(self._end > self._most)
        read = super().readinto(buffer)
        self._recent = (self._recent + bytes(view[:read]))[-_AT_HAND:]
        self._end += read
        self._at = self._end
        return read

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, as many as are asked for, or are left.

        Raises:
            InputError: as for `readinto`.
        """
        self._refuse(not 0 <= size <= _LARGEST_HEADER)
        data = bytearray(size)
        filled = 0
        while filled < size:
            read = self.readinto(memoryview(data)[filled:])
            if not read:
                break
            filled += read
        return bytes(data[:filled])

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place, by unpacking what lies before it.

        Raises:
            InputError: the file is cut or damaged, or unpacks to more than is reasonable.
        """
        if whence != io.SEEK_SET:
            raise io.UnsupportedOperation("only from the beginning")
        if offset < self._end - len(self._recent):
            self._begin_anew()
        self._at = min(offset, self._end)
        while self._at < offset and self.readinto(bytearray(min(offset - self._at, _STEP))):
            pass
        return self._at

    def tell(self) -> int:
        """Where it stands, in what is unpacked."""
        return self._at

    def _begin_anew(self) -> None:
        self._unpacked.seek(0)
        self._at = self._end = 0
        self._recent = b""

    def _refuse(self, too_much: bool) -> None:
        if too_much:
            raise InputError([Problem(BOMB, Place(self._name))])


def _opened(stream: BinaryIO, form: str | None) -> IO[bytes]:
    if form == "bz2":
        return bz2.BZ2File(stream)
    if form == "xz":
        return cast(IO[bytes], lzma.LZMAFile(stream))
    return cast(IO[bytes], gzip.GzipFile(fileobj=stream, mode="rb"))


BOMB = Text(
    "it unpacks to more than is reasonable, so it is not read",
    "det packas upp till mer än rimligt och läses därför inte",
)
BROKEN_ARCHIVE = Text("the archive is broken ({reason})", "arkivet är trasigt ({reason})")
