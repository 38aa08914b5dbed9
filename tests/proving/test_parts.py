"""An atom of a condition is put otherwise where it stands, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from expert.proving.parts import GIVEN, TRUTHS, Truth, put
from expert.rules.conditions import atoms_in, evaluate, parse
from tests import small

VOCABULARY = small.knowledge().vocabulary
CONDITIONS: list[dict[str, Any]] = [
    {"browser_ready": True},
    {"browser_ready": True, "app": ["outdated", "broken"]},
    {"any": [{"browser_ready": True}, {"not": {"app": "outdated", "joining": "by_hand"}}], "app": "broken"},
]


@pytest.mark.parametrize("data", CONDITIONS)
@pytest.mark.parametrize("truth", TRUTHS)
def test_it_is_as_if_the_atom_were_so(data: dict[str, Any], truth: Truth) -> None:
    condition = parse(data, VOCABULARY)
    known = {"holds": (True, False), "fails": (False, True), "unknown": (False, False)}[truth]
    for number, _ in enumerate(atoms_in(condition)):
        changed = put(condition, number, truth)
        evaluated = list(evaluate(changed, {**GIVEN}).atoms())
        assert (evaluated[number].truth.holds, evaluated[number].truth.fails) == known
        rest = [one for i, one in enumerate(atoms_in(changed)) if i != number]
        assert rest == [one for i, one in enumerate(atoms_in(condition)) if i != number]
