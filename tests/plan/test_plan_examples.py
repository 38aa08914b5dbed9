"""The examples in the docstrings of the plan do what they say."""

from __future__ import annotations

import doctest
import importlib

import pytest

MODULES = (
    "expert.escalating.package",
    "expert.planning.planner",
    "expert.escalating.redaction",
    "expert.foundations.durations",
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_of_the_plan(name: str) -> None:
    results = doctest.testmod(importlib.import_module(name))
    assert results.attempted > 0
    assert results.failed == 0
