"""What a shared step needs before it in some cases: joining again wipes a reader that joins by itself, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.foundations.texts import LANGUAGES, Language
from expert.planning.planner import plan
from expert.results.diagnosis import PlanStep
from expert.rules.way_steps import steps_by_case, steps_of

STEPS = KnowledgeBase.shipped().steps
AGAIN, WIPE, BACK_UP = (STEPS[name].text for name in ("join-again", "wipe-reader", "back-up-reader"))
NO_CARD = {"error": "This card is not valid", "card": "missing"}


def _steps(language: Language = "en", **facts: object) -> list[PlanStep]:
    return list(plan(diagnose(Case.of(NO_CARD | facts), language=language)).steps())


def test_a_reader_that_joins_by_itself_is_backed_up_and_wiped_before_it_joins_again() -> None:
    *_, back_up, wipe, again = _steps(joining="by_itself")
    assert (back_up.text, wipe.text, again.text) == (BACK_UP.en, WIPE.en, AGAIN.en)
    assert (back_up.protects_from, wipe.safety, again.safety) == (("erases_device",), ("erases_device",), ())
    assert (back_up.condition, wipe.condition) == (None, None)
    assert back_up.number in wipe.after


@pytest.mark.parametrize("method", ["by_hand", "on_the_web"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_for_other_readers_nothing_is_said_of_wiping(method: str, language: Language) -> None:
    diagnosis = diagnose(Case.of(NO_CARD | {"joining": method}), language=language)
    steps = plan(diagnosis).steps()
    assert [step.text for step in steps][-1] == AGAIN.in_(language)
    assert not any(WIPE.in_(language) == step.text or "erases_device" in step.safety for step in steps)
    for page in (plan(diagnosis).to_text(), diagnosis.to_text()):
        assert WIPE.in_(language) not in page
        assert BACK_UP.in_(language) not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_the_method_is_not_known_nothing_is_wiped_before_it_is_asked_for(language: Language) -> None:
    """That it can be necessary is said all the same, and why it is not shown."""
    diagnosis = diagnose(Case.of(NO_CARD), language=language)
    work = plan(diagnosis)
    texts = [step.text for step in work.steps()]
    assert texts[-1] == AGAIN.in_(language)
    assert not {WIPE.in_(language), BACK_UP.in_(language)}.intersection(texts)
    assert not any(stage.kind == "protect" for stage in work.stages)
    assert [step.text for step in diagnosis.plan] == texts
    (notice,) = [notice for notice in diagnosis.notices if notice.kind == "held_back"]
    assert (notice.cause, notice.facts) == ("no-card", ("joining",))
    assert {"en": "joins by itself", "sv": "av sig själv"}[language] in notice.text
    assert notice.text in work.warnings
    assert "joining" in [question.fact for question in diagnosis.questions]
    remedy = diagnosis.cause("no-card").remedy
    assert remedy is not None
    assert [step.text for step in remedy.steps if step.held_back] == [BACK_UP.in_(language), WIPE.in_(language)]


def test_a_diagnosis_says_it_in_the_same_order_and_with_the_mark() -> None:
    *_, back_up, wipe, again = diagnose(Case.of(NO_CARD | {"joining": "by_itself"})).plan
    assert (back_up.text, wipe.text, again.text) == (BACK_UP.en, WIPE.en, AGAIN.en)
    assert wipe.safety == ("erases_device",)


def test_a_way_that_erases_the_device_anyway_does_not_wipe_it_twice() -> None:
    knowledge = KnowledgeBase.shipped()
    option = knowledge.remedies["reset-as-new"].options[0]
    erasing = [part for part in steps_by_case(option, knowledge.steps) if "erases_device" in part.step.safety]
    assert len(erasing) == 1


def test_a_page_that_knows_no_case_says_the_danger_in_plain_words_and_marks_it() -> None:
    """Not in parentheses: slides leave these out."""
    knowledge = KnowledgeBase.shipped()
    for remedy in knowledge.remedies.values():
        for option in remedy.options:
            for part in steps_of(option, knowledge.steps):
                if "joins by itself" in part.step.text.en and part.step.last:
                    assert part.step.safety == ()
                    (some,) = part.sometimes
                    assert "erases_device" in some.safety, remedy.id
                    assert "(" not in part.step.text.en + part.step.text.sv
    way = knowledge.remedies["give-card"].options[0]
    (said,) = [part.step for part in steps_of(way, STEPS) if part.step.last]
    assert "wiped" in said.text.en
    assert "rensas" in said.text.sv


def test_a_remedy_for_other_readers_only_is_not_marked() -> None:
    for name in ("write-addresses", "allow-private-readers", "update-reader"):
        for option in KnowledgeBase.shipped().remedies[name].options:
            (again,) = [part for part in steps_of(option, STEPS) if part.step.last]
            assert (again.step.text, again.step.safety, again.sometimes) == (AGAIN, (), ())


MOVED = """\
id: other-desk
title: {en: The reader belongs to another desk, sv: Läsplattan hör till en annan disk}
explains: [card-not-valid]
confirmed_when: {other_library: true}
remedy:
  id: move-reader
  title: {en: Move the reader, sv: Flytta läsplattan}
  options:
    - title: {en: Let the desk move it, sv: Låt disken flytta den}
      when: {os_version: {at_least: "9.0"}}
      steps: [{text: {en: Ask the desk to move the reader., sv: Be disken flytta läsplattan.}}]
    - title: {en: By hand, sv: För hand}
      steps:
        - text: {en: Take the reader off the other desk., sv: Ta bort läsplattan från den andra disken.}
        - {step: join-again}
  sources: [{document: handbook, heading: x, date: 2020-01-15}]
sources: [{document: handbook, heading: x, date: 2020-01-15}]
cases:
  - {name: so, facts: {other_library: true}, verdict: confirmed}
  - {name: not so, facts: {other_library: false}, verdict: ruled_out}
  - {name: nobody looked, verdict: possible}
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_way_that_spares_the_reader_is_not_told_to_wipe_it(language: Language, tmp_path: Path) -> None:
    """It is not known which way fits: the wipe belongs to one of them, not to every case."""
    file = tmp_path / "causes" / "other-desk.yaml"
    file.parent.mkdir()
    file.write_text(MOVED, encoding="utf-8")
    known = {"error": "This card is not valid", "other_library": True, "joining": "by_itself"}
    diagnosis = diagnose(Case.of(known), knowledge=KnowledgeBase.load(tmp_path), language=language)
    (wipe,) = [step for step in diagnosis.plan if "erases_device" in step.safety]
    assert wipe.condition == {"en": "otherwise: By hand", "sv": "annars: För hand"}[language]
    assert [step.condition for step in plan(diagnosis).steps() if step.text == wipe.text] == [wipe.condition]
    sure = diagnose(Case.of(known | {"os_version": "8.0"}), knowledge=KnowledgeBase.load(tmp_path), language=language)
    assert [step.condition for step in sure.plan if "erases_device" in step.safety] == [None]
