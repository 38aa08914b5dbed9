"""The commands that draw: `graph`, `tree`, `ladder` and `handout`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expert.cli import case_options, forms, knowing, media, options, redacting
from expert.cli.inputs import case_of, keep_apart
from expert.cli.output import draw
from expert.cli.own_domain import for_own_domain
from expert.cli.settings import Settings
from expert.foundations.problems import InputError, Problem
from expert.foundations.terms import EngineChoice
from expert.foundations.texts import Language, Text
from expert.visualize.views import HTML

if TYPE_CHECKING:
    from expert.visualize.canvas.graph import Graph
    from expert.visualize.frames.frame import Deck


@options.command(
    "graph", Text("Draw the reasoning path of one case.", "Rita resonemanget i ett ärende."), reads_file=True
)
@options.argument("file", required=False, metavar=options.FILE)
@case_options.settings
@redacting.shown
@options.form(*media.FORMS)
@media.medium
@options.theme
@options.language
@options.output
@options.rules
@options.timeout
@options.engine
def graph(
    file: str | None, settings: Settings, redact: str | None, form: str | None, medium: str, language: Language,
    output: str | None, folders: tuple[str, ...], engine: EngineChoice | None,
) -> None:
    from expert.engine import diagnose
    from expert.visualize.drawings.reasoning import reasoning_graph
    from expert.visualize.frames import decks

    form = media.form_of(form, output, medium)
    keep_apart([file], output)
    knowledge = knowing.knowledge_of(folders)
    case = case_of(file, settings, knowledge)
    by = redacting.redactor(redact, knowledge, (case,))
    diagnosis = redacting.as_shown(diagnose(case, knowledge, language=language, engine=engine), by)
    redacting.tell_what_is_not_known(by, language)
    drawn = media.Drawn(lambda: reasoning_graph(diagnosis), lambda: decks.of_case(diagnosis))
    media.put(drawn, form, medium, output, language)


@options.command("tree", Text(
    "Draw the diagnostic tree, whole or for one symptom.\n\n"
    "The whole tree is a poster. When it no longer fits on a sheet (A0), it is divided by topic: a tree for each "
    "topic, below each other in one picture. To print them one by one, draw each with --topic.",
    "Rita felsökningsträdet, helt eller för ett symptom.\n\n"
    "Hela trädet är en affisch. När det inte längre får plats på ett ark (A0) delas det efter ämne: ett träd för varje "
    "ämne, under varandra i samma bild. Rita vart och ett med --topic för att skriva ut dem var för sig.",
))
@options.option("--symptom", metavar=options.ID, help=Text("Only this symptom.", "Bara det här symptomet."))
@options.option("--topic", metavar=options.ID, help=Text(
    "Only the symptoms about this topic.", "Bara symptomen i det här ämnet."
))
@options.form(*media.FORMS)
@media.medium
@options.theme
@options.language
@options.output
@options.rules
@options.timeout
def tree(
    symptom: str | None, topic: str | None, form: str | None, medium: str, language: Language, output: str | None,
    folders: tuple[str, ...],
) -> None:
    from expert.visualize.drawings.tree import tree_graph

    if symptom is not None and topic is not None:
        raise InputError([Problem(_ONE_OF_BOTH)])
    form = media.form_of(form, output, medium)
    knowledge = knowing.knowledge_of(folders)
    knowing.require_symptom(symptom, knowledge)
    knowing.require_topic(topic, knowledge)

    def frames() -> Deck:
        from expert.teach.ladders import question_ladder
        from expert.visualize.frames import decks

        if symptom is not None:
            return decks.of_symptom(question_ladder(knowledge, symptom, language), knowledge)
        return decks.of_topics(knowledge, topic, language)

    def picture() -> Graph:
        from expert.teach.ladders import question_ladder

        ladder = None if symptom is None else question_ladder(knowledge, symptom, language)
        return tree_graph(knowledge, symptom, language, topic, ladder)

    drawn = media.Drawn(picture, frames)
    media.put(drawn, form, medium, output, language)


@options.command("ladder", Text(
    "Draw the question ladder of a symptom: what to ask first, and what each answer shows.\n\n"
    "With a FILE, the path of its case is marked.",
    "Rita frågestegen för ett symptom: vad du frågar först, och vad varje svar visar.\n\n"
    "Med en FIL markeras vägen i dess ärende.",
), reads_file=True)
@options.argument("file", required=False, metavar=Text("[FILE]", "[FIL]"))
@case_options.settings
@redacting.shown
@options.option("--symptom", metavar=options.ID, help=Text(
    "The symptom; with a FILE, the one that its case shows.",
    "Symptomet; med en FIL det som dess ärende visar.",
))
@options.form(*media.FORMS)
@media.medium
@options.theme
@options.language
@options.output
@options.rules
@options.timeout
@options.engine
def ladder(
    file: str | None, settings: Settings, redact: str | None, symptom: str | None, form: str | None, medium: str,
    language: Language, output: str | None, folders: tuple[str, ...], engine: EngineChoice | None,
) -> None:
    from expert.engine import diagnose
    from expert.teach.ladders import question_ladder, shown_symptom
    from expert.visualize.drawings.ladder import ladder_graph
    from expert.visualize.frames import decks
    from expert.visualize.paper.ladder_sheets import ladder_on_a4

    form = media.form_of(form, output, medium)
    keep_apart([file], output)
    knowledge = knowing.knowledge_of(folders)
    knowing.require_symptom(symptom, knowledge)
    case = case_of(file, settings, knowledge) if file or settings else None
    diagnosis = None if case is None else diagnose(case, knowledge, language=language, engine=engine)
    ladder = question_ladder(knowledge, shown_symptom(diagnosis, symptom), language)
    by = None if case is None else redacting.redactor(redact, knowledge, (case,))
    shown = None if diagnosis is None else redacting.as_shown(diagnosis, by)
    ladder = for_own_domain(ladder, redacting.level_of(redact, "none"))
    redacting.tell_what_is_not_known(by, language)
    drawn = media.Drawn(
        lambda: ladder_graph(ladder, shown), lambda: decks.of_symptom(ladder, knowledge, shown),
        lambda picture: ladder_on_a4(picture, ladder),
    )  # fmt: skip
    media.put(drawn, form, medium, output, language)


@options.command("handout", Text(
    "Make a handout for a class: one HTML file to print, that needs nothing from the net.",
    "Gör ett utdelningsmaterial till en lektion: en HTML-fil att skriva ut, som inte behöver något från nätet.",
))
@options.option("--symptom", "symptoms", multiple=True, metavar=options.ID, help=Text(
    "Only this symptom; all of them if left out. May be repeated.", "Bara det här symptomet; annars alla. Kan upprepas."
))
@options.option("--topic", metavar=options.ID, help=Text(
    "All symptoms about this topic.", "Alla symptom i det här ämnet."
))
@options.option("--solutions", is_flag=True, help=Text(
    "With pictures, causes, remedies and sources, for the teacher.",
    "Med bilder, orsaker, åtgärder och källor, för läraren.",
))
@options.option("--seed", type=options.Seed(), metavar=options.NUMBER, help=Text(
    "Which exercises; the same ones each time if left out.", "Vilka övningar; varje gång samma om den utelämnas."
))
@options.theme
@options.language
@options.output
@options.rules
@options.timeout
def handout(
    symptoms: tuple[str, ...], topic: str | None, solutions: bool, seed: int | None, language: Language,
    output: str | None, folders: tuple[str, ...],
) -> None:
    from expert.teach.lessons import SEED, lessons_for_learners, lessons_for_teachers
    from expert.visualize.pages.handout import handout_page

    forms.by_ending(output, HTML)
    knowledge = knowing.knowledge_of(folders)
    for symptom in symptoms:
        knowing.require_symptom(symptom, knowledge)
    wanted = [*symptoms, *knowing.symptoms_about(topic, knowledge)]
    about = wanted if symptoms or topic is not None else None
    prepare = lessons_for_teachers if solutions else lessons_for_learners
    lessons = prepare(knowledge, about, language, SEED if seed is None else seed)
    draw(lambda: handout_page(knowledge, lessons, language, solutions=solutions).encode(), output)


_ONE_OF_BOTH = Text("choose --symptom or --topic, not both", "välj --symptom eller --topic, inte båda")
