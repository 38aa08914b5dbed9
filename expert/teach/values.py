"""Which facts bear on causes, and which values of a fact make a difference to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from expert.facts.versions import Version
from expert.facts.vocabulary import Value
from expert.rules.conditions import Atom, Compare, Condition, Not, OtherFact, facts_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause

TODAY = date(2026, 11, 23)
"""The day of observation in exercises: they must not change with the calendar."""

# Beside the values that conditions compare with; real counts and releases are of this size.
_SAMPLES: dict[str, tuple[Value, ...]] = {
    "yes_no": (True, False),
    "number": (3, 5, 12, 15, 20, 40),
    "version": tuple(Version.read(text) for text in ("15.5", "16.2", "17.4", "18.1")),
    "date": (TODAY.replace(year=TODAY.year - 1), TODAY.replace(year=TODAY.year + 1)),
}


def conditions_of(knowledge: KnowledgeBase, cause: Cause) -> tuple[Condition, ...]:
    """Every condition of a cause: what confirms it, what rules it out, where it applies."""
    data = (cause.confirmed_when, cause.ruled_out_when, cause.applies_when)
    return tuple(knowledge.condition(part) for part in data if part is not None)


def relevant_facts(knowledge: KnowledgeBase, causes: Iterable[Cause]) -> tuple[str, ...]:
    """The facts that can be asked for and that bear on these causes, in the order of the vocabulary."""
    read = {name for cause in causes for condition in conditions_of(knowledge, cause) for name in facts_in(condition)}
    for derivation in knowledge.derivations.values():
        if any(name in read for name in derivation.concludes):
            read.update(facts_in(knowledge.condition(derivation.when)))
    return tuple(name for name in knowledge.vocabulary.facts if name in read and knowledge.vocabulary[name].asked)


def ways_to_find(knowledge: KnowledgeBase, fact: str) -> tuple[tuple[str, ...], ...]:
    """What can be asked to learn a fact, the cheapest way first: itself, or what it is worked out from."""
    vocabulary = knowledge.vocabulary
    if vocabulary[fact].asked:
        return ((fact,),)
    derivations = [derivation for derivation in knowledge.derivations.values() if fact in derivation.concludes]
    read = dict.fromkeys(facts_in(knowledge.condition(derivation.when)) for derivation in derivations)
    asked = [tuple(name for name in names if vocabulary[name].asked) for names in read]
    return tuple(sorted(filter(None, asked), key=lambda names: sum(map(vocabulary.cost, names))))


def values_to_try(
    knowledge: KnowledgeBase, causes: Iterable[Cause], fact: str, known: Mapping[str, tuple[Value, ...]]
) -> tuple[Value, ...]:
    """The answers to a question that can make a difference to these causes, and some others of its type."""
    definition = knowledge.vocabulary[fact]
    if definition.type == "word":
        return tuple(definition.values)
    conditions = [condition for cause in causes for condition in conditions_of(knowledge, cause)]
    conditions += [knowledge.condition(derivation.when) for derivation in knowledge.derivations.values()]
    found = [value for condition in conditions for bound in _bounds(condition, fact, known) for value in _around(bound)]
    return tuple(dict.fromkeys((*found, *_SAMPLES.get(definition.type, ()))))


def _bounds(condition: Condition, fact: str, known: Mapping[str, tuple[Value, ...]]) -> Iterator[Value]:
    """What the fact is compared with: values, and what is known of other facts."""
    if isinstance(condition, Not):
        yield from _bounds(condition.part, fact, known)
    elif not isinstance(condition, Atom):
        for part in condition.parts:
            yield from _bounds(part, fact, known)
    elif isinstance(condition.test, Compare) and fact in condition.facts:
        operand = condition.test.operand
        if not isinstance(operand, OtherFact):
            yield operand
        else:
            others = [name for name in condition.facts if name != fact]
            yield from (value for name in others for value in known.get(name, ()))


def _around(bound: Value) -> Iterator[Value]:
    """The bound, and a value on each side of it."""
    if isinstance(bound, Version):
        yield from (Version.read(f"{max(bound.parts[0] - 1, 0)}.0"), bound, Version.read(f"{bound.parts[0] + 1}.0"))
    elif isinstance(bound, date):
        yield from (bound - timedelta(days=1), bound, bound + timedelta(days=1))
    elif isinstance(bound, int) and not isinstance(bound, bool):
        yield from (max(bound - 1, 0), bound, bound + 1)
