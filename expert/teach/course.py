"""Which symptom a seed stands for where none is named: one after the other goes round the topics.

The symptoms in which there is something to find out make a round, and every round has the same order, drawn by lot
once. So whichever seed somebody begins with, no symptom comes a second time before all were there: a row of seeds holds
as many symptoms as it has seeds, or all of them. In the round, the topics take turns, so that its first seeds show
every topic. The cases of a symptom differ from round to round, as they do from seed to seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, zip_longest

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
    def round(self) -> tuple[str, ...]:
        """Every symptom in which there is something to find out, in the order in which seeds stand for them."""
        return tuple(self._in_order())

    def from_seed(self, seed: int) -> Iterator[str]:
        """The symptom of a seed, and then those of the seeds after it, each symptom of the round once.

        Args:
            seed: a whole number, 0 or more.
        """
        most = min(seed + 1, sum(map(len, self._by_topic.values())))
        found = list(islice(self._in_order(), most))  # no more than are needed: each has to be tried out
        if not found:
            return
        place = seed % len(found)
        yield found[place]
        yield from self.round[place + 1 :]
        yield from found[:place]

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
