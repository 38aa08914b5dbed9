"""`--for`: what a picture is for, a screen, a projector, A4 or a poster, and the files that it is written into."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from expert.cli import forms, options
from expert.cli.help import Choice
from expert.cli.output import draw, file_named, require_place
from expert.cli.streams import tell
from expert.foundations.problems import DrawingError, InputError, Place, Problem, visible, why_not
from expert.foundations.texts import Language, Text
from expert.visualize import views
from expert.visualize.views import PDF, PICTURES, SLIDES, Format

if TYPE_CHECKING:
    from expert.visualize.canvas.graph import Graph
    from expert.visualize.frames.frame import Deck
    from expert.visualize.paper.page import Sheet

Medium = Literal["screen", "slide", "a4", "poster"]
_SVG, _PNG = PICTURES[:2]
TEXT_FIRST = tuple(sorted(PICTURES, key=lambda form: form.name != "text"))
"""Where nothing else asks for a form, a picture on a screen is told as text."""

_FORMS: Mapping[Medium, tuple[Format, ...]] = {
    "screen": (*TEXT_FIRST, PDF),
    "slide": (_SVG, _PNG, PDF, SLIDES),
    "a4": (PDF, _SVG),
    "poster": (PDF, _SVG, _PNG),
}
"""The forms of each; the first is the one that is written where nothing else is asked for."""

FORMS = forms.names(PICTURES, PDF, SLIDES)
"""The names of all of them, for `--format`."""

_POSTER_DOTS = 100 / 72  # dots for a point of a poster's PNG: 100 an inch


@dataclass(frozen=True, slots=True)
class Drawn:
    """What can be drawn, in the two ways that there are; each is only made when it is wanted.

    Attributes:
        graph: the picture as a graph.
        deck: the same as frames to project.
        on_a4: the same graph as it is set for A4, where that is done in a way of its own; it gives back None where
            that cannot be.
    """

    graph: Callable[[], Graph]
    deck: Callable[[], Deck]
    on_a4: Callable[[Graph], list[Sheet] | None] = lambda graph: None


def medium(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--for`, as `medium`."""
    return options.option("--for", "medium", type=Choice(tuple(_FORMS)), default="screen", help=Text(
        "What the picture is for. screen (default): one picture; slide: frames of 16 to 9 to project, with no text "
        "under 18 points; a4: sheets to print, none under 9 points; poster: one sheet from A3 to A0.",
        "Vad bilden är till för. screen (om inget anges): en bild; slide: bilder i formatet 16:9 att visa med "
        "projektor, ingen text under 18 punkter; a4: ark att skriva ut, inget under 9 punkter; poster: ett ark från "
        "A3 till A0.",
    ))(function)  # fmt: skip


def form_of(form: str | None, output: str | None, wanted: str, *others: Format | tuple[Format, ...]) -> str:
    """The form that is written: the one that was asked for, or that the file's ending asks for.

    Args:
        form: what `--format` says.
        output: the file.
        wanted: what the picture is for.
        others: forms that the command writes besides, for a screen.

    Raises:
        InputError: there is no such form of what is for that.
    """
    known = _FORMS[cast(Medium, wanted)]
    offered = (*others, *known) if wanted == "screen" else known
    if form is None:
        return forms.by_ending(output, *offered)
    if form not in forms.names(*offered):
        names = ", ".join(forms.names(*offered))
        raise InputError([Problem(_NO_FORM.format(form=form, medium=wanted, forms=names))])
    return form


def put(drawn: Drawn, form: str, wanted: str, output: str | None, language: Language) -> None:
    """Draw something and write it, into as many files as it takes.

    Args:
        drawn: what is drawn.
        form: the name of its form.
        wanted: what it is for.
        output: the file; where there are several, each has its number behind its name.
        language: of the words.

    Raises:
        InputError: it cannot be drawn or written; or several files are wanted and none is named.
    """
    if wanted == "slide":
        put_deck(drawn.deck, form, output, language)
    elif wanted == "screen" and form != PDF.name:
        width = forms.picture_width(output)
        draw(lambda: views.drawn(drawn.graph(), form, width=width), output)
    else:
        _put_on_paper(drawn, form, wanted, output, language)


def put_deck(deck: Callable[[], Deck], form: str, output: str | None, language: Language) -> None:
    """Write frames: one file with all of them, or one for each."""
    if form == SLIDES.name:
        from expert.visualize.frames.pptx import to_pptx

        draw(lambda: to_pptx(deck()), output)
    elif form == PDF.name:
        from expert.visualize.frames.pdf import to_pdf

        draw(lambda: to_pdf(deck()), output)
    else:
        _put_several(frames_as(deck, form), form, output, language)


