"""Exercises keep their numbers when the knowledge grows: a class can use last year's list of seeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expert import KnowledgeBase
from expert.teach import HiddenCase, Practice
from expert.teach.lots import Lots
from tests.teach.synthetic import knowledge_of, with_wider_proof

NAMES = [f"{first}{second}" for first in "abcdefgh" for second in "klmnop"]
SEEDS = range(10)
Explained = Mapping[str, tuple[str, ...]]


@st.composite
def explained(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    """Two to five symptoms, each with two to six causes, some of which explain several."""
    symptoms = draw(st.lists(st.sampled_from(["s1", "s2", "s3", "s4", "s5"]), min_size=2, max_size=5, unique=True))
    some = st.lists(st.sampled_from(NAMES), min_size=2, max_size=6, unique=True)
    return {symptom: tuple(draw(some)) for symptom in symptoms}


def hidden(knowledge: KnowledgeBase, symptom: str | None = None) -> Iterator[HiddenCase]:
    for seed in SEEDS:
        yield Practice.draw(seed, symptom, knowledge=knowledge).hidden


@settings(max_examples=6)
@given(before=explained(), new=st.sampled_from([f"new-{letter}" for letter in "abcdef"]))
def test_a_cause_of_another_symptom_changes_no_exercise(before: Explained, new: str) -> None:
    grown, *others = sorted(before)
    after = {**before, grown: (*before[grown], new)}
    old, larger = knowledge_of(before), knowledge_of(after)
    for symptom in others:
        assert list(hidden(larger, symptom)) == list(hidden(old, symptom))
    for one, other in zip(hidden(old), hidden(larger), strict=True):
        assert one.symptom == other.symptom
        assert one == other or one.symptom == grown


@settings(max_examples=6)
@given(before=explained(), new=st.sampled_from([f"new-{letter}" for letter in "abcdef"]))
def test_a_cause_of_the_same_symptom_takes_some_exercises_and_adds_its_fact_to_the_others(
    before: Explained, new: str
) -> None:
    grown = min(before)
    after = {**before, grown: (*before[grown], new)}
    fact = f"{new}_seen".replace("-", "_")
    for one, other in zip(hidden(knowledge_of(before), grown), hidden(knowledge_of(after), grown), strict=True):
        if other.cause != new:
            kept = {name: value for name, value in other.case.values().items() if name != fact}
            assert other.cause == one.cause
            assert kept == one.case.values()
            assert other.case[fact] != "yes"


def test_a_new_cause_is_drawn_as_often_as_the_others() -> None:
    knowledge = knowledge_of({"s1": ("ak", "bk", "ck", "new")})
    drawn = [Practice.draw(seed, knowledge=knowledge).hidden.cause for seed in range(400)]
    assert all(70 <= drawn.count(name) <= 130 for name in knowledge.causes)


@settings(max_examples=6)
@given(before=explained())
def test_a_new_symptom_changes_no_exercise_of_the_others(before: Explained) -> None:
    after = {**before, "new": ("new-a", "new-b")}
    old, larger = knowledge_of(before), knowledge_of(after)
    for symptom in before:
        assert list(hidden(larger, symptom)) == list(hidden(old, symptom))


@settings(max_examples=6)
@given(before=explained(), start=st.integers(0, 2**70))
def test_from_any_seed_on_no_symptom_comes_twice_before_all_were_there(before: Explained, start: int) -> None:
    knowledge = knowledge_of(before)
    drawn = [Practice.draw(seed, knowledge=knowledge).hidden.symptom for seed in range(start, start + len(before))]
    assert sorted(drawn) == sorted(before)


@pytest.mark.parametrize(("symptoms", "each"), [(50, 1), (51, 2), (60, 2)])
def test_any_fifty_seeds_show_every_symptom_and_a_seed_goes_on_where_the_one_before_it_ends(
    symptoms: int, each: int
) -> None:
    knowledge = knowledge_of({f"s{number}": (f"{number}a", f"{number}b") for number in range(symptoms)})
    rows = [list(Practice.row(seed, knowledge=knowledge)) for seed in range(7, 57)]
    shown = [practice.hidden.symptom for one in rows for practice in one]
    assert {len(one) for one in rows} == {each}
    assert len(set(shown)) == len(set(shown[:symptoms])) == symptoms
    assert [one.hidden for one in Practice.row(7, count=3, knowledge=knowledge)] == [
        one.hidden for one in (*rows[0], *rows[1], *rows[2])[:3]
    ]
    assert [one.seed for one in Practice.row(7, "s1", count=2, knowledge=knowledge)] == [7, 8]
    assert len(list(Practice.row(7, "s1", knowledge=knowledge))) == 1


def test_of_the_same_symptom_a_new_proof_changes_what_would_be_ambiguous_and_no_more() -> None:
    before = knowledge_of({"s1": ("ak", "bk", "ck")})
    after = with_wider_proof(knowledge_of({"s1": ("ak", "bk", "ck", "new")}), "new", "bk")
    kept = changed = 0
    for seed in range(60):
        one, other = (Practice.draw(seed, knowledge=knowledge).hidden for knowledge in (before, after))
        if other.cause in ("new", "bk"):
            continue
        old, new = one.case.values(), other.case.values()
        differing = {name for name in old if old[name] != new[name]}
        assert differing == ({"bk_seen"} if old["bk_seen"] == "often" else set())
        kept, changed = kept + (not differing), changed + bool(differing)
    assert min(kept, changed) >= 5


def test_an_exercise_without_a_symptom_is_the_one_of_the_symptom_that_was_drawn() -> None:
    knowledge = knowledge_of({"s1": ("ak", "bk"), "s2": ("bk", "ck"), "s3": ("dk",)})
    for seed in SEEDS:
        drawn = Practice.draw(seed, knowledge=knowledge).hidden
        assert Practice.draw(seed, drawn.symptom, knowledge=knowledge).hidden == drawn


def test_what_is_added_leaves_the_lots_of_the_others_in_their_order() -> None:
    before = Lots(7, "a").order(NAMES)
    after = Lots(7, "a").order([*NAMES, "new", "other"])
    assert [name for name in after if name in NAMES] == before
    assert before != sorted(before)


def test_lots_depend_on_all_that_they_are_drawn_for_and_on_nothing_else() -> None:
    assert Lots(1, "a").order(NAMES) == Lots(1, "a").order(reversed(NAMES))
    different = [Lots(1, "a"), Lots(2, "a"), Lots(1, "b"), Lots(1), Lots("1a"), Lots(1, "a", "")]
    assert len({tuple(lots.order(NAMES)) for lots in different}) == len(different)


@pytest.mark.parametrize("seed", [0, 7, 2**70])
def test_lots_are_the_same_in_every_process(seed: int) -> None:
    """Python's own hash would not be: so a value is held here, for each seed."""
    first = {0: "el", 7: "cn", 2**70: "bo"}
    assert Lots(seed).order(NAMES)[0] == first[seed]


def test_every_thing_is_drawn_first_about_equally_often() -> None:
    drawn = [Lots(seed).order(NAMES[:6])[0] for seed in range(1200)]
    assert all(150 <= drawn.count(name) <= 250 for name in NAMES[:6])
    assert next(seed for seed in count() if Lots(seed).order(NAMES)[0] == NAMES[0]) < 500
