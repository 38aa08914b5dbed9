"""The command `completion`: the script by which a shell learns to complete `expert`."""

from __future__ import annotations

from collections.abc import Mapping

import click

from expert.cli import options
from expert.cli.help import Choice
from expert.cli.help_examples import EXAMPLES
from expert.cli.language import language_of
from expert.cli.output import write
from expert.cli.shells import SHELLS, script
from expert.foundations.texts import Text

INSTALL: Mapping[str, str] = dict(zip(SHELLS, (line for line, _ in EXAMPLES["completion"]), strict=True))
"""For each shell the command that installs it."""

_INSTALL = Text("To install: {command}", "För att installera: {command}")


@options.command("completion", Text(
    "Print what a shell needs to complete commands, options, facts and their values, causes, symptoms and examples.\n\n"
    "One of the commands below installs it; then open a new window.",
    "Skriv ut det som ett skal behöver för att komplettera kommandon, alternativ, fakta och deras värden, orsaker, "
    "symptom och exempel.\n\nEtt av kommandona nedan installerar det; öppna sedan ett nytt fönster.",
))
@options.argument("shell", type=Choice(list(SHELLS)))
@options.language_of_messages
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    first, _, rest = script(shell, ctx.find_root().command).partition("\n")
    note = f"# {_INSTALL.format(command=INSTALL[shell]).in_(language_of(ctx))}"
    # Zsh reads the first line of a file to know what it completes.
    lines = (first, note, rest) if first.startswith("#compdef") else (note, first, rest)
    write("\n".join(lines))
