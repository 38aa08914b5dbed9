"""Mistakes in how parts hang together: what a cause explains, its remedy, its cases, and parts that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from expert.foundations.nodes import Scalar, Sequence, Table
from expert.foundations.shapes import Written
from expert.proving.mutants import trees
from expert.proving.mutants.mutant import Change, Changes
from expert.proving.mutants.trees import EACH
from expert.rules.knowledge import KnowledgeBase

_OTHERWISE = {"confirmed": "ruled_out", "ruled_out": "confirmed", "likely": "possible", "possible": "likely"}


def part_gone(kind: str) -> Changes:
    """A whole part of a kind."""
    def changes(part: Written, _: KnowledgeBase) -> Iterator[Change]:
        if part.kind == kind:
            yield Change((), None)

    return changes


def explained_dropped(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """A symptom that a cause explains, and others beside it."""
    for path, node in trees.matching(part.node, ("explains",)):
        if isinstance(node, Sequence) and len(node.items) > 1:
            yield from (Change((*path, i), None) for i in range(len(node.items)))


def named_turned_round(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """That the message itself names the cause, where it does not; and the other way round."""
    for path, entry in trees.matching(part.node, ("explains", EACH)):
        if isinstance(entry, Scalar):
            named = trees.word("true", entry.place)
            yield Change(path, trees.table(entry.place, symptom=entry, named=named))
        elif isinstance(entry, Table) and "named" in entry.items:
            yield Change((*path, "named"), None)


def other_remedy(part: Written, knowledge: KnowledgeBase) -> Iterator[Change]:
    """The remedy that is next by its id."""
    known = sorted(knowledge.remedies)
    remedy = trees.at(part.node, ("remedy",)) if part.kind == "causes" else None
    if isinstance(remedy, Scalar) and remedy.text in known and len(known) > 1:
        other = known[(known.index(remedy.text) + 1) % len(known)]
        yield Change(("remedy",), trees.again(remedy, other))


def verdict_turned_round(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """What a case is expected to come to."""
    for path, verdict in trees.matching(part.node, ("cases", EACH, "verdict")):
        if isinstance(verdict, Scalar) and verdict.text in _OTHERWISE:
            yield Change(path, trees.again(verdict, _OTHERWISE[verdict.text]))


def conclusion_changed(part: Written, knowledge: KnowledgeBase) -> Iterator[Change]:
    """Another value of what a derivation concludes."""
    for path, concluded in trees.matching(part.node, ("concludes",)):
        for name, value in concluded.items.items() if isinstance(concluded, Table) else ():
            if name not in knowledge.vocabulary or not isinstance(value, Scalar):
                continue
            fact = knowledge.vocabulary[name]
            known = ("true", "false") if fact.type == "yes_no" else tuple(fact.values)
            other = next((one for one in known if one != value.text), None)
            if other is not None:
                yield Change((*path, name), trees.again(value, other))
