"""Reads YAML and JSON files into nodes.

Size is bounded, and so is nesting; a key that is given twice is told. How YAML is read stands in `yaml_nodes`, how JSON
is read in `json_nodes`.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any, BinaryIO

from expert.foundations.limits import MAX_BYTES, SECONDS_FOR_OTHER_END
from expert.foundations.nodes import Node, Scalar
from expert.foundations.problems import InputError, Place, Problem, ProblemList, why_not
from expert.foundations.texts import Text


def read_file(path: Path, shown_as: str | None = None) -> Node | None:
    """Read one YAML or JSON file (JSON by its ending); None when it is empty.

    Raises:
        InputError: the file cannot be read or is not one well-formed document.
    """
    name = shown_as or path.as_posix()
    return parse(read_text(path, name), name, as_json=is_json(path))


def is_json(path: str | Path) -> bool:
    """Whether a file of this name is written in JSON."""
    return Path(path).suffix.lower() == ".json"


def read_text(path: Path, name: str) -> str:
    """The text of a file, checked for size and encoding before anything parses it.

    Raises:
        InputError: no such file, a folder, too large, not UTF-8.
    """

    return decode(read_bytes(path, name), name)


def read_bytes(path: Path | str, name: str) -> bytes:
    """The bytes of a file, and never more than one past what `decode` accepts.

    Raises:
        InputError: no such file, or a folder, or it cannot be read.
    """
    with opened(path, name) as stream:
        return _bytes_in(stream)


def read_regular(path: Path | str, name: str) -> bytes:
    """As `read_bytes`, of what is a file and nothing else: a named pipe would be waited for, and a device never ends.

    Raises:
        InputError: no such file, or no regular one, or it cannot be read.
    """
    with opened(path, name, regular_only=True) as stream:
        return _bytes_in(stream)


def _bytes_in(stream: BinaryIO) -> bytes:
    # Room for what is there, and not always for the largest; a pipe says it holds nothing.
    size = os.fstat(stream.fileno()).st_size or MAX_BYTES
    return stream.read(min(size, MAX_BYTES) + 1)


@contextmanager
def opened(path: Path | str, name: str, *, regular_only: bool = False) -> Iterator[BinaryIO]:
    """A file to read from. What keeps it from being opened or read is told as a problem of it.

    A named pipe is one too, as the shell makes it of a command (`<(command)`), while somebody writes into it.

    Args:
        path: the file.
        name: what to call it in messages.
        regular_only: refuse what is no regular file.

    Raises:
        InputError: no such file, or a folder, or a pipe that nobody writes into, or it cannot be read.
    """

    def refuse(text: Text) -> InputError:
        return InputError([Problem(text, Place(name))])

    try:
        with open(path, "rb", opener=_without_waiting) as stream:
            if not regular_only:
                yield _from_writer(stream, refuse)
            elif stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                yield stream
            else:
                raise refuse(_NOT_REGULAR)
    except FileNotFoundError:
        raise refuse(Text("there is no such file", "filen finns inte")) from None
    except OSError as error:
        # Windows answers a folder with "permission denied".
        if Path(path).is_dir():
            raise refuse(_FOLDER) from None
        reason = why_not(error)
        raise refuse(
            Text(f"the file cannot be read ({reason.en})", f"det går inte att läsa filen ({reason.sv})")
        ) from None


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _from_writer(stream: BinaryIO, refuse: Callable[[Text], InputError]) -> BinaryIO:
    """What was opened without waiting, to be read from with waiting; a named pipe once it has a writer."""
    handle, begun = stream.fileno(), b""
    if os.name != "posix":
        return stream
    if stat.S_ISFIFO(os.fstat(handle).st_mode):
        for _ in looks_at_other_end():
            try:
                begun = os.read(handle, 1)
            except BlockingIOError:  # there is a writer, who has not written yet
                break
            if begun:
                break
        else:
            raise refuse(_NO_WRITER)
    os.set_blocking(handle, True)
    return BufferedReader(_Begun(begun, stream)) if begun else stream


class _Begun(RawIOBase):
    """A stream of which the beginning has been read, as it was before."""

    def __init__(self, begun: bytes, rest: BinaryIO) -> None:
        self._begun, self._rest = begun, rest

    def readable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._rest.fileno()

    def readinto(self, buffer: Any, /) -> int:
        found = self._begun or self._rest.read1(len(buffer))  # type: ignore[attr-defined]
        self._begun = b""
        buffer[: len(found)] = found
        return len(found)


def looks_at_other_end() -> Iterator[None]:
    """Comes again and again, a little later each time, while somebody may still begin at the other end of a pipe."""
    for _ in range(round(SECONDS_FOR_OTHER_END / _BETWEEN_LOOKS)):
        yield
        time.sleep(_BETWEEN_LOOKS)


_BETWEEN_LOOKS = 0.02
_NO_WRITER = Text(
    "nobody writes into this named pipe, so there is nothing to read from it",
    "ingen skriver till det här namngivna röret, så det finns inget att läsa ur det",
)
_NOT_REGULAR = Text(
    "this is no regular file but a named pipe, a socket or a device; rules are read from files alone",
    "det här är ingen vanlig fil utan ett namngivet rör, en socket eller en enhet; regler läses bara ur filer",
)
_FOLDER = Text("this is a folder; name a file in it", "det här är en mapp; ange en fil i den")


def decode(data: bytes, name: str) -> str:
    """The bytes of one input as text.

    Raises:
        InputError: too large, binary, or in another encoding than UTF-8 (or UTF-16 with its mark).
    """

    def refuse(text: Text, line: int | None = None) -> InputError:
        return InputError([Problem(text, Place(name, line))])

    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise refuse(
            Text(
                f"larger than {limit} MB; a fact file holds a few lines, so hand a log over as a file of its own, or "
                "paste only the part of it that shows the error",
                f"större än {limit} MB; en faktafil är några rader lång, så lämna en logg som en egen fil, eller "
                "klistra bara in den del av den som visar felet",
            )
        )
    encoding = encoding_of(data)
    if is_binary(data):
        raise refuse(BINARY)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refuse(
            Text(
                "the text is not in UTF-8; save the file again with the encoding UTF-8",
                "texten är inte i UTF-8; spara filen igen med kodningen UTF-8",
            ),
            line,
        ) from None


def encoding_of(data: bytes) -> str:
    """The encoding that the beginning of an input is marked with; else UTF-8."""
    return "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"


def is_binary(data: bytes) -> bool:
    """Whether the beginning of an input holds what no text does."""
    return encoding_of(data) != "utf-16" and b"\x00" in data


BINARY = Text(
    "this is not a text file; it must be YAML or JSON",
    "det här är ingen textfil; den ska vara YAML eller JSON",
)


def parse(
    text: str, name: str, *, as_json: bool = False, problems: ProblemList | None = None
) -> Node | None:
    """Parse one YAML or JSON document; None when there is nothing in it but comments.

    Args:
        text: the document.
        name: what to call it in messages.
        as_json: hold it to JSON's stricter grammar. A text that begins with a brace is read as JSON wherever it is
            that, and else as YAML.
        problems: where to note what does not keep the rest from being read (a key given twice, a second
            document); raised at the end if left out.

    Raises:
        InputError: bad syntax, anchors, tags, control characters, or too deep.
    """
    noted = ProblemList() if problems is None else problems
    node = _parsed(text.lstrip("\ufeff"), name, as_json, noted)
    if problems is None:
        noted.raise_if_any()
    return None if isinstance(node, Scalar) and node.empty else node


def _parsed(text: str, name: str, as_json: bool, problems: ProblemList) -> Node | None:
    # Each grammar is imported where it is met: a command that is given JSON need not load the reader of YAML.
    if as_json and text.strip():
        from expert.foundations.json_nodes import read_json

        return read_json(text, name, problems)
    if text.lstrip().startswith("{"):
        from expert.foundations.json_nodes import read_if_json

        node = read_if_json(text, name, problems)
        if node is not None:
            return node
    from expert.foundations.yaml_nodes import read_yaml

    return read_yaml(text, name, problems)
