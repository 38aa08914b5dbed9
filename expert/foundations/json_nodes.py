"""Reads JSON text into nodes: the standard library's decoder, whose hooks keep the line of every part."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from json import decoder, scanner
from typing import Any

from expert.foundations.limits import MAX_DEPTH
from expert.foundations.nodes import NO_QUOTE_END, TOO_DEEP, Node, Scalar, Sequence, Table, table_of
from expert.foundations.problems import InputError, Place, Problem, ProblemList
from expert.foundations.texts import Text

# The decoder's own functions for what is nested; the type stubs do not list them.
_json: Any = decoder
_py_scanner: Any = scanner
_LINE_END = re.compile("\r\n?|\n")
# Half of a character that a log has cut; no encoding can write it.
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CONSTANTS: dict[bool | None, str] = {None: "null", True: "true", False: "false"}

_Found = tuple[Node, int]
"""A node and where its text begins."""


def read_json(text: str, name: str, problems: ProblemList) -> Node:
    """The one value of a text.

    Args:
        text: the document, without a byte order mark.
        name: what to call it in messages.
        problems: where to note a key given twice.

    Raises:
        InputError: it is no JSON, or nested too deep.
    """
    try:
        return _Decoder(text, name, problems).node()
    except json.JSONDecodeError as error:
        meant = _JSON_SAYS.get(error.msg, Text(error.msg, f"det går inte att läsa ({error.msg})"))
        said = Text(f"this is not well-formed JSON: {meant.en}", f"det här är inte giltig JSON: {meant.sv}")
        raise InputError([Problem(said, Place(name, error.lineno))]) from None


def read_if_json(text: str, name: str, problems: ProblemList) -> Node | None:
    """As `read_json`; None where the text is no JSON.

    Raises:
        InputError: it is nested too deep.
    """
    found = ProblemList()
    try:
        node = _Decoder(text, name, found).node()
    except json.JSONDecodeError:
        return None
    problems.extend(found)
    return node


class _Decoder(json.JSONDecoder):
    """Makes nodes where the decoder would make dictionaries, lists and values.

    Its parts hand each other a node together with where it begins, for the hook of an object is told its keys without
    their places: a key ends right before the value that follows it.
    """

    def __init__(self, text: str, name: str, problems: ProblemList) -> None:
        # Numbers keep the letters that were typed.
        super().__init__(parse_float=_Typed, parse_int=_Typed, parse_constant=_Typed)
        self._text = text
        self._name = name
        self._problems = problems
        self._depth = 0
        self._line_ends = [match.end() for match in _LINE_END.finditer(text)]
        # The scanner in Python asks these two for what is nested; the one in C does not.
        self.parse_object, self.parse_array = self._object, self._array
        self._scan = _py_scanner.py_make_scanner(self)
        self.scan_once = self._value

    def node(self) -> Node:
        """What the text holds.

        Raises:
            JSONDecodeError: it is no JSON.
            InputError: it is nested too deep.
        """
        node: Node = self.decode(self._text)[0]
        return node

    def _place(self, at: int) -> Place:
        return Place(self._name, bisect_right(self._line_ends, at) + 1)

    def _value(self, text: str, at: int) -> tuple[_Found, int]:
        if self._depth > MAX_DEPTH:
            raise InputError([Problem(TOO_DEEP, self._place(at))])
        value, end = self._scan(text, at)
        return (value if isinstance(value, (Table, Sequence)) else self._scalar(value, at), at), end

    def _scalar(self, value: str | bool | None, at: int) -> Scalar:
        if isinstance(value, str) and not isinstance(value, _Typed):
            return Scalar(_whole(value), self._place(at), plain=False)
        return Scalar(value if isinstance(value, str) else _CONSTANTS[value], self._place(at), plain=True)

    def _object(self, begin: tuple[str, int], *_: object) -> tuple[Table, int]:
        def table(pairs: list[tuple[str, _Found]]) -> Table:
            entries = ((self._key(key, value_at), value) for key, (value, value_at) in pairs)
            return table_of(entries, self._place(begin[1] - 1), self._problems)

        self._depth += 1
        found: tuple[Table, int] = _json.JSONObject(begin, self.strict, self._value, None, table, {})
        self._depth -= 1
        return found

    def _key(self, key: str, value_at: int) -> Scalar:
        """A key; its line is that of the quotation mark that closes it, the last before the value."""
        return Scalar(_whole(key), self._place(self._text.rindex('"', 0, value_at)), plain=False)

    def _array(self, begin: tuple[str, int], *_: object) -> tuple[Sequence, int]:
        self._depth += 1
        found, end = _json.JSONArray(begin, self._value)
        self._depth -= 1
        return Sequence(tuple(node for node, _ in found), self._place(begin[1] - 1)), end


class _Typed(str):
    """A number, in the letters that were typed."""

    __slots__ = ()


def _whole(text: str) -> str:
    return _LONE_SURROGATE.sub("\ufffd", text)


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
    "Unterminated string starting at": NO_QUOTE_END,
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