def frames_as(deck: Callable[[], Deck], form: str) -> list[bytes]:
    """Every frame in a form that has a file for each.

    Raises:
        InputError: they cannot be drawn.
    """
    from expert.visualize.frames.pdf import to_pngs
    from expert.visualize.frames.svg import to_svgs

    return _made(lambda: (to_pngs if form == _PNG.name else to_svgs)(deck()))


def _put_on_paper(drawn: Drawn, form: str, wanted: str, output: str | None, language: Language) -> None:
    from expert.visualize.canvas.graph import parts_of, sheet_of
    from expert.visualize.frames.pdf import as_pngs
    from expert.visualize.images import to_plain_svg
    from expert.visualize.paper import sheets, writers
    from expert.visualize.paper.picture import picture_of

    def set_out() -> list[bytes]:
        picture = drawn.graph()
        set_on: list[Sheet] = []
        if wanted == "poster":
            # A picture that is divided has a sheet for each part.
            for part in parts_of(picture):
                sheet, paper = sheets.poster(picture_of(to_plain_svg(part)), language)
                set_on.append(sheet)
                said = _POSTER.format(title=sheet.title, paper=paper, size=f"{sheet.smallest:.1f}")
                tell(said.in_(language))
        elif wanted == "a4":
            found = drawn.on_a4(picture)
            if found is None:
                found = sheets.on_a4(picture_of(to_plain_svg(picture)), sheet_of(picture).subtitle, language)
            set_on = found
        else:
            set_on = [sheets.whole(picture_of(to_plain_svg(picture)))]
        if form == _SVG.name:
            return writers.to_svgs(set_on, language)
        made = writers.to_pdf(set_on, language)
        return as_pngs(made, _POSTER_DOTS) if form == _PNG.name else [made]

    _put_several(_made(set_out), form, output, language)


def _made(make: Callable[[], list[bytes]]) -> list[bytes]:
    try:
        return make()
    except DrawingError as error:
        raise InputError([Problem(error.text)]) from None


def _put_several(files: Sequence[bytes], form: str, output: str | None, language: Language) -> None:
    """Write files that belong together: one as it is, several with numbers."""
    target = file_named(output)
    if len(files) == 1:
        draw(lambda: files[0], target)
        return
    if target is None:
        raise InputError([Problem(_SEVERAL.format(count=len(files), form=form))])
    require_place(target, "-o")
    path = Path(target)
    named = {path.with_name(name): data for name, data in numbered(path.stem, path.suffix, files).items()}
    write_files(named, target)
    first, *_, last = named
    said = _WRITTEN.format(count=len(files), first=visible(first.name), last=visible(last.name))
    tell(said.in_(language))


def numbered(stem: str, suffix: str, files: Sequence[bytes]) -> dict[str, bytes]:
    """Files by their names, with numbers that sort as they count."""
    digits = len(str(len(files)))
    return {f"{stem}-{number:0{digits}d}{suffix}": data for number, data in enumerate(files, start=1)}


def write_files(files: Mapping[Path, bytes], target: str) -> None:
    """Write several files, each whole or not at all.

    Raises:
        InputError: one cannot be written.
    """
    from expert.cli.whole_files import write_all_whole

    try:
        write_all_whole(files)
    except OSError as error:
        reason = why_not(error)
        raise InputError([Problem(_CANNOT_WRITE.format(reason=reason), Place(visible(target)))]) from None


def safe_name(name: str) -> str:
    """A name as a part of a file's name: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:60] or "frame"


_NO_FORM = Text(
    "with --for {medium} there is no {form}; there is {forms}",
    "med --for {medium} finns inte {form}; det finns {forms}",
)
_SEVERAL = Text(
    "these are {count} files; name one with -o (name.{form}), and they are name-1.{form} and so on",
    "det här är {count} filer; ange en med -o (namn.{form}), så blir de namn-1.{form} och så vidare",
)
_WRITTEN = Text("{count} files: {first} to {last}", "{count} filer: {first} till {last}")
_POSTER = Text(
    "{title}: for paper of the size {paper}; the smallest text has {size} points",
    "{title}: för papper i formatet {paper}; den minsta texten är {size} punkter",
)
_CANNOT_WRITE = Text("the files cannot be written ({reason})", "det går inte att skriva filerna ({reason})")
