"""Prepares lessons: for each symptom an exercise and its question ladder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.foundations.texts import Language
from expert.results.lesson import Lesson
from expert.rules.knowledge import KnowledgeBase
from expert.teach.hidden_case import NoExercise
from expert.teach.ladders import question_ladder
from expert.teach.practice import Practice

SEED = 1  # everybody gets the same exercises unless a trainer wants others


def lessons_for_learners(
    knowledge: KnowledgeBase, symptom: str | Iterable[str] | None, language: Language, seed: int = SEED
) -> tuple[Lesson, ...]:
    """The lessons without anything that gives an exercise away.

    Args:
        knowledge: the knowledge base.
        symptom: the id of the symptom that they are about, or the ids of several, each once; all of them if None.
        language: of the words.
        seed: what the exercises are drawn with; learners and their teacher need the same.

    Raises:
        KeyError: there is no such symptom.
        TypeError: the seed is not a whole number.
        ValueError: the seed is negative, or there is no such language.
    """
    return tuple(
        Lesson(seed, question_ladder(knowledge, name, language), None if practice is None else practice.exercise)
        for name, practice in _practices(knowledge, symptom, language, seed)
    )


def lessons_for_teachers(
    knowledge: KnowledgeBase, symptom: str | Iterable[str] | None, language: Language, seed: int = SEED
) -> tuple[Lesson, ...]:
    """The same lessons with the results of their exercises, and where the recommended paths lead.

    Args and errors are those of `lessons_for_learners`.
    """
    return tuple(
        Lesson(seed, question_ladder(knowledge, name, language))
        if practice is None
        else Lesson(
            seed, question_ladder(knowledge, name, language), practice.answer_key, practice.diagnosis_of_best_path
        )
        for name, practice in _practices(knowledge, symptom, language, seed)
    )


def _practices(
    knowledge: KnowledgeBase, symptom: str | Iterable[str] | None, language: Language, seed: int
) -> Iterator[tuple[str, Practice | None]]:
    """The exercise of each symptom; None where no case of it has exactly one cause."""
    names = [symptom] if isinstance(symptom, str) else knowledge.symptoms if symptom is None else symptom
    for name in dict.fromkeys(names):
        try:
            yield name, Practice.draw(seed, name, knowledge=knowledge, language=language)
        except NoExercise:
            yield name, None
