"""Both engines give the verdicts of the reference on random cases of the shipped knowledge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from expert import Case, KnowledgeBase
from tests.engine.random_cases import OF_RANDOM_CASES, RandomCases, tried

DRAWN = RandomCases(KnowledgeBase.shipped())


@pytest.mark.parametrize("holds", OF_RANDOM_CASES, ids=lambda holds: holds.__name__)
def test_it_holds_of_every_random_case(holds: Callable[[RandomCases, Case], None]) -> None:
    @given(DRAWN.cases())
    @tried(50)
    def tried_out(facts: dict[str, Any]) -> None:
        holds(DRAWN, Case.of(facts))

    tried_out()
