"""What is drawn can be drawn again from its choices, and made smaller by them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from tests.fuzz import drawing
from tests.fuzz.drawing import Again, Chance, smaller
from tests.fuzz.inputs import TARGETS, Target
from tests.fuzz.judging import in_place
from tests.fuzz.making import inputs


@pytest.mark.parametrize("target", TARGETS)
def test_every_input_is_drawn_again_from_its_choices_and_a_simplest_one_from_none(target: Target) -> None:
    with in_place("small"):
        drawn = inputs(target, "small")
        for number in range(40):
            choices = Chance(f"7-{number}")
            one = drawn.make(choices)
            assert drawn.make(Again(choices.made)) == one, number
            assert drawn.make(Chance(f"7-{number}")) == one, number
        drawn.make(Again([]))


def test_choices_become_fewer_and_lower_as_long_as_they_fail() -> None:
    lists = drawing.lists(drawing.integers(0, 99), max_size=30)

    def fails(choices: Sequence[int]) -> bool:
        return any(number >= 17 for number in lists.make(Again(choices)))

    seeds = (Chance(f"seed {number}") for number in range(50))
    failing = [chance.made for chance in seeds if max(lists.make(chance), default=0) >= 17]
    assert len(failing) > 30
    for made in failing:
        assert lists.make(Again(smaller(made, fails, 1000))) == [17]
    asked = 0

    def counted(choices: Sequence[int]) -> bool:
        nonlocal asked
        asked += 1
        return fails(choices)

    smaller(failing[0], counted, 5)
    assert asked == 5


def test_each_draws_within_its_bounds() -> None:
    days = drawing.dates(date(2026, 2, 27), date(2026, 3, 2))
    found = {days.make(Chance(str(number))) for number in range(200)}
    assert found == {date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2)}
    texts = [drawing.text(max_size=8).make(Chance(str(number))) for number in range(300)]
    assert {len(text) for text in texts} == set(range(9))
    assert all("".join(texts).encode() for _ in texts)
    deep = drawing.recursive(drawing.just(0), lambda inner: drawing.lists(inner, min_size=1, max_size=1))
    assert {str(deep.make(Chance(str(number)))) for number in range(300)} == {"0", "[0]", "[[0]]", "[[[0]]]"}
