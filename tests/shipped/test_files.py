"""The shipped files are in form: rules in both languages, facts by the schema, examples that are diagnosed."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from expert import Case, Diagnosis, KnowledgeBase, diagnose, escalate, plan
from expert.cli.schemas import schema_of
from expert.foundations import nodes, parsing
from expert.foundations.texts import LANGUAGES, Language
from expert.rules.folders import FOLDERS
from tests.each import each

CHECKOUT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((CHECKOUT / "facts" / "examples").iterdir())
HEALTHY = sorted((CHECKOUT / "facts" / "healthy").iterdir())
RULES = sorted(path for folder in FOLDERS for path in (CHECKOUT / "rules" / folder).rglob("*.yaml"))


@cache
def _validator(what: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(schema_of(what, KnowledgeBase.shipped())))


def _errors(what: str, data: Any) -> list[str]:
    return [error.message for error in _validator(what).iter_errors(data)]


@each("path", RULES, ids=lambda path: f"{path.parent.name}/{path.stem}", parts=4)
def test_the_rule_files_are_valid_by_the_schema(path: Path) -> None:
    assert _errors("rules", nodes.plain(parsing.read_file(path))) == []


@each("path", [*EXAMPLES, *HEALTHY], ids=lambda path: path.stem)
def test_the_fact_files_are_valid_by_the_schema(path: Path) -> None:
    assert _errors("facts", nodes.plain(parsing.read_file(path))) == []


@pytest.mark.parametrize("language", LANGUAGES)
@each("path", [*EXAMPLES, *HEALTHY], ids=lambda path: path.stem, parts=6)
def test_they_are_diagnosed_and_the_results_are_valid_and_can_be_read_back(path: Path, language: Language) -> None:
    case = Case.from_file(path)
    diagnosis = diagnose(case, language=language)
    assert _errors("result", json.loads(diagnosis.to_json())) == []
    assert Diagnosis.from_json(diagnosis.to_json()) == diagnosis
    for document in (diagnosis, plan(diagnosis), escalate(case, language=language)):
        assert document.to_text()
        assert document.to_markdown()


@each("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_shows_a_symptom_or_says_why_not(path: Path) -> None:
    diagnosis = diagnose(Case.from_file(path))
    assert diagnosis.symptoms or diagnosis.outcome in ("incomplete", "out_of_scope")


def test_every_example_names_the_schema_for_editors() -> None:
    for example in (CHECKOUT / "facts" / "examples").glob("*.yaml"):
        assert example.read_text("utf-8").startswith("# yaml-language-server: $schema=../schema.json\n"), example.name


def test_every_rule_file_says_everything_in_both_languages() -> None:
    """A text that is empty, or the same in both languages, was not translated (names and codes are)."""
    same: list[str] = []
    for path in sorted((CHECKOUT / "rules").rglob("*.yaml")):
        same.extend(f"{path.name}: {text}" for text in _untranslated(nodes.plain(parsing.read_file(path))))
    assert [text for text in same if len(text.split()) > 6] == []


def _untranslated(value: object) -> list[str]:
    if isinstance(value, dict):
        if value.keys() >= {"en", "sv"} and isinstance(value["en"], str):
            assert all(value.values()), value
            return [value["en"]] if value["en"] == value["sv"] else []
        return [text for item in value.values() for text in _untranslated(item)]
    if isinstance(value, list):
        return [text for item in value for text in _untranslated(item)]
    return []


def test_it_is_said_in_both_languages_what_every_example_is_about() -> None:
    about = nodes.plain(parsing.read_file(CHECKOUT / "facts" / "examples.yaml"))
    assert list(about) == [path.stem for path in EXAMPLES]
    assert all(set(texts) == {"en", "sv"} and texts["en"] != texts["sv"] for texts in about.values())
