"""In which order the questions of a symptom are best asked, when every answer rules causes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from expert.ask import Interview
from expert.engine.reasoner import Reasoning
from expert.facts.case import Case
from expert.facts.vocabulary import Value
from expert.rules.answers import answers
from expert.rules.conditions import evaluate, facts_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Symptom
from expert.teach.today import TODAY
from expert.teach.trying import Trying


@dataclass(frozen=True)
class Sorting:
    """A question that tells several causes apart at once, without confirming any by itself.

    Attributes:
        fact: what is asked for.
        excludes: answers, each with the causes that it rules out.
    """

    fact: str
    excludes: tuple[tuple[Value, tuple[str, ...]], ...]


@dataclass(frozen=True)
class QuestionOrder:
    """What an interview asks about a symptom as long as every answer rules causes out.

    Attributes:
        facts: what is asked for, in this order.
        causes: every cause of the symptom, in the order in which they are ruled out.
        decided_by: for each cause, the place in `facts` of the question that rules it out; after the last one
            where none does.
        sorting: the questions that sort several causes at once, by their place in `facts`.
        in_passing: for causes that an answer to the question of another one rules out, that question's fact and the
            answer; their own question comes after it, and is needless then.
    """

    facts: tuple[str, ...]
    causes: tuple[str, ...]
    decided_by: dict[str, int]
    sorting: dict[int, Sorting]
    in_passing: dict[str, tuple[str, Value]]


def question_order(knowledge: KnowledgeBase, symptom: str) -> QuestionOrder:
    """The order of questions about a symptom, cheapest for what it tells first.

    It is the order of `expert.ask.Interview`, answered each time so that no cause is confirmed and, where it
    can be helped, none drops out because it cannot apply at all.

    Raises:
        KeyError: there is no such symptom.
    """
    return _Descent(knowledge, knowledge.symptoms[symptom]).order()


class _Descent:
    """One interview down to the last cause."""

    def __init__(self, knowledge: KnowledgeBase, symptom: Symptom) -> None:
        self._knowledge = knowledge
        self._symptom = symptom
        self._causes = knowledge.causes_of(symptom.id)
        self._atoms = tuple(knowledge.atoms_about(self._causes))
        case = Case.of(symptom.example, knowledge.vocabulary)
        self._interview = Interview(case, knowledge=knowledge, today=TODAY)
        self._trying = Trying(knowledge)

    def order(self) -> QuestionOrder:
        facts: list[str] = []
        decided: dict[str, int] = {}
        sorting: dict[int, Sorting] = {}
        in_passing: dict[str, tuple[str, Value]] = {}
        start = self._trying.reason(self._interview.case)
        if "confirmed" not in start.verdicts.values():
            before = start
            while (question := self._interview.next_question()) is not None:
                answer = self._excluding(before, question.fact)
                if answer is None:
                    self._interview.skip()
                    continue
                self._interview.answer(answer)
                after = self._trying.reason(self._interview.case)
                for cause in self._causes:
                    if after.verdicts.get(cause.id) == "ruled_out" and cause.id not in decided:
                        decided[cause.id] = len(facts)
                        if question.fact not in self._read_by(cause):
                            in_passing[cause.id] = question.fact, answer
                found = self._sorting(start, question.fact)
                if found is not None:
                    sorting[len(facts)] = found
                facts.append(question.fact)
                before = after
        for cause in self._causes:
            decided.setdefault(cause.id, len(facts))
        order = sorted(
            self._causes,
            key=lambda cause: (decided[cause.id], cause.id in in_passing, self._cost(cause), cause.id),
        )
        return QuestionOrder(tuple(facts), tuple(cause.id for cause in order), decided, sorting, in_passing)

    def _read_by(self, cause: Cause) -> set[str]:
        """What can be asked to learn the facts that a cause's own conditions read."""
        facts = self._knowledge.conditions_of(cause).facts
        return {name for fact in facts for way in self._knowledge.ways_to_find(fact) for name in way}

    def _with(self, case: Case, fact: str, value: Value) -> Reasoning:
        return self._trying.reason(self._trying.with_value(case, fact, value))

    def _answers(self, fact: str, reasoning: Reasoning) -> tuple[Value, ...]:
        return answers(self._knowledge.vocabulary[fact], self._atoms, reasoning.values)

    def _excluding(self, before: Reasoning, fact: str) -> Value | None:
        """The answer that rules out most by what the causes themselves are; None if each confirms one."""
        best: tuple[tuple[int, int], Value] | None = None
        for value in self._answers(fact, before):
            after = self._with(self._interview.case, fact, value)
            if not after.symptoms or "confirmed" in after.verdicts.values():
                continue
            out = [name for name, verdict in after.verdicts.items() if verdict == "ruled_out"]
            beside = sum(self._cannot_apply(self._knowledge.causes[name], after) for name in out)
            score = (-beside, len(out))
            if best is None or score > best[0]:
                best = score, value
        return None if best is None else best[1]

    def _cannot_apply(self, cause: Cause, reasoning: Reasoning) -> bool:
        if cause.applies_when is None:
            return False
        return evaluate(self._knowledge.condition(cause.applies_when), reasoning.values).truth.fails

    def _sorting(self, start: Reasoning, fact: str) -> Sorting | None:
        """What the question sorts by itself, if it confirms nothing and rules out several causes at once."""
        excludes = []
        for value in self._answers(fact, start):
            after = self._with(start.case, fact, value)
            if "confirmed" in after.verdicts.values():
                return None
            out = tuple(self._newly_out(start, after))
            if out:
                excludes.append((value, out))
        return Sorting(fact, tuple(excludes)) if any(len(out) > 1 for _, out in excludes) else None

    def _newly_out(self, start: Reasoning, after: Reasoning) -> Iterator[str]:
        for cause in self._causes:
            if after.verdicts.get(cause.id) == "ruled_out" != start.verdicts.get(cause.id):
                yield cause.id

    def _cost(self, cause: Cause) -> float:
        facts = facts_in(self._knowledge.condition(cause.confirmed_when))
        return sum(self._knowledge.vocabulary.cost(name) for name in facts)
