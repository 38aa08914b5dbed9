"""`expert rules test`: the cases, what they show, and the missing ones written into a folder of one's own."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import jsonschema
import pytest

from tests import commands

CAUSE = """id: lid-open
title: {en: The lid is open, sv: Locket är öppet}   # a comment
explains: [link-error]
confirmed_when: {browser_ready: false}
remedy: write-addresses
sources:
  - {document: maker-guide, heading: The browser, date: 2019-09-01}
cases:
  - {name: it is not ready, facts: {browser_ready: false}, verdict: confirmed}
  - {name: it is ready, facts: {browser_ready: true}, verdict: ruled_out}
# the end
"""


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    (tmp_path / "ours" / "causes").mkdir(parents=True)
    (tmp_path / "ours" / "causes" / "lid-open.yaml").write_text(CAUSE, encoding="utf-8")
    return tmp_path / "ours"


run = partial(commands.run, "rules", "test")


def test_without_further_wishes_it_counts_the_cases() -> None:
    result = run()
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1


def test_it_looks_at_the_causes_of_the_folder_only_and_proposes_what_is_missing(ours: Path) -> None:
    result = run("--coverage", "--rules", str(ours))
    assert "lid-open" in result.stdout
    assert "browser-not-ready" not in result.stdout
    assert "to_confirm: true" in result.stdout
    assert (ours / "causes" / "lid-open.yaml").read_text(encoding="utf-8") == CAUSE


def test_what_it_writes_is_complete_keeps_the_rest_and_is_written_once(ours: Path) -> None:
    file = ours / "causes" / "lid-open.yaml"
    written = run("--write", "--rules", str(ours))
    assert written.exit_code == 0, written.output
    assert f"cases were added to {ours.as_posix()}/causes/lid-open.yaml" in written.stderr
    text = file.read_text(encoding="utf-8")
    head, end = CAUSE.split("# the end")
    assert text.startswith(head)
    assert text.endswith(f"# the end{end}")
    assert [path.name for path in file.parent.iterdir()] == ["lid-open.yaml"]
    again = run("--write", "--rules", str(ours), "--language", "sv")
    assert file.read_text(encoding="utf-8") == text
    assert "100.0 %" in again.stdout.splitlines()[-1]
    assert "att bekräfta: lid-open: " in again.stdout


def test_a_case_that_does_not_hold_is_named_with_its_line(ours: Path) -> None:
    file = ours / "causes" / "lid-open.yaml"
    wrong = "  - {name: nobody looked, verdict: likely}\n# the end"
    file.write_text(CAUSE.replace("# the end", wrong), encoding="utf-8")
    result = run("--rules", str(ours))
    assert result.exit_code == 1
    said = "lid-open: case “nobody looked”: expected likely, got possible"
    assert f"{ours.as_posix()}/causes/lid-open.yaml:11: {said}" in result.stderr


def test_as_json_it_is_valid_by_its_schema(ours: Path) -> None:
    schema = json.loads(commands.run("schema", "coverage").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    result = run("--coverage", "--format", "json", "--rules", str(ours))
    said = json.loads(result.stdout)
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(said)) == []
    assert [cause["id"] for cause in said["causes"]] == ["lid-open"]
    assert said["proposed"]


def test_a_cause_that_is_not_there_is_told(ours: Path) -> None:
    result = run("--cause", "lid-opn", "--rules", str(ours))
    assert result.exit_code == 2
    assert "lid-open" in result.stderr


@pytest.mark.parametrize(("name", "as_json"), [("found.JSON", True), ("found.json", True), ("found.txt", False)])
def test_the_ending_of_the_file_says_the_form_as_it_does_elsewhere(name: str, as_json: bool, tmp_path: Path) -> None:
    commands.run("rules", "test", "--cause", "no-card", "-o", tmp_path / name)
    assert (tmp_path / name).read_text(encoding="utf-8").startswith("{") is as_json
    refused = commands.run("rules", "test", "-o", tmp_path / "found.svg")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "this command does not write .svg; it writes .json, .jsonl, .txt" in refused.stderr
    assert "does not write .html" in commands.run("rules", "mutants", "-o", tmp_path / "found.html").stderr
