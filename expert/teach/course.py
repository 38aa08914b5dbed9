"""Which exercises a seed stands for where no symptom is named: one after the other goes round the topics.

The symptoms in which there is something to find out make a round, and every round has the same order, drawn by lot
once. So whichever seed somebody begins with, no symptom comes a second time before all were there. A seed stands for as
many exercises, one after the other, as it takes for fifty seeds in a row to hold every symptom; the seed after it goes
on where it ends. In the round, the topics take turns, so that its first seeds show every topic. The cases of a symptom
differ from round to round, as they do from seed to seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, zip_longest
from math import ceil

from expert.rules.knowledge import KnowledgeBase
from expert.teach.hidden_case import has_something_to_find_out
from expert.teach.lots import Lots

_SEEDS = 50  # so many in a row hold every symptom


class Course:
    """The symptoms of a knowledge base in the order of seeds. Get it with `Course.of`, which makes it once."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._by_topic: dict[str | None, list[str]] = {}
        for name, symptom in knowledge.symptoms.items():
            if len(knowledge.causes_of(name)) > 1:
                self._by_topic.setdefault(symptom.topic, []).append(name)
        self._known: dict[str, bool] = {}

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> Course:
        """That of a knowledge base."""
        return knowledge.attach(cls)

    @property
    def round(self) -> tuple[str, ...]:
        """Every symptom in which there is something to find out, in the order in which seeds stand for them."""
        return tuple(self._in_order())

    @property
    def each(self) -> int:
        """How many exercises a seed stands for."""
        return max(1, ceil(self._most / _SEEDS))

    def from_seed(self, seed: int, place: int = 0) -> Iterator[str]:
        """The symptom of an exercise of a seed, and then those that come after it, each symptom of the round once.

        Args:
            seed: a whole number, 0 or more.
            place: that of the exercise among those that the seed stands for, from 0.
        """
        first = seed * self.each + place
        found = list(islice(self._in_order(), min(first + 1, self._most)))  # no more than needed: each is tried out
        if not found:
            return
        first %= len(found)
        yield found[first]
        yield from self.round[first + 1 :]
        yield from found[:first]

    @property
    def _most(self) -> int:
        """How many symptoms there may be in the round."""
        return sum(map(len, self._by_topic.values()))

    def _in_order(self) -> Iterator[str]:
        return filter(self._is_in_it, self._order())

    def _is_in_it(self, symptom: str) -> bool:
        if symptom not in self._known:
            self._known[symptom] = has_something_to_find_out(self._knowledge, symptom)
        return self._known[symptom]

    def _order(self) -> list[str]:
        lots = Lots("round")
        topics = [lots.order(self._by_topic[topic]) for topic in lots.order(self._by_topic)]
        turns = ([name for name in turn if name is not None] for turn in zip_longest(*topics))
        return [name for turn in turns for name in sorted(turn, key=self._says_little)]

    def _says_little(self, symptom: str) -> bool:
        """Whether a symptom leaves nearly everything open: nobody should begin with it, so it ends a turn."""
        return self._knowledge.symptoms[symptom].general


def row(
    knowledge: KnowledgeBase, seed: int, symptom: str | None = None, count: int | None = None
) -> list[tuple[int, int]]:
    """Exercises one after the other: the seed of each, and its place among those that this seed stands for, from 0.

    Args:
        knowledge: the knowledge base.
        seed: that of the first.
        symptom: the id of the symptom of all of them; then a seed stands for one.
        count: how many; those of the seed if left out.
    """
    each = Course.of(knowledge).each if symptom is None else 1
    return [(seed + number // each, number % each) for number in range(each if count is None else count)]
