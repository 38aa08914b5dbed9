"""What `expert` says by itself, and how old it says that its knowledge is."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click
import pytest

from expert.cli import main
from expert.cli.age import is_old
from tests.commands import run


@pytest.mark.parametrize(
    ("language", "words", "other"),
    [("en", ("Diagnose a case", "Be asked", "Understand and act"), "På svenska: expert --language sv"),
     ("sv", ("Ställa en diagnos", "Få frågor", "Förstå och åtgärda"), "In English: expert --language en")],
)  # fmt: skip
def test_called_with_nothing_it_shows_the_three_things_to_do(
    language: str, words: tuple[str, ...], other: str
) -> None:
    code, out, error = run("--language", language)
    assert (code, error) == (0, "")
    for word in (*words, "expert diagnose", "expert ask", "expert explain", "expert plan", "expert --help", other):
        assert word in out
    assert max(map(len, out.splitlines())) <= 80


def test_every_command_that_it_names_is_there() -> None:
    context = click.Context(main)
    for language in ("en", "sv"):
        named = set(re.findall(r"expert ([a-z]+)", run("--language", language)[1]))
        assert named <= set(main.list_commands(context)) | {"language"}


@pytest.mark.parametrize(
    ("version", "today", "old"),
    [("2026.11", date(2026, 11, 29), False), ("2026.11", date(2027, 11, 30), False),
     ("2026.11", date(2027, 12, 1), True), ("2024.01", date(2026, 1, 1), True), ("2030.01", date(2026, 1, 1), False),
     ("2026.13", date(2030, 1, 1), False), ("ours 3", date(2030, 1, 1), False), ("", date(2030, 1, 1), False)],
)  # fmt: skip
def test_knowledge_is_old_after_a_year(version: str, today: date, old: bool) -> None:
    assert is_old(version, today) is old


def test_a_diagnosis_by_old_knowledge_says_so_once_and_on_standard_error_alone(tmp_path: Path) -> None:
    (tmp_path / "knowledge.yaml").write_text('version: "2019.05"\n', encoding="utf-8")
    case = ("diagnose", "--set", "platform=folio", "--set", "error=The shelf is full", "--format", "json")
    now, old = run(*case), run(*case, "--rules", str(tmp_path))
    assert now[2] == ""
    assert old[2] == (
        "the knowledge is of 2019.05, more than a year old: what Microsoft and Apple have changed since is not in it\n"
    )
    assert "2019.05" in old[1]
    assert "mer än ett år gammal" in run(*case, "--rules", str(tmp_path), "--language", "sv")[2]


def test_the_version_names_that_of_the_knowledge_and_says_if_it_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, error = run("--version")
    assert (code, error) == (0, "")
    assert re.fullmatch(r"expert, version \S.* \(knowledge 2999\.01\)\n", out)
    assert run("--version", "--language", "sv")[1].endswith(" (kunskap 2999.01)\n")
    monkeypatch.setattr("expert.cli.age.shipped_version", lambda: "2019.05")
    code, out, error = run("--version")
    assert out.endswith("(knowledge 2019.05)\n")
    assert error.startswith("the knowledge is of 2019.05, more than a year old")
