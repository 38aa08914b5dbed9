"""The files of a fleet, made ready to be worked on in parts: all but Parquet become that, and no line is lost."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from expert.fleets.exports import COLUMNS, DIFFERING, SOURCE, Exports
from expert.fleets.sql import answer, named, quoted
from expert.foundations.problems import InputError, Place, Problem, shown, visible
from expert.foundations.texts import Language, Text

ROW = "row"
"""The column with the number of a row among all rows of the files, from 1."""

_CSV, _JSON, _PARQUET = (".csv", ".tsv", ".txt"), (".jsonl", ".ndjson", ".json"), (".parquet", ".pq")


class Refused(NamedTuple):
    """A part of a file that is no row.

    Attributes:
        column: the column under which it is set aside: the line as it is, or the place where it stands in an export.
        said: the line, or the place.
        reason: why it is no row.
    """

    column: str
    said: str
    reason: str


LINE = "line"


@dataclass(frozen=True)
class Staged:
    """A file whose rows can be read in any part.

    Attributes:
        name: the file that was given, as messages call it.
        path: a Parquet file with its rows.
        rows: how many rows it has.
        first: how many rows the files before it have.
        passed: columns that are no facts and are there all the same.
    """

    name: str
    path: Path
    rows: int
    first: int
    passed: tuple[str, ...] = ()


def staged(
    connection: Any, tables: Sequence[Path], exports: Exports, folder: Path, language: Language
) -> list[Staged]:
    """The files, each as Parquet, and one file for the rows of all exports, which come last.

    Args:
        connection: one of DuckDB.
        tables: those whose columns are facts.
        exports: the others, and what is known beside.
        folder: where what has to be written is written.
        language: the language in which it is said why a line is no row.

    Raises:
        InputError: a file has another form, or cannot be read.
    """
    found: list[Staged] = []
    for number, path in enumerate((*tables, *([_EXPORTS] if exports.paths else [])), start=1):
        target, passed = folder / f"rows-{number:03}.parquet", tuple[str, ...]()
        try:
            if path is _EXPORTS:
                path, passed = exports.paths[0], COLUMNS
                if not target.exists():
                    _stage(target, partial(_from_exports, connection, exports), language)
            else:
                if path.suffix.lower() in _PARQUET:
                    target = path
                elif not target.exists():
                    _stage(target, partial(_written, connection, path), language)
                if exports:
                    target, passed = _completed(connection, exports, target, folder, number), (DIFFERING,)
            rows = _count(connection, target)
        except _errors() as error:
            place = Place(visible(path.as_posix()))
            raise InputError([Problem(_CANNOT.format(reason=_reason(error)), place)]) from None
        if rows:
            first = sum(before.rows for before in found)
            found.append(Staged(path.as_posix(), target, rows, first, passed))
    return found


_EXPORTS = Path("exports")


def _completed(connection: Any, exports: Exports, table: Path, folder: Path, number: int) -> Path:
    """A table of facts with what is known of the organization."""
    target = folder / f"completed-{number:03}.parquet"
    if not target.exists():
        beside = target.with_suffix(".tmp")
        exports.completed(connection, table, beside)
        beside.replace(target)
    return target


def _stage(target: Path, written: Callable[[Path, Language], list[Refused]], language: Language) -> None:
    """Write a file as Parquet; what it refuses is noted first, for a run that goes on stages no file again."""
    beside = target.with_suffix(".staged")
    refused = written(beside, language)
    if refused:
        target.with_suffix(".refused").write_text(json.dumps(refused), encoding="utf-8")
    beside.replace(target)


def _from_exports(connection: Any, exports: Exports, target: Path, language: Language) -> list[Refused]:
    """The rows of all exports, every entry as letters."""
    lines = target.with_suffix(".jsonl")
    columns, refused = exports.write(lines, language)
    kinds = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in columns or COLUMNS)
    form = f"columns = {{{kinds}}}, format = 'newline_delimited', maximum_object_size = 100000000"
    _copy(connection, f"SELECT * FROM read_json({quoted(lines.as_posix())}, {form})", target, [])
    lines.unlink()
    return [Refused(SOURCE, place, reason) for place, reason in refused]


def refused_in(folder: Path) -> list[Refused]:
    """What of all files is no row; it counts among the rows that were given."""
    noted = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.refused")))
    return [Refused(*one) for some in noted for one in some]


def _errors() -> tuple[type[Exception], ...]:
    import duckdb

    return (duckdb.Error,)


def _reason(error: Exception) -> str:
    return visible(" ".join(str(error).split("\n")[0].split()))


_CANNOT = Text("the file cannot be read: {reason}", "filen går inte att läsa: {reason}")
_FORM = Text(
    "a fleet is read from .csv, .tsv, .jsonl, .ndjson or .parquet", "en flotta läses ur .csv, .tsv, .jsonl, .ndjson "
    "eller .parquet",
)  # fmt: skip


def _written(connection: Any, path: Path, target: Path, language: Language) -> list[Refused]:
    ending = path.suffix.lower()
    if ending in _CSV:
        return _from_csv(connection, path, target, language)
    if ending in _JSON:
        return _from_json(connection, path, target, language)
    raise InputError([Problem(_FORM, Place(visible(path.as_posix())))])


def _count(connection: Any, path: Path) -> int:
    ((count,),) = answer(connection, "SELECT count(*) FROM read_parquet(?)", path.as_posix())
    return int(count)


def _copy(connection: Any, query: str, target: Path, values: Sequence[str]) -> None:
    beside = target.with_suffix(".tmp")
    answer(connection, f"COPY ({query}) TO {quoted(beside.as_posix())} (FORMAT parquet)", *values)
    beside.replace(target)


def _from_csv(connection: Any, path: Path, target: Path, language: Language) -> list[Refused]:
    """Every field as letters, also with quotes inside of it; lines that are no rows are kept with why.

    A line with fewer fields than there are columns is a row: programs leave out what is empty at the end of a line.
    """
    names, delimiter = _header(path)
    columns = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in (*names, *_MORE))
    settings = (
        f"columns = {{{columns}}}, delim = {quoted(delimiter)}, quote = '\"', escape = '\"', skip = 1, header = false, "
        "auto_detect = false, strict_mode = false, null_padding = true, parallel = false, store_rejects = true, "
        "max_line_size = 20000000"
    )
    query = f"SELECT * FROM read_csv(?, {settings})"
    answer(connection, f"CREATE OR REPLACE TEMP TABLE lines AS {query}", path.as_posix())
    more = ", ".join(map(named, _MORE))
    _copy(connection, f"SELECT * EXCLUDE ({more}) FROM lines WHERE coalesce({more}) IS NULL", target, [])
    fields = ", ".join(f"coalesce({named(name)}, '')" for name in names)
    line = f"concat_ws({quoted(delimiter)}, {fields}, {more})"
    reason = quoted(_TOO_MANY.in_(language))
    found = answer(connection, f"SELECT {line}, {reason} FROM lines WHERE coalesce({more}) IS NOT NULL")
    found += answer(
        connection,
        "SELECT csv_line, min(error_message) FROM reject_errors GROUP BY file_id, line, csv_line ORDER BY line",
    )
    for table in ("lines", "reject_errors", "reject_scans"):
        answer(connection, f"DROP TABLE {table}")
    return [Refused(LINE, str(line), " ".join(str(reason).split())) for line, reason in found]


_MORE = tuple(f"__more_{number}" for number in range(30))
"""Columns for fields that a line has too many; they keep it whole."""

_TOO_MANY = Text("the line has more fields than there are columns", "raden har fler fält än det finns kolumner")
_NO_OBJECT = Text("the line is no JSON object", "raden är inget JSON-objekt")


def _header(path: Path) -> tuple[list[str], str]:
    """The names of a file's columns, and what stands between its fields."""
    with path.open(encoding="utf-8-sig", newline="", errors="strict") as stream:
        try:
            first = stream.readline()
        except UnicodeDecodeError:
            raise InputError([Problem(_NOT_UTF8, Place(visible(path.as_posix())))]) from None
    delimiter = max((",", ";", "\t", "|"), key=first.count)
    names = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
    double = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if not any(names) or double:
        text = _TWICE.format(name=shown(double[0])) if double and double[0] else _NO_NAMES
        raise InputError([Problem(text, Place(visible(path.as_posix()), 1))])
    return names, delimiter


