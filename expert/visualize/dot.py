"""Writes a picture in the DOT language. Equal graphs give equal text."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from html import escape

import graphviz

from expert.rules.models import DANGER, Safety
from expert.texts import Language
from expert.visualize import words
from expert.visualize.graph import Box, Graph, Line, Row, Sheet, boxes, lines, sheet_of
from expert.visualize.theme import NO_FILL, BoxStyle, ChipStyle, Theme, theme

# Signs that people type and that fonts draw as empty boxes, with what stands for them in pictures.
_PLAINER = str.maketrans({
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-", "…": "...",
    "→": "->", "←": "<-", "≥": ">=", "≤": "<=", "•": "-", "\u00a0": " ", "\u00ad": "",
})  # fmt: skip
_CHIP_LETTER = 6.5  # points; what a capital of a chip takes at most on average
_CHIP_HEIGHT = 22
_NUMBER_WIDTH = 14
_GAP = 8


def to_dot(graph: Graph) -> str:
    """The picture as DOT source for Graphviz.

    Args:
        graph: a graph of `reasoning_graph` or `tree_graph`.
    """
    return _Writer(graph).source()


def latin(text: str) -> str:
    """The text with only such characters as every font has (Latin-1); the others are replaced.

    Signs become their plainer form, letters lose marks that Latin-1 lacks, the rest becomes "?".
    """
    plainer = unicodedata.normalize("NFC", text).translate(_PLAINER)
    return "".join(_latin_letter(char) for char in plainer)


def _latin_letter(char: str) -> str:
    if char in "\n\t":
        return " "
    if char <= "\xff":
        return char if char.isprintable() else ""
    bare = "".join(part for part in unicodedata.normalize("NFKD", char) if part <= "\xff")
    invisible = unicodedata.category(char) in ("Mn", "Cf", "Cc")
    return bare or ("" if invisible else "?")


def style_name(box: Box) -> str:
    """The name of the box's style in the theme."""
    return box.kind if box.verdict is None else f"{box.kind}_{box.verdict}"


class _Writer:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._sheet: Sheet = sheet_of(graph)
        self._theme: Theme = theme()
        self._label = _Labels(self._theme, graph)

    def source(self) -> str:
        """The whole DOT source."""
        dot = graphviz.Digraph(
            graphviz.escape(_plain(self._sheet.title)),
            graph_attr=self._graph_attributes(),
            node_attr={"fontname": self._theme.font.name, "fontsize": str(self._theme.font.body)},
            edge_attr={
                "fontname": self._theme.font.name,
                "fontsize": str(self._theme.font.label),
                "arrowsize": str(self._theme.page.arrow),
            },
        )
        self._columns(dot)
        for source, target, line in lines(self._graph):
            self._line(dot, source, target, line)
        return str(dot.source)

    def _graph_attributes(self) -> dict[str, str]:
        spacing = self._theme.pictures[self._sheet.drawing]
        return {
            "rankdir": "LR",
            "nodesep": str(spacing.between),
            "ranksep": str(spacing.across),
            "splines": "spline",
            "outputorder": "edgesfirst",
            "bgcolor": self._theme.page.paper,
            "pad": str(self._theme.page.margin),
            "fontname": self._theme.font.name,
            "labelloc": "t",
            "labeljust": "l",
            "label": self._label.heading(self._sheet, self._key()),
        }

    def _key(self) -> list[tuple[str, BoxStyle]]:
        used = {style_name(box) for _, box in boxes(self._graph)}
        return [
            (words.KEY_WORDS[name].in_(self._sheet.language), style)
            for name, style in self._theme.boxes.items()
            if name in used and name in words.KEY_WORDS
        ]

    def _columns(self, dot: graphviz.Digraph) -> None:
        columns: dict[int, list[tuple[str, Box]]] = {i: [] for i in range(1, len(self._sheet.headers) + 1)}
        for node, box in boxes(self._graph):
            columns[box.column].append((node, box))
        for number, column in columns.items():
            header = f"header-{number}"
            with dot.subgraph() as same:
                same.attr(rank="same")
                same.node(header, self._label.header(self._sheet.headers[number - 1]), shape="plaintext", tooltip=" ")
                for node, box in column:
                    same.node(node, self._label.box(box), **self._box_attributes(node, box))
            # Unseen lines keep the boxes of a column in their order, and the headers on one height.
            for above, below in zip([header, *(n for n, _ in column)], [n for n, _ in column], strict=False):
                dot.edge(above, below, style="invis", weight="0")
            if number > 1:
                dot.edge(f"header-{number - 1}", header, style="invis", weight="100")

    def _box_attributes(self, node: str, box: Box) -> dict[str, str]:
        style = self._theme.boxes[style_name(box)]
        looks = [style.lines, *(["rounded"] if style.rounded else []), *(["filled"] if style.fill != NO_FILL else [])]
        attributes = {
            "id": node,
            "class": " ".join(filter(None, (box.kind, box.verdict))),
            "tooltip": _plain(box.said()),
            "shape": style.shape,
            "style": ",".join(looks),
            "color": style.border,
            "penwidth": f"{style.pen:g}",
            "margin": "0.02,0.02" if style.shape == "hexagon" else "0.04,0.05",
        }
        return attributes if style.fill == NO_FILL else {**attributes, "fillcolor": style.fill}

    def _line(self, dot: graphviz.Digraph, source: str, target: str, line: Line) -> None:
        style = self._theme.edges[line.kind]
        said = {"label": self._label.line(line.label, style.color)} if line.label else {}
        dot.edge(
            f"{source}:e",
            f"{target}:w",
            **said,
            **{"class": line.kind},
            tooltip=_plain(line.label) or " ",
            color=style.color,
            style=style.lines,
            penwidth=f"{style.pen:g}",
            arrowhead=style.head if line.arrow else "none",
            weight="8" if line.level else "1",
        )


