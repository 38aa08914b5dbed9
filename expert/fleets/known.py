"""What is known of every row at once, and what conditions come to over it: holding and failing, each a bit.

A fact of a row can have its value from the column of that name, from the row's text, from a message that states it, or
from a derivation. Each of these is a `Source`. Where two of them differ, a condition may hold and fail at once, as in
a single case; so holding and failing are worked out apart, from the same conditions and by the same checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Literal, NamedTuple

from expert.facts.versions import Version
from expert.facts.vocabulary import DAY, Value
from expert.fleets.bits import Among, Bit, Bits, Raw
from expert.rules.conditions import All, Atom, Compare, Condition, Not, OtherFact
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Derivation

TEXT_CLASS = "__text_class"
"""The column with the class of a row's text: texts that show the same are of one."""


@dataclass(frozen=True)
class Column:
    """A column of the frame, or one that was read from its texts.

    Attributes:
        name: its name in the frame.
        fact: the fact that it gives.
        values: what each of its entries stands for; None for numbers and dates, which are compared as they are.
    """

    name: str
    fact: str
    values: Mapping[Raw, Value] | None = field(default=None, hash=False)


# Tests of columns beside `Among`: the other leaves of bits.


class Known(NamedTuple):
    """The column has an entry."""

    column: str


class Side(NamedTuple):
    """What is compared: the sum of some columns and of a number, or one column or day."""

    columns: tuple[str, ...]
    constant: int | date | None


class Compared(NamedTuple):
    """One side stands in this relation to the other."""

    left: Side
    relation: Literal["<", "<=", ">", ">=", "=="]
    right: Side


Assertions = Mapping[tuple[str, Value], Bit]
"""Values of facts that a message or a derivation gives, each with the rows of which that is so."""

_RELATIONS: Mapping[str, Literal["<", "<=", ">", ">=", "=="]] = {
    "at_least": ">=", "at_most": "<=", "less_than": "<", "more_than": ">", "before": "<", "after": ">",
}  # fmt: skip


class Source(NamedTuple):
    """One value that a fact may have: a certain one, or whatever stands in a column.

    Attributes:
        fact: the fact.
        value: the value; None for that of the column.
        column: the column it comes from; None for a certain value.
        raws: for a column of words and the like, its entries that are meant, each with its value.
        active: the rows of which it is known.
    """

    fact: str
    value: Value | None
    column: Column | None
    raws: tuple[tuple[Raw, Value], ...]
    active: Bit


