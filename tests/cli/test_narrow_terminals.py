"""In a terminal of 40 columns every command fits, and loses nothing that it says in a wide one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from expert.facts.shipped import shipped_examples
from tests import commands, small
from tests.commands import Ran

COLUMNS = 40
CASE = small.EXAMPLES / "no-answer.yaml"
SEVERAL = (small.EXAMPLES / "seal-expired.yaml", CASE, small.EXAMPLES / "shelf-limit.yaml")
SYMPTOM = "library-does-not-answer"
SHOWN: dict[str, tuple[str | Path, ...]] = {
    "nothing": (),
    "version": ("--version",),
    "diagnose": ("diagnose", CASE),
    "diagnose in full": ("diagnose", CASE, "--full"),
    "diagnose a message": ("diagnose", "The shelf is full", "--redact", "personal"),
    "a table": ("diagnose", *SEVERAL),
    "lines": ("diagnose", *SEVERAL, "--brief"),
    "what is wrong": ("diagnose", "nowhere.yaml", "--set", "crad=valid", "--set", "platform=fish"),
    "misuse": ("diagnose", "--sett", "a=b"),
    "ask": ("ask", CASE),
    "explain": ("explain", CASE),
    "what if": ("explain", CASE, "--what-if", "seal=expired"),
    "diff": ("diff", *SEVERAL[:2]),
    "plan": ("plan", CASE),
    "ticket": ("ticket", CASE),
    "message": ("ticket", CASE, "--for", "user"),
    "escalate": ("escalate", CASE),
    "graph": ("graph", CASE),
    "tree": ("tree",),
    "ladder": ("ladder", CASE),
    "examples": ("examples",),
    "facts": ("facts",),
    "a fact": ("facts", "card"),
    "rules": ("rules", "list"),
    "a rule": ("rules", "show", "seal-expired"),
    "links": ("rules", "links"),
    "check": ("rules", "check"),
    "checks": ("rules", "check", "--list"),
    "test": ("rules", "test"),
    "coverage": ("rules", "test", "--coverage", "--cause", "seal-expired"),
    "config": ("config",),
    "practice": ("practice", "--seed", "3"),
}
_COMMAND = re.compile(r"^\s*(expert |.*: expert |python )")
_FILE = re.compile(r"^(error: \"|# causes/.*)", re.MULTILINE)
"""Where that begins which is to be put into a file as it is: facts, and cases of rules."""


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard output and standard error go to a terminal of 40 columns."""
    stream = "click.testing._NamedTextIOWrapper.isatty"
    monkeypatch.setattr(stream, lambda stream: stream.name != "<stdin>", raising=False)
    for name, value in {"COLUMNS": str(COLUMNS), "EXPERT_PAGER": "cat", "NO_COLOR": "1", "TERM": "xterm"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("FORCE_HYPERLINK", "0")


def too_wide(ran: Ran) -> list[str]:
    """Lines that are broken nowhere though they could be: what has no blanks, and commands, stays whole."""
    lines = [*_FILE.split(ran.stdout)[0].splitlines(), *ran.stderr.splitlines()]
    return [line for line in lines if len(line) > COLUMNS and " " in line.strip() and not _COMMAND.match(line)]


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("name", SHOWN)
def test_every_line_fits(name: str, language: str) -> None:
    assert too_wide(commands.run(*SHOWN[name], "--language", language, stdin="quit\n")) == []


@pytest.mark.usefixtures("narrow")
def test_a_table_keeps_what_each_case_comes_to_and_a_list_of_examples_their_names() -> None:
    said = " ".join(commands.run(*SHOWN["a table"]).stdout.split())
    for name, what in (("INC0000344", "The library's seal is broken or has expired"), ("INC0000187", "confirmed")):
        assert name in said
        assert what in said
    assert "…" not in said
    listed = commands.run("examples").stdout.splitlines()
    assert set(shipped_examples()) <= set(listed)


@pytest.mark.usefixtures("narrow")
def test_a_notice_on_standard_error_is_broken_at_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal = commands.run("diagnose", "The shelf is full").stderr
    monkeypatch.undo()
    piped = commands.run("diagnose", "The shelf is full").stderr
    assert len(at_a_terminal.splitlines()) > len(piped.splitlines()) == 1
    assert " ".join(at_a_terminal.split()) == piped.strip()


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("names", [names for names, _ in commands.every_command()], ids=" ".join)
def test_every_help_fits(names: tuple[str, ...], language: str) -> None:
    assert too_wide(commands.run(*names, "--help", "--language", language)) == []
