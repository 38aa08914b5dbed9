"""Runs checks over a knowledge base, and says in which file and line what they find is."""

from __future__ import annotations

from collections.abc import Iterable

from expert.foundations.deadlines import look_at_the_clock
from expert.foundations.problems import Place
from expert.foundations.texts import Text
from expert.rules.assembling import Assembly
from expert.rules.checks.finding import WITHOUT_A_DAY, At, Check, Finding, Look, Spot, Terms
from expert.rules.checks.parts import all_parts
from expert.rules.checks.registry import CHECKS, NEEDED
from expert.rules.knowledge import KnowledgeBase, PartId


def findings_in(knowledge: KnowledgeBase, assembly: Assembly, terms: Terms = WITHOUT_A_DAY) -> tuple[Finding, ...]:
    """Everything that all checks find, in the order of the parts and their lines.

    Where what the rules cannot do without is wrong, that alone is told: the other checks rely on it.

    Args:
        knowledge: the parts, put together.
        assembly: where they stand, and what they took the place of.
        terms: what is judged by besides.
    """
    look = Look(knowledge, assembly, terms)
    needed = run(NEEDED, look)
    if needed:
        return needed
    return run((check for check in CHECKS if not check.needed), look)


def needed_findings(knowledge: KnowledgeBase, assembly: Assembly) -> tuple[Finding, ...]:
    """What is wrong so that the rules cannot be used, in the order of the parts and their lines."""
    checks = (check for check in NEEDED if knowledge.extra or not check.costly)
    return run(checks, Look(knowledge, assembly))


def run(checks: Iterable[Check], look: Look) -> tuple[Finding, ...]:
    """What some checks find, in the order of the parts and their lines."""
    ranks = {part: rank for rank, (part, _) in enumerate(all_parts(look.knowledge, look.assembly))}
    found: list[tuple[tuple[int, str, int], Finding]] = []
    for check in checks:
        look_at_the_clock()
        for spot in () if check.find is None else check.find(look):
            place, layer = _place(look, spot.at)
            if not check.needed and not _of_the_folders(look, spot, layer):
                continue
            part = None if spot.at is None else spot.at.part
            order = (len(ranks) if part is None else ranks.get(part, -1), place.file, place.line or 0)
            text, place = _blamed(look, spot, place, layer)
            also = tuple(_place(look, at)[0] for at in spot.also)
            found.append((order, Finding(check.id, check.level, place, text, part, spot.facts, also)))
    return tuple(finding for _, finding in sorted(found, key=lambda item: item[0]))


def _of_the_folders(look: Look, spot: Spot, layer: int) -> bool:
    """Whether something in the folders that are checked shows it, and not only what they are laid on."""
    others = (_place(look, at)[1] for at in spot.also)
    return max((layer, *others, *(look.layer(part) for part in spot.relies_on))) > 0


def _place(look: Look, at: At | None) -> tuple[Place, int]:
    if at is None:
        return Place(look.assembly.vocabulary_file), look.assembly.layers
    return look.assembly.places[at.part].find(at.path)


def _blamed(look: Look, spot: Spot, place: Place, layer: int) -> tuple[Text, Place]:
    """What is wrong and where; where it relies on what a later folder says, that folder has broken it."""
    relied_on: list[PartId] = [part for part in spot.relies_on if part in look.assembly.places]
    newest = max((look.assembly.places[part] for part in relied_on), key=lambda found: found.layer, default=None)
    if newest is None or newest.layer <= layer:
        return spot.text, place
    return _RELIES_ON_IT.format(file=place, problem=spot.text), newest.find(())[0]


_RELIES_ON_IT = Text("{file} relies on what stands here: {problem}", "{file} bygger på det som står här: {problem}")
