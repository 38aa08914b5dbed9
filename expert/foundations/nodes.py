"""What YAML and JSON files say, as plain values that remember their line.

A scalar keeps the letters that were typed (`17.10` stays `17.10`, `no` stays `no`, `0123` stays `0123`). What it means
is decided later by the type of the fact or field it is given to. `parsing` reads text into them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from expert.foundations.limits import MAX_DEPTH, MOST_DIGITS
from expert.foundations.problems import Place, ProblemList, shown
from expert.foundations.records import Record
from expert.foundations.texts import Text

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
        if len(node.text) <= MOST_DIGITS + 1 and re.fullmatch(r"-?(0|[1-9][0-9]*)", node.text):
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
