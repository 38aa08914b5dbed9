"""Two columns come in an order with few crossings, and the counts that lead there are those of plain counting."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

import pytest

from expert.visualize.canvas.crossings import Columns, Drawn, crossings, untangled, without_crossings
from tests.each import each

Lines = list[tuple[str, str]]
SEEDS = range(120)


def drawn_at_random(seed: int) -> tuple[list[str], list[str], Lines, Lines]:
    """Two small columns, some lines, and some pairs of the right column that should be neighbors."""
    pick = random.Random(seed)
    left = [f"a{i}" for i in range(pick.randint(1, 6))]
    right = [f"b{i}" for i in range(pick.randint(1, 8))]
    every = list(product(left, right))
    lines = pick.sample(every, pick.randint(0, min(len(every), 12)))
    pairs = pick.choice((0, 0, 1, 3)) if len(right) > 1 else 0
    together = [(one, other) for one, other in (pick.sample(right, 2) for _ in range(pairs))]
    return left, right, lines, together


def connected_at_random(seed: int) -> tuple[list[str], list[str], Lines, Lines]:
    """The same, and lines join all boxes; what nothing joins would be ordered apart."""
    left, right, lines, together = drawn_at_random(seed)
    pick = random.Random(seed)
    lines += [(left[0], right[0])]
    lines += [(box, pick.choice(right[: i + 1])) for i, box in enumerate(left)]
    lines += [(pick.choice(left), box) for box in right]
    return left, right, list(dict.fromkeys(lines)), together


def counted(left: Sequence[str], right: Sequence[str], lines: Lines) -> list[int]:
    """How many others each line crosses, by looking at every pair."""
    ends = [(left.index(source), right.index(target)) for source, target in lines]
    return [sum((a - c) * (b - d) < 0 for c, d in ends) for a, b in ends]


def tangle(columns: Columns, lines: Lines, together: Lines) -> tuple[float, float]:
    """Crossings and what stands between neighbors, and then how far lines climb, counted anew."""
    left, right = columns
    tall = max(len(left) - 1, 1), max(len(right) - 1, 1)
    climb = sum(abs(left.index(one) / tall[0] - right.index(other) / tall[1]) for one, other in lines)
    between = sum(abs(right.index(one) - right.index(other)) - 1 for one, other in together)
    return sum(counted(left, right, lines)) / 2 + between, round(climb, 9)


def by_moving_and_counting(columns: Columns, lines: Lines, together: Lines) -> Columns:
    """Both columns in the given order after every move of one box that helps; all is counted anew for every place."""
    columns = (list(columns[0]), list(columns[1]))
    least, better = tangle(columns, lines, together), True
    while better:
        better = False
        for column in columns:
            for box in list(column):
                best = column.index(box)
                for place in range(len(column)):
                    move(column, box, place)
                    tried = tangle(columns, lines, together)
                    if tried < least:
                        least, best, better = tried, place, True
                move(column, box, best)
    return columns


def drawn_whole(left: list[str], right: list[str], lines: Lines, together: Lines) -> Drawn:
    """All parts below each other, in an order in which no lines cross."""
    parts = without_crossings(left, right, lines, together, lambda source, target: f"{target}~{source}")
    return Drawn(
        [box for part in parts for box in part.left],
        [box for part in parts for box in part.right],
        [line for part in parts for line in part.lines],
    )


def move(column: list[str], box: str, place: int) -> None:
    column.remove(box)
    column.insert(place, box)


def one_move_away(columns: Columns) -> Iterator[Columns]:
    for side in (0, 1):
        for box, place in product(columns[side], range(len(columns[side]))):
            moved = (list(columns[0]), list(columns[1]))
            move(moved[side], box, place)
            yield moved


@each("seed", SEEDS, parts=2)
def test_lines_are_said_to_cross_as_many_as_they_do(seed: int) -> None:
    left, right, lines, _ = drawn_at_random(seed)
    assert crossings(left, right, lines) == counted(left, right, lines)


def test_many_lines_are_counted_right_too() -> None:
    pick = random.Random(7)
    left, right = [f"a{i}" for i in range(40)], [f"b{i}" for i in range(50)]
    lines = pick.sample(list(product(left, right)), 300)
    assert crossings(left, right, lines) == counted(left, right, lines)


@each("seed", SEEDS, parts=2)
def test_no_move_of_a_single_box_makes_the_tangle_less(seed: int) -> None:
    left, right, lines, together = connected_at_random(seed)
    found = untangled(left, right, lines, together)
    least = tangle(found, lines, together)
    assert all(tangle(moved, lines, together) >= least for moved in one_move_away(found)), f"seed {seed}"


@each("seed", SEEDS, parts=2)
def test_the_order_is_no_worse_than_the_one_that_counting_anew_leads_to(seed: int) -> None:
    left, right, lines, together = connected_at_random(seed)
    plain = by_moving_and_counting((left, right), lines, together)
    found = untangled(left, right, lines, together)
    assert tangle(found, lines, together) <= tangle(plain, lines, together), f"seed {seed}"


@each("seed", SEEDS, parts=2)
def test_no_lines_cross_once_boxes_are_copied(seed: int) -> None:
    left, right, lines, together = drawn_at_random(seed)
    drawn = drawn_whole(left, right, lines, together)
    assert sum(counted(drawn.left, drawn.right, drawn.lines)) == 0, f"seed {seed}"
    assert sorted(drawn.left) == sorted(left)
    assert sorted((source, target.partition("~")[0]) for source, target in drawn.lines) == sorted(lines)
    copies = [target for _, target in drawn.lines if "~" in target]
    assert sorted(drawn.right) == sorted([*right, *copies])
    kept = Counter(target for _, target in drawn.lines)
    assert all(kept[copy.partition("~")[0]] for copy in copies), "one line always leads to the box itself"


def test_where_lines_need_not_cross_nothing_is_copied() -> None:
    lines = [("a", "3"), ("b", "1"), ("b", "2"), ("c", "2"), ("c", "4")]
    drawn = drawn_whole(["a", "b", "c"], ["1", "2", "3", "4"], lines, [])
    assert sorted(drawn.lines) == lines


def test_lines_that_need_not_cross_do_not() -> None:
    lines = [("a", "3"), ("b", "1"), ("b", "2"), ("c", "2"), ("c", "4")]
    assert sum(counted(*untangled(["a", "b", "c"], ["1", "2", "3", "4"], lines), lines)) == 0


def test_boxes_that_lead_to_the_same_one_are_neighbors() -> None:
    lines = [("a", "1"), ("a", "2"), ("a", "3")]
    _, right = untangled(["a"], ["1", "2", "3"], lines, together=[("1", "3")])
    assert abs(right.index("1") - right.index("3")) == 1


def test_what_is_not_connected_keeps_its_order() -> None:
    assert untangled(["a", "b"], ["2", "1"], [("a", "1"), ("b", "2")]) == (["a", "b"], ["1", "2"])


@pytest.mark.parametrize(("boxes", "more"), [((12, 20), 20), ((40, 60), 40)])
def test_a_group_too_large_for_every_order_is_drawn_without_crossings_as_well(
    boxes: tuple[int, int], more: int
) -> None:
    pick = random.Random(3)
    left, right = [f"a{i}" for i in range(boxes[0])], [f"b{i}" for i in range(boxes[1])]
    lines = [(pick.choice(left), box) for box in right]
    lines += [line for line in pick.sample(list(product(left, right)), more) if line not in lines]
    drawn = drawn_whole(left, right, lines, [])
    assert sum(counted(drawn.left, drawn.right, drawn.lines)) == 0


def test_one_box_that_leads_to_hundreds_is_no_hurdle() -> None:
    right = [f"b{i}" for i in range(1000)]
    lines = [("a", box) for box in right]
    assert untangled(["a"], right, lines) == (["a"], right)
