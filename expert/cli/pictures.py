"""The commands that draw: `graph`, `tree`, `ladder` and `handout`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from expert.cli import options
from expert.cli.formats import PICTURE_ENDINGS, PICTURES, by_ending
from expert.cli.inputs import case_of, keep_apart
from expert.cli.output import draw
from expert.facts.case import Case
from expert.foundations.problems import InputError, Problem
from expert.foundations.texts import Language, Text
from expert.rules.knowledge import KnowledgeBase

if TYPE_CHECKING:
    from expert.visualize.canvas.formats import PictureFormat


@options.command("graph", Text("Draw the reasoning path of one case.", "Rita resonemanget i ett ärende."))
@options.argument("file", required=False, metavar=options.FILE)
@options.settings
@options.form(*PICTURES)
@options.language
@options.output
@options.rules
def graph(
    file: str | None, settings: tuple[str, ...], form: str | None, language: Language, output: str | None,
    folders: tuple[str, ...],
) -> None:
    from expert.engine import diagnose
    from expert.visualize.drawings.reasoning import graph_picture

    form = form or by_ending(output, PICTURE_ENDINGS, "text")
    keep_apart([file], output)
    knowledge = options.knowledge_of(folders)
    case = case_of(file, settings, knowledge.vocabulary)
    diagnosis = diagnose(case, knowledge, language=language)
    draw(lambda: graph_picture(diagnosis, cast(Any, form)), output)


@options.command("tree", Text(
    "Draw the diagnostic tree, whole or for one symptom.",
    "Rita felsökningsträdet, helt eller för ett symptom.",
))
@options.option("--symptom", metavar=options.ID, help=Text("Only this symptom.", "Bara det här symptomet."))
@options.form(*PICTURES)
@options.language
@options.output
@options.rules
def tree(
    symptom: str | None, form: str | None, language: Language, output: str | None, folders: tuple[str, ...]
) -> None:
    from expert.visualize.drawings.tree import tree_picture

    form = form or by_ending(output, PICTURE_ENDINGS, "text")
    knowledge = options.knowledge_of(folders)
    options.require_symptom(symptom, knowledge)
    draw(lambda: tree_picture(knowledge, symptom, language, cast(Any, form)), output)


@options.command("ladder", Text(
    "Draw the question ladder of a symptom: what to ask first, and what each answer shows.\n\n"
    "With a FILE, the path of its case is marked.",
    "Rita frågestegen för ett symptom: vad du frågar först, och vad varje svar visar.\n\n"
    "Med en FIL markeras vägen i dess ärende.",
))
@options.argument("file", required=False, metavar=Text("[FILE]", "[FIL]"))
@options.settings
@options.option("--symptom", metavar=options.ID, help=Text(
    "The symptom; with a FILE, the one that its case shows.",
    "Symptomet; med en FIL det som dess ärende visar.",
))
@options.form(*PICTURES)
@options.language
@options.output
@options.rules
def ladder(
    file: str | None, settings: tuple[str, ...], symptom: str | None, form: str | None, language: Language,
    output: str | None, folders: tuple[str, ...],
) -> None:
    form = form or by_ending(output, PICTURE_ENDINGS, "text")
    keep_apart([file], output)
    knowledge = options.knowledge_of(folders)
    options.require_symptom(symptom, knowledge)
    case = case_of(file, settings, knowledge.vocabulary) if file or settings else None
    draw(lambda: ladder_of(knowledge, symptom, case, language, cast(Any, form)), output)


@options.command("handout", Text(
    "Make a handout for a class: one HTML file to print, that needs nothing from the net.",
    "Gör ett utdelningsmaterial till en lektion: en HTML-fil att skriva ut, som inte behöver något från nätet.",
))
@options.option("--symptom", metavar=options.ID, help=Text(
    "Only this symptom; all of them if left out.", "Bara det här symptomet; annars alla."
))
@options.option("--solutions", is_flag=True, help=Text(
    "With pictures, causes, remedies and sources, for the teacher.",
    "Med bilder, orsaker, åtgärder och källor, för läraren.",
))
@options.option("--seed", type=options.Seed(), metavar=options.NUMBER, help=Text(
    "Which exercises; the same ones each time if left out.", "Vilka övningar; varje gång samma om den utelämnas."
))
@options.language
@options.output
@options.rules
def handout(
    symptom: str | None, solutions: bool, seed: int | None, language: Language, output: str | None,
    folders: tuple[str, ...],
) -> None:
    from expert.teach.lessons import SEED, lessons_for_learners, lessons_for_teachers
    from expert.visualize.pages.handout import handout as made

    by_ending(output, {".html": "html", ".htm": "html"}, "html")
    knowledge = options.knowledge_of(folders)
    options.require_symptom(symptom, knowledge)
    prepare = lessons_for_teachers if solutions else lessons_for_learners
    lessons = prepare(knowledge, symptom, language, SEED if seed is None else seed)
    draw(lambda: made(knowledge, lessons, language, solutions=solutions).encode(), output)


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
    from expert.teach.ladders import question_ladder
    from expert.visualize.drawings.ladder import NoSuchSymptom, ladder_picture

    diagnosis = None if case is None else diagnose(case, knowledge, language=language)
    if symptom is None:
        found = [] if diagnosis is None else [symptom.id for symptom in diagnosis.symptoms]
        if len(found) != 1:
            raise InputError([Problem(_WHICH_SYMPTOM if not found else _SEVERAL.format(symptoms=", ".join(found)))])
        symptom = found[0]
    try:
        return ladder_picture(question_ladder(knowledge, symptom, language), picture_format, diagnosis)
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
