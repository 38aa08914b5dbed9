"""The cases that are proposed for mutants: they hold as the rules are, and fail with the mistake."""

from __future__ import annotations

import pytest

from expert.engine.rule_cases import run_case
from expert.foundations.problems import ProblemList
from expert.proving.mutants.ground import Ground
from expert.proving.mutants.judging import mutants_of
from expert.proving.mutants.proposing import Proposing
from expert.proving.mutants.rereading import read_again
from tests.proving.mutants.small_ground import every, ground


def ground_where_a_code_states_nothing() -> Ground:
    """The small knowledge with a message less that states a fact; of one that alone states none, check tells."""
    return ground("", ("symptoms/token-problem.yaml", "kind: code, tells: {token: expired}", "kind: code"))


@pytest.mark.parametrize("kind", [
    "must-dropped", "tells-dropped", "message-dropped", "value-dropped", "explains-dropped", "harm-dropped",
])  # fmt: skip
def test_a_proposed_case_holds_as_the_rules_are_and_fails_with_the_mistake(kind: str) -> None:
    of = ground_where_a_code_states_nothing() if kind == "tells-dropped" else ground()
    proposing = Proposing(of)
    noticed = []
    for mutant in [one for one in mutants_of(of) if one.kind.id == kind][:6]:
        proposed = proposing.case_for(mutant)
        if proposed is None:
            continue
        base = of.knowledge
        assert run_case(base, base.causes[proposed.cause], proposed.case).holds
        assert proposed.case.to_confirm
        assert mutant.node is not None
        now = read_again(mutant.part, mutant.node, ProblemList())
        changed = of.with_part(mutant.folder, mutant.place_in_folder, now).knowledge
        assert changed is not None
        assert not run_case(changed, changed.causes[proposed.cause], proposed.case).holds
        noticed.append(mutant)
    assert noticed


def test_what_check_notices_needs_no_case() -> None:
    late = next(one for one in every() if one.kind.id == "protection-late")
    assert Proposing(ground()).case_for(late) is None
