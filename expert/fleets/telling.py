"""Names in columns: from what is so of every row to the words of the result.

A column that lists names has many of them and in each row few. Eight at a time are put into one small number, which
stands for a piece of the list; so a frame makes a text for each eight names and not for each one. A column with one
name has the number of that name.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

import narwhals as nw

from expert.fleets.bits import Bit, Bits
from expert.fleets.columns import Frame
from expert.fleets.emitting import Emitter

_AT_ONCE = 8

Items = Mapping[str, Bit]
"""What a column can name, each with the rows in which it does."""


class Pieces:
    """The names of a column, as small numbers.

    Args:
        name: the column.
        items: what it can name.
        first: whether it names only the first of what is so.
        bits: the workshop of bits.

    Attributes:
        pieces: for each number its digits, the lowest first, and what each that it can be stands for, from 0.
        bits: what these numbers need.
    """

    def __init__(self, name: str, items: Items, *, first: bool, bits: Bits) -> None:
        self.name = name
        possible = {said: bit for said, bit in items.items() if bit is not bits.no}
        self.pieces = [_numbered(possible, bits)] if first else list(_in_pieces(possible))
        self.bits = [bit for planes, _ in self.pieces for bit in planes]

    def add(self, frame: Frame, emitter: Emitter) -> Frame:
        """The frame with these numbers."""
        made = [_number(planes, emitter).alias(column) for column, planes in self.planes()]
        return frame.with_columns(*made) if made else frame

    def planes(self) -> Iterator[tuple[str, Sequence[Bit]]]:
        """The column for each number, with the digits of the number, the lowest first."""
        yield from ((self._column(place), planes) for place, (planes, _) in enumerate(self.pieces))

    def names(self) -> Iterator[tuple[str, list[str | None]]]:
        """The column for each number, with what each number stands for, from 0."""
        yield from ((self._column(place), names) for place, (_, names) in enumerate(self.pieces))

    def said(self) -> nw.Expr:
        """The names, with blanks between them; an empty text where there are none."""
        found = [
            nw.col(self._column(place)).replace_strict(
                list(range(len(names))), names, default=None, return_dtype=nw.String
            )
            for place, (_, names) in enumerate(self.pieces)
        ]
        if not found:
            return nw.lit("")
        listed = found[0] if len(found) == 1 else nw.concat_str(found, separator=" ", ignore_nulls=True)
        return listed.fill_null("")

    def _column(self, place: int) -> str:
        return f"__{self.name}_{place}"


_Piece = tuple[Sequence[Bit], list[str | None]]


def _in_pieces(items: Items) -> list[_Piece]:
    names, bits = list(items), list(items.values())
    found: list[_Piece] = []
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        lists = (" ".join(name for i, name in enumerate(some) if number >> i & 1) for number in range(1 << len(some)))
        found.append((bits[start : start + _AT_ONCE], [said or None for said in lists]))
    return found


def _numbered(items: Items, bits: Bits) -> _Piece:
    """The number of the first that is so, from 1; its digits, the lowest first."""
    before = _before(list(items.values()), bits)
    first = [bits.but(bit, earlier) for bit, earlier in zip(items.values(), before, strict=True)]
    digits = max(1, len(items).bit_length())
    planes = [
        bits.any(*(bit for number, bit in enumerate(first, start=1) if number >> digit & 1)) for digit in range(digits)
    ]
    names: list[str | None] = [None, *items]
    return planes, names + [None] * ((1 << digits) - len(names))


def _before(these: list[Bit], bits: Bits) -> list[Bit]:
    """For each, that one before it is so; by halves, so that few layers are needed."""
    if len(these) <= 1:
        return [bits.no] * len(these)
    half = len(these) // 2
    left, right = these[:half], these[half:]
    any_left = bits.any(*left)
    return [*_before(left, bits), *(bits.any(any_left, bit) for bit in _before(right, bits))]


def _number(planes: Sequence[Bit], emitter: Emitter) -> nw.Expr:
    # Not the smallest number that is large enough: Spark has none without a sign.
    found = [emitter.of(bit).cast(nw.Int16) * (1 << digit) for digit, bit in enumerate(planes)]
    return reduce(operator.add, found)
