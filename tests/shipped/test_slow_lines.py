"""No regular expression in `facts/in_text.yaml` takes the square of a text's length, whatever it is made of."""

from __future__ import annotations

import re

import pytest

from expert import KnowledgeBase
from tests.recognizing.near_matches import slow_texts

LINES = {
    f"{name} {number}.{place}": line
    for name, fact in KnowledgeBase.shipped().in_text.items()
    for number, way in enumerate(fact.ways)
    for place, line in enumerate(way.lines)
}


@pytest.mark.parametrize("name", LINES)
def test_twice_the_text_takes_about_twice_as_long(name: str) -> None:
    assert list(slow_texts(re.compile(LINES[name]))) == []
