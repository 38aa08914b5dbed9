"""Ids inside a page."""

from __future__ import annotations


def page_id(*parts: str) -> str:
    """An id of the page: letters, digits and hyphens."""
    return "--".join("".join(c if c.isascii() and (c.isalnum() or c == "-") else "-" for c in part) for part in parts)
