"""Causes that stop an enrollment by themselves: confirmed, they stand in the way, whatever is shown."""

from __future__ import annotations

from typing import Any

import pytest

from expert import Case, Diagnosis, diagnose
from expert.engine.program import compile_rest
from expert.rules.knowledge import KnowledgeBase

UNKNOWN = "The flux capacitor is empty."


def diagnosed(**facts: Any) -> Diagnosis:
    return diagnose(Case(**facts), engine="both")


def obstacles(diagnosis: Diagnosis) -> list[str]:
    return [cause.id for cause in diagnosis.obstacles]


@pytest.mark.parametrize("facts", [{}, {"error": UNKNOWN}, {"platform": "folio"}, {"error": "Setup failed."}])
def test_where_nothing_was_recognized_a_proven_obstacle_is_the_outcome(facts: dict[str, Any]) -> None:
    diagnosis = diagnosed(model="blocked", **facts)
    assert (diagnosis.outcome, obstacles(diagnosis), diagnosis.causes) == ("obstacle", ["model-blocked"], ())
    assert "“The reader's model is blocked”" in diagnosis.outcome_reason
    assert "Whether it also explains what is seen here is not known" in diagnosis.outcome_reason
    (obstacle,) = diagnosis.obstacles
    assert (obstacle.verdict, [fact.fact for fact in obstacle.because]) == ("confirmed", ["model"])
    assert {step.cause for step in diagnosis.plan} == {"model-blocked"}
    assert diagnosis.obstacle_plan == ()


def test_where_it_is_not_known_whether_it_stops_this_enrollment_that_is_asked_and_warned_of() -> None:
    diagnosis = diagnosed(error=UNKNOWN, card="missing")
    (notice,) = [notice for notice in diagnosis.notices if notice.kind == "only_some"]
    assert (notice.cause, notice.facts) == ("no-card", ("joining",))
    assert "no-card" in next(q for q in diagnosis.questions if q.fact == "joining").decides
    known = diagnosed(error=UNKNOWN, card="missing", joining="by_hand")
    assert not [notice for notice in known.notices if notice.kind == "only_some"]
    possible = diagnosed(stops_at="registration").cause("no-card")
    assert (possible.verdict, possible.missing) == ("possible", ("card", "joining"))


def test_several_obstacles_are_told_together_and_put_in_one_plan() -> None:
    diagnosis = diagnosed(error=UNKNOWN, model="blocked", clock_right=False)
    assert obstacles(diagnosis) == ["clock-wrong", "model-blocked"]
    assert "Each of them stops an enrollment by itself" in diagnosis.outcome_reason
    assert {name for step in diagnosis.plan for name in step.causes} == {"clock-wrong", "model-blocked"}
    assert len([step for step in diagnosis.plan if step.text == "Join the reader again."]) == 1


def test_beside_candidates_an_obstacle_is_a_notice_with_a_plan_of_its_own() -> None:
    diagnosis = diagnosed(error="This card is not valid", card="missing", model="blocked", joining="by_hand")
    assert (diagnosis.outcome, obstacles(diagnosis)) == ("confirmed", ["model-blocked"])
    assert [cause.id for cause in diagnosis.causes] == ["no-card"]
    (notice,) = [notice for notice in diagnosis.notices if notice.kind == "obstacle"]
    assert notice.cause == "model-blocked"
    assert "stops an enrollment by itself, whatever is shown" in notice.text
    assert {step.cause for step in diagnosis.plan} == {"no-card"}
    assert {step.cause for step in diagnosis.obstacle_plan} == {"model-blocked"}


def test_where_the_candidates_are_open_the_obstacle_is_what_there_is_to_do() -> None:
    diagnosis = diagnosed(error="The library does not answer.", clock_right=False)
    assert (diagnosis.outcome, obstacles(diagnosis)) == ("possible", ["clock-wrong"])
    assert {step.cause for step in diagnosis.plan} == {"clock-wrong"}
    assert diagnosis.obstacle_plan == ()


def test_what_is_a_candidate_anyway_is_no_obstacle() -> None:
    diagnosis = diagnosed(error="NoJoinRule", model="blocked")
    assert (obstacles(diagnosis), diagnosis.cause("model-blocked").verdict) == ([], "confirmed")


