"""The compiled copy: what the shipped files say, in a form that loads faster than YAML.

An installed package carries it beside the files that it was made from. It is a JSON array with one part of the
knowledge on each line, so that a part is read when it is first asked for, and what few readers want of a part on a line
of its own; nothing in it executes. It was written from parts that had been checked, and is used only while it is whole,
is the one that was built (its SHA-256 stands in a file of its own beside it), agrees with the files and fits this
version of the code. Otherwise the files are read as if there were no copy, and a warning (`CopyNotUsed`) says so, once
in a process.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, field, fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, overload

from expert.foundations import content
from expert.foundations.problems import CopyNotUsed, visible, why_not
from expert.foundations.records import PlainRecord
from expert.foundations.texts import Text

T = TypeVar("T")
_FORM = 6
# The key that holds the name of a part's class; no fact, field or language has an empty name.
_KIND = ""
_LATE = "late"
_END = b"]"

Tables = Mapping[str, Mapping[str, Any]]
"""Parts by kind and id."""


class Section(PlainRecord):
    """A part of the copy that one reader uses.

    Attributes:
        digest: of the files that it was made from.
        sources: these files, and folders with all that is in them, by their path in the content.
        tables: the parts.
        plain: what else there is, as JSON data.
        late: by the name of a class, the names of its fields that are tuples which few readers want. Each is read when
            it is first looked into.
    """

    digest: str
    sources: tuple[str, ...]
    tables: Tables
    plain: Mapping[str, Any]
    late: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def section(
    name: str, digest: Callable[[], str], kinds: tuple[type[Any], ...], holds: Collection[str] = ()
) -> Section | None:
    """A section of the compiled copy; None where there is no copy, or it is of no use, of which a warning tells.

    Args:
        name: the section.
        digest: works out the digest of the files that lie there now, where their sizes and times do not tell that
            they are those that the copy was made from.
        kinds: the classes that its parts are made of.
        holds: the tables, and what else, that its reader needs.
    """
    found = _looked_for(name, digest, kinds, holds)
    if isinstance(found, Text):
        _warn(content.compiled().as_posix(), found)
        return None
    return found


def why_not_used(
    name: str, digest: Callable[[], str], kinds: tuple[type[Any], ...], holds: Collection[str] = ()
) -> Text | None:
    """Why a section of the compiled copy cannot be used; None where it can, or where there is no copy."""
    found = _looked_for(name, digest, kinds, holds)
    return found if isinstance(found, Text) else None


def distrust(path: str) -> None:
    """Use the copy at this place no more in this process, for it was found to say something else than the files."""
    _DISTRUSTED.add(path)


_DISTRUSTED: set[str] = set()


def _looked_for(
    name: str, digest: Callable[[], str], kinds: tuple[type[Any], ...], holds: Collection[str]
) -> Section | Text | None:
    path = content.compiled().as_posix()
    copy = _SAYS_OTHERWISE if path in _DISTRUSTED else _copy(path)
    if copy is None or isinstance(copy, Text):
        return copy
    index, lines, late, made_at = copy
    if name not in index or index[name]["shape"] != _shape(kinds) or not _has_all(index[name], holds):
        return _OF_ANOTHER_VERSION
    sources = tuple(index[name]["sources"])
    if not content.unchanged_since(made_at, index[name]["sizes"], sources) and index[name]["digest"] != digest():
        return _OF_OTHER_FILES
    read, tables = _reader(kinds, late), {}
    at: int = index[name]["line"]
    for kind, ids in index[name]["tables"].items():
        tables[kind] = _Unfolding(dict(zip(ids, lines[at:], strict=False)), read)
        at += len(ids)
    return Section(index[name]["digest"], sources, tables, index[name]["plain"])


def _has_all(part: Mapping[str, Any], holds: Collection[str]) -> bool:
    return all(name in part["tables"] or name in part["plain"] for name in holds)


def _warn(path: str, why: Text) -> None:
    """Once, for there is one copy, and what is wrong with one section is with the other."""
    if path not in _TOLD:
        import warnings  # only now: nearly always the copy is used

        _TOLD.add(path)
        warnings.warn(CopyNotUsed(_NOT_USED.format(file=visible(path), why=why)), stacklevel=3)


_TOLD: set[str] = set()
_NOT_USED = Text(
    "{file}: this compiled copy of the knowledge is not used, for {why}; the files beside it are read, which takes "
    "longer. Installing the package again mends it.",
    "{file}: den här kompilerade kopian av kunskapen används inte, för {why}; filerna bredvid läses i stället, vilket "
    "tar längre tid. Det ordnar sig om paketet installeras på nytt.",
)
_DAMAGED = Text("it is damaged or of another version", "den är skadad eller av en annan version")
_CHANGED = Text("it is not the one that came with the package", "den är inte den som följde med paketet")
_OF_ANOTHER_VERSION = Text("it is of another version", "den är av en annan version")
_OF_OTHER_FILES = Text(
    "the files have changed since it was made", "filerna har ändrats sedan den gjordes"
)
_SAYS_OTHERWISE = Text(
    "it says something else than the files that it was made from", "den säger något annat än filerna den gjordes av"
)
_UNREADABLE = Text("it cannot be read ({reason})", "den går inte att läsa ({reason})")


def compiled_copy(sections: Mapping[str, tuple[Section, tuple[type[Any], ...]]]) -> bytes:
    """The compiled copy that holds these sections, each with the classes that its parts are made of."""
    index: dict[str, Any] = {}
    parts: list[str] = []
    late_lines: list[str] = []
    for name, (part, kinds) in sections.items():
        tables = {kind: list(table) for kind, table in part.tables.items()}
        index[name] = {
            "digest": part.digest, "shape": _shape(kinds), "plain": part.plain, "tables": tables,
            "line": len(parts) + _FIRST_PART, "sources": part.sources, "sizes": content.sizes_of(part.sources),
        }  # fmt: skip
        writer = _Writer(part.late, late_lines)
        parts.extend(writer.written(value) for table in part.tables.values() for value in table.values())
    body = ",\n".join([_written(index), *parts, *late_lines]).encode() + b"\n" + _END
    return b"[" + _header(body) + b",\n" + body


def put(path: Path, copy: bytes) -> tuple[Path, Path]:
    """Write a compiled copy and, beside it, its seal: by it, one that was changed is known, whatever it says of itself.

    Returns:
        The two files.

    Raises:
        OSError: one cannot be written.
    """
    seal = Path(_seal_of(path.as_posix()))
    path.write_bytes(copy)
    seal.write_bytes(_sealed(copy))
    return path, seal


def _seal_of(path: str) -> str:
    """The file that holds the seal of the copy at this place."""
    return f"{os.path.splitext(path)[0]}.sha256"


def _sealed(copy: bytes) -> bytes:
    return f"{hashlib.sha256(copy).hexdigest()}\n".encode()


def is_whole(data: bytes) -> bool:
    """Whether these bytes are a compiled copy of this form as it was written, with nothing changed in it."""
    head, _, body = data.partition(b",\n")
    return head == b"[" + _header(body)


def _header(body: bytes) -> bytes:
    # Against damage. That nobody has changed it and written this anew, the seal beside it tells.
    return _written({"form": _FORM, "length": len(body), "crc32": zlib.crc32(body)}).encode()


class _Copy(NamedTuple):
    """The compiled copy as it lies there.

    Attributes:
        sections: what its first line says of them.
        lines: its lines up to the last part.
        late: those behind.
        made_at: when it was made.
    """

    sections: dict[str, Any]
    lines: list[bytes]
    late: _LateLines
    made_at: os.stat_result


class _LateLines:
    """The lines behind the parts, told apart when one is first wanted."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._lines: list[bytes] = []

    def __getitem__(self, number: int) -> bytes:
        if not self._lines:
            self._lines = self._data.split(b"\n")
        return self._lines[number]


