"""The format that a result is written in: the one that was asked for, or that a file's ending asks for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from expert.cli.output import width_and_color
from expert.foundations.problems import InputError, Place, Problem, visible
from expert.foundations.texts import Text
from expert.results.document import Document
from expert.visualize import views
from expert.visualize.views import JSON, PAGE, PICTURES, REPORTS, SLIDES, Format, endings

_FOREIGN_ENDINGS = (
    ".pdf", ".html", ".htm", ".doc", ".docx", ".xlsx", ".csv", ".yaml", ".yml", ".jpg", ".jpeg", ".gif", ".bmp",
    ".tif", ".tiff", ".webp", ".eps", ".ps",
)  # fmt: skip


def names(*formats: Format | tuple[Format, ...]) -> tuple[str, ...]:
    """The names of formats, for `--format`."""
    return tuple(dict.fromkeys(form.name for form in _all(formats)))


def by_ending(output: str | None, *formats: Format | tuple[Format, ...]) -> str:
    """The format that a file's ending asks for; the first of the formats for an ending that asks for none.

    Args:
        output: the file, if there is one.
        formats: the formats that the command writes.

    Raises:
        InputError: the ending promises something else than what the command writes.
    """
    known = endings(_all(formats))
    ending = "" if output is None else Path(output).suffix.lower()
    if ending not in known and ending in {*endings((*PICTURES, *REPORTS, JSON, SLIDES)), *_FOREIGN_ENDINGS}:
        written = ", ".join(sorted(known))
        raise InputError([Problem(Text(
            f"this command does not write {ending}; it writes {written}",
            f"kommandot skriver inte {ending}; det skriver {written}",
        ), Place(visible(str(output))))])
    return known.get(ending, _all(formats)[0].name)


def picture_width(output: str | None) -> int | None:
    """The columns that a picture told as text is to fit; None where it goes to no terminal."""
    return width_and_color(to_file=output is not None)[0]


def _all(formats: Iterable[Format | tuple[Format, ...]]) -> list[Format]:
    return [form for part in formats for form in (part if isinstance(part, tuple) else (part,))]


def written(document: Document, form: str, *, to_file: bool) -> str:
    """A document in JSON or as a report; text is wrapped and colored for a terminal only."""
    if form == JSON.name:
        return document.to_json() + "\n"
    settings: dict[str, Any] = {}
    if form == "text":
        settings["width"], settings["color"] = width_and_color(to_file=to_file)
    if form == PAGE.name:
        settings["language"] = document.language
    return views.report(document, form, **settings)
