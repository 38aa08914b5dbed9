"""Checks that no derivation rests on what follows from it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from expert.facts.vocabulary import Value, WrongValue
from expert.foundations.texts import Text
from expert.rules.checks.findings import Findings
from expert.rules.conditions import Atom, Condition, ConditionError, Not
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Derivation


def check_circles(found: Findings) -> None:
    """Each circle is told once, with the first of its ids; where later folders close it, at one of theirs."""
    feeds = _feeds(found.knowledge)
    left = _in_circles(feeds)
    for name in sorted(left):
        circle = _way_back(name, left)
        if circle:
            listed = " > ".join(circle)
            parts = [("derivations", other) for other in circle]
            home = max(parts, key=found.layer)
            found.add(Text(f"this derivation rests on its own conclusion: {listed}",
                           f"härledningen vilar på sin egen slutsats: {listed}"), home, ("when",))


def _feeds(knowledge: KnowledgeBase) -> dict[str, list[str]]:
    """For each derivation, those whose premises its conclusions can make true."""
    readers: dict[str, list[tuple[str, Atom, bool]]] = {}
    sound: dict[str, dict[str, Value]] = {}
    for name, derivation in knowledge.derivations.items():
        try:
            sound[name] = knowledge.conclusions(derivation)
            for fact, atom, wanted in _tests(knowledge, derivation):
                readers.setdefault(fact, []).append((name, atom, wanted))
        except (KeyError, WrongValue, ConditionError):
            sound[name] = {}  # told where it stands
    return {
        name: list(dict.fromkeys(
            other
            for fact, value in concluded.items()
            for other, atom, wanted in readers.get(fact, ())
            if _makes_true(value, atom, wanted)
        ))
        for name, concluded in sound.items()
    }  # fmt: skip


def _tests(knowledge: KnowledgeBase, derivation: Derivation) -> Iterator[tuple[str, Atom, bool]]:
    """The facts that a derivation reads, each with the test it is put to and whether that is to hold or to fail."""
    for atom, wanted in _atoms(knowledge.condition(derivation.when), True):
        for fact in atom.facts:
            yield fact, atom, wanted


def _atoms(condition: Condition, wanted: bool) -> Iterator[tuple[Atom, bool]]:
    if isinstance(condition, Atom):
        yield condition, wanted
    elif isinstance(condition, Not):
        yield from _atoms(condition.part, not wanted)
    else:
        for part in condition.parts:
            yield from _atoms(part, wanted)


def _makes_true(value: Value, atom: Atom, wanted: bool) -> bool:
    """Whether a value can make a test of its fact come out as wanted; where it depends on other facts, it can."""
    return len(atom.facts) > 1 or atom.check((value,)) is wanted


def _in_circles(feeds: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The derivations that circles keep from being put into an order, with what they feed of these."""
    sorter = TopologicalSorter(feeds)
    try:
        sorter.prepare()
    except CycleError:
        left = set(feeds)
        while ready := sorter.get_ready():
            left.difference_update(ready)
            sorter.done(*ready)
        return {name: [other for other in feeds[name] if other in left] for name in left}
    return {}


def _way_back(start: str, feeds: Mapping[str, list[str]]) -> list[str]:
    """A way from `start` over later names back to it; empty when there is none."""
    waiting, came_from = deque([start]), {start: start}
    while waiting:
        name = waiting.popleft()
        for other in feeds[name]:
            if other == start:
                way = [name]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return [*reversed(way), start]
            if other > start and other not in came_from:
                came_from[other] = name
                waiting.append(other)
    return []
