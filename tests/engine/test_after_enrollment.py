"""What goes wrong on a device that is enrolled has words of apps itself: it comes before what these give away."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert import Case, KnowledgeBase, diagnose

SYMPTOM = """\
id: readers-not-listed
stage: {stage}
title: {{en: The readers are not listed, sv: Läsplattorna listas inte}}
phrases: [{{en: readers nowhere}}]
example: {{error: The readers are nowhere, platform: folio}}
sources: [{{document: handbook, heading: Seals, date: 2020-01-15}}]
"""
CAUSE = """\
id: seal-expired
add_explains: [readers-not-listed]
add_sources: [{document: handbook, heading: Seals, date: 2020-01-15}]
"""
TEXT = "17 readers are nowhere"


@pytest.mark.parametrize(("stage", "read"), [("after_enrollment", {}), ("sign_in", {"readers_counted": 17})])
def test_what_counts_only_alone_gives_way_to_it(stage: str, read: dict[str, int], tmp_path: Path) -> None:
    for name, text in (("symptoms/readers-not-listed", SYMPTOM.format(stage=stage)), ("causes/seal-expired", CAUSE)):
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir()
        path.write_text(text, "utf-8")
    diagnosis = diagnose(Case(error=TEXT), KnowledgeBase.load(tmp_path))
    assert [symptom.id for symptom in diagnosis.symptoms] == ["readers-not-listed"]
    assert {fact.fact: fact.value for fact in diagnosis.read_from_text} == read
