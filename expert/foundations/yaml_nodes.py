"""Reads YAML text into nodes, by the parser's events and not by a loader.

Nothing is ever constructed from a tag, anchors cannot multiply, and what the parser says of bad syntax is told as what
was likely meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from expert.foundations.limits import MAX_DEPTH
from expert.foundations.nodes import NO_QUOTE_END, TOO_DEEP, Node, Scalar, Sequence, table_of
from expert.foundations.problems import InputError, Place, Problem, ProblemList, visible
from expert.foundations.texts import Text

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What YAML does not allow to stand in a document.
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_yaml(text: str, name: str, problems: ProblemList) -> Node | None:
    """The one document of a text; None when there is nothing in it but comments.

    Args:
        text: the document, without a byte order mark.
        name: what to call it in messages.
        problems: where to note a key given twice and a second document.

    Raises:
        InputError: bad syntax, anchors, tags, control characters, or too deep.
    """
    _refuse_control_characters(text, name)
    try:
        return _Builder(yaml.parse(text, Loader=_LOADER), name, problems).document()
    except yaml.MarkedYAMLError as error:
        raise InputError([_bad_yaml(error, name, text)]) from None


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


class _Builder:
    """Turns the parser's events into nodes, without recursion deeper than `MAX_DEPTH`."""

    def __init__(self, events: Iterator[Any], name: str, problems: ProblemList) -> None:
        self._events = events
        self._name = name
        self._problems = problems
        self._places: dict[int, Place] = {}

    def _place(self, event: Any) -> Place:
        """Where an event stands; what stands on one line shares its place."""
        line = event.start_mark.line + 1
        known = self._places.get(line)
        if known is None:
            known = self._places[line] = Place(self._name, line)
        return known

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
        return node

    def _refuse(self, text: Text, event: Any) -> InputError:
        return InputError([Problem(text, self._place(event))])

    def _node(self, event: Any, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self._refuse(TOO_DEEP, event)
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
        return table_of(self._entries(depth), place, self._problems)

    def _entries(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if isinstance(key, Scalar):
                yield key, value
            else:
                self._problems.add(
                    Text("a name must be a single word", "ett namn måste vara ett enda ord"), key.place
                )


def _bad_yaml(error: yaml.MarkedYAMLError, name: str, text: str) -> Problem:
    said = error.problem or "bad syntax"
    mark = error.problem_mark or error.context_mark
    if said in _BEGINS_EARLIER and error.context_mark is not None:
        mark = error.context_mark
    # At the end of the text the parser names a line that is not there.
    place = Place(name, None if mark is None else min(mark.line, text.rstrip("\r\n").count("\n")) + 1)
    if said == _PARSER_GIVES_UP:
        return Problem(TOO_DEEP, place)
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
    "found unexpected end of stream": NO_QUOTE_END,
    "found unexpected document indicator": NO_QUOTE_END,
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
