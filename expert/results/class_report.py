"""A class's exercises in numbers: each learner's, and where on each symptom people err."""

from __future__ import annotations

from typing import Literal

from expert.foundations.texts import Language
from expert.results.diagnosis import Knowledge
from expert.results.document import Document, Part
from expert.results.practice_results import Mode

CLASS_REPORT_SCHEMA: Literal["expert/class-report/1"] = "expert/class-report/1"


class Averages(Part):
    """Points on average over some exercises: of 40, 30 and 30, and of 100."""

    proof: float
    cost: float
    safety: float
    total: float


class OfLearner(Part):
    """One learner in one mode.

    Attributes:
        name: as it stands in the file; empty where it does not.
        exercises: how many were done.
        right: in how many the cause was named.
        first: in how many with the first name.
        unsafe: in how many a way to mend it was chosen that does harm which could be avoided.
        hints: how many were taken, in all.
        undone: how many steps were taken back, in all.
        points: on average.
        seconds: how long an exercise took on average, where that was kept.
    """

    name: str
    mode: Mode
    exercises: int
    right: int
    first: int
    unsafe: int
    hints: int
    undone: int
    points: Averages
    seconds: float | None = None


class Mistake(Part):
    """What was chosen wrongly, and how often.

    Attributes:
        id: of the cause, or of the way to mend it.
        title: in words; the id where these rules do not know it.
    """

    id: str
    title: str
    count: int


class OfSymptom(Part):
    """One symptom, over all learners.

    Attributes:
        symptom: its id.
        title: in words; the id where these rules do not know it.
        exercises: how many were done.
        right: in how many the cause was named.
        first: in how many with the first name.
        points: on average.
        named_wrongly: the causes that were named and are not the one, the most frequent first.
        chosen_unsafely: the ways that were chosen and do harm which could be avoided, likewise.
    """

    symptom: str
    title: str
    exercises: int
    right: int
    first: int
    points: Averages
    named_wrongly: tuple[Mistake, ...] = ()
    chosen_unsafely: tuple[Mistake, ...] = ()


class ClassReport(Document):
    """The results of a class.

    Attributes:
        knowledge: the rules that the titles are from.
        files: how many files were read.
        exercises: how many results they hold.
        learners: each learner, by name.
        symptoms: each symptom, those first where the fewest points were earned.
        notes: what is to be known of the numbers, such as that files were made with other rules.
    """

    _named = ("exercises", "language")

    schema_: Literal["expert/class-report/1"] = CLASS_REPORT_SCHEMA
    knowledge: Knowledge
    language: Language
    files: int
    exercises: int
    learners: tuple[OfLearner, ...]
    symptoms: tuple[OfSymptom, ...]
    notes: tuple[str, ...] = ()
