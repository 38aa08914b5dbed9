"""What scenes are put together from: cards, answers, steps with their marks, in the looks of the theme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from expert.foundations.terms import Safety, Verdict
from expert.foundations.texts import Language, Text
from expert.results.diagnosis import Question
from expert.visualize.canvas.theme import BoxStyle, EdgeStyle, theme
from expert.visualize.frames import words
from expert.visualize.frames.frame import Look, SourceLink
from expert.visualize.frames.layout import BODY
from expert.visualize.frames.scene import Block, Column, Row, Scene, Words
from expert.visualize.marks import Dangers
from expert.visualize.words import CAREFUL, SAFE, capital, mark_apart
from expert.visualize.words import mark as mark_words

NUMBER, MARKS = 52.0, 268.0
"""The width of the column of numbers, and of that of marks."""

_PAD = 14.0
_CHIP_PAD = 6.0
_THICKER = 1.4  # strokes, beside those of pictures that are looked at from near


class Speaker:
    """Says what stands on frames, in one language and in the theme's looks."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def say(self, text: Text) -> str:
        return str(text.in_(self.language))

    # Words

    def plain(self, text: str, **settings: object) -> Words:
        """Words in ink."""
        return replace(Words(text, theme().page.ink), **settings)  # type: ignore[arg-type]

    def soft(self, text: str, **settings: object) -> Words:
        """Quiet words beside others."""
        return replace(Words(text, theme().page.soft, "quiet"), **settings)  # type: ignore[arg-type]

    # Boxes

    def card(self, style: str, kind: str, *said: Words, middle: bool = True) -> Block:
        """A box in one of the looks of the theme, as high as its row.

        Args:
            style: the name of the look in the theme.
            kind: what the box stands for.
            said: its words, in the colors that they bring.
            middle: they stand in the middle of its height.
        """
        return Block(kind, said, look_of(theme().boxes[style]), middle=middle, fills=True, pad=_PAD)

    def text(self, *said: Words, kind: str = "text") -> Block:
        """Words without a box."""
        return Block(kind, said)

    def line(self, name: str, *said: Words, gap: float = 16.0, keep: bool = False) -> Row:
        """Words across the whole frame."""
        return Row(name, (Column(BODY, (self.text(*said),)),), gap=gap, keep=keep)

    def listed(self, name: str, mark: str, *said: Words, ruled: bool = True, numbers: float = NUMBER) -> Row:
        """A numbered line of a list; `numbers` is the width of the column of numbers."""
        number = Words(mark, theme().edges["recognizes"].color, bold=True)
        return Row(
            name, (Column(numbers, (self.text(number, kind="number"),)), Column(BODY - numbers, (self.text(*said),))),
            ruled=ruled, gap=22.0,
        )  # fmt: skip

    def question(self, name: str, question: Question, *, ruled: bool = True) -> Row:
        """A question to find out, with its number; one that has none with a question mark."""
        return self.listed(name, str(question.number or "?"), self.plain(question.ask), ruled=ruled)

    # A cause in its looks

    def cause(self, title: str, verdict: Verdict | None, word: str, *notes: str, superseded: bool = False) -> Block:
        """A cause with its verdict.

        Args:
            title: the cause in words.
            verdict: None on a frame that knows no case.
            word: what stands in the place of the verdict; empty for none.
            notes: small words below the title.
            superseded: only older documentation names it: an outline, and hatched, whatever the verdict.
        """
        if superseded:
            style = theme().boxes["cause_superseded"]
            look = Look(style.fill, style.border, "dashed", 2.4, hatched=style.hatching)
        else:
            style = theme().boxes["cause" if verdict is None else f"cause_{verdict}"]
            look = look_of(style)
        said = [Words(word, style.word, "word", bold=True)] if word else []
        said.append(Words(title, style.text, bold=verdict != "ruled_out", struck=style.struck and not superseded))
        said += [Words(note, style.soft, "quiet", above=4.0) for note in notes]
        kind = " ".join(filter(None, ("cause", verdict, "superseded" if superseded else "")))
        return Block(kind, tuple(said), look, middle=True, fills=True, pad=_PAD)

    # Steps

    def step(
        self, name: str, number: str, text: str, dangers: Dangers, *, below: Iterable[str] = (),
        condition: str | None = None, briefly: str = "", ruled: bool = True, numbers: float = NUMBER,
    ) -> Row:
        """A step with its number and its marks.

        Args:
            name: of the row.
            number: what it is called.
            text: what to do.
            dangers: what it does wherever it is done.
            below: small words under it.
            condition: in which case alone it is done, as a clause ("if this fits: …"); its marks then name it, and are
                no warning for every case.
            briefly: the same in a word, where that is known or said elsewhere.
            ruled: a thin line parts it from the row above.
            numbers: the width of the column of numbers.
        """
        said = [self.plain(text)]
        if condition is not None and not dangers.safety and not briefly:  # otherwise its marks, or its number, name it
            said.append(self.soft(capital(condition), above=2.0))
        said += [self.soft(line, above=2.0) for line in below]
        ink = Words(number, theme().edges["recognizes"].color, bold=True)
        return Row(
            name,
            (
                Column(numbers, (self.text(ink, kind="number"),)),
                Column(BODY - numbers - MARKS - 20.0, (self.text(*said, kind="step"),)),
                Column(MARKS, self.marks(dangers, condition, briefly), room=20.0),
            ),
            ruled=ruled,
            gap=22.0,
        )

    def caution(
        self, name: str, text: str, number: str = "", marks: tuple[Block, ...] = (), numbers: float = NUMBER
    ) -> Row:
        """What to make sure of before anything is done, in a box of its own: nothing that is safe or not.

        Args:
            name: of the row.
            text: the caution in full.
            number: what the step is called that it is, if it is one.
            marks: of the harm; they stand beside it, where it is no step.
            numbers: the width of the column of numbers.
        """
        style = theme().boxes["conflict"]
        head = Words(self.say(CAREFUL), style.word, "word", bold=True)
        card = self.card("conflict", "harm", head, self.plain(text, role="quiet"))
        if not number and marks:
            return Row(name, (Column(BODY - MARKS - 20.0, (card,)), Column(MARKS, marks, room=20.0)))
        if not number:
            return Row(name, (Column(BODY, (card,)),))
        ink = Words(number, theme().edges["recognizes"].color, bold=True)
        return Row(name, (Column(numbers, (self.text(ink, kind="number"),)), Column(BODY - numbers, (card,))))

    def marks(
        self, dangers: Dangers, condition: str | None = None, briefly: str = ""
    ) -> tuple[Block, ...]:
        """The marks of a step below each other; SAFE where it has none.

        Args:
            dangers: what it does wherever it is done.
            condition: in which case alone it is done, as a clause; the marks name it, where they name no other.
            briefly: the same in a word.
        """
        if not dangers.marks():
            style = theme().chips["safe"]
            return (self._chip("mark safe", self.say(SAFE), style.text, Look(style.fill, style.border, "solid", 1.6)),)
        found = []
        for mark in dangers.safety:
            said, style = self.say(mark_words(mark)), theme().chips[mark]
            look = Look(style.fill, style.border, "solid", 1.6)
            if condition is None:
                found.append(self._chip(f"mark {mark}", said, style.text, look))
            else:
                found.append(self._conditional(mark, condition, briefly))
        for one in dangers.sometimes:
            found += [self._conditional(mark, one.case, one.case) for mark in one.safety]
        return tuple(found)

    def _conditional(self, mark: Safety, condition: str, briefly: str) -> Block:
        """The mark of what a step does in one case only: an outline, for it may not be so here."""
        style = theme().chips["sometimes"]
        look = Look(style.fill, style.border, "dashed", 1.8)
        *case, said = (Words(self.say(part), style.text, "word", bold=True) for part in mark_apart(mark, briefly))
        if not case:
            case = [Words(f"{capital(condition)}:", style.text, "word")]
        return Block(f"mark {mark} conditional", (*case, said), look, align="center", pad=_CHIP_PAD)

    def _chip(self, kind: str, said: str, ink: str, look: Look) -> Block:
        return Block(kind, (Words(said, ink, "word", bold=True),), look, align="center", pad=_CHIP_PAD)


def look_of(style: BoxStyle) -> Look:
    """How a box of the theme looks on a frame."""
    return Look(style.fill, style.border, style.lines, style.pen * _THICKER, rounded=style.rounded)


def edge(kind: str) -> EdgeStyle:
    """How a line of the theme looks."""
    return theme().edges[kind]


def sources_scene(speaker: Speaker, documents: Sequence[tuple[str, str, str | None]]) -> Scene:
    """The documents that other frames rest on.

    Args:
        speaker: says it.
        documents: of each its title, date and address.
    """
    rows = tuple(
        speaker.line(
            f"document-{number}",
            Words(speaker.say(words.SOURCE_LINE.format(title=title, date=date)), theme().edges["recognizes"].color,
                  "quiet", url=url or ""),
            gap=10.0,
        )
        for number, (title, date, url) in enumerate(documents, start=1)
    )  # fmt: skip
    return Scene(
        id="sources",
        kicker=speaker.say(words.SOURCES),
        color=theme().page.soft,
        claim=speaker.say(words.SOURCES_CLAIM),
        rows=rows,
        sources=tuple(SourceLink(title, url) for title, _, url in documents),
    )
