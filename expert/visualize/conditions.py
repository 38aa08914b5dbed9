"""Says a condition of a rule file in words: as a question with its answer, as a checklist, as a phrase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from expert.facts.vocabulary import Vocabulary
from expert.foundations.texts import AND, OR, Language, Text
from expert.rules.conditions import All, AnyOf, Atom, Condition, Not, OneOf, OtherFact, facts_in
from expert.visualize import words
from expert.visualize.canvas.graph import Row


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition as a question.

    Attributes:
        fact: the one fact that it asks for, None for a checklist; conditions on one fact are one question.
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


def _groups(condition: Condition) -> list[list[Condition]]:
    """The parts of a condition; where all must hold, tests of the same fact stay together."""
    if not isinstance(condition, All):
        return [[part] for part in (condition.parts if isinstance(condition, AnyOf) else (condition,))]
    groups: dict[str, list[Condition]] = {}
    for i, part in enumerate(condition.parts):
        groups.setdefault(part.fact if isinstance(part, Atom) else str(i), []).append(part)
    return list(groups.values())


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
        rows = tuple(row for group in _groups(condition) for row in self._rows(group))
        return Asked(None, self._say(title), rows, self._say(words.YES), cost)

    def phrase(self, condition: Condition) -> str:
        """The condition inside a sentence: "OS version: at least 13; MFA: yes"."""
        if isinstance(condition, Not):
            return f"{self._say(words.NOT)} ({self.phrase(condition.part)})"
        if isinstance(condition, AnyOf):
            return f" {self._say(OR)} ".join(f"({self.phrase(part)})" for part in condition.parts)
        return "; ".join(self._said(group) for group in _groups(condition))

    def _said(self, group: list[Condition]) -> str:
        """Parts that belong together: tests of one fact, or a single condition of another kind."""
        if isinstance(group[0], Atom):
            return f"{self._title(group[0].fact)}: {self._answers(group)}"
        return f"({self.phrase(group[0])})"

    def _rows(self, group: list[Condition]) -> Iterator[Row]:
        """What a checklist lists for parts that belong together."""
        first = group[0]
        if isinstance(first, Atom):
            yield Row(self._answers(group), self._title(first.fact))
        elif isinstance(first, AnyOf):
            for i, part in enumerate(first.parts):
                yield Row(self.phrase(part), self._say(OR if i else words.EITHER))
        else:
            yield Row(self.phrase(first))

    def _answers(self, group: list[Condition]) -> str:
        answers = [self._answer(atom) for atom in group if isinstance(atom, Atom)]
        return f" {self._say(AND)} ".join(answers)

    def _title(self, fact: str) -> str:
        return self._say(self._vocabulary[fact].title)

    def _answer(self, atom: Atom) -> str:
        """The answers to the fact's question that make the atom hold."""
        definition = self._vocabulary[atom.fact]
        if isinstance(atom.test, OneOf):
            answers = [self._say(definition.say(value)) for value in atom.test.values]
            either = f" {self._say(OR)} "
            return either.join(filter(None, (", ".join(answers[:-1]), answers[-1])))
        operand = atom.test.operand
        if isinstance(operand, OtherFact):
            value = " + ".join(
                self._say(words.QUOTED.format(text=self._title(part))) if isinstance(part, str) else str(part)
                for part in (operand.fact, *operand.plus)
            )
        else:
            value = self._say(definition.say(operand))
        return self._say(words.RELATIONS[atom.test.relation].format(value=value))

    def _say(self, text: Text) -> str:
        return text.in_(self._language)
