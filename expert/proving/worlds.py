"""Sets of facts to try: few values of each fact stand for all of them, and what cannot be true is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations, product

from expert.engine.imagined import HOLDS, Test
from expert.engine.program import Assertion
from expert.engine.reasoner import Reasoner
from expert.facts.case import Case
from expert.facts.versions import Version
from expert.facts.vocabulary import DAY, MESSAGE, Value
from expert.rules.answers import anchored, answers, choices
from expert.rules.conditions import Atom, Compare, OneOf, OtherFact, atoms_in
from expert.rules.knowledge import KnowledgeBase

World = dict[str, Value | None]
"""Facts that a case states besides the example of the symptom that it shows; None where one of that is not known."""

A_DAY = date(2026, 3, 2)
"""The day of observation that cases name where one is needed: what a case says must not change with the calendar."""


class Truthful:
    """What is known of a knowledge base, for telling which facts can be true together."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        tests = (Test(knowledge.condition(rule.never)) for rule in knowledge.impossible)
        self._never = [(frozenset(test.facts), test) for test in tests]

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> Truthful:
        """That of a knowledge base, made once."""
        return knowledge.attach(cls)

    def allows(self, values: Mapping[str, tuple[Value, ...]]) -> bool:
        """Whether these can be true together: no fact has two values, and no rule of `impossible.yaml` holds."""
        if any(len(several) > 1 for several in values.values()):
            return False
        return not any(
            not facts.isdisjoint(values) and test.check(values) & HOLDS for facts, test in self._never
        )


class Shows:
    """The facts that a case has because it shows a symptom.

    Args:
        knowledge: the knowledge base.
        symptom: its id.
        wording: the message by which it is shown; that of its example if left out.

    Attributes:
        symptom: its id.
        start: what its cases state because of the message.
        given: those of its example, and those that are read from its text; a case can state them otherwise.
        told: what its message states besides.
        by_message: the symptoms that are recognized in the text.
    """

    def __init__(self, knowledge: KnowledgeBase, symptom: str, wording: str | None = None) -> None:
        self.symptom = symptom
        self.start: World = {} if wording is None else {MESSAGE: (wording,)}
        example = Case.of({**knowledge.symptoms[symptom].example, **self.start}, knowledge.vocabulary)
        reasoning = Reasoner.of(knowledge).imagine(example, A_DAY)
        self.given: dict[str, Value] = {fact.name: fact.value for fact in reasoning.case}
        self.told: tuple[Assertion, ...] = tuple(reasoning.told)
        self.by_message = frozenset(match.symptom for match in reasoning.recognized.matches)

    def with_(self, world: World) -> dict[str, tuple[Value, ...]]:
        """All that is known of a case with these facts."""
        values: dict[str, tuple[Value, ...]]
        values = {name: (value,) for name, value in {**self.given, **world}.items() if value is not None}
        for known in self.told:
            if known.value not in values.get(known.fact, ()):
                values[known.fact] = (*values.get(known.fact, ()), known.value)
        return values


class Domains:
    """The values of each fact that are worth trying for some conditions.

    Args:
        knowledge: the knowledge base.
        atoms: the tests that bear on it.
    """

    def __init__(self, knowledge: KnowledgeBase, atoms: Iterable[Atom]) -> None:
        self._vocabulary = knowledge.vocabulary
        self._atoms = list(atoms)
        never = (knowledge.condition(rule.never) for rule in knowledge.impossible)
        self._telling = [*self._atoms, *(atom for condition in never for atom in atoms_in(condition))]
        self._known: dict[str, tuple[Value, ...]] = {}

    def of(self, fact: str) -> tuple[Value, ...]:
        """The values to try, those that conditions name first."""
        if fact not in self._known:
            self._known[fact] = tuple(self._of(fact))
        return self._known[fact]

    def _of(self, fact: str) -> Iterator[Value]:
        definition = self._vocabulary[fact]
        about = [atom for atom in self._atoms if fact in atom.facts]
        if fact == DAY:
            yield A_DAY
        elif choices(definition):
            named = {value for atom in about if isinstance(atom.test, OneOf) for value in atom.test.values}
            seen: set[tuple[bool | None, ...]] = set()
            for value in choices(definition):
                signature = tuple(atom.check((value,)) for atom in self._telling if atom.facts == (fact,))
                if value in named or signature not in seen:
                    yield value
                seen.add(signature)
        elif definition.type not in ("text", "texts"):
            own = [atom for atom in about if atom.fact == fact]
            found = anchored(fact, own, {name: (self._typical(name),) for atom in own for name in atom.facts[1:]})
            # A version that is named too roughly to tell is a third thing to know of it.
            versions = (value for value in found if isinstance(value, Version) and len(value.parts) > 1)
            found = (*found, *(Version.of(value.parts[:1]) for value in versions))
            yield from dict.fromkeys((*found, *((self._typical(fact),) if len(own) < len(about) or not found else ())))

    def _typical(self, fact: str) -> Value:
        """A value that stands for less, as much or more than something else."""
        bounds = [atom for atom in self._atoms if atom.facts == (fact,)]
        if fact == DAY:
            return A_DAY
        found = answers(self._vocabulary[fact], bounds, {})
        fits = (value for value in found if not any(_forbids(atom, value) for atom in self._telling))
        return next(fits, found[0])


def _forbids(atom: Atom, value: Value) -> bool:
    """Whether a value stands at the very edge of what an atom speaks of: a poor example."""
    return isinstance(atom.test, Compare) and not isinstance(atom.test.operand, OtherFact) and (
        atom.test.operand == value
    )


def spread(
    start: World, names: Iterable[str], domains: Domains, given: Mapping[str, Value], most: int,
    *, less: bool = False,
) -> Iterator[tuple[int, World]]:
    """All ways to know some facts, none first, then one, then two …; with the number of those that are known.

    Args:
        start: what is known anyway.
        names: the facts; of those that a case has because of what it shows, only other values are tried.
        domains: their values.
        given: what a case has because of what it shows.
        most: where there would be more, the rest is left out.
        less: whether what a case has because of what it shows may also not be known.
    """
    values: dict[str, list[Value | None]] = {
        name: [*(value for value in domains.of(name) if given.get(name) != value), *([None] * (less and name in given))]
        for name in dict.fromkeys(names) if name not in start and name != MESSAGE
    }  # fmt: skip
    open_names = [name for name, found in values.items() if found]
    tried = 0
    for count in range(len(open_names) + 1):
        for chosen in combinations(open_names, count):
            for combination in product(*(values[name] for name in chosen)):
                tried += 1
                if tried > most:
                    return
                yield count, {**start, **dict(zip(chosen, combination, strict=True))}


def dated(world: Mapping[str, object], atoms: Iterable[Atom]) -> bool:
    """Whether a fact is held against the day of observation, which the world does not name."""
    return DAY not in world and any(DAY in atom.facts and atom.fact in world for atom in atoms)
