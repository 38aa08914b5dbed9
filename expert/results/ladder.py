"""The question ladder of a symptom: what to ask first, what each answer shows, and where to go on."""

from __future__ import annotations

from dataclasses import field
from typing import Any, Literal

from expert.facts.vocabulary import FactType
from expert.foundations.terms import Safety
from expert.foundations.texts import Language
from expert.results.diagnosis import Knowledge, SometimesOf
from expert.results.document import Document, Part

LADDER_SCHEMA: Literal["expert/ladder/1"] = "expert/ladder/1"


class ToAsk(Part):
    """A fact to find out.

    Attributes:
        title: the fact in words.
        ask: the question that finds it out.
        minutes: what that takes, by the vocabulary's estimate.
        how: the same in words.
        only_if_done: it is known only where somebody has done it already; nobody should do it to find out.
        type: what its values look like.
        values: the values to choose from, with their words.
    """

    fact: str
    title: str
    ask: str
    where_to_look: str
    minutes: float
    how: str
    only_if_done: bool = False
    type: FactType = "text"
    values: dict[str, str] = field(default_factory=dict)


class CheckedPart(Part):
    """One line of a checklist.

    Attributes:
        label: what it is about, or how it is joined to the line above; None where it says all by itself.
        text: what must be so.
    """

    label: str | None
    text: str


class ShowsCause(Part):
    """A cause, and the answer that shows it."""

    cause: str
    answer: str


class SortingAnswer(Part):
    """An answer to a question that confirms nothing, and the causes that it rules out.

    Attributes:
        words: the value in words.
    """

    value: Any
    words: str
    rules_out: tuple[str, ...]


class SortedAnswers(Part):
    """Answers that leave the same questions to be asked.

    Attributes:
        left: the numbers of these questions.
    """

    answers: tuple[SortingAnswer, ...]
    left: tuple[int, ...]


class Branch(Part):
    """The answers to an earlier question that alone lead to a question.

    Attributes:
        number: of the earlier question.
        fact: what it asks for.
        values: these answers.
        words: the same in words.
    """

    number: int
    fact: str
    values: tuple[Any, ...]
    words: tuple[str, ...]


class NeedlessAfter(Part):
    """The answer to an earlier question that makes a question needless.

    Attributes:
        number: of the earlier question.
        fact: what it asks for.
        words: the value in words.
    """

    number: int
    fact: str
    value: Any
    words: str


class FurtherQuestion(Part):
    """A question that can tell something about causes, and is asked for them in no question of the ladder.

    Attributes:
        number: of the question in a diagnosis.
        title: the fact that it asks for, in words.
    """

    number: int
    title: str


class Rung(Part):
    """One question of the ladder.

    Attributes:
        number: its place, from 1 at the top.
        label: what it is called: the number of the question at which it stands in a diagnosis that knows nothing but
            the symptom, with a letter where several stand at the same one. What is asked for there no more comes last.
        questions: the numbers of the questions that it holds in that diagnosis.
        only_if_questions: the numbers of those that tell whether its causes can be at all.
        id: the one fact that it asks for, or the cause that its checklist is of.
        fact: that fact; None for a checklist.
        facts: what has to be known to answer it.
        reads: every fact that can answer it, asked for or worked out from.
        ask: the question.
        checklist: what a question about several things lists.
        worked_out_from: the titles of what is compared, where the fact itself cannot be asked for.
        minutes: what finding all of it out takes, by the vocabulary's estimate; 0 where it takes nothing.
        how: the same in words, where it is found out in one way.
        only_if_done: it is known only where somebody has done it already.
        only_if: where its causes can be at all, unless the symptom says the same or they differ.
        shows: the causes that it leads to, each with the answer that shows it; none where it only sorts.
        otherwise: the answer that shows none of them, where there is one.
        sorts: what a question that only sorts leaves to be asked after each answer.
        needless_after: the earlier answer that makes it needless, if one does.
        branch: the answers to an earlier question after which alone it is asked; None where everybody is asked.
        further: what else the diagnosis asks about its causes, and stands at no question above.
    """

    number: int
    id: str
    fact: str | None
    facts: tuple[str, ...]
    reads: tuple[str, ...]
    ask: str
    checklist: tuple[CheckedPart, ...] = ()
    worked_out_from: tuple[str, ...] = ()
    minutes: float = 0
    how: str | None = None
    only_if_done: bool = False
    only_if: str | None = None
    shows: tuple[ShowsCause, ...] = ()
    otherwise: str | None = None
    sorts: tuple[SortedAnswers, ...] = ()
    needless_after: NeedlessAfter | None = None
    branch: Branch | None = None
    label: str = ""
    questions: tuple[int, ...] = ()
    only_if_questions: tuple[int, ...] = ()
    further: tuple[FurtherQuestion, ...] = ()

    @property
    def called(self) -> str:
        """Its label; of a ladder that was stored before there were any, its number."""
        return self.label or str(self.number)


class CauseOnLadder(Part):
    """A cause that explains the symptom.

    Attributes:
        remedy: the id of its remedy.
        named: the message itself names it.
        kind: `wait` when nothing is at fault and it only takes time.
        superseded: no source that still stands names it.
    """

    id: str
    title: str
    remedy: str
    named: bool = False
    kind: Literal["fault", "wait"] = "fault"
    superseded: bool = False


class WayOf(Part):
    """A way of carrying a remedy out, with the dangers of all its steps.

    Attributes:
        safety: what it does in every case.
        sometimes: what it does in cases of some kind only.
        letter: what it is called among several of its remedy, by its place among all of them; empty in documents of
            before.
    """

    title: str
    safety: tuple[Safety, ...] = ()
    sometimes: tuple[SometimesOf, ...] = ()
    letter: str = ""


class RemedyOnLadder(Part):
    """A remedy as its ways that still stand.

    Attributes:
        superseded: newer documentation has replaced them all.
    """

    id: str
    title: str
    ways: tuple[WayOf, ...]
    superseded: bool = False


class Ladder(Document):
    """The questions about a symptom from the top down, its causes, and their remedies.

    Attributes:
        symptom: the id of the symptom.
        title: the symptom in words.
        messages: what a user sees, as each language has it.
        rungs: the questions, in the order in which a diagnosis lists them and an interview asks.
        causes: every cause of the symptom, in the order in which the questions lead to them.
        remedies: of these causes.
        in_some_cases: what the remedies need before enrolling again in some cases, in a sentence each.
        questions: each single fact to find out, in the order of the rungs; what only says whether a cause can be at
            all comes last.
        collect: what to collect where nothing fits, before asking for help.
    """

    _named = ("symptom", "language")

    schema_: Literal["expert/ladder/1"] = LADDER_SCHEMA
    knowledge: Knowledge
    language: Language
    symptom: str
    title: str
    messages: dict[Language, tuple[str, ...]]
    rungs: tuple[Rung, ...]
    causes: tuple[CauseOnLadder, ...]
    remedies: tuple[RemedyOnLadder, ...]
    in_some_cases: tuple[str, ...] = ()
    questions: tuple[ToAsk, ...] = ()
    collect: tuple[str, ...] = ()
