"""For trainers: exercises drawn from the rule base, and the order of questions that a ladder shows."""

from __future__ import annotations

from expert.teach.document import Complaint, Looked, Observation, Result, Step
from expert.teach.hidden import Hidden, NoExercise
from expert.teach.order import QuestionOrder, question_order
from expert.teach.practice import Practice
from expert.teach.today import TODAY

__all__ = [
    "TODAY",
    "Complaint",
    "Hidden",
    "Looked",
    "NoExercise",
    "Observation",
    "Practice",
    "QuestionOrder",
    "Result",
    "Step",
    "question_order",
]
