"""Breaks plain text into lines for a terminal."""

from __future__ import annotations


def wrapped(text: str, width: int, before: str = "", later: str | None = None) -> list[str]:
    """A text in lines; words, addresses and names with hyphens among them, are never broken. Of no text no line.

    Args:
        text: the text; its blanks are taken as one each.
        width: columns.
        before: what stands before the first line.
        later: what stands before the others; the same if left out.
    """
    import textwrap  # what goes into a pipe or a file is not wrapped, and starts faster without it

    return textwrap.wrap(
        text, width, initial_indent=before, subsequent_indent=before if later is None else later,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
