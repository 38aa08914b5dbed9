"""Reads YAML and JSON text into plain values that remember their line.

YAML is read by its events, not by a loader: nothing is ever constructed from a tag, anchors cannot
multiply, nesting and size are bounded, duplicate keys are errors, and a scalar keeps the letters that
were typed (`17.10` stays `17.10`, `no` stays `no`, `0123` stays `0123`). What a scalar means is decided
later by the type of the fact or field it is given to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from expert.problems import InputError, Place, Problem, ProblemList
from expert.texts import Text

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SURROGATE_PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_EMPTY = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word, number or text as it was typed; `plain` tells that it stood without quotes."""

    text: str
    place: Place
    plain: bool

    @property
    def empty(self) -> bool:
        """Nothing was filled in (`key:` or `key: null`)."""
        return self.plain and self.text in _EMPTY


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
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
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise refuse(Text("there is no such file", "filen finns inte")) from None
    except OSError as error:
        # Windows answers a folder with "permission denied".
        if Path(path).is_dir():
            raise refuse(_FOLDER) from None
        reason = error.strerror or str(error)
        raise refuse(
            Text(f"the file cannot be read ({reason})", f"det går inte att läsa filen ({reason})")
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


def parse(text: str, name: str, *, as_json: bool = False) -> Node | None:
    """Parse one YAML or JSON document; None when there is nothing in it but comments.

    Args:
        text: the document.
        name: what to call it in messages.
        as_json: hold it to JSON's stricter grammar.

    Raises:
        InputError: bad syntax, several documents, duplicate keys, anchors, tags, or too deep.
    """
    if text.lstrip().startswith("{") and not as_json:
        as_json = _is_json(text)
    if as_json and text.strip():
        text = _checked_json(text, name)
    problems = ProblemList()
    try:
        node = _Builder(yaml.parse(text, Loader=_LOADER), name, problems).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else mark.line + 1
        said = error.problem or "bad syntax"
        problems.add(
            Text(
                f"this is not well-formed YAML: {said}{_LIKELY.en}",
                f"det här är inte giltig YAML: {said}{_LIKELY.sv}",
            ),
            Place(name, line),
        )
    except yaml.YAMLError as error:
        at = getattr(error, "position", None)
        line = None if at is None else text.count("\n", 0, at) + 1
        problems.add(
            Text(
                "there is a control character in the text; delete it",
                "det finns ett styrtecken i texten; ta bort det",
            ),
            Place(name, line),
        )
    problems.raise_if_any()
    return node


_LIKELY = Text(
    " (check the indentation, and put a text with : or # in it in quotes)",
    " (kontrollera indraget, och sätt en text som innehåller : eller # inom citattecken)",
)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _checked_json(text: str, name: str) -> str:
    """Hold the text to JSON's grammar, and hand it on in a form that YAML reads the same way."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        said = error.msg
        raise InputError(
            [
                Problem(
                    Text(f"this is not well-formed JSON: {said}", f"det här är inte giltig JSON: {said}"),
                    Place(name, error.lineno),
                )
            ]
        ) from None
    except RecursionError:
        raise InputError([Problem(_TOO_DEEP, Place(name))]) from None
    # JSON allows tabs between tokens and writes characters beyond the first plane as two escapes.
    return _SURROGATE_PAIR.sub(lambda pair: json.loads(f'"{pair[0]}"'), text.replace("\t", " "))


_TOO_DEEP = Text(
    f"nested more than {MAX_DEPTH} levels deep; a fact file is a flat list of `fact: value`",
    f"nästlat mer än {MAX_DEPTH} nivåer djupt; en faktafil är en platt lista med `fakta: värde`",
)
_ANCHOR = Text(
    "anchors and aliases (& and *) are not read; write the value out, or put a text that begins with "
    "& or * in quotes",
    "ankare och alias (& och *) läses inte; skriv ut värdet, eller sätt en text som börjar med & eller * "
    "inom citattecken",
)
_TAG = Text(
    "tags (!) are not read; put a text that begins with ! in quotes",
    "taggar (!) läses inte; sätt en text som börjar med ! inom citattecken",
)


class _Builder:
    """Turns the parser's events into nodes, without recursion deeper than `MAX_DEPTH`."""

    def __init__(self, events: Iterator[Any], name: str, problems: ProblemList) -> None:
        self._events = events
        self._name = name
        self._problems = problems

    def _place(self, event: Any) -> Place:
        return Place(self._name, event.start_mark.line + 1)

    def document(self) -> Node | None:
        next(self._events)  # the stream begins
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        node = self._node(next(self._events), 0)
        next(self._events)  # the document ends
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._problems.add(
                Text(
                    "a second document begins here (---); put each case in a file of its own",
                    "här börjar ett andra dokument (---); lägg varje fall i en egen fil",
                ),
                self._place(after),
            )
        return None if isinstance(node, Scalar) and node.empty else node

    def _refuse(self, text: Text, event: Any) -> InputError:
        return InputError([Problem(text, self._place(event))])

    def _node(self, event: Any, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self._refuse(_TOO_DEEP, event)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self._refuse(_ANCHOR, event)
        if event.tag is not None and event.tag != "!":
            raise self._refuse(_TAG, event)
        place = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, place, plain=not event.style)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
                items.append(self._node(event, depth + 1))
            return Sequence(tuple(items), place)
        return self._table(place, depth)

    def _table(self, place: Place, depth: int) -> Table:
        items: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                self._problems.add(
                    Text("a name must be a single word", "ett namn måste vara ett enda ord"), key.place
                )
            elif key.text in items:
                first = keys[key.text].line
                self._problems.add(
                    Text(
                        f'"{key.text}" is already given on line {first}; keep one of them',
                        f"”{key.text}” finns redan på rad {first}; behåll bara en av dem",
                    ),
                    key.place,
                )
            else:
                items[key.text] = value
                keys[key.text] = key.place
        return Table(items, keys, place)


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
        if re.fullmatch(r"-?(0|[1-9]\d*)", node.text):
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