@pytest.mark.parametrize(
    ("facts", "stands"),
    [
        ({"card": "missing"}, True), ({"card": "missing", "joining": "by_hand"}, True),
        ({"card": "missing", "joining": "by_itself"}, False), ({"card": "valid", "joining": "by_hand"}, False),
        ({"joining": "by_hand"}, False),
    ],
)  # fmt: skip
def test_a_cause_stops_an_enrollment_unless_it_is_known_to_stop_others_only(
    facts: dict[str, Any], stands: bool
) -> None:
    assert obstacles(diagnosed(error=UNKNOWN, **facts)) == (["no-card"] if stands else [])


def test_what_is_not_proven_or_is_worked_out_only_is_told_apart() -> None:
    assert obstacles(diagnosed(error=UNKNOWN, seal="missing")) == ["seal-missing"]
    assert obstacles(diagnosed(error=UNKNOWN, seal="valid")) == []
    assert obstacles(diagnosed(error=UNKNOWN, ever_worked=True)) == []


@pytest.mark.parametrize("facts", [{"platform": "phone"}, {"joins_now": True}])
def test_out_of_scope_or_solved_nothing_stands_in_the_way(facts: dict[str, Any]) -> None:
    diagnosis = diagnosed(error=UNKNOWN, model="blocked", **facts)
    assert (obstacles(diagnosis), diagnosis.plan) == ([], ())


# Where any cause comes into question


def test_of_a_symptom_that_any_cause_can_have_the_candidates_are_those_that_stop_an_enrollment(
    small: KnowledgeBase,
) -> None:
    diagnosis = diagnosed(stops_at="registration")
    assert {cause.id for cause in diagnosis.causes} == {cause.id for cause in small.stopping}
    assert [cause.id for cause in small.causes_of("joining-stops")] == sorted(cause.id for cause in small.stopping)
    assert obstacles(diagnosed(stops_at="registration", model="blocked")) == []


def test_there_a_cause_is_ruled_out_by_where_it_stops_nothing_and_says_so() -> None:
    cause = diagnosed(stops_at="registration", card="missing", joining="by_itself").cause("no-card")
    assert (cause.verdict, [fact.fact for fact in cause.because]) == ("ruled_out", ["joining"])


def test_elsewhere_that_is_no_reason_for_a_verdict() -> None:
    """Not even where facts contradict, so that everything is worked out that is so whatever is seen."""
    contradicting = {"seal": "valid", "seal_expires_on": "2020-01-01", "observed_on": "2026-11-02"}
    diagnosis = diagnosed(error="This card is not valid", card="valid", joining="by_itself", **contradicting)
    cause = diagnosis.cause("no-card")
    assert (cause.verdict, [fact.fact for fact in cause.because]) == ("ruled_out", ["card"])
    assert [conflict.kind for conflict in diagnosis.conflicts] == ["values", "message"]


def test_a_symptom_that_is_elsewhere_leaves_a_proven_cause_an_obstacle() -> None:
    diagnosis = diagnosed(error="LINK_ERROR No link", joining="by_hand", clock_right=False)
    assert (diagnosis.symptoms, obstacles(diagnosis)) == ((), ["clock-wrong"])
    assert [notice.kind for notice in diagnosis.notices if notice.kind == "elsewhere"] == ["elsewhere"]


def test_the_program_of_whatever_is_seen_holds_the_causes_that_stop_and_all_that_is_worked_out(
    small: KnowledgeBase,
) -> None:
    program = compile_rest(small)
    assert program.symptom is None
    assert program.causes == small.stopping
    worked_out = {name for derivation in small.derivations.values() for name in derivation.concludes}
    assert {getattr(rule.conclusion, "fact", None) for rule in program.rules} >= worked_out
    assert compile_rest(small).rules == program.rules


def test_an_obstacle_is_said_in_report_and_picture_in_both_languages() -> None:
    diagnosis = diagnosed(error="This card is not valid", card="missing", model="blocked", joining="by_hand")
    headings = {"en": "STOPS THE ENROLLMENT, WHATEVER IS SHOWN", "sv": "STOPPAR REGISTRERINGEN, VAD SOM ÄN VISAS"}
    for said in (diagnosis, diagnosis.in_("sv")):
        heading = headings[said.language]
        page = said.to_text()
        assert heading in page
        assert said.obstacles[0].title in page[page.index(heading) :]
    assert diagnosed(model="blocked").to_text().splitlines()[0] == "A confirmed fault stops the enrollment"
