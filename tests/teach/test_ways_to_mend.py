"""The cause is half of the lesson: the way to mend it is chosen, and an unsafe one is told with its consequence."""

from __future__ import annotations

import pytest

from expert import KnowledgeBase, diagnose
from expert.foundations.texts import LANGUAGES
from expert.results.mending import WayJudged, WayToMend
from expert.teach import TODAY, Practice
from expert.teach.ways_to_mend import WaysToMend

KNOWLEDGE = KnowledgeBase.shipped()


def ways_of(symptom: str, seed: int = 1) -> WaysToMend:
    return WaysToMend(Practice.draw(seed, symptom).hidden, KNOWLEDGE, "en")


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_a_right_way_is_among_them_wherever_something_is_to_be_done(symptom: str) -> None:
    ways = ways_of(symptom)
    judged = [way.judged for way in ways.judged]
    assert [way.id for way in ways.offered] == [way.id for way in ways.judged]
    assert len(set(judged)) > 1 or judged.count("right") == len(judged)
    assert "right" in judged


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_what_does_harm_for_nothing_says_what_it_does(symptom: str) -> None:
    ways = ways_of(symptom)
    for way, judged in zip(ways.offered, ways.judged, strict=True):
        assert bool(judged.consequences) is any(step.safety for step in way.steps)
        if judged.judged == "harmful":
            assert (judged.safe, judged.points) == (False, 0)
            assert all(clause in judged.told for clause in judged.consequences)


def test_what_a_step_does_in_some_cases_only_is_no_danger_for_sure() -> None:
    found = 0
    for symptom in KNOWLEDGE.symptoms:
        for way in ways_of(symptom).offered:
            only = {mark for step in way.steps if step.only_if is not None for mark in step.safety}
            steps = [step for step in way.steps if step.only_if is None and step.dangers_only_if is None]
            sure = {mark for step in steps for mark in step.safety}
            assert set(way.safety) == sure
            found += bool(only - sure)
    assert found


def test_the_ways_of_the_cause_and_some_of_others_are_offered() -> None:
    for symptom in KNOWLEDGE.symptoms:
        practice = Practice.draw(2, symptom)
        diagnosis = diagnose(practice.hidden.case, KNOWLEDGE, today=TODAY)
        remedy = diagnosis.cause(practice.hidden.cause).remedy
        assert remedy is not None
        ways = WaysToMend(practice.hidden, KNOWLEDGE, "en")
        own = [way.judged for way in ways.judged if way.id.startswith(f"{remedy.id}/")]
        assert set(own) <= {"right", "avoidable", "harmful"}
        assert len(ways.judged) - len(own) <= 3


def test_they_are_said_in_either_language() -> None:
    practice = Practice.draw(2, "no-join-rule")
    english, swedish = (WaysToMend(practice.hidden, KNOWLEDGE, language) for language in LANGUAGES)
    assert [way.id for way in english.offered] == [way.id for way in swedish.offered]
    for one, other in zip(english.judged, swedish.judged, strict=True):
        assert one.judged == other.judged
        assert one.told != other.told


def test_what_the_text_of_a_step_makes_depend_on_something_is_not_announced_as_certain() -> None:
    """A reader that joins by itself is wiped if it was set up before, and that is known of no case."""
    ways = ways_of("shelf-full")
    offered, judged = by_id(ways)
    way, told = offered["free-a-place/1"], judged["free-a-place/1"]
    assert "erases_device" not in way.safety
    assert [step.dangers_only_if for step in way.steps if "erases_device" in step.safety] == [
        "the reader has been set up already"
    ]
    assert "everything on a device is erased (only if: the reader has been set up already)" in told.told
    assert all("is erased (only if: " in clause for clause in told.consequences if "erased" in clause)


def test_of_two_ways_that_fit_the_more_dangerous_one_earns_a_part_and_the_milder_one_is_named() -> None:
    _, judged = by_id(ways_of("shelf-full", seed=5))
    removing, raising = judged["free-a-place/1"], judged["free-a-place/2"]
    assert (removing.judged, removing.points, removing.safe) == ("avoidable", 15, False)
    assert (raising.judged, raising.points, raising.safe) == ("right", 30, True)
    assert "“Remove readers no longer needed”" in removing.told
    assert "erased" not in removing.told  # both may do that, so it is no reason to choose between them
    assert "Raise the limit, if every reader is needed” mends it with less danger" in removing.told


def test_a_way_in_vain_that_does_harm_in_some_case_is_not_called_harmless() -> None:
    _, judged = by_id(ways_of("setup-failed-network"))
    browser = judged["ready-the-browser/1"]
    assert (browser.judged, browser.points, browser.safe) == ("in_vain", 10, False)
    assert "it may do harm: everything on a device is erased (only if: " in browser.told


def by_id(ways: WaysToMend) -> tuple[dict[str, WayToMend], dict[str, WayJudged]]:
    return {way.id: way for way in ways.offered}, {way.id: way for way in ways.judged}
