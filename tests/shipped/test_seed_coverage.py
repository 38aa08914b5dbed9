"""Everything the seed document says is reached by some case: its symptoms, causes, steps, notes and links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.engine.rule_cases import run_cases
from expert.foundations import nodes

ROWS = nodes.plain(nodes.read_file(Path(__file__).with_name("seed_rows.yaml")))
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
    results = [result.diagnosis for result in run_cases(knowledge)] + [diagnose(UNKNOWN_CASE)]
    rows = {row for diagnosis in results for row in _seed_references(diagnosis.model_dump())}
    for symptom in knowledge.symptoms.values():
        for message in symptom.messages:
            for wording in message.wordings():
                if any(found.id == symptom.id for found in diagnose(Case(error=wording)).symptoms):
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


def test_every_cause_of_the_contract_reaches_every_verdict_that_it_can() -> None:
    """A cause that is alone with its symptom can never be merely possible: it is likely at once.

    And where whatever excludes a cause's rivals also decides the cause itself, it can never be likely.
    """
    reached: dict[str, set[str]] = {}
    for result in run_cases(KnowledgeBase.shipped()):
        reached.setdefault(result.cause, set()).add(str(result.verdict))
    every = {"confirmed", "likely", "possible", "ruled_out"}
    unreached = {cause: every - verdicts for cause, verdicts in reached.items() if verdicts != every}
    alone = {"ade-service-unreachable", "mfa-unsupported-on-ios-release", "os-version-outside-restriction"}
    decided_with_their_rivals = {
        "apns-certificate-missing",
        "company-portal-token-deleted",
        "company-portal-token-expired",
        "company-portal-token-used-by-other-service",
        "company-portal-token-used-by-other-tenant",
        "company-portal-token-without-licenses",
    }
    assert unreached == {
        **{cause: {"possible"} for cause in alone},
        **{cause: {"likely"} for cause in decided_with_their_rivals},
    }
