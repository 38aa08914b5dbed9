"""Frames of the shipped knowledge: every text can be read by a class, and nothing meets or leaves its place."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from expert import Case, KnowledgeBase, diagnose, plan, question_ladder
from expert.foundations import content
from expert.foundations.texts import LANGUAGES, Language
from expert.visualize.frames import decks
from expert.visualize.frames.frame import Deck
from tests.pictures.frame_flaws import flaws
from tests.sampling import exhaustive

KNOWLEDGE = KnowledgeBase.shipped()
EXAMPLES = sorted(content.bundled("facts", "examples").iterdir())
_SAMPLE = 12


@pytest.fixture
def symptoms() -> list[str]:
    """Some symptoms, drawn anew for each knowledge; all of them where it is asked for."""
    every = list(KNOWLEDGE.symptoms)
    if exhaustive() or len(every) <= _SAMPLE:
        return every
    return random.Random(len(every)).sample(every, _SAMPLE)


def of_symptoms(symptoms: list[str], language: Language) -> Iterator[tuple[str, Deck]]:
    for name in symptoms:
        yield name, decks.of_symptom(question_ladder(KNOWLEDGE, name, language), KNOWLEDGE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_class_can_read_the_frames_of_a_symptom(symptoms: list[str], language: Language) -> None:
    for name, deck in of_symptoms(symptoms, language):
        assert list(flaws(deck.frames)) == [], name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_class_can_read_the_frames_of_a_case_and_of_its_plan(path: object, language: Language) -> None:
    found = diagnose(Case.from_file(str(path), KNOWLEDGE.vocabulary), KNOWLEDGE, language=language)
    for deck in (decks.of_case(found), decks.of_plan(plan(found))):
        assert list(flaws(deck.frames)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_class_can_read_what_symptoms_there_are(language: Language) -> None:
    assert list(flaws(decks.of_topics(KNOWLEDGE, None, language).frames)) == []


def test_a_step_is_said_on_frames_in_its_short_wording(symptoms: list[str]) -> None:
    for _, deck in of_symptoms(symptoms, "sv"):
        cells = [cell for frame in deck.frames for cell in frame.cells if cell.kind == "step"]
        steps = [cell.said[0].text for cell in cells]
        assert all(len(text.split()) <= 6 for text in steps), steps
