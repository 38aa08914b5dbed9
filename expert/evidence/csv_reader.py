"""Tables that portals export: rows with names of columns, as they and Excel write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from expert.evidence.decoding import beginning, decoded
from expert.evidence.json_objects import parsed
from expert.evidence.mapping import Kind
from expert.evidence.objects import Understanding
from expert.evidence.sources import Source
from expert.evidence.table_rows import Order, Table, order_of_days, table_in, time_in_table
from expert.evidence.things import Asked, Thing
from expert.foundations.limits import MAX_JSON_BYTES
from expert.foundations.problems import InputError, Place, shown
from expert.foundations.texts import Text

_ENDINGS = (".csv", ".tsv")
_WINDOWS = "cp1252"
_RECORD = "properties"
_MOST_LISTED = 6


def is_known(columns: Iterable[str], into: Understanding) -> bool:
    """Whether something is known here of a table with columns of these names."""
    return _kind_of(columns, into) is not None or _record_in(columns) is not None


def knows(head: bytes, source: Source) -> bool:
    """Whether it is called a table, and is a text."""
    return source.ending in _ENDINGS and "\x00" not in beginning(head)


def read(source: Source, into: Understanding) -> None:
    """Read a table.

    Raises:
        InputError: it is no text.
    """
    table = table_in(decoded(source.whole(MAX_JSON_BYTES), source.name, otherwise=_WINDOWS))
    kind = _kind_of(table.columns, into)
    for line in table.broken[: into.most_rows_aside]:
        into.leave(Place(source.name, line), _BROKEN_ROW)
        if kind is not None:
            into.leave_others(kind, Place(source.name, line))
    if table.cut:
        last = Place(source.name, max((line for line, _ in table.rows), default=1))
        into.leave(last, _CUT)
        if kind is not None:
            into.leave_others(kind, last)
    record = _record_in(table.columns)
    if kind is None and record is None:
        into.leave(Place(source.name, 1), _UNKNOWN.format(names=", ".join(map(shown, table.columns[:_MOST_LISTED]))))
        return
    orders = {} if kind is None else _orders(table, kind)
    for line, row in table.rows:
        fields = {name: value or None for name, value in row.items()}
        if kind is not None:
            fields |= {name: time_in_table(row[name], order) for name, order in orders.items() if row[name]}
            into.take(Thing(fields, source.name, asked=Asked(whole=False), kind=kind.id, line=line), kind)
        elif record is not None:
            _take_record(row[record], Place(source.name, line), into)


def _kind_of(columns: Iterable[str], into: Understanding) -> Kind | None:
    return into.kind_of(Thing(dict.fromkeys(columns, ""), ""))


def _record_in(columns: Iterable[str]) -> str | None:
    """The column that holds a record of a log as JSON."""
    return next((name for name in columns if name.casefold() == _RECORD), None)


def _orders(table: Table, kind: Kind) -> Mapping[str, Order]:
    """The columns that say when a row was so, each with the order of day and month in it."""
    times = [name for name in table.columns if (kind.column(name) if kind.columns else name) in kind.taken]
    return {name: order_of_days(row.get(name, "") for _, row in table.rows) for name in times}


def _take_record(text: str, place: Place, into: Understanding) -> None:
    """Read what a record of a log holds beside its own columns: fields in JSON."""
    try:
        found = parsed(text, place.file, into.never) if text.startswith("{") else None
    except InputError:
        found = None
    if not isinstance(found, Mapping):
        into.leave(place, _NO_RECORD)
        return
    thing = Thing(found, place.file, asked=Asked(whole=False), line=place.line)
    kind = into.kind_of(thing)
    if kind is None:
        into.leave(place, _NO_RECORD)
    else:
        into.take(thing, kind)


_BROKEN_ROW = Text(
    "the row has another number of fields than the first row names; it was left aside",
    "raden har ett annat antal fält än den första raden anger och lästes inte",
)
_CUT = Text(
    "the table does not end with the end of a line, so it may be cut; its last field was left aside",
    "tabellen slutar inte med ett radslut, så den kan vara avklippt; dess sista fält lästes inte",
)
_UNKNOWN = Text(
    "a table with the columns {names}, of which nothing is known here",
    "en tabell med kolumnerna {names}, som inget är känt om här",
)
_NO_RECORD = Text("a record of which nothing is known here", "en post som inget är känt om här")
