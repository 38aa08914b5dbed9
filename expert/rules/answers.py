"""Which answers to a question make a difference: values on every side of what conditions compare a fact with.

An interview imagines them, an explanation tries them out, and an exercise draws from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

from expert.facts.versions import Version
from expert.facts.vocabulary import FactDefinition, Value
from expert.rules.conditions import Atom, OneOf, OtherFact, Values

# For a fact without typical values: three of them stand for less, as much and more.
_ANY: dict[str, tuple[Value, ...]] = {
    "number": (1, 2, 3),
    "date": (date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)),
    "version": tuple(Version.read(text) for text in ("15.0", "16.0", "17.0")),
}


def choices(definition: FactDefinition) -> tuple[Value, ...]:
    """The values of a fact that has only a few; none for numbers, dates, versions and texts."""
    if definition.type == "word":
        return tuple(definition.values)
    return (True, False) if definition.type == "yes_no" else ()


def anchored(fact: str, atoms: Iterable[Atom], known: Values) -> tuple[Value, ...]:
    """For a number, date or version: values at, below and above what it is compared with."""
    found = (value for atom in atoms for bound in _bounds(atom, fact, known) for value in around(bound))
    return tuple(dict.fromkeys(found))


def answers(definition: FactDefinition, atoms: Iterable[Atom], known: Values) -> tuple[Value, ...]:
    """The answers to imagine for a fact.

    Args:
        definition: the fact.
        atoms: the tests that it, or what is worked out from it, is put to.
        known: what is known of other facts, for those that it is compared with. Where a version of the fact itself
            is known, only the versions that it may stand for are answers.
    """
    few = choices(definition)
    if few:
        return few
    typical = tuple(map(definition.read, definition.typical)) or _ANY.get(definition.type, ())
    found = tuple(dict.fromkeys((*anchored(definition.name, atoms, known), *typical)))
    rough = [value for value in known.get(definition.name, ()) if isinstance(value, Version)]
    return tuple(value for value in found if all(_refines(value, version) for version in rough))


def in_order(values: Iterable[Value]) -> tuple[Value, ...]:
    """Numbers, dates or versions from the least to the greatest, each once."""
    return tuple(sorted(dict.fromkeys(values), key=_place))


def _place(value: Value) -> tuple[object, ...]:
    return value.parts if isinstance(value, Version) else (value,)


def _refines(value: Value, rough: Version) -> bool:
    return isinstance(value, Version) and value != rough and value.within(rough) is True


def _bounds(atom: Atom, fact: str, known: Values) -> Iterator[Value]:
    """What a fact is compared with in an atom, where that is a value or known."""
    if fact not in atom.facts:
        return
    if isinstance(atom.test, OneOf):
        yield from atom.test.values
        return
    operand = atom.test.operand
    if not isinstance(operand, OtherFact):
        yield operand
        return
    others = [value for name in atom.facts if name != fact for value in known.get(name, ())[:1]]
    yield from others
    numbers = [*(n for n in others if isinstance(n, int)), *(n for n in operand.plus if isinstance(n, int))]
    for count in range(2, len(numbers) + 1):
        for some in combinations(numbers, count):
            yield sum(some)
            yield abs(some[0] - sum(some[1:]))


def around(bound: Value) -> Iterator[Value]:
    """The values below a bound, at it and above it, where there are such; none for what has no order."""
    yield from _AROUND[type(bound)](bound) if type(bound) in _AROUND else ()


def _numbers(bound: int) -> Iterator[Value]:
    yield from dict.fromkeys((max(bound - 1, 0), bound, bound + 1))


def _dates(bound: date) -> Iterator[Value]:
    day = timedelta(days=1)
    if bound > date.min:
        yield bound - day
    yield bound
    if bound < date.max:
        yield bound + day


def _versions(bound: Version) -> Iterator[Value]:
    """The version, and the one before and after it where there is one; "before 17.0" is a late 16."""
    *first, last = bound.parts if len(bound.parts) > 1 else (*bound.parts, 0)
    if last:
        yield Version.of((*first, last - 1))
    elif first[0]:
        yield Version.of((first[0] - 1, 9))
    yield bound
    if last < Version.MOST:
        yield Version.of((*first, last + 1))


_AROUND: dict[type, Callable[..., Iterator[Value]]] = {int: _numbers, date: _dates, Version: _versions}
