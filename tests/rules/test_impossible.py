"""What cannot be true of one case stands in the rules: exercises keep to it, and nothing that is known breaks it."""

from __future__ import annotations

from typing import Any

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.teach import TODAY
from tests.rules.impossible_properties import (
    contradiction,
    no_case_of_the_rule_is_impossible,
    no_fact_file_is_impossible,
)

KNOWLEDGE = KnowledgeBase.shipped()
DAY = {"observed_on": TODAY}
IMPOSSIBLE: list[tuple[str, dict[str, Any]]] = [
    ("expired-ahead-of-its-date", {"seal": "expired", "seal_expires_on": "2027-11-23", **DAY}),
    ("date-of-a-missing-seal", {"seal": "missing", "seal_expires_on": "2027-11-23", **DAY}),
    ("code-on-a-reader-that-takes-none", {"code_by": "app", "code_on_same_reader": True}),
    ("code-on-a-reader-that-takes-none", {"code_by": "app", "code_on_same_reader": False}),
    ("private-readers-of-a-blocked-model", {"model": "blocked", "private_readers": "allowed"}),
    ("readers-that-do-not-add-up", {"readers_listed": 5, "readers_counted": 3, "readers_not_counted": 1}),
    ("readers-that-do-not-add-up", {"readers_listed": 5, "readers_counted": 6}),
    ("limit-out-of-range", {"reader_limit": 16}),
]
POSSIBLE: list[dict[str, Any]] = [
    {"seal": "expired", "seal_expires_on": "2025-11-23", **DAY},
    {"seal": "broken", "seal_expires_on": "2027-11-23", **DAY},
    {"code_by": "text_message", "code_on_same_reader": True},
    {"code_by": "app"},
    {"model": "allowed", "private_readers": "blocked"},
    {"readers_listed": 5, "readers_counted": 3, "readers_not_counted": 2},
    {"reader_limit": 15},
    {},
]


@pytest.mark.parametrize(("name", "facts"), IMPOSSIBLE)
def test_what_cannot_be_is_told_from_what_can(name: str, facts: dict[str, Any]) -> None:
    assert contradiction(Case.of(facts), KNOWLEDGE) == name


@pytest.mark.parametrize("facts", POSSIBLE)
def test_what_can_be_is_not_called_impossible(facts: dict[str, Any]) -> None:
    assert contradiction(Case.of(facts), KNOWLEDGE) is None


def test_each_is_tried_here() -> None:
    assert {name for name, _ in IMPOSSIBLE} == {part.id for part in KNOWLEDGE.impossible}


@pytest.mark.parametrize("cause", KNOWLEDGE.causes)
def test_no_case_of_a_rule_is_impossible(cause: str) -> None:
    no_case_of_the_rule_is_impossible(cause, KNOWLEDGE)


@pytest.mark.parametrize("folder", ["examples", "healthy"])
def test_no_checked_in_case_is_impossible(folder: str) -> None:
    no_fact_file_is_impossible(folder, KNOWLEDGE)


def test_a_case_that_holds_it_anyway_is_judged_as_it_stands() -> None:
    facts = {"error": "NoJoinRule", "seal": "expired", "seal_expires_on": "2027-11-23", **DAY}
    assert diagnose(Case.of(facts), today=TODAY).cause("seal-expired").verdict == "confirmed"
