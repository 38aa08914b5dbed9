"""Searches for facts that rule every rival of a cause out, and leave the cause itself open: then it is likely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from expert.proving.judge import Judge
from expert.proving.parts import of_cause
from expert.proving.worlds import Domains, Shows, Truthful, World, dated, spread
from expert.rules.knowledge import KnowledgeBase

_MOST_TRIED = 4_000
_MOST_EXCLUSIONS = 60
_MOST_NODES = 2_000


class Exclusions:
    """For each cause the smallest sets of facts that rule it out."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._known: dict[str, tuple[World, ...]] = {}

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> Exclusions:
        """Those of a knowledge base, kept."""
        return knowledge.attach(cls)

    def of_cause(self, judge: Judge, shown: Shows) -> tuple[World, ...]:
        """The sets that rule a cause out where this symptom is shown, the smallest first."""
        key = f"{judge.parts.cause.id}/{shown.symptom}"
        if key not in self._known:
            self._known[key] = tuple(self._find(judge, shown))
        return self._known[key]

    def _find(self, judge: Judge, shown: Shows) -> Iterator[World]:
        parts = judge.parts
        own = (of_cause(parts.cause.id, name) for name in ("confirmed_when", "ruled_out_when", "applies_when",
                                                           "stops_enrollment"))
        names = {name for part in own for atom in parts.atoms.get(part, ()) for name in atom.facts}
        names |= self._knowledge.facts_leading_to(names)
        atoms = [atom for several in parts.atoms.values() for atom in several]
        domains, truthful = Domains(self._knowledge, atoms), Truthful.of(self._knowledge)
        found: list[World] = []
        for _, world in spread({}, sorted(names, key=self._knowledge.vocabulary.order), domains, {}, _MOST_TRIED):
            if len(found) >= _MOST_EXCLUSIONS:
                return
            if any(smaller.items() <= world.items() for smaller in found) or dated(world, atoms):
                continue
            values = judge.close(shown.with_(world))
            if truthful.allows(values) and judge.seen(values, shown.by_message).verdict == "ruled_out":
                found.append(world)
                yield world


def ruling_rivals_out(
    judges: Mapping[str, Judge], cause: str, shown: Shows, start: World, knowledge: KnowledgeBase
) -> Iterator[World]:
    """Sets of facts with which every rival of a cause is ruled out, and it itself is open; those found first first.

    Args:
        judges: what judges each cause.
        cause: the id of the cause.
        shown: the symptom that is shown.
        start: what is to be known anyway.
        knowledge: the knowledge base.
    """
    exclusions, truthful = Exclusions.of(knowledge), Truthful.of(knowledge)
    rivals = [judges[rival.id] for rival in knowledge.causes_of(shown.symptom) if rival.id != cause]
    own = judges[cause]
    left = [_MOST_NODES]

    def extend(world: World) -> Iterator[World]:
        left[0] -= 1
        if left[0] < 0:
            return
        raw = shown.with_(world)
        closed = own.close(raw)
        if not truthful.allows(closed) or own.seen(closed, shown.by_message).verdict != "open":
            return
        narrowest: list[World] | None = None
        for rival in rivals:
            if rival.seen(rival.close(raw), shown.by_message).verdict == "ruled_out":
                continue
            found = exclusions.of_cause(rival, shown)
            ways = [way for way in found if _fits(way, world) and not way.items() <= world.items()]
            if narrowest is None or len(ways) < len(narrowest):
                narrowest = ways
            if not ways:
                return
        if narrowest is None:
            yield world
            return
        for way in sorted(narrowest, key=lambda way: len(way.keys() - world.keys())):
            yield from extend({**world, **way})

    yield from extend(start)


def _fits(one: World, other: World) -> bool:
    return all(other.get(name, value) == value for name, value in one.items())
