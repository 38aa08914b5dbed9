"""Cases in which wrong advice does harm, planned."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from expert import Case, diagnose
from expert.foundations.texts import LANGUAGES, Language
from expert.planning.planner import plan
from expert.results.plan import Plan, Stage

MISSING = {"error": "NoJoinRule", "seal": "missing", "model": "allowed"}


def _planned(facts: Mapping[str, object], language: Language = "en") -> Plan:
    return plan(diagnose(Case.of(facts), language=language))


def _risk(work: Plan) -> Stage:
    return next(stage for stage in work.stages if stage.kind == "risk")


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nobody_knows_whether_there_was_a_seal_none_of_the_ways_is_taken_for_granted(
    language: Language,
) -> None:
    """A new seal in the place of an earlier one makes every reader join again."""
    work = _planned(MISSING, language)
    stage = _risk(work)
    assert [question.fact for question in stage.which_way] == ["ever_worked", "seal_key_at_hand"]
    assert work.causes[0].way is None
    changing = [step for step in work.steps() if "changes_tenant" in step.safety]
    assert len(changing) == 3
    assert len({step.condition for step in changing}) == 3
    assert all(step.condition is not None for step in changing)


def test_where_there_was_a_seal_before_only_renewing_is_planned_and_creating_is_warned_of() -> None:
    work = _planned(MISSING | {"ever_worked": True, "seal_key_at_hand": True})
    assert not any(stage.kind == "risk" for stage in work.stages)
    assert work.causes[0].way == "There was a seal before, and its key is at hand"
    (withheld,) = work.withheld
    assert withheld.title == "There has never been a seal here"


def test_where_there_has_never_been_one_it_is_created() -> None:
    work = _planned(MISSING | {"ever_worked": False})
    assert work.causes[0].way == "There has never been a seal here"
    assert [step.safety for step in work.steps() if "Create a seal" in step.text] == [("changes_tenant",)]


def test_where_the_key_is_not_known_to_be_available_the_way_without_it_is_said_under_its_condition() -> None:
    work = _planned(
        {"error": "SealUnknown", "seal": "expired", "run_by": "library"}
    )
    stage = _risk(work)
    assert [question.fact for question in stage.which_way] == ["seal_key_at_hand"]
    assert any("seal maker" in step.text for step in stage.steps)
    assert all(step.condition != "otherwise: The library runs the readers" for step in stage.steps)


def test_what_lowers_security_comes_after_every_look_up() -> None:
    case = Case(behavior="stuck_after_sign_in", platform="folio", joining="by_itself",
                sign_in="new", code_by="app")  # fmt: skip
    work = plan(diagnose(case))
    assert any(stage.questions for stage in work.stages)
    begun = next(stage.number for stage in work.stages if any("lowers_security" in s.safety for s in stage.steps))
    assert all(stage.number < begun for stage in work.stages if stage.questions)


def test_a_sync_waits_for_the_sync_that_may_still_be_running() -> None:
    case = Case(behavior="joining_does_not_start", platform="slate", joining="by_itself")
    work = plan(diagnose(case))
    running, sync = (step for step in work.steps() if step.wait is not None)
    assert running.number in sync.after
    assert work.waiting is not None
    assert (work.waiting.certain, work.waiting.at_most) == (None, "PT30M")


def test_a_diagnosis_asks_for_what_tells_the_ways_apart_before_its_steps() -> None:
    for language in LANGUAGES:
        diagnosis = diagnose(Case.of(MISSING), language=language)
        remedy = diagnosis.cause("seal-missing").remedy
        assert remedy is not None
        questions = {question.ask for option in remedy.options for question in option.questions}
        assert len(questions) == 2
        page = diagnosis.to_text()
        assert all(page.index(ask) < page.index(diagnosis.plan[0].text) for ask in questions)
