"""Checks that derivations conclude something, rest on no conclusion of their own, and can be followed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from math import prod

from expert.facts.vocabulary import Value, WrongValue
from expert.foundations.texts import Text
from expert.rules.checks.finding import At, Check, Look, Spot
from expert.rules.conditions import Atom, Condition, ConditionError, Not, names_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Derivation

_MOST_WAYS = 200
"""In how many ways a fact can be found out at most; an interview weighs each of them."""


def _concluding_nothing(look: Look) -> Iterator[Spot]:
    vocabulary = look.knowledge.vocabulary
    for derivation in look.knowledge.derivations.values():
        home = ("derivations", derivation.id)
        if not derivation.concludes:
            yield Spot(Text("nothing is concluded", "ingen slutsats dras"), At(home, ("concludes",)))
        for name in derivation.concludes:
            if name in vocabulary and vocabulary[name].type in ("text", "texts"):
                yield Spot(Text(f"{name} is a text, and cannot be worked out",
                                f"{name} är en text och kan inte räknas ut"),
                           At(home, ("concludes", name)), (("facts", name),))


def _explosive(look: Look) -> Iterator[Spot]:
    """Facts that can be worked out in very many ways; the first of a chain is told, not those that follow from it."""
    vocabulary, derivations = look.knowledge.vocabulary, look.knowledge.derivations
    concluding: dict[str, list[Derivation]] = {}
    for derivation in derivations.values():
        for name in derivation.concludes:
            concluding.setdefault(name, []).append(derivation)
    ways: dict[str, int] = {}

    def count(name: str) -> int:
        if name not in vocabulary or vocabulary[name].asked:
            return 1
        if name not in ways:
            ways[name] = 0  # what leads back to it is no way to it
            ways[name] = sum(prod(map(count, names_in(derivation.when))) for derivation in concluding.get(name, ()))
        return ways[name]

    for name, found in concluding.items():
        if count(name) > _MOST_WAYS and all(
            count(read) <= _MOST_WAYS for derivation in found for read in names_in(derivation.when)
        ):
            homes = [("derivations", derivation.id) for derivation in found]
            last = max(homes, key=look.layer)
            yield Spot(_TOO_MANY_WAYS.format(fact=name, ways=count(name)), At(last, ("when",)),
                       also=tuple(At(home, ("when",)) for home in homes if home != last))


def _circular(look: Look) -> Iterator[Spot]:
    """Each circle is told once, with the first of its ids; where later folders close it, at one of theirs."""
    feeds = _feeds(look.knowledge)
    left = _in_circles(feeds)
    for name in sorted(left):
        circle = _way_back(name, left)
        if circle:
            parts = [("derivations", other) for other in dict.fromkeys(circle)]
            home = max(parts, key=look.layer)
            yield Spot(_RESTS_ON_ITSELF.format(circle=" > ".join(circle)), At(home, ("when",)),
                       also=tuple(At(part, ("when",)) for part in parts if part != home))


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


_RESTS_ON_ITSELF = Text(
    "this derivation rests on its own conclusion: {circle}", "härledningen vilar på sin egen slutsats: {circle}"
)
_TOO_MANY_WAYS = Text(
    "{fact} can be worked out in {ways} ways, which no interview can weigh; let it be asked for (`asked: true`), or "
    "let fewer derivations lead to it",
    "{fact} kan räknas ut på {ways} sätt, vilket ingen intervju kan väga; låt det frågas efter (`asked: true`), eller "
    "låt färre härledningar leda till det",
)

CHECKS = (
    Check(
        "concludes-nothing", "error",
        Text("A derivation concludes nothing that can be worked out",
             "En härledning drar ingen slutsats som går att räkna ut"),
        Text("Name a fact with its value under `concludes`.", "Ange ett faktum och dess värde under `concludes`."),
        _concluding_nothing, needed=True,
    ),
    Check(
        "circular-derivation", "error",
        Text("Derivations rest on what follows from them", "Härledningar vilar på det som följer av dem"),
        Text("Let one of them rest on an observed fact.", "Låt en av dem vila på ett observerat faktum."),
        _circular, needed=True,
    ),
    Check(
        "explosive-derivation", "error",
        Text("A fact can be worked out in too many ways", "Ett faktum kan räknas ut på för många sätt"),
        Text("Let the fact be asked for, or let fewer derivations lead to it.",
             "Låt faktumet frågas efter, eller låt färre härledningar leda till det."),
        _explosive, needed=True,
    ),
)  # fmt: skip
"""The checks of derivations."""
