"""What a diagnosis says is to be done: shared steps once, in every case that needs them, the safest first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from expert import Case, Diagnosis, KnowledgeBase, diagnose
from expert.foundations.terms import DESTRUCTIVE
from expert.foundations.texts import LANGUAGES
from tests import small
from tests.engine.diagnosis_properties import OF_DIAGNOSES, steps_of

RESTING = "The library app is resting. The app ran into a problem. If it goes on, ask the librarian."
TWO_REMEDIES = {
    "error": RESTING, "app": "broken", "readers_counted": 15, "reader_limit": 15,
}  # fmt: skip
# Both remedies have several ways, so that it can be seen only in the end whether they worked.
TWO_ENDS = {
    "error": [RESTING, "NoJoinRule"], "app": "broken", "readers_counted": 10, "reader_limit": 10, "seal": "expired",
}  # fmt: skip
SIGN_IN = KnowledgeBase.shipped().steps["open-the-desk"].text.en


@pytest.fixture(scope="module")
def diagnoses() -> list[Diagnosis]:
    return [result.diagnosis for result in small.results()]


def test_a_step_under_a_condition_does_not_swallow_the_same_step_that_another_cause_always_needs() -> None:
    diagnosis = diagnose(Case.of(TWO_REMEDIES))
    assert [c.id for c in diagnosis.causes if c.verdict == "confirmed"] == [
        "app-outdated", "shelf-limit-reached",
    ]  # fmt: skip
    (sign_in,) = [step for step in diagnosis.plan if step.text == SIGN_IN]
    assert sign_in.condition is None
    assert steps_of("shelf-limit-reached", diagnosis)[0] == sign_in


@pytest.mark.parametrize("facts", [
    TWO_REMEDIES,
    TWO_ENDS,
    {**TWO_ENDS, "seal_key_at_hand": True},
    {"error": "SealUnknown", "seal": "expired"},
])  # fmt: skip
def test_nothing_is_said_twice(facts: dict[str, object]) -> None:
    texts = [step.text for step in diagnose(Case.of(facts)).plan]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("holds", OF_DIAGNOSES, ids=lambda holds: holds.__name__)
def test_it_holds_of_every_case_of_the_rules(holds: Callable[[Diagnosis], None], diagnoses: list[Diagnosis]) -> None:
    for diagnosis in diagnoses:
        holds(diagnosis)


def test_facts_of_which_not_all_can_be_true_lead_to_no_step_at_all() -> None:
    """Two causes are proven that exclude each other."""
    diagnosis = diagnose(Case(error="NoJoinRule", seal="missing", seal_expires_on="2026-10-19", ever_worked=True,
                              observed_on="2026-10-22", seal_key_at_hand=True, run_by="library"))  # fmt: skip
    assert [c.id for c in diagnosis.causes if c.disputed] == ["seal-expired", "seal-missing"]
    assert (diagnosis.outcome, diagnosis.plan) == ("contradictory", ())


def test_the_two_plans_are_often_held_against_each_other(diagnoses: list[Diagnosis]) -> None:
    verdicts = [{cause.verdict for cause in diagnosis.causes} - {"ruled_out"} for diagnosis in diagnoses]
    assert sum(found in ({"confirmed"}, {"likely"}) for found in verdicts) > 20


def test_nobody_is_told_how_to_see_that_half_a_remedy_worked() -> None:
    """Where the step that does it is held back."""
    guessed, proven = (diagnose(Case(error="The shelf is full", **known)) for known in ({}, {"limit_reached": True}))
    assert guessed.outcome == "likely"
    assert [step.verify for step in guessed.plan if step.verify] == []
    assert [step.verify for step in proven.plan if step.verify] == [
        "Fewer readers count than the limit allows, and the reader joins."
    ]


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
        diagnosis = diagnose(Case.of(TWO_ENDS), language=language)
        told = diagnosis.plan[-1].verify
        remedies = [diagnosis.cause(name).remedy for name in ("app-outdated", "seal-expired")]
        for remedy in remedies:
            assert remedy is not None
            assert told is not None
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
