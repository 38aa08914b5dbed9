"""Trees of nodes with one place in them changed, and how such a place is written on one line.

A changed tree shares all else with the one that it was made from, and keeps the lines of the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from expert.foundations.nodes import Node, Scalar, Sequence, Table
from expert.foundations.problems import Place

Path = tuple[str | int, ...]
"""The way from a node to one inside it, by keys and by places from 0."""

EACH = "*"
"""In a pattern of a path: any place of a list."""

_NEEDS_QUOTES = re.compile(r"""^$|^[\s&*!|>'"%@`#?-]|[:,\[\]{}#]|\s$|\n""")


def at(node: Node, path: Path) -> Node | None:
    """What a path leads to; None where nothing is there."""
    for step in path:
        if isinstance(node, Table) and step in node.items:
            node = node.items[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def put(node: Node, path: Path, new: Node | None) -> Node:
    """The tree with something else at a place; a name that was not there comes last, and None takes the place out.

    Raises:
        KeyError, IndexError: the path leads to no place of the tree.
    """
    if not path:
        if new is None:
            raise KeyError("the whole tree cannot be taken out of itself")
        return new
    step, *rest = path
    if isinstance(node, Table):
        return _put_in_table(node, str(step), tuple(rest), new)
    if isinstance(node, Sequence) and isinstance(step, int):
        before, after = node.items[:step], node.items[step + 1 :]
        if rest or new is not None:
            return Sequence((*before, put(node.items[step], tuple(rest), new), *after), node.place)
        return Sequence((*before, *after), node.place)
    raise KeyError(step)


def _put_in_table(node: Table, name: str, rest: Path, new: Node | None) -> Table:
    items, keys = dict(node.items), dict(node.keys)
    if rest:
        items[name] = put(items[name], rest, new)
    elif new is not None:
        items[name] = new
        keys.setdefault(name, new.place)
    else:
        del items[name], keys[name]
    return Table(items, keys, node.place)


def renamed(node: Table, name: str, to: str) -> Table:
    """The table with another name for one of its entries, which keeps its place."""
    def other(key: str) -> str:
        return to if key == name else key

    return Table({other(key): value for key, value in node.items.items()},
                 {other(key): place for key, place in node.keys.items()}, node.place)


def swapped(node: Sequence, first: int, second: int) -> Sequence:
    """The list with two of its items in each other's place."""
    items = list(node.items)
    items[first], items[second] = items[second], items[first]
    return Sequence(tuple(items), node.place)


def word(text: str, place: Place) -> Scalar:
    """A word or number as it is written without quotes."""
    return Scalar(text, place, plain=True)


def again(scalar: Scalar, text: str) -> Scalar:
    """Another word in the place of one, in quotes where that was."""
    return Scalar(text, scalar.place, scalar.plain)


def table(place: Place, **items: Node) -> Table:
    """A table that stands at a place."""
    return Table(items, dict.fromkeys(items, place), place)


def same(one: Node | None, other: Node | None) -> bool:
    """Whether two nodes say the same, wherever they stand."""
    if isinstance(one, Table) and isinstance(other, Table):
        return list(one.items) == list(other.items) and all(same(one.items[k], other.items[k]) for k in one.items)
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        return len(one.items) == len(other.items) and all(map(same, one.items, other.items))
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return (one.text, one.plain) == (other.text, other.plain)
    return one is other


def matching(node: Node, pattern: Path, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """The places that a pattern leads to; what a folder adds (`add_messages`) is as what is there (`messages`)."""
    if not pattern:
        yield path, node
        return
    step, rest = pattern[0], pattern[1:]
    if isinstance(node, Sequence) and step == EACH:
        for i, item in enumerate(node.items):
            yield from matching(item, rest, (*path, i))
    elif isinstance(node, Table):
        for name in (str(step), f"add_{step}") if not path else (str(step),):
            if name in node.items:
                yield from matching(node.items[name], rest, (*path, name))


def tables_in(node: Node, path: Path = ()) -> Iterator[tuple[Path, Table]]:
    """Every table of a tree, those around others first."""
    if isinstance(node, Table):
        yield path, node
        for name, item in node.items.items():
            yield from tables_in(item, (*path, name))
    elif isinstance(node, Sequence):
        for i, item in enumerate(node.items):
            yield from tables_in(item, (*path, i))


def on_a_line(node: Node) -> str:
    """The node as YAML on one line."""
    if isinstance(node, Table):
        return "{" + ", ".join(f"{name}: {on_a_line(item)}" for name, item in node.items.items()) + "}"
    if isinstance(node, Sequence):
        return "[" + ", ".join(map(on_a_line, node.items)) + "]"
    return json.dumps(node.text, ensure_ascii=False) if _NEEDS_QUOTES.search(node.text) else node.text


def as_path(path: Path) -> str:
    """A path as it is written: `options[0]/steps[2]/safety`."""
    said = ""
    for step in path:
        said += f"[{step}]" if isinstance(step, int) else f"/{step}"
    return said.removeprefix("/")
