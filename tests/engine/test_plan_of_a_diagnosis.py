"""What a diagnosis says is to be done: shared steps once, in every case that needs them, the safest first."""

from __future__ import annotations

import pytest

from expert import Case, Diagnosis, KnowledgeBase, diagnose
from expert.engine.rule_cases import run_cases
from expert.foundations.terms import DESTRUCTIVE
from expert.foundations.texts import LANGUAGES
from expert.planning.planner import plan
from expert.planning.ways import steps_for
from expert.results.diagnosis import PlanStep

UNAVAILABLE = (
    "Company Portal Temporarily Unavailable. The Company Portal app encountered a problem. If the problem persists, "
    "contact your system administrator."
)
TWO_REMEDIES = {
    "error": UNAVAILABLE, "company_portal_app": "corrupt", "enrolled_devices": 15, "device_limit": 15,
}  # fmt: skip
# The facts contradict each other, so that both causes are proven.
TWO_CERTIFICATES = {
    "error": "NoEnrollmentPolicy", "apns_certificate": "missing", "apns_expires_on": "2026-10-19",
    "observed_on": "2026-10-22", "ever_worked": True, "apns_account_available": True, "mdm_authority": "intune",
}  # fmt: skip
SIGN_IN = KnowledgeBase.shipped().steps["open-intune-admin-center"].text.en


@pytest.fixture(scope="module")
def diagnoses() -> list[Diagnosis]:
    return [result.diagnosis for result in run_cases(KnowledgeBase.shipped())]


def _steps_of(cause: str, diagnosis: Diagnosis) -> list[PlanStep]:
    return [step for step in diagnosis.plan if cause in step.causes]


def test_a_step_under_a_condition_does_not_swallow_the_same_step_that_another_cause_always_needs() -> None:
    diagnosis = diagnose(Case.of(TWO_REMEDIES))
    assert [c.id for c in diagnosis.causes if c.verdict == "confirmed"] == [
        "company-portal-outdated", "device-limit-reached",
    ]  # fmt: skip
    (sign_in,) = [step for step in diagnosis.plan if step.text == SIGN_IN]
    assert sign_in.condition is None
    assert _steps_of("device-limit-reached", diagnosis)[0] == sign_in


@pytest.mark.parametrize("facts", [
    TWO_REMEDIES,
    TWO_CERTIFICATES,
    {name: value for name, value in TWO_CERTIFICATES.items() if name != "apns_account_available"},
    {"error": "AccountNotOnboarded", "apns_certificate": "expired"},
])  # fmt: skip
def test_nothing_is_said_twice(facts: dict[str, object]) -> None:
    texts = [step.text for step in diagnose(Case.of(facts)).plan]
    assert len(texts) == len(set(texts))


def test_every_acting_cause_has_all_its_steps_in_every_case_that_needs_them(diagnoses: list[Diagnosis]) -> None:
    for diagnosis in diagnoses:
        acting = [c for c in diagnosis.causes if c.verdict == "confirmed"]
        acting = acting or [c for c in diagnosis.causes if c.verdict == "likely"]
        for cause in acting if diagnosis.outcome != "out_of_scope" else []:
            needed = {entry.step.text for entry in steps_for(cause, "en")}
            assert {step.text for step in _steps_of(cause.id, diagnosis)} == needed


def test_the_plan_of_a_diagnosis_has_the_order_of_the_work_plan(diagnoses: list[Diagnosis]) -> None:
    """One rule orders both: where nothing is only possible, they are the same steps in the same order."""
    compared = 0
    for diagnosis in diagnoses:
        verdicts = {cause.verdict for cause in diagnosis.causes} - {"ruled_out"}
        if verdicts in ({"confirmed"}, {"likely"}):
            compared += 1
            assert [step.text for step in diagnosis.plan] == [step.text for step in plan(diagnosis).steps()]
    assert compared > 30


def test_what_destroys_comes_last_and_behind_its_protection() -> None:
    diagnosis = diagnose(Case.of(TWO_REMEDIES))
    destroying = [i for i, step in enumerate(diagnosis.plan) if set(step.safety) & {*DESTRUCTIVE}]
    saving = next(i for i, step in enumerate(diagnosis.plan) if step.text.startswith("Save company data"))
    assert saving < min(destroying)
    assert all("company-portal-outdated" not in step.causes for step in diagnosis.plan[saving:-1])


def test_a_cause_that_nobody_names_any_more_comes_after_one_that_still_stands() -> None:
    case = Case(
        error="Profile Installation Failed. Connection to the server could not be established.",
        enrollment_method="byod", dns_enterprise_enrollment="missing", user_license="missing",
    )  # fmt: skip
    diagnosis = diagnose(case)
    assert diagnosis.cause("cname-missing").superseded
    first = next(i for i, step in enumerate(diagnosis.plan) if "cname-missing" in step.causes)
    assert {"no-intune-license"} == {name for step in diagnosis.plan[:first] for name in step.causes}


def test_what_shows_that_it_worked_is_told_with_the_name_of_the_remedy_where_one_step_ends_several() -> None:
    for language in LANGUAGES:
        diagnosis = diagnose(Case.of(TWO_CERTIFICATES), language=language)
        (told,) = [step.verify for step in diagnosis.plan if step.verify]
        remedies = [cause.remedy for cause in diagnosis.causes if cause.verdict == "confirmed" and cause.remedy]
        assert len(remedies) == 2
        for remedy in remedies:
            assert f"{remedy.title}”: {remedy.verify}" in told


def test_what_shows_that_it_worked_does_not_stand_under_the_condition_of_one_way() -> None:
    diagnosis = diagnose(Case.of(TWO_REMEDIES))
    told = {step.text: step for step in diagnosis.plan if step.verify is not None}
    assert all(step.condition is None for step in told.values())
    for name in ("company-portal-outdated", "device-limit-reached"):
        remedy = diagnosis.cause(name).remedy
        assert remedy is not None
        assert remedy.verify is not None
        assert any(remedy.verify in (step.verify or "") for step in told.values())
