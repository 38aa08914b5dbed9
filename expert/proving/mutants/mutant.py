"""What a mutant is, and what a kind of mutants is: a mistake that is made wherever it can be made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from expert.foundations import nodes
from expert.foundations.kept import cached_property
from expert.foundations.nodes import Node
from expert.foundations.problems import Place
from expert.foundations.records import Record
from expert.foundations.shapes import Written
from expert.foundations.texts import Text
from expert.proving.mutants import trees
from expert.proving.mutants.trees import Path
from expert.rules.knowledge import KnowledgeBase, name_of

_WIDEST = 100
_AROUND = 24


class Change(NamedTuple):
    """One place of a part, and what stands there instead; None where nothing does."""

    at: Path
    becomes: Node | None


Changes = Callable[[Written, KnowledgeBase], Iterator[Change]]
"""Goes over a part of a rule folder, and gives each place in it where a mistake can be made, and how."""


@dataclass(frozen=True, eq=False, repr=False)
class MutantKind(Record):
    """A mistake that can be made in rules.

    Attributes:
        id: its id.
        title: what is done, in a few words.
        changes: where it can be made.
        grave: advice that is wrong so can cost somebody their data, or is read in the wrong language: none may survive.
        words_only: it changes what people read, and nothing that anything is concluded from.
    """

    id: str
    title: Text
    changes: Changes
    grave: bool = False
    words_only: bool = False


@dataclass(frozen=True, eq=False)
class Mutant:
    """A part of a rule folder with one mistake in it.

    Attributes:
        kind: which mistake.
        folder: in which of the folders, from 0.
        place_in_folder: which part of that folder, from 0.
        part: the part as it is.
        change: what is changed in it.
    """

    kind: MutantKind
    folder: int
    place_in_folder: int
    part: Written
    change: Change

    @cached_property
    def node(self) -> Node | None:
        """The part with the mistake; None where it is gone altogether."""
        if not self.change.at and self.change.becomes is None:
            return None
        return trees.put(self.part.node, self.change.at, self.change.becomes)

    @property
    def words_only(self) -> bool:
        """Whether nothing that anything is concluded from is another: only what people read, or what a case expects."""
        return self.kind.words_only or self.in_a_case

    @property
    def in_a_case(self) -> bool:
        """Whether only a case of a cause is another."""
        return self.part.kind == "causes" and self.change.at[:1] in (("cases",), ("add_cases",))

    @property
    def place(self) -> Place:
        """The file, and the line that the mistake is made in."""
        return nodes.place_of(self.part.node, self.change.at)

    @property
    def id(self) -> str:
        """What tells it from every other: the kind, the part and the place in it, and what stands there instead."""
        return f"{self.kind.id} {self.home} {self.at} {self.becomes}"

    @property
    def home(self) -> str:
        """The part, as a record names it."""
        return name_of((self.part.kind, self.part.id))

    @property
    def at(self) -> str:
        """The place in the part."""
        return trees.as_path(self.change.at)

    @property
    def was(self) -> str:
        """What stands there, as YAML on one line; empty where nothing does."""
        node = trees.at(self.part.node, self.change.at)
        return "" if node is None else trees.on_a_line(node)

    @property
    def becomes(self) -> str:
        """What stands there instead, as YAML on one line; empty where nothing does."""
        return "" if self.change.becomes is None else trees.on_a_line(self.change.becomes)

    def difference(self) -> list[str]:
        """The change as lines of a diff: what goes, what comes."""
        before, after = _shortened(self.was, self.becomes)
        name = f"{self.at}: " if self.at else ""
        lines = []
        if before:
            lines.append(f"- {name}{before}")
        if after:
            lines.append(f"+ {name}{after}")
        return lines


def _shortened(before: str, after: str) -> tuple[str, str]:
    """Two long lines without most of what they have in common."""
    if max(len(before), len(after)) <= _WIDEST:
        return before, after
    shorter = min(len(before), len(after))
    head = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    tail = next((i for i in range(shorter - head) if before[-1 - i] != after[-1 - i]), shorter - head)
    begin, end = max(0, head - _AROUND), max(0, tail - _AROUND)
    return _cut(before, begin, end), _cut(after, begin, end)


def _cut(line: str, begin: int, end: int) -> str:
    middle = line[begin : len(line) - end]
    if len(middle) > _WIDEST:
        middle = f"{middle[: _WIDEST - 1]}…"
    return f"{'…' if begin else ''}{middle}{'…' if end else ''}" if middle else ""
