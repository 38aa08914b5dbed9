"""Files that are made by a command and checked in are what the command makes today."""

from __future__ import annotations

import re
from pathlib import Path

from expert import KnowledgeBase
from expert.engine.rule_cases import failures, run_cases
from expert.foundations import nodes

CHECKOUT = Path(__file__).resolve().parents[1]


def test_every_example_names_the_schema_for_editors() -> None:
    for example in (CHECKOUT / "facts" / "examples").glob("*.yaml"):
        assert example.read_text("utf-8").startswith("# yaml-language-server: $schema=../schema.json\n"), example.name


def test_the_cause_in_the_contributing_guide_can_be_added_as_one_file(tmp_path: Path) -> None:
    guide = (CHECKOUT / "CONTRIBUTING.md").read_text("utf-8")
    (block,) = re.findall(r"```yaml\n(id: .*?)```", guide, re.DOTALL)
    (tmp_path / "causes").mkdir()
    (tmp_path / "causes" / "clock-is-wrong.yaml").write_text(block, "utf-8")
    (vocabulary,) = re.findall(r"```yaml\n(facts:\n.*?)```", guide, re.DOTALL)
    (tmp_path / "vocabulary.yaml").write_text(vocabulary, "utf-8")
    knowledge = KnowledgeBase.load(tmp_path)
    results = [result for result in run_cases(knowledge) if result.cause == "clock-is-wrong"]
    assert len(results) == 3
    assert failures(results) == []


def test_every_rule_file_says_everything_in_both_languages() -> None:
    """A text that is empty, or the same in both languages, was not translated (names and codes are)."""
    same: list[str] = []
    for path in sorted((CHECKOUT / "rules").rglob("*.yaml")):
        same.extend(f"{path.name}: {text}" for text in _untranslated(nodes.plain(nodes.read_file(path))))
    assert [text for text in same if len(text.split()) > 6] == []


def _untranslated(value: object) -> list[str]:
    if isinstance(value, dict):
        if value.keys() >= {"en", "sv"}:
            assert all(value.values()), value
            return [value["en"]] if value["en"] == value["sv"] else []
        return [text for item in value.values() for text in _untranslated(item)]
    if isinstance(value, list):
        return [text for item in value for text in _untranslated(item)]
    return []
