"""A sample of the shipped pictures, measured; `python -m tests.pictures` measures all of them."""

from __future__ import annotations

from tests.pictures import table
from tests.pictures.subjects import subjects

_SAMPLE = 3


def test_a_sample_keeps_all_bounds() -> None:
    found = list(table.rows(subjects(_SAMPLE)))
    assert [row.missed for row in found if row.missed] == []
    assert all(row.drawn and row.texts for row in found)
