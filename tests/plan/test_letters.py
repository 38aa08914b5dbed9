"""Ways to choose from are called the same wherever somebody meets them: by their place in their remedy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from expert import Case, Diagnosis, diagnose, plan, question_ladder, ticket
from expert.foundations.texts import LANGUAGES, Language
from expert.results.diagnosis import PlanStep
from expert.rules.way_dangers import lettered_ways
from expert.visualize.canvas.graph import boxes
from expert.visualize.drawings.ladder import ladder_graph
from expert.visualize.drawings.plan import plan_graph
from expert.visualize.drawings.reasoning import reasoning_graph
from expert.visualize.drawings.tree import ways_box
from expert.visualize.frames import decks
from expert.visualize.frames.frame import Deck
from tests import small

KEPT_FOR_LAST = {"error": "NoJoinRule", "seal": "expired", "run_by": "library"}
"""The last way of the remedy is free of harm that would have to be made sure of, and comes first in the plan."""

OPEN = {"error": "NoJoinRule", "seal": "expired"}
"""All ways are open, and the first two begin with the same check."""

TWO_REMEDIES = {
    "error": [
        "NoJoinRule",
        "The library app is resting. The app ran into a problem. If it goes on, ask the librarian.",
    ],
    "platform": "folio", "app": "broken", "seal": "expired",
}  # fmt: skip


def diagnosed(facts: Mapping[str, object], language: Language = "en") -> Diagnosis:
    return diagnose(Case.of(facts), language=language)


def letter_of(step: PlanStep) -> str:
    return step.called.rstrip("0123456789")


def ways_of(remedy: str, language: Language) -> dict[str, str]:
    """The letter of each way of a remedy, by its place in the file."""
    options = small.knowledge().remedies[remedy].options
    return {way.title.in_(language): letter for letter, way in zip("ABC", options, strict=False) if way.title}


@pytest.mark.parametrize("facts", [KEPT_FOR_LAST, OPEN])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_way_has_the_letter_of_its_place_in_the_plan_whatever_is_done_first(
    facts: dict[str, str], language: Language
) -> None:
    found = diagnosed(facts, language)
    letters = ways_of("renew-seal", language)
    assert found.plan[0].label[0] in "AC"
    for steps in (found.plan, plan(found).steps()):
        for step in steps:
            named = [letter for title, letter in letters.items() if title in (step.condition or "")]
            assert letter_of(step) == "".join(named)
            assert bool(named) is bool(step.only_for)


def test_the_plan_its_picture_a_ticket_and_slides_call_it_so() -> None:
    found = diagnosed(KEPT_FOR_LAST)
    work = plan(found)
    handed_on = ticket(Case.of(KEPT_FOR_LAST)).to_text()
    for steps, said in ((found.plan, found.to_text()), (found.plan, handed_on), (work.steps(), work.to_text())):
        assert all(f" {step.called}. {step.text}" in said for step in steps)
    assert all(f"**{step.called}.** " in work.to_markdown() for step in work.steps())
    drawn = [row.label for _, box in boxes(plan_graph(work)) for row in box.rows if row.marks()]
    assert drawn == [step.called for step in work.steps()]
    reasoned = [row.text for _, box in boxes(reasoning_graph(diagnosed(OPEN))) for row in box.rows]
    assert "Option A, if this fits: The library runs the readers" in reasoned
    for steps, deck in ((found.plan, decks.of_case(found)), (work.steps(), decks.of_plan(work))):
        assert numbers_on(deck) == {step.number: step.called for step in steps}


def numbers_on(deck: Deck) -> dict[int, str]:
    """What each step is called on slides, by its number in the plan."""
    cells = [cell for shown in deck.frames for cell in shown.cells if cell.kind == "number"]
    found = ((re.fullmatch(r"step-(\d+)-1", cell.id), cell.text) for cell in cells)
    return {int(step[1]): text for step, text in found if step}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_that_know_no_case_call_it_so_too(language: Language) -> None:
    knowledge = small.knowledge()
    letters = ways_of("renew-seal", language)
    ladder = question_ladder(knowledge, "no-join-rule", language)
    (remedy,) = [remedy for remedy in ladder.remedies if remedy.id == "renew-seal"]
    assert {way.title: way.letter for way in remedy.ways} == letters
    drawn = [box for _, box in boxes(ladder_graph(ladder)) if box.title == remedy.title]
    drawn.append(ways_box(knowledge, knowledge.remedies["renew-seal"], language, 1))
    assert len(drawn) > 1
    for box in drawn:
        assert {row.text: row.label for row in box.rows} == letters
    slides = decks.of_symptom(ladder, knowledge).frames
    kickers = {one.claim: cell.text for one in slides for cell in one.cells if cell.kind == "kicker"}
    assert {title: re.findall(r"\b[A-C]\b", kickers[title])[0] for title in letters} == letters


def test_a_way_that_newer_documents_replace_leaves_its_letter_free() -> None:
    remedy = small.knowledge().remedies["renew-seal"]
    first, *others = remedy.options
    older = replace(remedy, options=(replace(first, status="superseded"), *others))
    assert [letter for letter, _ in lettered_ways(older)] == ["B", "C"]


def test_the_ways_of_several_remedies_have_its_number_before_their_letters() -> None:
    steps = plan(diagnosed(TWO_REMEDIES)).steps()
    letters = {step.id: letter_of(step) for step in steps}
    assert (letters["replace-app/1.2"], letters["replace-app/2.1"]) == ("1A", "1B")
    assert (letters["renew-seal/1.3"], letters["renew-seal/2.1"], letters["renew-seal/3.1"]) == ("2A", "2B", "2C")
    assert letters["the-seal-needs-its-key.check"] == "2AB"
    called = [step.called for step in steps]
    assert len(set(called)) == len(called)


def test_a_step_of_ways_of_several_remedies_has_a_letter_that_no_way_has() -> None:
    (step,) = [step for step in diagnosed(TWO_REMEDIES).plan if step.id == "open-the-desk"]
    assert step.called == "D1"
