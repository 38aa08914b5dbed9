"""The first screen: on 24 rows of 80 columns it holds the verdict, its proof, the dangers and the next question."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from expert import Case, Diagnosis, KnowledgeBase, diagnose
from expert.engine.rule_cases import run_cases
from expert.foundations.terms import GRAVE
from expert.foundations.texts import LANGUAGES, Language
from expert.visualize.pages.first_screen import ROWS, first_screen
from expert.visualize.words import SAFETY, place


def of(language: Language = "en", **facts: Any) -> Diagnosis:
    return diagnose(Case(**facts), language=language)


def lines_of(diagnosis: Diagnosis, width: int = 80) -> list[str]:
    return first_screen(diagnosis, width=width).splitlines()


def every_case(language: Language) -> list[Diagnosis]:
    return [result.diagnosis.in_(language) for result in run_cases(KnowledgeBase.shipped())]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_case_fits(language: Language) -> None:
    for diagnosis in every_case(language):
        lines = lines_of(diagnosis)
        assert len(lines) <= ROWS, "\n".join(lines)
        assert all(len(line) <= 80 or " " not in line.strip() for line in lines), "\n".join(lines)


def test_it_begins_with_the_verdict_and_its_proof() -> None:
    for diagnosis in every_case("en"):
        found = [cause for cause in diagnosis.causes if cause.verdict == diagnosis.outcome and not cause.disputed]
        if diagnosis.outcome in ("confirmed", "likely") and len(found) == 1:
            screen = first_screen(diagnosis)
            assert screen.splitlines()[0].endswith(found[0].title)
            assert all(fact.clause in screen for fact in found[0].because), screen


def test_no_danger_is_left_out() -> None:
    """What comes later than the actions that are shown is named with its marks."""
    for diagnosis in every_case("en"):
        marks = {SAFETY[mark].en for step in diagnosis.plan for mark in step.safety}
        screen = first_screen(diagnosis)
        assert all(mark in screen for mark in marks), screen


def test_nothing_grave_is_to_be_done_on_less_than_a_proof() -> None:
    for diagnosis in every_case("en"):
        if diagnosis.outcome == "likely":
            screen = first_screen(diagnosis)
            steps = [step for step in diagnosis.plan if set(step.safety) & set(GRAVE)]
            assert not any(f"{step.called}. {step.text}" in screen for step in steps), screen


def test_the_next_question_is_the_first_of_the_report() -> None:
    for diagnosis in every_case("en"):
        if diagnosis.outcome in ("likely", "possible", "incomplete", "unrecognized", "contradictory"):
            screen = first_screen(diagnosis)
            assert not diagnosis.questions or diagnosis.questions[0].ask in screen, screen


def test_a_fact_that_was_worked_out_says_from_what() -> None:
    counted = {"readers_listed": 17, "readers_not_counted": 2, "reader_limit": 15}
    screen = first_screen(diagnose(Case.of({"error": "The shelf is full", "platform": "folio", **counted})))
    assert "Confirmed, because the borrower has reached the shelf's limit, as " in screen


def test_where_a_fact_comes_from_is_said_in_words() -> None:
    assert place("--set card=missing", None).en == "given with --set"
    assert place("ticket.yaml:3", "ticket.yaml").sv == "rad 3"
    assert place("other.yaml:3", "ticket.yaml").en == "other.yaml:3"


def test_what_is_read_from_the_text_is_shown() -> None:
    diagnosis = of(error="This card is not valid. card: expired")
    read = [fact for fact in diagnosis.read_from_text if fact.used]
    assert read
    assert f"{read[0].title}: {read[0].words}" in first_screen(diagnosis)


def test_on_a_narrow_terminal_nothing_is_cut() -> None:
    for diagnosis in every_case("en")[::5]:
        lines = lines_of(diagnosis, width=40)
        assert all(len(line) <= 40 or " " not in line.strip() for line in lines)


def test_an_address_longer_than_the_terminal_is_wide_takes_the_rows_that_it_takes() -> None:
    diagnosis = of(error="Setup failed. The library does not answer.", joining="by_hand", address_in="missing")
    (found,) = [cause for cause in diagnosis.causes if cause.verdict == "confirmed"] or diagnosis.causes[:1]
    longer = tuple(
        replace(source, url="https://library.example/" + "shelf/" * 20) for source in found.sources
    )
    others = tuple(cause for cause in diagnosis.causes if cause.id != found.id)
    long = replace(diagnosis, causes=(replace(found, sources=longer), *others))
    for rows in range(12, ROWS + 1):
        lines = first_screen(long, width=80, rows=rows).splitlines()
        least = len(first_screen(diagnosis, width=80, rows=1).splitlines())
        assert sum(max(1, -(-len(line) // 80)) for line in lines) <= max(rows, least)
