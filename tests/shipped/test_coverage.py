"""The cases of the shipped rules show every verdict that logic allows, and each part of each condition deciding."""

from __future__ import annotations

from functools import cache

import pytest

from expert import KnowledgeBase
from expert.proving.covering import covered
from expert.proving.reporting import report
from expert.results.coverage import CoverageReport
from tests.shipped.results import results

KNOWLEDGE = KnowledgeBase.shipped()
pytestmark = pytest.mark.shares
HINT = "`expert rules test --coverage` proposes the cases that are missing, `expert rules test --write` adds them"


@cache
def found() -> CoverageReport:
    return report(KNOWLEDGE, results(), covered(KNOWLEDGE, results()), "en")


def test_nothing_that_could_be_shown_is_missing() -> None:
    missing = [(one.part, one.what) for cause in found().causes for one in cause.missing]
    assert missing == [], HINT
    assert found().counted.percent == 100


def test_everything_was_tried() -> None:
    assert [(one.part, one.what) for cause in found().causes for one in cause.undecided] == []
