"""What must hold of every diagnosis, whatever the knowledge."""

from __future__ import annotations

import re

from expert import Diagnosis
from expert.foundations.terms import VERDICTS
from expert.planning.planner import plan
from expert.planning.ways import steps_for
from expert.results.diagnosis import CauseFound, PlanStep


def _acting(diagnosis: Diagnosis) -> list[CauseFound]:
    """The causes that it says to do something about."""
    if diagnosis.outcome in ("out_of_scope", "solved", "contradictory"):
        return []
    sound = [cause for cause in diagnosis.causes if not cause.disputed]
    confirmed = [cause for cause in sound if cause.verdict == "confirmed"]
    return confirmed or [cause for cause in sound if cause.verdict == "likely"]


def steps_of(cause: str, diagnosis: Diagnosis) -> list[PlanStep]:
    """What it says to do about a cause."""
    return [step for step in diagnosis.plan if cause in step.causes]


def every_cause_stands_once_in_the_order_of_the_verdicts(diagnosis: Diagnosis) -> None:
    """Confirmed, likely, possible, ruled out."""
    names = [cause.id for cause in diagnosis.causes]
    assert len(names) == len(set(names))
    places = [VERDICTS.index(cause.verdict) for cause in diagnosis.causes]
    assert places == sorted(places)


def a_verdict_has_what_it_rests_on(diagnosis: Diagnosis) -> None:
    """What is decided names a fact; what is open and what is named by the message says what would decide it."""
    for cause in diagnosis.causes:
        assert bool(cause.because) or cause.verdict not in ("confirmed", "ruled_out"), cause.id
        assert bool(cause.missing) or cause.verdict not in ("likely", "possible"), cause.id
        assert cause.sources, cause.id


def a_question_decides_only_causes_that_are_named(diagnosis: Diagnosis) -> None:
    """So that a page can say which; those that nothing is known of yet stand with what the text could be."""
    named = {cause.id for cause in (*diagnosis.causes, *diagnosis.obstacles)}
    named |= {name for partial in diagnosis.could_be for name in partial.causes}
    assert named.issuperset(name for question in diagnosis.questions for name in question.decides)


def every_acting_cause_has_all_its_steps(diagnosis: Diagnosis) -> None:
    """In every case that needs them, but for those that are held back."""
    for cause in _acting(diagnosis):
        needed = {entry.step.text for entry in steps_for(cause, diagnosis.language)}
        assert {step.text for step in steps_of(cause.id, diagnosis)} == needed


def its_plan_has_the_order_of_the_work_plan(diagnosis: Diagnosis) -> None:
    """One rule orders both: where nothing is only possible or in the way besides, they are the same steps."""
    verdicts = {cause.verdict for cause in diagnosis.causes} - {"ruled_out"}
    if not diagnosis.obstacle_plan and verdicts in ({"confirmed"}, {"likely"}):
        assert [step.text for step in diagnosis.plan] == [step.text for step in plan(diagnosis).steps()]


def it_can_be_read_back_and_said_in_the_other_language(diagnosis: Diagnosis) -> None:
    """Also after it was stored."""
    stored = Diagnosis.from_json(diagnosis.to_json())
    assert stored == diagnosis
    assert stored.in_("sv") == diagnosis.in_("sv")


def its_report_is_made_of_whole_sentences(diagnosis: Diagnosis) -> None:
    """In both languages, in text and in Markdown: no gap is left unfilled."""
    texts = []
    for said in (diagnosis.in_("en"), diagnosis.in_("sv")):
        assert said.outcome_reason.endswith(".")
        texts.append(said.to_text())
        for page in (texts[-1], said.to_markdown()):
            assert not re.search(r"[{}]|“”|””|: None\b", page), page
    assert texts[0] != texts[1]


OF_DIAGNOSES = (
    a_question_decides_only_causes_that_are_named,
    every_cause_stands_once_in_the_order_of_the_verdicts,
    a_verdict_has_what_it_rests_on,
    every_acting_cause_has_all_its_steps,
    its_plan_has_the_order_of_the_work_plan,
    it_can_be_read_back_and_said_in_the_other_language,
    its_report_is_made_of_whole_sentences,
)
