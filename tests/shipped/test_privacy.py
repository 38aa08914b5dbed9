"""The shipped facts say whom they give away, and nothing that the shipped knowledge says is taken for private."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.escalating.redaction import redacted
from expert.facts.vocabulary import FactDefinition
from expert.foundations.records import Record
from expert.foundations.texts import Text
from expert.redacting.masking import Masker
from tests.each import each

KNOWLEDGE = KnowledgeBase.shipped()
MOST_OF_A_THOUSAND = 1


@each("fact", KNOWLEDGE.vocabulary.facts.values(), ids=lambda fact: fact.name)
def test_every_fact_says_whom_it_gives_away(fact: FactDefinition) -> None:
    assert fact.privacy is not None
    assert fact.personal is None, "an earlier way to say it"
    assert fact.privacy == ("personal" if fact.type in ("text", "texts") else "open")


def _texts(part: Any) -> Iterator[str]:
    """All that a part of the knowledge says, in both languages."""
    if isinstance(part, Text):
        yield from (part.en, part.sv)
    elif isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for key, value in part.items():
            yield str(key)
            yield from _texts(value)
    elif isinstance(part, (list, tuple)):
        for value in part:
            yield from _texts(value)
    elif isinstance(part, Record) or hasattr(part, "__dataclass_fields__"):
        for name in part.__dataclass_fields__:
            if name not in _ONLY_READ:
                yield from _texts(getattr(part, name))


_ONLY_READ = ("reports", "near_misses")
"""What teaches the recognition: no result says it."""


def test_hardly_a_word_of_the_knowledge_is_taken_for_private() -> None:
    """Ids, titles, messages, steps, sources: what any result says besides the facts of its case."""
    kinds = ("symptoms", "causes", "remedies", "steps", "documents", "topics")
    said = {text for kind in kinds for text in _texts(dict(getattr(KNOWLEDGE, kind)))}
    said |= set(_texts(dict(KNOWLEDGE.vocabulary.facts)))
    masker = Masker("tenant")
    words = sum(len(text.split()) for text in said)
    assert words > 20_000
    changed = {text: masker.masked(text).en for text in said if masker.masked(text).en != text}
    gone = sum(len(set(text.split()) - set(masked.split())) for text, masked in changed.items())
    assert 1000 * gone <= MOST_OF_A_THOUSAND * words, changed


@pytest.mark.parametrize(
    "facts",
    [{"error": "Device Cap Reached", "platform": "ios"}, {"error": "AccountNotOnboarded", "apns_certificate": "valid"},
     {"error": "XPC_TYPE_ERROR Connection invalid", "enrollment_method": "ade"}, {"mdm_authority": "none"}],
)  # fmt: skip
def test_a_result_with_nothing_private_in_it_says_the_same_when_it_is_redacted(facts: dict[str, str]) -> None:
    before = diagnose(Case.of(facts))
    after = redacted(before, "tenant")
    assert after.outcome_reason == before.outcome_reason
    assert after.causes == before.causes
    assert after.plan == before.plan
    assert after.notices[: len(before.notices)] == before.notices
