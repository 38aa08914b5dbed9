"""How conditions come out, and where another condition comes to the same: what makes a mutant change nothing.

All answers here are sure ones: where it is said that two conditions come to the same, no case tells them apart, unless
its facts contradict each other. Where nothing is said, they may still.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from expert.facts.vocabulary import Value
from expert.rules.conditions import All, Atom, Compare, Condition, Not, OneOf, OtherFact, Relation, evaluate
from expert.rules.knowledge import CauseConditions, KnowledgeBase
from expert.rules.models import Cause

_MOST_WAYS = 200
"""How many ways of one condition are looked at; of one that has more, nothing is said."""
_DENIED: dict[Relation, Relation] = {"less_than": "at_least", "more_than": "at_most"}
"""The relations that hold where another fails, and fail where it holds."""


class _Test(NamedTuple):
    """A test in the one form in which it is held against others: of a fact by its values, or by how it compares."""

    fact: str
    values: frozenset[Value]
    compares: tuple[Relation, Value | OtherFact] | None
    comes_out: bool

    def covers(self, other: _Test) -> bool:
        """Whether it comes out so wherever another does."""
        if self.compares is None and other.compares is None and self.comes_out and other.comes_out:
            return self.fact == other.fact and other.values <= self.values
        return self == other


_Way = frozenset[_Test]
"""What has to come out together."""


def fails_only_where(one: Condition, others: Iterable[Condition], knowledge: KnowledgeBase) -> bool:
    """Whether it is sure that wherever a condition fails, one of some others fails too."""
    ways = [_ways(other, False, knowledge) for other in others]
    failing = _ways(one, False, knowledge)
    return failing is not None and all(
        any(_is_one_of(way, several) for several in ways if several is not None) for way in failing
    )


def holds_just_where_fails(one: Condition, other: Condition, knowledge: KnowledgeBase) -> bool:
    """Whether it is sure that a condition holds wherever another fails, and nowhere else."""
    holding, failing = _ways(one, True, knowledge), _ways(other, False, knowledge)
    if holding is None or failing is None:
        return False
    return all(_is_one_of(way, failing) for way in holding) and all(_is_one_of(way, holding) for way in failing)


def supports_wherever(one: Condition, confirmed: Condition, knowledge: KnowledgeBase) -> bool:
    """Whether it is sure that wherever a condition holds, a part of what proves a cause speaks for the cause too, or
    the whole of it fails."""
    ways = [_ways(part, wanted, knowledge) for part, wanted in (*_parts(confirmed, True), (confirmed, False))]
    holding = _ways(one, True, knowledge)
    return holding is not None and all(
        any(_is_one_of(way, several) for several in ways if several is not None)
        for whole in holding for way in _each_value(whole)
    )  # fmt: skip


def _each_value(way: _Way) -> Iterator[_Way]:
    """A way with each of the values of which any will do."""
    tests = [
        [_Test(test.fact, frozenset((value,)), None, True) for value in test.values]
        if test.compares is None and test.comes_out else [test]
        for test in way
    ]  # fmt: skip
    return map(frozenset, product(*tests))


def _parts(condition: Condition, wanted: bool) -> Iterator[tuple[Condition, bool]]:
    """The parts that only together make a condition come out as wanted, and how each has to."""
    if isinstance(condition, Not):
        yield from _parts(condition.part, not wanted)
    elif not isinstance(condition, Atom):
        for part in condition.parts:
            if isinstance(condition, All) == wanted:
                yield part, wanted
            yield from _parts(part, wanted)


def is_ruled_out_by(own: CauseConditions, fact: str, value: Value) -> bool:
    """Whether a cause is ruled out as soon as a fact has a value, whatever else is known."""
    known = {fact: (value,)}
    if own.applies is not None and evaluate(own.applies, known).truth.fails:
        return True
    return own.ruled_out is None and evaluate(own.confirmed, known).truth.fails


def is_never_shown_with(cause: Cause, fact: str, value: Value, knowledge: KnowledgeBase) -> bool:
    """Whether no symptom that a cause explains can be there once a fact has a value: all occur elsewhere only."""
    known = {fact: (value,)}
    where = [knowledge.symptoms[link.symptom].applies_when for link in cause.links()]
    return all(one is not None and evaluate(knowledge.condition(one), known).truth.fails for one in where)


def is_no_case_of(symptom: str, fact: str, value: Value, knowledge: KnowledgeBase) -> bool:
    """Whether a symptom is not there whatever its messages are once a fact has a value: it occurs elsewhere only, or
    such a case is out of scope as a whole."""
    known = {fact: (value,)}
    where = knowledge.symptoms[symptom].applies_when if symptom in knowledge.symptoms else None
    if where is not None and evaluate(knowledge.condition(where), known).truth.fails:
        return True
    return any(
        evaluate(knowledge.condition(rule.out_of_scope_when), known).truth.holds for rule in knowledge.scope
    )


def _ways(condition: Condition, comes_out: bool, knowledge: KnowledgeBase) -> frozenset[_Way] | None:
    """The sets of tests by each of which a condition holds, or fails; None where there are too many."""
    if isinstance(condition, Not):
        return _ways(condition.part, not comes_out, knowledge)
    if isinstance(condition, Atom):
        return frozenset([frozenset([_test(condition, comes_out, knowledge)])])
    parts = [_ways(part, comes_out, knowledge) for part in condition.parts]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    if isinstance(condition, All) != comes_out:
        found = frozenset().union(*known)
        return found if len(found) <= _MOST_WAYS else None
    together: frozenset[_Way] = frozenset([frozenset()])
    for part in known:
        if len(together) * len(part) > _MOST_WAYS:
            return None
        together = frozenset(one | other for one, other in product(together, part))
    return together


def _is_one_of(way: _Way, others: frozenset[_Way]) -> bool:
    """Whether all that one of some other ways takes is there."""
    return any(all(any(test.covers(own) for own in way) for test in other) for other in others)


def _test(atom: Atom, comes_out: bool, knowledge: KnowledgeBase) -> _Test:
    if isinstance(atom.test, OneOf):
        definition = knowledge.vocabulary[atom.fact]
        every: frozenset[Value] = frozenset()
        if definition.type == "yes_no":
            every = frozenset((True, False))
        elif definition.type == "word":
            every = frozenset(definition.values)
        values = frozenset(atom.test.values)
        if every and not comes_out:
            return _Test(atom.fact, every - values, None, True)
        return _Test(atom.fact, values, None, comes_out)
    return _compared(atom.fact, atom.test, comes_out)


def _compared(fact: str, test: Compare, comes_out: bool) -> _Test:
    relation, operand = test.relation, test.operand
    if relation in _DENIED:
        relation, comes_out = _DENIED[relation], not comes_out
    if relation == "at_most" and isinstance(operand, int):
        relation, operand, comes_out = "at_least", operand + 1, not comes_out
    return _Test(fact, frozenset(), (relation, operand), comes_out)
