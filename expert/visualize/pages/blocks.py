"""The blocks that every written page is made of; `block_text` and `block_markdown` set them."""

from __future__ import annotations

from dataclasses import dataclass

from expert.foundations.records import Record
from expert.foundations.terms import Verdict

Tone = Verdict | None


@dataclass(frozen=True, eq=False, repr=False)
class Title(Record):
    """The first line: the case and its outcome."""

    text: str
    tone: Tone = None
    underlined: bool = True


@dataclass(frozen=True, eq=False, repr=False)
class Heading(Record):
    """A section begins."""

    text: str


@dataclass(frozen=True, eq=False, repr=False)
class Subheading(Record):
    """A part of a section begins, such as the steps of one of several ways."""

    text: str


@dataclass(frozen=True, eq=False, repr=False)
class Paragraph(Record):
    """A sentence or two."""

    text: str


@dataclass(frozen=True, eq=False, repr=False)
class Line(Record):
    """A sentence or two right below what stands above.

    Attributes:
        text: what it says.
        marks: the dangers of what it speaks of, in words.
        indented: it belongs to the entry above.
        apart: an empty line stands before it.
        link: where it leads to.
    """

    text: str
    marks: tuple[str, ...] = ()
    indented: bool = False
    apart: bool = False
    link: str | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Item(Record):
    """An entry of a list.

    Attributes:
        text: what it says.
        lead: a word before it, such as a verdict or a number.
        tone: the verdict that the lead stands for.
        marks: the dangers of a step, in words.
        below: lines that belong to it.
        grid: a small table that belongs to it; the first row is the header.
        todo: it is something to do, and can be ticked off.
    """

    text: str
    lead: str = ""
    tone: Tone = None
    marks: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    grid: tuple[tuple[str, ...], ...] = ()
    todo: bool = False


Block = Title | Heading | Subheading | Paragraph | Line | Item
