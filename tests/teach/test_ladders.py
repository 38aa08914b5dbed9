"""The question ladder as a document: every cause once, in the order of the interview, in either language."""

from __future__ import annotations

import json

import pytest

from expert import KnowledgeBase
from expert.results.ladder import Ladder
from expert.rules.conditions import facts_in
from expert.teach import question_ladder
from expert.teach.question_path import question_order

KNOWLEDGE = KnowledgeBase.shipped()
LADDERS = {symptom: question_ladder(KNOWLEDGE, symptom) for symptom in KNOWLEDGE.symptoms}


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_it_is_read_back_as_it_was_written_and_said_in_either_language(symptom: str) -> None:
    ladder = LADDERS[symptom]
    stored = Ladder.from_json(ladder.to_json())
    assert stored == ladder
    assert stored.in_("sv") == ladder.in_("sv") == question_ladder(KNOWLEDGE, symptom, "sv")
    assert ladder.in_("sv").in_("en") == ladder
    assert json.loads(ladder.to_json())["schema"] == "expert/ladder/1"


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_every_cause_stands_once_beside_a_question_with_its_remedy(symptom: str) -> None:
    ladder = LADDERS[symptom]
    shown = [shows.cause for rung in ladder.rungs for shows in rung.shows]
    assert sorted(shown) == [cause.id for cause in KNOWLEDGE.causes_of(symptom)]
    assert [cause.id for cause in ladder.causes] == shown
    assert {cause.remedy for cause in ladder.causes} == {remedy.id for remedy in ladder.remedies}
    assert [rung.number for rung in ladder.rungs] == list(range(1, len(ladder.rungs) + 1))


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_the_rungs_stand_in_the_order_of_the_interview(symptom: str) -> None:
    order = question_order(KNOWLEDGE, symptom)
    rungs = LADDERS[symptom].rungs
    places = [min(order.decided_by[shows.cause] for shows in rung.shows) for rung in rungs if rung.shows]
    assert places == sorted(places)


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_a_rung_reads_what_its_causes_conditions_read(symptom: str) -> None:
    for rung in LADDERS[symptom].rungs:
        for shows in rung.shows:
            condition = KNOWLEDGE.condition(KNOWLEDGE.causes[shows.cause].confirmed_when)
            assert set(facts_in(condition)) <= set(rung.facts) <= set(rung.reads)
        assert rung.fact is None or rung.fact in rung.facts


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_a_question_that_sorts_stands_above_what_it_sorts_and_says_what_is_left(symptom: str) -> None:
    rungs = LADDERS[symptom].rungs
    for rung in rungs:
        above = {shows.cause for other in rungs[: rung.number - 1] for shows in other.shows}
        assert bool(rung.sorts) is not bool(rung.shows)
        for same in rung.sorts:
            for answer in same.answers:
                assert above.isdisjoint(answer.rules_out)
                left = [other.number for other in rungs if {s.cause for s in other.shows} - set(answer.rules_out)]
                assert tuple(left) == same.left


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_each_fact_to_find_out_can_be_asked_for_and_is_not_told_by_the_symptom(symptom: str) -> None:
    ladder = LADDERS[symptom]
    asked = [question.fact for question in ladder.questions]
    assert len(asked) == len(set(asked))
    assert all(KNOWLEDGE.vocabulary[fact].asked for fact in asked)
    assert KNOWLEDGE.symptoms[symptom].example.keys().isdisjoint(asked)


def test_there_are_ladders_with_every_kind_of_question() -> None:
    rungs = [rung for ladder in LADDERS.values() for rung in ladder.rungs]
    assert any(rung.checklist for rung in rungs)
    assert any(rung.worked_out_from for rung in rungs)
    assert any(rung.sorts for rung in rungs)
    assert any(rung.needless_after for rung in rungs)
    assert any(rung.only_if_done for rung in rungs)
    assert any(rung.otherwise is None for rung in rungs if rung.shows)


def test_there_is_none_of_what_is_no_symptom_or_language() -> None:
    with pytest.raises(KeyError):
        question_ladder(KNOWLEDGE, "no-such-symptom")
    with pytest.raises(ValueError, match="language must be one of"):
        question_ladder(KNOWLEDGE, next(iter(LADDERS)), "fr")  # type: ignore[arg-type]
