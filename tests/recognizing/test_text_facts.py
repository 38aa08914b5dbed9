"""Facts are read from what a text says for certain, shown with their spans, and never stand against what was given."""

from __future__ import annotations

from typing import Any

import pytest

from expert import Case, Diagnosis, KnowledgeBase, diagnose
from expert.recognizing.text_facts import TextFacts
from expert.recognizing.words import sentences
from expert.rules.models import FactInText, InText


def read(text: str, **given: Any) -> dict[str, Any]:
    """The facts that a text gives away, whether they are used or not."""
    return {fact.fact: fact.value for fact in diagnosed(text, **given).read_from_text}


def diagnosed(text: str, **given: Any) -> Diagnosis:
    return diagnose(Case(error=text, **given))


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("She has a valid card.", {"card": "valid"}), ("Hon har ett kort.", {"card": "valid"}),
        ("She does not have a card", {"card": "missing"}), ("Hon har inget kort", {"card": "missing"}),
        ("The school runs it", {"run_by": "school"}), ("The school does not run it", {}),
        ("It runs version 7.4", {"os_version": "7.4"}), ("ReaderOS 6.2.1", {"os_version": "6.2.1"}),
        ("the seal expires on 2027-05-12", {"seal_expires_on": "2027-05-12"}),
        ("the seal expires on 2027-13-12", {}), ("card:  expired", {"card": "expired"}),
        ("17 readers are there", {"readers_counted": 17}), ("Hon har tre läsplattor", {"readers_counted": 3}),
        ("It joins by itself", {"joining": "by_itself"}), ("It does not join by itself", {}),
    ],
)  # fmt: skip
def test_a_fact_is_read_from_what_a_text_says(text: str, facts: dict[str, Any]) -> None:
    assert read(text) == facts


@pytest.mark.parametrize(
    "text",
    [
        "Does she have a card?", "Maybe she has a card", "I think she has a card", "Check whether she has a card",
        "Har hon ett kort?", "Hon har nog ett kort", "If she has a card, then wait",
        "This has nothing to do with a card",
        "Look at the card", "see ReaderOS 6.2.1 there",
    ],
)
def test_what_is_asked_supposed_or_advised_is_no_fact(text: str) -> None:
    assert read(text) == {}


def test_of_a_fact_of_which_a_text_says_two_things_it_says_none() -> None:
    assert read("He has a card. She has no card.") == {}
    assert read("He has a card. She has a card.") == {"card": "valid"}


def test_a_documented_message_gives_away_no_more_than_it_tells() -> None:
    """Else “This card is not valid” would say that there is a card."""
    assert read("The reader's version 7.1: Reader version too low") == {"os_version": "7.1"}
    assert read("This card is not valid") == {}
    assert read("This token has expired.") == {}


def test_what_counts_only_alone_does_not_count_beside_a_sure_message() -> None:
    assert read("17 readers are there") == {"readers_counted": 17}
    assert read("17 readers are there. The shelf is full") == {}
    assert read("version 7.4. The shelf is full") == {"os_version": "7.4"}


def test_a_value_that_the_fact_cannot_have_is_not_read(small: KnowledgeBase) -> None:
    facts = TextFacts({"reader_limit": FactInText("reader_limit", (InText("{number}", en=("limit {number}",)),))},
                      small.vocabulary)  # fmt: skip
    assert [fact.value for fact in facts.read([("limit 5", list(sentences("limit 5")), 0)])] == [5]
    assert facts.read([("limit 12345678", list(sentences("limit 12345678")), 0)]) == ()
    assert TextFacts({}, small.vocabulary).read([("limit 5", list(sentences("limit 5")), 0)]) == ()


def test_a_span_says_what_was_read() -> None:
    (fact,) = diagnosed("Look:\nthe seal\n  expires on 2027-05-12, then").read_from_text
    assert (fact.span, fact.used) == ("seal expires on 2027-05-12", True)
    assert fact.words == "2027-05-12"
    assert diagnosed("it runs version 7.10.2 now").read_from_text[0].span == "version 7.10.2"
    assert diagnosed("Nu har hon tre läsplattor").read_from_text[0].span == "tre läsplattor"


