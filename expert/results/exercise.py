"""What an exercise shows and how it ends: plain, frozen parts that a terminal, a page or a picture can show."""

from __future__ import annotations

from dataclasses import dataclass

from expert.foundations.terms import Verdict


@dataclass(frozen=True)
class Complaint:
    """What the user reports.

    Attributes:
        text: in sentences.
        message: the message, or what happens where there is none.
    """

    text: str
    message: str


@dataclass(frozen=True)
class Observation:
    """Something that can be looked up.

    Attributes:
        ask: the question that it answers.
        cost: minutes, by the vocabulary's estimate.
        how: the same in words.
        seen: the answer, once it was looked up.
    """

    fact: str
    title: str
    ask: str
    where_to_look: str
    cost: float
    how: str
    seen: str | None = None


@dataclass(frozen=True)
class Looked:
    """An observation that was made: the fact, its value in words, and its cost in minutes."""

    fact: str
    title: str
    words: str
    cost: float


@dataclass(frozen=True)
class Step:
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


@dataclass(frozen=True)
class Result:
    """How an exercise ended.

    Attributes:
        over: the cause was named or the exercise given up; until then, only the learner's own steps may be shown.
        right: the cause was named.
        settled: what was looked up settles it: it is confirmed, or no other cause is left.
        cause: the id of the hidden cause.
        title: its title.
        steps: what the learner did, in order, and what each step told.
        best_steps: what `Interview` would have looked up, in order, and what each step tells.
        best_verdict: of the cause after those steps: confirmed, or likely as the only one left.
        report_cost: minutes for taking the report, which every path begins with.
        wrong_cost: minutes that each wrong answer counts for.
        cost: minutes for the report and the learner's steps.
        best_cost: minutes for the report and the steps of the interview.
        scored: whether there was anything to find out; else it is a demonstration, and the score is 0.
        score: from 0 to 100.
        explanation: how the score comes about, in sentences.
    """

    over: bool
    right: bool
    settled: bool
    cause: str
    title: str
    steps: tuple[Step, ...]
    best_steps: tuple[Step, ...]
    best_verdict: Verdict
    report_cost: float
    wrong_cost: float
    cost: float
    best_cost: float
    scored: bool
    score: int
    explanation: tuple[str, ...]

    @property
    def path(self) -> tuple[Looked, ...]:
        """What the learner looked up."""
        return tuple(step.looked for step in self.steps if step.looked is not None)

    @property
    def best(self) -> tuple[Looked, ...]:
        """What `Interview` would have looked up."""
        return tuple(step.looked for step in self.best_steps if step.looked is not None)

    @property
    def wrong(self) -> tuple[str, ...]:
        """The ids of the causes that were named and are not the one."""
        return tuple(step.named for step in self.steps if step.named not in (None, self.cause))
