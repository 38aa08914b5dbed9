"""Compiles what is known about one symptom into rules that any forward-chaining engine can fire.

A condition becomes two families of monotone rules: one that concludes it is known to hold, one that
concludes it is known to fail, with `not` pushed down to the atoms. A part inside a condition gets a mark of
its own, so the number of rules grows with the length of the conditions, never with the number of
combinations. Only the last strata, which `chaining.py` writes, ask for what is absent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from expert.facts.vocabulary import Value
from expert.rules.conditions import All, Atom, Condition, Not, facts_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Symptom


@dataclass(frozen=True, slots=True)
class Assertion:
    """The conclusion that a fact has a value."""

    fact: str
    value: Value


@dataclass(frozen=True, slots=True)
class Mark:
    """The conclusion that something is so: `kind` of `key`, for example proven, cname-missing."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class AtomPremise:
    """An atom that is known to hold (or, with `wanted` false, known to fail)."""

    atom: Atom
    wanted: bool


Premise = AtomPremise | Mark
Conclusion = Assertion | Mark


@dataclass(frozen=True, slots=True)
class Rule:
    """When all premises are there, the conclusion is. `name` says which part of which file it came from."""

    name: str
    premises: tuple[Premise, ...]
    conclusion: Conclusion


@dataclass(frozen=True, slots=True)
class Way:
    """An option of a cause's remedy, by its number from 1."""

    cause: str
    number: int

    @property
    def key(self) -> str:
        """The name under which the rules speak of it."""
        return f"{self.cause}/{self.number}"


@dataclass(frozen=True)
class Program:
    """The rules of one symptom.

    Attributes:
        symptom: the symptom.
        causes: its candidate causes.
        rules: the monotone rules.
        facts: the facts that the rules read; others need not be told to the engine.
        named: the causes that the symptom's message names.
        ways: the options of the candidates' remedies.
    """

    symptom: Symptom
    causes: tuple[Cause, ...]
    rules: tuple[Rule, ...]
    facts: frozenset[str]
    named: frozenset[str]
    ways: tuple[Way, ...]


def compile_symptom(knowledge: KnowledgeBase, symptom: Symptom) -> Program:
    """The program for one symptom: its recognition, its candidates and what their conditions read."""
    causes = knowledge.causes_of(symptom.id)
    rules = list(_rules_of_symptom(knowledge, symptom))
    ways: list[Way] = []
    for cause in causes:
        rules.extend(_rules_of_cause(knowledge, cause))
        for number in range(1, len(knowledge.remedy_of(cause).options) + 1):
            ways.append(Way(cause.id, number))
    facts = _facts_read(rules)
    rules.extend(_derivations(knowledge, facts))
    named = {cause.id for cause in causes for link in cause.links() if link.symptom == symptom.id and link.named}
    return Program(symptom, causes, tuple(rules), frozenset(_facts_read(rules)), frozenset(named), tuple(ways))


def _rules_of_symptom(knowledge: KnowledgeBase, symptom: Symptom) -> Iterator[Rule]:
    name = symptom.id
    if symptom.recognized_when is not None:
        condition = knowledge.condition(symptom.recognized_when)
        yield from _compile(condition, True, f"{name}/recognized_when", Mark("recognized", name))
    if symptom.applies_when is not None:
        condition = knowledge.condition(symptom.applies_when)
        yield from _compile(condition, False, f"{name}/applies_when", Mark("elsewhere", name))


def _rules_of_cause(knowledge: KnowledgeBase, cause: Cause) -> Iterator[Rule]:
    name = cause.id
    confirmed = knowledge.condition(cause.confirmed_when)
    yield from _compile(confirmed, True, f"{name}/confirmed_when", Mark("proven", name))
    if cause.ruled_out_when is None:
        yield from _compile(confirmed, False, f"{name}/confirmed_when", Mark("excluded", name))
    else:
        excluded = knowledge.condition(cause.ruled_out_when)
        yield from _compile(excluded, True, f"{name}/ruled_out_when", Mark("excluded", name))
    if cause.applies_when is not None:
        applies = knowledge.condition(cause.applies_when)
        yield from _compile(applies, False, f"{name}/applies_when", Mark("inapplicable", name))
    for number, option in enumerate(knowledge.remedy_of(cause).options, start=1):
        way = Way(name, number).key
        if option.when is not None:
            when = knowledge.condition(option.when)
            yield from _compile(when, False, f"{way}/when", Mark("unsuitable", way))
        if option.harm is not None:
            harm = knowledge.condition(option.harm.when)
            yield from _compile(harm, True, f"{way}/harm", Mark("harmful", way))


def _compile(condition: Condition, wanted: bool, name: str, conclusion: Conclusion) -> Iterator[Rule]:
    """Rules that conclude as soon as the condition is known to be as wanted."""
    sign = "" if wanted else "!"
    if isinstance(condition, Not):
        yield from _compile(condition.part, not wanted, f"{name}.not", conclusion)
    elif isinstance(condition, Atom):
        yield Rule(f"{sign}{name}", (AtomPremise(condition, wanted),), conclusion)
    elif isinstance(condition, All) == wanted:
        premises: list[Premise] = []
        for i, part in enumerate(condition.parts):
            inner, rules = _premise(part, wanted, f"{name}.{i}")
            premises.append(inner)
            yield from rules
        yield Rule(f"{sign}{name}", tuple(premises), conclusion)
    else:
        for i, part in enumerate(condition.parts):
            yield from _compile(part, wanted, f"{name}.{i}", conclusion)


def _premise(condition: Condition, wanted: bool, name: str) -> tuple[Premise, list[Rule]]:
    while isinstance(condition, Not):
        condition, wanted = condition.part, not wanted
    if isinstance(condition, Atom):
        return AtomPremise(condition, wanted), []
    mark = Mark("known" if wanted else "known not", name)
    return mark, list(_compile(condition, wanted, name, mark))


def _facts_read(rules: list[Rule]) -> set[str]:
    return {
        name
        for rule in rules
        for premise in rule.premises
        if isinstance(premise, AtomPremise)
        for name in premise.atom.facts
    }


def _derivations(knowledge: KnowledgeBase, wanted: set[str]) -> list[Rule]:
    """The derivations that work out a wanted fact, and those that their own premises need."""
    rules: list[Rule] = []
    waiting, done = set(wanted), set()
    while waiting:
        done |= waiting
        found = [d for d in knowledge.derivations.values() if d.concludes.keys() & waiting]
        waiting = set()
        for derivation in found:
            condition = knowledge.condition(derivation.when)
            for fact, value in knowledge.conclusions(derivation).items():
                rules.extend(_compile(condition, True, derivation.id, Assertion(fact, value)))
            waiting |= set(facts_in(condition)) - done
    return list(dict.fromkeys(rules))


@cache
def checker(premise: AtomPremise) -> Callable[..., bool]:
    """Whether values of the atom's facts, in their order, are as the premise wants.

    One function for equal premises, process-wide: experta keeps every predicate it has seen for ever.
    """

    def check(*values: Value) -> bool:
        return premise.atom.check(values) is premise.wanted

    return check
