"""The command `class` makes the page in a theme, as the commands of pictures do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import commands

ONE = ("class", "--symptom", "shelf-full", "-o", "class.html")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_page_is_in_the_theme_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert commands.run(*ONE).exit_code == 0
    assert 'data-theme="auto"' in Path("class.html").read_text(encoding="utf-8")
    assert commands.run(*ONE, "--theme", "dark").exit_code == 0
    dark = Path("class.html").read_text(encoding="utf-8")
    assert 'data-theme="own"' in dark
    monkeypatch.setenv("EXPERT_THEME", "dark")
    assert commands.run(*ONE).exit_code == 0
    assert Path("class.html").read_text(encoding="utf-8") == dark


def test_of_a_theme_with_a_mistake_no_page_is_made() -> None:
    Path("ours.yaml").write_text("header: ours\ncolors:\n  paper: white\n", encoding="utf-8")
    result = commands.run(*ONE, "--theme", "ours.yaml")
    assert (result.exit_code, result.stderr.partition(" ")[0]) == (2, "ours.yaml:3:")
    assert not Path("class.html").exists()
