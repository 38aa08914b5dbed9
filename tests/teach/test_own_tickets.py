"""A ticket of one's own is an exercise too: its cause is what its facts prove."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from expert import Case, InputError, diagnose
from expert.teach import Practice

MESSAGE = "No join rule"


def ticket(**facts: Any) -> Practice:
    return Practice.of_ticket(Case(**facts), "my-case.yaml")


def test_its_cause_is_to_be_found_from_what_the_user_reports() -> None:
    practice = ticket(error="NoJoinRule", platform="slate", seal="missing", model="allowed")
    assert practice.hidden.cause == "seal-missing"
    assert (practice.hidden.ticket, practice.exercise.ticket) == ("my-case.yaml", "my-case.yaml")
    assert "NoJoinRule" in practice.complaint.text
    assert "seal" not in practice.complaint.facts
    assert practice.observe("seal").value == "missing"
    assert practice.guess("seal-missing")
    assert practice.result.settled
    assert practice.ways


def test_what_it_does_not_say_is_not_known() -> None:
    practice = ticket(error="NoJoinRule", seal="missing")
    other = next(seen.fact for seen in practice.observations if seen.fact != "seal")
    assert practice.observe(other).words == "not known in this ticket"


def test_it_takes_place_on_its_own_day() -> None:
    practice = ticket(error="NoJoinRule", seal_expires_on=date(2024, 3, 1), observed_on=date(2024, 3, 2))
    assert practice.hidden.today == date(2024, 3, 2)
    assert practice.hidden.cause == "seal-expired"
    assert "Today is 2024-03-02." in practice.complaint.text


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"error": "NoJoinRule"}, "its facts prove no cause"),
        ({"platform": "slate"}, "it shows no known symptom"),
        ({"error": "gibberish", "seal": "missing"}, "it shows no known symptom"),
    ],
)
def test_what_makes_no_exercise_is_refused_with_the_reason(facts: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        ticket(**facts)


def test_its_whole_diagnosis_is_the_one_that_the_ticket_has() -> None:
    case = Case(error="NoJoinRule", seal="missing")
    practice = Practice.of_ticket(case, "t")
    proven = [cause.id for cause in diagnose(case).causes if cause.verdict == "confirmed"]
    assert list(practice.hidden.causes) == proven
