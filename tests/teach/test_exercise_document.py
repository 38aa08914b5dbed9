"""An exercise as a document: whole, in either language, and silent about its cause until it is over."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from expert import KnowledgeBase
from expert.foundations.texts import LANGUAGES, Language
from expert.results.exercise import Exercise
from expert.teach import Practice

KNOWLEDGE = KnowledgeBase.shipped()
SEEDS = range(8)


def played(seed: int, language: Language = "en") -> Practice:
    """An exercise with two steps."""
    practice = Practice.draw(seed, language=language)
    practice.observe(practice.observations[0].fact)
    practice.guess(next(name for name in practice.causes if name != practice.hidden.cause))
    return practice


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seed", SEEDS)
def test_it_is_read_back_as_it_was_written_and_said_in_either_language(seed: int, language: Language) -> None:
    other: Language = "sv" if language == "en" else "en"
    for exercise in (played(seed, language).exercise, played(seed, language).answer_key):
        stored = Exercise.from_json(exercise.to_json())
        assert stored == exercise
        assert stored.in_(other) == exercise.in_(other)
        assert stored.in_(other).in_(language) == exercise
        assert json.loads(exercise.to_json())["schema"] == "expert/exercise/1"


def without_message(exercise: Exercise) -> dict[str, Any]:
    """What it holds, but for the message as a fact: that is in the language that the user reads."""
    data = exercise.to_data()
    data["complaint"]["facts"].pop("error", None)
    return data


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_said_in_swedish_it_is_the_one_that_was_drawn_in_swedish(symptom: str) -> None:
    english, swedish = (Practice.draw(2, symptom, language=language).answer_key for language in LANGUAGES)
    assert without_message(english.in_("sv")) == without_message(swedish)
    assert without_message(swedish.in_("en")) == without_message(english)


@pytest.mark.parametrize("seed", SEEDS)
def test_until_it_is_over_it_gives_nothing_away(seed: int) -> None:
    practice = played(seed)
    exercise = practice.exercise
    assert exercise.result is None
    told = json.dumps(exercise.to_data() | {"causes": [], "steps": []})
    assert practice.hidden.cause not in told
    assert practice.causes[practice.hidden.cause] not in told
    unseen = practice.hidden.case.values().keys() - practice.known.values().keys()
    assert unseen <= {seen.fact for seen in exercise.observations if seen.seen is None}
    practice.give_up()
    assert practice.exercise.result == practice.answer_key.result == practice.result


@pytest.mark.parametrize("seed", SEEDS)
def test_the_answer_key_answers_every_observation_and_reasons_about_every_cause(seed: int) -> None:
    practice = Practice.draw(seed)
    key = practice.answer_key
    assert key.result is not None
    assert [looked.fact for looked in key.result.answers] == [seen.fact for seen in key.observations]
    first, *others = key.result.reasons
    assert (first.cause, first.verdict) == (practice.hidden.cause, "confirmed")
    assert {reason.cause for reason in others} == practice.causes.keys() - {first.cause}
    assert practice.diagnosis_of_best_path.cause(first.cause).verdict == key.result.best_verdict


def test_it_is_worked_out_anew_after_each_step() -> None:
    practice = Practice.draw(1)
    before = practice.answer_key
    practice.observe(practice.observations[0].fact)
    after = practice.answer_key
    assert (len(before.steps), len(after.steps)) == (0, 1)
    assert after.cost > before.cost
    practice.guess(practice.hidden.cause)
    assert practice.result.right


def test_it_never_changes() -> None:
    exercise = Practice.draw(1).exercise
    with pytest.raises(FrozenInstanceError):
        exercise.cost = 0  # type: ignore[misc]
