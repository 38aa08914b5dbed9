"""What is known speaks for the causes that need it so."""

from __future__ import annotations

import pytest

from expert import KnowledgeBase
from expert.engine.choosing.inquiries import Inquiries
from expert.engine.choosing.likelihood import likelihoods
from expert.engine.choosing.situation import Grounds
from tests.simulation import TODAY


def weighed(knowledge: KnowledgeBase, symptom: str, **facts: object) -> dict[str, float]:
    grounds = Grounds.of(knowledge)
    candidates = grounds.candidates([knowledge.symptoms[symptom]])
    values = grounds.situation(knowledge.case(**facts), TODAY).values
    left = [name for name, candidate in candidates.items() if candidate.state(values) == "open"]
    return likelihoods(grounds, Inquiries(grounds, candidates), values, left)


def test_a_cause_of_one_way_of_joining_is_likelier_once_that_way_is_known(small: KnowledgeBase) -> None:
    """Of three ways, one needs this very one, another one of two; the rest show themselves in any."""
    assert weighed(small, "setup-failed-no-answer", joining="by_hand") == pytest.approx({
        "address-missing": 3.0, "private-readers-blocked": 1.5,
        "earlier-borrower": 1.0, "no-card": 1.0, "other-library": 1.0,
    })  # fmt: skip


def test_where_nothing_is_known_no_cause_is_likelier(small: KnowledgeBase) -> None:
    assert set(weighed(small, "setup-failed-no-answer").values()) == {1.0}


def test_what_is_known_of_other_things_says_nothing(small: KnowledgeBase) -> None:
    first = weighed(
        small, "joining-stops", joining="by_hand", model="allowed", plan_installed=False, os_version="6.1"
    )
    second = weighed(small, "joining-stops", joining="by_hand")
    assert first
    assert {name: second[name] for name in first} == pytest.approx(first)


def test_each_answer_multiplies(small: KnowledgeBase) -> None:
    """A code is required in one of two answers, and the sign-in is old in one of its."""
    before = weighed(small, "stuck-at-sign-in")
    after = weighed(small, "stuck-at-sign-in", code_required=True)
    assert after["code-in-old-sign-in"] == pytest.approx(2 * before["code-in-old-sign-in"])
    assert after["no-second-device"] == pytest.approx(2 * before["no-second-device"])
    assert after["code-by-app"] == pytest.approx(before["code-by-app"])
