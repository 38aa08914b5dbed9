"""Boxes that several drawings have: the messages of a symptom, a remedy as its ways, and what is left to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from string import ascii_lowercase

from expert.foundations.texts import AND, Language, Text, listed, way_letters
from expert.results.ladder import Rung
from expert.visualize import words
from expert.visualize.canvas.graph import Box, Row

_MOST_MESSAGES = 2
ASK_THEN = Text("{answers}: ask {numbers}", "{answers}: ställ fråga {numbers}")
HOLDS = (Text("asks question {numbers}", "ställer fråga {numbers}"),
         Text("asks questions {numbers}", "ställer frågorna {numbers}"))  # fmt: skip
TOLD_BY = (Text("{said} (question {numbers})", "{said} (fråga {numbers})"),
           Text("{said} (questions {numbers})", "{said} (frågorna {numbers})"))  # fmt: skip
FURTHER = Text("question {number} ({title})", "fråga {number} ({title})")
TOLD_BY_FURTHER = Text("{questions} can tell it too", "även {questions} kan avgöra det")
NUMBERS = Text(
    "The numbers are those that the questions have in a diagnosis and an interview; letters tell apart what stands at "
    "the same question.",
    "Numren är de som frågorna har i en diagnos och en intervju; bokstäver skiljer det som hör till samma fråga.",
)
"""What is said where the labels of a ladder are not simply 1, 2, 3."""

AFTER = Text("after “{answers}” to question {number}", "efter ”{answers}” på fråga {number}")
ASK_NOTHING = Text("{answers}: none of these; ask for help", "{answers}: inget av detta; be om hjälp")


def message_rows(messages: Sequence[str], language: Language) -> tuple[Row, ...]:
    """The first messages of a symptom, for its box."""
    return tuple(Row(words.quoted(text).in_(language)) for text in messages[:_MOST_MESSAGES])


def labels_of(rungs: Sequence[Rung]) -> dict[int, str]:
    """What each question of a ladder is called, by its number."""
    return {rung.number: rung.called for rung in rungs}


def are_counted(rungs: Sequence[Rung]) -> bool:
    """Whether the questions of a ladder are simply called 1, 2, 3."""
    return [rung.called for rung in rungs] == [str(rung.number) for rung in rungs]


def numbers_in_words(rung: Rung) -> Text | None:
    """The numbers of the questions that a rung holds, where its label is not the number of the only one."""
    if [str(number) for number in rung.questions] in ([], [rung.called.rstrip(ascii_lowercase)]):
        return None
    one, several = HOLDS
    numbers = listed([Text(str(number), str(number)) for number in rung.questions], AND)
    return (one if len(rung.questions) == 1 else several).format(numbers=numbers)


def only_if_in_words(rung: Rung) -> Text | None:
    """Where the causes of a rung can be at all, with the numbers of the questions that tell; None where that is all
    the same."""
    if rung.only_if is None:
        return None
    said = words.ONLY_IF.format(condition=rung.only_if)
    if not rung.only_if_questions:
        return said
    one, several = TOLD_BY
    numbers = listed([Text(str(number), str(number)) for number in rung.only_if_questions], AND)
    return (one if len(rung.only_if_questions) == 1 else several).format(said=said, numbers=numbers)


def after_in_words(answers: Sequence[str], label: str) -> Text:
    """The answers on which something depends, where it stands at another question than the one that they answer.

    Args:
        answers: one of them is enough.
        label: of the question that they answer.
    """
    return AFTER.format(answers="; ".join(answers), number=label)


def further_in_words(rung: Rung) -> Text | None:
    """What else a diagnosis asks about the causes of a rung; None where it asks nothing else."""
    if not rung.further:
        return None
    asked = [FURTHER.format(number=one.number, title=one.title) for one in rung.further]
    return TOLD_BY_FURTHER.format(questions=listed(asked, AND))


def notes_of(rung: Rung) -> Iterator[Text]:
    """Which questions a rung holds, which others tell the same, and where its causes can be at all."""
    yield from filter(None, (numbers_in_words(rung), further_in_words(rung), only_if_in_words(rung)))


def sorted_rows(rung: Rung, labels: Mapping[int, str], language: Language) -> Iterator[Row]:
    """The questions that are left after each answer to one that sorts causes.

    Args:
        rung: the question.
        labels: what each question of its ladder is called.
        language: of the words.
    """
    for same in rung.sorts:
        said = ASK_THEN if same.left else ASK_NOTHING
        answers = "; ".join(answer.words for answer in same.answers)
        yield Row(said.format(answers=answers, numbers=", ".join(labels[number] for number in same.left)).in_(language))


def box_of_ways(title: str, ways: Sequence[Row], note: str, column: int) -> Box:
    """A remedy as its ways, each with all its dangers.

    Several ways bear letters: with numbers they would read as steps, to be taken one after the other.

    Args:
        title: of the remedy.
        ways: the title of each way, labeled with its letter, and its dangers.
        note: what is said of all of them.
        column: where the box stands.
    """
    if len(ways) == 1:
        return Box(kind="tree_remedy", column=column, rows=(replace(ways[0], text=title, label=""),), note=note)
    # A ladder that was stored before ways had letters has them in its order.
    rows = tuple(replace(way, label=way.label or letter) for letter, way in zip(way_letters(), ways, strict=False))
    return Box(kind="tree_remedy", column=column, title=title, rows=rows, note=note)
