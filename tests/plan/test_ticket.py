"""Tickets and messages to users: what stands in them, what is masked, and every form that they are written in."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft6Validator
from slack_sdk.models.blocks import Block as SlackBlock

from expert import Case, Diagnosis, KnowledgeBase, Ticket, UserMessage, message_to_user, ticket
from expert.foundations.texts import LANGUAGES, Language
from expert.results.diagnosis import CauseFound
from expert.visualize import views
from expert.visualize.pages.block_cards import SLACK_BLOCKS
from tests import small
from tests.commands import run

PERSONAL = {
    "case": "INC0042187", "error": "This card is not valid for anna@library.example on DMPVL3X9Q1GC", "card": "missing",
}  # fmt: skip
UNKNOWN = {"error": "The flux capacitor of anna@library.example is empty", "platform": "folio"}


def test_it_begins_with_the_verdict_and_its_proof_and_has_the_plan_to_tick_off() -> None:
    made = ticket(Case.of(PERSONAL))
    assert (made.headline, made.verdict) == ("The borrower has no valid card", "confirmed")
    assert made.proof == ("Confirmed, because what the borrower has is no card.",)
    page = made.to_markdown()
    assert page.startswith("# INC0042187: The borrower has no valid card\n\nConfirmed, because ")
    assert page.count("- [ ] **") >= len(made.plan) > 0
    assert made.escalation is None


def test_the_message_is_there_with_what_can_identify_somebody_masked() -> None:
    made = ticket(Case.of(PERSONAL))
    assert made.message == ("This card is not valid for [user-1] on [device-1]",)
    for form in (made.to_text(), made.to_markdown(), made.to_json()):
        assert "anna" not in form
        assert "DMPVL3X9Q1GC" not in form
    assert "anna@library.example" in ticket(Case.of(PERSONAL), include_personal=True).to_text()


def test_who_is_stuck_hands_on_what_others_need() -> None:
    made = ticket(Case.of(UNKNOWN))
    assert made.escalation is not None
    assert "FOR THOSE WHO TAKE OVER" in made.to_text()
    assert "anna" not in made.to_json()


def test_it_can_be_read_back() -> None:
    made = ticket(Case.of(PERSONAL), language="sv")
    assert Ticket.from_json(made.to_json()) == made
    message = message_to_user(Case.of(UNKNOWN))
    assert UserMessage.from_json(message.to_json()) == message


# The message to the user


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_user_is_asked_only_what_a_user_can_answer(language: Language) -> None:
    knowledge = KnowledgeBase.shipped()
    for result in small.results():
        message = message_to_user(knowledge.case(**result.diagnosis.case.facts), language=language)
        for question in message.questions:
            to_user = knowledge.vocabulary[question.fact].to_user
            assert to_user is not None
            assert question.ask == to_user.in_(language)
        page = message.to_text()
        assert "expert" not in page
        assert message.case is None or message.case in page


def test_a_user_who_cannot_help_further_is_told_so() -> None:
    page = message_to_user(Case(platform="phone", error="The shelf is full")).to_text()
    assert "Your case is being passed on" in page


def test_a_user_is_told_that_the_fault_is_found_only_where_that_is_certain() -> None:
    knowledge = KnowledgeBase.shipped()
    said: set[bool] = set()
    for result in small.results():
        message = message_to_user(knowledge.case(**result.diagnosis.case.facts))
        certain = bool(_certain(result.diagnosis))
        assert message.found == certain
        assert certain or "have found" not in message.to_text()
        said.add(certain and not message.questions)
    assert said == {True, False}


def _certain(diagnosis: Diagnosis) -> list[CauseFound]:
    doubted = [notice.cause for notice in diagnosis.notices if notice.kind in ("only_some", "held_back")]
    return [
        cause for cause in diagnosis.causes
        if diagnosis.outcome == cause.verdict == "confirmed" and cause.kind == "fault"
        and not (cause.disputed or cause.superseded or cause.id in doubted)
    ]  # fmt: skip


def test_a_solved_case_has_nothing_open() -> None:
    solved = Case(error="The shelf is full", joins_now=True)
    made = ticket(solved)
    assert (made.outcome, made.open) == ("solved", ())
    assert "should enroll now" in message_to_user(solved).to_text()


# The forms


def _cases() -> list[dict[str, Any]]:
    return [result.diagnosis.case.facts for result in small.results()[::4]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_can_be_written_of_every_case(language: Language) -> None:
    for facts in _cases():
        made = ticket(Case.of(facts), language=language)
        assert _cards(views.report(made, "adaptive"))
        page = views.report(made, "html", language=language)
        assert page.startswith(f'<!DOCTYPE html>\n<html lang="{language}">')
        assert page.count("<ul>") == page.count("</ul>")
        assert 0 < len(_slack(views.report(made, "slack"))) <= SLACK_BLOCKS


def _cards(text: str) -> list[dict[str, Any]]:
    """The elements of an Adaptive Card, after its form was checked by the vendor's schema and as Teams shows it."""
    card = json.loads(text)
    assert not list(_card_schema().iter_errors(card))
    assert {name: card[name] for name in ("type", "version")} == {"type": "AdaptiveCard", "version": "1.5"}
    for element in card["body"]:
        assert element["type"] == "RichTextBlock"
        assert element.get("spacing", "None") in ("None", "Small", "Medium")
        for run_ in element["inlines"]:
            assert run_["type"] == "TextRun"
            assert isinstance(run_["text"], str)
            assert run_.keys() <= {"type", "text", "size", "weight", "color", "isSubtle"}
    return list(card["body"])


