"""How far a long input has been read, said on standard error while it is read."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from typing import TextIO, TypeVar

from expert.cli.widths import columns_of
from expert.foundations.outgoing import one_line
from expert.foundations.texts import Language, Text

T = TypeVar("T")

_FIRST = 1.0
_AT_A_TERMINAL, _PIPED = 1.0, 2.0
_MB = 1_000_000
# Columns of a terminal that has no fewer; what is longer would begin another line, and could not be overwritten.
_NARROW = 80

_READ = Text("{name}: {read} MB read", "{name}: {read} MB lästa")
_READ_OF = Text("{name}: {read} of {total} MB read", "{name}: {read} av {total} MB lästa")

_FILES = Text("{name}: {count} files read", "{name}: {count} filer lästa")


class Progress:
    """Says from the first second on how much was read: at a terminal on one line, else on a line now and then.

    Args:
        name: what to call the input.
        total: its bytes; None where nobody knows before the end.
        stream: where to say it; None where nobody would hear it.
        language: the language to say it in.
        clock: seconds, from any beginning.
    """

    def __init__(
        self, name: str, total: int | None, stream: TextIO | None, language: Language,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name, self._total = one_line(name), total
        self._stream, self._language, self._clock = stream, language, clock
        self._overwrites = stream is not None and stream.isatty()
        self._most = min(_NARROW, columns_of(stream) or _NARROW)
        self._read, self._width = 0, 0
        self._due = clock() + _FIRST

    def counted(self, blocks: Iterable[bytes]) -> Generator[bytes, None, None]:
        """The blocks, each of them counted when it was dealt with."""
        try:
            for block in blocks:
                yield block
                self._read += len(block)
                if self._clock() >= self._due:
                    self._say()
        finally:
            self._clear()

    def files(self, files: Iterable[T]) -> Generator[T, None, None]:
        """Files, each of them counted when it was dealt with."""
        count = 0
        try:
            for file in files:
                yield file
                count += 1
                if self._clock() >= self._due:
                    self._tell(_FILES.format(name=self._name, count=count))
        finally:
            self._clear()

    def _say(self) -> None:
        self._tell((_READ if self._total is None else _READ_OF).format(
            name=self._name, read=round(self._read / _MB), total=round(max(self._read, self._total or 0) / _MB)
        ))

    def _tell(self, text: Text) -> None:
        self._due = self._clock() + (_AT_A_TERMINAL if self._overwrites else _PIPED)
        words = text.in_(self._language)
        if self._overwrites:
            words = words if len(words) < self._most else f"…{words[-self._most + 2 :]}"
            self._write(f"\r{words.ljust(self._width)}")
            self._width = len(words)
        else:
            self._write(f"{words}\n")

    def _clear(self) -> None:
        """Leave a clean line, for what is said next begins where this one did."""
        if self._width:
            self._write(f"\r{' ' * self._width}\r")

    def _write(self, text: str) -> None:
        # Nobody may listen any more, which is no reason to stop reading.
        with suppress(OSError, ValueError):
            if self._stream is not None:
                self._stream.write(text)
                self._stream.flush()
