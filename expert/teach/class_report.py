"""Counts the results of a class: by learner, and by symptom, where people err."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from expert.foundations.kept import cached_property
from expert.foundations.texts import Language, Text
from expert.results.class_report import Averages, ClassReport, Mistake, OfLearner, OfSymptom
from expert.results.diagnosis import Knowledge
from expert.results.practice_results import Mode, PracticeResult, PracticeResults
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Remedy
from expert.teach import mending_phrases

_MOST_MISTAKES = 5  # of a kind are named; the rest are rare


def class_report(
    of_all: Sequence[PracticeResults], files: int, knowledge: KnowledgeBase, language: Language
) -> ClassReport:
    """The results of a class in numbers.

    Args:
        of_all: the results of each learner; those of one name and mode are put together.
        files: how many files they come from.
        knowledge: the rules that know the titles.
        language: of the words.
    """
    every = [result for results in of_all for result in results.results]
    by_learner: dict[tuple[str, Mode], list[PracticeResult]] = {}
    by_symptom: dict[str, list[PracticeResult]] = {}
    for results in of_all:
        by_learner.setdefault((results.name, results.mode), []).extend(results.results)
    for result in every:
        by_symptom.setdefault(result.symptom, []).append(result)
    titles = _Titles(knowledge, language)
    symptoms = [_of_symptom(name, results, titles) for name, results in sorted(by_symptom.items())]
    learners = sorted(by_learner.items(), key=lambda entry: (entry[0][0].casefold(), entry[0]))
    return ClassReport(
        knowledge=Knowledge(version=knowledge.version, digest=knowledge.digest, extra=knowledge.extra),
        language=language,
        files=files,
        exercises=len(every),
        learners=tuple(_of_learner(name, mode, results) for (name, mode), results in learners if results),
        symptoms=tuple(sorted(symptoms, key=lambda symptom: symptom.points.total)),
        notes=tuple(note.in_(language) for note in _notes(of_all, knowledge)),
    )


class _Titles:
    """What ids are called, where these rules know them."""

    def __init__(self, knowledge: KnowledgeBase, language: Language) -> None:
        self._knowledge = knowledge
        self._language: Language = language

    def of_symptom(self, name: str) -> str:
        symptom = self._knowledge.symptoms.get(name)
        return name if symptom is None else symptom.title.in_(self._language)

    def of_cause(self, name: str) -> str:
        cause = self._knowledge.causes.get(name)
        return name if cause is None else cause.title.in_(self._language)

    def of_way(self, name: str) -> str:
        remedy, _, number = name.partition("/")
        found = self._remedies.get(remedy)
        place = int(number) - 1 if number.isdecimal() and len(number) < 4 else -1
        if found is None or not 0 <= place < len(found.options):
            return name
        way = found.options[place].title
        several = len(found.options) > 1 and way is not None
        said = mending_phrases.WAY.format(remedy=found.title, way=way) if several else found.title
        return said.in_(self._language)

    @cached_property
    def _remedies(self) -> dict[str, Remedy]:
        return {cause.remedy_id: self._knowledge.remedy_of(cause) for cause in self._knowledge.causes.values()}


def _of_learner(name: str, mode: Mode, results: Sequence[PracticeResult]) -> OfLearner:
    seconds = [result.seconds for result in results if result.seconds is not None]
    return OfLearner(
        name=name,
        mode=mode,
        exercises=len(results),
        right=_count(results, lambda result: result.right),
        first=_count(results, _is_first),
        unsafe=_count(results, lambda result: result.remedy.safe is False),
        hints=sum(result.hints for result in results),
        undone=sum(result.undone for result in results),
        points=_averages(results),
        seconds=_mean(seconds) if seconds else None,
    )


def _of_symptom(name: str, results: Sequence[PracticeResult], titles: _Titles) -> OfSymptom:
    wrong = Counter(cause for result in results for cause in _wrong(result))
    unsafe = Counter(result.remedy.chosen or "" for result in results if result.remedy.safe is False)
    return OfSymptom(
        symptom=name,
        title=titles.of_symptom(name),
        exercises=len(results),
        right=_count(results, lambda result: result.right),
        first=_count(results, _is_first),
        points=_averages(results),
        named_wrongly=_mistakes(wrong, titles.of_cause),
        chosen_unsafely=_mistakes(unsafe, titles.of_way),
    )


def _wrong(result: PracticeResult) -> Iterable[str]:
    """The causes that were named and are none of those at work.

    An older file keeps one of these alone: there, what was named last is right too where all of it was found.
    """
    named = result.named[:-1] if result.right and not result.causes else result.named
    return [name for name in named if name not in result.at_work]


def _is_first(result: PracticeResult) -> bool:
    return result.right and not list(_wrong(result))


def _mistakes(counted: Counter[str], title: Callable[[str], str]) -> tuple[Mistake, ...]:
    most = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))[:_MOST_MISTAKES]
    return tuple(Mistake(id=name, title=title(name), count=count) for name, count in most)


def _averages(results: Sequence[PracticeResult]) -> Averages:
    scores = [result.score for result in results]
    return Averages(
        proof=_mean([score.proof for score in scores]),
        cost=_mean([score.cost for score in scores]),
        safety=_mean([score.safety for score in scores]),
        total=_mean([score.total for score in scores]),
    )


def _mean(numbers: Sequence[float]) -> float:
    """To one place after the point."""
    return round(sum(numbers) / len(numbers), 1)


def _count(results: Iterable[PracticeResult], is_so: Callable[[PracticeResult], bool]) -> int:
    return sum(map(is_so, results))


def _notes(of_all: Sequence[PracticeResults], knowledge: KnowledgeBase) -> Iterable[Text]:
    others = {r.knowledge.version for r in of_all if r.knowledge is not None and r.knowledge.digest != knowledge.digest}
    if others:
        yield _OTHER_RULES


_OTHER_RULES = Text(
    "Some files were made with other rules than these: titles are of these, and a seed may be another exercise there.",
    "Några filer är gjorda med andra regler än de här: titlarna är från de här, och samma nummer kan vara en annan "
    "övning där.",
)
