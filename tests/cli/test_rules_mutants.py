"""The command `rules mutants`."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from tests import commands

PART = ("--part", "write-addresses", "--jobs", "1")
OURS = """\
id: lamp-is-out
title: {en: The lamp is out, sv: Lampan är släckt}
explains: [shelf-full]
confirmed_when: {card: missing}
remedy:
  id: light-the-lamp
  title: {en: Light the lamp, sv: Tänd lampan}
  options: [{steps: [{text: {en: Light it., sv: Tänd den.}, safety: [changes_tenant]}]}]
  sources: [{document: handbook, heading: Lamps, date: 2020-01-15}]
sources: [{document: handbook, heading: Lamps, date: 2020-01-15}]
cases:
  - {name: no card, facts: {card: missing}, verdict: confirmed}
  - {name: a card, facts: {card: valid}, verdict: ruled_out}
  - {name: nobody looked, verdict: %s}
"""


run = partial(commands.run, "rules", "mutants", environment={"LC_ALL": "en_US.UTF-8"})


def ours(tmp_path: Path, verdict: str = "possible") -> Path:
    file = tmp_path / "ours" / "causes" / "lamp-is-out.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(OURS % verdict, encoding="utf-8")
    return tmp_path / "ours"


def test_survivors_make_the_exit_code_1_until_enough_are_noticed() -> None:
    code, out, error = run(*PART, "--kind", "wait-dropped", "--kind", "language-dropped")
    assert (code, error) == (1, "")
    assert "  rules/remedies/write-addresses.yaml:8\n    - options[0]/steps[0]/wait: PT72H\n" in out
    noticed = float(out.splitlines()[-1].split()[-1].rstrip("%"))
    assert 50 < noticed < 100
    assert run(*PART, "--kind", "wait-dropped", "--kind", "language-dropped", "--at-least", "50")[0] == 0
    assert run(*PART, "--kind", "language-dropped")[0] == 0


def test_the_figures_are_there_for_a_program() -> None:
    code, out, _ = run(*PART, "--format", "json")
    data = json.loads(out)
    assert code == 1
    assert data["all"]["made"] == sum(kind["made"] for kind in data["kinds"]) == data["made"]
    assert data["all"]["survived"] == len(data["survivors"])
    figures = {"made", "check", "test", "equivalent", "survived", "per_cent"}
    assert all({"id", "title", "grave"} | figures == set(kind) for kind in data["kinds"])


def test_the_seed_of_a_sample_is_printed_and_draws_the_same_again() -> None:
    out = run(*PART, "--sample", "3")[1]
    seed = out.splitlines()[-1].split("--seed ")[1].rstrip(").")
    assert run(*PART, "--sample", "3", "--seed", seed)[1] == out


def test_a_folder_of_ones_own_is_tried_over_the_shipped_rules_and_left_as_it_is(tmp_path: Path) -> None:
    folder = ours(tmp_path)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    code, out, _ = run("--rules", folder, "--jobs", "1", "--format", "json")
    data = json.loads(out)
    assert code == 1
    assert {survivor["part"] for survivor in data["survivors"]} == {"causes/lamp-is-out"}
    assert data["all"]["check"] > 0 < data["all"]["test"]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_nothing_is_tried_where_a_case_fails_as_it_is(tmp_path: Path) -> None:
    code, out, error = run("--rules", ours(tmp_path, "likely"), "--jobs", "1")
    assert (code, out) == (1, "")
    assert "nobody looked" in error
    assert "expected likely, got possible" in error
    assert error.endswith("mutants tell something only where every case holds\n")


@pytest.mark.parametrize(("arguments", "said"), [
    (["--part", "write-adresses"], 'no mutants can be made of a part with the id "write-adresses"; did you mean'),
    (["--sample", "0"], "--sample: a whole number from 1 is needed here, such as 200"),
    (["--at-least", "all"], "--at-least: a share from 0 to 100 is needed here, such as 95"),
    (["--kind", "typo"], "Invalid value for '--kind': 'typo' is not one of"),
])  # fmt: skip
def test_bad_usage_is_told(arguments: list[str], said: str) -> None:
    code, out, error = run(*arguments)
    assert (code, out) == (2, "")
    assert said in error


def test_a_wrong_record_is_told_with_its_line(tmp_path: Path) -> None:
    folder = ours(tmp_path)
    (folder / "mutants.yaml").write_text("- {kind: wait-dropped, part: steps/a}\n", encoding="utf-8")
    code, _, error = run("--rules", folder, "--jobs", "1")
    assert (code, error.splitlines()[0].endswith('mutants.yaml:1: "reason" is missing')) == (2, True)
