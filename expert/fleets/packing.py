"""What is so of every row, for frames in memory and those of polars: by numpy, with a digit for each row.

A frame takes its time for each AND and OR of two columns, and there are thousands of them; numpy joins the bytes that
hold eight rows each fifty times as fast. So only the tests of columns are left to the frame. Of the names that a row
has, each different list becomes a text once, and every row gets the text of its list.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Any

import narwhals as nw
import numpy as np

from expert.fleets.bits import Among, Bit, Raw, needed
from expert.fleets.columns import Frame
from expert.fleets.emitting import Emitter
from expert.fleets.joining import places_in
from expert.fleets.known import TEXT_CLASS
from expert.fleets.telling import Pieces

_AT_ONCE = 1 << 17
"""How many rows are worked on together: what is so of them stays near the processor."""

_Rows = nw.DataFrame[Any]
_Packed = Mapping[int, Any]
"""By the number of a bit, the bytes that say of which rows it is so."""


def with_names(frame: Frame, needs: Sequence[Bit], pieces: Sequence[Pieces], emitter: Emitter) -> Frame:
    """A frame with the names of the pieces, each in a column that is called as it.

    Args:
        frame: the frame, with all columns that tests read; one in memory, or a lazy one of polars, which stays lazy.
        needs: what the pieces need.
        pieces: what becomes names.
        emitter: writes the tests of columns.
    """
    work = _Work(needs, pieces, emitter)
    if isinstance(frame, nw.DataFrame):
        return work.named(frame)
    import polars

    rows = frame.to_native()
    made = rows.map_batches(
        lambda some: work.named(nw.from_native(some, eager_only=True)).to_native(),
        schema={**rows.collect_schema(), **{piece.name: polars.String for piece in pieces}},
        streamable=True, projection_pushdown=False, predicate_pushdown=False,
    )  # fmt: skip
    return nw.from_native(made)


class _Work:
    """What is done with rows."""

    def __init__(self, needs: Sequence[Bit], pieces: Sequence[Pieces], emitter: Emitter) -> None:
        self._bits, self._pieces = needed(needs), pieces
        self._tests = _Tests((bit for bit in self._bits if bit.kind == "leaf"), emitter)

    def named(self, rows: _Rows) -> _Rows:
        """Rows with their names."""
        parts = [rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE)] or [rows]
        made = [self._named(part) for part in parts]
        return made[0] if len(made) == 1 else nw.concat(made)

    def _named(self, rows: _Rows) -> _Rows:
        so = self._so_of(rows)
        return rows.with_columns(*(_names_of(piece, so, rows) for piece in self._pieces))

    def _so_of(self, rows: _Rows) -> _Packed:
        so = self._tests.so_of(rows)
        for bit in self._bits:
            parts = [so[part.number] for part in bit.parts]
            if bit.kind == "constant":
                so[bit.number] = np.full(-(-len(rows) // 8), 255 if bit.test else 0, np.uint8)
            elif bit.kind == "not":
                so[bit.number] = ~parts[0]
            elif bit.kind != "leaf":
                so[bit.number] = reduce(operator.and_ if bit.kind == "all" else operator.or_, parts)
        return so


class _Tests:
    """Tests of columns. The entries of a column of words are looked up once, and tests are told by their places."""

    def __init__(self, leaves: Iterable[Bit], emitter: Emitter) -> None:
        self._among: dict[int, Among] = {}
        self._others: dict[int, nw.Expr] = {}
        entries: dict[str, set[Raw]] = {TEXT_CLASS: set()}
        for bit in leaves:
            if isinstance(bit.test, Among) and not any(isinstance(raw, bool) for raw in bit.test.raws):
                self._among[bit.number] = bit.test
                entries.setdefault(bit.test.column, set()).update(bit.test.raws)
            else:
                self._others[bit.number] = emitter.of(bit)
        classes = entries.pop(TEXT_CLASS)
        self._words = {column: sorted(map(str, raws)) for column, raws in entries.items()}
        self._places: dict[str, dict[Raw, int]] = {
            TEXT_CLASS: {number: int(number) for number in classes},
            **{column: {raw: place for place, raw in enumerate(raws)} for column, raws in self._words.items()},
        }

    def so_of(self, rows: _Rows) -> dict[int, Any]:
        """What is so of rows."""
        others = {str(number): test.cast(nw.UInt8) for number, test in self._others.items()}
        told = rows.select(nw.col(TEXT_CLASS).fill_null(0), **others)
        columns = {**places_in(rows, self._words), TEXT_CLASS: told[TEXT_CLASS].to_numpy()}
        entry = {
            (column, raw): _packed(columns[column] == place)
            for column, places in self._places.items() for raw, place in places.items()
        }  # fmt: skip
        so = {number: _packed(told[str(number)].to_numpy()) for number in self._others}
        for number, (column, raws) in self._among.items():
            so[number] = reduce(operator.or_, (entry[column, raw] for raw in raws))
        return so


def _packed(so: Any) -> Any:
    return np.packbits(so, bitorder="little")


def _names_of(piece: Pieces, so: _Packed, rows: _Rows) -> Any:
    """The column with the names: for each row the place of its list among the different ones, whose texts are made."""
    place, texts = np.zeros(len(rows), np.int64), [""]
    for planes, names in piece.pieces:
        number, digits = _number([so[plane.number] for plane in planes], len(rows)), len(planes)
        some = np.flatnonzero(number != 0)
        keys = (place[some] << digits) + number[some]
        different, of_each = _different(keys, len(texts) << digits)
        place[some] = of_each + len(texts)
        for key in different.tolist():
            before, name = texts[key >> digits], str(names[key & (1 << digits) - 1])
            texts.append(f"{before} {name}" if before else name)
    return nw.new_series(piece.name, texts, nw.String, backend=rows.implementation)[place]


def _number(planes: Sequence[Any], count: int) -> Any:
    """The numbers whose digits these are, the lowest first."""
    eights = [_bytes_of(planes[start : start + 8]) for start in range(0, len(planes), 8)]
    number = eights[0] if len(eights) == 1 else sum(byte.astype(np.int64) << 8 * i for i, byte in enumerate(eights))
    return number[:count]


_SWAPS = ((0x00AA00AA00AA00AA, 7), (0x0000CCCC0000CCCC, 14), (0x00000000F0F0F0F0, 28))
"""How a square of eight times eight digits is turned over: which digits change places with those so far above them."""


def _bytes_of(planes: Sequence[Any]) -> Any:
    """For each row the byte of its digits: from up to eight planes, which hold a digit of eight rows in each byte."""
    square = np.zeros((len(planes[0]), 8), np.uint8)
    for digit, plane in enumerate(planes):
        square[:, digit] = plane
    turned = square.view("<u8").ravel()
    for mask, distance in _SWAPS:
        differing = (turned ^ turned >> np.uint64(distance)) & np.uint64(mask)
        turned = turned ^ differing ^ differing << np.uint64(distance)
    return turned.view(np.uint8)


def _different(keys: Any, most: int) -> tuple[Any, Any]:
    """The different ones of some keys, which are less than `most`, in their order; and the place of each among them."""
    there = np.zeros(most, bool)
    there[keys] = True
    different = np.flatnonzero(there)
    place = np.empty(most, np.int64)
    place[different] = np.arange(len(different))
    return different, place[keys]
