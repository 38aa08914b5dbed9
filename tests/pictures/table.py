"""The tables of what was measured: a row for each kind of picture, with what is wrong in it, and one for colors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from expert.visualize.canvas import themes
from expert.visualize.canvas.graph import sheet_of
from expert.visualize.canvas.theme import using
from expert.visualize.images import to_svg
from expert.visualize.paper.page import LEAST_SIZE, Sheet
from expert.visualize.paper.picture import Letters, picture_of
from expert.visualize.paper.sheets import on_a4, poster
from tests.pictures import browser, colors, frame_flaws
from tests.pictures.measuring import Flaw, flaws_of_picture, flaws_of_sheet
from tests.pictures.subjects import Subjects

_SLIDES = ("small", "overlap", "outside", "crossing", "twice")
_SCREEN = ("overlap", "outside", "through")
_PAPER = ("small", "overlap", "outside")
_ROUNDED = 0.02  # points that a size may have lost where it was written
_COLUMNS = ("small", "overlap", "outside", "crossing", "through")


@dataclass(slots=True)
class Row:
    """What was measured of one kind of picture.

    Attributes:
        bounds: the kinds of faults of which there must be none.
        drawn: how many pictures, frames or sheets there are.
        texts: how many lines of text they have.
        faults: each with the name of its picture.
    """

    what: str
    bounds: tuple[str, ...]
    drawn: int = 0
    texts: int = 0
    faults: list[tuple[str, Flaw]] = field(default_factory=list)

    @property
    def missed(self) -> list[tuple[str, Flaw]]:
        """The faults that must not be."""
        return [(name, fault) for name, fault in self.faults if fault.kind in self.bounds]

    def __str__(self) -> str:
        counts = Counter(fault.kind for _, fault in self.faults)
        found = (f"{counts[kind]}{' !' if counts[kind] and kind in self.bounds else ''}" for kind in _COLUMNS)
        return f"{self.what:44}{self.drawn:8}{self.texts:9}" + "".join(f"{count:>10}" for count in found)


HEAD = f"{'':44}{'drawn':>8}{'texts':>9}" + "".join(f"{kind:>10}" for kind in _COLUMNS)
"""What stands above the rows."""


def rows(subjects: Subjects) -> Iterator[Row]:
    """Every row, as soon as it is measured."""
    yield from _slides(subjects)
    yield from _pictures(subjects)
    if subjects.whole:
        yield _posters(subjects)
        if not browser.missing():
            yield _handouts(subjects)


def _slides(subjects: Subjects) -> Iterator[Row]:
    """Frames, which are measured before they are written: the tests of writers hold files to it."""
    found: dict[str, Row] = {}
    for kind, name, deck in subjects.decks():
        row = found.setdefault(kind, Row(f"slides of {kind}", _SLIDES))
        row.drawn += len(deck.frames)
        row.texts += sum(1 for _ in frame_flaws.texts(deck.frames))
        row.faults += [(f"{name}, {flaw.frame}", Flaw(flaw.kind, flaw.what)) for flaw in frame_flaws.flaws(deck.frames)]
    yield from found.values()


def _pictures(subjects: Subjects) -> Iterator[Row]:
    """Pictures for a screen, and the same on A4."""
    screen: dict[str, Row] = {}
    paper: dict[str, Row] = {}
    for kind, name, graph in subjects.graphs():
        picture, sheet = picture_of(to_svg(graph)), sheet_of(graph)
        row = screen.setdefault(kind, Row(f"{kind} for a screen", _SCREEN))
        row.drawn += 1
        row.texts += sum(isinstance(piece, Letters) for part in picture.parts for piece in part.pieces)
        row.faults += [(name, flaw) for flaw in flaws_of_picture(picture)]
        if kind == "ladders":
            continue  # they are set for paper in a way of their own
        _add_sheets(paper.setdefault(kind, Row(f"{kind} on A4", _PAPER)), name,
                    on_a4(picture, sheet.subtitle, sheet.language))  # fmt: skip
    on_paper = paper.setdefault("ladders", Row("ladders on A4", _PAPER))
    for name, sheets in subjects.ladder_sheets():
        _add_sheets(on_paper, name, sheets)
    yield from (*screen.values(), *paper.values())


def _posters(subjects: Subjects) -> Row:
    row = Row("the whole tree, as posters", _PAPER)
    for name, graph in subjects.posters():
        _add_sheets(row, name, [poster(picture_of(to_svg(graph)), sheet_of(graph).language)[0]])
    return row


def _add_sheets(row: Row, name: str, sheets: list[Sheet]) -> None:
    row.drawn += len(sheets)
    for number, sheet in enumerate(sheets, start=1):
        row.texts += sum(isinstance(piece, Letters) for piece in (*sheet.clipped, *sheet.pieces))
        row.faults += [(f"{name}, sheet {number}", flaw) for flaw in flaws_of_sheet(sheet, LEAST_SIZE)]


def _handouts(subjects: Subjects) -> Row:
    """The handouts as Chromium prints them; only how large their letters are."""
    row = Row("handouts, printed by Chromium", ("small",))
    with browser.opened() as started:
        for name, html in subjects.handouts():
            made = browser.printed(started, html)
            row.drawn += made.pages
            row.texts += made.letters
            row.faults += [
                (name, Flaw("small", f"{size:.2f} pt: {text}")) for size, text in made.sizes.items()
                if size < LEAST_SIZE - _ROUNDED
            ]  # fmt: skip
    return row


# Colors


@dataclass(frozen=True, slots=True)
class ColorRow:
    """How the meanings of a group are told apart in a theme.

    Attributes:
        contrast: the least of every text in the theme.
    """

    theme: str
    group: str
    pairs: tuple[colors.Told, ...]
    contrast: float

    @property
    def missed(self) -> list[str]:
        """The pairs that somebody cannot tell apart, and texts that do not stand out."""
        least = colors.LEAST_CONTRAST[self.theme]
        found = [f"{pair.one} and {pair.other}" for pair in self.pairs if not pair.apart]
        return found + [f"contrast {self.contrast:.2f} under {least}"] * (self.contrast < least)

    @property
    def relying(self) -> list[colors.Told]:
        """The pairs that not everybody tells apart by color."""
        return [pair for pair in self.pairs if pair.not_by_color]

    def __str__(self) -> str:
        by = Counter(pair.by for pair in self.relying)
        ways = "; ".join(f"{count} by {way}" for way, count in sorted(by.items()))
        seen = f"{len(self.pairs):4} pairs, {len(self.pairs) - len(self.relying):3} by color for everybody; else"
        return f"{self.theme:15}{self.group:12}{seen} {ways or '-'}" + " !" * bool(self.missed)


def color_rows() -> Iterator[ColorRow]:
    """Every group of meanings in each shipped theme."""
    for name in themes.names():
        with using(themes.theme_of(name)):
            least = min(contrast for _, contrast in colors.contrasts())
            told = list(colors.told_apart())
        for group in dict.fromkeys(pair.group for pair in told):
            yield ColorRow(name, group, tuple(pair for pair in told if pair.group == group), least)