def test_the_facts_stand_in_the_order_of_the_vocabulary() -> None:
    assert list(read("the seal expires on 2027-05-12. She has a card. version 7.4")) == [
        "os_version", "card", "seal_expires_on",
    ]  # fmt: skip


# What becomes of them


def test_what_was_read_is_used_and_said_to_be_read() -> None:
    diagnosis = diagnosed("Couldn't register your reader. It joins by itself")
    assert diagnosis.case.facts["joining"] == "by_itself"
    page = diagnosis.to_text()
    assert "READ FROM THE TEXT" in page
    assert "Way of joining: by itself with a starting plan (“joins by itself”)" in page
    assert "--no-text-facts" in page
    assert "UTLÄST UR TEXTEN" in diagnosis.in_("sv").to_text()


def test_what_was_given_stands_against_what_was_read() -> None:
    diagnosis = diagnosed("This card is not valid. She has a card.", card="missing")
    assert diagnosis.case.facts["card"] == "missing"
    assert diagnosis.outcome == "confirmed"
    (fact,) = diagnosis.read_from_text
    assert (fact.value, fact.used) == ("valid", False)
    (conflict,) = [conflict for conflict in diagnosis.conflicts if conflict.kind == "text"]
    assert conflict.text == (
        "“The borrower's card” is given as “no card”, but the text says “a valid card” (“has a card”). What was given "
        "is used; check which is right."
    )
    assert not conflict.decides
    assert "not used: another value was given" in diagnosis.to_text()


def test_what_was_read_can_put_a_case_out_of_scope_and_says_whose_it_is() -> None:
    diagnosis = diagnosed("The school runs it. This card is not valid")
    assert diagnosis.outcome == "out_of_scope"
    elsewhere = diagnosis.elsewhere
    assert elsewhere is not None
    assert (elsewhere.rule, elsewhere.found) == ("run-by-a-school", "school runs")
    assert [(fact.fact, fact.value) for fact in elsewhere.because] == [("run_by", "school")]
    page = " ".join(diagnosis.to_text().split())
    assert "seen in the text: “school runs”" in page
    assert "WHOSE IT IS - It belongs to the school's own librarian." in page
    assert "https://school.example/readers" in page
    assert "VEM DET HÖR TILL" in diagnosis.in_("sv").to_text()
    assert diagnosed("This card is not valid", platform="phone").elsewhere is not None


def test_a_case_may_leave_the_texts_facts_out() -> None:
    case = Case(error="This card is not valid. She has a card.")
    assert diagnose(case).case.facts.get("card") == "valid"
    assert diagnose(case.as_given()).read_from_text == ()


REPLY = "She has a card.\n\n> On Monday Anna wrote:\n> the seal expires on 2027-05-12, and 17 readers are there"


def test_what_a_reply_quotes_is_read_but_its_author_has_the_last_word() -> None:
    found = read(REPLY)
    assert (found["card"], found["readers_counted"]) == ("valid", 17)
    changed = read("Now 18 readers are there.\n> 17 readers are there\nNow 18 readers are there")
    assert changed == {"readers_counted": 18}
    assert read("> 17 readers are there\n> she has a card") == {"card": "valid", "readers_counted": 17}
    assert read("17 readers are there\n18 readers are there") == {}


def test_that_a_case_is_solved_is_read_from_its_author_and_not_from_what_is_quoted(small: KnowledgeBase) -> None:
    ways = {"joins_now": FactInText("joins_now", (InText(True, en=("it joins now",)),))}
    facts = TextFacts(ways, small.vocabulary, closing=("joins_now",))
    text, quoted = "it joins now\n\nno", len("it joins now\n\n")
    assert facts.read([(text, list(sentences(text)), quoted)]) == ()
    text, quoted = "does it join?\n\nit joins now", len("does it join?\n\n")
    assert [fact.fact for fact in facts.read([(text, list(sentences(text)), quoted)])] == ["joins_now"]


def test_a_message_that_is_quoted_is_recognized_all_the_same() -> None:
    reply = "I have tried again.\n\n> The reader says:\n> This card\n> is not valid"
    assert [symptom.id for symptom in diagnosed(reply).symptoms] == ["card-not-valid"]