@cache
def _card_schema() -> Draft6Validator:
    schema = files("adaptive_cards") / "schemas" / "schema-1.5.json"
    return Draft6Validator(json.loads(schema.read_text("utf-8")))


def _slack(text: str) -> list[dict[str, Any]]:
    """The blocks of a Slack message, after their form was checked by Slack's own library and its documented limits."""
    blocks: list[dict[str, Any]] = json.loads(text)["blocks"]
    for block in blocks:
        read = SlackBlock.parse(block)
        assert read is not None
        assert read.to_dict() == block
        assert block.keys() == {"type", "text"}
        assert block["text"].keys() == {"type", "text", "emoji"}
        assert block["text"]["type"] == "plain_text"
        assert 1 <= len(block["text"]["text"]) <= {"header": 150, "section": 3000}[block["type"]]
    return blocks


def test_markup_in_a_text_stays_text() -> None:
    hostile = 'This card is not valid <script>alert(1)</script> [a](http://x.example) <!channel> *b* @here'
    made = ticket(Case(error=hostile, case="<b>7</b>"))
    page = views.report(made, "html", language="en")
    assert "<script" not in page
    assert "<b>7" not in page
    assert all(block["text"]["type"] == "plain_text" for block in _slack(views.report(made, "slack")))


def test_a_long_message_is_cut_and_a_long_ticket_fits_into_a_chat() -> None:
    made = ticket(Case(error="\n".join(f"line {i} of the log" for i in range(900))))
    assert sum(map(len, made.message)) < 4100
    assert re.fullmatch(r"\[\d{5} more characters are left out\]", made.message[-1])
    assert len(_slack(views.report(made, "slack"))) == SLACK_BLOCKS


def test_what_is_cut_keeps_what_was_recognized_and_no_half_address() -> None:
    """An address at the place of the cut is left out whole; what was recognized is there though it stands behind it."""
    lead = "word " * 798 + "abc "
    made = ticket(Case(error=f"{lead}anna@library.example and more\n" + "x " * 999 + "This card is not valid"))
    page = made.to_text()
    assert "anna" not in page
    assert "This card is not valid" in page


# The command


def test_the_command_writes_by_the_ending(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("error: This card is not valid\ncard: missing\n", encoding="utf-8")
    for name, begins in (("t.md", "# "), ("t.html", "<!DOCTYPE html>"), ("t.json", "{"), ("t.txt", "case.yaml: ")):
        assert run("ticket", case, "-o", tmp_path / name).exit_code == 0
        written = (tmp_path / name).read_text("utf-8")
        assert written.startswith(begins) or name == "t.txt"
    assert "anna" not in run("ticket", "anna@library.example: This card is not valid").stdout
    assert "anna" in run("ticket", "anna@library.example: This card is not valid", "--redact", "none").stdout
    assert run("ticket", case, "--for", "user", "--language", "sv").stdout.splitlines()[2] == "Hej!"
