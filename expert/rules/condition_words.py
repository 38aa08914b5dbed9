"""Says a condition of a rule file in words: as a question with its answer, as a checklist, as a phrase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from expert.facts.vocabulary import DAY, Vocabulary
from expert.foundations.texts import (
    AND,
    NO,
    OR,
    YES,
    Text,
    in_digits,
    joined,
    listed_in_quotes,
    one_of,
    way_letters,
)
from expert.rules.conditions import All, AnyOf, Atom, Condition, Not, OneOf, OtherFact, Relation, facts_in

ANY_OF = Text("Is one of these so?", "Stämmer något av detta?")
ALL_OF = Text("Are all of these so?", "Stämmer allt detta?")
EITHER = Text("either", "antingen")
NOT_SO = Text("not {answers}", "inte {answers}")
NONE_OF_THESE = Text("not {answers}", "varken {answers}")
NOTHING_BUT = Text("nothing but {answers}", "inget annat än {answers}")
NONE_OF = Text("none of these: {conditions}", "inget av detta: {conditions}")
NOT_ALL_OF = Text("not all of this: {conditions}", "inte allt detta: {conditions}")
LETTERED = Text("({letter}) {condition}", "({letter}) {condition}")
GROUPED = Text("({condition})", "({condition})")
ANSWERED = Text("{title}: {answers}", "{title}: {answers}")
TODAY = Text("today's date", "dagens datum")
FACT = Text('"{title}"', "”{title}”")
RELATIONS: dict[str, Text] = {
    "at_least": Text("at least {value}", "minst {value}"),
    "at_most": Text("at most {value}", "högst {value}"),
    "less_than": Text("less than {value}", "mindre än {value}"),
    "more_than": Text("more than {value}", "mer än {value}"),
    "before": Text("before {value}", "före {value}"),
    "after": Text("after {value}", "efter {value}"),
    "release": Text("{value} or one of its updates", "{value} eller en uppdatering av den"),
}
# Versions are numbered, and no more or less.
OF_VERSIONS: dict[str, Text] = {
    "less_than": Text("lower than {value}", "lägre än {value}"),
    "more_than": Text("higher than {value}", "högre än {value}"),
}
OPPOSITES: dict[Relation, Relation] = {
    "at_least": "less_than", "less_than": "at_least", "at_most": "more_than", "more_than": "at_most",
}  # fmt: skip

MOST_LISTED = 2
"""Answers that an answer is not, which are listed; of more, the others are where they are fewer."""


@dataclass(frozen=True, slots=True)
class ListedPart:
    """One line of a checklist.

    Attributes:
        text: what must be so, or the answers to what `label` names.
        label: the title of a fact; `either` and `or` before alternatives; None before anything else.
    """

    text: Text
    label: Text | None = None


@dataclass(frozen=True, slots=True)
class AskedCondition:
    """A condition as a question.

    Attributes:
        fact: the one fact that it asks for, None for a checklist; conditions on one fact are one question.
        title: the question.
        parts: what a checklist lists.
        answer: the answer that makes the condition hold.
        cost: what finding it out takes, by the vocabulary's estimate.
    """

    fact: str | None
    title: Text
    parts: tuple[ListedPart, ...]
    answer: Text
    cost: float


class ConditionWords:
    """Says conditions over one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def asked(self, condition: Condition) -> AskedCondition:
        """The condition as a question for one fact, or as a checklist of several."""
        cost = sum(self._vocabulary.cost(fact) for fact in facts_in(condition))
        if isinstance(condition, Atom):
            ask = self._vocabulary[condition.fact].ask
            return AskedCondition(condition.fact, ask, (), self._answer(condition), cost)
        title = ANY_OF if isinstance(condition, AnyOf) else ALL_OF
        parts = tuple(part for group in _groups(condition) for part in self._parts(group))
        return AskedCondition(None, title, parts, YES, cost)

    def phrase(self, condition: Condition) -> Text:
        """The condition inside a sentence: "OS version: at least 13; MFA: yes"."""
        if isinstance(condition, Not):
            return self._denied(condition.part)
        if isinstance(condition, AnyOf):
            return _linked(OR, [self._in_parentheses(part) for part in condition.parts])
        return joined([self._said(group) for group in _groups(condition)], "; ")

    def _denied(self, condition: Condition) -> Text:
        """That a condition fails: "the MDM authority is not Intune", "Expiration date: not before today's date"."""
        if isinstance(condition, Not):
            return self.phrase(condition.part)
        if isinstance(condition, Atom):
            definition = self._vocabulary[condition.fact]
            if isinstance(condition.test, OneOf) and definition.has_sentences:
                return definition.clause_one_of(condition.test.values, denied=True)
            return ANSWERED.format(title=definition.title, answers=self._answer_not(condition))
        lettered = zip(way_letters(), condition.parts, strict=False)
        parts = [LETTERED.format(letter=letter.lower(), condition=self.phrase(part)) for letter, part in lettered]
        said = NONE_OF if isinstance(condition, AnyOf) else NOT_ALL_OF
        return said.format(conditions=joined(parts, "; "))

    def _answer_not(self, atom: Atom) -> Text:
        """The answer to the fact's question that makes the atom fail."""
        definition, test = self._vocabulary[atom.fact], atom.test
        if not isinstance(test, OneOf):
            opposite = OPPOSITES.get(test.relation)
            if opposite is None:
                return NOT_SO.format(answers=self._answer(atom))
            return self._answer(replace(atom, test=replace(test, relation=opposite)))
        if definition.type == "yes_no":
            return NO if test.values == (True,) else YES
        others = tuple(value for value in definition.values if value not in test.values)
        said, values = NONE_OF_THESE if len(test.values) > 1 else NOT_SO, test.values
        if len(test.values) > MOST_LISTED and 0 < len(others) < len(test.values):
            said, values = NOTHING_BUT, others
        # Quoted, for an answer may deny something itself: "not “no policy”".
        return said.format(answers=listed_in_quotes(map(definition.say, values), OR))

    def _in_parentheses(self, condition: Condition) -> Text:
        return GROUPED.format(condition=self.phrase(condition))

    def _said(self, group: list[Condition]) -> Text:
        """Parts that belong together: tests of one fact, or a single condition of another kind."""
        first = group[0]
        if isinstance(first, Atom):
            return ANSWERED.format(title=self._vocabulary[first.fact].title, answers=self._answers(group))
        if isinstance(first, Not) and isinstance(first.part, Atom):
            title = self._vocabulary[first.part.fact].title
            return ANSWERED.format(title=title, answers=self._answer_not(first.part))
        return self._in_parentheses(first)

    def _parts(self, group: list[Condition]) -> Iterator[ListedPart]:
        """What a checklist lists for parts that belong together."""
        first = group[0]
        if isinstance(first, Atom):
            yield ListedPart(self._answers(group), self._vocabulary[first.fact].title)
        elif isinstance(first, AnyOf):
            for i, part in enumerate(first.parts):
                yield ListedPart(self.phrase(part), OR if i else EITHER)
        elif isinstance(first, Not) and isinstance(first.part, Atom):
            yield ListedPart(self._answer_not(first.part), self._vocabulary[first.part.fact].title)
        else:
            yield ListedPart(self.phrase(first))

    def _answers(self, group: list[Condition]) -> Text:
        return _linked(AND, [self._answer(atom) for atom in group if isinstance(atom, Atom)])

    def _answer(self, atom: Atom) -> Text:
        """The answers to the fact's question that make the atom hold."""
        definition = self._vocabulary[atom.fact]
        if isinstance(atom.test, OneOf):
            return one_of([definition.say(value) for value in atom.test.values])
        operand = atom.test.operand
        if isinstance(operand, OtherFact):
            value = joined([self._summand(part) for part in (operand.fact, *operand.plus)], " + ")
        else:
            value = definition.say(operand)
        relations = {**RELATIONS, **OF_VERSIONS} if definition.type == "version" else RELATIONS
        return relations[atom.test.relation].format(value=value)

    def _summand(self, part: str | int) -> Text:
        if part == DAY:
            return TODAY
        if isinstance(part, str):
            return FACT.format(title=self._vocabulary[part].title)
        return in_digits(part)


def _groups(condition: Condition) -> list[list[Condition]]:
    """The parts of a condition; where all must hold, tests of the same fact stay together."""
    if not isinstance(condition, All):
        return [[part] for part in (condition.parts if isinstance(condition, AnyOf) else (condition,))]
    groups: dict[str, list[Condition]] = {}
    for i, part in enumerate(condition.parts):
        groups.setdefault(part.fact if isinstance(part, Atom) else str(i), []).append(part)
    return list(groups.values())


def _linked(word: Text, parts: Sequence[Text]) -> Text:
    """The parts with a word between them."""
    return Text(f" {word.en} ".join(part.en for part in parts), f" {word.sv} ".join(part.sv for part in parts))
