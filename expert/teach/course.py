"""Which symptom a seed stands for where none is named: one after the other goes round the topics.

The symptoms in which there is something to find out are taken in rounds. In each, the topics take turns: so the first
seeds show every topic, and no symptom comes a second time before all were there. The order of a round is drawn by lot,
another one for each round.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import cycle, islice, zip_longest

from expert.rules.knowledge import KnowledgeBase
from expert.teach.hidden_case import has_something_to_find_out
from expert.teach.lots import Lots


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
    def round(self) -> int:
        """How many seeds make a round; the last of them go on from its beginning, once all symptoms were there."""
        return sum(map(len, self._by_topic.values()))

    def from_seed(self, seed: int) -> Iterator[str]:
        """The symptom of a seed, and then those of the seeds after it, each symptom of the round once.

        Args:
            seed: a whole number, 0 or more.
        """
        number, place = divmod(seed, max(self.round, 1))
        order = partial(filter, self._is_in_it, self._order(number))
        found = list(islice(order(), place + 1))  # no more than are needed: each has to be tried out
        if len(found) > place:
            yield found[place]
            yield from (name for name in order() if name not in found)
            yield from found[:place]
        elif found:
            yield from islice(cycle(found), place % len(found), place % len(found) + len(found))

    def _is_in_it(self, symptom: str) -> bool:
        if symptom not in self._known:
            self._known[symptom] = has_something_to_find_out(self._knowledge, symptom)
        return self._known[symptom]

    def _order(self, number: int) -> list[str]:
        lots = Lots("round", number)
        topics = [lots.order(self._by_topic[topic]) for topic in lots.order(self._by_topic)]
        turns = ([name for name in turn if name is not None] for turn in zip_longest(*topics))
        return [name for turn in turns for name in sorted(turn, key=self._says_little)]

    def _says_little(self, symptom: str) -> bool:
        """Whether a symptom leaves nearly everything open: nobody should begin with it, so it ends a turn."""
        return self._knowledge.symptoms[symptom].general
