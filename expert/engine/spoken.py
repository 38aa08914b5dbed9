"""What several parts of a diagnosis are worked out from: the reasoning, and its causes in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expert.engine import diagnosis_phrases as phrases
from expert.engine.contradictions import Contradictions
from expert.engine.knowledge_words import KnowledgeWords
from expert.engine.program import Assertion
from expert.engine.reasoner import Reasoning
from expert.facts.vocabulary import MESSAGE, Value
from expert.facts.writer import as_json
from expert.foundations.terms import GRAVE
from expert.foundations.texts import AND, Language, Text, joined, listed_in_quotes
from expert.results import diagnosis as doc
from expert.rules.conditions import evaluate, open_facts


class Spoken:
    """A reasoning, about to be put into one language.

    Attributes:
        reasoning: the reasoning.
        language: the language.
        words: what the knowledge says in it.
        contradictions: which facts contradict each other.
    """

    def __init__(self, reasoning: Reasoning, language: Language) -> None:
        self.reasoning = reasoning
        self.language: Language = language
        self.words = KnowledgeWords.of(reasoning.knowledge, language)
        self.contradictions = Contradictions(reasoning)
        self._facts: dict[Assertion, doc.FactValue] = {}
        self._observed = {fact.name: str(fact.origin) for fact in reasoning.case if fact.origin.kind != "api"}

    def say(self, text: Text) -> str:
        """A text in the language."""
        return text.in_(self.language)

    def fact(self, known: Assertion) -> doc.FactValue:
        """A fact in words."""
        found = self._facts.get(known)
        if found is None:
            found = self._facts[known] = self._said(known, frozenset())
        return found

    def _said(self, known: Assertion, above: frozenset[Assertion]) -> doc.FactValue:
        """A fact in words, with what it was worked out from; what follows from itself, only as far as that."""
        definition = self.reasoning.knowledge.vocabulary[known.fact]
        rule = self.reasoning.origin(known)
        above |= {known}
        premises = [] if rule is None else [one for one in self.reasoning.because(known) if one not in above]
        return doc.FactValue(
            fact=known.fact,
            value=as_json(known.value),
            title=self.say(definition.title),
            words=self.say(definition.say(known.value)),
            derived_by=rule,
            clause=self.say(definition.clause(known.value)),
            origin=self._observed.get(MESSAGE if known in self.reasoning.told else known.fact),
            follows_from=tuple(self._said(premise, above) for premise in premises),
        )

    def known_roughly(self, name: str) -> Value | None:
        """What is known of a fact that is asked for all the same, as it is too rough."""
        return None if name == MESSAGE else self.reasoning.case.get(name)


class Part:
    """A part of a diagnosis that is worked out from its causes.

    Args:
        spoken: the reasoning, and the language.
        causes: the candidates, in words.
        obstacles: what stands in the way whatever is seen, in words.
    """

    def __init__(
        self, spoken: Spoken, causes: tuple[doc.CauseFound, ...], obstacles: tuple[doc.CauseFound, ...]
    ) -> None:
        self._spoken = spoken
        self.reasoning = spoken.reasoning
        self.words = spoken.words
        self.contradictions = spoken.contradictions
        self.causes = causes
        self.obstacles = obstacles

    def say(self, text: Text) -> str:
        """A text in the language."""
        return self._spoken.say(text)

    def fact(self, known: Assertion) -> doc.FactValue:
        """A fact in words."""
        return self._spoken.fact(known)

    def asked_first(self) -> list[str]:
        """What of that to ask for."""
        knowledge, case = self.reasoning.knowledge, self.reasoning.case
        asked = [name for name in knowledge.behaviors if knowledge.vocabulary[name].asked and name not in case]
        return [MESSAGE, *asked]

    def open_about_place(self, cause: doc.CauseFound) -> tuple[str, ...]:
        """The facts, not known, on which it depends whether a cause can be at all, or stops this enrollment."""
        known = self.reasoning.knowledge.causes[cause.id]
        values = self.reasoning.values
        conditions = (self.reasoning.knowledge.conditions_of(known).applies, self.reasoning.stops(known))
        names = (open_facts(evaluate(part, values), values) for part in conditions if part is not None)
        return tuple(dict.fromkeys(name for some in names for name in some))

    def needed_before_danger(self, causes: Iterable[doc.CauseFound]) -> Iterator[str]:
        """The facts, not known, on which it depends whether something dangerous has to be done before a step."""
        r = self.reasoning
        for found in causes:
            if found.verdict in ("confirmed", "likely") and not found.disputed:
                cause = r.knowledge.causes[found.id]
                for way in self.words.ways(cause):
                    for part in way.steps:
                        if part.only_when is not None and set(part.step.safety) & set(GRAVE):
                            evaluation = evaluate(r.knowledge.condition(part.only_when.when), r.values)
                            yield from r.to_find_out(open_facts(evaluation, r.values))


def titles(causes: Iterable[doc.CauseFound]) -> Text:
    """The titles of causes, in quotation marks."""
    return listed_in_quotes((cause.title for cause in causes), AND)


def said_facts(facts: Iterable[doc.FactValue]) -> Text:
    """Facts with their values."""
    return joined([phrases.FACT.format(title=fact.title, words=fact.words) for fact in facts], ", ")
