"""The words in boxes, as Graphviz's HTML-like labels: wrapped, escaped, in the theme's type and colors."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from expert.foundations.deadlines import look_at_the_clock
from expert.foundations.terms import DANGER
from expert.visualize import words
from expert.visualize.canvas.breaking import in_lines
from expert.visualize.canvas.graph import Box, Graph, Row, Sheet, boxes, lines, sheet_of
from expert.visualize.canvas.latin import latin
from expert.visualize.canvas.metrics import lines_of, width_of
from expert.visualize.canvas.theme import NO_FILL, BoxStyle, theme
from expert.visualize.marks import Mark

# Boxes whose rows are steps, each with its number.
_NUMBERED = ("remedy", "tree_remedy", "collect", "plan_steps", "plan_danger")
# Boxes in which a name and its value share a line.
_TICKED = ("plan_steps", "plan_danger")  # with a box to tick for each step
_TICK_BOX = '<TD BORDER="1" WIDTH="10" HEIGHT="10" FIXEDSIZE="TRUE"></TD>'
_INLINE = ("rung", "answered_rung")
BELOW_TITLE = 10
"""Points between the title of a part and what it is the title of."""

TOP = "top"
"""The place in a box where lines between boxes begin whose upper edges are level: its first row."""

_PADDING = 2  # points around the words of a cell
_LEADING = 1.2  # the height of a line, in sizes of its letters
_ANSWER_WRAP = 22  # characters in a line of the words on an edge
_LONGEST_WORD = 30  # of a word there that is not broken
_KEY_COLUMNS = 16
# Points, measured in the theme's font.
_NUMBER_WIDTH = 14
_BELOW_CHIPS = 4
_CHIP_HEIGHT = 20
_CHIP_LINE = 10.5  # a further line of a chip
_KEPT = "\u00a0"
_CHIP_WRAP = 21  # characters in a line of a mark beside a step
_CHIP_LETTER = 6.0  # a capital of a chip, on average
_WORD_LETTER = 7.4  # a capital of a verdict
_NAME_LETTER = 5.2  # a letter of an id


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in a question's box, where the line to what it shows begins.

    Attributes:
        port: the name of the place in the box.
    """

    port: str
    text: str
    color: str


def style_name(box: Box) -> str:
    """The name of the box's style in the theme."""
    look = box.look or box.verdict
    return box.kind if look is None else f"{box.kind}_{look}"


