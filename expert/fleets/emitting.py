"""Bits as columns of a frame: narwhals expressions, in layers.

What several other bits need is worked out once, as a column for a while; a layer is what rests on the columns before.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Any

import narwhals as nw

from expert.fleets.bits import Among, Bit, needed
from expert.fleets.columns import Frame, among
from expert.fleets.known import Compared, Known, Side

_DEEP = 12
"""How deep an expression is at most before a part of it becomes a column."""

_RELATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq,
}  # fmt: skip


def column_of(bit: Bit) -> str:
    """The column that holds a bit for a while."""
    return f"__bit_{bit.number}"


def layers_of(bits: Sequence[Bit], *, inverted: bool = False) -> list[list[Bit]]:
    """What of these bits, and of all that they are made of, becomes a column; each layer rests on those before.

    Args:
        bits: the bits.
        inverted: whether that another bit is not so becomes a column as well, where several bits need it.
    """
    never = ("constant",) if inverted else ("constant", "not")
    order = needed(bits)
    uses = Counter(part.number for bit in order for part in bit.parts) + Counter(bit.number for bit in bits)
    layer: dict[int, int] = {}
    depth: dict[int, int] = {}
    layers: dict[int, list[Bit]] = {}
    for bit in order:
        below = max((layer[part.number] for part in bit.parts), default=0)
        deep = 1 + max((depth[part.number] for part in bit.parts), default=0)
        if bit.kind not in never and (uses[bit.number] > 1 or deep >= _DEEP):
            layers.setdefault(below, []).append(bit)
            layer[bit.number], depth[bit.number] = below + 1, 0
        else:
            layer[bit.number], depth[bit.number] = below, deep
    return [layers[number] for number in sorted(layers)]


class Emitter:
    """Makes columns of bits.

    Args:
        known: how it is told that a column has an entry, by its name.
        columns: the columns that stand for others while it works: numbers and dates as such.
    """

    def __init__(self, known: Mapping[str, nw.Expr], columns: Mapping[str, str]) -> None:
        self._known, self._columns = known, columns
        self._kept: dict[int, str] = {}
        self._expressions: dict[int, nw.Expr] = {}

    def add(self, frame: Frame, bits: Sequence[Bit]) -> Frame:
        """The frame with what the bits need that is worked out once."""
        for made in layers_of(bits):
            frame = frame.with_columns(*(self.of(bit).alias(column_of(bit)) for bit in made))
            self._kept.update((bit.number, column_of(bit)) for bit in made)
            self._expressions.clear()
        return frame

    def add_tests(self, frame: Frame, bits: Iterable[Bit]) -> Frame:
        """The frame with these tests of its columns, and nothing else."""
        found = [self.of(bit).alias(column_of(bit)) for bit in bits]
        return frame.with_columns(*found) if found else frame

    def of(self, bit: Bit) -> nw.Expr:
        """The expression for a bit, over the columns that are there."""
        if bit.number in self._kept:
            return nw.col(self._kept[bit.number])
        if bit.number not in self._expressions:
            self._expressions[bit.number] = self._written(bit)
        return self._expressions[bit.number]

    def _written(self, bit: Bit) -> nw.Expr:
        if bit.kind == "constant":
            return nw.lit(bool(bit.test))
        if bit.kind == "not":
            return ~self.of(bit.parts[0])
        if bit.kind == "leaf":
            return self._leaf(bit.test)
        parts = [self.of(part) for part in bit.parts]
        return reduce(operator.and_ if bit.kind == "all" else operator.or_, parts)

    def _leaf(self, test: object) -> nw.Expr:
        if isinstance(test, Known):
            return self._known[test.column]
        if isinstance(test, Among):
            return among(nw.col(test.column), sorted(test.raws, key=str))
        assert isinstance(test, Compared)
        compared: nw.Expr = _RELATIONS[test.relation](self._side(test.left), self._side(test.right))
        return compared.fill_null(False)

    def _side(self, side: Side) -> nw.Expr:
        parts: list[Any] = [nw.col(self._columns[name]) for name in side.columns]
        if side.constant is not None:
            parts.append(nw.lit(side.constant, nw.Date if isinstance(side.constant, date) else nw.Int64))
        total: nw.Expr = reduce(operator.add, parts)
        return total
