"""An exercise: what the learner sees of it and has done, and, once it is over, how it ended."""

from __future__ import annotations

from typing import Any, Literal

from expert.foundations.terms import Verdict
from expert.foundations.texts import Language
from expert.results.diagnosis import FactValue, Knowledge
from expert.results.document import Document, Part
from expert.results.mending import WayJudged, WayToMend

Level = Literal["easy", "hard", "exam"]
"""`easy`: the user tells a little more, and hints are cheap. `hard`: the report misleads where it can, the user does
not know everything, and there may be two faults. `exam`: as reported, without help; it is over with the first name."""

LEVELS: tuple[Level, ...] = ("easy", "hard", "exam")

EXERCISE_SCHEMA: Literal["expert/exercise/1"] = "expert/exercise/1"


class Complaint(Part):
    """What the user reports.

    Attributes:
        text: in sentences.
        message: the message, or what happens where there is none.
        facts: the reported facts, by their names.
        misleading: the message that the user quoted first, where that is not what the screen shows.
    """

    text: str
    message: str
    facts: dict[str, Any]
    misleading: str | None = None


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
        value: what was found; None where there is nothing to be found, or the user does not know.
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
        told: the same in words, or how well founded it was to name the cause, and why it is not that.
        right: the named cause is at work.
        against: the names of the facts that rule a wrongly named cause out, where some do.
        ruled_out_before: of a wrongly named cause: what was known had ruled it out already.
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
    right: bool = False
    against: tuple[str, ...] = ()
    ruled_out_before: bool = False


class Hint(Part):
    """What is recommended next.

    Attributes:
        fact: what to look up; None where what is known settles the cause.
        cost: minutes that the hint counts for; 0 where it tells nothing new to look up.
        told: the hint in words.
    """

    fact: str | None
    cost: float
    told: str


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


class PartOfScore(Part):
    """One of the three parts of a score.

    Attributes:
        points: what was earned.
        most: what could have been.
        told: how it comes about, in a sentence.
    """

    points: int
    most: int
    told: str


class Scored(Part):
    """The score in its parts."""

    proof: PartOfScore
    cost: PartOfScore
    safety: PartOfScore


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
        score: from 0 to 100: the sum of `scored_by`.
        explanation: how the score comes about, in sentences.
        answers: what every observation tells.
        reasons: for each cause, the hidden one first, why it is or is not the one.
        also: further causes that are at work, and had to be named too.
        scored_by: what proof, cost and safety earned.
        way: what the chosen way to mend it means; None where none was chosen.
        ways: the same of every way that was offered.
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
    also: tuple[Choice, ...] = ()
    scored_by: Scored | None = None
    way: WayJudged | None = None
    ways: tuple[WayJudged, ...] = ()

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
        cost: minutes for the report and these steps, for hints, and for what was undone.
        over: the cause was named, or the exercise given up.
        result: how it ended; None where that would give it away.
        level: how hard it is.
        ticket: what a ticket of one's own is called; None for an exercise that was drawn.
        ruled_out_cost: minutes that a wrong answer counts for that what was known had ruled out.
        hint_cost: minutes that each hint counts for; None where there are none.
        hinted: the facts that hints named, in order.
        undone: how many steps were taken back.
        extra_cost: minutes for hints and for what was undone.
        ways: the ways to mend it, to choose from once the cause is named; none before, nor where nothing is to be done.
        chosen: the id of the way that was chosen.
        done: nothing is left to do: it is over, and a way was chosen where there are some.
    """

    _named = ("seed", "symptom", "language")

    schema_: Literal["expert/exercise/1"] = EXERCISE_SCHEMA
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
    level: Level = "easy"
    ticket: str | None = None
    ruled_out_cost: float = 0
    hint_cost: float | None = None
    hinted: tuple[str, ...] = ()
    undone: int = 0
    extra_cost: float = 0
    ways: tuple[WayToMend, ...] = ()
    chosen: str | None = None
    done: bool = False

    @property
    def looked_up(self) -> tuple[Looked, ...]:
        """What the learner looked up."""
        return tuple(step.looked for step in self.steps if step.looked is not None)

    @property
    def wrong(self) -> tuple[str, ...]:
        """The ids of the causes that were named and are not the one."""
        cause = None if self.result is None else self.result.cause
        named = (step for step in self.steps if step.named is not None and not step.right)
        return tuple(step.named for step in named if step.named is not None and step.named != cause)
