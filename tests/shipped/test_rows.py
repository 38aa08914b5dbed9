"""Every row of the table of known failures is covered by a rule, or is left out with the reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from expert import KnowledgeBase
from expert.foundations import nodes, parsing
from tests.each import each

KNOWLEDGE = KnowledgeBase.shipped()
LEFT_OUT: dict[str, Any] = nodes.plain(parsing.read_file(Path(__file__).with_name("rows_left_out.yaml")))
ALL = [f"B{number}" for number in range(1, 127)]
COVERED = {
    row for rules in (KNOWLEDGE.symptoms, KNOWLEDGE.causes) for rule in rules.values() for row in rule.rows
}  # fmt: skip


@each("row", ALL)
def test_a_row_is_covered_or_left_out(row: str) -> None:
    assert (row in COVERED) != (row in LEFT_OUT)


def test_no_rule_names_a_row_that_there_is_none_of() -> None:
    named = {row for row in COVERED if row.startswith("B")} | LEFT_OUT.keys()
    assert sorted(named - set(ALL)) == []


@pytest.mark.parametrize("row", LEFT_OUT)
def test_what_is_left_out_is_so_for_a_reason_in_both_languages(row: str) -> None:
    assert LEFT_OUT[row].keys() == {"en", "sv"}
    assert LEFT_OUT[row]["en"] != LEFT_OUT[row]["sv"]
