"""Yes or no for every row at once: what is so, as a small graph of tests, before it becomes columns of a data frame.

A bit is true, false, a test of columns, or all, any or none of other bits. Equal bits are one object, and what is
decided without looking at a row is folded away: of a fact that no row can have, nothing is left. What says nothing
beside the rest is left out, and tests of the entries of one column are put together. So what becomes of a whole
knowledge base is only as large as the frame has columns for it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["constant", "leaf", "not", "all", "any"]
_Joining = Literal["all", "any"]
_FEW = 2
"""How many parts a bit has at most that is taken apart where it is joined with others in the same way."""


Raw = str | bool | int
"""An entry of a column of words and the like; or the number of what a text shows."""


class Among(NamedTuple):
    """A test of a column: its entry is one of these."""

    column: str
    raws: frozenset[Raw]


@dataclass(frozen=True, eq=False)
class Bit:
    """Something that is so of a row, or is not.

    Attributes:
        kind: how it is told.
        number: its place among the bits of its workshop; a bit comes after all that it is made of.
        parts: the bits that it is made of.
        test: for a leaf, what is looked at in the row; for a constant, true or false.
    """

    kind: Kind
    number: int
    parts: tuple[Bit, ...] = ()
    test: Hashable = None


class Bits:
    """Makes bits, each once.

    Attributes:
        yes: what is so of every row.
        no: what is so of none.
    """

    def __init__(self) -> None:
        self._made: dict[Hashable, Bit] = {}
        self.yes = self._make("constant", test=True)
        self.no = self._make("constant", test=False)

    def leaf(self, test: Hashable) -> Bit:
        """A test of columns; equal tests are one bit."""
        return self._make("leaf", test=test)

    def constant(self, value: bool) -> Bit:
        """What is so of every row, or of none."""
        return self.yes if value else self.no

    def invert(self, bit: Bit) -> Bit:
        """That something is not so."""
        if bit.kind == "constant":
            return self.constant(not bit.test)
        return bit.parts[0] if bit.kind == "not" else self._make("not", (bit,))

    def all(self, *bits: Bit) -> Bit:
        """That all of these are so."""
        return self._joined("all", bits, self.yes, self.no)

    def any(self, *bits: Bit) -> Bit:
        """That one of these is so, or several are."""
        return self._joined("any", bits, self.no, self.yes)

    def but(self, bit: Bit, *others: Bit) -> Bit:
        """That something is so, and none of the others."""
        return self.all(bit, self.invert(self.any(*others)))

    def several(self, bits: Iterable[Bit]) -> Bit:
        """That two of these are so, or more."""
        # By halves, for a frame works out one layer of columns after the other.
        counted = [(bit, self.no) for bit in bits]
        while len(counted) > 1:
            pairs = zip(counted[::2], [*counted[1::2], (self.no, self.no)], strict=False)
            counted = [
                (self.any(one, other), self.any(two, others, self.all(one, other)))
                for (one, two), (other, others) in pairs
            ]
        return counted[0][1] if counted else self.no

    def _joined(self, kind: _Joining, bits: Iterable[Bit], neutral: Bit, decided: Bit) -> Bit:
        found: dict[Bit, None] = {}
        waiting = list(self._merged(kind, list(_opened(kind, bits))))
        while waiting:
            bit = waiting.pop()
            if bit is decided or self.invert(bit) in found:
                return decided
            if bit is not neutral and bit not in found:
                found[bit] = None
                # What was found before may say less now: of "a and (b or not a)" only "a and b" is left.
                again = [one for one in found if one.kind not in (kind, "leaf", "not", "constant")]
                for one in again:
                    said = self._said_beside(one, found)
                    if said is not one:
                        del found[one]
                        waiting += [] if said is None else [said]
        if not found:
            return neutral
        parts = tuple(sorted(found, key=lambda part: part.number))
        return parts[0] if len(parts) == 1 else self._make(kind, parts)

    def _said_beside(self, bit: Bit, others: Mapping[Bit, None]) -> Bit | None:
        """What is left of alternatives beside what must be so anyway, or the other way round; None if nothing is."""
        if any(part in others for part in bit.parts):
            return None
        left = [part for part in bit.parts if self.invert(part) not in others]
        if len(left) == len(bit.parts):
            return bit
        return self.all(*left) if bit.kind == "all" else self.any(*left)

    def _merged(self, kind: _Joining, bits: Iterable[Bit]) -> Iterator[Bit]:
        """The bits, with one test in the place of several of the entries of one column."""
        found: dict[str, list[Bit]] = {}
        for bit in bits:
            test = bit.parts[0].test if bit.kind == "not" else bit.test
            if isinstance(test, Among):
                found.setdefault(test.column, []).append(bit)
            else:
                yield bit
        for column, some in found.items():
            yield some[0] if len(some) == 1 else self._one_of(kind, column, some)

    def _one_of(self, kind: _Joining, column: str, bits: Iterable[Bit]) -> Bit:
        """All, or any, of some tests of the entries of one column."""
        # Of what is inverted, any of it is not all of it, and all of it is not any of it.
        wanted: list[frozenset[Raw]] = []
        unwanted: list[frozenset[Raw]] = []
        for bit in bits:
            test = bit.parts[0].test if bit.kind == "not" else bit.test
            assert isinstance(test, Among)
            (unwanted if bit.kind == "not" else wanted).append(test.raws)
        if kind == "any":
            wanted, unwanted = unwanted, wanted
        out = frozenset[Raw]().union(*unwanted)
        raws = frozenset.intersection(*wanted) - out if wanted else out
        leaf = self.leaf(Among(column, raws)) if raws else self.no
        return leaf if bool(wanted) == (kind == "all") else self.invert(leaf)

    def _make(self, kind: Kind, parts: tuple[Bit, ...] = (), test: Hashable = None) -> Bit:
        key = (kind, tuple(part.number for part in parts), type(test), test)
        if key not in self._made:
            self._made[key] = Bit(kind, len(self._made), parts, test)
        return self._made[key]


def _opened(kind: _Joining, bits: Iterable[Bit]) -> Iterator[Bit]:
    """The bits, with their parts in the place of small ones that are joined in the same way."""
    for bit in bits:
        yield from bit.parts if bit.kind == kind and len(bit.parts) <= _FEW else (bit,)


def needed(bits: Iterable[Bit]) -> list[Bit]:
    """These bits and all that they are made of, each after its parts."""
    found: dict[int, Bit] = {}
    waiting = list(bits)
    while waiting:
        bit = waiting.pop()
        if bit.number not in found:
            found[bit.number] = bit
            waiting.extend(bit.parts)
    return [found[number] for number in sorted(found)]


def decided(bits: Iterable[Bit], leaves: Mapping[Hashable, bool]) -> dict[int, bool]:
    """Whether bits are so of one row, by their numbers, given what its tests come to."""
    so: dict[int, bool] = {}
    for bit in needed(bits):
        if bit.kind == "constant":
            so[bit.number] = bool(bit.test)
        elif bit.kind == "leaf":
            so[bit.number] = leaves[bit.test]
        elif bit.kind == "not":
            so[bit.number] = not so[bit.parts[0].number]
        else:
            so[bit.number] = (all if bit.kind == "all" else any)(so[part.number] for part in bit.parts)
    return so
