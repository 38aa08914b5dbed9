"""What a check is, what it finds, and what it looks at."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeVar, cast

from expert.foundations.kept import cached_property
from expert.foundations.problems import Place, Problem
from expert.foundations.records import Record
from expert.foundations.texts import Text
from expert.rules.assembling import Assembly, Path
from expert.rules.checks.parts import Parts, all_parts
from expert.rules.checks.solver import Solver
from expert.rules.knowledge import KnowledgeBase, PartId

T = TypeVar("T")

Level = Literal["error", "warning", "note"]
"""An error fails `rules check`; a warning does so only where it is to be strict; a note never does."""

LEVELS: tuple[Level, ...] = ("error", "warning", "note")

STALE_AFTER = datetime.timedelta(days=3 * 365)
"""The age at which a source is old, unless another is asked for."""


class At(NamedTuple):
    """A place in a part: the part, and the way to the place in it."""

    part: PartId
    path: Path = ()


@dataclass(frozen=True)
class Spot:
    """What a check found, before it is known in which file and line that is.

    Attributes:
        text: what is wrong.
        at: where it shows; None where something is missing that every vocabulary needs.
        relies_on: what else the place relies on. Where one of these comes from a later folder, that folder has broken
            what was sound before, and its file is named.
        facts: the smallest set of facts that shows it, as they are written.
        also: the other places that show it.
    """

    text: Text
    at: At | None
    relies_on: tuple[PartId, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    also: tuple[At, ...] = ()


@dataclass(frozen=True, eq=False, repr=False)
class Finding(Record):
    """What a check found.

    Attributes:
        check: the id of the check.
        level: how grave it is.
        place: the file and, where it is known, the line.
        text: what is wrong there.
        part: the kind and id of the part that it shows in; None where the file is no part, or could not be read.
        facts: the witness: the smallest set of facts that shows it, as they are written in a fact file.
        also: the witness where two places show it: the others.
    """

    check: str
    level: Level
    place: Place
    text: Text
    part: PartId | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    also: tuple[Place, ...] = ()

    @property
    def problem(self) -> Problem:
        """What is wrong, as it is told to a person: what is no error says so."""
        said = self.text if self.level == "error" else _LEVEL[self.level].format(text=self.text)
        return Problem(said, self.place)


_LEVEL = {"warning": Text("warning: {text}", "varning: {text}"), "note": Text("note: {text}", "anmärkning: {text}")}


@dataclass(frozen=True, eq=False, repr=False)
class Terms(Record):
    """By what the checks judge that is not in the files.

    Attributes:
        today: the day by which the age of sources is told; None where no source is to be called old.
        stale_after: that age.
    """

    today: datetime.date | None = None
    stale_after: datetime.timedelta = STALE_AFTER


WITHOUT_A_DAY = Terms()
"""No source is old."""


@dataclass(frozen=True)
class Look:
    """What a check looks at.

    Attributes:
        knowledge: the parts, put together.
        assembly: where they stand, and what they took the place of.
        terms: what is judged by besides.
        only: the part that is looked at; None for all of them.
        like: a look at nearly the same parts, from which is taken what is the same here.
    """

    knowledge: KnowledgeBase
    assembly: Assembly
    terms: Terms = WITHOUT_A_DAY
    only: PartId | None = None
    like: Look | None = None
    _found: dict[object, object] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def parts(self) -> Parts:
        """Everything that stands in the parts, gone through once."""
        return Parts.of(self.knowledge, self.assembly, self.only, {} if self.like is None else self.like.each_part)

    @cached_property
    def each_part(self) -> Mapping[PartId, tuple[Any, Parts]]:
        """Each part, and what stands in it."""
        return {part: (said, Parts.in_part(part, said)) for part, said in all_parts(self.knowledge, self.assembly)}

    def sees(self, part: PartId) -> bool:
        """Whether a part is looked at."""
        return self.only in (None, part)

    def narrowed(self, to: PartId, like: Look) -> Look:
        """A look at one part, for checks that need no other."""
        return Look(self.knowledge, self.assembly, self.terms, to, like)

    @cached_property
    def solver(self) -> Solver:
        """What finds the facts under which conditions hold."""
        conditions = (self.knowledge.condition(data) for _, _, data in self.parts.conditions)
        return Solver(self.knowledge, conditions, None if self.like is None else self.like.solver)

    def once(self, find: Callable[[Look], T]) -> T:
        """What several checks need, found once."""
        if find not in self._found:
            self._found[find] = find(self)
        return cast(T, self._found[find])

    def layer(self, part: PartId) -> int:
        """The folder that a part comes from."""
        return self.assembly.places[part].layer


@dataclass(frozen=True, eq=False, repr=False)
class Check(Record):
    """One check.

    Attributes:
        id: lower case words joined by hyphens; it is never renamed.
        level: how grave what it finds is.
        title: what it finds.
        advice: what to do about it.
        find: what finds it; None where it is found when files are read.
        needed: where it finds anything the rules cannot be used: it is also made when they are loaded.
        costly: it takes as long as to read the rules, so that it is not made where the shipped ones are loaded, only
            where they are checked.
        of_files: it judges the files themselves, and the switches in them.
        by_day: what it finds depends on the day; without one it finds nothing.
    """

    id: str
    level: Level
    title: Text
    advice: Text
    find: Callable[[Look], Iterable[Spot]] | None
    needed: bool = False
    costly: bool = False
    of_files: bool = False
    by_day: bool = False

    @property
    def may_be_switched_off(self) -> bool:
        """Whether a folder may say that it is not to be told what this finds."""
        return not (self.needed or self.of_files)

    def at(self, place: Place, text: Text) -> Finding:
        """That it found something in a file that is no part, or could not be read."""
        return Finding(self.id, self.level, place, text)
