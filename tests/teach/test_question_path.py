"""The order of the questions about a symptom, when every answer rules causes out."""

from __future__ import annotations

import pytest

from expert import KnowledgeBase
from expert.ask import Interview
from expert.teach import TODAY
from expert.teach.question_path import question_order

KNOWLEDGE = KnowledgeBase.shipped()


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_the_order_of_questions_names_every_cause_once(symptom: str) -> None:
    order = question_order(KNOWLEDGE, symptom)
    assert sorted(order.causes) == [cause.id for cause in KNOWLEDGE.causes_of(symptom)]
    assert len(set(order.facts)) == len(order.facts)
    assert list(order.decided_by.values())
    assert max(order.decided_by.values()) <= len(order.facts)


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
def test_the_first_question_is_the_one_an_interview_asks_first(symptom: str) -> None:
    interview = Interview(KNOWLEDGE.case(**KNOWLEDGE.symptoms[symptom].example), today=TODAY)
    order = question_order(KNOWLEDGE, symptom)
    question = interview.next_question()
    if order.facts:
        assert question is not None
        assert question.fact == order.facts[0]
