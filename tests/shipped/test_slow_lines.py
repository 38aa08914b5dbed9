"""No regular expression in `facts/in_text.yaml` takes the square of a text's length, whatever it is made of."""

from __future__ import annotations

import re

import pytest

from expert import Case, KnowledgeBase
from expert.foundations.limits import MOST_STEPS_OF_EXPRESSION
from expert.rules.backtracking import ways_to_try
from tests.each import each
from tests.near_matches import slow_texts

LINES = {
    f"{name} {number}.{place}": line
    for name, fact in KnowledgeBase.shipped().in_text.items()
    for number, way in enumerate(fact.ways)
    for place, line in enumerate(way.lines)
}


@each("name", LINES)
def test_twice_the_text_takes_about_twice_as_long(name: str) -> None:
    assert list(slow_texts(re.compile(LINES[name]))) == []


@each("name", LINES)
def test_each_is_known_to_be_bounded_whatever_it_meets(name: str) -> None:
    assert ways_to_try(LINES[name]) <= MOST_STEPS_OF_EXPRESSION


@pytest.mark.parametrize("text", ["pushcertexpir" * 1500, "push certexpir2" * 1300], ids=lambda text: text[:15])
def test_a_text_for_which_one_took_minutes_once(text: str) -> None:
    assert not [fact for fact in Case.from_text(text) if fact.name == "apns_expires_on"]
