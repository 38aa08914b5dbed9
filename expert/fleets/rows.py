"""A row of the result as the engine for a single case gives it, to hold the columns against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date

from expert.engine.contradictions import Contradictions
from expert.engine.outcomes import outcome_of
from expert.engine.program import Mark
from expert.engine.reasoner import Reasoner, Reasoning
from expert.facts.case import Case
from expert.facts.vocabulary import MESSAGE
from expert.foundations.terms import Verdict
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause


@dataclass(frozen=True)
class Row:
    """What is told of one row. Several names stand in the order of the knowledge, with blanks between them.

    Attributes:
        outcome: the outcome.
        symptoms: the symptoms that are present.
        confirmed: the candidates with this verdict; so the next three.
        obstacles: what is proven to stop an enrollment besides.
        deciding: the facts on which the best verdict rests.
        missing: the cheapest fact to find out that could still decide an open candidate; none where there is none.
        conflicts: what cannot be so together, as KIND:NAME.
    """

    outcome: str
    symptoms: str
    confirmed: str
    likely: str
    possible: str
    ruled_out: str
    obstacles: str
    deciding: str
    missing: str
    conflicts: str


COLUMNS = tuple(field.name for field in fields(Row))
"""The columns of the result, but for the knowledge that it comes from."""


def row_of(case: Case, knowledge: KnowledgeBase, today: date) -> Row:
    """What the engine for a single case says of it.

    Args:
        case: the facts of the row.
        knowledge: the knowledge base.
        today: the day of observation where the row gives none.
    """
    return _Told(Reasoner.of(knowledge).imagine(case, today)).row()


@dataclass(frozen=True)
class _Judged:
    """A cause as the engine asks about it."""

    cause: Cause
    reasoning: Reasoning
    contradictions: Contradictions

    @property
    def verdict(self) -> Verdict:
        return self.reasoning.verdict(self.cause)

    @property
    def disputed(self) -> bool:
        return self.contradictions.dispute(self.cause)


class _Told:
    """One case, as it is told in a row."""

    def __init__(self, reasoning: Reasoning) -> None:
        self._reasoning, self._knowledge = reasoning, reasoning.knowledge
        self._contradictions = Contradictions(reasoning)
        self._candidates = [cause for cause in self._knowledge.causes.values() if cause.id in reasoning.verdicts]

    def row(self) -> Row:
        """The row."""
        r = self._reasoning
        present = {symptom.id for symptom in r.symptoms}
        order = self._knowledge.vocabulary.order
        return Row(
            outcome=outcome_of(r, self._judged(self._candidates), self._judged(r.obstacles)),
            symptoms=" ".join(name for name in self._knowledge.symptoms if name in present),
            confirmed=_names(self._with("confirmed")),
            likely=_names(self._with("likely")),
            possible=_names(self._with("possible")),
            ruled_out=_names(self._with("ruled_out")),
            obstacles=_names(sorted(r.obstacles, key=lambda cause: cause.id)),
            deciding=" ".join(sorted(self._deciding(), key=order)),
            missing=self._missing() or "",
            conflicts=" ".join(sorted(self._conflicts())),
        )

    def _judged(self, causes: Iterable[Cause]) -> list[_Judged]:
        return [_Judged(cause, self._reasoning, self._contradictions) for cause in causes]

    def _with(self, verdict: Verdict) -> list[Cause]:
        return [cause for cause in self._candidates if self._reasoning.verdict(cause) == verdict]

    def _deciding(self) -> set[str]:
        """The facts behind the causes with the best verdict, or where there are no candidates, behind obstacles."""
        r = self._reasoning
        for verdict in ("confirmed", "likely", "possible", "ruled_out"):
            if self._with(verdict):
                return {known.fact for cause in self._with(verdict) for known in r.deciding(cause)[1]}
        return {known.fact for cause in r.obstacles for known in r.deciding(cause)[1]}

    def _missing(self) -> str | None:
        r, vocabulary = self._reasoning, self._knowledge.vocabulary
        if r.solved is not None or r.out_of_scope is not None:
            return None
        if not self._candidates:
            return None if r.obstacles else MESSAGE
        open_ = [cause for cause in self._candidates if not self._contradictions.dispute(cause)]
        names = (name for cause in open_ for name in r.missing(cause))
        return min(names, key=lambda name: (vocabulary.cost(name), vocabulary.order(name)), default=None)

    def _conflicts(self) -> Iterator[str]:
        r = self._reasoning
        for fact, values in r.values.items():
            if len(values) > 1:
                yield f"values:{fact}"
        for rule in r.impossible:
            yield f"impossible:{rule.id}"
        for cause in (*self._candidates, *r.obstacles):
            if self._contradictions.proven_and_excluded(cause):
                marks = (Mark("proven", cause.id), Mark("excluded", cause.id))
                facts = {known.fact for mark in marks for known in r.because(mark)}
                if len(facts) > 1 or len(r.values[min(facts)]) == 1:
                    yield f"cause:{cause.id}"
            named = any(cause.named_by(symptom) for symptom in r.symptoms_of(cause))
            if named and r.verdict(cause) == "ruled_out":
                yield f"message:{cause.id}"
        for read in r.read:
            if read.fact in r.case and r.case.get(read.fact) != read.value:
                yield f"text:{read.fact}"


def _names(causes: Iterable[Cause]) -> str:
    return " ".join(cause.id for cause in causes)
