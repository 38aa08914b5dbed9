"""Every result can be said again in the other language, also after it was stored."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from expert import Case, KnowledgeBase, compare, diagnose, explain, why_not
from expert.engine.rule_cases import case_of
from expert.escalating.package import escalate
from expert.foundations.texts import LANGUAGES, Language, Said, Text
from expert.planning.planner import plan
from expert.results.diagnosis import Diagnosis
from expert.results.document import Document

Make = Callable[[Case, Language], Document]


def _difference(case: Case, language: Language) -> Document:
    return compare(diagnose(Case(error="unknown"), language=language), diagnose(case, language=language))


def _explanation(case: Case, language: Language) -> Document:
    diagnosis = diagnose(case, language=language)
    return explain(case, diagnosis.causes[-1].id, language=language) if diagnosis.causes else diagnosis


def _why_not(case: Case, language: Language) -> Document:
    diagnosis = diagnose(case, language=language)
    return why_not(case, diagnosis.causes[-1].id, language=language) if diagnosis.causes else diagnosis


MAKERS: dict[str, Make] = {
    "diagnosis": lambda case, language: diagnose(case, language=language),
    "plan": lambda case, language: plan(diagnose(case, language=language)),
    "escalation": lambda case, language: escalate(case, language=language),
    "explanation": _explanation,
    "why not": _why_not,
    "difference": _difference,
}


def _cases() -> list[Case]:
    """One case of each cause, and some in which nothing is recognized or facts contradict each other."""
    knowledge = KnowledgeBase.shipped()
    cases = [case_of(knowledge, cause, cause.cases[0]) for cause in knowledge.causes.values()]
    return [
        *cases,
        Case(),
        Case(error="a text that nobody knows, from anna@contoso.com"),
        Case(error="Setup failed."),
        Case(error="The shelf is full", platform="phone"),
        Case(error="CardNotValid", card="valid"),
    ]


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("stored", [False, True], ids=["as made", "stored"])
def test_a_document_in_one_language_is_the_one_in_the_other(kind: str, stored: bool) -> None:
    for case in _cases():
        english, swedish = (MAKERS[kind](case, language) for language in LANGUAGES)
        for one, other in ((english, swedish), (swedish, english)):
            if stored and kind != "escalation":
                one = type(one).from_json(one.to_json())
            assert one.in_(other.language).to_data() == other.to_data()
            assert one.in_(one.language) is one


def test_the_json_is_in_one_language_and_carries_the_other_beside_it() -> None:
    diagnosis = diagnose(Case(error="NoJoinRule"))
    data: dict[str, Any] = diagnosis.to_data()
    assert data["causes"][0]["title"] == diagnosis.causes[0].title
    stored = Diagnosis.from_json(diagnosis.to_json())
    assert stored == diagnosis
    assert stored.in_("sv").causes[0].title == KnowledgeBase.shipped().causes[diagnosis.causes[0].id].title.sv


def test_a_document_stored_without_the_other_language_says_so() -> None:
    diagnosis = diagnose(Case(error="NoJoinRule"))
    alone = Diagnosis.from_json(json.dumps(diagnosis.to_data()))
    with pytest.raises(ValueError, match="without its sentences in 'sv'"):
        alone.in_("sv")


def test_there_is_no_third_language() -> None:
    with pytest.raises(ValueError, match="language must be one of"):
        diagnose(Case(error="NoJoinRule")).in_("de")  # type: ignore[arg-type]


def test_a_document_keeps_its_languages_when_it_is_sent_to_another_process() -> None:
    diagnosis = diagnose(Case(error="NoJoinRule"))
    assert pickle.loads(pickle.dumps(diagnosis)).in_("sv") == diagnose(Case(error="NoJoinRule"), language="sv")


def test_what_is_said_fills_a_sentence_in_either_language() -> None:
    said = Text("a license", "en licens").in_("en")
    assert isinstance(said, Said)
    sentence = Text("{what} is missing", "{what} saknas").format(what=said)
    assert sentence == Text("a license is missing", "en licens saknas")


def test_a_diagnosis_that_version_0_2_stored_is_read() -> None:
    diagnosis = diagnose(Case(error="NoJoinRule", seal="expired"), today=date(2026, 11, 29))
    data = diagnosis.to_data()
    remedies = [cause["remedy"] for cause in data["causes"]]
    for parts, added in (
        (data["plan"], ("number", "id", "only_for", "protects_from", "after")),
        ([step for remedy in remedies for step in remedy["steps"]], ("id", "case")),
        ([option for remedy in remedies for option in remedy["options"]], ("id", "case", "harm_id")),
    ):
        for part in parts:
            for name in added:
                del part[name]
    del data["notices"]
    read = Diagnosis.from_json(json.dumps(data))
    assert [step.text for step in read.plan] == [step.text for step in diagnosis.plan]
    assert [step.text for step in plan(read).steps()] == [step.text for step in plan(diagnosis).steps()]


def test_a_document_without_any_sentence_is_said_in_either_language() -> None:
    nothing = compare(diagnose(Case()), diagnose(Case()))
    assert nothing.in_("sv").language == "sv"
