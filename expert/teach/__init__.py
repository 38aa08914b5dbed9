"""For trainers: exercises drawn from the rule base, and the question ladders of its symptoms."""

from __future__ import annotations

from expert.teach.hidden_case import HiddenCase, NoExercise
from expert.teach.ladders import question_ladder
from expert.teach.lessons import lessons_for_learners, lessons_for_teachers
from expert.teach.practice import Practice
from expert.teach.today import TODAY

__all__ = [
    "TODAY",
    "HiddenCase",
    "NoExercise",
    "Practice",
    "lessons_for_learners",
    "lessons_for_teachers",
    "question_ladder",
]
