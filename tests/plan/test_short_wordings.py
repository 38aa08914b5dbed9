"""The short wording of a step stands wherever its text does, in both languages, and is treated as the text is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from expert import Case, Diagnosis, KnowledgeBase, compare, diagnose
from expert.cli.own_domain import filled
from expert.escalating.redaction import redacted
from expert.foundations.texts import LANGUAGES, Language
from expert.planning.planner import plan
from expert.results.diagnosis import PlanStep, StepOf
from expert.rules.way_steps import steps_of

SHIPPED = KnowledgeBase.shipped()
CASE = Case(error="This card is not valid", card="missing", joining="by_itself")
CARD = {"en": "If none: write a card", "sv": "Om inget finns: skriv ett kort"}
OURS = """\
id: other-desk
title: {en: The reader belongs to another desk, sv: Läsplattan hör till en annan disk}
explains: [card-not-valid]
confirmed_when: {other_library: true}
remedy:
  id: move-reader
  title: {en: Move the reader, sv: Flytta läsplattan}
  options:
    - steps:
        - text: {en: Ask anna@library.example at <domain>., sv: Fråga anna@library.example på <domän>.}
          short: {en: Ask anna@library.example at <domain>, sv: Fråga anna@library.example på <domän>}
        - text: {en: Take the reader with you., sv: Ta med dig läsplattan.}
  sources: [{document: handbook, heading: x, date: 2020-01-15}]
sources: [{document: handbook, heading: x, date: 2020-01-15}]
cases:
  - {name: so, facts: {other_library: true}, verdict: confirmed}
  - {name: not so, facts: {other_library: false}, verdict: ruled_out}
"""


def _steps(diagnosis: Diagnosis, cause: str) -> tuple[StepOf, ...]:
    remedy = diagnosis.cause(cause).remedy
    return () if remedy is None else remedy.steps


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_in_remedies_and_plans_in_the_language_of_the_document(language: Language) -> None:
    diagnosis = diagnose(CASE, language=language)
    every: list[StepOf | PlanStep] = [*_steps(diagnosis, "no-card"), *diagnosis.plan, *plan(diagnosis).steps()]
    assert [step for step in every if not step.short] == []
    assert sum(step.short == CARD[language] for step in every) == 3
    other: Language = "sv" if language == "en" else "en"
    assert [step.short for step in diagnosis.in_(other).plan] == [
        step.short for step in diagnose(CASE, language=other).plan]


def test_it_is_in_the_json_beside_the_text_and_comes_back_from_it() -> None:
    diagnosis = diagnose(CASE)
    steps = json.loads(diagnosis.to_json())["causes"][0]["remedy"]["steps"]
    assert CARD["en"] in [step["short"] for step in steps]
    assert Diagnosis.from_json(diagnosis.to_json()).plan == diagnosis.plan


def test_a_result_that_was_stored_before_there_was_one_is_read() -> None:
    stored = json.loads(diagnose(CASE).to_json())
    for step in (*stored["plan"], *(step for cause in stored["causes"] for step in cause["remedy"]["steps"])):
        del step["short"]
    assert {step.short for step in Diagnosis.from_json(json.dumps(stored)).plan} == {None}


def test_what_differs_between_two_plans_has_it() -> None:
    before = diagnose(Case(error="This card is not valid", card="valid"))
    assert CARD["en"] in [change.short for change in compare(before, diagnose(CASE)).work_added]


def test_a_check_before_a_way_that_may_do_harm_has_none() -> None:
    diagnosis = diagnose(Case(error="SealUnknown", seal="missing"))
    steps = [step for step in plan(diagnosis).steps() if step.id.endswith(".check")]
    assert steps
    assert {step.short for step in steps} == {None}


def test_in_a_folder_without_it_the_step_has_none(tmp_path: Path) -> None:
    assert [step.short for step in _steps(_of_ours(tmp_path), "other-desk")] == [
        "Ask anna@library.example at <domain>", None]


def test_what_is_masked_or_filled_in_a_text_is_so_in_it(tmp_path: Path) -> None:
    diagnosis = _of_ours(tmp_path)
    for cleaned in (redacted(diagnosis), redacted(diagnosis).in_("sv"), redacted(plan(diagnosis))):
        assert "anna@" not in cleaned.to_json()
    ask, _ = _steps(redacted(diagnosis), "other-desk")
    assert (ask.text, ask.short) == ("Ask [user-1] at <domain>.", "Ask [user-1] at <domain>")
    ours = diagnosis.with_strings(lambda said: filled(said, "town.example"))
    assert ours.plan[0].short == "Ask anna@library.example at town.example"


def test_a_page_that_knows_no_case_says_in_short_what_comes_first_too() -> None:
    way = SHIPPED.remedies["give-card"].options[0]
    (again,) = [step for step, _ in steps_of(way, SHIPPED.steps) if step.last]
    assert again.short is not None
    assert again.short.en == "Join the reader again; if by itself: back up, wipe"
    (needs,) = SHIPPED.steps["join-again"].before
    shared = {**SHIPPED.steps, "join-again": replace(SHIPPED.steps["join-again"], before=(replace(needs, short=None),))}
    assert [step.short for step, _ in steps_of(way, shared) if step.last] == [None]


def _of_ours(folder: Path) -> Diagnosis:
    file = folder / "causes" / "other-desk.yaml"
    file.parent.mkdir()
    file.write_text(OURS, encoding="utf-8")
    case = Case(error="This card is not valid", other_library=True)
    return diagnose(case, knowledge=KnowledgeBase.load(folder))
