"""Makes the document of the page for a class: what is known, cases to play, and exercises with all their answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from expert.engine import diagnose
from expert.facts.case import Case
from expert.facts.vocabulary import MESSAGE
from expert.foundations.texts import Language, Text
from expert.results import classroom as doc
from expert.results.classroom import Classroom
from expert.results.diagnosis import Diagnosis, Knowledge
from expert.rules.knowledge import KnowledgeBase
from expert.teach.explored import Explored
from expert.teach.hidden_case import HiddenCase, message_of
from expert.teach.played import played_case
from expert.teach.practice import Practice
from expert.teach.practiced import exercise_shown, practices
from expert.teach.today import TODAY

# The exercises of a symptom are those of these seeds. Its case to play has a seed of its own, and gives none away.
PLAYED_SEED = 0
SEEDS = (1, 2)
SEEDS_OF_FEW = tuple(range(1, 7))
"""Where the page is about symptoms that were named: it then has room for more of each."""
HARD_SEEDS = (9, 7)
"""Those of hard exercises, of which every other symptom has the first: it draws two faults, the second draws one."""
HARD_SEEDS_OF_FEW = (9, 7, 11, 8)

_CASE = Text("Case {id}", "Ärende {id}")
_CASE_NUMBER = Text("Case {number}", "Ärende {number}")


@dataclass(frozen=True)
class GivenCase:
    """A case that somebody brings along.

    Attributes:
        case: its facts.
        diagnosis: what follows from them, as it is to be shown.
    """

    case: Case
    diagnosis: Diagnosis


def classroom(
    knowledge: KnowledgeBase, symptoms: Sequence[str] = (), given: Sequence[GivenCase] = (), language: Language = "en"
) -> Classroom:
    """The document of a page for a class.

    Args:
        knowledge: the knowledge base.
        symptoms: the ids of those that the page is about; all of them if none is named.
        given: cases to play, before those of the symptoms.
        language: the one that the page begins in.

    Raises:
        KeyError: there is no such symptom.
    """
    names = tuple(dict.fromkeys(symptoms)) or tuple(knowledge.symptoms)
    cases = (*_played_of(knowledge, given), *_cases_of(knowledge, names))
    drawn = [practice for name in names for practice in practices(knowledge, name, _seeds(symptoms))]
    drawn += _hard_ones(knowledge, names, several=bool(symptoms))
    exercises = tuple(map(exercise_shown, drawn))
    explored = Explored(knowledge)
    shown = tuple(map(explored.symptom, names))
    wanted = _causes(shown, cases, exercises)
    causes = tuple(explored.cause(name) for name in knowledge.causes if name in wanted)
    mending = {found.id: found for cause in causes for found in (knowledge.remedy_of(knowledge.causes[cause.id]),)}
    remedies = tuple(map(explored.remedy, mending.values()))
    facts = dict.fromkeys((
        *(name for cause in causes for name in cause.facts),
        *(answer.fact for exercise in exercises for answer in exercise.answers),
    ))
    return Classroom(
        knowledge=Knowledge(version=knowledge.version, digest=knowledge.digest),
        language=language,
        topics=explored.topics(names),
        documents=explored.documents,
        symptoms=shown,
        causes=causes,
        remedies=remedies,
        facts={name: explored.fact(name) for name in facts},
        sources=tuple(explored.sources),
        cases=cases,
        exercises=exercises,
    )


def _seeds(symptoms: Sequence[str]) -> tuple[int, ...]:
    return SEEDS_OF_FEW if symptoms else SEEDS


def _hard_ones(knowledge: KnowledgeBase, names: Sequence[str], *, several: bool) -> Iterator[Practice]:
    """Hard exercises on these symptoms: several on each, or one."""
    for place, name in enumerate(names):
        seeds = HARD_SEEDS_OF_FEW if several else (HARD_SEEDS[place % 2],)
        yield from practices(knowledge, name, seeds, "hard")


def _causes(
    symptoms: Iterable[doc.SymptomShown], cases: Iterable[doc.PlayedCase], exercises: Iterable[doc.ExerciseShown]
) -> set[str]:
    """Every cause that the page speaks of."""
    found = {cause for symptom in symptoms for cause in symptom.causes}
    found |= {cause for case in cases for cause in case.causes}
    found |= {cause for exercise in exercises for cause in exercise.lures}
    return found


def _played_of(knowledge: KnowledgeBase, given: Iterable[GivenCase]) -> Iterator[doc.PlayedCase]:
    for number, one in enumerate(given, start=1):
        name = one.diagnosis.case.id
        title = _CASE_NUMBER.format(number=number) if name is None else _CASE.format(id=name)
        yield played_case(f"given-{number}", one.case, one.diagnosis, knowledge, title=title)


def _message(hidden: HiddenCase, knowledge: KnowledgeBase) -> Text | None:
    """What a user of each language reads, where a message is reported."""
    error = hidden.reported.get(MESSAGE)
    return message_of(knowledge.symptoms[hidden.symptom], error) if isinstance(error, tuple) else None


def _cases_of(knowledge: KnowledgeBase, symptoms: Iterable[str]) -> Iterator[doc.PlayedCase]:
    """A case of each symptom, as far as the recommended path finds it out."""
    for name in symptoms:
        practice = Practice.draw(PLAYED_SEED, name, knowledge=knowledge)
        hidden = practice.hidden
        found = {seen.fact: hidden.case.get(seen.fact) for seen in practice.result.best}
        case = Case.of({**hidden.reported.values(), **found}, knowledge.vocabulary)
        yield played_case(
            name, case, diagnose(case, knowledge, today=TODAY, engine="compiled"), knowledge,
            title=knowledge.symptoms[name].title, today=TODAY, message=_message(hidden, knowledge),
        )  # fmt: skip