class _Labels:
    """The HTML-like labels."""

    def __init__(self, look: Theme, graph: Graph) -> None:
        self._theme = look
        self._language: Language = sheet_of(graph).language
        self._marks = _marks_in(graph)
        widest = max((len(self._mark_word(mark)) for mark in self._marks), default=0)
        self._chip_width = round(widest * _CHIP_LETTER) + 12
        self._with_steps = {box.column for _, box in boxes(graph) if _lists_steps(box)}

    def heading(self, sheet: Sheet, key: list[tuple[str, BoxStyle]]) -> str:
        """Title, subtitle and key: one table above the picture."""
        page, font = self._theme.page, self._theme.font
        rows = [_row(_cell(_font(f"<B>{_html(sheet.title)}</B>", font.title, page.ink)))]
        rows += [_row(_cell(_font(_html(line), font.subtitle, page.soft))) for line in sheet.subtitle]
        entries = [_cell(_font(f"<B>{_html(words.KEY.in_(self._language))}</B>", font.small, page.soft))]
        entries += [_cell(self._key_entry(word, style), "2") for word, style in key]
        entries += [_cell(self._chip(mark), "2") for mark in self._marks]
        rows.append(_row(_cell(_table(_row("".join(entries)), spacing=3))))
        return f"<{_table(''.join(rows), padding=3)}>"

    def header(self, text: str) -> str:
        """What stands above a column."""
        return f"<{_font(f'<B>{_html(text)}</B>', self._theme.font.header, self._theme.page.soft)}>"

    def line(self, text: str, color: str) -> str:
        """The words on a line, with some room around them."""
        return f"<{_font(f'<B> {_html(text)} </B>', self._theme.font.label, color)}>"

    def box(self, box: Box) -> str:
        """The words in a box."""
        style = self._theme.boxes[style_name(box)]
        return f"<{_table(''.join(self._box_rows(box, style)), padding=2)}>"

    def _box_rows(self, box: Box, style: BoxStyle) -> Iterator[str]:
        font = self._theme.font
        align = style.align.upper()
        wide = f' COLSPAN="3" WIDTH="{self._width(box, style)}" ALIGN="{align}" BALIGN="{align}"'
        if box.word or (box.name and style.align == "left"):
            word = _font(f"<B>{_html(box.word)}</B>", font.label, style.word) if box.word else ""
            name = _font(_html(box.name), font.small, style.soft) if box.name else ""
            yield f"<TR><TD{wide}>{'   '.join(filter(None, (word, name)))}</TD></TR>"
        if box.title:
            yield f"<TR><TD{wide}>{self._title(box, style)}</TD></TR>"
        if _lists_steps(box):
            yield from (self._step(row, style) for row in box.rows)
        else:
            for row in box.rows:
                yield f"<TR><TD{wide}>{self._listed(row, style)}</TD></TR>"
        if box.note:
            note = _font(_wrapped(box.note, style.wrap + 4), font.small, style.soft)
            yield f"<TR><TD{wide}>{note}</TD></TR>"
        if box.name and style.align == "center":
            yield f"<TR><TD{wide}>{_font(_html(box.name), font.small, style.soft)}</TD></TR>"

    def _width(self, box: Box, style: BoxStyle) -> int:
        """The least width of a box: in a column with steps, each is as wide as number, step and marks are."""
        beside = _NUMBER_WIDTH + self._chip_width + _GAP if box.column in self._with_steps else 0
        return style.width + beside

    def _title(self, box: Box, style: BoxStyle) -> str:
        said = _wrapped(box.title, style.wrap)
        said = f"<S>{said}</S>" if style.struck else f"<B>{said}</B>" if style.bold else said
        return _font(said, self._theme.font.body, style.text)

    def _listed(self, row: Row, style: BoxStyle) -> str:
        """A fact, or something to ask or collect: name, value, detail below each other."""
        font = self._theme.font
        said = _wrapped(row.text, style.wrap)
        strong = f"<I>{said}</I>" if style.italic else f"<B>{said}</B>" if row.label else said
        parts = [_font(_wrapped(row.label, style.wrap + 2), font.label, style.soft)] if row.label else []
        parts.append(_font(strong, font.body, style.text))
        if row.detail:
            parts.append(_font(_wrapped(row.detail, style.wrap + 4), font.small, style.soft))
        return "<BR/>".join(parts)

    def _step(self, row: Row, style: BoxStyle) -> str:
        """A step of a remedy: number, what to do, its marks."""
        font = self._theme.font
        text = _font(_wrapped(row.text, style.wrap), font.body, style.text)
        if row.detail:
            text += "<BR/>" + _font(_wrapped(row.detail, style.wrap + 4), font.small, style.soft)
        number = _font(f"<B>{_html(row.label)}</B>", font.body, style.text)
        chips = "" if row.safety is None else self._chips(row.safety)
        return (
            f'<TR><TD WIDTH="{_NUMBER_WIDTH}" ALIGN="LEFT" VALIGN="TOP">{number}</TD>'
            f'<TD WIDTH="{style.width}" ALIGN="LEFT" BALIGN="LEFT" VALIGN="TOP">{text}</TD>'
            f'<TD ALIGN="RIGHT" VALIGN="TOP">{chips}</TD></TR>'
        )

    def _chips(self, safety: tuple[Safety, ...]) -> str:
        """The marks of a step, below each other, in a table of fixed size: others are stretched to the row's height."""
        marks: list[Safety | None] = [*safety] if safety else [None]
        chips = "".join(_row(_cell(self._chip(mark, self._chip_width), "0")) for mark in marks)
        size = f'FIXEDSIZE="TRUE" WIDTH="{self._chip_width + 8}" HEIGHT="{_CHIP_HEIGHT * len(marks)}"'
        return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="1" CELLPADDING="0" {size} VALIGN="TOP">{chips}</TABLE>'

    def _mark_word(self, mark: Safety | None) -> str:
        return (words.SAFE if mark is None else words.SAFETY[mark]).in_(self._language)

    def _chip(self, mark: Safety | None, width: int = 0) -> str:
        style: ChipStyle = self._theme.chips[mark or "safe"]
        said = _font(f"<B>{_html(self._mark_word(mark))}</B>", self._theme.font.chip, style.text)
        fill = "" if style.fill == NO_FILL else f' BGCOLOR="{style.fill}"'
        room = f' WIDTH="{width}"' if width else ""
        return (
            f'<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3" COLOR="{style.border}"{fill}>'
            f'<TR><TD{room} ALIGN="CENTER">{said}</TD></TR></TABLE>'
        )

    def _key_entry(self, word: str, style: BoxStyle) -> str:
        looks = ",".join(filter(None, ("rounded" if style.rounded else "", style.lines if style.lines != "solid" else "")))
        shape = f' STYLE="{looks}"' if looks else ""
        fill = "" if style.fill == NO_FILL else f' BGCOLOR="{style.fill}"'
        said = f"<S>{_html(word)}</S>" if style.struck else _html(word)
        return (
            f'<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3" COLOR="{style.border}"{fill}{shape}>'
            f"<TR><TD>{_font(said, self._theme.font.small, style.text)}</TD></TR></TABLE>"
        )


