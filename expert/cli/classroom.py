"""The command `class`: one page for a class, to explore, to play cases, and to practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expert.cli import forms, knowing, options, redacting
from expert.cli.folders_of_cases import each_file
from expert.cli.inputs import all_cases, keep_apart
from expert.cli.output import draw
from expert.cli.settings import Settings
from expert.facts.case import Case
from expert.foundations.problems import InputError, Problem
from expert.foundations.terms import EngineChoice
from expert.foundations.texts import Language, Text
from expert.visualize.views import HTML

if TYPE_CHECKING:
    from expert.rules.knowledge import KnowledgeBase


@options.command("class", Text(
    "Make one page for a class: explore what is known, play a case as the rules fire, and practice. It is one HTML "
    "file that works offline, in both languages, and sends nothing.\n\n"
    "Each FILE is a case to play, before those of the symptoms.",
    "Gör en sida till en lektion: utforska det som är känt, spela upp ett ärende regel för regel, och öva. Den är en "
    "enda HTML-fil som fungerar utan nät, på båda språken, och skickar inget.\n\n"
    "Varje FIL är ett ärende att spela upp, före symptomens egna.",
), reads_file=True)
@options.argument("files", nargs=-1, metavar=Text("[FILE...]", "[FIL...]"))
@options.option("--symptom", "symptoms", multiple=True, metavar=options.ID, help=Text(
    "Only this symptom, with more exercises on it; all of them if left out. May be repeated.",
    "Bara det här symptomet, med fler övningar om det; annars alla. Kan upprepas.",
))
@redacting.shown
@options.language
@options.theme
@options.output
@options.rules
@options.timeout
@options.engine
def classroom(
    files: tuple[str, ...], symptoms: tuple[str, ...], redact: str | None, language: Language, output: str | None,
    folders: tuple[str, ...], engine: EngineChoice | None,
) -> None:
    from expert.engine import diagnose
    from expert.teach.classroom import GivenCase
    from expert.teach.classroom import classroom as made_of
    from expert.visualize.pages.class_page import class_page

    forms.by_ending(output, HTML)
    keep_apart(files, output)
    knowledge = knowing.knowledge_of(folders)
    for symptom in symptoms:
        knowing.require_symptom(symptom, knowledge)
    given = _given(files, knowledge)
    by = redacting.redactor(redact, knowledge, given)
    played = [
        GivenCase(case, redacting.as_shown(diagnose(case, knowledge, language=language, engine=engine), by))
        for case in given
    ]
    redacting.tell_what_is_not_known(by, language)
    draw(lambda: class_page(made_of(knowledge, symptoms, played, language)).encode(), output)


def _given(files: tuple[str, ...], knowledge: KnowledgeBase) -> list[Case]:
    """The case of each file, and of those in folders.

    Raises:
        InputError: something is wrong in any of them; everything is listed.
    """
    wrong: list[Problem] = []
    names = tuple(each_file(files, wrong))
    if names:
        return all_cases(names, Settings(()), knowledge, wrong)
    if wrong:
        raise InputError(wrong)
    return []
