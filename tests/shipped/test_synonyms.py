"""What people write for the shipped facts and values is understood."""

from __future__ import annotations

import pytest

from expert import Case, KnowledgeBase
from expert.facts.reader import read_settings
from expert.facts.synonyms import Words
from expert.facts.vocabulary import Value

VOCABULARY = KnowledgeBase.shipped().vocabulary


def read(*settings: str) -> dict[str, Value]:
    return Case.from_raw(read_settings(settings, words=Words(VOCABULARY)), VOCABULARY).values()


def test_each_word_stands_for_its_fact_or_value() -> None:
    for fact in VOCABULARY.facts.values():
        for word in fact.also:
            assert VOCABULARY.meant(word) == VOCABULARY.meant(word.upper()) == fact.name
        for word, value in fact.read_as.items():
            assert read(f"{fact.name}={word}") == {fact.name: value}


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (("os=iPhone",), {"platform": "ios"}), (("device=iPad",), {"platform": "ipados"}),
        (("plattform=iPad",), {"platform": "ipados"}), (("license=none",), {"user_license": "missing"}),
        (("licens=saknas",), {"user_license": "missing"}), (("Case=INC1",), {"case": "INC1"}),
        (("ärende=INC1",), {"case": "INC1"}), (("message=Device Cap Reached",), {"error": ("Device Cap Reached",)}),
        (("meddelande=Device Cap Reached",), {"error": ("Device Cap Reached",)}),
    ],
)  # fmt: skip
def test_the_words_that_people_use_most(written: tuple[str, ...], read_as: dict[str, Value]) -> None:
    assert read(*written) == read_as


def test_whose_the_device_is_does_not_say_how_it_is_enrolled() -> None:
    assert VOCABULARY.meant("personal") == "device_owner"
    assert read("personal=yes") == read("privat=ja") == {"device_owner": "user"}
