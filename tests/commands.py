"""Runs a command of the product in this process, as it would be typed, and goes over all that there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, NamedTuple

import click
from click.testing import CliRunner

from expert.cli import main


class Ran(NamedTuple):
    """What came of a command."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def output(self) -> str:
        """All that was written."""
        return self.stdout + self.stderr


def run(
    *arguments: str | Path, stdin: str | bytes | IO[bytes] | None = None, environment: Mapping[str, str] | None = None
) -> Ran:
    """Run a command; any other exception than leaving fails the test.

    Args:
        arguments: the command, without the name of the program.
        stdin: what is typed, or comes through a pipe.
        environment: what is otherwise in the environment.
    """
    command = [str(part) for part in arguments]
    done = CliRunner().invoke(main, command, input=stdin, env=environment, prog_name="expert")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert "Traceback" not in done.stderr
    return Ran(done.exit_code, done.stdout, done.stderr)


def every_command(
    command: click.Command = main, names: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command and group with its names as they are typed; a group comes before what is in it.

    Args:
        command: where to begin: the program, if left out.
        names: its names.
    """
    yield names, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from every_command(inner, (*names, name))
