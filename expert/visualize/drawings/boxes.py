"""Boxes that several drawings have: the messages of a symptom, a remedy as its ways, and what is left to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from expert.foundations.texts import Language, Text, way_letters
from expert.results.ladder import Rung
from expert.visualize import words
from expert.visualize.canvas.graph import Box, Row

_MOST_MESSAGES = 2
ASK_THEN = Text("{answers}: ask {numbers}", "{answers}: ställ fråga {numbers}")
ASK_NOTHING = Text("{answers}: none of these; ask for help", "{answers}: inget av detta; be om hjälp")


def message_rows(messages: Sequence[str], language: Language) -> tuple[Row, ...]:
    """The first messages of a symptom, for its box."""
    return tuple(Row(words.quoted(text).in_(language)) for text in messages[:_MOST_MESSAGES])


def sorted_rows(rung: Rung, language: Language) -> Iterator[Row]:
    """The questions that are left after each answer to one that sorts causes."""
    for same in rung.sorts:
        said = ASK_THEN if same.left else ASK_NOTHING
        answers = "; ".join(answer.words for answer in same.answers)
        yield Row(said.format(answers=answers, numbers=", ".join(map(str, same.left))).in_(language))


def box_of_ways(title: str, ways: Sequence[Row], note: str, column: int) -> Box:
    """A remedy as its ways, each with all its dangers.

    Several ways bear letters: with numbers they would read as steps, to be taken one after the other.

    Args:
        title: of the remedy.
        ways: the title of each way, with its dangers.
        note: what is said of all of them.
        column: where the box stands.
    """
    if len(ways) == 1:
        return Box(kind="tree_remedy", column=column, rows=(replace(ways[0], text=title),), note=note)
    rows = tuple(replace(way, label=letter) for letter, way in zip(way_letters(), ways, strict=False))
    return Box(kind="tree_remedy", column=column, title=title, rows=rows, note=note)
