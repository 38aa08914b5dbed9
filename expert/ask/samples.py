"""The answers to imagine: for each fact, values on every side of what conditions compare it with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations

from expert.facts.versions import Version
from expert.facts.vocabulary import FactDefinition, Value
from expert.rules.conditions import Atom, Compare, Condition, Not, OtherFact

Known = Mapping[str, tuple[Value, ...]]

# For a fact that is compared with another one which is not known either: three values stand for less, as
# much and more.
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


def anchored(fact: str, atoms: Iterable[Atom], known: Known) -> tuple[Value, ...]:
    """For a number, date or version: values at, below and above what it is compared with."""
    found: dict[Value, None] = {}
    for atom in atoms:
        for bound in _bounds(atom, fact, known):
            found.update(dict.fromkeys(_around(bound)))
    return tuple(found)


def samples(definition: FactDefinition, atoms: Iterable[Atom], known: Known) -> tuple[Value, ...]:
    """The values to imagine for a fact."""
    few = choices(definition)
    if few:
        return few
    found = anchored(definition.name, atoms, known)
    return tuple(dict.fromkeys((*found, *_ANY.get(definition.type, ()))))


def atoms_in(condition: Condition) -> Iterator[Atom]:
    """The atoms of a condition."""
    if isinstance(condition, Atom):
        yield condition
    elif isinstance(condition, Not):
        yield from atoms_in(condition.part)
    else:
        for part in condition.parts:
            yield from atoms_in(part)


def _bounds(atom: Atom, fact: str, known: Known) -> Iterator[Value]:
    """What a fact is compared with in an atom, where that is a value or known."""
    if not isinstance(atom.test, Compare) or fact not in atom.facts:
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


def _around(bound: Value) -> tuple[Value, ...]:
    return _AROUND[type(bound)](bound) if type(bound) in _AROUND else ()


def _versions(bound: Version) -> tuple[Value, ...]:
    *first, last = bound.parts if len(bound.parts) > 1 else (*bound.parts, 0)
    earlier = (*first, last - 1) if last else (first[0] - 1, 9) if first[0] else (0, 0)
    return tuple(Version.read(".".join(map(str, parts))) for parts in (earlier, bound.parts, (*first, last + 1)))


_AROUND: dict[type, Callable[..., tuple[Value, ...]]] = {
    int: lambda n: (max(n - 1, 0), n, n + 1),
    date: lambda d: (d - timedelta(days=1), d, d + timedelta(days=1)),
    Version: _versions,
}
