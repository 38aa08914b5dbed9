"""The command `config`: what is wanted of every command, and where that is said."""

from __future__ import annotations

import os
from typing import Any

import click

from expert.cli import options
from expert.cli.configuration import SETTINGS, configured, files
from expert.cli.language import given_language, language_of
from expert.cli.output import write, write_text
from expert.foundations.outgoing import in_json
from expert.foundations.problems import visible
from expert.foundations.texts import NO, YES, Text, joined
from expert.visualize.views import JSON

_HIDDEN = "***"
_COMMAND_LINE = Text("the command line", "kommandoraden")
_ENVIRONMENT = Text("the environment", "miljön")
_DEFAULT = Text("not set", "inte angett")
_LINE = Text("{name}: {value} ({origin}); {about}", "{name}: {value} ({origin}); {about}")
_FILE = Text("{file} ({said})", "{file} ({said})")
_READ = Text("there", "finns")
_NOT_THERE = Text("not there", "finns inte")
_FILES = Text("Files: {files}. A setting is one line, such as: language = \"sv\"",
              "Filer: {files}. En inställning är en rad, till exempel: language = \"sv\"")  # fmt: skip
_VARIABLES = Text("Variables: {names}. They win over the files, and the command line wins over both.",
                  "Variabler: {names}. De går före filerna, och kommandoraden går före båda.")  # fmt: skip


@options.command("config", Text(
    "Show the settings: each value, and the file, variable or default that it comes from.",
    "Visa inställningarna: varje värde och filen, variabeln eller förvalet som det kommer från.",
))
@options.form("text", JSON.name)
@options.language_of_messages
@click.pass_context
def config(ctx: click.Context, form: str | None) -> None:
    wanted, language = configured(), language_of(ctx)
    values: dict[str, Any] = {name: getattr(wanted, name) for name in SETTINGS}
    values.update({name: _HIDDEN for name, setting in SETTINGS.items() if setting.secret and values[name] is not None})
    origins: dict[str, Text | str] = {name: str(place) for name, place in wanted.origins.items()}
    if given_language() is not None or wanted.language is None:
        origins["language"] = _ENVIRONMENT if given_language() is None else _COMMAND_LINE
        values["language"] = language
    if form == JSON.name:
        data = {
            "settings": {
                name: {"value": value, "origin": _plain(origins.get(name)), "variable": SETTINGS[name].variable}
                for name, value in values.items()
            },
            "files": [{"file": file, "there": os.path.exists(file)} for file in files()],
        }
        write(in_json(data) + "\n")
        return
    lines = [
        _LINE.format(
            name=name, value=_shown(value), origin=origins.get(name, _DEFAULT), about=SETTINGS[name].about
        ).in_(language)
        for name, value in values.items()
    ]  # fmt: skip
    found = [(visible(file), _READ if os.path.exists(file) else _NOT_THERE) for file in files()]
    there = joined([_FILE.format(file=file, said=said) for file, said in found], ", ")
    names = ", ".join(setting.variable for setting in SETTINGS.values())
    lines += ["", _FILES.format(files=there).in_(language), _VARIABLES.format(names=names).in_(language)]
    write_text("\n".join(lines) + "\n")


def _shown(value: Any) -> Text | str:
    if value is None or value == ():
        return "-"
    if isinstance(value, bool):
        return YES if value else NO
    return ", ".join(map(visible, value)) if isinstance(value, tuple) else str(value)


def _plain(origin: Text | str | None) -> str | None:
    return origin.en if isinstance(origin, Text) else origin