class Labels:
    """Writes the labels of one picture."""

    def __init__(self, graph: Graph) -> None:
        self._sheet: Sheet = sheet_of(graph)
        self._marks = _marks_in(graph)
        self._lines = {kind for _, _, line in lines(graph) for kind in (line.kind, line.unknown)}
        self._styles = {style_name(box) for _, box in boxes(graph)}
        widest = max((len(line) for mark in self._marks for line in self._mark_lines(mark)), default=0)
        self._chip_width = round(widest * _CHIP_LETTER) + 10
        self._marked = {box.column for _, box in boxes(graph) for row in box.rows if row.marks()}
        # All boxes of a column are as wide as the widest is meant to be, so that their edges line up.
        self._widths: dict[tuple[int, int], int] = {}
        for _, box in boxes(graph):
            own = self._style(box).width
            beside = self._beside(box.column) if box.kind in _NUMBERED else 0
            place = self._place(box)
            self._widths[place] = max(self._widths.get(place, 0), own + beside)

    def heading(self) -> str:
        """Title, subtitle and key: one table above the picture."""
        page, font = theme().page, theme().font
        said = [_words(self._sheet.title, font.title, page.ink, "B")]
        wrap = theme().pictures[self._sheet.drawing].heading
        lines = (line for text in self._sheet.subtitle for line in in_lines(latin(text), wrap))
        said += [_words(line, font.subtitle, page.soft) for line in lines]
        rows = [f'<TR><TD ALIGN="LEFT" COLSPAN="{_KEY_COLUMNS}">{line}</TD></TR>' for line in said]
        looks = [self._key_entry(name, style) for name, style in theme().boxes.items() if name in self._styles]
        if not any(looks) and not self._marks:
            return f"<{_table(''.join(rows), padding=3)}>"  # every box says itself what it is
        key = [_words(words.KEY.in_(self._sheet.language), font.small, page.soft, "B"), *looks]
        drawn = [self._key_line(kind) for kind in words.KEY_LINES if kind in self._lines]
        # The empty cells take the room that a longer line leaves; it would stretch the key's own cells.
        filler = "<TD></TD>" * (_KEY_COLUMNS - 1)
        marks = [*drawn, *(self._chip(mark) for mark in self._marks if not mark[1]), self._key_sometimes()]
        for line in (key, marks) if any(looks) else ([*key, *marks],):
            entries = "".join(f'<TD ALIGN="LEFT">{entry}</TD>' for entry in line if entry)
            if entries:
                inside = _table(f"<TR><TD>{_table(f'<TR>{entries}</TR>', spacing=5)}</TD>{filler}</TR>")
                rows.append(f'<TR><TD COLSPAN="{_KEY_COLUMNS}">{inside}</TD></TR>')
        return f"<{_table(''.join(rows), padding=3)}>"

    def part(self, title: str) -> str:
        """What stands above a part of the picture, with the room that parts it from the one above."""
        spacing, font = theme().pictures[self._sheet.drawing], theme().font
        wrap = spacing.heading * font.subtitle // font.part
        said = "<BR/>".join(_words(line, font.part, theme().page.ink, "B") for line in _wrap(title, wrap))
        room = f'<TR><TD HEIGHT="{round(spacing.parts * 72) - BELOW_TITLE}"></TD></TR>'
        cell = f'<TD ALIGN="LEFT" BALIGN="LEFT">{said}</TD>'
        return f"<{_table(f'{room}<TR>{cell}</TR>')}>"

    def header(self, text: str, column: int) -> str:
        """What stands above a column, counted from 1."""
        said = _line(text, theme().font.header, theme().page.soft, "B")
        if not theme().pictures[self._sheet.drawing].rows or (0, column) not in self._widths:
            return f"<{said}>"
        # As wide as its column; a narrow one would pull the first boxes out of line.
        return f"<{_table(f'<TR><TD WIDTH={chr(34)}{self._widths[0, column]}{chr(34)}>{said}</TD></TR>')}>"

    def edge(self, text: str, color: str) -> str:
        """The words on a line, with some room around them."""
        longest = max(map(len, text.split()), default=0)
        wrapped = in_lines(text, max(_ANSWER_WRAP, min(longest, _LONGEST_WORD)))
        cell = "<BR/>".join(_line(line, theme().font.label, color, "B") for line in wrapped)
        return f"<{_table(f'<TR><TD>{cell}</TD></TR>', padding=2)}>"

    def box(self, box: Box, answers: Sequence[Answer] = ()) -> str:
        """The words in a box, with the answers that its lines begin at."""
        look_at_the_clock()
        rows = "".join(self._rows(box, self._style(box), answers))
        if theme().pictures[self._sheet.drawing].tops:
            rows = rows.replace("<TD ", f'<TD PORT="{TOP}" ', 1)
        return f"<{_table(rows, padding=_PADDING)}>"

    def _place(self, box: Box) -> tuple[int, int]:
        """The part and the column of a box; pictures of cases that stand below each other have different columns."""
        return box.part if self._sheet.drawing == "reasoning" else 0, box.column

    def _style(self, box: Box) -> BoxStyle:
        return theme().box(self._sheet.drawing, box.kind, style_name(box))

    def _room(self, box: Box, style: BoxStyle) -> float:
        """How wide a line may be, which is as wide as the column; 0 where words are centered, and letters counted."""
        return self._widths[self._place(box)] - 2 * _PADDING if style.align == "left" else 0

    def _rows(self, box: Box, style: BoxStyle, answers: Sequence[Answer]) -> Iterator[str]:
        font = theme().font
        align = style.align.upper()
        span = 3 if box.column in self._marked else 2
        wide = f'COLSPAN="{span}" WIDTH="{self._widths[self._place(box)]}" ALIGN="{align}" BALIGN="{align}"'
        room = self._room(box, style)
        name = _lines(box.name, style, font.small, style.soft, room=room) if box.name else ""
        centered = style.align == "center"
        top = self._top(box, style, "" if centered else name)
        title = _lines(box.title, style, font.body, style.text, _emphasis(style), room) if box.title else ""
        numbered = box.kind in _NUMBERED
        listed = [] if numbered else [self._listed(row, style, room, inline=box.kind in _INLINE) for row in box.rows]
        note = _lines(box.note, style, font.small, style.soft, room=room) if box.note else ""
        for cell in filter(None, [top, title, *listed]):
            yield f"<TR><TD {wide}>{cell}</TD></TR>"
        if numbered:
            for row in box.rows:
                if box.kind in _TICKED and row.safety is None:
                    said = _lines(_labeled(row), style, font.body, style.text, "B" if row.label else "", room)
                    yield f"<TR><TD {wide}>{said}</TD></TR>"
                else:
                    yield self._numbered(row, box, style)
        for answer in answers:
            lines = in_lines(answer.text, style.wrap)
            said = "<BR/>".join(_line(line, font.label, answer.color, "B") for line in lines)
            beside = wide.replace(align, "RIGHT")
            yield f'<TR><TD PORT="{answer.port}" {beside}>{said}</TD></TR>'
        for cell in filter(None, [note, name if centered else ""]):
            yield f"<TR><TD {wide}>{cell}</TD></TR>"

    def _top(self, box: Box, style: BoxStyle, name: str) -> str:
        """The verdict and the id, beside each other where there is room."""
        word = _line(box.word, theme().font.label, style.word, "B") if box.word else ""
        fits = len(box.word) * _WORD_LETTER + len(box.name) * _NAME_LETTER <= style.width - _NUMBER_WIDTH
        return ("" if fits else "<BR/>").join(filter(None, (word, name)))

    def _listed(self, row: Row, style: BoxStyle, room: float, *, inline: bool) -> str:
        """A fact or a question: name, value, detail below each other; inline, the value beside the name."""
        font = theme().font
        if inline and row.label:
            return _lines(_labeled(row), style, font.body, style.text, "B", room)
        emphasis = "I" if style.italic else "B" if row.label else ""
        parts = [
            _lines(row.label, style, font.label, style.soft, room=room) if row.label else "",
            _lines(row.text, style, font.body, style.text, emphasis, room) if row.text else "",
            _lines(row.detail, style, font.small, style.soft, room=room) if row.detail else "",
        ]
        return "<BR/>".join(filter(None, parts))

    def _numbered(self, row: Row, box: Box, style: BoxStyle) -> str:
        """A step or a thing to collect: number, what to do, its marks."""
        font = theme().font
        number, span = "", ' COLSPAN="2"'
        if any(other.label for other in box.rows):
            said = _line(row.label, font.body, style.text, "B") if row.label else ""
            if box.kind in _TICKED and row.safety is not None:
                said = _table(f"<TR>{_TICK_BOX}<TD>{said}</TD></TR>", spacing=2)
            number, span = f'<TD WIDTH="{_NUMBER_WIDTH}" ALIGN="LEFT" VALIGN="TOP">{said}</TD>', ""
        marks = self._chips(row.marks()) if row.marks() else ""
        width = self._widths[self._place(box)] - self._beside(box.column) + (0 if number else _NUMBER_WIDTH)
        text = _lines(row.text, style, font.body, style.text, room=width - 2 * _PADDING)
        if row.detail:
            text += "<BR/>" + _lines(row.detail, style, font.small, style.soft, room=width - 2 * _PADDING)
        return (
            f'<TR>{number}<TD{span} WIDTH="{width}" ALIGN="LEFT" BALIGN="LEFT" VALIGN="TOP">{text}</TD>'
            + (f'<TD ALIGN="RIGHT" VALIGN="TOP">{marks}</TD>' if box.column in self._marked else "")
            + "</TR>"
        )

    def _beside(self, column: int) -> int:
        """What number and marks take of the width of a step."""
        return _NUMBER_WIDTH + (self._chip_width + _NUMBER_WIDTH if column in self._marked else 0)

    def _chips(self, marks: Sequence[Mark]) -> str:
        """The marks of a step below each other; their table has a fixed size, or the row would stretch it."""
        chips = "".join(f"<TR><TD>{self._chip(mark, self._chip_width)}</TD></TR>" for mark in marks)
        chips_high = sum(_CHIP_HEIGHT + _CHIP_LINE * (len(self._mark_lines(mark)) - 1) for mark in marks)
        size = f'FIXEDSIZE="TRUE" WIDTH="{self._chip_width + 8}" HEIGHT="{round(chips_high) + _BELOW_CHIPS}"'
        return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="1" CELLPADDING="0" {size}>{chips}</TABLE>'

    def _mark_word(self, mark: Mark) -> str:
        return words.mark(*mark).in_(self._sheet.language)

    def _mark_lines(self, mark: Mark) -> list[str]:
        """A mark in lines; where it takes several, the danger begins one, and is not read on from the case."""
        whole = latin(self._mark_word(mark))
        if len(whole) <= _CHIP_WRAP:
            return [whole]
        parts = (latin(part.in_(self._sheet.language)) for part in words.mark_apart(*mark))
        kept = (part.replace("! ", f"!{_KEPT}") for part in parts)  # no line ends with the sign of a danger
        return [line.replace(_KEPT, " ") for part in kept for line in in_lines(part, _CHIP_WRAP)]

    def _chip(self, mark: Mark, width: int = 0) -> str:
        """A mark: in lines, as wide as those beside the other steps; in the key, where there is room, in one.

        What only some devices suffer is outlined, so that red says what this one does.
        """
        danger, case = mark
        style = theme().chips["sometimes" if case else danger or "safe"]
        lines = self._mark_lines(mark) if width else [self._mark_word(mark)]
        said = "<BR/>".join(_line(line, theme().font.chip, style.text, "B") for line in lines)
        return _framed(said, style.border, style.fill, looks="dashed" if case else "", room=width)

    def _key_sometimes(self) -> str:
        """What an outlined mark means, once for all: each says its own case, at its step, and they would not fit."""
        if not any(case for _, case in self._marks):
            return ""
        style = theme().chips["sometimes"]
        said = _line(words.KEY_SOMETIMES.in_(self._sheet.language), theme().font.chip, style.text, "B")
        return _framed(said, style.border, style.fill, looks="dashed")

    def _key_line(self, kind: str) -> str:
        """A short piece of a line, and what it says."""
        style = theme().edges[kind]
        said = _line(words.KEY_LINES[kind].in_(self._sheet.language), theme().font.small, style.color, "B")
        stroke = (
            f'<TD WIDTH="22" HEIGHT="9" FIXEDSIZE="TRUE" SIDES="B" BORDER="{max(round(style.pen), 1)}" '
            f'COLOR="{style.color}" STYLE="{style.lines}"></TD>'
        )
        return _table(f'<TR><TD>{_table(f"<TR>{stroke}</TR>")}</TD><TD>{said}</TD></TR>', spacing=2)

    def _key_entry(self, name: str, style: BoxStyle) -> str:
        if name not in words.KEY_WORDS:
            return ""
        said = words.KEY_WORDS[name].in_(self._sheet.language)
        if style.shape == "hexagon":
            said += f" ({words.SIX_SIDED.in_(self._sheet.language)})"
        looks = ["rounded"] * style.rounded + [style.lines] * (style.lines != "solid")
        label = _line(said, theme().font.small, style.text, "S" if style.struck else "")
        return _framed(label, style.border, style.fill, looks=",".join(looks))


