"""The failures that people met most are diagnosed from what a person would have in hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from expert import KnowledgeBase
from expert.foundations import nodes, parsing
from tests.shipped.corpus import diagnosed

RANKED: list[dict[str, Any]] = nodes.plain(parsing.read_file(Path(__file__).with_name("ranked.yaml")))
TEXTS = [(entry, text) for entry in RANKED for text in entry["texts"]]


def test_there_are_twenty_five_and_each_names_causes_that_there_are() -> None:
    assert [entry["rank"] for entry in RANKED] == list(range(1, 26))
    assert all(set(entry["causes"]) <= KnowledgeBase.shipped().causes.keys() for entry in RANKED)


@pytest.mark.parametrize(("entry", "text"), TEXTS, ids=[f"{entry['rank']}-{text[:50]}" for entry, text in TEXTS])
def test_it_leads_to_one_of_its_causes(entry: dict[str, Any], text: str) -> None:
    diagnosis = diagnosed(text)
    wanted = set(entry["causes"])
    proven = {cause.id for cause in (*diagnosis.causes, *diagnosis.obstacles) if cause.verdict == "confirmed"}
    # Without a symptom of its own every cause is a candidate: then only proof says that it is understood.
    own = [symptom for symptom in diagnosis.symptoms if not KnowledgeBase.shipped().symptoms[symptom.id].any_cause]
    open_ones = {cause.id for cause in diagnosis.causes if cause.verdict != "ruled_out"} if own else set()
    assert wanted & (proven | open_ones), (diagnosis.outcome, [symptom.id for symptom in diagnosis.symptoms])
