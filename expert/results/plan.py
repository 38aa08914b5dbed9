"""The plan over every open cause of a case."""

from __future__ import annotations

from typing import Literal

from expert.foundations.terms import Outcome, Safety, Verdict
from expert.foundations.texts import Language
from expert.results.diagnosis import Knowledge, NoteOf, PlanStep, Question, SometimesOf, SourceOf
from expert.results.document import Document, Part

PLAN_SCHEMA: Literal["expert/plan/1"] = "expert/plan/1"

StageKind = Literal["find_out", "do", "risk", "protect", "destroy", "finish"]


class OtherWay(Part):
    """A way of carrying a remedy out that the plan does not take.

    Attributes:
        safety: the dangers of all its steps.
        sometimes: those of them that it has in some cases only.
        feared: those of them that it has where it is the wrong one.
    """

    title: str
    safety: tuple[Safety, ...] = ()
    sometimes: tuple[SometimesOf, ...] = ()
    feared: tuple[Safety, ...] = ()


class PlannedCause(Part):
    """An open cause, as the plan treats it.

    Attributes:
        undecided: what would still decide it, in words; empty for a confirmed one.
        missing: the facts that would.
        remedy: the id of its remedy.
        remedy_title: the remedy in words.
        way: the way of its remedy that the plan takes, where the remedy knows several and the facts settle it.
        way_notes: what to know about that way; where the facts do not settle it, about each, after its name.
        other_ways: ways that still stand but are not taken.
        held_back: how much of its remedy is shown only once more is known; None where it is shown whole.
        notes: what else to know about the cause and, where steps of it are shown, its remedy.
        sources: where the remedy comes from.
    """

    id: str
    title: str
    verdict: Verdict
    kind: Literal["fault", "wait"] = "fault"
    superseded: bool = False
    undecided: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    remedy: str | None = None
    remedy_title: str | None = None
    way: str | None = None
    way_notes: tuple[str, ...] = ()
    other_ways: tuple[OtherWay, ...] = ()
    held_back: Literal["all", "some"] | None = None
    notes: tuple[NoteOf, ...] = ()
    sources: tuple[SourceOf, ...] = ()


class Check(Part):
    """How to see that a remedy worked.

    Attributes:
        after: the number of the step after which it can be seen.
        remedy: the title of the remedy.
    """

    cause: str
    text: str
    after: int
    remedy: str | None = None


class Stage(Part):
    """A part of the plan that belongs together.

    Attributes:
        number: from 1.
        kind: `find_out` only asks; `do` acts, and may ask first; `risk` acts with
            consequences beyond the case; `protect` saves what `destroy` would lose;
            `finish` closes the plan.
        title: what it is about.
        causes: the causes that it is for.
        condition: the sentence that says when its steps are to be done; None for always.
        first: steps of earlier stages that this one needs and that may have been skipped there.
        checks: how to see that it worked.
        which_way: what to find out to know which of several ways its steps are to be taken on.
        later: later stages with what is to be done about its causes.
    """

    number: int
    kind: StageKind
    title: str
    causes: tuple[str, ...]
    questions: tuple[Question, ...] = ()
    condition: str | None = None
    first: tuple[int, ...] = ()
    steps: tuple[PlanStep, ...] = ()
    checks: tuple[Check, ...] = ()
    which_way: tuple[Question, ...] = ()
    later: tuple[int, ...] = ()


class Waiting(Part):
    """How long the plan takes at least if every wait is waited out in full (ISO 8601 durations).

    Attributes:
        certain: for the causes that are confirmed or likely; None where there is nothing to wait for.
        at_most: if every possible cause turns out to apply as well.
        steps: the numbers of the steps with a wait. Where steps must follow one another, waits add up; chains
            of steps that do not depend on each other run side by side, and the longest counts.
    """

    certain: str | None
    at_most: str
    steps: tuple[int, ...]


class Withheld(Part):
    """A way that the plan leaves out because it does harm here; `option` is its id."""

    cause: str
    option: str
    title: str
    harm: str
    safety: tuple[Safety, ...] = ()


class Plan(Document):
    """What to do about every open cause, the cheapest and safest first.

    Attributes:
        case: the ticket's number.
        outcome: that of the diagnosis.
        summary: why, or why there is nothing to plan.
        advice: how to use the plan; None where there is nothing to do.
        symptoms: what was recognized, in words.
        causes: the open causes, in the order of the plan.
        waiting: how long it takes; None where nothing has to be waited for.
        withheld: ways that do harm here, and are not offered.
        conflicts: facts that cannot all be true.
        warnings: what else to heed.
    """

    _named = ("case", "outcome", "language")

    schema_: Literal["expert/plan/1"] = PLAN_SCHEMA
    knowledge: Knowledge
    language: Language
    case: str | None
    outcome: Outcome
    summary: str
    advice: str | None
    symptoms: tuple[str, ...]
    causes: tuple[PlannedCause, ...]
    stages: tuple[Stage, ...]
    waiting: Waiting | None
    withheld: tuple[Withheld, ...]
    conflicts: tuple[str, ...]
    warnings: tuple[str, ...]

    def steps(self) -> tuple[PlanStep, ...]:
        """Every step of every stage, in order."""
        return tuple(step for stage in self.stages for step in stage.steps)
