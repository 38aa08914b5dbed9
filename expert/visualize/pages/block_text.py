"""Sets blocks as plain text for a terminal, a pipe or a screen reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.foundations.outgoing import one_line
from expert.foundations.wrapping import wrapped
from expert.visualize.pages.blocks import Block, Heading, Item, Line, Paragraph, Subheading, Title, Tone

_RESET = "\x1b[0m"
_COLORS: dict[Tone, str] = {
    "confirmed": "\x1b[1;32m",
    "likely": "\x1b[32m",
    "possible": "\x1b[33m",
    "ruled_out": "\x1b[2m",
    None: "\x1b[1m",
}
_DANGER = "\x1b[1;31m"


def blocks_as_text(blocks: Iterable[Block], *, width: int | None = None, color: bool = False) -> str:
    """Blocks as text, ending in a newline.

    Args:
        blocks: what the page says.
        width: wrap at this many columns; None leaves each entry on a line of its own (for pipes).
        color: mark verdicts and dangers with ANSI colors; words say the same.
    """
    return "\n".join(_lines(blocks, width, color)).strip("\n") + "\n"


def _lines(blocks: Iterable[Block], width: int | None, color: bool) -> Iterator[str]:
    def paint(text: str, code: str) -> str:
        return f"{code}{text}{_RESET}" if color and text else text

    for block in blocks:
        match block:
            case Title(text, tone, underlined):
                text = one_line(text)
                yield from (paint(line, _COLORS[tone]) for line in _wrap(text, width, "", hanging="  "))
                if underlined:
                    yield "=" * min(len(text), width or len(text))
            case Heading(text):
                yield ""
                yield from (paint(line, _COLORS[None]) for line in _wrap(one_line(text).upper(), width, ""))
            case Subheading(text):
                first, *rest = _wrap(f"{one_line(text)}:", width, "")
                yield from ("", paint(first, _COLORS[None]), *rest)
            case Paragraph(text):
                yield from ("", *_wrap(one_line(text), width, ""))
            case Line():
                yield from _line(block, width, paint if color else None)
            case Item():
                yield from _item(block, width, paint if color else None)


def _line(line: Line, width: int | None, paint: object) -> Iterator[str]:
    if line.apart:
        yield ""
    indent = "     " if line.indented else ""
    for said in _wrap(f"{one_line(line.text)}{_brackets(line.marks)}", width, indent, hanging=f"{indent}  "):
        yield _mark(said, line.marks, paint) if callable(paint) else said
    if line.link is not None:
        yield f"  {indent}{one_line(line.link)}"


def _item(item: Item, width: int | None, paint: object) -> Iterator[str]:
    lead = one_line(item.lead)
    before = f"{lead} " if lead else "- "
    first, *rest = _wrap(f"{before}{one_line(item.text)}{_brackets(item.marks)}", width, "  ", hanging="     ")
    if callable(paint):
        if item.tone is not None:
            first = first.replace(lead, paint(lead, _COLORS[item.tone]), 1)
        first, *rest = (_mark(line, item.marks, paint) for line in (first, *rest))
    yield first
    yield from rest
    for line in item.below:
        yield from _wrap(one_line(line), width, "     ", hanging="       ")
    if item.grid:
        yield from _grid(item.grid, width)


def _brackets(marks: tuple[str, ...]) -> str:
    """The dangers behind a text. None is broken over two lines; one of some cases only may be, after these."""
    kept = (f" [{one_line(mark)}]".replace(" ", _KEPT).replace(_KEPT, " ", 1) for mark in marks)
    return "".join(mark.replace(f":{_KEPT}", ": ") for mark in kept)


_KEPT = "\ue000"
"""Stands for a blank at which no line is broken; a reader's text never has it, for no font shows it."""


def _mark(line: str, marks: tuple[str, ...], paint: object) -> str:
    for mark in map(one_line, marks):
        line = line.replace(f"[{mark}]", paint(f"[{mark}]", _DANGER) if callable(paint) else mark)
    return line


def _wrap(text: str, width: int | None, indent: str, hanging: str | None = None) -> list[str]:
    if width is None:
        return [indent + text.replace(_KEPT, " ")]
    return [line.replace(_KEPT, " ") for line in wrapped(text, width, indent, hanging)]


def _grid(grid: tuple[tuple[str, ...], ...], width: int | None) -> Iterator[str]:
    """Columns side by side where they fit; else each row as lines of `column: value`."""
    grid = tuple(tuple(map(one_line, row)) for row in grid)
    widths = [max(len(row[i]) for row in grid) for i in range(len(grid[0]))]
    if width is None or 5 + sum(widths) + 2 * (len(widths) - 1) <= width:
        for row in grid:
            yield "     " + "  ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=True)).rstrip()
        return
    header, *rows = grid
    for row in rows:
        for i, (name, cell) in enumerate(zip(header, row, strict=True)):
            lead = "     - " if i == 0 else "       "
            yield from _wrap(f"{name}: {cell}", width, lead, hanging="         ")
