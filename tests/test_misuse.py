"""What somebody who calls the library the wrong way is told, and what may be handed to another process."""

from __future__ import annotations

import pickle
from typing import Any, cast

import pytest

from expert import Case, compare, diagnose, draw_tree, plan
from expert.rules.knowledge import KnowledgeBase
from tests.small import knowledge


@pytest.mark.parametrize("other", [3, None, "document"])
def test_what_is_no_diagnosis_cannot_be_compared(other: object) -> None:
    diagnosis = diagnose(Case(error="NoJoinRule"))
    for pair in [(diagnosis, other), (other, diagnosis)]:
        with pytest.raises(TypeError, match=f"takes two diagnoses, not {type(other).__name__}"):
            compare(*cast(Any, pair))


def test_a_plan_is_no_diagnosis() -> None:
    diagnosis = diagnose(Case(error="NoJoinRule"))
    with pytest.raises(TypeError, match="takes two diagnoses, not Plan"):
        compare(diagnosis, cast(Any, plan(diagnosis)))


@pytest.mark.parametrize("kind", ["symptom", "topic"])
def test_a_tree_of_what_is_not_there_says_what_is(kind: str) -> None:
    there = knowledge().symptoms if kind == "symptom" else knowledge().topics
    with pytest.raises(KeyError) as raised:
        draw_tree(**cast(Any, {kind: "nowhere"}), knowledge=knowledge(), form="text")
    assert raised.value.args == (f"there is no {kind} 'nowhere'; there are: {', '.join(there)}",)


def test_knowledge_can_be_handed_to_another_process() -> None:
    case = Case(error="NoJoinRule")
    here = KnowledgeBase.shipped()
    diagnosis = diagnose(case, here)
    there = pickle.loads(pickle.dumps(here))
    assert diagnose(case, there) == diagnosis
    assert there.written == here.written
    assert there.explaining == here.explaining
