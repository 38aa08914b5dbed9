"""Candidates are found by counting words of all sets at once, and none is missed."""

from __future__ import annotations

import random
from collections import Counter

from expert.recognizing.shares import LEAST, Shares
from expert.recognizing.tally import Members, Tally, bits


def test_sets_are_reached_by_as_many_words_as_they_need() -> None:
    sets = [["a", "b"], ["a", "b", "c"], ["b", "b"], ["a"], []]
    members, tally = Members(sets), Tally([2, 3, 2, 1, 0])
    assert members.of("a") == (bits((0, 1, 3)),)
    assert members.of("b") == (bits((0, 1, 2)), bits((2,)))
    assert members.of("x") == ()

    def reached(*words: str) -> list[int]:
        return list(tally.reached(one for word in words for one in members.of(word)))

    assert reached("a") == [3]
    assert reached("b") == [2]
    assert reached("a", "b") == [0, 2, 3]
    assert reached("c", "b", "a") == [0, 1, 2, 3]
    assert reached() == []


def test_more_words_than_are_counted_are_not_needed() -> None:
    words = "abcdefgh"
    members, tally = Members([words]), Tally([len(words)])
    assert list(tally.reached(one for word in words for one in members.of(word))) == [0]
    assert list(tally.reached(one for word in words[:4] for one in members.of(word))) == []


def test_what_has_its_share_is_found_whatever_the_weights() -> None:
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    lots = random.Random(seed)
    words = [f"w{i}" for i in range(30)]
    weights = {word: lots.choice((0.3, 0.5, 1.0, lots.random() * 5 + 0.1)) for word in words}
    sets = [frozenset(lots.sample(words, lots.randrange(9))) for _ in range(300)]
    for least in (1, 2):
        shares = Shares(sets, weights, least)
        for _ in range(60):
            there = frozenset(lots.sample(words, lots.randrange(12)))
            found = {
                place: share
                for place, _, share in shares.had_by([one for w in there for one in shares.members.of((w,))], there)
            }
            for place, its in enumerate(sets):
                total = sum(weights[word] for word in its)
                share = sum(weights[word] for word in its & there) / total if its else 0.0
                enough = share >= LEAST and len(its & there) >= min(least, len(its))
                assert (place in found) is enough or abs(share - LEAST) < 1e-6
                assert place not in found or abs(found[place] - share) < 1e-9


def test_one_word_is_enough_alone_where_it_outweighs_the_others() -> None:
    shares = Shares([("a", "b"), ("a", "c"), ("a",)], Counter({"a": 3.0, "b": 1.0, "c": 4.0}), 2)
    assert shares.enough_alone == [0, 1]
    assert shares.shared(0, frozenset("ax")) == {"a"}
    assert [place for place, *_ in shares.had_by(shares.members.of("a"), frozenset("a"))] == [2]
