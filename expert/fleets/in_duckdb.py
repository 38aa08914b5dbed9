"""What is so of every row, for DuckDB: the tests of columns as expressions of narwhals, what joins them as one query.

A relation of DuckDB is bound anew, with all below it, for each step that is laid over it; with dozens of layers of
hundreds of columns that takes minutes. So the layers, which are nothing but AND, OR and NOT over columns of tests, are
written as one query.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import narwhals as nw

from expert.fleets.bits import Bit, needed
from expert.fleets.columns import Frame
from expert.fleets.emitting import Emitter, column_of, layers_of
from expert.fleets.sql import named
from expert.fleets.telling import Pieces


def with_names(
    frame: Frame, kept: Iterable[str], needs: Sequence[Bit], pieces: Sequence[Pieces], emitter: Emitter
) -> Frame:
    """The kept columns of a frame, with the names of the pieces.

    Args:
        frame: the frame.
        kept: its columns that stay.
        needs: what the pieces need.
        pieces: what becomes names.
        emitter: writes the tests of columns.
    """
    frame = emitter.add_tests(frame, needs)
    writing = _Writing(needs)
    numbers = {column: planes for piece in pieces for column, planes in piece.planes()}
    steps = ["layer_0 AS (SELECT * FROM rows)"]
    stay = [named(name) for name in kept]
    layers = [[bit for bit in layer if bit.kind != "leaf"] for layer in layers_of(needs)]
    layers = [layer for layer in layers if layer]
    for number, layer in enumerate(layers, start=1):
        made = [f"{writing.said(bit)} AS {named(column_of(bit))}" for bit in layer]
        writing.columns.update(bit.number for bit in layer)
        later = [*(bit for other in layers[number:] for bit in other), *needs]
        live = writing.read_by(later)
        live -= {column_of(bit) for bit in layer}
        said = ", ".join([*stay, *map(named, sorted(live)), *made])
        steps.append(f"layer_{number} AS (SELECT {said} FROM layer_{number - 1})")
    made = [f"{_number(planes, writing)} AS {named(column)}" for column, planes in numbers.items()]
    steps.append(f"numbers AS (SELECT {', '.join([*stay, *made])} FROM layer_{len(layers)})")
    lists = [f"{_said(piece)} AS {named(said_column(piece))}" for piece in pieces]
    last = f"SELECT {', '.join([*stay, *lists])} FROM numbers"
    return nw.from_native(frame.to_native().query("rows", f"WITH {', '.join(steps)} {last}"))


class _Writing:
    """Bits as SQL.

    Attributes:
        columns: the numbers of the bits that are columns.
    """

    def __init__(self, needs: Iterable[Bit]) -> None:
        self.columns = {bit.number for bit in needed(needs) if bit.kind == "leaf"}

    def said(self, bit: Bit) -> str:
        if bit.number in self.columns:
            return named(column_of(bit))
        if bit.kind == "constant":
            return "TRUE" if bit.test else "FALSE"
        if bit.kind == "not":
            return f"(NOT {self.said(bit.parts[0])})"
        return f"({(' AND ' if bit.kind == 'all' else ' OR ').join(map(self.said, bit.parts))})"

    def read_by(self, bits: Iterable[Bit]) -> set[str]:
        """The columns that are there already and that bits still need."""
        found: dict[int, str] = {}
        seen: set[int] = set()
        waiting = list(bits)
        while waiting:
            bit = waiting.pop()
            if bit.number in seen:
                continue
            seen.add(bit.number)
            if bit.number in self.columns:
                found[bit.number] = column_of(bit)
            else:
                waiting.extend(bit.parts)
        return set(found.values())


def _number(planes: Sequence[Bit], writing: _Writing) -> str:
    return " + ".join(f"({writing.said(bit)})::SMALLINT * {1 << digit}" for digit, bit in enumerate(planes))


def said_column(piece: Pieces) -> str:
    """The column with the names of a piece."""
    return f"__said_{piece.name}"


def _said(piece: Pieces) -> str:
    """The names, looked up by their numbers; a list, for DuckDB finds an entry of one at once."""
    found = []
    for column, names in piece.names():
        listed = ", ".join("NULL" if name is None else "'" + name.replace("'", "''") + "'" for name in names)
        found.append(f"([{listed}])[{named(column)} + 1]")
    return f"concat_ws(' ', {', '.join(found)})" if found else "''"
