"""Exercises for the page for a class: every answer, what decides each cause, and the ways to mend it, worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from expert.engine import diagnose
from expert.engine.reasoner import Reasoner
from expert.foundations.texts import joined, text_of
from expert.results import classroom as doc
from expert.results.classroom import Both, both
from expert.results.exercise import Exercise, Result
from expert.results.mending import WayJudged
from expert.rules.conditions import evaluate
from expert.rules.knowledge import KnowledgeBase
from expert.rules.way_steps import StepOfWay, steps_by_case
from expert.teach import exercise_phrases as phrases
from expert.teach.hidden_case import NoExercise
from expert.teach.practice import Practice
from expert.teach.today import TODAY

ShownLevel = Literal["easy", "hard"]
"""How hard an exercise of the page is; an exam takes those of either."""




def practices(
    knowledge: KnowledgeBase, symptom: str, seeds: Iterable[int], level: ShownLevel = "easy"
) -> Iterator[Practice]:
    """Exercises about a symptom with different causes, one for each seed that draws a new one.

    Those in which nothing has to be found out are left out.
    """
    known: set[tuple[str, ...]] = set()
    for seed in seeds:
        try:
            practice = Practice.draw(seed, symptom, knowledge=knowledge, level=level)
        except NoExercise:
            return
        if practice.hidden.demonstration:
            return
        if practice.hidden.causes not in known:
            known.add(practice.hidden.causes)
            yield practice


def exercise_shown(practice: Practice) -> doc.ExerciseShown:
    """An exercise with all its answers."""
    _knowledge, hidden = practice.knowledge, practice.hidden
    key = practice.answer_key
    result = _result(key)
    lured = None if hidden.misleading is None else phrases.LURED.format(message=hidden.misleading)
    return doc.ExerciseShown(
        seed=hidden.seed,
        symptom=hidden.symptom,
        cause=hidden.cause,
        level="hard" if practice.level == "hard" else "easy",
        report=both(text_of(key.complaint.text)),
        answers=tuple(
            doc.Answer(fact=seen.fact, words=both(text_of(seen.words)), cost=seen.cost) for seen in result.answers
        ),
        causes=practice.decided_by,
        best=tuple(seen.fact for seen in result.best),
        best_cost=result.best_cost,
        report_cost=key.report_cost,
        wrong_cost=key.wrong_cost,
        ruled_out_cost=key.ruled_out_cost,
        hint_cost=float(key.hint_cost or 0),
        mending=tuple(sorted(_Mendings(practice).of(result.ways), key=lambda way: way.id)),
        against=dict(_against(practice)),
        also=hidden.also,
        lures=hidden.lures,
        lured=None if lured is None else both(lured),
    )


def _against(practice: Practice) -> Iterator[tuple[str, Both]]:
    """Of the causes that the report alone rules out, the facts that do so."""
    knowledge, hidden = practice.knowledge, practice.hidden
    diagnosis = diagnose(hidden.reported, knowledge, today=hidden.today, engine="compiled")
    for cause in diagnosis.causes:
        if cause.verdict == "ruled_out" and cause.because:
            told = [phrases.FACT.format(title=text_of(f.title), words=text_of(f.words)) for f in cause.because]
            yield cause.id, both(joined(told, "; "))


def _result(key: Exercise) -> Result:
    assert key.result is not None  # an answer key has one
    return key.result


class _Mendings:
    """The ways to choose from in one exercise, each by its place in the knowledge."""

    def __init__(self, practice: Practice) -> None:
        self._knowledge = practice.knowledge
        self._values = Reasoner.of(practice.knowledge).imagine(practice.hidden.case, TODAY).values
        causes = practice.knowledge.causes_of(practice.hidden.symptom)
        self._remedies = {remedy.id: remedy for remedy in map(practice.knowledge.remedy_of, causes)}

    def of(self, judged: Iterable[WayJudged]) -> Iterator[doc.Mending]:
        """The ways, with what choosing each of them means."""
        for way in judged:
            name, _, number = way.id.rpartition("/")
            parts = list(enumerate(steps_by_case(self._remedies[name].options[int(number) - 1], self._knowledge.steps)))
            yield doc.Mending(
                id=way.id, remedy=name, way=int(number) - 1, judged=way.judged, safe=way.safe,
                told=both(text_of(way.told)), causes=way.causes,
                sure=tuple(i for i, part in parts if part.only_when is not None and self._is_needed(part)),
                left_out=tuple(i for i, part in parts if self._is_needed(part) is False),
            )  # fmt: skip

    def _is_needed(self, part: StepOfWay) -> bool | None:
        """Whether this case needs a step; None where its facts do not tell."""
        if part.only_when is None:
            return True
        truth = evaluate(self._knowledge.condition(part.only_when.when), self._values).truth
        return None if truth.unknown else truth.holds