class Knowing:
    """What is known of the rows in one respect.

    Args:
        bits: the workshop of bits.
        knowledge: the knowledge base.
        given: the columns, by fact.
        read: the columns that were read from texts, by fact; they count where the fact was not given.
        reads: the rows in which they count at all.
        read_values: the same, for values of words and the like.
        told: what messages state.
        today: the day of observation where none is given, and the rows in which it is taken; None if in none.
        follow: whether what follows from all that is known too.
    """

    def __init__(
        self, bits: Bits, knowledge: KnowledgeBase, given: Mapping[str, Column], *,
        read: Mapping[str, Column] | None = None, read_values: Assertions | None = None, reads: Bit | None = None,
        told: Assertions | None = None, today: tuple[date, Bit] | None = None, follow: bool = True,
    ) -> None:  # fmt: skip
        self.bits, self.knowledge = bits, knowledge
        self._given, self._read, self._read_values = given, read or {}, read_values or {}
        self._reads, self._told, self._today = reads or bits.yes, told or {}, today
        self.derived: Assertions = {}
        self._constants = self._all_constants(follow)
        self._start()
        if follow:
            self._close()

    def _all_constants(self, follow: bool) -> dict[str, list[Value]]:
        """The values of each fact that anything but a column can give."""
        found: dict[str, dict[Value, None]] = {}
        conclusions = [self.knowledge.conclusions(d).items() for d in self.knowledge.derivations.values()]
        from_rules = [pair for pairs in conclusions for pair in pairs] if follow else []
        for fact, value in (*self._read_values, *self._told, *from_rules):
            found.setdefault(fact, {})[value] = None
        return {fact: list(values) for fact, values in found.items()}

    def _start(self) -> None:
        self._sources: dict[str, tuple[Source, ...]] = {}
        self._truths: dict[tuple[Condition, bool], Bit] = {}
        self._ways: dict[Atom, list[tuple[tuple[Source, ...], Bit, Bit]]] = {}

    def _close(self) -> None:
        """Add what follows; as often as there are values that can follow, for derivations may go in circles."""
        derivations = list(self.knowledge.derivations.values())
        most = sum(len(derivation.concludes) for derivation in derivations) + 1
        for _ in range(most):
            found: dict[tuple[str, Value], Bit] = {}
            for derivation in derivations:
                so = self.holds(self.knowledge.condition(derivation.when))
                for pair in self.knowledge.conclusions(derivation).items():
                    found[pair] = self.bits.any(found.get(pair, self.bits.no), so)
            if found == self.derived:
                return
            self.derived = found
            self._start()

    # What is known of a fact

    def sources(self, fact: str) -> tuple[Source, ...]:
        """Every value that the fact may have, those that no row has left out."""
        if fact not in self._sources:
            self._sources[fact] = tuple(s for s in self._find_sources(fact) if s.active is not self.bits.no)
        return self._sources[fact]

    def _find_sources(self, fact: str) -> Iterator[Source]:
        bits, constants = self.bits, self._constants.get(fact, [])
        given = self._given.get(fact)
        has_given = bits.no if given is None else bits.leaf(Known(given.name))
        free = bits.but(self._reads, has_given)
        read = self._read.get(fact)
        of_columns = [(given, bits.yes)] if given is not None else []
        of_columns += [(read, free)] if read is not None else []
        for value in constants:
            from_columns = (bits.all(self.says(column, value), where) for column, where in of_columns)
            pair = (fact, value)
            from_text = bits.all(free, self._read_values.get(pair, bits.no))
            stated = (self._told.get(pair, bits.no), self.derived.get(pair, bits.no))
            yield Source(fact, value, None, (), bits.any(*from_columns, from_text, *stated))
        for column, where in of_columns:
            yield self._other(column, where, constants)
        if fact == DAY and self._today is not None:
            today, rows = self._today
            from_text = bits.leaf(Known(read.name)) if read is not None else bits.no
            yield Source(fact, today, None, (), bits.but(rows, has_given, bits.all(free, from_text)))

    def has_entry(self, column: Column) -> Bit:
        """That there is anything in a column."""
        return self.bits.leaf(Known(column.name))

    def differ(self, column: Column, other: Column) -> Bit:
        """That two columns of numbers or dates say different things."""
        same = self._compared(Side((column.name,), None), "==", Side((other.name,), None))
        return self.bits.but(self.bits.all(self.has_entry(column), self.has_entry(other)), same)

    def says(self, column: Column, value: Value) -> Bit:
        """That a column says this value."""
        if column.values is None:
            assert isinstance(value, (int, date))
            return self._compared(Side((column.name,), None), "==", Side((), value))
        return self._among(column, [raw for raw, stands_for in column.values.items() if stands_for == value])

    def _among(self, column: Column, raws: Iterable[Raw]) -> Bit:
        found = frozenset(raws)
        return self.bits.leaf(Among(column.name, found)) if found else self.bits.no

    def _other(self, column: Column, where: Bit, constants: list[Value]) -> Source:
        """Whatever a column says but for some values."""
        bits = self.bits
        if column.values is None:
            but = [self.says(column, value) for value in constants]
            active = bits.all(where, bits.but(bits.leaf(Known(column.name)), *but))
            return Source(column.fact, None, column, (), active)
        raws = tuple((raw, value) for raw, value in column.values.items() if value not in constants)
        active = bits.all(where, self._among(column, (raw for raw, _ in raws)))
        return Source(column.fact, None, column, raws, active)

    def known(self, fact: str) -> Bit:
        """That anything is known of a fact."""
        return self.bits.any(*(source.active for source in self.sources(fact)))

    def several(self, fact: str) -> Bit:
        """That a fact has several values, which contradict each other."""
        return self.bits.several(source.active for source in self.sources(fact))

    # What conditions come to

    def holds(self, condition: Condition) -> Bit:
        """That a condition is known to hold."""
        return self.truth(condition, True)

    def fails(self, condition: Condition) -> Bit:
        """That a condition is known to fail."""
        return self.truth(condition, False)

    def unknown(self, condition: Condition) -> Bit:
        """That a condition is neither known to hold nor to fail."""
        return self.bits.invert(self.bits.any(self.holds(condition), self.fails(condition)))

    def truth(self, condition: Condition, wanted: bool) -> Bit:
        """That a condition is known to hold, or with `wanted` false, to fail."""
        key = (condition, wanted)
        if key not in self._truths:
            self._truths[key] = self._find_truth(condition, wanted)
        return self._truths[key]

    def _find_truth(self, condition: Condition, wanted: bool) -> Bit:
        if isinstance(condition, Not):
            return self.truth(condition.part, not wanted)
        if isinstance(condition, Atom):
            return self.bits.any(*(holds if wanted else fails for _, holds, fails in self.ways(condition)))
        parts = (self.truth(part, wanted) for part in condition.parts)
        return self.bits.all(*parts) if isinstance(condition, All) == wanted else self.bits.any(*parts)

    def rests_on(self, condition: Condition, wanted: bool, marked: Callable[[Source], Bit]) -> Bit:
        """That a condition is known to hold, or to fail, by something that is marked.

        What holds as a whole rests on all its parts; of what holds by any of its parts, each that does counts.
        """
        bits = self.bits
        if isinstance(condition, Not):
            return self.rests_on(condition.part, not wanted, marked)
        if isinstance(condition, Atom):
            found = (
                bits.all(holds if wanted else fails, bits.any(*map(marked, sources)))
                for sources, holds, fails in self.ways(condition)
            )
            return bits.any(*found)
        parts = bits.any(*(self.rests_on(part, wanted, marked) for part in condition.parts))
        as_a_whole = isinstance(condition, All) == wanted
        return bits.all(self.truth(condition, wanted), parts) if as_a_whole else parts

    def open(self, condition: Condition) -> dict[str, Bit]:
        """The facts, not known or too roughly, that could still decide a condition, and where they could."""
        found: dict[str, Bit] = {}
        unknown = self.unknown(condition)
        if unknown is self.bits.no:
            return found
        if isinstance(condition, Atom):
            if len(condition.facts) == 1:
                return {condition.fact: unknown}
            not_known = {fact: self.bits.invert(self.known(fact)) for fact in condition.facts}
            found.update((fact, self.bits.all(unknown, missing)) for fact, missing in not_known.items())
            roughly = self.bits.but(unknown, *not_known.values())
            found[condition.fact] = self.bits.any(found[condition.fact], roughly)
            return found
        parts = (condition.part,) if isinstance(condition, Not) else condition.parts
        for part in parts:
            for fact, bit in self.open(part).items():
                found[fact] = self.bits.any(found.get(fact, self.bits.no), self.bits.all(unknown, bit))
        return found

    # Atoms

    def ways(self, atom: Atom) -> list[tuple[tuple[Source, ...], Bit, Bit]]:
        """Every choice of a source for each fact of an atom, with where it holds by these, and where it fails."""
        if atom not in self._ways:
            choices = product(*(self.sources(fact) for fact in atom.facts))
            self._ways[atom] = [
                (chosen, self._checked(atom, chosen, True), self._checked(atom, chosen, False)) for chosen in choices
            ]
        return self._ways[atom]

    def _checked(self, atom: Atom, chosen: tuple[Source, ...], wanted: bool) -> Bit:
        """Where an atom holds, or fails, by the values of some sources."""
        bits = self.bits
        active = [source.active for source in chosen]
        values = tuple(source.value for source in chosen)
        if all(value is not None for value in values):
            outcome = atom.check(tuple(value for value in values if value is not None))
            return bits.all(*active) if outcome is wanted else bits.no
        if any(source.column is not None and source.column.values is None for source in chosen):
            return bits.all(*active, self._compared_sources(atom, chosen, wanted))
        if len(chosen) > 1 and all(isinstance(source.value, Version | None) for source in chosen):
            return bits.all(*active, self._compared_versions(atom, chosen, wanted))
        return bits.all(*active, self._enumerated(atom, chosen, wanted))

    def _enumerated(self, atom: Atom, chosen: tuple[Source, ...], wanted: bool) -> Bit:
        """Of columns with few different entries: those with which the atom holds, or fails."""
        first, *others = chosen
        found: dict[tuple[Raw, ...], set[Raw]] = {}
        for combination in product(*(_entries(source) for source in chosen)):
            if atom.check(tuple(value for _, value in combination)) is wanted:
                rest = tuple(raw for raw, _ in combination[1:])
                found.setdefault(rest, set()).add(combination[0][0])
        ways = []
        for rest, raws in found.items():
            tests = [] if first.column is None else [self._among(first.column, raws)]
            for source, raw in zip(others, rest, strict=True):
                tests += [] if source.column is None else [self._among(source.column, [raw])]
            ways.append(self.bits.all(*tests))
        return self.bits.any(*ways)

    def _compared_sources(self, atom: Atom, chosen: tuple[Source, ...], wanted: bool) -> Bit:
        """Numbers and dates, compared as they are."""
        left = _side(chosen[:1])
        if not isinstance(atom.test, Compare):
            same = (self._compared(left, "==", Side((), _plain(value))) for value in atom.test.values)
            any_of = self.bits.any(*same)
            return any_of if wanted else self.bits.invert(any_of)
        operand = atom.test.operand
        if isinstance(operand, OtherFact):
            right = _side(chosen[1:], [part for part in operand.plus if isinstance(part, int)])
        else:
            right = Side((), _plain(operand))
        so = self._compared(left, _RELATIONS[atom.test.relation], right)
        return so if wanted else self.bits.invert(so)

    def _compared_versions(self, atom: Atom, chosen: tuple[Source, ...], wanted: bool) -> Bit:
        """Versions, each a range from its first to its last update, compared with each other."""
        assert isinstance(atom.test, Compare)
        value_first, bound_first = (_end_of(source, 0) for source in chosen)
        value_last, bound_last = (_end_of(source, 1) for source in chosen)
        reaches = self._compared(value_first, ">=", bound_first), self._compared(value_last, "<", bound_first)
        stays = self._compared(value_last, "<=", bound_last), self._compared(value_first, ">", bound_last)
        relation = atom.test.relation
        if relation == "release":
            both = self.bits.all(reaches[0], stays[0]), self.bits.any(reaches[1], stays[1])
            return both[0 if wanted else 1]
        holds, fails = reaches if relation in ("at_least", "less_than") else stays
        return holds if wanted == (relation in ("at_least", "at_most")) else fails

    def _compared(self, left: Side, relation: Literal["<", "<=", ">", ">=", "=="], right: Side) -> Bit:
        return self.bits.leaf(Compared(left, relation, right))

    # What follows from what

    def deriving(self, source: Source) -> list[Derivation]:
        """The derivations that conclude the value of a source."""
        if source.value is None:
            return []
        pair = (source.fact, source.value)
        return [d for d in self.knowledge.derivations.values() if pair in self.knowledge.conclusions(d).items()]


