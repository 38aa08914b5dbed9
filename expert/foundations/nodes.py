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
from expert.foundations.problems import INVISIBLE, UNSEEN, Place, ProblemList, shown, visible
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


def may_hide(text: str) -> bool:
    """Whether a file can hold a character that nobody can see: it stands there, or something is written by its code."""
    return "\\" in text or _HIDDEN.search(text) is not None


def refuse_unseen(node: Node, problems: ProblemList) -> None:
    """Note every text and name in `node` with a character that nobody can see; line ends and tabs are none.

    What was written so, by `\\e` or `\\u202e` or the character itself, could steer a terminal, or be read as something
    else than what it says, by whoever gets to see it.
    """
    if isinstance(node, Scalar):
        _refuse_unseen(node.text, node.place, problems)
    elif isinstance(node, Sequence):
        for item in node.items:
            refuse_unseen(item, problems)
    else:
        for key, value in node.items.items():
            _refuse_unseen(key, node.keys[key], problems)
            refuse_unseen(value, problems)


def _refuse_unseen(text: str, place: Place, problems: ProblemList) -> None:
    unseen = dict.fromkeys(letter for letter in UNSEEN.findall(text) if letter not in "\n\t")
    if unseen:
        said = ", ".join(map(visible, unseen))
        problems.add(_CANNOT_BE_SEEN.format(characters=said), place)


_HIDDEN = re.compile(f"(?![\t\n\r])[{INVISIBLE}]")
_CANNOT_BE_SEEN = Text(
    "a text must not hold a character that cannot be seen ({characters}); delete it",
    "en text får inte innehålla tecken som inte syns ({characters}); ta bort dem",
)
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
