"""Exercises for the page for a class: every answer, what decides each cause, and the ways to mend it, worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.engine import diagnose
from expert.engine.reasoner import Reasoner
from expert.foundations.sources import not_superseded
from expert.foundations.terms import DANGER, FAR_REACHING, GRAVE, Safety
from expert.foundations.texts import AND, Text, joined, listed, text_of
from expert.results import classroom as doc
from expert.results.classroom import Judged, both
from expert.results.diagnosis import Diagnosis, OptionOf, RemedyOf
from expert.results.document import trusted
from expert.results.exercise import Exercise, Result
from expert.rules.condition_words import ConditionWords
from expert.rules.conditions import evaluate
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Option, Remedy
from expert.rules.way_steps import StepOfWay, steps_by_case
from expert.teach import classroom_phrases as phrases
from expert.teach.deciding_sets import DecidingSets
from expert.teach.hidden_case import NoExercise
from expert.teach.practice import Practice
from expert.teach.today import TODAY

_Answer = trusted(doc.Answer)
_Mending = trusted(doc.Mending)
_Exercise = trusted(doc.ExerciseShown)

_DISTRACTORS = 3


def practices(knowledge: KnowledgeBase, symptom: str, seeds: Iterable[int]) -> Iterator[Practice]:
    """Exercises about a symptom with different causes, one for each seed that draws a new one.

    Those in which nothing has to be found out are left out.
    """
    known: set[str] = set()
    for seed in seeds:
        try:
            practice = Practice.draw(seed, symptom, knowledge=knowledge)
        except NoExercise:
            return
        if practice.hidden.demonstration:
            return
        if practice.hidden.cause not in known:
            known.add(practice.hidden.cause)
            yield practice


def exercise_shown(practice: Practice) -> doc.ExerciseShown:
    """An exercise with all its answers."""
    knowledge, hidden = practice.knowledge, practice.hidden
    key = practice.answer_key
    result = _result(key)
    causes = knowledge.causes_of(hidden.symptom)
    sets = DecidingSets(knowledge, hidden, (seen.fact for seen in key.observations))
    return _Exercise(
        seed=hidden.seed,
        symptom=hidden.symptom,
        cause=hidden.cause,
        report=both(text_of(key.complaint.text)),
        answers=tuple(
            _Answer(fact=seen.fact, words=both(text_of(seen.words)), cost=seen.cost) for seen in result.answers
        ),
        causes=tuple(map(sets.of, causes)),
        best=tuple(seen.fact for seen in result.best),
        best_cost=result.best_cost,
        report_cost=key.report_cost,
        wrong_cost=key.wrong_cost,
        mending=tuple(sorted(_Mendings(practice).all(), key=lambda way: way.id)),
    )


def _result(key: Exercise) -> Result:
    assert key.result is not None  # an answer key has one
    return key.result


class _Mendings:
    """The ways to choose from in one exercise: those of the right remedy, and some of causes that it is not."""

    def __init__(self, practice: Practice) -> None:
        self._knowledge = practice.knowledge
        self._conditions = ConditionWords(practice.knowledge.vocabulary)
        self._values = Reasoner.of(practice.knowledge).imagine(practice.hidden.case, TODAY).values
        self._cause = practice.knowledge.causes[practice.hidden.cause]
        self._diagnosis: Diagnosis = diagnose(
            practice.hidden.case, practice.knowledge, today=TODAY, engine="compiled"
        )

    def all(self) -> Iterator[doc.Mending]:
        yield from self._of_the_cause()
        yield from self._of_others()

    def _of_the_cause(self) -> Iterator[doc.Mending]:
        remedy = self._knowledge.remedy_of(self._cause)
        found = self._diagnosis.cause(self._cause.id).remedy
        known = {} if found is None else {option.number: option for option in found.options}
        right = None if found is None else self._right(found)
        for place, option in enumerate(remedy.options):
            shown = known.get(place + 1)
            if found is None or shown is None:
                judged, told = self._unsuitable(option)
            else:
                judged, told = self._offered(remedy, found, shown, right)
            yield self._mending(remedy, place, judged, told)

    def _right(self, remedy: RemedyOf) -> OptionOf | None:
        """The mildest of the ways that may be taken here."""
        offered = not_superseded(option for option in remedy.options if not option.withheld)
        return min(offered, key=lambda option: (_gravity(_does(remedy, option)), option.number), default=None)

    def _offered(
        self, remedy: Remedy, found: RemedyOf, option: OptionOf, right: OptionOf | None
    ) -> tuple[Judged, Text]:
        if option.withheld or right is None:
            return "harmful", phrases.DOES_HARM.format(harm=text_of(option.harm or ""))
        other = _called(remedy, right.number - 1)
        does = _does(found, option)
        if option.status == "superseded" and right.status != "superseded":
            return "avoidable", phrases.REPLACED.format(other=other)
        spared = [mark for mark in does if mark not in _does(found, right)]
        if _gravity(does) > _gravity(_does(found, right)):
            return "avoidable", phrases.AVOIDABLE.format(does=_said(spared), other=other)
        return "right", phrases.FITS_ALTHOUGH.format(does=_said(does)) if does else phrases.FITS

    def _unsuitable(self, option: Option) -> tuple[Judged, Text]:
        """What a way is that does not suit the case."""
        when = None if option.when is None else self._conditions.phrase(self._knowledge.condition(option.when))
        return self._in_vain(phrases.NOT_FOR_THIS.format(condition=when or ""), option)

    def _of_others(self) -> Iterator[doc.Mending]:
        """A way of each of some other causes' remedies, those with the gravest dangers first."""
        own, seen = self._cause.remedy_id, set[str]()
        for cause in sorted(self._others(), key=self._temptation):
            remedy = self._knowledge.remedy_of(cause)
            if remedy.id != own and remedy.id not in seen and len(seen) < _DISTRACTORS:
                seen.add(remedy.id)
                place = _first_standing(remedy)
                verdict = self._diagnosis.cause(cause.id).verdict
                said = phrases.MENDS_ANOTHER if verdict == "ruled_out" else phrases.MENDS_ANOTHER_OPEN
                judged, told = self._in_vain(said.format(cause=cause.title), remedy.options[place])
                yield self._mending(remedy, place, judged, told)

    def _others(self) -> Iterator[Cause]:
        for found in self._diagnosis.causes:
            if found.id != self._cause.id:
                yield self._knowledge.causes[found.id]

    def _temptation(self, cause: Cause) -> tuple[int, str]:
        remedy = self._knowledge.remedy_of(cause)
        return -_gravity(self._marks(remedy.options[_first_standing(remedy)])), cause.id

    def _in_vain(self, said: Text, option: Option) -> tuple[Judged, Text]:
        """What a way is that mends nothing here: it does harm where it takes something away or leaves a door open."""
        grave = [mark for mark in self._marks(option) if mark in (*GRAVE, *FAR_REACHING)]
        if not grave:
            return "in_vain", said
        return "harmful", joined([said, phrases.FOR_NOTHING.format(does=_said(grave))], " ")

    def _marks(self, option: Option) -> list[Safety]:
        """What a way does in this case for sure."""
        parts = steps_by_case(option, self._knowledge.steps)
        found = {mark for part in parts if self._is_needed(part) for mark in part.step.safety}
        return [mark for mark in DANGER if mark in found]

    def _is_needed(self, part: StepOfWay) -> bool | None:
        """Whether this case needs a step; None where its facts do not tell."""
        if part.only_when is None:
            return True
        truth = evaluate(self._knowledge.condition(part.only_when.when), self._values).truth
        return None if truth.unknown else truth.holds

    def _mending(self, remedy: Remedy, place: int, judged: Judged, told: Text) -> doc.Mending:
        parts = list(enumerate(steps_by_case(remedy.options[place], self._knowledge.steps)))
        return _Mending(
            id=f"{remedy.id}/{place + 1}", remedy=remedy.id, way=place, judged=judged, told=both(told),
            sure=tuple(i for i, part in parts if part.only_when is not None and self._is_needed(part)),
            left_out=tuple(i for i, part in parts if self._is_needed(part) is False),
        )  # fmt: skip


def _first_standing(remedy: Remedy) -> int:
    standing = not_superseded(remedy.options)[0]
    return next(place for place, option in enumerate(remedy.options) if option is standing)


def _called(remedy: Remedy, place: int) -> Text:
    return remedy.options[place].title or remedy.title


def _does(remedy: RemedyOf, option: OptionOf) -> list[Safety]:
    """What a way does in this case, and the harm that it may do, from the mildest to the gravest."""
    steps = (step for step in remedy.steps if step.option == option.number and step.only_if is None)
    found = {mark for step in steps for mark in step.safety} | set(option.harm_safety)
    return [mark for mark in DANGER if mark in found]


def _gravity(marks: Iterable[Safety]) -> int:
    return max((DANGER.index(mark) + 1 for mark in marks), default=0)


def _said(marks: Iterable[Safety]) -> Text:
    return listed([phrases.DOES[mark] for mark in marks], AND)
