"""Decks of the small knowledge: of every symptom, and of a case for each way a case can end."""

from __future__ import annotations

from collections.abc import Iterator

from expert import Case, diagnose, plan, question_ladder
from expert.foundations.texts import Language
from expert.results.diagnosis import Diagnosis
from expert.visualize.frames import decks
from expert.visualize.frames.frame import Deck
from tests import small

NOTHING_KNOWN = "The reader hums a song and does nothing else."


def symptom(name: str, language: Language = "en") -> Deck:
    """The deck of a symptom."""
    knowledge = small.knowledge()
    return decks.of_symptom(question_ladder(knowledge, name, language), knowledge)


def diagnosis(example: str, language: Language = "en") -> Diagnosis:
    """The diagnosis of an example, by the name of its file."""
    knowledge = small.knowledge()
    path = small.EXAMPLES / example
    if path.suffix in (".yaml", ".json"):
        return diagnose(Case.from_file(path, knowledge.vocabulary), knowledge, language=language)
    case = Case.from_text(path.read_text(encoding="utf-8"), knowledge.vocabulary)
    return diagnose(case, knowledge, language=language)


def unrecognized(language: Language = "en") -> Diagnosis:
    """The diagnosis of a text that nothing is known of."""
    knowledge = small.knowledge()
    return diagnose(Case.from_text(NOTHING_KNOWN, knowledge.vocabulary), knowledge, language=language)


def every(language: Language) -> Iterator[tuple[str, Deck]]:
    """Every deck there is, with a name."""
    for name in small.knowledge().symptoms:
        yield f"symptom {name}", symptom(name, language)
    for path in sorted(small.EXAMPLES.iterdir()):
        found = diagnosis(path.name, language)
        yield f"case {path.stem}", decks.of_case(found)
        yield f"plan {path.stem}", decks.of_plan(plan(found))
    yield "case unrecognized", decks.of_case(unrecognized(language))
    yield "topics", decks.of_topics(small.knowledge(), None, language)
