"""What a class works through about one symptom."""

from __future__ import annotations

from dataclasses import dataclass

from expert.results.diagnosis import Diagnosis
from expert.results.exercise import Exercise
from expert.results.ladder import Ladder


@dataclass(frozen=True)
class Lesson:
    """One symptom: a case of it to solve, and the ladder of its questions.

    Attributes:
        seed: what the exercise is drawn with.
        ladder: the questions, causes and remedies of the symptom.
        exercise: the case, for a teacher with its result; None where no case of the symptom has exactly one cause.
        path: for a teacher, the diagnosis of what the recommended path finds out.
    """

    seed: int
    ladder: Ladder
    exercise: Exercise | None = None
    path: Diagnosis | None = None
