"""No decision looks at a sentence: where every text of the knowledge says something else, all comes out as before."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from expert import Case, Diagnosis, KnowledgeBase, diagnose, escalate, explain, plan
from expert.engine.rule_cases import case_of
from expert.foundations.texts import Text
from expert.results.diagnosis import SometimesOf
from expert.results.document import Part
from expert.results.plan import Check
from expert.visualize.drawings.plan import plan_graph
from expert.visualize.drawings.reasoning import reasoning_graph
from expert.visualize.pages.diagnosis_report import diagnosis_blocks
from expert.visualize.pages.escalation import escalation_blocks
from expert.visualize.pages.plan import plan_blocks

Say = Callable[[Text], Text]


def reworded(value: Any, say: Say) -> Any:
    """A part of the knowledge with other texts. Messages stay: they are recognized, not said."""
    if isinstance(value, Text):
        return say(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: reworded(getattr(value, f.name), say) for f in dataclasses.fields(value) if f.init}
        return dataclasses.replace(value, **parts)
    if isinstance(value, tuple):
        return tuple(reworded(part, say) for part in value)
    if isinstance(value, Mapping):
        return {name: reworded(part, say) for name, part in value.items()}
    return value


def with_texts(say: Say) -> KnowledgeBase:
    knowledge = KnowledgeBase.shipped()
    fields = {f.name: getattr(knowledge, f.name) for f in dataclasses.fields(knowledge) if f.init}
    return KnowledgeBase(**{name: reworded(part, say) for name, part in fields.items()})


@pytest.fixture(scope="module")
def silent() -> KnowledgeBase:
    """Every text of the knowledge says the same."""
    return with_texts(lambda text: Text("x", "x"))


@pytest.fixture(scope="module")
def garbled() -> KnowledgeBase:
    """Every text is a word without meaning, the same for equal texts."""
    words: dict[Text, Text] = {}
    return with_texts(lambda text: words.setdefault(text, Text(f"q{len(words)}", f"w{len(words)}")))


def cases(knowledge: KnowledgeBase) -> Iterator[Case]:
    """Every case of every cause, and cases that nothing explains."""
    for cause in knowledge.causes.values():
        for case in cause.cases:
            yield case_of(knowledge, cause, case)
    yield Case()
    yield Case(error="a text that nobody knows")
    yield Case(error="CardNotValid", card="valid")
    yield Case(error="NoJoinRule", seal="valid", seal_expires_on="2020-01-01")


def decided(value: Any) -> Any:
    """A document without its prose: kinds, ids, numbers, and which fields have a value at all."""
    if isinstance(value, Part):
        # In most parts a case is an id.
        own = {"remedy"} if isinstance(value, Check) else {"case"} if isinstance(value, SometimesOf) else set()
        prose = PROSE | own
        # Notes that are equal to the last word are told once, and here all are.
        kept = {name: part for name, part in value.__dict__.items() if name != "notes"}
        return {name: decided(part) for name, part in kept.items() if name not in prose or _parts_in(part)}
    if isinstance(value, tuple):
        return [decided(part) for part in value]
    return value


def _parts_in(value: Any) -> bool:
    """Whether there are parts in it, which have ids of their own, and not only sentences."""
    return isinstance(value, Part) or (isinstance(value, tuple) and any(map(_parts_in, value)))


PROSE = {
    "text", "title", "words", "outcome_reason", "undecided", "ask", "where_to_look", "to_user", "page", "cost",
    "values", "note", "notes", "harm", "only_if", "verify", "condition", "summary", "advice", "symptoms",
    "remedy_title", "way", "way_notes", "conflicts", "warnings", "label", "detail", "columns", "grid", "sentences",
    "described", "standing", "privacy", "because", "clause", "collect", "observed", "help", "could_be", "digest",
    "remedy_words", "no_url", "short", "only_if_brief", "dangers_only_if",
}


def test_every_conclusion_and_plan_is_the_same_without_words(silent: KnowledgeBase) -> None:
    for case in cases(KnowledgeBase.shipped()):
        said, unsaid = diagnose(case), diagnose(case, silent)
        assert decided(unsaid) == decided(said)
        assert decided(plan(unsaid)) == decided(plan(said))
        assert decided(escalate(case, silent)) == decided(escalate(case))
        for cause in said.causes[:1]:
            assert decided(explain(case, cause.id, silent)) == decided(explain(case, cause.id))


def test_every_view_has_the_same_parts_whatever_words_it_shows(garbled: KnowledgeBase) -> None:
    for case in cases(KnowledgeBase.shipped()):
        said, unsaid = diagnose(case), diagnose(case, garbled)
        assert parts(unsaid) == parts(said)


def parts(diagnosis: Diagnosis) -> list[list[str]]:
    """The kinds of blocks of the report and of the plan, and the boxes of their pictures."""
    work = plan(diagnosis)
    return [
        [type(block).__name__ for block in diagnosis_blocks(diagnosis)],
        [type(block).__name__ for block in plan_blocks(work)],
        sorted(reasoning_graph(diagnosis).nodes),
        sorted(plan_graph(work).nodes),
    ]


def test_what_leaves_the_company_does_not_depend_on_words(silent: KnowledgeBase) -> None:
    case = Case(error=["Anna Svensson's phone is grey", "NoJoinRule"], seal="expired")
    for knowledge in (KnowledgeBase.shipped(), silent):
        assert "Anna" not in escalate(case, knowledge).to_json()
        assert len(list(escalation_blocks(escalate(case, knowledge)))) == len(list(escalation_blocks(escalate(case))))
