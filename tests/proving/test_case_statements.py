"""A case of a rule file may state the plan, the outcome, an obstacle and what contradicts; what it states must hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expert.engine.plans_wanted import plan_stated
from expert.engine.rule_cases import CaseResult, run_case
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import PlanWanted, RuleCase, StepWanted
from tests import small

KNOWLEDGE = small.knowledge()


def tried(cause: str, case: RuleCase, knowledge: KnowledgeBase = KNOWLEDGE) -> CaseResult:
    return run_case(knowledge, knowledge.causes[cause], case)


def said(cause: str, case: RuleCase, knowledge: KnowledgeBase = KNOWLEDGE) -> list[str]:
    """What is wrong with a case, in English; each fault also has Swedish words of its own."""
    faults = tried(cause, case, knowledge).faults
    assert all(fault.say().en != fault.say().sv for fault in faults)
    return [fault.say().en for fault in faults]


BY_HAND = RuleCase("by hand", "confirmed", {"browser_ready": False, "joining": "by_hand"})
BY_ITSELF = RuleCase("by itself", "confirmed", {"browser_ready": False, "joining": "by_itself"})
STEPS: tuple[str | StepWanted, ...] = (
    "Make the browser the one", "Turn its cookies on.",
    StepWanted("back-up-reader", protects_from=("erases_device",)), StepWanted("wipe-reader", ("erases_device",)),
    "join-again",
)  # fmt: skip


def test_what_is_stated_of_the_plan_holds() -> None:
    plan = PlanWanted(ways=(1,), harm=(), steps=STEPS, verify=True)
    assert said("browser-not-ready", replace(BY_ITSELF, plan=plan, outcome="confirmed", conflict=())) == []


def test_nothing_that_is_not_stated_is_asked_for() -> None:
    assert said("browser-not-ready", replace(BY_ITSELF, plan=PlanWanted(ways=(1,)))) == []


@pytest.mark.parametrize("steps", [
    STEPS[:-1], (*STEPS[1:2], STEPS[0], *STEPS[2:]), (*STEPS[:2], *STEPS[4:]), ("Turn its cookies on.", *STEPS[1:]),
])  # fmt: skip
def test_steps_that_are_missing_or_stand_in_another_order_are_told(steps: tuple[str | StepWanted, ...]) -> None:
    (fault,) = said("browser-not-ready", replace(BY_ITSELF, plan=PlanWanted(steps=steps)))
    assert fault.startswith("steps: expected [")
    own = "Make the browser the one that opens links., Turn its cookies on."
    assert fault.endswith(f"got [{own}, back-up-reader, wipe-reader, join-again]")


@pytest.mark.parametrize(("step", "fault"), [
    ("wipe-reader", "steps, wipe-reader, marks: expected [], got [erases_device]"),
    (StepWanted("wipe-reader", ("erases_device",), wait="PT1H"), "steps, wipe-reader, wait: expected PT1H, got -"),
    (StepWanted("wipe-reader", ("erases_device",), only_on=(1,)), "steps, wipe-reader, only_on: expected [1], got []"),
])  # fmt: skip
def test_a_step_that_is_otherwise_is_told(step: str | StepWanted, fault: str) -> None:
    plan = PlanWanted(steps=(*STEPS[:3], step, STEPS[4]))
    assert said("browser-not-ready", replace(BY_ITSELF, plan=plan)) == [fault]


def test_ways_that_are_offered_and_withheld_are_told_by_number_or_by_title() -> None:
    case = RuleCase("", "confirmed", {"app": "outdated", "joining": "by_itself"})
    assert said("app-outdated", replace(case, plan=PlanWanted(ways=(1,), harm=(2,)))) == []
    titles = [way.title.en for way in KNOWLEDGE.remedies["replace-app"].options if way.title is not None]
    assert said("app-outdated", replace(case, plan=PlanWanted(ways=(titles[0][:9],), harm=(titles[1][:9],)))) == []
    assert said("app-outdated", replace(case, plan=PlanWanted(ways=(1, 2), harm=()))) == [
        "ways that are offered: expected [1, 2], got [1]", "ways that are withheld: expected [], got [2]",
    ]  # fmt: skip


def test_a_way_that_the_plan_does_not_take_has_its_own_steps() -> None:
    result = tried("shelf-limit-reached", RuleCase("", "confirmed", {"limit_reached": True}))
    stated = plan_stated("shelf-limit-reached", result.diagnosis)
    assert stated.ways is not None
    assert set(stated.other_ways) | {"1"} >= {str(way) for way in stated.ways}
    wrong = replace(stated, other_ways={"9": ("join-again",)})
    case = replace(result.case, plan=wrong)
    assert said("shelf-limit-reached", case) == ["way 9: expected [join-again], got -"]


@pytest.mark.parametrize("cause", KNOWLEDGE.causes)
def test_what_is_stated_as_it_was_found_holds(cause: str) -> None:
    for case in KNOWLEDGE.causes[cause].cases:
        result = tried(cause, case)
        if result.verdict is not None:
            linked = set(KNOWLEDGE.steps)
            stated = replace(case, plan=plan_stated(cause, result.diagnosis, linked), outcome=result.diagnosis.outcome)
            assert said(cause, stated) == [], case.name


def test_the_outcome_and_what_contradicts_are_told() -> None:
    case = replace(BY_HAND, outcome="likely", conflict=("values",))
    assert said("browser-not-ready", case) == [
        "outcome: expected likely, got confirmed", "conflict: expected values, got -",
    ]  # fmt: skip


def test_how_the_symptom_is_recognized_is_told() -> None:
    """A message that is dropped may still be recognized by what is like it; only the way tells."""
    symptom = next(s for s in KNOWLEDGE.symptoms.values() if s.messages and KNOWLEDGE.causes_of(s.id))
    cause = KNOWLEDGE.causes_of(symptom.id)[0]
    case = RuleCase("", "possible", {"error": symptom.messages[0].wordings()[0]}, symptom.id)
    verdict = tried(cause.id, case).verdict
    case = replace(case, verdict=verdict or "none", recognized="exact")  # type: ignore[arg-type]
    assert said(cause.id, case) == []
    assert said(cause.id, replace(case, recognized="tolerant")) == ["recognized: expected tolerant, got exact"]


def test_an_obstacle_is_no_candidate() -> None:
    stopping = next(cause for cause in KNOWLEDGE.causes.values() if cause.stops_enrollment is True)
    other = next(s for s in KNOWLEDGE.symptoms.values() if not s.any_cause and not stopping.is_linked_to(s.id))
    facts = next(case.facts for case in stopping.cases if case.verdict == "confirmed" and case.shows is None)
    case = RuleCase("", "none", facts, other.id, obstacle=True)
    assert said(stopping.id, case) == []
    assert said(stopping.id, replace(case, obstacle=False)) == ["obstacle: expected no, got yes"]
    assert said(stopping.id, replace(case, verdict="confirmed")) == ["expected confirmed, got -"]


def test_a_fact_of_the_example_can_be_left_out() -> None:
    cause = KNOWLEDGE.causes["browser-not-ready"]
    assert tried(cause.id, RuleCase("", "possible")).diagnosis.case.facts.keys() >= {"error"}
    assert "error" not in tried(cause.id, RuleCase("", "none", {"error": None})).diagnosis.case.facts


TOGETHER = RuleCase("both", "confirmed", {"model": "blocked", "clock_right": False}, "joining-stops")


def test_the_whole_plan_is_stated_with_the_steps_for_other_causes_and_how_long_it_takes() -> None:
    steps = tried("clock-wrong", TOGETHER).diagnosis.plan
    assert {name for step in steps for name in step.causes} == {"clock-wrong", "model-blocked"}
    names = tuple(step.text if "/" in step.id else step.id for step in steps)
    stated = PlanWanted(whole=names)
    assert said("clock-wrong", replace(TOGETHER, plan=stated)) == []
    (fault,) = said("clock-wrong", replace(TOGETHER, plan=PlanWanted(whole=names[1:])))
    assert fault.startswith("the whole plan: expected [")
    (fault,) = said("clock-wrong", replace(TOGETHER, plan=PlanWanted(whole=(*names[1:], names[0]))))
    assert fault.endswith(f"got [{', '.join(names)}]")
    assert said("clock-wrong", replace(TOGETHER, plan=PlanWanted(takes="PT1H"))) == [
        "how long the plan takes: expected PT1H, got PT15M"
    ]
