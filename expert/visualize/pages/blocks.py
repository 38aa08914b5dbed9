"""The blocks that every written page is made of; `block_text` and `block_markdown` set them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from expert.foundations.records import Record
from expert.foundations.terms import Verdict

Tone = Verdict | None


class Leading(str):
    """A line that leads to an address that the rules hold. It is that line as plain text: the title and the address.

    Whoever sets it makes a link of the address where that `opens`; an address that stands in any other text is only
    text, for anybody may have written it.

    Attributes:
        called: what is there; None where the address says it.
        url: the address.
    """

    __slots__ = ("called", "url")
    called: str | None
    url: str

    def __new__(cls, url: str, called: str | None = None) -> Leading:
        """The line that leads to an address."""
        line = str.__new__(cls, url if called is None else f"{called}: {url}")
        line.called, line.url = called, url
        return line


class Marking(str):
    """The mark of a danger in words. It is these words as plain text.

    Attributes:
        sure: what it speaks of does so in every case; else the words say in which, and nobody should set it as a
            danger that this device is in.
    """

    __slots__ = ("sure",)
    sure: bool

    def __new__(cls, said: str, *, sure: bool = True) -> Marking:
        """The mark with these words."""
        mark = str.__new__(cls, said)
        mark.sure = sure
        return mark


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
        marks: the dangers of what it speaks of.
        indented: it belongs to the entry above.
        apart: an empty line stands before it.
        link: the address that it leads to, which the rules hold.
    """

    text: str
    marks: tuple[Marking, ...] = ()
    indented: bool = False
    apart: bool = False
    link: str | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Item(Record):
    """An entry of a list.

    Attributes:
        text: what it says; where it leads somewhere, `Leading`.
        lead: a word before it, such as a verdict or a number.
        tone: the verdict that the lead stands for.
        marks: the dangers of a step.
        below: lines that belong to it; those that lead somewhere are `Leading`.
        grid: a small table that belongs to it; the first row is the header.
        todo: it is something to do, and can be ticked off.
    """

    text: str
    lead: str = ""
    tone: Tone = None
    marks: tuple[Marking, ...] = ()
    below: tuple[str, ...] = ()
    grid: tuple[tuple[str, ...], ...] = ()
    todo: bool = False


def addresses_in(blocks: Iterable[Block]) -> Iterator[str]:
    """The addresses that blocks lead to."""
    for block in blocks:
        if isinstance(block, Line) and block.link is not None:
            yield block.link
        elif isinstance(block, Item):
            yield from (line.url for line in (block.text, *block.below) if isinstance(line, Leading))


Block = Title | Heading | Subheading | Paragraph | Line | Item
