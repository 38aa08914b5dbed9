"""A sample of the mutants of the shipped rules: as many are noticed as have been noticed before.

`pytest -m mutants` runs it; `expert rules mutants` tries them all.
"""

from __future__ import annotations

import os

import pytest

from expert.proving.mutants.ground import Folders, Ground
from expert.proving.mutants.judging import mutants_of
from expert.proving.mutants.report import Report
from expert.proving.mutants.trial import Choice, records_to_mend, try_mutants

REACHED = 93.0
"""Per cent; raised when more is reached, never lowered."""

pytestmark = pytest.mark.mutants


def test_a_sample_of_mutants_is_noticed() -> None:
    folders, choice = Folders.named([]), Choice(sample=220, seed=1)
    ground = Ground(folders)
    tried = list(try_mutants(folders, ground, choice, min(os.cpu_count() or 1, 4)))
    report = Report(tried, len(list(mutants_of(ground))), choice, records_to_mend(ground, tried))
    print(report.to_text("en"))
    assert report.to_mend == []
    noticed = report.all.per_cent
    assert noticed is not None
    assert noticed >= REACHED
