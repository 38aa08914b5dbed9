"""The cases that are proposed for mutants: they hold as the rules are, and fail with the mistake."""

from __future__ import annotations

import pytest

from expert.engine.rule_cases import run_case
from expert.foundations.problems import ProblemList
from expert.proving.mutants.proposing import Proposing
from expert.proving.mutants.rereading import read_again
from tests.proving.mutants.small_ground import every, ground


@pytest.mark.parametrize("kind", [
    "must-dropped", "tells-dropped", "message-dropped", "value-dropped", "explains-dropped", "harm-dropped",
])  # fmt: skip
def test_a_proposed_case_holds_as_the_rules_are_and_fails_with_the_mistake(kind: str) -> None:
    proposing = Proposing(ground())
    noticed = []
    for mutant in [one for one in every() if one.kind.id == kind][:6]:
        proposed = proposing.case_for(mutant)
        if proposed is None:
            continue
        base = ground().knowledge
        assert run_case(base, base.causes[proposed.cause], proposed.case).holds
        assert proposed.case.to_confirm
        assert mutant.node is not None
        now = read_again(mutant.part, mutant.node, ProblemList())
        changed = ground().with_part(mutant.folder, mutant.place_in_folder, now).knowledge
        assert changed is not None
        assert not run_case(changed, changed.causes[proposed.cause], proposed.case).holds
        noticed.append(mutant)
    assert noticed


def test_what_check_notices_needs_no_case() -> None:
    late = next(one for one in every() if one.kind.id == "protection-late")
    assert Proposing(ground()).case_for(late) is None
