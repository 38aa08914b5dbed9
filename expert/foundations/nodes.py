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

from expert.foundations.problems import InputError, Place, Problem, ProblemList, shown, visible, why_not
from expert.foundations.texts import Text

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What YAML does not allow to stand in a document.
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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
        as_json: hold it to JSON's stricter grammar.
        problems: where to note what does not keep the rest from being read (a key given twice, a second
            document); raised at the end if left out.

    Raises:
        InputError: bad syntax, anchors, tags, control characters, or too deep.
    """
    noted = ProblemList() if problems is None else problems
    text = text.lstrip("\ufeff")
    if (as_json and text.strip()) or (text.lstrip().startswith("{") and _is_json(text)):
        text = _checked_json(text, name)
    _refuse_control_characters(text, name)
    try:
        node = _Builder(yaml.parse(text, Loader=_LOADER), name, noted).document()
    except yaml.MarkedYAMLError as error:
        raise InputError([_bad_yaml(error, name, text)]) from None
    if problems is None:
        noted.raise_if_any()
    return node


def _refuse_control_characters(text: str, name: str) -> None:
    problems = ProblemList()
    for found in _CONTROL.finditer(text):
        problems.add(
            Text(
                f"there is a control character in the text ({visible(found[0])}); delete it",
                f"det finns ett styrtecken i texten ({visible(found[0])}); ta bort det",
            ),
            Place(name, text.count("\n", 0, found.start()) + 1),
        )
    problems.raise_if_any()


def _bad_yaml(error: yaml.MarkedYAMLError, name: str, text: str) -> Problem:
    said = error.problem or "bad syntax"
    mark = error.problem_mark or error.context_mark
    if said in _BEGINS_EARLIER and error.context_mark is not None:
        mark = error.context_mark
    # At the end of the text the parser names a line that is not there.
    place = Place(name, None if mark is None else min(mark.line, text.rstrip("\r\n").count("\n")) + 1)
    if said == _PARSER_GIVES_UP:
        return Problem(_TOO_DEEP, place)
    meant = _YAML_SAYS.get(said, Text(f"{said}{_LIKELY.en}", f"det går inte att läsa ({said}){_LIKELY.sv}"))
    return Problem(
        Text(f"this is not well-formed YAML: {meant.en}", f"det här är inte giltig YAML: {meant.sv}"), place
    )


_LIKELY = Text(
    "; check the indentation, and put a text with : or # in it in quotes",
    "; kontrollera indraget, och sätt en text som innehåller : eller # inom citattecken",
)
# Newer parsers look far ahead and stop at a depth of their own, before `_Builder` sees an event of it.
_PARSER_GIVES_UP = "exceeded maximum nesting depth"
# Where the parser notices these is far from where they begin.
_BEGINS_EARLIER = ("found unexpected end of stream", "could not find expected ':'")
_BACKSLASH = Text(
    "a backslash in double quotes has a meaning of its own; use single quotes",
    "ett omvänt snedstreck inom dubbla citattecken har en egen betydelse; använd enkla citattecken",
)
_NO_QUOTE_END = Text(
    "a quotation mark that is opened here is never closed",
    "ett citattecken som öppnas här stängs aldrig",
)
_NO_BEGINNING = Text(
    "a tab, @, ` or % cannot stand here; indent with spaces, and put such a text in quotes",
    "en tabb, @, ` eller % kan inte stå här; dra in med mellanslag, och sätt en sådan text inom citattecken",
)
_YAML_SAYS = {
    "mapping values are not allowed in this context": Text(
        "there is a : where none can be; put a text with : in it in quotes, and check the indentation",
        "det står ett : där det inte kan stå; sätt en text som innehåller : inom citattecken, och kontrollera "
        "indraget",
    ),
    "could not find expected ':'": Text(
        "this line has no `name: value`; put a text of several lines in quotes, or write it indented under "
        "`error: |`",
        "raden har inget `namn: värde`; sätt en text på flera rader inom citattecken, eller skriv den "
        "indragen under `error: |`",
    ),
    "did not find expected key": Text(
        "this line does not fit with those above; check the indentation, and let quotation marks go around "
        "the whole text",
        "raden passar inte ihop med dem ovanför; kontrollera indraget, och låt citattecken stå runt hela "
        "texten",
    ),
    "found character that cannot start any token": _NO_BEGINNING,
    "found a tab character that violates indentation": _NO_BEGINNING,
    "found unexpected end of stream": _NO_QUOTE_END,
    "found unexpected document indicator": _NO_QUOTE_END,
    "did not find expected ',' or ']'": Text(
        "a list that is opened with [ is not closed with ]",
        "en lista som öppnas med [ stängs inte med ]",
    ),
    "did not find expected ',' or '}'": Text(
        "a table that is opened with { is not closed with }",
        "en tabell som öppnas med { stängs inte med }",
    ),
    "did not find expected node content": Text("a value is missing here", "här saknas ett värde"),
    "did not find expected hexdecimal number": _BACKSLASH,
    "found unknown escape character": _BACKSLASH,
    "found invalid Unicode character escape code": _BACKSLASH,
    "block sequence entries are not allowed in this context": Text(
        "a list begins on a line of its own; put a text that begins with - in quotes",
        "en lista börjar på en egen rad; sätt en text som börjar med - inom citattecken",
    ),
}


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    except RecursionError:
        pass
    return True


def _checked_json(text: str, name: str) -> str:
    """Hold the text to JSON's grammar, and hand it on in a form that YAML reads the same way."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        meant = _JSON_SAYS.get(error.msg, Text(error.msg, f"det går inte att läsa ({error.msg})"))
        raise InputError(
            [
                Problem(
                    Text(f"this is not well-formed JSON: {meant.en}", f"det här är inte giltig JSON: {meant.sv}"),
                    Place(name, error.lineno),
                )
            ]
        ) from None
    except RecursionError:
        return text  # the reader of events finds the line on which it is too deep
    return _JSON_TOKEN.sub(_as_yaml, text)


