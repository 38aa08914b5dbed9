"""`expert schema` prints JSON Schemas, and what the product ships and makes is valid by them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from expert.foundations import content, nodes, parsing
from expert.results.diagnosis import Diagnosis
from expert.rules.folders import FOLDERS
from tests.commands import run
from tests.each import each

EXAMPLES = sorted(content.bundled("facts", "examples").iterdir())
HEALTHY = sorted(content.bundled("facts", "healthy").iterdir())
RULES = sorted(path for folder in FOLDERS for path in content.bundled("rules", folder).rglob("*.yaml"))


@cache
def schema(what: str, *options: str) -> dict[str, Any]:
    result = run("schema", what, *options)
    assert (result.exit_code, result.stderr) == (0, "")
    printed: dict[str, Any] = json.loads(result.stdout)
    return printed


def errors(what: str, data: object) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(schema(what)).iter_errors(data)]


@pytest.mark.parametrize("what", ["facts", "rules", "result"])
def test_it_is_a_valid_schema_that_names_its_draft(what: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(what))
    assert schema(what)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", [*EXAMPLES, *HEALTHY], ids=lambda path: path.name)
def test_the_fact_files_are_valid(path: Path) -> None:
    assert errors("facts", nodes.plain(parsing.read_file(path))) == []


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("path", [*EXAMPLES, *HEALTHY], ids=lambda path: path.name)
def test_the_diagnoses_are_valid_and_can_be_read_back(path: Path, language: str) -> None:
    result = run("diagnose", path, "--format", "json", "--language", language)
    assert result.exit_code == 0
    assert errors("result", json.loads(result.stdout)) == []
    assert Diagnosis.from_json(result.stdout).to_json() + "\n" == result.stdout


@each("path", RULES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_rule_files_are_valid(path: Path) -> None:
    assert errors("rules", nodes.plain(parsing.read_file(path))) == []


def test_a_file_that_adds_to_a_shipped_part_is_valid() -> None:
    source = {"document": "seed", "heading": "x", "date": "2019-11-18"}
    added = {"id": "device-cap-reached", "add_messages": [{"en": "No more"}], "add_sources": [source]}
    assert errors("rules", added) == []
    assert errors("rules", {**added, "add_message": []})


def test_what_is_wrong_is_not_valid() -> None:
    assert errors("facts", {"plattform": "folio"})
    assert errors("facts", {"platform": "foilo"})
    assert errors("result", {"schema": "expert/diagnosis/2"})
    cause = nodes.plain(parsing.read_file(content.bundled("rules", "causes", "no-card.yaml")))
    assert errors("rules", cause) == []
    assert errors("rules", {**cause, "severity": "high"})
    assert errors("rules", {name: part for name, part in cause.items() if name != "sources"})


def test_the_schema_of_the_result_names_every_part_of_the_contract() -> None:
    promised = {
        "schema", "knowledge", "case", "outcome", "symptoms", "causes", "questions", "plan", "conflicts", "warnings",
        "derivation",
    }
    assert promised <= set(schema("result")["required"])


def test_a_fact_of_ones_own_rule_folder_is_in_the_schema(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text(
        "facts:\n  dust:\n    type: yes_no\n    title: {en: Dust, sv: Damm}\n    ask: {en: Dust?, sv: Damm?}\n"
        "    where_to_look: {en: There., sv: Där.}\n    cost: user\n",
        encoding="utf-8",
    )
    assert "dust" in schema("facts", "--rules", str(tmp_path))["properties"]
    assert "dust" not in schema("facts")["properties"]


def test_it_is_written_to_a_file(tmp_path: Path) -> None:
    result = run("schema", "facts", "-o", tmp_path / "facts.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads((tmp_path / "facts.json").read_text(encoding="utf-8")) == schema("facts")
