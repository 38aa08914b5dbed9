"""A small table laid beside a frame, by one of its columns, on whatever the frame lives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import narwhals as nw

from expert.fleets.columns import Frame
from expert.fleets.sql import named, quoted

Entry = int | date


def with_entries(
    frame: Frame, column: str, keys: Sequence[str], found: Mapping[str, tuple[Any, Mapping[str, Entry]]]
) -> Frame:
    """A frame with columns that follow from one of its columns.

    Args:
        frame: the frame.
        column: the column that they follow from.
        keys: its entries.
        found: for each new column its type, and for entries of the old one what stands in it; else nothing does.
    """
    if not keys:
        return frame.with_columns(*(nw.lit(None, dtype).alias(name) for name, (dtype, _) in found.items()))
    backend = frame.implementation
    if backend.is_duckdb():
        return _joined_in_duckdb(frame, column, keys, found)
    if backend.is_pyspark():
        native = frame.to_native()
        data = {column: list(keys), **{n: [entries.get(key) for key in keys] for n, (_, entries) in found.items()}}
        schema = {column: nw.String(), **{name: dtype() for name, (dtype, _) in found.items()}}
        rows = list(zip(*data.values(), strict=True))
        types = ", ".join(f"`{name}` {_SPARK[str(dtype)]}" for name, dtype in schema.items())
        other = nw.from_native(native.sparkSession.createDataFrame(rows, types))
        return frame.join(other, on=column, how="left")
    made = (_replaced(column, entries, dtype).alias(name) for name, (dtype, entries) in found.items())
    return frame.with_columns(*made)


def places_in(frame: nw.DataFrame[Any], entries: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """For columns of texts of a frame in memory, the place of each row's entry among some, as arrays of numpy.

    Args:
        frame: the frame.
        entries: for columns, the different entries that count; of any other, the place is the length of these.
    """
    backend, native = frame.implementation, frame.to_native()
    if backend.is_pyarrow():
        from pyarrow import array, compute

        listed = {name: array(some, native[name].type) for name, some in entries.items()}
        return {
            name: compute.index_in(native[name], some).fill_null(len(some)).to_numpy() for name, some in listed.items()
        }
    if backend.is_polars():
        from polars import Enum, col

        # As categories, for polars looks these up in half the time.
        found = nw.from_native(
            native.select(
                col(name).cast(Enum(some), strict=False).to_physical().fill_null(len(some))
                for name, some in entries.items()
            )
        )
    else:
        numbered = {name: {entry: place for place, entry in enumerate(some)} for name, some in entries.items()}
        found = frame.select(
            _replaced(name, some, nw.Int64).fill_null(len(some)).alias(name) for name, some in numbered.items()
        )
    return {name: found[name].to_numpy() for name in entries}


_SPARK = {"String": "string", "Int64": "bigint", "Date": "date"}
_SQL = {"Int64": "BIGINT", "Date": "DATE"}


def _replaced(column: str, entries: Mapping[str, Entry], dtype: Any) -> nw.Expr:
    if not entries:
        return nw.lit(None, dtype)
    return nw.col(column).replace_strict(list(entries), list(entries.values()), default=None, return_dtype=dtype)


def _joined_in_duckdb(
    frame: Frame, column: str, keys: Sequence[str], found: Mapping[str, tuple[Any, Mapping[str, Entry]]]
) -> Frame:
    """On the frame's own connection, which only a query of its own reaches."""
    rows = ", ".join(
        f"({', '.join([quoted(key), *(_literal(entries.get(key)) for _, entries in found.values())])})"
        for key in keys
    )
    names = ", ".join(named(name) for name in found)
    taken = ", ".join(
        f"CAST(shown.{named(name)} AS {_SQL[str(dtype())]}) AS {named(name)}" for name, (dtype, _) in found.items()
    )
    sql = (
        f"SELECT rows.*, {taken} FROM rows LEFT JOIN (VALUES {rows}) AS shown(__key, {names}) "
        f"ON rows.{named(column)} = shown.__key"
    )
    return nw.from_native(frame.to_native().query("rows", sql))


def _literal(entry: Entry | None) -> str:
    if entry is None:
        return "NULL"
    return f"DATE '{entry.isoformat()}'" if isinstance(entry, date) else str(entry)
