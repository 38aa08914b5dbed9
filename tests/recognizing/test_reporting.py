"""What is told in one's own words is weighed against the signs that a text is no report of what fails now."""

from __future__ import annotations

import pytest

from expert import Case, diagnose
from expert.facts.speaking import shipped
from expert.recognizing.reporting import AGAINST, FOR, doubts_about

TOLD = "my card gets refused"


@pytest.mark.parametrize(
    "text",
    ["The card is refused.", "My card gets refused, it says, when I try it", "Kortet nekas när jag ska registrera"],
)
def test_a_text_without_a_sign_of_something_else_leaves_nothing_to_weigh(text: str) -> None:
    assert doubts_about(text, asked=False) is None


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("The order for next week: cards.", 2),
        ("The order for next week. When I try the portal, it says no card.", -1),
        ("Beställningen inför nästa vecka: kort.", 3),
        ("The card is not valid.", None),
        ("Everything works: fine, ok, great, done.", 2),
    ],
)
def test_signs_against_a_report_and_for_it_are_counted(text: str, doubts: int | None) -> None:
    assert doubts_about(text, asked=False) == doubts


def test_a_question_is_a_sign_against_it() -> None:
    assert doubts_about("A card that is refused", asked=True) == 2


def test_every_sign_is_one_or_the_other() -> None:
    assert sorted((*AGAINST, *FOR)) == sorted(name for name in shipped() if name.startswith("sign_"))


@pytest.mark.parametrize(
    "text",
    [
        TOLD,
        f"I tried it when I was there, but {TOLD}",
        f"{TOLD}, and the portal says so each time",
    ],
)
def test_what_a_report_tells_is_found(text: str) -> None:
    assert [symptom.id for symptom in diagnose(Case(error=text)).symptoms] == ["card-not-valid"]


@pytest.mark.parametrize(
    "text",
    [
        f"The order for the course in May: print a poster that tells what to do where {TOLD}",
        f"Thanks, all good, and the report of the meeting is done. Last week {TOLD}",
    ],
)
def test_of_what_a_text_that_is_none_tells_it_only_reminds(text: str) -> None:
    diagnosis = diagnose(Case(error=text))
    assert not diagnosis.symptoms
    assert "card-not-valid" in [reminder.symptom for reminder in diagnosis.reminds_of]
