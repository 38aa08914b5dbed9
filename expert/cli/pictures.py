"""The commands that draw: `graph`, `tree`, `ladder` and `handout`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from expert.cli import options
from expert.cli.formats import PICTURE_ENDINGS, PICTURES, by_ending
from expert.cli.inputs import case_of, keep_apart
from expert.cli.output import draw
from expert.facts.case import Case
from expert.problems import InputError, Problem
from expert.rules.knowledge import KnowledgeBase
from expert.texts import Language, Text

if TYPE_CHECKING:
    from expert.visualize.pictures import PictureFormat


@click.command()
@click.argument("file", required=False, metavar="FILE")
@options.settings
@options.form(*PICTURES)
@options.language
@options.output
@options.rules
def graph(
    file: str | None, settings: tuple[str, ...], form: str | None, language: str | None, output: str | None,
    folders: tuple[str, ...],
) -> None:
    """Draw the reasoning path of one case."""
    from expert.engine import diagnose
    from expert.visualize.pictures import graph_picture

    form = form or by_ending(output, PICTURE_ENDINGS, "text")
    keep_apart([file], output)
    knowledge = options.knowledge_of(folders)
    case = case_of(file, settings, knowledge.vocabulary)
    diagnosis = diagnose(case, knowledge, language=options.language_of(language))
    draw(lambda: graph_picture(diagnosis, cast(Any, form)), output)


@click.command()
@click.option("--symptom", metavar="ID", help="Only this symptom.")
@options.form(*PICTURES)
@options.language
@options.output
@options.rules
def tree(
    symptom: str | None, form: str | None, language: str | None, output: str | None, folders: tuple[str, ...]
) -> None:
    """Draw the diagnostic tree, whole or for one symptom."""
    from expert.visualize.pictures import tree_picture

    form = form or by_ending(output, PICTURE_ENDINGS, "text")
    knowledge = options.knowledge_of(folders)
    options.require_symptom(symptom, knowledge)
    draw(lambda: tree_picture(knowledge, symptom, options.language_of(language), cast(Any, form)), output)


@click.command(short_help="Draw the question ladder of a symptom.")
@click.argument("file", required=False, metavar="[FILE]")
@options.settings
@click.option("--symptom", metavar="ID", help="The symptom; with a FILE, the one that its case shows.")
@options.form(*PICTURES)
@options.language
@options.output
@options.rules
def ladder(
    file: str | None, settings: tuple[str, ...], symptom: str | None, form: str | None, language: str | None,
    output: str | None, folders: tuple[str, ...],
) -> None:
    """Draw the question ladder of a symptom: what to ask first, and what each answer shows.

    With a FILE, the path of its case is marked.
    """
    form = form or by_ending(output, PICTURE_ENDINGS, "text")
    keep_apart([file], output)
    knowledge = options.knowledge_of(folders)
    options.require_symptom(symptom, knowledge)
    case = case_of(file, settings, knowledge.vocabulary) if file or settings else None
    draw(lambda: ladder_of(knowledge, symptom, case, options.language_of(language), cast(Any, form)), output)


@click.command(short_help="Make a handout for a class: one HTML file to print.")
@click.option("--symptom", metavar="ID", help="Only this symptom; all of them if left out.")
@click.option("--solutions", is_flag=True, help="With pictures, causes, remedies and sources, for the teacher.")
@options.language
@options.output
@options.rules
def handout(
    symptom: str | None, solutions: bool, language: str | None, output: str | None, folders: tuple[str, ...]
) -> None:
    """Make a handout for a class: one HTML file to print, that needs nothing from the net."""
    from expert.visualize.handout import handout as made

    by_ending(output, {".html": "html", ".htm": "html"}, "html")
    knowledge = options.knowledge_of(folders)
    options.require_symptom(symptom, knowledge)
    draw(lambda: made(knowledge, symptom, options.language_of(language), solutions=solutions).encode(), output)


def ladder_of(
    knowledge: KnowledgeBase,
    symptom: str | None,
    case: Case | None,
    language: Language,
    picture_format: PictureFormat,
) -> bytes:
    """The question ladder of a symptom, with the path of a case if there is one.

    Raises:
        InputError: neither symptom nor case, or the case shows no symptom, or not that one.
        DrawingError: for svg and png, when there is no Graphviz or it fails.
    """
    from expert.engine import diagnose
    from expert.visualize.ladder import NoSuchSymptom, ladder_picture

    diagnosis = None if case is None else diagnose(case, knowledge, language=language)
    if symptom is None:
        found = [] if diagnosis is None else [symptom.id for symptom in diagnosis.symptoms]
        if len(found) != 1:
            raise InputError([Problem(_WHICH_SYMPTOM if not found else _SEVERAL.format(symptoms=", ".join(found)))])
        symptom = found[0]
    try:
        return ladder_picture(knowledge, symptom, language, picture_format, diagnosis)
    except NoSuchSymptom as error:
        raise InputError([Problem(error.text)]) from None


_WHICH_SYMPTOM = Text(
    "name a symptom with --symptom, or a fact file whose case shows one",
    "ange ett symptom med --symptom, eller en faktafil vars ärende visar ett",
)
_SEVERAL = Text(
    "the case shows several symptoms; choose one with --symptom: {symptoms}",
    "ärendet visar flera symptom; välj ett med --symptom: {symptoms}",
)
