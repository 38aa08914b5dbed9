"""The cause is half of the lesson: the way to mend it is chosen, and an unsafe one is told with its consequence."""

from __future__ import annotations

import pytest

from expert import KnowledgeBase, diagnose
from expert.foundations.texts import LANGUAGES
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
        assert bool(way.safety) is bool(judged.consequences)
        if judged.judged == "harmful":
            assert (judged.safe, judged.points) == (False, 0)
            assert all(clause in judged.told for clause in judged.consequences)


def test_what_a_step_does_in_some_cases_only_is_no_danger_for_sure() -> None:
    found = 0
    for symptom in KNOWLEDGE.symptoms:
        for way in ways_of(symptom).offered:
            only = {mark for step in way.steps if step.only_if is not None for mark in step.safety}
            sure = {mark for step in way.steps if step.only_if is None for mark in step.safety}
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
