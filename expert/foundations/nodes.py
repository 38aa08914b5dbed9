"""Reads YAML and JSON text into plain values that remember their line.

A scalar keeps the letters that were typed (`17.10` stays `17.10`, `no` stays `no`, `0123` stays `0123`). What it means
is decided later by the type of the fact or field it is given to. Nesting and size are bounded, and a key that is given
twice is told. How YAML is read stands in `yaml_nodes`, how JSON is read in `json_nodes`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from expert.foundations.problems import InputError, Place, Problem, ProblemList, shown, why_not
from expert.foundations.records import Record
from expert.foundations.texts import Text

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
_EMPTY = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, eq=False, repr=False)
class Scalar(Record):
    """A word, number or text as it was typed; `plain` tells that it stood without quotes."""

    text: str
    place: Place
    plain: bool

    @property
    def empty(self) -> bool:
        """Nothing was filled in (`key:` or `key: null`)."""
        return self.plain and self.text in _EMPTY


@dataclass(frozen=True, eq=False, repr=False)
class Sequence(Record):
    """A list of nodes."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, eq=False, repr=False)
class Table(Record):
    """A mapping from keys to nodes; `keys` holds where each key stands."""

    items: Mapping[str, Node]
    keys: Mapping[str, Place]
    place: Place


Node = Scalar | Sequence | Table


def read_file(path: Path, shown_as: str | None = None) -> Node | None:
    """Read one YAML or JSON file (JSON by its ending); None when it is empty.

    Raises:
        InputError: the file cannot be read or is not one well-formed document.
    """
    name = shown_as or path.as_posix()
    return parse(read_text(path, name), name, as_json=path.suffix.lower() == ".json")


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

    def refuse(text: Text) -> InputError:
        return InputError([Problem(text, Place(name))])

    try:
        with open(path, "rb") as stream:
            # Room for what is there, and not always for the largest; a pipe says it holds nothing.
            size = os.fstat(stream.fileno()).st_size or MAX_BYTES
            return stream.read(min(size, MAX_BYTES) + 1)
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
                f"larger than {limit} MB; a fact file holds a few lines, so paste only the part of the log "
                "that shows the error",
                f"större än {limit} MB; en faktafil är några rader lång, så klistra bara in den del av "
                "loggen som visar felet",
            )
        )
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding != "utf-16" and b"\x00" in data:
        raise refuse(
            Text(
                "this is not a text file; it must be YAML or JSON",
                "det här är ingen textfil; den ska vara YAML eller JSON",
            )
        )
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


def table_of(entries: Iterable[tuple[Scalar, Node]], place: Place, problems: ProblemList) -> Table:
    """A table of keys and values in the order they stand in; of a key that is given twice, the first is kept."""
    items: dict[str, Node] = {}
    keys: dict[str, Place] = {}
    for key, value in entries:
        if key.text in items:
            first, name = keys[key.text].line, shown(key.text)
            problems.add(
                Text(
                    f'"{name}" is already given on line {first}; keep one of them',
                    f"”{name}” finns redan på rad {first}; behåll bara en av dem",
                ),
                key.place,
            )
        else:
            items[key.text] = value
            keys[key.text] = key.place
    return Table(items, keys, place)


TOO_DEEP = Text(
    f"nested more than {MAX_DEPTH} levels deep; a fact file is a flat list of `fact: value`",
    f"nästlat mer än {MAX_DEPTH} nivåer djupt; en faktafil är en platt lista med `faktum: värde`",
)
NO_QUOTE_END = Text(
    "a quotation mark that is opened here is never closed",
    "ett citattecken som öppnas här stängs aldrig",
)


def plain(node: Node | None) -> Any:
    """The node as dictionaries, lists and values; unquoted true, false, numbers and null are read as such."""
    if isinstance(node, Table):
        return {key: plain(value) for key, value in node.items.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if node is None or node.empty:
        return None
    if node.plain:
        if node.text in ("true", "false"):
            return node.text == "true"
        if re.fullmatch(r"-?(0|[1-9]\d{0,17})", node.text):
            return int(node.text)
    return node.text


def place_of(node: Node, path: tuple[str | int, ...]) -> Place:
    """Where the part of `node` that `path` leads to stands, or the nearest part around it."""
    place = node.place
    for step in path:
        if isinstance(node, Table) and step in node.items:
            place = node.keys[str(step)]
            node = node.items[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            place = node.place
        else:
            break
    return place
