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

RESTING = "The library app is resting. The app ran into a problem. If it goes on, ask the librarian."
TWO_REMEDIES = {
    "error": RESTING, "app": "broken", "readers_counted": 15, "reader_limit": 15,
}  # fmt: skip
# The facts contradict each other, so that both causes are proven.
TWO_SEALS = {
    "error": "NoJoinRule", "seal": "missing", "seal_expires_on": "2026-10-19",
    "observed_on": "2026-10-22", "ever_worked": True, "seal_key_at_hand": True, "run_by": "library",
}  # fmt: skip
SIGN_IN = KnowledgeBase.shipped().steps["open-the-desk"].text.en


@pytest.fixture(scope="module")
def diagnoses() -> list[Diagnosis]:
    return [result.diagnosis for result in run_cases(KnowledgeBase.shipped())]


def _steps_of(cause: str, diagnosis: Diagnosis) -> list[PlanStep]:
    return [step for step in diagnosis.plan if cause in step.causes]


def test_a_step_under_a_condition_does_not_swallow_the_same_step_that_another_cause_always_needs() -> None:
    diagnosis = diagnose(Case.of(TWO_REMEDIES))
    assert [c.id for c in diagnosis.causes if c.verdict == "confirmed"] == [
        "app-outdated", "shelf-limit-reached",
    ]  # fmt: skip
    (sign_in,) = [step for step in diagnosis.plan if step.text == SIGN_IN]
    assert sign_in.condition is None
    assert _steps_of("shelf-limit-reached", diagnosis)[0] == sign_in


@pytest.mark.parametrize("facts", [
    TWO_REMEDIES,
    TWO_SEALS,
    {name: value for name, value in TWO_SEALS.items() if name != "seal_key_at_hand"},
    {"error": "SealUnknown", "seal": "expired"},
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
    saving = next(i for i, step in enumerate(diagnosis.plan) if step.text.startswith("Save the notes"))
    assert saving < min(destroying)
    assert all("app-outdated" not in step.causes for step in diagnosis.plan[saving:-1])


def test_a_cause_that_nobody_names_any_more_comes_after_one_that_still_stands() -> None:
    case = Case(
        error="Setup failed. The library does not answer.",
        joining="by_hand", address_in="missing", card="missing",
    )  # fmt: skip
    diagnosis = diagnose(case)
    assert diagnosis.cause("address-missing").superseded
    first = next(i for i, step in enumerate(diagnosis.plan) if "address-missing" in step.causes)
    assert {"no-card"} == {name for step in diagnosis.plan[:first] for name in step.causes}


def test_what_shows_that_it_worked_is_told_with_the_name_of_the_remedy_where_one_step_ends_several() -> None:
    for language in LANGUAGES:
        diagnosis = diagnose(Case.of(TWO_SEALS), language=language)
        (told,) = [step.verify for step in diagnosis.plan if step.verify]
        remedies = [cause.remedy for cause in diagnosis.causes if cause.verdict == "confirmed" and cause.remedy]
        assert len(remedies) == 2
        for remedy in remedies:
            assert f"{remedy.title}”: {remedy.verify}" in told


def test_what_shows_that_it_worked_does_not_stand_under_the_condition_of_one_way() -> None:
    diagnosis = diagnose(Case.of(TWO_REMEDIES))
    told = {step.text: step for step in diagnosis.plan if step.verify is not None}
    assert all(step.condition is None for step in told.values())
    for name in ("app-outdated", "shelf-limit-reached"):
        remedy = diagnosis.cause(name).remedy
        assert remedy is not None
        assert remedy.verify is not None
        assert any(remedy.verify in (step.verify or "") for step in told.values())
