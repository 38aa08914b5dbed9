"""`expert examples`: the fact files that come with the product, listed, printed and written."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from expert import Case
from expert.facts.shipped import shipped_examples, text_of
from expert.foundations.texts import LANGUAGES, Language
from tests import commands

EXAMPLES = shipped_examples()


run = partial(commands.run, "examples")


def test_all_are_listed_with_what_they_are_about() -> None:
    code, out, error = run()
    assert (code, error) == (0, "")
    lines = out.splitlines()
    assert [line.split()[0] for line in lines[:-2]] == sorted(EXAMPLES)
    assert all(len(line.split()) > 1 for line in lines[:-2])
    assert lines[-1].startswith("To diagnose one of them: `expert examples NAME -o ticket.yaml`")
    assert "För att diagnostisera ett av dem" in run("--language", "sv")[1]


@pytest.mark.parametrize("name", EXAMPLES)
def test_one_is_printed_and_written_as_it_is(name: str, tmp_path: Path) -> None:
    path = EXAMPLES[name]
    code, out, error = run(name)
    assert (code, error, out) == (0, "", text_of(path))
    assert run(path.name) == run(name)
    copy = tmp_path / f"my copy{path.suffix}"
    code, out, error = run(name, "-o", str(copy))
    assert (code, out, error) == (0, "", f"{copy} is there; then: expert diagnose '{copy}'\n")
    assert Case.from_file(copy) == Case.from_file(path)
    assert "yaml-language-server" not in copy.read_text(encoding="utf-8")


def test_no_file_is_written_over_unless_that_is_wanted(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("platform: folio\n", encoding="utf-8")
    assert run("token", "-o", str(file)) == (2, "", f"{file}: there is such a file already; --force writes over it\n")
    assert file.read_text(encoding="utf-8") == "platform: folio\n"
    assert run("token", "-o", str(file), "--force")[0] == 0
    assert file.read_text(encoding="utf-8") == text_of(EXAMPLES["token"])


def test_what_cannot_be_done_is_told(tmp_path: Path) -> None:
    assert run("tokn") == (2, "", 'there is no example "tokn"; did you mean "token"?\n')
    assert run("tokn", "--language", "sv")[2] == "det finns inget exempel ”tokn”; menade du ”token”?\n"
    assert run("-o", "x.yaml") == (2, "", "name the example that is to be written\n")
    assert "is written in YAML" in run("token", "-o", str(tmp_path / "a.json"))[2]
    assert "there is no such folder" in run("token", "-o", str(tmp_path / "none" / "a.yaml"))[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_they_are_about_is_said_in_the_language_that_is_read(language: Language) -> None:
    said = {"en": "What can be looked up at the desk", "sv": "Det som går att slå upp vid disken"}
    out = run("--language", language).stdout
    assert [text in out for text in said.values()] == [language == name for name in said]


def test_the_command_that_is_suggested_asks_for_the_language_that_was_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    assert run("token", "-o", file, "--language", "sv").stderr.endswith(f"expert diagnose {file} --language sv\n")
    environment = {"LC_ALL": "sv_SE.UTF-8"}
    assert run("token", "-o", file, "--force", environment=environment).stderr.endswith(f"expert diagnose {file}\n")
    assert "diagnose ticket.yaml --language sv" in run("--language", "sv").stdout
    new = commands.run("new", "-o", tmp_path / "b.yaml", "--language", "sv")
    assert new.stderr.endswith(f"expert diagnose {tmp_path / 'b.yaml'} --language sv\n")
    assert "--language sv" in (tmp_path / "b.yaml").read_text(encoding="utf-8").partition("\n\n")[0]
    shown = commands.run("diagnose", file, "--language", "sv").stdout
    assert "samma fil, --language sv." in shown
    assert "--language" not in commands.run("diagnose", file, environment=environment).stdout


def test_an_ending_in_capitals_is_the_same_ending() -> None:
    assert run("token.YAML") == run("token")
