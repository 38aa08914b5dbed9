"""The page for a class as a document: what is known, cases as they were reasoned through, and exercises with answers.

It holds everything that the page shows and decides by, worked out beforehand, so that the page itself never reasons.
Every text stands in it in both languages beside each other, for the page changes between them while it is shown.
What several parts speak of (a cause, a fact, a remedy, a source) stands in it once, and is named by its id.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import field
from typing import Literal

from expert.foundations.sources import Status
from expert.foundations.terms import NoProof, Outcome, Safety, Standing, Verdict
from expert.foundations.texts import Language, Text, text_of
from expert.results.deciding import DecidedBy, verdicts_by
from expert.results.diagnosis import EdgeKind, Knowledge, NodeKind
from expert.results.document import Document, Part

CLASS_SCHEMA: Literal["expert/class/1"] = "expert/class/1"

MomentKind = Literal["seen", "symptom", "candidates", "fact", "worked_out", "guess", "verdict", "remedy", "end"]
"""What one frame of a played case claims."""


class Both(Part):
    """A text in both languages."""

    en: str
    sv: str




def both(text: Text | str) -> Both:
    """A text as the page holds it; a plain string is the same in both languages."""
    found = text if isinstance(text, Text) else text_of(text)
    return Both(en=str(found.en), sv=str(found.sv))


# What is known


class LinkShown(Part):
    """A link that a reader can follow."""

    url: str
    title: Both | None = None


class DocumentShown(Part):
    """A document that statements are taken from.

    Attributes:
        url: where it is read today.
        no_url: why it has no address.
    """

    title: str
    url: str | None = None
    no_url: Both | None = None


class SourceShown(Part):
    """Where a statement comes from.

    Attributes:
        document: the id of the document.
        status: whether the statement still stands; None for one that does.
    """

    document: str
    heading: str
    date: str
    status: Status | None = None
    note: Both | None = None


class MarkShown(Part):
    """A danger of a step.

    Attributes:
        condition: where the step does that only in some cases, in which; None where it does it always.
    """

    safety: Safety
    condition: Both | None = None


class GridShown(Part):
    """A small table that belongs to a step."""

    columns: tuple[Both, ...]
    rows: tuple[tuple[str, ...], ...]


class StepShown(Part):
    """One step of a remedy.

    Attributes:
        short: its wording for a picture; None where the knowledge has none.
        only_if: the only case in which it is to be done.
        case: the same in a word or two, to stand behind "if"; or that in which alone it has its dangers.
        still: where `only_if` is known to be so, the case in which alone it has its dangers; None for every case.
        wait: how long to wait afterward, in words.
    """

    text: Both
    short: Both | None = None
    marks: tuple[MarkShown, ...] = ()
    only_if: Both | None = None
    case: Both | None = None
    still: Both | None = None
    wait: Both | None = None
    links: tuple[LinkShown, ...] = ()
    grid: GridShown | None = None


class HarmShown(Part):
    """That a way does harm under a condition."""

    text: Both
    marks: tuple[MarkShown, ...]


class WayShown(Part):
    """One way of carrying a remedy out.

    Attributes:
        only_if: where this way applies.
        superseded: newer documentation has replaced it.
    """

    steps: tuple[StepShown, ...]
    title: Both | None = None
    only_if: Both | None = None
    superseded: bool = False
    note: Both | None = None
    harm: HarmShown | None = None


class NoteShown(Part):
    """Something to know."""

    text: Both
    links: tuple[LinkShown, ...] = ()


class RemedyShown(Part):
    """What to do about a cause. Sources are places in `Classroom.sources`."""

    id: str
    title: Both
    ways: tuple[WayShown, ...]
    verify: Both | None = None
    notes: tuple[NoteShown, ...] = ()
    sources: tuple[int, ...] = ()


class CauseShown(Part):
    """A cause.

    Attributes:
        waits: nothing is at fault, it only takes time.
        superseded: no source that still stands names it.
        asked: what to ask to prove it.
        proved_by: what proves it; one of several is enough.
        ruled_out_by: what rules it out, likewise; nothing where that is the failing of what proves it.
        applies_if: it is ruled out where all of these are known to fail.
        only_if: where alone it can be a cause, as a sentence; a proof counts only there.
        facts: what to look up to decide it, the cheapest first.
        remedy: the id of its remedy.
        sources: places in `Classroom.sources`.
    """

    id: str
    title: Both
    asked: Both
    proved_by: tuple[Both, ...]
    remedy: str
    facts: tuple[str, ...]
    ruled_out_by: tuple[Both, ...] = ()
    applies_if: tuple[Both, ...] = ()
    only_if: Both | None = None
    waits: bool = False
    superseded: bool = False
    notes: tuple[NoteShown, ...] = ()
    sources: tuple[int, ...] = ()


class SymptomShown(Part):
    """A symptom.

    Attributes:
        topic: the id of what it is about; None for one without a theme.
        messages: what a user reads.
        codes: the codes that stand for it.
        words: further words to find it by, in either language, with blanks between them.
        shown_if: for a behavior, what recognizes it.
        any_cause: whatever stops an enrollment by itself can explain it.
        causes: the ids of its causes, in the order in which their questions are asked.
        named: those of them that a message itself names.
    """

    id: str
    title: Both
    causes: tuple[str, ...]
    topic: str | None = None
    messages: tuple[Both, ...] = ()
    codes: tuple[str, ...] = ()
    words: str = ""
    shown_if: Both | None = None
    any_cause: bool = False
    named: tuple[str, ...] = ()
    notes: tuple[NoteShown, ...] = ()
    sources: tuple[int, ...] = ()


class TopicShown(Part):
    """What symptoms are about."""

    id: str
    title: Both


class FactShown(Part):
    """Something that can be observed.

    Attributes:
        cost: minutes, by the vocabulary's estimate.
        how: the same in words.
        values: the answers to choose from.
    """

    title: Both
    ask: Both
    where: Both
    cost: float
    how: Both
    values: tuple[Both, ...] = ()


# A case as it was reasoned through


class Box(Part):
    """A box of the small picture of a case.

    Attributes:
        id: the kind and what it stands for: `cause.cname-missing`, `fact.user_license`.
        label: of a fact, its name and value; others are called as the part of the knowledge that they stand for.
    """

    id: str
    kind: NodeKind
    label: Both | None = None


class Line(Part):
    """A line of that picture, by the places of its boxes."""

    source: int
    target: int
    kind: EdgeKind


class Change(Part):
    """A cause that stands otherwise from this moment on, by the rule that says so.

    Attributes:
        rule: the part of the cause's file, such as `cname-missing/confirmed_when`; None where no fact decides it.
    """

    cause: str
    stands: Standing
    rule: str | None = None


class Moment(Part):
    """One frame of a played case: one claim.

    Attributes:
        title: the claim in words: of a fact its name, of the end what the case comes to.
        words: what goes with it: the message, the value of a fact.
        rule: the rule that fired.
        boxes: the ids of the boxes that it is about, besides those of the causes that it changes.
        changes: the causes whose verdict it changes.
        no_proof: why what it is about does not stand as confirmed, though the facts say so; None where it does.
        steps: of a remedy, its steps for this case.
        remedy: its id.
        cause: of a remedy, the cause that it is for; of a guess, the one that is meant.
    """

    kind: MomentKind
    title: Both
    words: Both | None = None
    rule: str | None = None
    boxes: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    no_proof: NoProof | None = None
    steps: tuple[StepShown, ...] = ()
    remedy: str | None = None
    cause: str | None = None


class PlayedCase(Part):
    """A case to play.

    Attributes:
        causes: the ids of the causes that came into question, in an order that does not give the verdicts away.
        outcome: what it comes to.
    """

    id: str
    title: Both
    causes: tuple[str, ...]
    outcome: Outcome
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    moments: tuple[Moment, ...]


# An exercise with all its answers


class Answer(Part):
    """What looking a fact up would tell.

    Attributes:
        cost: minutes.
    """

    fact: str
    words: Both
    cost: float


class Mending(Part):
    """A way to mend it, to choose from.

    Attributes:
        id: the remedy's with the way's number.
        remedy: the id of the remedy.
        way: the place of the way in it, from 0.
        judged: what it is here.
        told: what follows from choosing it.
        sure: the places of its steps that only some cases need, and this one does.
        left_out: the places of those that this one does not need.
        safe: it does no harm that could be avoided, for sure or in some case.
        causes: the ids of the causes to choose from that it is for.
    """

    id: str
    remedy: str
    way: int
    judged: Literal["right", "avoidable", "in_vain", "harmful"]
    safe: bool
    told: Both
    sure: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()
    causes: tuple[str, ...] = ()


class ExerciseShown(Part):
    """An exercise with every answer. It gives the exercise away.

    Attributes:
        cause: the id of the hidden cause.
        level: how hard it is; of a hard one, the report may misquote the message, and the user may not know something.
        also: the ids of further causes that are at work.
        report: what the user reports, in sentences.
        answers: everything that can be looked up, in the order of the vocabulary.
        causes: the causes to choose from, and what decides each, in the order of their ids.
        against: of each cause that the report alone rules out, the facts that do so, in words.
        best: what to look up, in the recommended order: the hints.
        best_cost: minutes for the report and that.
        report_cost: minutes for taking the report.
        wrong_cost: minutes that each wrong name counts for.
        ruled_out_cost: the same of one that was ruled out already.
        hint_cost: minutes that a hint counts for.
        mending: the ways to choose from, once the cause is named.
        lures: further causes to choose from, which would explain only what was misquoted: they are ruled out.
        lured: what is told of whoever names one of them.
    """

    seed: int
    symptom: str
    cause: str
    level: Literal["easy", "hard"]
    report: Both
    answers: tuple[Answer, ...]
    causes: tuple[DecidedBy, ...]
    best: tuple[str, ...]
    best_cost: float
    report_cost: float
    wrong_cost: float
    ruled_out_cost: float
    hint_cost: float
    mending: tuple[Mending, ...]
    against: dict[str, Both] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    lures: tuple[str, ...] = ()
    lured: Both | None = None

    def verdicts(self, looked: Collection[str]) -> dict[str, Verdict]:
        """The verdict of each cause once these facts were looked up. The page looks it up likewise.

        Args:
            looked: names of facts.
        """
        return verdicts_by(self.causes, looked)


class Classroom(Document):
    """Everything that the page for a class shows.

    Attributes:
        language: the one that the page begins in.
        documents: what they are taken from, by id.
        sources: where statements come from; others name them by their place.
    """

    _translated = False

    schema_: Literal["expert/class/1"] = CLASS_SCHEMA
    knowledge: Knowledge
    language: Language
    topics: tuple[TopicShown, ...]
    symptoms: tuple[SymptomShown, ...]
    causes: tuple[CauseShown, ...]
    remedies: tuple[RemedyShown, ...]
    facts: dict[str, FactShown]
    documents: dict[str, DocumentShown]
    sources: tuple[SourceShown, ...]
    cases: tuple[PlayedCase, ...] = ()
    exercises: tuple[ExerciseShown, ...] = ()
