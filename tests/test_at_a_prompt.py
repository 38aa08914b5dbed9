"""A developer at a prompt: wrong input is told in one form everywhere, and what is shown fits a line."""

from __future__ import annotations

from typing import Any

import pytest

from expert import Case, InputError, KnowledgeBase, diagnose
from expert.ask import Interview, Priors
from expert.escalating.package import escalate
from expert.explaining import explain, smallest_changes, what_if

CASE = Case(error="NoJoinRule")
CAUSE = "seal-expired"
TAKING_A_CASE = {
    "diagnose": lambda case: diagnose(case),
    "explain": lambda case: explain(case, CAUSE),
    "smallest_changes": lambda case: smallest_changes(case, CAUSE, "confirmed"),
    "escalation_package": lambda case: escalate(case),
    "Interview": lambda case: Interview(case),
}
TAKING_A_LANGUAGE = {
    "diagnose": lambda language: diagnose(CASE, language=language),
    "explain": lambda language: explain(CASE, CAUSE, language=language),
    "what_if": lambda language: what_if(CASE, {}, language=language),
    "escalation_package": lambda language: escalate(CASE, language=language),
    "Interview": lambda language: Interview(CASE, language=language),
}


@pytest.mark.parametrize("call", TAKING_A_CASE.values(), ids=TAKING_A_CASE)
def test_facts_that_are_no_case_yet_are_told_how_to_become_one(call: Any) -> None:
    with pytest.raises(TypeError, match=r"Case\(\.\.\.\)"):
        call({"error": "NoJoinRule"})


@pytest.mark.parametrize("call", TAKING_A_LANGUAGE.values(), ids=TAKING_A_LANGUAGE)
def test_a_language_that_is_not_spoken_is_refused(call: Any) -> None:
    with pytest.raises(ValueError, match="en, sv"):
        call("de")


@pytest.mark.parametrize("raw", [b"NoJoinRule", frozenset({"a"}), (text for text in ["a"]), True, object()])
def test_a_message_is_a_text_or_a_list_of_texts(raw: object) -> None:
    with pytest.raises(InputError, match="takes a text, or a list of texts"):
        Case(error=raw)


def test_what_was_skipped_is_a_list_of_facts_there_are() -> None:
    with pytest.raises(TypeError, match="list of facts"):
        Interview(CASE, skipped="error")
    with pytest.raises(InputError, match='did you mean "card"'):
        Interview(CASE, skipped=["crad"])


def test_counts_of_causes_that_there_are_not_are_refused() -> None:
    with pytest.raises(InputError, match=f'did you mean "{CAUSE}"'):
        Interview(CASE, priors=Priors({"seal-expirde": 3}))


@pytest.mark.parametrize(
    "shown", [KnowledgeBase.shipped(), diagnose(CASE), Interview(CASE), Case(os_version="17.10")], ids=repr
)
def test_what_is_shown_fits_a_line(shown: object) -> None:
    assert len(repr(shown)) < 250
    assert "\n" not in repr(shown)
