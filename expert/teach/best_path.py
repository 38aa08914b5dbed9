"""What is recommended to look up in an exercise: what an interview asks, and what it would not go on to ask."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from expert.ask import Interview
from expert.facts.case import Case
from expert.foundations.kept import cached_property
from expert.results.deciding import DecidedBy, verdicts_by
from expert.rules.knowledge import KnowledgeBase
from expert.teach.hidden_case import HiddenCase, settled
from expert.teach.minimal_sets import decided_by
from expert.teach.trying import Trying

if TYPE_CHECKING:
    from expert.facts.vocabulary import Value


class BestPath:
    """What to look up in an exercise, whatever has been looked up before.

    An interview stops where one cause is proven, and skips what the user does not know. Where that does not settle an
    exercise, the cheapest set that does is looked up.

    Args:
        hidden: the hidden case.
        knowledge: what it was drawn from.
        observations: the facts that can be looked up.
    """

    def __init__(self, hidden: HiddenCase, knowledge: KnowledgeBase, observations: Collection[str]) -> None:
        self._hidden = hidden
        self._knowledge = knowledge
        self._observations = observations
        self._trying = Trying(knowledge, hidden.today)

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The whole path from the report on."""
        interview = Interview(self._hidden.reported, knowledge=self._knowledge, today=self._hidden.today)
        path: list[str] = []
        while not self._is_settled(interview.case) and (question := interview.next_question()) is not None:
            if question.fact in self._observations:  # even where there is nothing to find, it takes time to see that
                path.append(question.fact)
            value = self._value(question.fact)
            if value is None:
                interview.skip()
            else:
                interview.answer(value)
        return (*path, *(() if self._is_settled(self.known(path)) else self._rest(path)))

    def after(self, looked: Collection[str]) -> str | None:
        """What to look up next; None where what was looked up settles the exercise.

        Args:
            looked: the facts that were looked up.
        """
        known = self.known(looked)
        if self._is_settled(known):
            return None
        in_vain = [name for name in looked if self._value(name) is None]
        interview = Interview(known, knowledge=self._knowledge, today=self._hidden.today, skipped=in_vain)
        while (question := interview.next_question()) is not None:
            if question.fact in self._observations and question.fact not in looked:
                return question.fact
            interview.skip()
        return next(self._rest(looked), None)

    def known(self, looked: Collection[str]) -> Case:
        """What is known once these facts were looked up."""
        seen = {name: value for name, value in self._hidden.visible.items() if name in looked}
        return Case.of({**self._hidden.reported.values(), **seen}, self._knowledge.vocabulary)

    def _rest(self, looked: Collection[str]) -> Iterator[str]:
        """What still has to be looked up, by the cheapest sets that decide what is open."""
        seen = dict.fromkeys(looked)
        for cause in self.decided:
            at_work = cause.cause in self._hidden.causes
            sets = cause.confirmed_by if at_work else cause.ruled_out_by
            wanted = at_work or not self._is_proven
            if wanted and sets and not settled(verdicts_by(self.decided, seen), *self._hidden.causes):
                for fact in min(sets, key=lambda facts: sum(map(self._minutes, set(facts) - seen.keys()))):
                    if fact not in seen:
                        seen[fact] = None
                        yield fact

    @property
    def _is_proven(self) -> bool:
        """Whether the causes can be confirmed at all; else the others are to be ruled out."""
        return all(cause.confirmed_by for cause in self.decided if cause.cause in self._hidden.causes)

    @cached_property
    def decided(self) -> tuple[DecidedBy, ...]:
        """What decides each cause of the exercise."""
        return decided_by(self._hidden, self._knowledge)

    def _is_settled(self, case: Case) -> bool:
        return settled(self._trying.reason(case).verdicts, *self._hidden.causes)

    def _value(self, fact: str) -> Value | None:
        return self._hidden.visible.get(fact)

    def _minutes(self, fact: str) -> float:
        return self._knowledge.vocabulary.cost(fact)
