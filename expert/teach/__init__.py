"""For trainers: exercises drawn from the rule base, and the order of questions that a ladder shows."""

from __future__ import annotations

from expert.results.exercise import Complaint, Looked, Observation, Result, Step
from expert.teach.hidden_case import HiddenCase, NoExercise
from expert.teach.practice import Practice
from expert.teach.question_path import QuestionOrder, question_order
from expert.teach.today import TODAY

__all__ = [
    "TODAY",
    "Complaint",
    "HiddenCase",
    "Looked",
    "NoExercise",
    "Observation",
    "Practice",
    "QuestionOrder",
    "Result",
    "Step",
    "question_order",
]
