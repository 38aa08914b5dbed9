"""Ladders, exercises and handouts of the shipped knowledge, symptom by symptom."""

from __future__ import annotations

from functools import cache

import pytest

from expert import KnowledgeBase, Ladder, Practice, diagnose, question_ladder
from expert.results.deciding import verdicts_by
from expert.teach import TODAY
from expert.teach.course import Course, row
from expert.teach.hidden_case import has_something_to_find_out
from expert.teach.lots import Lots
from expert.teach.minimal_sets import decided_by
from expert.teach.ways_to_mend import WaysToMend
from tests.each import each
from tests.sampling import some_of
from tests.teach.lesson_properties import OF_EXERCISES, OF_LADDERS

KNOWLEDGE = KnowledgeBase.shipped()


@cache
def ladder(symptom: str) -> Ladder:
    return question_ladder(KNOWLEDGE, symptom)


@each("symptom", KNOWLEDGE.symptoms, parts=3)
def test_it_holds_of_every_ladder(symptom: str) -> None:
    for holds in OF_LADDERS:
        holds(KNOWLEDGE, ladder(symptom))


@each("symptom", KNOWLEDGE.symptoms, parts=10)
def test_every_symptom_has_an_exercise(symptom: str) -> None:
    for seed in some_of(range(2), 2):
        practice = Practice.draw(seed, symptom, knowledge=KNOWLEDGE)
        assert practice.hidden.symptom == symptom
        for holds in OF_EXERCISES:
            holds(KNOWLEDGE, Practice(practice.hidden, KNOWLEDGE, practice.language, practice.level))


@pytest.mark.parametrize("seed", range(6))
def test_an_exercise_of_any_symptom_is_no_demonstration(seed: int) -> None:
    assert not Practice.draw(seed, knowledge=KNOWLEDGE).hidden.demonstration


# Exercises whose symptom the seed stands for


@cache
def drawn(seed: int) -> Practice:
    return Practice.draw(seed, knowledge=KNOWLEDGE)


TO_SOLVE = [name for name in KNOWLEDGE.symptoms if has_something_to_find_out(KNOWLEDGE, name)]
FIFTY = range(50)


def test_fifty_seeds_show_every_topic_both_kinds_of_device_and_every_kind_of_proof() -> None:
    topics = {KNOWLEDGE.symptoms[name].topic for name in TO_SOLVE}
    assert {KNOWLEDGE.symptoms[drawn(seed).hidden.symptom].topic for seed in FIFTY} == topics
    kinds = [drawn(seed).hidden.reported.get("platform") for seed in FIFTY]
    assert min(kinds.count("ios"), kinds.count("ipados")) >= 10
    assert {drawn(seed).result.best_verdict for seed in FIFTY} == {"confirmed", "likely", "possible"}


COURSE = Course.of(KNOWLEDGE)


def test_the_exercises_of_seeds_in_a_row_go_round_the_symptoms() -> None:
    assert sorted(COURSE.round) == sorted(TO_SOLVE)
    count = len(FIFTY) * COURSE.each
    shown = [next(COURSE.from_seed(seed, place)) for seed, place in row(KNOWLEDGE, 0, count=count)]
    assert shown == [COURSE.round[number % len(COURSE.round)] for number in range(count)]
    for seed in some_of(FIFTY, 5):
        exercises = list(Practice.row(seed, knowledge=KNOWLEDGE))
        assert [one.hidden.symptom for one in exercises] == shown[seed * COURSE.each :][: COURSE.each]
        assert exercises[0].hidden == drawn(seed).hidden


@pytest.mark.parametrize("start", [0, 1, 30, len(COURSE.round) - 10, 2**40])
def test_whichever_seed_is_the_first_of_fifty_they_show_every_symptom(start: int) -> None:
    shown = {next(COURSE.from_seed(start + seed, place)) for seed in FIFTY for place in range(COURSE.each)}
    assert shown == set(TO_SOLVE)


@pytest.mark.parametrize("start", [0, len(COURSE.round) - 3, 2**40])
def test_a_few_seeds_show_both_kinds_of_device(start: int) -> None:
    kinds = {drawn(seed).hidden.reported.get("platform") for seed in range(start, start + 6)}
    assert {"ios", "ipados"} <= kinds


@each("symptom", KNOWLEDGE.symptoms, parts=4)
def test_a_hard_exercise_can_be_solved(symptom: str) -> None:
    practice = Practice.draw(3, symptom, knowledge=KNOWLEDGE, level="hard")
    hidden = practice.hidden
    found = diagnose(hidden.case, KNOWLEDGE, today=TODAY)
    assert {cause.id for cause in found.causes if cause.verdict == "confirmed"} == set(hidden.causes)
    assert found.conflicts == ()
    for looked in practice.result.best:
        practice.observe(looked.fact)
    assert practice.result.settled
    for cause in hidden.causes:
        assert practice.guess(cause)
    assert practice.over


@each("symptom", KNOWLEDGE.symptoms, parts=4)
def test_what_decides_a_cause_is_what_the_engine_takes(symptom: str) -> None:
    practice = Practice.draw(2, symptom, knowledge=KNOWLEDGE)
    decided = decided_by(practice.hidden, KNOWLEDGE)
    order = Lots(symptom).order(observation.fact for observation in practice.observations)
    for number in {0, len(order) // 3, 2 * len(order) // 3, len(order)}:
        looked = order[:number]
        other = Practice(practice.hidden, KNOWLEDGE)
        for fact in looked:
            other.observe(fact)
        assert verdicts_by(decided, looked) == {cause.id: cause.verdict for cause in other.diagnosis.causes}


@each("symptom", KNOWLEDGE.symptoms, parts=4)
def test_there_is_a_right_way_to_mend_it(symptom: str) -> None:
    ways = WaysToMend(Practice.draw(2, symptom, knowledge=KNOWLEDGE).hidden, KNOWLEDGE, "en")
    assert "right" in [way.judged for way in ways.judged]
    assert all(way.told for way in ways.judged)


def test_unsafe_ways_tempt_in_most_exercises() -> None:
    unsafe = [
        seed for seed in FIFTY
        if any(not way.safe for way in WaysToMend(drawn(seed).hidden, KNOWLEDGE, "en").judged)
    ]  # fmt: skip
    assert len(unsafe) > len(FIFTY) / 2