@cache
def _copy(path: str) -> _Copy | Text | None:
    """The copy at this place; why it is of no use; or None where there is none."""
    try:
        with open(path, "rb") as stream:
            data, made_at = stream.read(), os.fstat(stream.fileno())
    except FileNotFoundError:  # a checkout has none
        return None
    except OSError as error:  # the files beside it are the knowledge; the copy only spares time
        return _UNREADABLE.format(reason=why_not(error))
    if not is_whole(data):
        return _DAMAGED
    if not _is_as_built(path, data):
        return _CHANGED
    try:
        index = json.loads(data.split(b"\n", 2)[1].removesuffix(b","))
    except (ValueError, IndexError, RecursionError):
        return _OF_ANOTHER_VERSION
    behind = _lines_of_parts(index)
    if behind is None:
        return _OF_ANOTHER_VERSION
    *lines, late = data.split(b"\n", behind)
    # Parts are tables, and what is late of them are lists: so it shows whether the index speaks of these lines.
    if len(lines) != behind or not lines[-1].startswith(b"{") or not late.startswith((b"[", _END)):
        return _OF_ANOTHER_VERSION
    return _Copy(index, lines, _LateLines(late), made_at)


def _is_as_built(path: str, data: bytes) -> bool:
    try:
        with open(_seal_of(path), "rb") as stream:
            return stream.read() == _sealed(data)
    except OSError:  # without its seal, nothing says that it is
        return False


def _lines_of_parts(index: Any) -> int | None:
    """How many lines there are up to the last part; None where the index has another form than this code writes."""
    if not isinstance(index, dict) or not index:
        return None
    at = _FIRST_PART
    for part in index.values():
        if not isinstance(part, dict) or any(type(part.get(name)) is not kind for name, kind in _INDEX.items()):
            return None
        if part["line"] != at or not all(type(ids) is list for ids in part["tables"].values()):
            return None
        at += sum(map(len, part["tables"].values()))
    return at


