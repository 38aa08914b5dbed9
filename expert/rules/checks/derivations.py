"""Checks that derivations conclude something, rest on no conclusion of their own, and can be followed."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from expert.facts.vocabulary import Value, WrongValue
from expert.foundations.limits import MOST_DERIVATIONS_DEEP, MOST_WAYS, MOST_WAYS_TRIED
from expert.foundations.texts import Text
from expert.rules.checks.finding import At, Check, Look, Spot
from expert.rules.conditions import Atom, Condition, ConditionError, Not, names_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Derivation


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
    asked = {name for name, fact in vocabulary.facts.items() if fact.asked}
    ways = _Ways({name: [tuple(dict.fromkeys(names_in(d.when))) for d in found] for name, found in concluding.items()},
                 asked)
    too_many = []
    for name in concluding:
        if not ways.are_few(name):
            too_many.append(name)
        if ways.exhausted:  # the others would take as long
            break
    first = [name for name in too_many if all(
        ways.are_few(read) for derivation in concluding[name] for read in names_in(derivation.when)
    )]  # fmt: skip
    # Of facts that follow from each other, none is the first.
    for name in too_many[-1:] if ways.exhausted else first or too_many[:1]:
        homes = [("derivations", derivation.id) for derivation in concluding[name]]
        last = max(homes, key=look.layer)
        yield Spot(ways.why_not(name), At(last, ("when",)),
                   also=tuple(At(home, ("when",)) for home in homes if home != last))


class _Ways:
    """In how many ways facts can be found out, counted as an interview goes about it, but no further than it could.

    Args:
        reads: for each fact that can be worked out, what each derivation of it reads.
        asked: the facts that are asked for.

    Attributes:
        exhausted: whether those of some fact could not be counted in `MOST_WAYS_TRIED` steps.
    """

    def __init__(self, reads: Mapping[str, list[tuple[str, ...]]], asked: Collection[str]) -> None:
        self._reads, self._asked = reads, asked
        # Of each fact how many ways there are, and over how many derivations they go; None where that takes too long.
        self._known: dict[str, tuple[int, int] | None] = {}
        self._steps = 0
        self.exhausted = False

    def are_few(self, name: str) -> bool:
        """Whether there are few enough ways to a fact, and none of them goes over too many derivations."""
        found = self._of(name)
        return found is not None and found[0] <= MOST_WAYS and found[1] <= MOST_DERIVATIONS_DEEP

    def why_not(self, name: str) -> Text:
        """What is wrong with a fact to which there are not few enough."""
        found = self._of(name)
        if found is None or found[1] > MOST_DERIVATIONS_DEEP:
            return _TOO_TANGLED.format(fact=name)
        return _TOO_MANY_WAYS.format(fact=name, ways=found[0])

    def _of(self, name: str) -> tuple[int, int] | None:
        if name not in self._known:
            self._steps = 0
            found = self._below(name, ())
            self._known[name] = None if found is None else found[:2]
        return self._known[name]

    def _below(self, name: str, above: tuple[str, ...]) -> tuple[int, int, frozenset[str]] | None:
        """The ways, their length, and the facts above at which some of them end because they lead back."""
        if name in self._asked:
            return 1, 0, frozenset()
        if name in self._known:
            known = self._known[name]
            return None if known is None else (*known, frozenset())
        self._steps += 1
        self.exhausted |= self._steps > MOST_WAYS_TRIED
        if self._steps > MOST_WAYS_TRIED or len(above) > MOST_DERIVATIONS_DEEP:
            return None
        count, length, back = 0, 0, set[str]()
        for read in self._reads.get(name, ()):
            leading_back = set(read) & set(above)
            if leading_back:
                back |= leading_back
                continue
            ways = 1
            for other in read:
                found = self._below(other, (*above, name))
                if found is None:
                    return None
                ways *= found[0]
                length = max(length, found[1] + 1)
                back |= found[2]
            count += ways
        back.discard(name)
        if not back and name not in above:
            self._known[name] = count, length
        return count, length, frozenset(back)


def _circular(look: Look) -> Iterator[Spot]:
    """Each circle is told once, with the first of its ids; where later folders close it, at one of theirs."""
    left = _in_circles(look.once(_feeds))
    for name in sorted(left):
        circle = _way_back(name, left)
        if circle:
            parts = [("derivations", other) for other in dict.fromkeys(circle)]
            home = max(parts, key=look.layer)
            yield Spot(_RESTS_ON_ITSELF.format(circle=" > ".join(circle)), At(home, ("when",)),
                       also=tuple(At(part, ("when",)) for part in parts if part != home))


def _too_deep(look: Look) -> Iterator[Spot]:
    """Chains of derivations, each told where it has grown too long; in circles, which are told elsewhere, none."""
    feeds = look.once(_feeds)
    if _in_circles(feeds):
        return
    length: dict[str, int] = {}
    for name in TopologicalSorter(feeds).static_order():
        length[name] = 1 + max((length[other] for other in feeds[name]), default=0)
        if length[name] == MOST_DERIVATIONS_DEEP + 1:
            yield Spot(_TOO_LONG_A_CHAIN, At(("derivations", name), ("concludes",)))


def _feeds(look: Look) -> dict[str, list[str]]:
    """For each derivation, those whose premises its conclusions can make true."""
    knowledge = look.knowledge
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
_TOO_LONG_A_CHAIN = Text(
    f"a chain of more than {MOST_DERIVATIONS_DEEP} derivations begins here, each of which rests on the one before; "
    "conclude in fewer",
    f"här börjar en kedja av fler än {MOST_DERIVATIONS_DEEP} härledningar som var och en bygger på den före; dra "
    "slutsatsen i färre",
)
_TOO_TANGLED = Text(
    f"{{fact}} follows over more than {MOST_DERIVATIONS_DEEP} derivations, or these lead back and forth so that its "
    f"ways cannot be counted in {MOST_WAYS_TRIED} steps; let it be asked for (`asked: true`), or let fewer derivations "
    "lead to it",
    f"{{fact}} följer över fler än {MOST_DERIVATIONS_DEEP} härledningar, eller så leder de fram och tillbaka så att "
    f"sätten inte kan räknas på {MOST_WAYS_TRIED} steg; låt det frågas efter (`asked: true`), eller låt färre "
    "härledningar leda till det",
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
    Check(
        "long-derivation", "error",
        Text("Too many derivations rest on each other", "För många härledningar bygger på varandra"),
        Text("Conclude in fewer derivations; an explanation tells each of them.",
             "Dra slutsatsen i färre härledningar; en förklaring tar upp var och en."),
        _too_deep, needed=True,
    ),
)  # fmt: skip
"""The checks of derivations."""
