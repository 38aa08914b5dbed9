"""Says a condition of a rule file in words: as a question with its answer, as a checklist, as a phrase."""

from __future__ import annotations

from dataclasses import dataclass

from expert.facts.vocabulary import Vocabulary
from expert.rules.conditions import All, AnyOf, Atom, Condition, Not, OneOf, OtherFact, facts_in
from expert.texts import Language, Text
from expert.visualize import words
from expert.visualize.graph import Row


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition as a question.

    Attributes:
        fact: the one fact that it asks for; conditions on the same fact are one question. None for a checklist.
        title: the question.
        rows: what a checklist lists.
        answer: the answer that makes the condition hold.
        cost: what finding it out takes, by the vocabulary's estimate.
    """

    fact: str | None
    title: str
    rows: tuple[Row, ...]
    answer: str
    cost: float


class Speaker:
    """Says conditions over one vocabulary in one language."""

    def __init__(self, vocabulary: Vocabulary, language: Language) -> None:
        self._vocabulary = vocabulary
        self._language: Language = language

    def asked(self, condition: Condition) -> Asked:
        """The condition as a question for one fact, or as a checklist of several."""
        facts = facts_in(condition)
        cost = sum(self._vocabulary.cost(fact) for fact in facts)
        if isinstance(condition, Atom):
            ask = self._say(self._vocabulary[condition.fact].ask)
            return Asked(condition.fact, ask, (), self._answer(condition), cost)
        title = words.ANY_OF if isinstance(condition, AnyOf) else words.ALL_OF
        parts = condition.parts if isinstance(condition, (All, AnyOf)) else (condition,)
        return Asked(None, self._say(title), tuple(map(self._row, parts)), self._say(words.YES), cost)

    def phrase(self, condition: Condition) -> str:
        """The condition inside a sentence: "OS version: at least 13, MFA: yes"."""
        if isinstance(condition, Atom):
            return f"{self._title(condition.fact)}: {self._answer(condition)}"
        if isinstance(condition, Not):
            return f"{self._say(words.NOT)} ({self.phrase(condition.part)})"
        either = isinstance(condition, AnyOf)
        parts = [self.phrase(part) for part in condition.parts]
        return f" {self._say(words.OR)} ".join(f"({part})" for part in parts) if either else ", ".join(parts)

    def _row(self, condition: Condition) -> Row:
        if isinstance(condition, Atom):
            return Row(self._answer(condition), self._title(condition.fact))
        return Row(self.phrase(condition))

    def _title(self, fact: str) -> str:
        return self._say(self._vocabulary[fact].title)

    def _answer(self, atom: Atom) -> str:
        """The answers to the fact's question that make the atom hold."""
        definition = self._vocabulary[atom.fact]
        if isinstance(atom.test, OneOf):
            answers = [self._say(definition.say(value)) for value in atom.test.values]
            either = f" {self._say(words.OR)} "
            return either.join(filter(None, (", ".join(answers[:-1]), answers[-1])))
        operand = atom.test.operand
        if isinstance(operand, OtherFact):
            value = " + ".join(
                [self._title(operand.fact), *(self._title(p) if isinstance(p, str) else str(p) for p in operand.plus)]
            )
        else:
            value = self._say(definition.say(operand))
        return self._say(words.RELATIONS[atom.test.relation].format(value=value))

    def _say(self, text: Text) -> str:
        return text.in_(self._language)