_FIRST_PART = 2
_INDEX = {"digest": str, "shape": str, "plain": dict, "tables": dict, "line": int, "sources": list, "sizes": dict}


def _shape(kinds: tuple[type[Any], ...]) -> str:
    """The names of classes and their fields; a copy with other ones was written by another version of the code."""
    named = "".join(f"{kind.__name__}({','.join(f.name for f in fields(kind))})" for kind in kinds)
    return hashlib.sha256(named.encode()).hexdigest()[:16]


def _written(value: object, as_data: Callable[[object], object] | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=as_data)


class _Writer:
    """Writes parts, and what is late of them on lines of their own, which it adds to those that it is given."""

    def __init__(self, late: Mapping[str, tuple[str, ...]], late_lines: list[str]) -> None:
        self._late = late
        self._late_lines = late_lines

    def written(self, value: object) -> str:
        return _written(value, self._as_data)

    def _as_data(self, value: object) -> dict[str, Any]:
        """A part with the name of its class; fields that have their default are left out."""
        if isinstance(value, date):
            return {_KIND: "date", "iso": value.isoformat()}
        if isinstance(value, Mapping):
            return dict(value)
        if not is_dataclass(value) or isinstance(value, type):
            raise TypeError(f"no way to write {value!r}")
        name = type(value).__name__
        said = {f.name: getattr(value, f.name) for f in fields(value) if not _is_default(f, getattr(value, f.name))}
        for late in self._late.get(name, ()):
            if late in said:
                self._late_lines.append(self.written(tuple(said[late])))
                said[late] = {_KIND: _LATE, "line": len(self._late_lines) - 1}
        return {_KIND: name, **said}


def _is_default(spec: Field[Any], value: object) -> bool:
    if spec.default is not MISSING:
        return bool(value == spec.default)
    return spec.default_factory is not MISSING and value == spec.default_factory()


_Read = Callable[[bytes], Any]
"""Reads a line of the copy."""


def _reader(kinds: tuple[type[Any], ...], late: _LateLines) -> _Read:
    """Makes parts again of what `_Writer` wrote; a table without the name of a class stays a table."""
    by_name: dict[str, Callable[..., Any]] = {kind.__name__: kind for kind in kinds}
    by_name["date"] = lambda iso: date.fromisoformat(iso)
    by_name[_LATE] = lambda line: _Late(late, line, read)

    def made(data: dict[str, Any]) -> Any:
        kind = data.pop(_KIND, None)
        if kind is None:
            return data
        return by_name[kind](**{
            name: _tuples(value) if type(value) is list else value for name, value in data.items()
        })

    decode = json.JSONDecoder(object_hook=made).decode

    def read(line: bytes) -> Any:
        return decode(line.removesuffix(b",").decode())

    return read


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if type(value) is list else value


class _Late(Sequence[Any]):
    """A tuple that is read from its line when it is first looked into; equal to that tuple.

    Two threads may read it at once; both get equal ones.
    """

    def __init__(self, lines: _LateLines, line: int, read: _Read) -> None:
        self._lines = lines
        self._line = line
        self._read = read
        self._items_read: tuple[Any, ...] | None = None

    def _items(self) -> tuple[Any, ...]:
        if self._items_read is None:
            self._items_read = _tuples(self._read(self._lines[self._line]))
        return self._items_read

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Any, ...]: ...
    def __getitem__(self, index: int | slice) -> Any:
        return self._items()[index]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items())

    def __len__(self) -> int:
        return len(self._items())

    def __eq__(self, other: object) -> bool:
        return self._items() == (other._items() if isinstance(other, _Late) else other)

    def __hash__(self) -> int:
        return hash(self._items())

    def __repr__(self) -> str:
        return repr(self._items())

    def __reduce__(self) -> tuple[type[tuple[Any, ...]], tuple[tuple[Any, ...]]]:
        """Another process, or a copy, gets the tuple itself."""
        return tuple, (self._items(),)


class _Unfolding(Mapping[str, Any]):
    """Parts by id, each read from its line when it is first asked for.

    Two threads may read the same part at once; both get equal ones, and one is kept.
    """

    def __init__(self, lines: Mapping[str, bytes], read: _Read) -> None:
        self._lines = lines
        self._read = read
        self._parts: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._parts:
            self._parts.setdefault(key, self._read(self._lines[key]))
        return self._parts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def __contains__(self, key: object) -> bool:
        return key in self._lines

    def __reduce__(self) -> tuple[type[dict[str, Any]], tuple[dict[str, Any]]]:
        """Another process, or a copy, gets the parts themselves."""
        return dict, (dict(self),)
