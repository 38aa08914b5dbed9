"""The score of an exercise: proof, cost and safety by counts alone, and thorough work never below luck.

`score_vectors.json` holds examples that whoever repeats the function is held to. Written anew by: pytest
tests/teach/test_score.py --update-snapshots
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.teach.score import SAFETY, Ending, Judged, points

VECTORS = Path(__file__).with_name("score_vectors.json")
WAYS: tuple[Judged | None, ...] = (None, *SAFETY)

ways = st.sampled_from(WAYS)
costs = st.floats(min_value=0.5, max_value=5000).map(lambda cost: round(cost * 2) / 2)


@st.composite
def endings(draw: st.DrawFn) -> Ending:
    """Any way in which an exercise can end."""
    others, wrong = draw(st.integers(0, 80)), draw(st.integers(0, 80))
    return Ending(
        right=draw(st.booleans()),
        settled=draw(st.booleans()),
        ruled_out=draw(st.integers(0, others)),
        others=others,
        wrong=wrong,
        against=draw(st.integers(0, wrong)),
        cost=draw(costs),
        best_cost=draw(costs),
        way=draw(ways),
    )


@given(ending=endings())
def test_each_part_keeps_to_its_bounds(ending: Ending) -> None:
    earned = points(ending)
    assert 0 <= earned.proof <= 40
    assert 0 <= earned.cost <= 30
    assert 0 <= earned.safety <= 30
    assert earned.total == earned.proof + earned.cost + earned.safety


@given(thorough=endings(), lucky=endings(), way=ways)
def test_thorough_work_is_never_paid_less_than_luck(thorough: Ending, lucky: Ending, way: Judged | None) -> None:
    thorough = replace(thorough, right=True, settled=True, wrong=0, against=0, way=way)
    lucky = replace(lucky, settled=False, way=way)
    assert points(thorough).total > points(lucky).total


@given(ending=endings())
def test_a_guess_earns_nothing_for_being_cheap(ending: Ending) -> None:
    assert points(replace(ending, settled=False)).cost == 0


@given(ending=endings())
def test_a_further_wrong_name_never_pays(ending: Ending) -> None:
    more = replace(ending, wrong=ending.wrong + 1)
    assert points(more).total <= points(ending).total
    assert points(replace(more, against=ending.against + 1)).total <= points(more).total


@given(ending=endings(), cheaper=costs)
def test_the_same_proof_at_less_cost_earns_no_less(ending: Ending, cheaper: float) -> None:
    assert points(replace(ending, cost=min(cheaper, ending.cost))).total >= points(ending).total


def test_the_first_guess_earns_nothing_but_for_the_way_to_mend_it() -> None:
    guess = Ending(True, False, 0, 1, 0, 0, cost=2, best_cost=12, way="right")
    proven = replace(guess, settled=True, cost=12)
    assert (points(guess).total, points(proven).total) == (30, 100)


def vectors() -> list[dict[str, Any]]:
    """Endings of every kind with what they earn."""
    found = []
    counts = [(0, 0), (0, 1), (2, 5), (5, 5), (36, 67)]
    names = [(0, 0), (1, 0), (1, 1), (3, 1), (5, 5)]
    minutes = [(12.0, 12.0), (7.0, 12.0), (47.0, 12.0), (32.5, 9.0)]
    for number, (right, settled, (out, others), (wrong, against), (cost, best)) in enumerate(
        product((True, False), (True, False), counts, names, minutes)
    ):
        ending = Ending(right, settled, out, others, wrong, against, cost, best, WAYS[number % len(WAYS)])
        earned = points(ending)
        found.append({"ending": asdict(ending), "points": {**asdict(earned), "total": earned.total}})
    return found


def test_the_examples_are_those_that_others_are_held_to(request: pytest.FixtureRequest) -> None:
    written = "[\n" + ",\n".join(json.dumps(vector) for vector in vectors()) + "\n]\n"
    if request.config.getoption("--update-snapshots"):
        VECTORS.write_text(written, encoding="utf-8")
    assert VECTORS.read_text(encoding="utf-8") == written
