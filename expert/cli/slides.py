"""The command `slides`: symptoms and cases as a deck to project."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from expert.cli import case_options, forms, knowing, media, options, redacting
from expert.cli.help import Choice
from expert.cli.inputs import all_cases, keep_apart
from expert.cli.output import file_named
from expert.cli.settings import Settings
from expert.cli.streams import tell
from expert.foundations.commands import carry_only_language
from expert.foundations.problems import InputError, Place, Problem, visible, why_not
from expert.foundations.terms import EngineChoice
from expert.foundations.texts import Language, Text
from expert.visualize.views import PDF, PICTURES, SLIDES

if TYPE_CHECKING:
    from expert.rules.knowledge import KnowledgeBase
    from expert.visualize.frames.frame import Deck

_SVG, _PNG = PICTURES[:2]
_FORMS = (SLIDES, PDF, _SVG, _PNG)
_LIST = "slides.json"  # beside the pictures of a folder: what was written there, so that nothing else is taken away
_OF_FRAMES = re.compile(r"\d+-[a-z0-9-]+\.(svg|png)")


@options.command("slides", Text(
    "Make slides to project: of symptoms, with their questions, causes and remedies, and of cases, as they are "
    "reasoned.\n\n"
    "Each slide makes one claim, and no text on it is under 18 points. OUT tells the form: .pptx is a presentation to "
    "edit, with the full wording in its notes, .pdf a file to show, and any other name a folder with a picture for "
    "each slide (SVG; with --format png, PNG).",
    "Gör bilder att visa med projektor: av symptom, med deras frågor, orsaker och åtgärder, och av ärenden, så som de "
    "resoneras.\n\n"
    "Varje bild säger en sak, och ingen text på den är under 18 punkter. UTFIL anger formen: .pptx är en presentation "
    "att redigera, med den fullständiga lydelsen i anteckningarna, .pdf en fil att visa, och varje annat namn en mapp "
    "med en bildfil för varje bild (SVG; med --format png PNG).",
), reads_file=True)
@options.argument("files", nargs=-1, metavar=Text("[FILE]...", "[FIL]..."))
@case_options.settings
@redacting.shown
@options.option("--symptom", "symptoms", multiple=True, metavar=options.ID, help=Text(
    "A symptom. May be repeated.", "Ett symptom. Kan upprepas."
))
@options.option("--topic", metavar=options.ID, help=Text(
    "All symptoms about this topic.", "Alla symptom i det här ämnet."
))
@options.option("--format", "form", type=Choice(forms.names(_FORMS)), help=Text(
    "Default: by the ending of OUT; in a folder, svg.", "Annars det som filändelsen på UTFIL anger; i en mapp svg."
))
@options.theme
@options.language
@options.option("-o", "--output", metavar=options.OUT, required=True, help=Text(
    "The presentation, the PDF, or the folder.", "Presentationen, PDF-filen eller mappen."
))
@options.rules
@options.timeout
@options.engine
def slides(
    files: tuple[str, ...], settings: Settings, redact: str | None, symptoms: tuple[str, ...], topic: str | None,
    form: str | None, language: Language, output: str, folders: tuple[str, ...], engine: EngineChoice | None,
) -> None:
    from expert.engine import diagnose
    from expert.visualize.frames.decks import of_case

    carry_only_language()
    form = form or forms.by_ending(output, _SVG, *_FORMS)
    keep_apart(files, output)
    knowledge = knowing.knowledge_of(folders)
    wanted = [*symptoms, *knowing.symptoms_about(topic, knowledge)]
    for symptom in symptoms:
        knowing.require_symptom(symptom, knowledge)
    if not wanted and not files and not settings:
        raise InputError([Problem(_NOTHING)])
    decks = list(_of_symptoms(wanted, knowledge, language))
    if files or settings:
        given = all_cases(files, settings, knowledge)
        by = redacting.redactor(redact, knowledge, given)
        decks += [
            of_case(redacting.as_shown(diagnose(case, knowledge, language=language, engine=engine), by))
            for case in given
        ]
        redacting.tell_what_is_not_known(by, language)

    def deck() -> Deck:
        from expert.visualize.frames.decks import joined

        return joined(" · ".join(one.title for one in decks), decks)

    if form in (SLIDES.name, PDF.name) or Path(output).suffix.lower() in _SVG.endings + _PNG.endings:
        media.put_deck(deck, form, file_named(output), language)
    else:
        _put_in_folder(deck(), form, Path(output), language)


def _of_symptoms(symptoms: list[str], knowledge: KnowledgeBase, language: Language) -> Iterator[Deck]:
    from expert.teach.ladders import question_ladder
    from expert.visualize.frames.decks import of_symptom

    for symptom in dict.fromkeys(symptoms):
        yield of_symptom(question_ladder(knowledge, symptom, language), knowledge)


def _put_in_folder(deck: Deck, form: str, folder: Path, language: Language) -> None:
    """A file for each frame, named by its number and what it shows, and a list of them.

    What stands on such a list of an earlier time, and is made no more, is taken away; nothing else is touched.

    Raises:
        InputError: the folder holds something else, or cannot be read or written.
    """
    place = Place(visible(folder.as_posix()))
    digits = len(str(len(deck.frames)))
    names = [f"{frame.number:0{digits}d}-{media.safe_name(frame.id)}.{form}" for frame in deck.frames]
    earlier = _written_before(folder, names, place)
    made = media.frames_as(lambda: deck, form)
    listed = json.dumps({"slides": names}, indent=1).encode() + b"\n"
    files = {folder / name: data for name, data in zip(names, made, strict=True)}
    media.write_files({**files, folder / _LIST: listed}, str(folder))
    for name in earlier.difference(names):
        try:
            (folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise InputError([Problem(why_not(error), Place(visible((folder / name).as_posix())))]) from None
    tell(_WRITTEN.format(count=len(names), folder=visible(folder.as_posix())).in_(language))


def _written_before(folder: Path, names: list[str], place: Place) -> set[str]:
    """The files that this command has written into the folder, by their list.

    Raises:
        InputError: it is a file, holds something and no such list, or what is to be written is there and not on it.
    """
    if folder.is_file():
        raise InputError([Problem(_A_FILE, place)])
    if not folder.exists():
        return set()
    try:
        there = {entry.name for entry in folder.iterdir()}
        text = (folder / _LIST).read_text(encoding="utf-8") if _LIST in there else ""
    except UnicodeDecodeError:
        raise InputError([Problem(_NOT_EMPTY, place)]) from None
    except OSError as error:
        raise InputError([Problem(why_not(error), place)]) from None
    try:
        found = json.loads(text)["slides"] if text else []
        listed = {name for name in found if isinstance(name, str) and _OF_FRAMES.fullmatch(name)}
    except (ValueError, KeyError, TypeError):
        raise InputError([Problem(_NOT_EMPTY, place)]) from None
    if (there and _LIST not in there) or (there - listed).intersection(names):
        raise InputError([Problem(_NOT_EMPTY, place)])
    return listed & there


_NOTHING = Text(
    "name what the slides are about: --symptom, --topic, or fact files",
    "ange vad bilderna ska handla om: --symptom, --topic eller faktafiler",
)
_A_FILE = Text(
    "this is a file; name a folder, or one that ends in .pptx or .pdf",
    "det här är en fil; ange en mapp, eller en fil som slutar på .pptx eller .pdf",
)
_NOT_EMPTY = Text(
    "this folder holds something else than such slides; name a new one, or one that was written so",
    "mappen innehåller annat än sådana bilder; ange en ny, eller en som har skrivits så",
)
_WRITTEN = Text("{count} slides in {folder}", "{count} bilder i {folder}")
