"""In which order the questions of a symptom are asked, and what their answers do to its causes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from expert.engine import diagnose
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
    """The questions about a symptom, as a diagnosis lists them where nothing else is known.

    Attributes:
        facts: what is asked for, in this order.
        numbers: of the questions for these facts, in that diagnosis.
        decides: the causes that each of these questions is about there.
        causes: every cause of the symptom, in the order in which the questions lead to them.
        place: for each cause, the place in `facts` of the first question that its proof takes; after the last one
            where there is none.
        sorting: the questions that sort several causes that come after them, by their place in `facts`.
        in_passing: for causes that an answer to an earlier question rules out, that question's fact and the answer;
            their own question is needless then.
    """

    facts: tuple[str, ...]
    numbers: dict[str, int]
    decides: dict[str, tuple[str, ...]]
    causes: tuple[str, ...]
    place: dict[str, int]
    sorting: dict[int, Sorting]
    in_passing: dict[str, tuple[str, Value]]


def question_order(knowledge: KnowledgeBase, symptom: str) -> QuestionOrder:
    """The order of questions about a symptom: the one in which a diagnosis lists them, and an interview asks.

    What an answer does is tried out one question after the other, each answered so that no cause is confirmed and,
    where it can be helped, none drops out because it cannot apply at all.

    Raises:
        KeyError: there is no such symptom.
    """
    return _Descent(knowledge, knowledge.symptoms[symptom]).order()


class _Descent:
    """The questions down to the last cause."""

    def __init__(self, knowledge: KnowledgeBase, symptom: Symptom) -> None:
        self._knowledge = knowledge
        self._causes = knowledge.causes_of(symptom.id)
        self._atoms = tuple(knowledge.atoms_about(self._causes))
        self._case = Case.of(symptom.example, knowledge.vocabulary)
        self._trying = Trying(knowledge)

    def order(self) -> QuestionOrder:
        asked = diagnose(self._case, self._knowledge, today=TODAY).questions
        numbers = {question.fact: question.number for question in asked if question.decides}
        decides = {question.fact: question.decides for question in asked if question.decides}
        facts = tuple(numbers)
        start = before = self._trying.reason(self._case)
        open_facts = facts if "confirmed" not in start.verdicts.values() else ()
        sorts = {fact for fact in open_facts if self._sorting(start, fact, self._causes) is not None}
        place = {cause.id: self._place(cause, facts, sorts) for cause in self._causes}
        in_passing: dict[str, tuple[str, Value]] = {}
        sorting: dict[int, Sorting] = {}
        for number, fact in enumerate(open_facts):
            later = [cause for cause in self._causes if place[cause.id] > number]
            if fact in sorts and self._sorting(start, fact, later) is not None:
                # Asked for alone, it stands above what is decided at the same place by more than it.
                below = [cause for cause in self._causes if place[cause.id] >= number]
                found = self._sorting(start, fact, below)
                assert found is not None
                sorting[number] = found
            answer = self._excluding(before, fact)
            if answer is None:
                continue
            self._case = self._trying.with_value(self._case, fact, answer)
            after = self._trying.reason(self._case)
            for cause in later:
                if after.verdicts.get(cause.id) == "ruled_out" != before.verdicts.get(cause.id):
                    in_passing[cause.id] = fact, answer
            before = after
        order = sorted(
            self._causes, key=lambda cause: (place[cause.id], cause.id in in_passing, self._cost(cause), cause.id)
        )
        causes = tuple(cause.id for cause in order)
        return QuestionOrder(facts, numbers, decides, causes, place, sorting, in_passing)

    def _place(self, cause: Cause, facts: tuple[str, ...], sorts: Collection[str]) -> int:
        """Where the first fact stands that the proof of a cause takes, but for those that are asked for to sort causes;
        where it takes nothing else, the last."""
        read = facts_in(self._knowledge.condition(cause.confirmed_when))
        taken = {name for fact in read for way in self._knowledge.ways_to_find(fact) for name in way}
        places = [number for number, fact in enumerate(facts) if fact in taken]
        own = [number for number in places if facts[number] not in sorts]
        return own[0] if own else places[-1] if places else len(facts)

    def _with(self, case: Case, fact: str, value: Value) -> Reasoning:
        return self._trying.reason(self._trying.with_value(case, fact, value))

    def _answers(self, fact: str, reasoning: Reasoning) -> tuple[Value, ...]:
        return answers(self._knowledge.vocabulary[fact], self._atoms, reasoning.values)

    def _excluding(self, before: Reasoning, fact: str) -> Value | None:
        """The answer that rules out most by what the causes themselves are; None if each confirms one."""
        best: tuple[tuple[int, int], Value] | None = None
        for value in self._answers(fact, before):
            after = self._with(self._case, fact, value)
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

    def _sorting(self, start: Reasoning, fact: str, later: Sequence[Cause]) -> Sorting | None:
        """What the question sorts by itself, if it confirms nothing and rules out several causes after it at once."""
        excludes = []
        for value in self._answers(fact, start):
            after = self._with(start.case, fact, value)
            if "confirmed" in after.verdicts.values():
                return None
            out = tuple(self._newly_out(start, after, later))
            if out:
                excludes.append((value, out))
        return Sorting(fact, tuple(excludes)) if any(len(out) > 1 for _, out in excludes) else None

    def _newly_out(self, start: Reasoning, after: Reasoning, later: Sequence[Cause]) -> Iterator[str]:
        for cause in later:
            if after.verdicts.get(cause.id) == "ruled_out" != start.verdicts.get(cause.id):
                yield cause.id

    def _cost(self, cause: Cause) -> float:
        facts = facts_in(self._knowledge.condition(cause.confirmed_when))
        return sum(self._knowledge.vocabulary.cost(name) for name in facts)
