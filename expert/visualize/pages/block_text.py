"""Sets blocks as plain text for a terminal, a pipe or a screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from expert.foundations.outgoing import one_line
from expert.foundations.wrapping import wrapped
from expert.visualize.pages.blocks import Block, Heading, Item, Line, Marking, Paragraph, Subheading, Title, Tone

Paint: TypeAlias = "Callable[[str, str], str]"

_RESET = "\x1b[0m"
_COLORS: dict[Tone, str] = {
    "confirmed": "\x1b[1;32m",
    "likely": "\x1b[32m",
    "possible": "\x1b[33m",
    "ruled_out": "\x1b[2m",
    None: "\x1b[1m",
}
_DANGER = "\x1b[1;31m"
_PERHAPS = "\x1b[1m"  # what a step does in some cases only is never red


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


def _line(line: Line, width: int | None, paint: Paint | None) -> Iterator[str]:
    if line.apart:
        yield ""
    indent = "     " if line.indented else ""
    for said in _wrap(f"{one_line(line.text)}{_brackets(line.marks, width)}", width, indent, hanging=f"{indent}  "):
        yield said if paint is None else _mark(said, line.marks, paint)
    if line.link is not None:
        yield f"  {indent}{one_line(line.link)}"


def _item(item: Item, width: int | None, paint: Paint | None) -> Iterator[str]:
    lead = one_line(item.lead)
    before = f"{lead} " if lead else "- "
    first, *rest = _wrap(f"{before}{one_line(item.text)}{_brackets(item.marks, width)}", width, "  ", hanging="     ")
    if paint is not None:
        if item.tone is not None:
            first = first.replace(lead, paint(lead, _COLORS[item.tone]), 1)
        first, *rest = (_mark(line, item.marks, paint) for line in (first, *rest))
    yield first
    yield from rest
    for line in item.below:
        yield from _wrap(one_line(line), width, "     ", hanging="       ")
    if item.grid:
        yield from _grid(item.grid, width)


def _brackets(marks: tuple[Marking, ...], width: int | None) -> str:
    """The dangers behind a text. None is broken over two lines; a case that it is one in alone is where it is too long
    for one."""
    most = 0 if width is None else width - _AROUND_A_MARK
    return "".join(f" [{_in_one(one_line(mark), most)}]" for mark in marks)


def _in_one(mark: str, most: int) -> str:
    """A mark with its blanks kept; of one that is longer than a line those of its danger, and of a case that fits."""
    if len(mark) <= most:
        return _kept(mark)
    case, between, danger = mark.rpartition(": ")
    return f"{case if len(case) > most else _kept(case)}{between}{_kept(danger)}"


def _kept(text: str) -> str:
    return text.replace(" ", _KEPT)


_AROUND_A_MARK = 9  # columns: the deepest indent, and brackets
_KEPT = "\ue000"
"""Stands for a blank at which no line is broken; a reader's text never has it, for no font shows it."""


def _mark(line: str, marks: tuple[Marking, ...], paint: Paint) -> str:
    for mark in marks:
        said = f"[{one_line(mark)}]"
        line = line.replace(said, paint(said, _DANGER if mark.sure else _PERHAPS))
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