def _entries(source: Source) -> tuple[tuple[Raw, Value], ...]:
    if source.column is not None:
        return source.raws
    assert source.value is not None
    return (("", source.value),)


END_COLUMNS = ("__first_{column}", "__last_{column}")
"""The columns that hold the first and the last version that an entry of a column names, as numbers."""


def ends_of(version: Version) -> tuple[int, int]:
    """The first and the last version that one names, as numbers in their order."""
    missing = 4 - len(version.parts)
    base = Version.MOST + 2
    ends = []
    for filled in (0, Version.MOST + 1):
        number = 0
        for part in (*version.parts, *(filled,) * missing):
            number = number * base + part
        ends.append(number)
    return ends[0], ends[1]


def _end_of(source: Source, end: int) -> Side:
    if source.column is not None:
        return Side((END_COLUMNS[end].format(column=source.column.name),), None)
    assert isinstance(source.value, Version)
    return Side((), ends_of(source.value)[end])


def _plain(value: Value) -> int | date:
    assert isinstance(value, (int, date))
    return value


def _side(sources: tuple[Source, ...], further: Iterable[int] = ()) -> Side:
    """The sum of the values of sources, and of further numbers."""
    columns = tuple(source.column.name for source in sources if source.column is not None)
    certain: list[int | date] = [_plain(source.value) for source in sources if source.value is not None]
    certain += further
    if len(certain) == 1:
        return Side(columns, certain[0])
    return Side(columns, sum(part for part in certain if isinstance(part, int)) if certain else None)

