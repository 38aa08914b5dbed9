"""Everything the seed document says is reached by some case: its symptoms, causes, steps, notes and links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.foundations import nodes, parsing
from tests.shipped.results import results

pytestmark = pytest.mark.shares

ROWS = nodes.plain(parsing.read_file(Path(__file__).with_name("seed_rows.yaml")))
CAUSES = (
    "ios-fault", "personal-devices-blocked", "cname-missing", "previous-user-not-removed", "enrolled-with-other-mdm",
    "no-intune-license", "apns-certificate-missing", "apns-certificate-invalid", "company-portal-outdated",
    "device-limit-reached", "management-profile-installed", "ade-service-unreachable", "ade-profile-older-than-token",
    "mfa-during-ade",
)  # fmt: skip
UNKNOWN_CASE = Case(error="an error that nobody has documented")


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _flat(item)
    else:
        yield str(value)


def _seed_references(value: Any) -> Iterator[str]:
    """Every `seed` list in a result document, however deep."""
    if isinstance(value, dict):
        yield from value.get("seed", ())
        for item in value.values():
            yield from _seed_references(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _seed_references(item)


@pytest.fixture(scope="module")
def reached() -> set[str]:
    """The seed rows that the results of the rule base's own cases speak of, and of a case nobody knows."""
    knowledge = KnowledgeBase.shipped()
    diagnoses = [*(result.diagnosis for result in results()), diagnose(UNKNOWN_CASE)]
    rows = {row for diagnosis in diagnoses for row in _seed_references(diagnosis.to_data())}
    for symptom in knowledge.symptoms.values():
        for message in symptom.messages:
            beside = f" [{message.only_with.texts[0]}]" if message.only_with else ""
            for wording in message.wordings():
                if any(found.id == symptom.id for found in diagnose(Case(error=wording + beside)).symptoms):
                    rows.update(message.seed)
    return rows


@pytest.mark.parametrize("kind", [kind for kind in ROWS if kind != "questions"])
def test_every_row_of_the_seed_is_reached_by_a_case(kind: str, reached: set[str]) -> None:
    missing = [row for row in _flat(ROWS[kind]) if row not in reached]
    assert missing == []


def test_the_manifest_counts_what_the_seed_holds() -> None:
    assert len(ROWS["symptoms"]) == 14
    assert len(ROWS["causes"]) == 18
    assert len(list(_flat(ROWS["numbered_steps"]))) == 42
    assert len(ROWS["links"]) == 14


def test_no_rule_names_a_row_that_the_seed_does_not_have(reached: set[str]) -> None:
    known = {row for kind in ROWS if kind != "questions" for row in _flat(ROWS[kind])}
    assert reached - known == set()


def test_the_eight_intake_questions_are_asked_where_nothing_is_known() -> None:
    asked = {question.intake for question in diagnose(UNKNOWN_CASE).questions}
    asked |= {question.intake for question in diagnose(Case()).questions}
    assert asked - {None} == set(ROWS["questions"])


@pytest.mark.parametrize("cause", CAUSES)
def test_a_cause_of_the_seed_is_confirmed_excluded_and_left_open_by_some_case(cause: str) -> None:
    """Whether it is likely or only possible where it is open depends on its rivals, and more may come."""
    verdicts = {case.verdict for case in KnowledgeBase.shipped().causes[cause].cases}
    assert verdicts >= {"confirmed", "ruled_out"}
    assert verdicts & {"likely", "possible"}
