"""Damages evidence as exports, editors and hurried hands do: what is left may say less, and nothing else."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_WORD = re.compile(r"[A-Za-z]{3,40}")
Way = tuple[Any, Any]
"""What holds a value, and under which name or number."""


def damaged(data: bytes, name: str, draw: random.Random) -> tuple[bytes, str]:
    """A file with one thing wrong, and what that is.

    Args:
        data: the file.
        name: what it is called; its ending tells what it is.
        draw: chooses what is damaged, and how.
    """
    if name.endswith((".csv", ".tsv")):
        return _table(data, draw)
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    if draw.random() < 0.15:
        return text[: draw.randrange(len(text))].encode(), "cut"
    try:
        value = json.loads(text)
    except ValueError:  # several values behind each other
        return text[: draw.randrange(len(text))].encode(), "cut"
    how = draw.choice(_HOW)
    changed = how(value, draw)
    return json.dumps(value if changed is None else changed, ensure_ascii=False).encode(), how.__name__.strip("_")


def _ways(value: Any) -> Iterator[Way]:
    """All places in a value, from the outside in."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        yield value, name
        yield from _ways(part)


def _missing(value: Any, draw: random.Random) -> None:
    fields = [(within, name) for within, name in _ways(value) if isinstance(within, dict) and _is_field(name)]
    if fields:
        within, name = draw.choice(fields)
        del within[name]


def _null(value: Any, draw: random.Random) -> None:
    places = [(within, name) for within, name in _ways(value) if _is_field(name)]
    if places:
        within, name = draw.choice(places)
        within[name] = None


def _other_keys(value: Any, draw: random.Random) -> Any:
    change = draw.choice([str.lower, str.upper, str.title, str.swapcase])

    def changed(part: Any) -> Any:
        if isinstance(part, dict):
            return {(key if "@" in key else change(key)): changed(inner) for key, inner in part.items()}
        return [changed(inner) for inner in part] if isinstance(part, list) else part

    if isinstance(value, dict) and "value" in value:
        return {**value, "value": changed(value["value"])}
    return changed(value)


def _other_words(value: Any, draw: random.Random) -> None:
    change = draw.choice([str.lower, str.upper, str.title])
    for within, name in list(_ways(value)):
        word = within[name]
        if isinstance(word, str) and _WORD.fullmatch(word):
            within[name] = change(word)


def _other_zone(value: Any, draw: random.Random) -> None:
    zone = timezone(timedelta(minutes=draw.choice([-720, -480, -210, 60, 330, 840])))
    for within, name in list(_ways(value)):
        time = within[name]
        if isinstance(time, str) and _TIME.fullmatch(time) and not time.startswith("0001"):
            same = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", time))
            within[name] = same.astimezone(zone).isoformat()


def _other_order(value: Any, draw: random.Random) -> None:
    for within, name in list(_ways(value)):
        if isinstance(within[name], list):
            draw.shuffle(within[name])


def _is_field(name: Any) -> bool:
    """Whether a name is a field's, and not what the service says of its answer: without that it is another answer."""
    return not (isinstance(name, str) and name.startswith("@odata."))


_HOW: tuple[Callable[[Any, random.Random], Any], ...] = (
    _missing, _missing, _missing, _null, _null, _null, _other_keys, _other_words, _other_zone, _other_order,
)  # fmt: skip


def _table(data: bytes, draw: random.Random) -> tuple[bytes, str]:
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
    if draw.random() < 0.3:  # not at the end of a line, where it is a whole table of fewer rows
        return text[: draw.randrange(len(text))].rstrip("\r\n").encode(), "cut"
    said = text.startswith("sep=")
    lines = text.split("\r\n", 1)[1] if said else text
    separator = max(",;\t", key=lines.split("\r\n", 1)[0].count)
    rows = [row for row in csv.reader(io.StringIO(lines, newline=""), delimiter=separator) if row]
    column = draw.randrange(len(rows[0]))
    how = draw.choice(["column missing", "cell empty", "other letters", "rows in another order", "columns moved"])
    if how == "column missing":
        rows = [row[:column] + row[column + 1 :] for row in rows]
    elif how == "cell empty":
        row = draw.choice(rows[1:])
        row[min(column, len(row) - 1)] = ""
    elif how == "other letters":
        rows[0] = [name.swapcase() for name in rows[0]]
    elif how == "rows in another order":
        rows[1:] = draw.sample(rows[1:], len(rows) - 1)
    else:
        rows = [row[column:] + row[:column] for row in rows]
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(), how
