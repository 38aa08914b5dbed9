"""Every row of the table of known failures is in the rules, or is left out with the reason; both lists are known."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from expert import KnowledgeBase
from expert.foundations import nodes, parsing

HERE = Path(__file__).parent
KNOWLEDGE = KnowledgeBase.shipped()
ROWS: list[dict[str, Any]] = [
    row for path in sorted((HERE / "rows").glob("*.yaml")) for row in nodes.plain(parsing.read_file(path))
]
ALL = [f"B{number}" for number in range(1, 127)]
RULES = {**KNOWLEDGE.symptoms, **KNOWLEDGE.causes}


def test_every_row_is_in_one_of_the_lists_and_in_one_only() -> None:
    named = Counter(row["row"] for row in ROWS)
    assert sorted(set(ALL) - named.keys()) == []
    assert sorted(named.keys() - set(ALL)) == []
    assert [row for row, count in named.items() if count > 1] == []


@pytest.mark.parametrize("row", [row for row in ROWS if "left_out" in row], ids=lambda row: row["row"])
def test_what_is_left_out_is_so_for_a_reason_in_both_languages(row: dict[str, Any]) -> None:
    assert row.keys() == {"row", "left_out"}
    assert {language: len(text.split()) >= 4 for language, text in row["left_out"].items()} == {"en": True, "sv": True}
    assert [name for name, rule in RULES.items() if row["row"] in rule.rows] == []


@pytest.mark.parametrize("row", [row for row in ROWS if "left_out" not in row], ids=lambda row: row["row"])
def test_what_is_in_is_a_symptom_or_a_cause(row: dict[str, Any]) -> None:
    assert row.keys() == {"row", "in"}
    assert [name for name in row["in"] if name not in RULES] == []
    assert row["in"]


def test_the_rules_name_the_rows_that_the_list_says_they_cover() -> None:
    said = {(name, row) for name, rule in RULES.items() for row in rule.rows if row.startswith("B")}
    listed = {(name, row["row"]) for row in ROWS for name in row.get("in", ())}
    assert sorted(said - listed) == []
    assert {row for _, row in listed} == {row for _, row in said}
