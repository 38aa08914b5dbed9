"""The command `rules pages`: the knowledge base as a folder of HTML pages."""

from __future__ import annotations

from pathlib import Path

import click

from expert.cli import knowing, options
from expert.cli.language import language_of
from expert.cli.output import write_text
from expert.cli.rule_pictures import picture_of
from expert.cli.whole_files import write_all_whole
from expert.foundations.problems import InputError, Place, Problem, visible, why_not
from expert.foundations.texts import LANGUAGES, Language, Text
from expert.rules.knowledge import KnowledgeBase
from expert.visualize import views
from expert.visualize.pages.rule_site import rule_pages

PAGES = Text(
    "Write a page for each symptom, cause, remedy and fact, and an index by topic, in both languages. They are plain "
    "HTML and work from the folder.",
    "Skriv en sida för varje symptom, orsak, åtgärd och faktum, och en översikt efter ämne, på båda språken. De är "
    "vanlig HTML och fungerar från mappen.",
)
_WRITTEN = Text("{n} pages: {index}", "{n} sidor: {index}")
_NOT_EMPTY = Text(
    "this folder holds something else than such pages; name a new one, or one that was written so",
    "mappen innehåller annat än sådana sidor; ange en ny, eller en som har skrivits så",
)
_A_FILE = Text("this is a file; name a folder", "det här är en fil; ange en mapp")
_OF_PAGES = (*LANGUAGES, "pictures")


@options.command("pages", PAGES)
@options.argument("folder", metavar=Text("DIR", "MAPP"))
@options.option("--pictures/--no-pictures", "pictures", default=True, help=Text(
    "With a picture of each symptom and cause (default), or without.",
    "Med en bild av varje symptom och orsak (om inget anges), eller utan.",
))
@options.language_of_messages
@options.rules
@click.pass_context
def rules_pages(ctx: click.Context, folder: str, pictures: bool, folders: tuple[str, ...]) -> None:
    target = Path(folder)
    _require_place(target)
    knowledge = knowing.knowledge_of(folders)
    # All that can fail for a want of knowledge is made before anything is written.
    files: dict[str, bytes] = {}
    if pictures:
        files |= _drawn(knowledge)
    address = (lambda name, language: _address(name, language, files)) if pictures else None
    pages = dict(rule_pages(knowledge, address))
    files |= {name: page.encode() for name, page in pages.items()}
    try:
        _write(target, files)
    except OSError as error:
        reason = why_not(error)
        raise InputError([Problem(Text(
            f"the pages cannot be written ({reason.en})", f"det går inte att skriva sidorna ({reason.sv})"
        ), Place(visible(folder)))]) from None
    spoken = language_of(ctx)
    index = target / spoken / "index.html"
    write_text(_WRITTEN.format(n=len(pages), index=visible(index.as_posix())).in_(spoken) + "\n")


def _require_place(target: Path) -> None:
    """The folder can be written: it is new, empty, or holds nothing but pages that were written before."""
    place = Place(visible(target.as_posix()))
    if target.is_file():
        raise InputError([Problem(_A_FILE, place)])
    if target.is_dir() and any(entry.name not in _OF_PAGES for entry in target.iterdir()):
        raise InputError([Problem(_NOT_EMPTY, place)])


def _drawn(knowledge: KnowledgeBase) -> dict[str, bytes]:
    drawn: dict[str, bytes] = {}
    for language in LANGUAGES:
        for name in (*knowledge.symptoms, *knowledge.causes):
            graph = picture_of(knowledge, name, language)
            if graph is not None:
                drawn[f"pictures/{name}.{language}.svg"] = views.drawn(graph, "svg")
    return drawn


def _address(name: str, language: Language, files: dict[str, bytes]) -> str | None:
    file = f"pictures/{name}.{language}.svg"
    return f"../{file}" if file in files else None


def _write(target: Path, files: dict[str, bytes]) -> None:
    """Each file is whole or is not there; what was written before and is no longer made is removed."""
    write_all_whole({target / name: data for name, data in files.items()})
    for part in _OF_PAGES:
        for path in (target / part).glob("*.*"):
            if path.relative_to(target).as_posix() not in files:
                path.unlink()
