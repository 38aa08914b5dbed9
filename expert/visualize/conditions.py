"""The words of conditions in one language, as boxes and pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from expert.facts.vocabulary import Vocabulary
from expert.foundations.texts import Language, Text
from expert.rules.condition_words import ConditionWords
from expert.rules.conditions import Condition
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


class Speaker:
    """Says conditions over one vocabulary in one language."""

    def __init__(self, vocabulary: Vocabulary, language: Language) -> None:
        self._words = ConditionWords(vocabulary)
        self._language: Language = language

    def asked(self, condition: Condition) -> Asked:
        """The condition as a question for one fact, or as a checklist of several."""
        asked = self._words.asked(condition)
        rows = tuple(Row(self._say(part.text), self._say(part.label)) for part in asked.parts)
        return Asked(asked.fact, self._say(asked.title), rows, self._say(asked.answer), asked.cost)

    def phrase(self, condition: Condition) -> str:
        """The condition inside a sentence: "OS version: at least 13; MFA: yes"."""
        return self._say(self._words.phrase(condition))

    def _say(self, text: Text | None) -> str:
        return "" if text is None else text.in_(self._language)
