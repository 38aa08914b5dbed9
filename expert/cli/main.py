"""The command `expert`: a group that imports a command's module only when the command is wanted.

No reasoning happens in the commands: each reads its input, calls the library and writes a view.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any, NoReturn, cast

import click

from expert.cli.options import CHOSEN_LANGUAGE, language_of
from expert.problems import InputError
from expert.texts import Language, Text

_BAD_INPUT = 2

_COMMANDS: Mapping[str, tuple[str, Text]] = {
    "ask": ("expert.cli.ask", Text("Find the cause in a dialogue.", "Hitta orsaken i en dialog.")),
    "diagnose": ("expert.cli.diagnose", Text(
        "Diagnose the case in a fact file.", "Diagnostisera ärendet i en faktafil."
    )),
    "diff": ("expert.cli.explain", Text("Compare two diagnoses.", "Jämför två diagnoser.")),
    "escalate": ("expert.cli.plan", Text(
        "Put together what others need who are to help.", "Ställ samman det som andra behöver för att hjälpa till."
    )),
    "explain": ("expert.cli.explain", Text(
        "Explain a diagnosis: why, why not, and what if.", "Förklara en diagnos: varför, varför inte och tänk om."
    )),
    "graph": ("expert.cli.pictures", Text(
        "Draw the reasoning path of one case.", "Rita resonemanget i ett ärende."
    )),
    "handout": ("expert.cli.pictures", Text(
        "Make a handout for a class: one HTML file to print.",
        "Gör ett utdelningsmaterial till en lektion: en HTML-fil att skriva ut.",
    )),
    "ladder": ("expert.cli.pictures", Text(
        "Draw the question ladder of a symptom.", "Rita frågestegen för ett symptom."
    )),
    "plan": ("expert.cli.plan", Text(
        "Plan what to do, the safest first.", "Planera vad som ska göras, det ofarligaste först."
    )),
    "practice": ("expert.cli.practice", Text(
        "Practice: find the cause of a hidden case.", "Öva: hitta orsaken i ett dolt ärende."
    )),
    "rules": ("expert.cli.rules", Text(
        "The knowledge base: list it, show a part, check it, test it.",
        "Kunskapsbasen: lista den, visa en del, kontrollera den, testa den.",
    )),
    "schema": ("expert.cli.schemas", Text(
        "Print a JSON Schema of fact files, rule files or the result.",
        "Skriv ut ett JSON-schema för faktafiler, regelfiler eller resultatet.",
    )),
    "tree": ("expert.cli.pictures", Text(
        "Draw the diagnostic tree, whole or for one symptom.", "Rita felsökningsträdet, helt eller för ett symptom."
    )),
}  # fmt: skip


class _Commands(click.Group):
    """Says every input error in one form, and leaves quietly when the reader of a pipe has gone."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _ = _COMMANDS[cmd_name]
        return cast(click.Command, getattr(import_module(module), cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, short.en) for name, (_, short) in _COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        # click looks among the commands that are loaded for what was meant.
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            raise click.exceptions.NoSuchCommand(args[0], possibilities=_COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except InputError as error:
            _fail(error, language_of(ctx.meta.get(CHOSEN_LANGUAGE)))
        except BrokenPipeError:
            from expert.cli.output import drop_standard_output

            drop_standard_output()
            sys.exit(0)


def _fail(error: InputError, language: Language) -> NoReturn:
    click.echo(error.in_(language), err=True)
    sys.exit(_BAD_INPUT)


def _say_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("enrollment-expert")
    except PackageNotFoundError:
        number = "(a checkout that is not installed)"
    click.echo(f"expert, version {number}")
    ctx.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version,
              help="Show the version and exit.")
def main() -> None:
    """Find out why an iPhone or iPad will not enroll in Microsoft Intune.

    Write what you observed in a small fact file, and run: expert diagnose FILE
    """
