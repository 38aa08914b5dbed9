"""What is seen on one page is asked about at once, and its page is named once."""

from __future__ import annotations

import pytest

from expert import Case, Interview, KnowledgeBase, diagnose
from expert.foundations.texts import LANGUAGES, Language

VOCABULARY = KnowledgeBase.shipped().vocabulary


def test_a_question_carries_its_page_and_how_to_ask_the_user() -> None:
    asked = {question.fact: question for question in diagnose(Case(error="ShelfFull"), language="sv").questions}
    counted = asked["readers_counted"]
    assert (counted.page_id, counted.page, counted.to_user) == ("borrower", "Disken > Låntagare > låntagaren", None)
    asked = {question.fact: question for question in diagnose(Case(error="Reader version too low")).questions}
    assert asked["os_version"].to_user == "Which version is on your reader? You see it in its settings."
    assert asked["os_version"].page is None


def test_what_is_on_the_page_of_the_question_before_follows_right_after_it() -> None:
    facts = [question.fact for question in diagnose(Case(error="ShelfFull")).questions]
    assert facts.index("readers_listed") == facts.index("readers_counted") + 1
    assert VOCABULARY.order("reader_limit") < VOCABULARY.order("readers_listed")


def test_a_diagnosis_asks_first_what_an_interview_asks_first() -> None:
    knowledge = KnowledgeBase.shipped()
    for symptom in knowledge.symptoms.values():
        case = Case.of(symptom.example)
        asked = Interview(case, knowledge=knowledge).next_question()
        if asked is not None:
            assert diagnose(case).questions[0].fact == asked.fact, symptom.id


@pytest.mark.parametrize("symptom", KnowledgeBase.shipped().symptoms)
def test_an_interview_that_is_skipped_through_asks_in_the_order_of_the_diagnosis(symptom: str) -> None:
    knowledge = KnowledgeBase.shipped()
    case = Case.of(knowledge.symptoms[symptom].example)
    interview, asked = Interview(case, knowledge=knowledge), []
    while (question := interview.next_question()) is not None:
        asked.append(question.fact)
        interview.skip()
    if knowledge.symptoms[symptom].any_cause:
        asked = asked[:8]  # With very many causes, only the first questions are followed.
    listed = [question.fact for question in diagnose(case).questions]
    about_causes = [fact for fact in asked if fact in listed]
    assert about_causes == [fact for fact in listed if fact in about_causes]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_names_a_page_once(language: Language) -> None:
    diagnosis = diagnose(Case(error="ShelfFull"), language=language)
    text = " ".join(diagnosis.to_text().split())
    note = {"en": "On this page, note also: How many readers are listed for the borrower?",
            "sv": "Notera även på samma sida: Hur många läsplattor är listade för låntagaren?"}[language]
    assert note in text
    page = VOCABULARY.pages["borrower"].in_(language)
    assert text.count(page) == 1
