"""What is so of every row, for DuckDB: comparisons as expressions of narwhals, all the rest as one query.

A relation of DuckDB is bound anew, with all below it, for each step that is laid over it; with dozens of layers of
hundreds of columns that takes minutes. So the layers, which are nothing but AND, OR and NOT, are written as one query.
In it a bit is a byte, all of whose digits are 1 or 0: DuckDB joins bytes ten times as fast as it joins what is true,
false or null, and of eight such bytes a digit each makes a number. What the entries of a column come to is looked up
for all tests of that column at once, a digit each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import narwhals as nw

from expert.fleets.bits import Among, Bit, Raw, needed
from expert.fleets.columns import Frame
from expert.fleets.emitting import Emitter, column_of, layers_of
from expert.fleets.sql import named, quoted
from expert.fleets.telling import Pieces

_TESTS_AT_ONCE = 8
_DIGITS = (1, 2, 4, 8, 16, 32, 64, -128)
"""A byte with one digit alone; the last is the one that stands for its sign."""


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
    leaves = [bit for bit in needed(needs) if bit.kind == "leaf"]
    looked_up = _LookedUp(leaves)
    others = [bit for bit in leaves if bit not in looked_up.tests]
    frame = emitter.add_tests(frame, others)
    writing = _Writing()
    stay = [named(name) for name in kept]
    made = [f"-({named(column_of(bit))}::TINYINT) AS {writing.column(bit)}" for bit in others]
    made += [f"{test} AS {writing.column(bit)}" for bit, test in looked_up.tests.items()]
    steps = [f"looked_up AS ({looked_up.query(stay, [named(column_of(bit)) for bit in others])})",
             f"layer_0 AS (SELECT {', '.join([*stay, *made])} FROM looked_up)"]  # fmt: skip
    writing.columns.update(bit.number for bit in leaves)
    layers = [[bit for bit in layer if bit.kind != "leaf"] for layer in layers_of(needs, inverted=True)]
    layers = [layer for layer in layers if layer]
    for number, layer in enumerate(layers, start=1):
        made = [f"{writing.said(bit)} AS {writing.column(bit)}" for bit in layer]
        writing.columns.update(bit.number for bit in layer)
        steps.append(f"layer_{number} AS (SELECT *, {', '.join(made)} FROM layer_{number - 1})")
    numbers = {column: planes for piece in pieces for column, planes in piece.planes()}
    made = [f"{_number(planes, writing)} AS {named(column)}" for column, planes in numbers.items()]
    steps.append(f"numbers AS (SELECT {', '.join([*stay, *made])} FROM layer_{len(layers)})")
    lists = [f"{_said(piece)} AS {named(said_column(piece))}" for piece in pieces]
    last = f"SELECT {', '.join([*stay, *lists])} FROM numbers"
    return nw.from_native(frame.to_native().query("rows", f"WITH {', '.join(steps)} {last}"))


class _LookedUp:
    """Tests of the entries of columns, which a small table for each column tells.

    Attributes:
        tests: these tests, each as SQL over the columns that `query` adds.
    """

    def __init__(self, leaves: Iterable[Bit]) -> None:
        by_column: dict[str, list[tuple[Bit, frozenset[Raw]]]] = {}
        for bit in leaves:
            if isinstance(bit.test, Among):
                by_column.setdefault(bit.test.column, []).append((bit, bit.test.raws))
        self.tests: dict[Bit, str] = {}
        self._tables: dict[str, dict[Raw, list[int]]] = {}
        for column, tests in by_column.items():
            self._add(column, tests)

    def _add(self, column: str, tests: Sequence[tuple[Bit, frozenset[Raw]]]) -> None:
        width, table = -(-len(tests) // _TESTS_AT_ONCE), f"table_{len(self._tables)}"
        digits: dict[Raw, list[int]] = {}
        for place, (bit, entries) in enumerate(tests):
            byte, digit = divmod(place, _TESTS_AT_ONCE)
            self.tests[bit] = f"-((({table}_{byte} >> {digit}) & 1::UTINYINT)::TINYINT)"
            for entry in entries:
                digits.setdefault(entry, [0] * width)[byte] |= 1 << digit
        self._tables[column] = digits

    def query(self, stay: Iterable[str], others: Iterable[str]) -> str:
        """The rows with the bytes for each column; of an entry in no test, and of none, no test is so."""
        columns, joins = [f"rows.{name}" for name in (*stay, *others)], []
        for number, (column, digits) in enumerate(self._tables.items()):
            table = f"table_{number}"
            names = [f"{table}_{byte}" for byte in range(len(next(iter(digits.values()))))]
            columns += [f"coalesce({table}.{name}, 0::UTINYINT) AS {name}" for name in names]
            joins.append(
                f"LEFT JOIN (VALUES {', '.join(_entries(digits))}) AS {table}(entry, {', '.join(names)}) "
                f"ON rows.{named(column)} = {table}.entry"
            )
        return f"SELECT {', '.join(columns)} FROM rows {' '.join(joins)}"


def _entries(digits: Mapping[Raw, Sequence[int]]) -> Iterator[str]:
    for entry, numbers in digits.items():
        said = quoted(entry) if isinstance(entry, str) else str(entry)
        yield f"({said}, {', '.join(f'{number}::UTINYINT' for number in numbers)})"


class _Writing:
    """Bits as SQL.

    Attributes:
        columns: the numbers of the bits that are columns.
    """

    def __init__(self) -> None:
        self.columns: set[int] = set()

    @staticmethod
    def column(bit: Bit) -> str:
        """The column of a bit; short, for a query has thousands."""
        return f"__{bit.number}"

    def said(self, bit: Bit) -> str:
        """A bit over the columns that there are."""
        if bit.number in self.columns:
            return self.column(bit)
        if bit.kind == "constant":
            return "(-1)::TINYINT" if bit.test else "0::TINYINT"
        if bit.kind == "not":
            return f"~{self.said(bit.parts[0])}"
        return f"({(' & ' if bit.kind == 'all' else ' | ').join(map(self.said, bit.parts))})"


def _number(planes: Sequence[Bit], writing: _Writing) -> str:
    joined = " | ".join(f"({writing.said(bit)} & ({_DIGITS[digit]})::TINYINT)" for digit, bit in enumerate(planes))
    return f"({joined})::SMALLINT & 255::SMALLINT"


def said_column(piece: Pieces) -> str:
    """The column with the names of a piece."""
    return f"__said_{piece.name}"


def _said(piece: Pieces) -> str:
    """The names, looked up by their numbers; a list, for DuckDB finds an entry of one at once."""
    found = []
    for column, names in piece.names():
        listed = ", ".join("NULL" if name is None else quoted(name) for name in names)
        found.append(f"([{listed}])[{named(column)}::INTEGER + 1]")
    return f"concat_ws(' ', {', '.join(found)})" if found else "''"
