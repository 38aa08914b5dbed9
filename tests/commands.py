"""Runs a command of the product in this process, as it would be typed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import IO, NamedTuple

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