_NOT_UTF8 = Text("the file is not UTF-8; save it as CSV UTF-8", "filen är inte UTF-8; spara den som CSV UTF-8")
_NO_NAMES = Text("the first line must name the columns", "första raden måste ange kolumnernas namn")
_TWICE = Text("two columns are called {name}", "två kolumner heter {name}")


def _from_json(connection: Any, path: Path, target: Path, language: Language) -> list[Refused]:
    lines = (
        "read_csv(?, columns = {'line': 'VARCHAR'}, header = false, delim = '\\x01', quote = '', escape = '', "
        "max_line_size = 20000000)"
    )
    answer(
        connection,
        "CREATE OR REPLACE TEMP TABLE lines AS SELECT line, "
        "CASE WHEN json_valid(line) THEN json_type(line) = 'OBJECT' ELSE false END AS fits "
        f"FROM {lines} WHERE trim(line) <> ''", path.as_posix(),
    )  # fmt: skip
    keys = answer(
        connection,
        "SELECT key FROM (SELECT unnest(json_keys(line)) AS key FROM lines WHERE fits) AS found GROUP BY key "
        "ORDER BY key",
    )
    columns = ", ".join(f"json_extract_string(line, {quoted('$.' + named(key))}) AS {named(key)}" for (key,) in keys)
    _copy(connection, f"SELECT {columns or 'NULL AS nothing'} FROM lines WHERE fits", target, [])
    found = answer(connection, "SELECT line FROM lines WHERE fits IS NOT TRUE")
    answer(connection, "DROP TABLE lines")
    return [Refused(LINE, str(line), _NO_OBJECT.in_(language)) for (line,) in found]
