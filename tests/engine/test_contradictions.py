"""Facts that cannot be true together are told, and nothing that rests on them is acted on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from expert import Case, Diagnosis, diagnose
from expert.explaining import explain
from expert.planning.planner import plan
from expert.rules.models import Cause, Derivation, Impossible, Message, Option, Remedy, Step, Symptom
from tests.engine import made_up

PAST = {"seal": "valid", "seal_expires_on": "2026-10-19", "observed_on": "2026-10-22"}
BLOCKED = {"model": "blocked", "private_readers": "allowed"}


def diagnosed(**facts: Any) -> Diagnosis:
    return diagnose(Case(**facts), engine="both")


def kinds(diagnosis: Diagnosis) -> list[str]:
    return [conflict.kind for conflict in diagnosis.conflicts]


def test_a_cause_that_is_proven_and_excluded_at_once_is_disputed() -> None:
    """Private readers are blocked by their model and allowed by the rule."""
    diagnosis = diagnosed(error="The library does not answer.", joining="by_hand", **BLOCKED)
    cause = diagnosis.cause("private-readers-blocked")
    assert (cause.verdict, cause.disputed) == ("confirmed", True)
    assert diagnosis.outcome == "contradictory"
    assert kinds(diagnosis) == ["impossible", "cause"]
    (conflict,) = [conflict for conflict in diagnosis.conflicts if conflict.kind == "cause"]
    assert (conflict.cause, conflict.decides) == ("private-readers-blocked", True)
    assert {fact.fact for fact in conflict.facts} == {"model", "private_readers"}


@pytest.mark.parametrize("message", ["NoJoinRule", "Nothing known", None])
def test_what_rests_on_facts_that_a_rule_forbids_is_disputed_also_as_an_obstacle(message: str | None) -> None:
    diagnosis = diagnosed(**BLOCKED, **({} if message is None else {"error": message}))
    (cause,) = [c for c in (*diagnosis.causes, *diagnosis.obstacles) if c.id == "model-blocked"]
    assert (cause.verdict, cause.disputed) == ("confirmed", True)
    assert (diagnosis.outcome, diagnosis.plan, diagnosis.obstacle_plan) == ("contradictory", (), ())
    (conflict,) = diagnosis.conflicts
    assert (conflict.kind, conflict.decides) == ("impossible", True)
    assert "Private readers are allowed only where their model is allowed too." in conflict.text


def test_what_rests_on_a_fact_with_several_values_is_disputed() -> None:
    diagnosis = diagnosed(error="SealUnknown", **PAST)
    cause = diagnosis.cause("seal-expired")
    assert (cause.verdict, cause.disputed) == ("confirmed", True)
    assert kinds(diagnosis) == ["values"]  # that it proves and excludes the cause is the same contradiction
    assert diagnosis.conflicts[0].facts[0].fact == "seal"
    assert diagnosis.plan == ()


def test_what_is_likely_because_a_rival_is_excluded_by_disputed_facts_is_disputed_too() -> None:
    remedy = Remedy("mend", made_up.SAID, (Option((Step(made_up.SAID),)),), ())
    ash = Cause("ash", made_up.SAID, ("lamp",), {"color": "red", "lit": True}, remedy, (), ())
    birch = Cause("birch", made_up.SAID, ("lamp",), {"count": 3}, remedy, (), (), ruled_out_when={"warm": False})
    law = Derivation("law", made_up.SAID, {"shape": "round"}, {"warm": True}, ())
    lamp = Symptom("lamp", made_up.SAID, {}, (), messages=(Message(en="lamp went wrong"),))
    knowledge = made_up.knowledge_of({"lamp": lamp}, {"ash": ash, "birch": birch}, {"law": law})
    for shape, disputed in (("square", False), ("round", True)):
        case = knowledge.case(error="lamp went wrong", lit=True, warm=False, shape=shape)
        diagnosis = diagnose(case, knowledge, engine="both")
        assert (diagnosis.cause("ash").verdict, diagnosis.cause("ash").disputed) == ("likely", disputed)
        assert diagnosis.outcome == ("contradictory" if disputed else "likely")
        assert bool(diagnosis.plan) is not disputed


def test_a_contradiction_about_another_symptom_disputes_nothing() -> None:
    diagnosis = diagnosed(
        behavior="joining_does_not_start", joining="by_itself", error="This token has expired.", token="valid",
        plan_assigned=True,
    )  # fmt: skip
    token = diagnosis.cause("token-expired")
    assert (token.verdict, token.disputed) == ("confirmed", True)
    sync = diagnosis.cause("sync-running")
    assert (sync.verdict, sync.disputed) == ("likely", False)
    assert (diagnosis.outcome, diagnosis.plan) == ("contradictory", ())


def test_contradictions_are_told_where_no_recognized_symptom_reads_the_facts() -> None:
    for message in ("The shelf is full", "Nothing known"):
        diagnosis = diagnosed(error=message, **PAST)
        assert kinds(diagnosis) == ["values"]
        assert not diagnosis.conflicts[0].decides
    assert diagnosed(error="The shelf is full", **PAST).outcome == "likely"
    assert kinds(diagnosed(error="The shelf is full", **BLOCKED)) == ["impossible"]


def test_without_a_contradiction_nothing_is_told() -> None:
    assert diagnosed(error="NoJoinRule", model="blocked").conflicts == ()
    assert diagnosed(error="NoJoinRule", seal="expired", seal_expires_on="2026-10-19", observed_on="2026-10-22",
                     ).conflicts == ()  # fmt: skip


def test_a_message_that_names_a_cause_that_is_excluded_is_told_as_such() -> None:
    diagnosis = diagnosed(error="This card is not valid", card="valid")
    (conflict,) = diagnosis.conflicts
    assert (conflict.kind, conflict.cause, conflict.symptom) == ("message", "no-card", "card-not-valid")
    assert diagnosis.outcome == "contradictory"


def test_facts_of_which_one_is_impossible_by_a_rule_with_a_date_need_the_day() -> None:
    diagnosis = diagnosed(error="NoJoinRule", seal="missing", seal_expires_on="2027-05-12", observed_on="2026-11-02")
    assert {conflict.kind for conflict in diagnosis.conflicts} == {"impossible", "cause"}
    (impossible,) = [conflict for conflict in diagnosis.conflicts if conflict.kind == "impossible"]
    assert {fact.fact for fact in impossible.facts} == {"seal", "seal_expires_on"}


def test_what_to_settle_is_asked_for_again_the_cheapest_first() -> None:
    diagnosis = diagnosed(error="SealUnknown", **PAST)
    first, second, *_ = diagnosis.questions
    assert [first.fact, second.fact] == ["seal", "seal_expires_on"]
    assert first.values


def test_facts_that_contradict_but_decide_nothing_take_no_step_away() -> None:
    diagnosis = diagnosed(error="This card is not valid", card="missing", joining="by_hand", **PAST)
    assert (diagnosis.outcome, kinds(diagnosis)) == ("confirmed", ["values"])
    assert diagnosis.plan
    assert not diagnosis.cause("no-card").disputed


def test_a_sound_cause_beside_a_disputed_one_is_acted_on() -> None:
    diagnosis = diagnosed(error=["This card is not valid", "SealUnknown"], card="missing", joining="by_hand", **PAST)
    assert [c.id for c in diagnosis.causes if c.disputed] == ["seal-expired"]
    assert diagnosis.outcome == "confirmed"
    assert {name for step in diagnosis.plan for name in step.causes} == {"no-card"}


def test_nothing_is_planned_and_it_is_said_why_in_both_languages() -> None:
    diagnosis = diagnosed(error="SealUnknown", **PAST)
    for said in (diagnosis, diagnosis.in_("sv")):
        work = plan(said)
        assert list(work.steps()) == []
        assert work.conflicts == tuple(conflict.text for conflict in said.conflicts)
    assert "“The library's seal is broken or has expired” rests on them" in diagnosis.outcome_reason
    assert "it rests on facts that do not fit together: settle them first" in " ".join(diagnosis.to_text().split())
    swedish = " ".join(diagnosis.in_("sv").to_text().split())
    assert "den bygger på uppgifter som inte går ihop: red ut dem först" in swedish


def test_of_several_disputed_causes_it_is_said_that_they_rest_on_the_facts() -> None:
    diagnosis = diagnosed(error="NoJoinRule", seal="missing", seal_expires_on="2026-10-19", observed_on="2026-10-22")
    assert "“The library has no seal” rest on them" in diagnosis.outcome_reason


def test_a_disputed_cause_can_be_explained() -> None:
    said = explain(Case(error="SealUnknown", **PAST), "seal-expired")
    assert said.to_text()
    assert said.in_("sv").to_text()


def test_what_a_message_states_and_somebody_observed_too_is_one_value() -> None:
    """Else a fact would seem to have several values, and what cannot be true together would pass."""
    symptom = Symptom("lamp", made_up.SAID, {}, (), (Message("It is red", tells={"color": "red"}),))
    rule = Impossible("red-and-round", {"color": "red", "shape": "round"}, made_up.SAID)
    knowledge = replace(made_up.knowledge_of({"lamp": symptom}, {}), impossible=(rule,))
    for facts in ({"color": "red"}, {}):
        diagnosis = diagnose(knowledge.case(error="It is red", shape="round", **facts), knowledge, engine="both")
        assert kinds(diagnosis) == ["impossible"]


def test_what_cannot_be_true_by_what_was_worked_out_is_told_with_its_facts() -> None:
    law = Derivation("lit-is-warm", made_up.SAID, {"lit": True}, {"warm": True}, ())
    rule = Impossible("warm-and-round", {"warm": True, "shape": "round"}, made_up.SAID)
    knowledge = replace(made_up.knowledge_of({}, {}, {"lit-is-warm": law}), impossible=(rule,))
    (conflict,) = diagnose(knowledge.case(lit=True, shape="round"), knowledge, engine="both").conflicts
    assert {(fact.fact, fact.value) for fact in conflict.facts} == {("warm", True), ("shape", "round")}


def test_what_is_disputed_besides_does_not_decide_a_contradictory_outcome() -> None:
    """Every candidate is ruled out; that an obstacle is disputed is another matter."""
    diagnosis = diagnosed(error="This card is not valid", card="valid", **BLOCKED)
    assert (diagnosis.outcome, [cause.id for cause in diagnosis.obstacles]) == ("contradictory", ["model-blocked"])
    assert diagnosis.obstacles[0].disputed
    assert {(conflict.kind, conflict.decides) for conflict in diagnosis.conflicts} == {
        ("impossible", False), ("message", False),
    }  # fmt: skip