# A string, or a tab between tokens, which YAML does not allow there.
_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\t')


def _as_yaml(token: re.Match[str]) -> str:
    """The same text in YAML's escapes: JSON writes a character beyond the first plane as two of them."""
    if token[0] == "\t":
        return " "
    text = _LONE_SURROGATE.sub("\ufffd", json.loads(token[0]))
    return f'"{_NOT_PLAIN.sub(_escaped, text)}"'


def _escaped(match: re.Match[str]) -> str:
    return f"\\U{ord(match[0]):08x}"


_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_PLAIN = re.compile(r'[^ !#-\[\]-~\u00a1-\u1fff]')
_TRAILING = Text(
    "a name in double quotes is expected here (and no comma after the last entry)",
    "här ska det stå ett namn inom dubbla citattecken (och inget kommatecken efter det sista)",
)
_JSON_SAYS = {
    "Expecting value": Text(
        "a value is missing here (a text stands in double quotes)",
        "här saknas ett värde (en text står inom dubbla citattecken)",
    ),
    "Expecting property name enclosed in double quotes": _TRAILING,
    "Illegal trailing comma before end of object": _TRAILING,
    "Expecting ',' delimiter": Text("a comma is missing here", "här saknas ett kommatecken"),
    "Expecting ':' delimiter": Text("a colon is missing here", "här saknas ett kolon"),
    "Unterminated string starting at": _NO_QUOTE_END,
    "Invalid control character at": Text(
        "a text cannot go on over the end of a line; write \\n for a line break and \\t for a tab",
        "en text kan inte fortsätta över radslutet; skriv \\n för radbrytning och \\t för tabb",
    ),
    "Invalid \\escape": Text("write \\\\ for a backslash", "skriv \\\\ för ett omvänt snedstreck"),
    "Invalid \\uXXXX escape": Text(
        "\\u needs four hexadecimal digits", "\\u ska följas av fyra hexadecimala siffror"
    ),
    "Extra data": Text(
        "there is more after the end; put each case in a file of its own",
        "det står mer efter slutet; lägg varje fall i en egen fil",
    ),
}


_TOO_DEEP = Text(
    f"nested more than {MAX_DEPTH} levels deep; a fact file is a flat list of `fact: value`",
    f"nästlat mer än {MAX_DEPTH} nivåer djupt; en faktafil är en platt lista med `faktum: värde`",
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
                first, name = keys[key.text].line, shown(key.text)
                self._problems.add(
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
