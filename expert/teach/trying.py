"""What would follow from a case that is only imagined: exercises and ladders try hundreds."""

from __future__ import annotations

from datetime import date

from expert.engine.reasoner import Reasoner, Reasoning
from expert.facts.case import Case
from expert.facts.vocabulary import Value
from expert.rules.knowledge import KnowledgeBase
from expert.teach.today import TODAY


class Trying:
    """Tries cases out with one knowledge base; each is worked out once.

    Args:
        knowledge: the knowledge base.
        today: the day on which they take place.
    """

    def __init__(self, knowledge: KnowledgeBase, today: date = TODAY) -> None:
        self._knowledge = knowledge
        self._today = today
        self._reasoner = Reasoner.of(knowledge)
        self._known: dict[Case, Reasoning] = {}

    def reason(self, case: Case) -> Reasoning:
        """Everything that follows from a case on that day."""
        found = self._known.get(case)
        if found is None:
            found = self._known[case] = self._reasoner.imagine(case, self._today)
        return found

    def with_value(self, case: Case, fact: str, value: Value) -> Case:
        """The case with a value for a fact."""
        return Case.of({**case.values(), fact: value}, self._knowledge.vocabulary)
