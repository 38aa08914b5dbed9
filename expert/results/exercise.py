"""An exercise: what the learner sees of it and has done, and, once it is over, how it ended."""

# Annotations are evaluated here, not kept as text: pydantic would evaluate each one again at every start.

from typing import Any, Literal

from pydantic import Field

from expert.foundations.terms import Verdict
from expert.foundations.texts import Language
from expert.results.diagnosis import FactValue, Knowledge
from expert.results.document import Document, Part

EXERCISE_SCHEMA: Literal["expert/exercise/1"] = "expert/exercise/1"


class Complaint(Part):
    """What the user reports.

    Attributes:
        text: in sentences.
        message: the message, or what happens where there is none.
        facts: the reported facts, by their names.
    """

    text: str
    message: str
    facts: dict[str, Any]


class Observation(Part):
    """Something that can be looked up.

    Attributes:
        ask: the question that it answers.
        cost: minutes, by the vocabulary's estimate.
        how: the same in words.
        seen: the answer in words, once it was looked up.
    """

    fact: str
    title: str
    ask: str
    where_to_look: str
    cost: float
    how: str
    seen: str | None = None


class Looked(Part):
    """An observation that was made.

    Attributes:
        value: what was found; None where there is nothing to be found.
        words: the same in words.
        cost: minutes.
    """

    fact: str
    title: str
    value: Any
    words: str
    cost: float


class Step(Part):
    """One step of a path: something was looked up, or a cause was named.

    Attributes:
        looked: what was looked up; None where a cause was named.
        named: the id of the named cause; None where something was looked up.
        title: the title of the named cause, or of what was looked up.
        cost: minutes that it counts for.
        so_far: minutes up to and with this step, the report included.
        verdict: of a named cause, by what was known when it was named.
        confirmed: the ids of the causes that it newly confirmed.
        ruled_out: the ids of the causes that it newly ruled out.
        told: the same in words, or how well founded it was to name the cause.
    """

    looked: Looked | None
    named: str | None
    title: str
    cost: float
    so_far: float
    verdict: Verdict | None = None
    confirmed: tuple[str, ...] = ()
    ruled_out: tuple[str, ...] = ()
    told: str = ""


class Choice(Part):
    """A cause to choose from."""

    id: str
    title: str


class Reason(Part):
    """Why a cause is or is not the one: its verdict when everything is known, and the facts that decide it."""

    cause: str
    title: str
    verdict: Verdict
    because: tuple[FactValue, ...]


class Result(Part):
    """How an exercise ended, and what could have been known. It gives the exercise away.

    Attributes:
        cause: the id of the hidden cause.
        title: its title.
        right: it was named.
        settled: what was looked up settles it: it is confirmed, or no other cause is left.
        best_steps: what `Interview` would have looked up, in order, and what each step tells.
        best_verdict: of the cause after those steps: confirmed; or likely or possible as the only one left.
        best_cost: minutes for the report and those steps.
        scored: whether there was anything to find out; else it is a demonstration, and the score is 0.
        score: from 0 to 100.
        explanation: how the score comes about, in sentences.
        answers: what every observation tells.
        reasons: for each cause, the hidden one first, why it is or is not the one.
    """

    cause: str
    title: str
    right: bool
    settled: bool
    best_steps: tuple[Step, ...]
    best_verdict: Verdict
    best_cost: float
    scored: bool
    score: int
    explanation: tuple[str, ...]
    answers: tuple[Looked, ...]
    reasons: tuple[Reason, ...]

    @property
    def best(self) -> tuple[Looked, ...]:
        """What `Interview` would have looked up."""
        return tuple(step.looked for step in self.best_steps if step.looked is not None)


class Exercise(Document):
    """An exercise as it stands.

    Attributes:
        seed: what it was drawn with.
        symptom: the id of its symptom.
        title: the symptom in words.
        demonstration: the report alone settles the cause; nothing has to be looked up, and nothing is scored.
        observations: what can be looked up.
        causes: the causes to choose from.
        report_cost: minutes for taking the report, which every path begins with.
        wrong_cost: minutes that each wrong answer counts for.
        steps: what the learner did, in order, and what each step told.
        cost: minutes for the report and these steps.
        over: the cause was named, or the exercise given up.
        result: how it ended; None where that would give it away.
    """

    _named = ("seed", "symptom", "language")

    schema_: Literal["expert/exercise/1"] = Field(default=EXERCISE_SCHEMA, alias="schema")
    knowledge: Knowledge
    language: Language
    seed: int
    symptom: str
    title: str
    complaint: Complaint
    demonstration: bool
    observations: tuple[Observation, ...]
    causes: tuple[Choice, ...]
    report_cost: float
    wrong_cost: float
    steps: tuple[Step, ...]
    cost: float
    over: bool
    result: Result | None = None

    @property
    def looked_up(self) -> tuple[Looked, ...]:
        """What the learner looked up."""
        return tuple(step.looked for step in self.steps if step.looked is not None)

    @property
    def wrong(self) -> tuple[str, ...]:
        """The ids of the causes that were named and are not the one."""
        cause = None if self.result is None else self.result.cause
        return tuple(step.named for step in self.steps if step.named is not None and step.named != cause)
