"""The page for a class with all of the shipped knowledge: small enough for any mail, and whole."""

from __future__ import annotations

from functools import cache

import pytest

from expert import KnowledgeBase
from expert.results.classroom import Classroom
from expert.teach.classroom import classroom
from expert.visualize.pages.class_page import class_page

LARGEST = 3_000_000  # bytes


@cache
def room() -> Classroom:
    return classroom(KnowledgeBase.shipped())


@pytest.mark.generated  # grown knowledge makes it larger
def test_it_is_no_larger_than_three_megabytes() -> None:
    size = len(class_page(room()).encode())
    print(f"class.html: {size / 1_000_000:.2f} MB of {LARGEST / 1_000_000:g}")
    assert size <= LARGEST


def test_every_symptom_and_every_cause_is_on_it() -> None:
    knowledge = KnowledgeBase.shipped()
    assert {symptom.id for symptom in room().symptoms} == set(knowledge.symptoms)
    assert {name for symptom in room().symptoms for name in symptom.causes} <= {cause.id for cause in room().causes}


def test_every_symptom_has_a_case_to_play() -> None:
    assert {case.id for case in room().cases} == {symptom.id for symptom in room().symptoms}


def test_exercises_can_be_solved_as_it_is_recommended() -> None:
    for exercise in room().exercises:
        verdicts, at_work = exercise.verdicts(exercise.best), (exercise.cause, *exercise.also)
        others = {verdict for name, verdict in verdicts.items() if name not in at_work}
        proven = all(verdicts[name] == "confirmed" for name in at_work)
        assert proven or (not exercise.also and others <= {"ruled_out"}), (exercise.symptom, exercise.seed)
        assert any(way.judged == "right" for way in exercise.mending), (exercise.symptom, exercise.seed)
