"""A symptom is recognized by facts that follow from others as by those that are given, by both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from expert import Case, KnowledgeBase, diagnose, explain
from expert.engine.choosing.situation import Grounds
from expert.engine.reasoner import Reasoner
from tests.engine import made_up
from tests.engine.reference import Reference

SOURCES = "sources: [{document: handbook, heading: Seals, date: 2020-01-15}]\n"
SYMPTOM = f"""\
id: closed-by-seal
title: {{en: The seal keeps the reader closed, sv: Sigillet håller läsplattan stängd}}
recognized_when: {{seal: expired}}
example: {{seal: expired, platform: folio}}
{SOURCES}"""
CAUSE = f"""\
id: seal-expired
add_explains: [closed-by-seal]
add_cases: [{{name: the date has passed, shows: closed-by-seal, facts: {{seal: expired}}, verdict: confirmed}}]
add_{SOURCES}"""
TODAY = date(2026, 11, 29)


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    folder = tmp_path_factory.mktemp("by-seal")
    for name, text in (("symptoms/closed-by-seal", SYMPTOM), ("causes/seal-expired", CAUSE)):
        path = folder / f"{name}.yaml"
        path.parent.mkdir()
        path.write_text(text, "utf-8")
    return KnowledgeBase.load(folder)


@pytest.mark.parametrize("facts", [{"seal": "expired"}, {"seal_expires_on": "2026-11-01"}])
def test_what_follows_from_a_fact_shows_a_symptom_as_a_fact_does(
    knowledge: KnowledgeBase, facts: dict[str, str]
) -> None:
    case = Case.of(facts, knowledge.vocabulary)
    diagnosis = diagnose(case, knowledge, today=TODAY, engine="both")
    assert [(symptom.id, symptom.layer, symptom.matched) for symptom in diagnosis.symptoms] == [
        ("closed-by-seal", "behavior", "expired")
    ]
    assert diagnosis.cause("seal-expired").verdict == "confirmed"
    assert "expired" in diagnosis.to_text()
    situation = Grounds.of(knowledge).situation(case, TODAY)
    assert [symptom.id for symptom in situation.symptoms] == ["closed-by-seal"]
    node = next(node for node in explain(case, "seal-expired", knowledge, today=TODAY).parts if node.kind == "symptom")
    assert node.fact == "seal"


def test_what_does_not_follow_shows_nothing(knowledge: KnowledgeBase) -> None:
    case = Case.of({"seal_expires_on": "2027-11-01"}, knowledge.vocabulary)
    assert diagnose(case, knowledge, today=TODAY, engine="both").symptoms == ()


def test_symptoms_are_recognized_as_the_reference_has_it() -> None:
    """Over random knowledge and facts, with messages and without."""
    by_what_follows = 0
    for seed in range(800):
        rng = Random(seed)
        knowledge = made_up.knowledge_base(rng, by_behavior=0.7)
        names = rng.sample(made_up.FACTS, rng.randint(1, 5))
        facts = {name: made_up.raw_value(rng, name) for name in names}
        if rng.random() < 0.3:
            facts["error"] = f"{rng.choice(made_up.SYMPTOMS)} went wrong"
        case = Case.of(facts, knowledge.vocabulary)
        reasoning = Reasoner.of(knowledge).reason(case, TODAY, "compiled" if seed % 4 else "experta")
        matches = {match.symptom for match in reasoning.recognized.matches}
        wanted = Reference(knowledge).expect(case.values(), matches)
        assert {symptom.id for symptom in reasoning.symptoms} == set(wanted.symptoms), seed
        assert reasoning.verdicts == wanted.verdicts, seed
        directly = replace(knowledge, derivations={})
        without = Reasoner.of(directly).reason(case, TODAY, "compiled").symptoms
        by_what_follows += {symptom.id for symptom in without} != set(wanted.symptoms)
    assert by_what_follows > 4
