"""The shipped rules hold together: their own cases, and what must hold of diagnoses, explanations and plans of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from expert import Diagnosis, KnowledgeBase, Plan, diagnose
from expert.engine.rule_cases import CaseResult, case_of
from tests.engine.diagnosis_properties import OF_DIAGNOSES
from tests.explain.explanation_properties import PROPERTIES as OF_EXPLANATIONS
from tests.plan.plan_properties import PROPERTIES as OF_PLANS
from tests.plan.plan_properties import both_languages_plan_alike, every_page_of_it_is_made_of_whole_sentences
from tests.sampling import some_of
from tests.shipped.results import planned, results

KNOWLEDGE = KnowledgeBase.shipped()
pytestmark = pytest.mark.shares


# In the last weeks before a year the certificate may have been renewed or not: only waiting tells.
OPEN_WHATEVER_IS_KNOWN = {
    (
        "profile-signing-certificate-not-renewed",
        "the device is enrolled already and the device was enrolled 11 months ago",
    )
}


def test_every_case_of_every_cause_comes_out_as_its_file_says() -> None:
    assert [result.say().en for result in results() if not result.holds] == []


def test_both_engines_say_the_same_of_every_case() -> None:
    for result in some_of(results(), 4):
        case = case_of(KNOWLEDGE, KNOWLEDGE.causes[result.cause], result.case)
        other = diagnose(case, KNOWLEDGE, engine="experta")
        assert (other.engine, result.diagnosis.engine) == ("experta", "compiled")
        assert replace(other, engine="compiled") == result.diagnosis, (result.cause, result.case.name)


@pytest.mark.parametrize("holds", OF_DIAGNOSES, ids=lambda holds: holds.__name__)
def test_it_holds_of_every_diagnosis(holds: Callable[[Diagnosis], None]) -> None:
    for result in some_of(results(), 4):
        if (result.cause, result.case.name) not in OPEN_WHATEVER_IS_KNOWN:
            holds(result.diagnosis)


@pytest.mark.parametrize("holds", OF_EXPLANATIONS, ids=lambda holds: holds.__name__)
def test_it_holds_of_every_explanation(holds: Callable[[KnowledgeBase, CaseResult], None]) -> None:
    for result in some_of(results(), 5):
        if result.verdict is not None:  # of what is no candidate there is nothing to explain
            holds(KNOWLEDGE, result)


@pytest.mark.parametrize("holds", OF_PLANS, ids=lambda holds: holds.__name__)
def test_it_holds_of_every_plan(holds: Callable[[Diagnosis, Plan], None]) -> None:
    for diagnosis, work in planned(3):
        holds(diagnosis, work)


def test_every_plan_reads_well_in_both_languages() -> None:
    for diagnosis, work in planned(9):  # of those that others look at, too
        both_languages_plan_alike(diagnosis, work)
        every_page_of_it_is_made_of_whole_sentences(diagnosis, work)
        every_page_of_it_is_made_of_whole_sentences(diagnosis.in_("sv"), work.in_("sv"))
