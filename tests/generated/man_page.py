"""The man page of `expert`, made of the help that the commands give."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from expert.cli import exit_codes, main
from expert.cli.configuration import SETTINGS, files
from expert.cli.help import Command, CommandWithOthers, Group, Option, examples_of
from expert.cli.language import speak
from expert.foundations.texts import Language, Text

_NAME = Text(
    "find out why an iPhone or iPad will not enroll in Microsoft Intune",
    "ta reda på varför en iPhone eller iPad inte går att registrera i Microsoft Intune",
)
_HEADINGS = {
    "name": Text("NAME", "NAMN"), "synopsis": Text("SYNOPSIS", "ÖVERSIKT"),
    "description": Text("DESCRIPTION", "BESKRIVNING"), "options": Text("OPTIONS", "ALTERNATIV"),
    "environment": Text("ENVIRONMENT", "MILJÖ"), "files": Text("FILES", "FILER"),
    "status": Text("EXIT STATUS", "SLUTKODER"),
}  # fmt: skip
_FILES = Text(
    "Settings for every command, each on a line of its own: {names}. The file in the current folder comes before the "
    "one in the home folder, and variables before both.",
    "Inställningar för alla kommandon, var och en på en egen rad: {names}. Filen i den aktuella mappen går före den i "
    "hemmappen, och variabler går före båda.",
).format(names=", ".join(SETTINGS))
_STATUS = (
    (exit_codes.RAN, Text("It ran.", "Det gick.")),
    (exit_codes.CHECK_FAILED, Text(
        "A check or test of the rules failed, or the engines differ.",
        "En kontroll eller ett test av reglerna misslyckades, eller motorerna skiljer sig.",
    )),
    (exit_codes.BAD_INPUT, Text(
        "Bad usage or bad input; the message is on standard error.",
        "Fel användning eller fel indata; meddelandet står på standard fel.",
    )),
    (exit_codes.NO_CAUSE, Text(
        "With diagnose --exit-code: no cause is confirmed or likely. With preflight --exit-code: something will stop "
        "enrollments.",
        "Med diagnose --exit-code: ingen orsak är bekräftad eller trolig. Med preflight --exit-code: något kommer att "
        "stoppa registreringar.",
    )),
    (exit_codes.NOT_DIAGNOSED, Text(
        "With diagnose --exit-code: there is no diagnosis. With preflight --exit-code: something stops "
        "enrollments now.",
        "Med diagnose --exit-code: det finns ingen diagnos. Med preflight --exit-code: något stoppar "
        "registreringar nu.",
    )),
    (exit_codes.CANNOT_SAY, Text(
        "With preflight --exit-code: it cannot be said, for files contradict each other or could not be read.",
        "Med preflight --exit-code: det går inte att säga, för att filer säger emot varandra eller inte gick att läsa.",
    )),
    (exit_codes.INTERRUPTED, Text(
        "It was interrupted, as with Ctrl-C in an interview.", "Det avbröts, till exempel med Ctrl-C i en intervju."
    )),
)  # fmt: skip


def man_page(language: Language) -> str:
    """The page, in the language of macros that `man` reads."""
    return "\n".join(_lines(language)) + "\n"


def _lines(language: Language) -> Iterator[str]:
    def heading(name: str) -> str:
        return f'.SH "{_text(_HEADINGS[name].in_(language))}"'

    root = _context(main, None, "expert", language)
    yield '.TH EXPERT 1 "" "enrollment-expert"'
    yield from (heading("name"), rf"expert \- {_text(_NAME.in_(language))}")
    yield from (heading("synopsis"), f".B expert\n{_text(' '.join(main.collect_usage_pieces(root)))}")
    yield heading("description")
    yield from _paragraphs(main.about(language))
    yield from (heading("options"), *_options(root, main, language), *_examples(root, language))
    for title, names in main.sections:
        yield f'.SH "{_text(title.in_(language)).upper()}"'
        for name in names:
            yield from _command(root, main, name, language)
    yield heading("environment")
    for setting in SETTINGS.values():
        yield from (".TP", f".B {_text(setting.variable)}", _text(f"{setting.about.in_(language)}:"),
                    _text(setting.form.in_(language)))  # fmt: skip
    yield from (heading("files"), ".TP", f".B {_text(files()[0])}", ".TQ", r".B \(ti/.config/expert/config.toml",
                _text(_FILES.in_(language)))  # fmt: skip
    yield heading("status")
    for code, text in _STATUS:
        yield from (".TP", f".B {code}", _text(text.in_(language)))


def _context(command: click.Command, parent: click.Context | None, name: str, language: Language) -> click.Context:
    context = click.Context(command, parent=parent, info_name=name)
    speak(context, language)
    return context


def _command(parent: click.Context, group: Group, name: str, language: Language) -> Iterator[str]:
    command = group.get_command(parent, name)
    assert isinstance(command, Command)
    context = _context(command, parent, name, language)
    if isinstance(command, Group):
        pieces = command.collect_usage_pieces(context) if isinstance(command, CommandWithOthers) else []
        yield f'.SS "{_text(" ".join([context.command_path, *pieces]))}"'
        options = _options(context, command, language) if isinstance(command, CommandWithOthers) else ()
        yield from (*_paragraphs(command.about(language)), *options, *_examples(context, language))
        for inner in command.list_commands(context):
            yield from _command(context, command, inner, language)
        return
    pieces = [context.command_path, *command.collect_usage_pieces(context)]
    yield f'.SS "{_text(" ".join(pieces))}"'
    yield from _paragraphs(command.about(language))
    yield from (*_options(context, command, language), *_examples(context, language))


def _options(context: click.Context, command: Command, language: Language) -> Iterator[str]:
    for param in command.get_params(context):
        record = param.get_help_record(context) if isinstance(param, Option) else None
        if record is not None:
            yield from (".TP", f".B {_text(record[0])}", _text(record[1]))


def _examples(context: click.Context, language: Language) -> Iterator[str]:
    for line, about in examples_of(context):
        yield from (".PP", _text(about.in_(language)), ".RS 4", ".nf", _text(line), ".fi", ".RE")


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        yield from (".PP", _text(" ".join(paragraph.split())))


def _text(text: str) -> str:
    """A text in which nothing is a macro, and a hyphen can be copied as it is."""
    escaped = re.sub(r"[-~]", lambda found: {"-": r"\-", "~": r"\(ti"}[found[0]], text.replace("\\", r"\e"))
    escaped = escaped.replace('"', r"\(dq")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped
