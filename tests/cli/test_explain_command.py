"""The commands `explain` and `diff` where there is little to say: nothing is decided, or a file of another kind."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from tests import commands

UNDECIDED = ("--set", "error=NoJoinRule")


run = partial(commands.run, environment={"LC_ALL": "en_US.UTF-8"})


def test_where_nothing_is_decided_the_causes_that_can_be_named_are_listed(tmp_path: Path) -> None:
    code, out, error = run("explain", *UNDECIDED)
    assert (code, error) == (0, "")
    first, _, why, *rest = out.splitlines()
    assert first == "POSSIBLE The reader's model is blocked [model-blocked]"
    assert why == "Because none of the facts confirms it or rules it out."
    assert "Find out next: " in out
    listed = rest[rest.index("No cause is confirmed or likely. These can be named with --why or --why-not:") + 1 :]
    assert "  - seal-missing: The library has no seal (possible)" in listed
    for line in listed:
        name = line.removeprefix("  - ").partition(":")[0]
        assert run("explain", *UNDECIDED, "--why-not", name)[0] == 0
    run("explain", *UNDECIDED, "-o", tmp_path / "candidates.txt")
    assert (tmp_path / "candidates.txt").read_text("utf-8") == out


def test_the_candidates_are_listed_in_swedish_and_as_json_too() -> None:
    swedish = run("explain", *UNDECIDED, "--language", "sv")[1]
    assert "\nIngen orsak är bekräftad eller trolig. De här kan anges med --why eller --why-not:\n" in swedish
    assert "(möjlig)" in swedish
    why, listed = json.loads(run("explain", *UNDECIDED, "--format", "json")[1])
    assert why["why"]["verdict"] == "possible"
    assert {cause["verdict"] for cause in listed["candidates"]} == {"possible"}


def test_where_there_is_no_cause_it_is_said_why_and_what_to_find_out() -> None:
    code, out, error = run("explain", "--set", "error=The flux capacitor is empty")
    assert (code, error) == (0, "")
    first, second = out.splitlines()
    assert first.startswith("This is no known message or behavior, and no fact shows what is wrong.")
    assert second.startswith("Find out next: ")


def test_where_a_wrong_cause_is_named_an_old_file_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "keep.txt"
    target.write_text("old", "utf-8")
    code, out, error = run("explain", *UNDECIDED, "--why", "nobody", "-o", target)
    assert (code, out) == (2, "")
    assert 'there is no cause "nobody"' in error
    assert target.read_text("utf-8") == "old"


@pytest.mark.parametrize("arguments", [("explain", *UNDECIDED), ("diff", "a.yaml", "b.yaml")])
def test_markdown_is_not_promised_where_plain_text_would_be_written(arguments: tuple[str, ...], tmp_path: Path) -> None:
    code, out, error = run(*arguments, "-o", tmp_path / "out.md")
    assert (code, out) == (2, "")
    assert "this command does not write .md; it writes .json, .jsonl, .txt" in error
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("language", "said"), [("en", "The reader joins now. Nothing is left"), ("sv", "Läsplattan går nu att")]
)
def test_a_solved_case_is_said_to_be_solved_and_lists_only_what_is_asked_for(language: str, said: str) -> None:
    solved = ("--set", "error=This card is not valid", "--set", "card=missing", "--set", "joins_now=yes")
    code, out, error = run("explain", *solved, "--language", language)
    assert (code, error, len(out.splitlines())) == (0, "", 1)
    assert out.startswith(said)
    (listed,) = json.loads(run("explain", *solved, "--language", language, "--format", "json").stdout)
    assert (listed["candidates"], listed["reason"]) == ([], out.strip())
    assert "[no-card]" in run("explain", *solved, "--language", language, "--why", "no-card").stdout
