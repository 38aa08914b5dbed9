"""Writes facts into the text of a fact file, and keeps what its author wrote there besides: comments, and the form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from expert.facts import unquoted
from expert.facts.synonyms import Words
from expert.facts.vocabulary import PASTED, Value
from expert.facts.writer import fact_file, tells_origin
from expert.foundations import nodes, parsing
from expert.foundations.nodes import Node, Table
from expert.foundations.problems import InputError, ProblemList

_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")


@dataclass(frozen=True)
class _Block:
    """The lines of one fact.

    Attributes:
        own: those with its name and value.
        after: comments and empty lines that follow.
    """

    own: tuple[str, ...]
    after: tuple[str, ...]


def amended(
    text: str, before: Mapping[str, Value | None], facts: Mapping[str, Value], not_known: Iterable[str] = (),
    words: Words | None = None, origins: Mapping[str, str] | None = None,
) -> str | None:
    """The text of a fact file in YAML with other facts in it.

    A fact that has not changed keeps its lines, also its place and the comment at the end of a line; a new one comes
    last; of one that is gone, only the comments below it stay.

    Args:
        text: the file as its author left it.
        before: the facts in it; a value of None is not known.
        facts: the facts to be in it.
        not_known: facts that were asked for and are not known; written without a value.
        words: those that the names in the file are read by.
        origins: as for `fact_file`.

    Returns:
        The text; None where it is not written as one fact below the other.
    """
    lines = _lines(text)
    written_blocks = _blocks(lines, words)
    if written_blocks is None:
        return None
    blocks = {_meant(name, words): block for name, block in written_blocks.items()}
    if len(blocks) < len(written_blocks):
        return None
    now: dict[str, Value | None] = {**dict.fromkeys(not_known), **facts}
    first = lines.index(next(iter(blocks.values())).own[0]) if blocks else len(lines)
    written = lines[:first]
    for name, block in blocks.items():
        if name in now and name in before and now[name] == before[name]:
            written += block.own
        elif name in now:
            comment = _comment_of(block)
            kept = "" if tells_origin(comment) else comment  # the value that it told of is gone
            written.append(_line(name, now[name], None if kept else origins) + kept)
        written += block.after
    written += [_line(name, value, origins) for name, value in now.items() if name not in blocks]
    return "".join(f"{line}\n" for line in written)


def _meant(name: str, words: Words | None) -> str:
    return (None if words is None else words.vocabulary.meant(name)) or name


def comments_inside(text: str) -> bool:
    """Whether there are comments in a fact file besides those at its top."""
    lines = [line.strip() for line in _lines(text)]
    first = next((place for place, line in enumerate(lines) if line and not line.startswith("#")), len(lines))
    return any("#" in line for line in lines[first:])


def _lines(text: str) -> list[str]:
    """The lines as YAML counts them."""
    return _LINE_ENDS.sub("\n", text).removesuffix("\n").split("\n") if text else []


def _line(name: str, value: Value | None, origins: Mapping[str, str] | None) -> str:
    return fact_file({} if value is None else {name: value}, [name], origins).rstrip("\n")


def _blocks(lines: list[str], words: Words | None) -> dict[str, _Block] | None:
    """The lines of each fact; None where a fact does not begin a line."""
    node = _parsed("\n".join(lines), words)
    if node is None:
        return {}
    if not isinstance(node, Table) or not node.items:  # `{}`, where nothing can be added below
        return None
    starts = [(place.line or 0) - 1 for place in node.keys.values()]
    if sorted(set(starts)) != starts or any(lines[start][:1] in ("", " ", "{") for start in starts):
        return None
    ends = [*starts[1:], len(lines)]
    return {name: _block(lines[start:end]) for name, start, end in zip(node.keys, starts, ends, strict=True)}


def _block(lines: list[str]) -> _Block:
    length = len(lines)
    while length > 1 and (not lines[length - 1].strip() or lines[length - 1].lstrip().startswith("#")):
        length -= 1
    return _Block(tuple(lines[:length]), tuple(lines[length:]))


def _comment_of(block: _Block) -> str:
    """The comment at the end of a fact's only line, with the blanks before it."""
    line, *more = block.own
    at = line.find(" #")
    while at >= 0 and not more:
        if _value(line[:at]) == _value(line):
            return line[len(line[:at].rstrip()) :]
        at = line.find(" #", at + 1)
    return ""


def _value(line: str) -> object:
    return nodes.plain(_parsed(line))


def _parsed(text: str, words: Words | None = None) -> Node | None:
    try:
        if words is not None:
            return unquoted.parsed(text.translate(PASTED), "", ProblemList(), words.takes_text)
        return parsing.parse(text.translate(PASTED), "")
    except InputError:
        return None
