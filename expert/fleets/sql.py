"""Texts and names as SQL has them."""

from __future__ import annotations


def quoted(text: str) -> str:
    """A text."""
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """The name of a column or a table."""
    return '"' + name.replace('"', '""') + '"'
