"""SQL: texts and names as it has them, and what a query answers."""

from __future__ import annotations

from typing import Any


def quoted(text: str) -> str:
    """A text."""
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """The name of a column or a table."""
    return '"' + name.replace('"', '""') + '"'


def answer(connection: Any, query: str, *values: str) -> list[tuple[Any, ...]]:
    """All rows of a query's result: a connection takes no other work before they are fetched."""
    return list(connection.execute(query, list(values)).fetchall())
