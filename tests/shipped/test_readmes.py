"""The commands of both read-me pages run as they are printed, one after the other, and say what stands there."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.commands import Ran, run

CHECKOUT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "README.sv.md")
# What a fresh environment does, which `.ci/run` tries; and what takes long, with tests of its own.
_ELSEWHERE = ("pip ", "pytest ", "expert handout ", "expert class -o ", "expert completion ")
_BLOCK = re.compile(r"^```(console|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _commands(page: str) -> list[tuple[str, str]]:
    """Each command, and what the page says that it prints, if it does."""
    found: list[tuple[str, str]] = []
    for kind, block in _BLOCK.findall((CHECKOUT / page).read_text("utf-8")):
        if kind == "text":
            found[-1] = (found[-1][0], block)
        else:
            found += [(re.sub(r"\s+#.*", "", line), "") for line in block.splitlines() if line.strip()]
    return found


def _run(command: str) -> Ran:
    typed, _, command = command.rpartition(" | ")
    program, *arguments = shlex.split(command)
    assert program == "expert"
    return run(*arguments, stdin=typed.removeprefix("echo ") + "\n" if typed else None)


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_run_as_they_are_printed(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("facts/examples", "facts/evidence/examples", "facts/fleet"):
        shutil.copytree(CHECKOUT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    tried = 0
    for command, said in _commands(page):
        if not command.startswith(_ELSEWHERE):
            ran = _run(command)
            assert ran.exit_code == (10 if command.endswith(" -q") and ran.exit_code == 10 else 0), ran.stderr
            # What is piped is not wrapped; on a page it stands as on a terminal of 80 columns.
            assert said.split() == [] or ran.stdout.split() == said.split(), command
            tried += 1
    assert tried > 15


def test_both_pages_have_the_same_commands() -> None:
    english, swedish = (
        {command.partition("expert ")[2].split()[0] for command, _ in _commands(page) if "expert " in command}
        for page in PAGES
    )
    assert english == swedish


@pytest.mark.generated  # pictures are no part of a copy in which the knowledge has grown
@pytest.mark.parametrize("page", PAGES)
def test_every_picture_is_there_and_is_told_to_whoever_cannot_see_it(page: str) -> None:
    shown = re.findall(r"!\[(.*?)\]\((.+?)\)", (CHECKOUT / page).read_text("utf-8"))
    assert shown
    for said, file in shown:
        assert (CHECKOUT / file).is_file(), file
        assert len(said.split()) > 10, file
