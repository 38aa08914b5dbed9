"""A page that is open is asked on, one without access is skipped as a whole, and what else a person can say."""

from __future__ import annotations

from typing import Any

import pytest

from expert import KnowledgeBase
from expert.ask import Interview
from expert.cli.ask import Dialogue
from expert.foundations.texts import Language

VOCABULARY = KnowledgeBase.shipped().vocabulary


def dialogue(*lines: str, language: Language = "en", **facts: Any) -> tuple[Interview, list[str]]:
    """The interview after these lines, and what was said."""
    interview = Interview(language=language, **facts)
    said: list[str] = []
    Dialogue(interview, said.append).run(iter(lines))
    return interview, said


def asked_until(interview: Interview, fact: str) -> None:
    """Leave every question open until a fact is asked for."""
    while (question := interview.next_question()) is not None and question.fact != fact:
        interview.skip()
    assert question is not None


def test_a_page_that_is_open_costs_little() -> None:
    assert VOCABULARY.cost("seal") == 5
    assert VOCABULARY.cost_on_open_page("seal") == 1
    assert VOCABULARY.cost_on_open_page("os_version") == VOCABULARY.cost("os_version")


def test_the_next_question_is_one_of_the_page_that_was_looked_at() -> None:
    interview = Interview(error="Reader version too low", os_version="6.5")
    asked_until(interview, "lowest_version")
    interview.answer("6.0")
    assert interview.open_page == "versions"
    question = interview.next_question()
    assert question is None or question.page_id == "versions"


def test_the_page_is_not_named_again() -> None:
    _, said = dialogue("6.5", "6.0", error="Reader version too low")
    at = said.index("Where: on the same page.")
    assert said[at - 1].startswith("What is the highest version")
    assert any(line.startswith("Where: The desk > Readers > Rules > Versions.") for line in said[:at])


def test_a_page_is_skipped_as_a_whole_and_taken_back_as_a_whole() -> None:
    interview = Interview(error="NoJoinRule")
    question = interview.next_question()
    assert question is not None
    assert question.fact == "seal"
    assert interview.others_on_page == ("seal_expires_on",)
    assert interview.skip_page() == ("seal_expires_on",)
    assert interview.skipped == ("seal", "seal_expires_on")
    assert interview.cost == VOCABULARY.cost("seal")
    following = interview.next_question()
    assert following is not None
    assert following.page_id != "seal"
    assert interview.back()
    assert not interview.skipped
    assert interview.next_question() == question


@pytest.mark.parametrize(
    ("language", "line", "offered"),
    [("en", "skip page", "If you cannot open that page, write “skip page”."),
     ("sv", "hoppa över sidan", "Om du inte kommer åt den sidan, skriv ”hoppa över sidan”.")],
)
def test_skipping_a_page_is_offered_in_words(language: Language, line: str, offered: str) -> None:
    interview, said = dialogue(line, "back", language=language, error="NoJoinRule")
    assert any(told.endswith(offered) for told in said)
    titles = "; ".join(VOCABULARY[name].title.in_(language) for name in ("seal", "seal_expires_on"))
    assert any(told.endswith(titles) for told in said)
    assert interview.answers == ()


def test_without_others_on_its_page_a_question_stays() -> None:
    interview, said = dialogue("skip page", error="NoJoinRule", seal="valid")
    assert "The answer to this question is on no page with others. “skip” leaves it open." in said
    assert interview.answers == ()


def test_a_page_skipped_for_one_question_is_asked_on_where_only_that_one_is_not_known() -> None:
    interview = Interview(error="NoJoinRule")
    interview.skip()
    facts = []
    while (question := interview.next_question()) is not None:
        facts.append(question.fact)
        interview.skip()
    assert "seal_expires_on" in facts


def test_with_a_cause_confirmed_an_open_page_makes_nothing_worth_asking() -> None:
    interview = Interview(error="NoJoinRule")
    interview.answer("expired")
    assert interview.next_question() is None


# What is known, how long it takes, and a message by its words


def test_what_is_known_so_far_is_shown() -> None:
    _, said = dialogue("skip", "known", error="NoJoinRule", platform="folio")
    assert "  Kind of device: Folio" in said
    assert "  Skipped, so not known: The library's seal" in said
    _, said = dialogue("känt", language="sv")
    assert "Inga fakta är kända ännu." in said


def test_about_how_many_questions_follow_is_told_where_it_can_be() -> None:
    interview = Interview(error="NoJoinRule")
    further = interview.further_questions
    assert further is not None
    assert 1 <= further <= 5
    _, said = dialogue(error="NoJoinRule")
    assert any(f"about {further} more question" in line for line in said)
    assert Interview().further_questions is None


def test_with_many_causes_nothing_is_said_of_how_many_questions_follow() -> None:
    interview = Interview(error="Setup failed. The library does not answer.")
    assert len(interview.states) > 3
    assert interview.further_questions is None
    _, said = dialogue(error="Setup failed. The library does not answer.")
    assert not any("more question" in line for line in said)


def test_a_message_is_found_by_its_words_and_chosen_by_its_number() -> None:
    interview, said = dialogue("find readers many library", "1")
    assert "  1. Couldn't add your reader. You have as many readers as the library allows." in said
    assert interview.symptoms == ("shelf-full",)


def test_words_of_no_message_are_told_and_the_question_stays() -> None:
    interview, said = dialogue("sök xyzzy", language="sv")
    assert "Inget dokumenterat meddelande innehåller tillräckligt många av de orden." in said
    assert interview.answers == ()


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_nearest_messages_come_first_and_are_few(language: Language) -> None:
    for symptom in KnowledgeBase.shipped().symptoms.values():
        for message in symptom.messages:
            text = message.text.in_(language)
            found = Interview(language=language).messages_with(text)
            assert found[:1] == [text] or message.kind != "message"
            assert len(found) <= 7


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    assert "shelf" in Interview().messages_with("reader shelf")[0].casefold()
    assert Interview().messages_with("the xyzzy") == []