def _marks_in(graph: Graph) -> list[Mark]:
    """The marks that steps in the picture carry, from safe to grave, and then those of some cases only."""
    found = {mark for _, box in boxes(graph) for row in box.rows for mark in row.marks()}
    return sorted(found, key=lambda mark: (mark[1], -1 if mark[0] is None else DANGER.index(mark[0])))


def _emphasis(style: BoxStyle) -> str:
    return "S" if style.struck else "B" if style.bold else ""


def _labeled(row: Row) -> str:
    return f"{row.label}: {row.text}" if row.label else row.text


def _lines(text: str, style: BoxStyle, size: int, color: str, tag: str = "", room: float = 0) -> str:
    """A text in lines no longer than the style allows; smaller letters allow more of them.

    Args:
        room: how wide a line may be, in points; 0 where the letters are counted that the style allows.
    """
    width = style.wrap * theme().font.body // size
    wrapped: Sequence[str] = _wrap(text, width, quotable=style.align == "center")
    if room:
        blanks = 2 * width_of(" ", size * _LEADING)
        wrapped = lines_of(latin(text), size, room - blanks, bold=tag == "B")
    return "<BR/>".join(_line(line, size, color, tag) for line in wrapped)


def _wrap(text: str, width: int, *, quotable: bool = False) -> list[str]:
    """The text in lines; quotable: in no more lines than needed, as equally long as can be."""
    text = latin(text)
    lines = in_lines(text, width)
    while quotable and width > 1:
        width -= 1
        narrower = textwrap.wrap(text, width, break_long_words=False)
        if len(narrower) > len(lines) or max(map(len, narrower), default=0) > width:
            break
        lines = narrower
    return lines


def _line(text: str, size: int, color: str, tag: str = "") -> str:
    # Blanks in a larger size keep the lines apart: Graphviz sets bold or mixed lines without any leading.
    blank = f'<FONT POINT-SIZE="{size * _LEADING:g}"> </FONT>'
    return f"{blank}{_words(text, size, color, tag)}{blank}"


def _words(text: str, size: int, color: str, tag: str = "") -> str:
    said = escape(latin(text), quote=True)
    said = f"<{tag}>{said}</{tag}>" if tag else said
    return f'<FONT POINT-SIZE="{size}" COLOR="{color}">{said}</FONT>'


def _table(rows: str, padding: int = 0, spacing: int = 0) -> str:
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="{spacing}" CELLPADDING="{padding}">{rows}</TABLE>'


def _framed(label: str, border: str, fill: str, looks: str = "", room: int = 0) -> str:
    """A little box around a label."""
    background = "" if fill == NO_FILL else f' BGCOLOR="{fill}"'
    style = f' STYLE="{looks}"' if looks else ""
    width = f' WIDTH="{room}"' if room else ""
    return (
        '<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3" '
        f'COLOR="{border}"{background}{style}><TR><TD{width} ALIGN="CENTER">{label}</TD></TR></TABLE>'
    )
