"""Rows of a table as text, whatever separates their fields, with quotes that were not doubled; and times in them.

The csv module takes a quote within a field for its end, and then the next comma for a separator. Exports write
`"iPad Pro (12.9")"`, so a quote ends a field here only where a separator, or the end of the line, follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

_SEPARATORS = ",;\t|"
_SAID = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_MOST_LINES = 50
_LONGEST_LINE = 1_000_000
_NAIVE = re.compile(
    r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:\s*([AaPp])\.?[Mm]\.?)?)?"
)
_DAYS = re.compile(r"(\d{5})(?:[.,](\d+))?")
_FIRST_DAY = datetime(1899, 12, 30)
_LATE_ENOUGH = 36_526

Order = Literal["day first", "month first", "not known"]
"""Which of the two numbers of a day comes first; `3/4/2026` alone does not tell."""


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        columns: the names in its first row.
        rows: each further row with the line on which it begins: what stands under each name.
        broken: lines of rows that do not fit the first.
        cut: whether it does not end with the end of a line, as what was written whole does. What stands last is then
            left out: it can be the beginning of something else.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    broken: tuple[int, ...] = ()
    cut: bool = False


def table_in(text: str) -> Table:
    """The table that a text holds.

    >>> table = table_in('sep=;\\nDevice;OS\\n"iPad (12.9")";iOS\\n')
    >>> table.rows[0][1]
    {'Device': 'iPad (12.9")', 'OS': 'iOS'}
    """
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    at = 0
    said = _SAID.fullmatch(lines[0])
    if said is not None:
        at = 1
    while at < len(lines) and not lines[at].strip():
        at += 1
    if at == len(lines):
        return Table((), ())
    separator = said[1] if said is not None else max(_SEPARATORS, key=lambda one: len(_fields(lines[at], one) or ()))
    columns = tuple(_fields(lines[at], separator) or ())
    rows: list[tuple[int, dict[str, str]]] = []
    broken: list[int] = []
    at += 1
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        row, after = _row(lines, at, separator, len(columns))
        if row is None:
            broken.append(at + 1)
        else:
            rows.append((at + 1, dict(zip(columns, row, strict=True))))
        at = after
    cut = bool(lines[-1].strip())
    if cut and rows and columns and not (broken and broken[-1] > rows[-1][0]):
        rows[-1][1][columns[-1]] = ""
    return Table(columns, tuple(rows), tuple(broken), cut)


def _row(lines: list[str], at: int, separator: str, width: int) -> tuple[list[str] | None, int]:
    """The row that begins on a line, and the line after it; a text in quotes may go over several lines."""
    together = ""
    for after in range(at, min(at + _MOST_LINES, len(lines))):
        together = lines[after] if after == at else f"{together}\n{lines[after]}"
        fields = _fields(together, separator)
        for found in (fields, _fields(together, separator, doubled=False)):
            if found is not None and len(found) == width:
                return found, after + 1
        if fields is not None or len(together) > _LONGEST_LINE:
            break
    return None, at + 1


def _fields(line: str, separator: str, *, doubled: bool = True) -> list[str] | None:
    """The fields of a line; None where a quote is not closed.

    Args:
        line: the line, or several that belong together.
        separator: what stands between fields.
        doubled: whether two quotes before a separator stand for one within the field; else the second closes it.
    """
    found: list[str] = []
    at = 0
    while True:
        if line[at : at + 1] == '"':
            end = _closing(line, at + 1, separator, doubled)
            if end is None:
                return None
            found.append(_unwrapped(line[at + 1 : end].replace('""', '"').strip()))
            at = end + 1
        else:
            end = line.find(separator, at)
            end = len(line) if end < 0 else end
            found.append(_unwrapped(line[at:end].strip()))
            at = end
        if at >= len(line):
            return found
        at += 1


def _closing(line: str, at: int, separator: str, doubled: bool) -> int | None:
    """Where the quote stands that closes a field."""
    while True:
        at = line.find('"', at)
        if at < 0:
            return None
        following = line[at + 1 : at + 2]
        if following == '"' and (doubled or line[at + 2 : at + 3] not in ("", separator)):
            at += 2
        elif following in ("", separator):
            return at
        else:
            at += 1


def _unwrapped(field: str) -> str:
    """A field without what keeps Excel from taking it for a number: `="0123"`."""
    return field[2:-1] if field.startswith('="') and field.endswith('"') and len(field) > 2 else field


def order_of_days(texts: Iterable[str]) -> Order:
    """In which order days and months stand in a column, by those of its values that leave no choice."""
    orders = set()
    for text in texts:
        found = _NAIVE.fullmatch(text)
        if found is not None:
            if found[2] == "." or int(found[1]) > 12:
                orders.add("day first")
            elif int(found[3]) > 12:
                orders.add("month first")
    return "not known" if len(orders) != 1 else "day first" if "day first" in orders else "month first"


def time_in_table(text: str, order: Order) -> str:
    """A time in a table as ISO 8601; the text itself where it is that already, or cannot be told.

    >>> time_in_table("11/29/2026 2:03:00 PM", "month first"), time_in_table("46355.5", "not known")
    ('2026-11-29T14:03:00', '2026-11-29T12:00:00')
    """
    days = _DAYS.fullmatch(text)
    if days is not None and int(days[1]) >= _LATE_ENOUGH:
        part = float(f"0.{days[2]}") if days[2] else 0.0
        return (_FIRST_DAY + timedelta(days=int(days[1]), seconds=round(part * 86_400))).isoformat()
    found = _NAIVE.fullmatch(text)
    if found is None or (order == "not known" and found[1] != found[3]):
        return text
    day, month = (found[3], found[1]) if order == "month first" else (found[1], found[3])
    hour = int(found[5] or 0)
    if found[8]:
        hour = hour % 12 + (12 if found[8] in "pP" else 0)
    try:
        return datetime(int(found[4]), int(month), int(day), hour, int(found[6] or 0), int(found[7] or 0)).isoformat()
    except ValueError:
        return text