def _lists_steps(box: Box) -> bool:
    return any(row.safety is not None for row in box.rows)


def _marks_in(graph: Graph) -> list[Safety | None]:
    """The marks that steps in the picture carry, from safe to grave; None is safe."""
    found = {row.safety for _, box in boxes(graph) for row in box.rows if row.safety is not None}
    dangers = {mark for safety in found for mark in safety}
    safe: list[Safety | None] = [None] if () in found else []
    return safe + [mark for mark in DANGER if mark in dangers]


def _plain(text: str) -> str:
    """A text for an attribute that is not HTML-like: no backslash or entity in it is read as more than it is."""
    return graphviz.escape(latin(text).replace("&", "&amp;")) if text else ""


def _html(text: str) -> str:
    return escape(latin(text), quote=True)


def _wrapped(text: str, width: int) -> str:
    broken: Iterable[str] = textwrap.wrap(latin(text), width, break_on_hyphens=True) or [""]
    return "<BR/>".join(escape(line, quote=True) for line in broken)


def _font(markup: str, size: int, color: str) -> str:
    return f'<FONT POINT-SIZE="{size}" COLOR="{color}">{markup}</FONT>'


def _cell(markup: str, padding: str = "") -> str:
    room = f' CELLPADDING="{padding}"' if padding else ""
    return f'<TD ALIGN="LEFT"{room}>{markup}</TD>'


def _row(cells: str) -> str:
    return f"<TR>{cells}</TR>"


def _table(rows: str, padding: int = 0, spacing: int = 0) -> str:
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="{spacing}" CELLPADDING="{padding}">{rows}</TABLE>'
