"""Which question of a ladder leads to which: straight down for everybody, and off to the side where only some are met.

Questions that everybody is asked are the trunk. Those on a branch stand between two of the trunk, and whoever is not on
the branch passes them by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from expert.results.ladder import Branch, Rung

END = 0
"""Where nothing is left to be asked; it has no number."""


@dataclass(frozen=True)
class Onward:
    """Where a question leads whoever does not find a cause by it.

    Attributes:
        trunk: the next question that everybody is asked, or `END`.
        branches: for a question of the trunk, the questions on branches that begin after it, each with the answers
            that lead there.
        beside: for a question on a branch, the questions that follow it there, each with the answers that lead to it;
            the trunk's is among them.
        returns: whether a line from it to the trunk would cross none.
    """

    trunk: int
    branches: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    beside: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    returns: bool = False


def onward(rungs: Sequence[Rung]) -> dict[int, Onward]:
    """For each question by its number, where it leads; `END` for the way into the ladder."""
    found: dict[int, Onward] = {}
    trunk = [END, *(rung.number for rung in rungs if rung.branch is None)]
    for number, following in zip(trunk, [*trunk[1:], END], strict=True):
        last = following or len(rungs) + 1
        part = {rung.number: rung.branch for rung in rungs if number < rung.number < last and rung.branch is not None}
        beside = {rung: _followed_by(rung, part, following) for rung in part}
        begin = {rung: branch for rung, branch in part.items() if rung not in beside.get(rung - 1, ())}
        found[number] = Onward(following, branches=dict(_met_first(begin, part)))
        for rung in part:
            free = all(other <= rung for other in begin)
            found[rung] = Onward(following, beside=beside[rung], returns=free)
    return found


def _followed_by(rung: int, part: Mapping[int, Branch], trunk: int) -> dict[int, tuple[str, ...]]:
    """The questions that follow one on a branch, each with the answers of whoever goes on there."""
    found: dict[int, list[str]] = {}
    own = part[rung]
    for value, words in zip(own.values, own.words, strict=True):
        later = (other for other, its in part.items() if other > rung and its.fact == own.fact and value in its.values)
        found.setdefault(next(later, trunk), []).append(words)
    return {other: tuple(words) for other, words in found.items()}


def _met_first(begin: Mapping[int, Branch], part: Mapping[int, Branch]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The questions that no other on a branch leads down to, with the answers of whoever meets no other before it;
    with all its answers where everybody met another."""
    for rung, branch in begin.items():
        before = {(its.fact, value) for other, its in part.items() if other < rung for value in its.values}
        met = zip(branch.values, branch.words, strict=True)
        new = tuple(words for value, words in met if (branch.fact, value) not in before)
        yield rung, new or branch.words


def way_of(rungs: Sequence[Rung], known: Mapping[str, Any]) -> list[int]:
    """The numbers of the questions that a case meets, in order.

    Args:
        rungs: the questions of the ladder.
        known: what is known of the case, as values of facts; whoever does not know which branch it is on meets none.
    """
    return [
        rung.number for rung in rungs
        if rung.branch is None or (rung.branch.fact in known and known[rung.branch.fact] in rung.branch.values)
    ]  # fmt: skip
