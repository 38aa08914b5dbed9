"""Mistakes in conditions: a test that is left out, turned round or moved, and how tests are joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import islice

from expert.facts.vocabulary import Value
from expert.foundations import nodes
from expert.foundations.nodes import Node, Scalar, Sequence, Table
from expert.foundations.shapes import Written
from expert.proving.mutants import trees
from expert.proving.mutants.mutant import Change, Changes
from expert.proving.mutants.outcomes import (
    fails_only_where,
    holds_just_where_fails,
    is_never_shown_with,
    is_no_case_of,
    is_ruled_out_by,
    supports_wherever,
)
from expert.proving.mutants.trees import EACH, Path
from expert.rules.answers import around
from expert.rules.conditions import Values, evaluate
from expert.rules.knowledge import CauseConditions, KnowledgeBase

_JOINED = {"any": "all", "all": "any"}
_NEXT_TO = {
    "at_least": "more_than", "more_than": "at_least", "at_most": "less_than", "less_than": "at_most",
    "before": "after", "after": "before",
}  # fmt: skip

WAYS: tuple[Path, ...] = (("options", EACH), ("remedy", "options", EACH))
"""Where the ways of a remedy stand, in its own file or in its cause's."""

_CONDITIONS: Mapping[str, tuple[Path, ...]] = {
    "causes": (("confirmed_when",), ("applies_when",), ("ruled_out_when",), ("stops_enrollment",)),
    "symptoms": (("recognized_when",), ("applies_when",), ("messages", EACH, "only_with", "when")),
    "steps": (("before", EACH, "when"),),
    "derivations": (("when",),),
    "scope": (("out_of_scope_when",),),
    "solved": (("solved_when",),),
    "impossible": (("never",),),
}
_OF_WAYS = tuple((*way, *rest) for way in WAYS for rest in (("when",), ("harm", "when")))
_HARM = tuple((*way, "harm", "when") for way in WAYS)


def conditions_of(part: Written) -> Iterator[tuple[Path, Table]]:
    """Every condition of a part."""
    own = _CONDITIONS.get(part.kind, ())
    for pattern in (*own, *(_OF_WAYS if part.kind in ("causes", "remedies") else ())):
        for path, node in trees.matching(part.node, pattern):
            if isinstance(node, Table):
                yield path, node


def _tables(node: Node, path: Path) -> Iterator[tuple[Path, Table]]:
    """The tables of a condition: it, and the conditions inside it."""
    if not isinstance(node, Table):
        return
    yield path, node
    for name, value in node.items.items():
        if name == "not":
            yield from _tables(value, (*path, name))
        elif name in _JOINED and isinstance(value, Sequence):
            for i, item in enumerate(value.items):
                yield from _tables(item, (*path, name, i))


def _entries(part: Written) -> Iterator[tuple[Path, Table, str]]:
    """The entries of each table of each condition, with the way to the table."""
    for home, condition in conditions_of(part):
        for path, table in _tables(condition, home):
            for name in table.items:
                yield path, table, name


def _atoms(part: Written) -> Iterator[tuple[Path, Table, str]]:
    return ((path, table, name) for path, table, name in _entries(part) if name not in (*_JOINED, "not"))


def part_dropped(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """A test, or a whole part of a condition, that stands beside others."""
    for path, table, name in _entries(part):
        value = table.items[name]
        if len(table.items) > 1:
            yield Change((*path, name), None)
        if name in _JOINED and isinstance(value, Sequence) and len(value.items) > 1:
            yield from (Change((*path, name, i), None) for i in range(len(value.items)))


def test_denied(part: Written, knowledge: KnowledgeBase) -> Iterator[Change]:
    """A test of a fact that is to fail instead; of a fact that is yes or no, the other value says the same."""
    for path, table, name in _atoms(part):
        if name in knowledge.vocabulary and knowledge.vocabulary[name].type == "yes_no":
            continue
        alone = trees.table(table.place, **{name: table.items[name]})
        denied = trees.table(table.place, **{"not": alone})
        if len(table.items) == 1:
            yield Change(path, denied)
        else:
            rest = trees.put(table, (name,), None)
            yield Change(path, trees.table(table.place, all=Sequence((rest, denied), table.place)))


def value_changed(part: Written, knowledge: KnowledgeBase) -> Iterator[Change]:
    """Another value of the fact, in the place of each that is named."""
    for path, table, name in _atoms(part):
        value = table.items[name]
        taken = [item.text for item in _scalars(value)]
        for way, scalar in _with_ways(value, (*path, name)):
            other = _another(name, scalar.text, taken, knowledge)
            if other is not None:
                yield Change(way, trees.again(scalar, other))


def value_dropped(part: Written, knowledge: KnowledgeBase) -> Iterator[Change]:
    """One of several values of which any will do; not of an `applies_when` that says nothing before and after."""
    for path, table, name in _atoms(part):
        value = table.items[name]
        for i in range(len(value.items)) if isinstance(value, Sequence) and len(value.items) > 1 else ():
            at = (*path, name, i)
            before_and_after = (part.node, trees.put(part.node, at, None))
            anyway = all(_applies_anyway(part, node, knowledge) for node in before_and_after)
            if not (anyway and path[:1] == ("applies_when",)):
                yield Change(at, None)


def value_added(part: Written, knowledge: KnowledgeBase) -> Iterator[Change]:
    """A further value that will do too: the first that can come to something else.

    None is added where all would do then. Nor is one that changes nothing, with which the whole condition is decided,
    or the cause is ruled out or no candidate, by that value alone and whether it is added or not.
    """
    for path, table, name in _atoms(part):
        value, known = table.items[name], list(_values_of(name, knowledge))
        taken = _scalars(value)
        further = [other for other in known if other not in [item.text for item in taken]]
        if taken and len(further) > 1 and knowledge.vocabulary[name].type == "word":
            changes = (
                Change((*path, name), Sequence((*taken, trees.word(other, value.place)), value.place))
                for other in further
            )
            yield from islice((one for one in changes if not _changes_nothing(part, one, name, knowledge)), 1)


def _changes_nothing(part: Written, change: Change, name: str, knowledge: KnowledgeBase) -> bool:
    """Whether it comes to the same, as soon as the fact has the value that is added, before that and after."""
    if not isinstance(change.becomes, Sequence):
        return False
    added = trees.on_a_line(change.becomes.items[-1])
    if _is_decided_alike(part, change, {name: (added,)}, knowledge):
        return True
    if change.at[0] in ("messages", "add_messages"):
        told = trees.at(part.node, (*change.at[:2], "tells"))
        return told is None and is_no_case_of(part.id or "", name, added, knowledge)
    if _is_of_a_way(change.at):
        return _are_ruled_out_by(part, name, added, knowledge)
    if part.kind != "causes":
        return False
    cause = knowledge.causes.get(part.id or "")
    unseen = cause is not None and is_never_shown_with(cause, name, added, knowledge)
    for node in (part.node, trees.put(part.node, change.at, change.becomes)):
        own = conditions_of_cause(node, knowledge)
        ruled_out = own is not None and is_ruled_out_by(own, name, added)
        if not ruled_out and not (unseen and _stops_nothing(node, name, added, knowledge)):
            return False
    return True


def _is_of_a_way(path: Path) -> bool:
    return path[:1] == ("options",) or path[:2] == ("remedy", "options")


def _are_ruled_out_by(part: Written, name: str, value: Value, knowledge: KnowledgeBase) -> bool:
    """Whether each cause that a remedy is for is ruled out once a fact has a value, so that no way is gone."""
    causes = [
        cause for cause in knowledge.causes.values()
        if part.id == (cause.id if part.kind == "causes" else cause.remedy_id)
    ]  # fmt: skip
    return bool(causes) and all(is_ruled_out_by(knowledge.conditions_of(cause), name, value) for cause in causes)


def _is_decided_alike(part: Written, change: Change, known: Values, knowledge: KnowledgeBase) -> bool:
    """Whether what is known decides the whole condition around a change, and decides it so after the change too."""
    home = next(path for path, _ in conditions_of(part) if change.at[: len(path)] == path)
    found = [trees.at(node, home) for node in (part.node, trees.put(part.node, change.at, change.becomes))]
    truths = [evaluate(knowledge.condition(nodes.plain(one)), known).truth for one in found if one is not None]
    if all(truth.holds for truth in truths):
        return True
    # Of what proves a cause, a part that holds speaks for the cause even where the whole fails.
    return home != ("confirmed_when",) and all(truth.fails for truth in truths)


def _stops_nothing(node: Node, name: str, value: str, knowledge: KnowledgeBase) -> bool:
    """Whether a cause stops no enrollment once a fact has a value, so that it stands in the way of none."""
    stops = trees.at(node, ("stops_enrollment",))
    if isinstance(stops, Table):
        return evaluate(knowledge.condition(nodes.plain(stops)), {name: (value,)}).truth.fails
    return stops is None


def applies_when_dropped(part: Written, knowledge: KnowledgeBase) -> Iterator[Change]:
    """That a part has no `applies_when`.

    Not where that of a cause says nothing.
    """
    if not _applies_anyway(part, part.node, knowledge):
        yield from (Change(path, None) for path, _ in trees.matching(part.node, ("applies_when",)))


def _applies_anyway(part: Written, node: Node, knowledge: KnowledgeBase) -> bool:
    """Whether a cause's `confirmed_when` says all that its `applies_when` does: it fails wherever that fails, which
    rules the cause out as well, and else a part of it holds wherever that holds, which speaks for the cause as well."""
    own = conditions_of_cause(node, knowledge) if part.kind == "causes" else None
    if own is None or own.applies is None or own.ruled_out is not None:
        return False
    applies, confirmed = own.applies, own.confirmed
    return fails_only_where(applies, [confirmed], knowledge) and supports_wherever(applies, confirmed, knowledge)


def ruled_out_when_dropped(part: Written, knowledge: KnowledgeBase) -> Iterator[Change]:
    """That a cause has no `ruled_out_when`, unless that says what goes without saying: that `confirmed_when` fails."""
    own = conditions_of_cause(part.node, knowledge) if part.kind == "causes" else None
    excluded = None if own is None else own.ruled_out
    if own is None or excluded is None or not holds_just_where_fails(excluded, own.confirmed, knowledge):
        yield from (Change(path, None) for path, _ in trees.matching(part.node, ("ruled_out_when",)))


def stops_always(part: Written, knowledge: KnowledgeBase) -> Iterator[Change]:
    """That a cause stops every enrollment, where it stops some.

    Not where the condition fails only where the cause is ruled out: `applies_when` or `confirmed_when` fails there too.
    """
    stops = trees.at(part.node, ("stops_enrollment",)) if part.kind == "causes" else None
    if not isinstance(stops, Table):
        return
    own = conditions_of_cause(part.node, knowledge)
    if own is not None:
        ruling_out = [own.confirmed] if own.ruled_out is None else []
        others = [*ruling_out, *([] if own.applies is None else [own.applies])]
        if fails_only_where(knowledge.condition(nodes.plain(stops)), others, knowledge):
            return
    yield Change(("stops_enrollment",), trees.word("true", stops.place))


def conditions_of_cause(node: Node, knowledge: KnowledgeBase) -> CauseConditions | None:
    """What a cause's file says of its verdict; None where it leaves that to another folder."""
    names = ("confirmed_when", "ruled_out_when", "applies_when")
    found = [trees.at(node, (name,)) for name in names]
    confirmed, ruled_out, applies = (None if one is None else knowledge.condition(nodes.plain(one)) for one in found)
    return None if confirmed is None else CauseConditions(confirmed, ruled_out, applies)


def bound_moved(part: Written, knowledge: KnowledgeBase) -> Iterator[Change]:
    """A number by one, a day by one, a version by the least that a case tells, up and down.

    Not that of a way of which every cause is ruled out by each value that comes out otherwise then.
    """
    for path, table, name in _atoms(part):
        relations = table.items[name]
        kind = knowledge.vocabulary[name].type if name in knowledge.vocabulary else ""
        for relation, bound in relations.items.items() if isinstance(relations, Table) else ():
            here = (*path, name, relation)
            for moved in _moved(kind, bound) if isinstance(bound, Scalar) else ():
                turned = _turned(name, relation, (bound, moved), knowledge) if _is_of_a_way(path) else ()
                if not turned or not all(_are_ruled_out_by(part, name, value, knowledge) for value in turned):
                    yield Change(here, moved)
            for way, summand in _with_ways(trees.at(bound, ("plus",)), (*here, "plus")):
                yield from (Change(way, moved) for moved in _moved("number", summand))


def _moved(kind: str, bound: Scalar) -> Iterator[Scalar]:
    return (trees.again(bound, text) for text in _beside(kind, bound.text))


def _turned(name: str, relation: str, bounds: tuple[Node, Scalar], knowledge: KnowledgeBase) -> list[Value]:
    """The values at and beside two bounds that are compared with one otherwise than with the other."""
    before, after = (knowledge.condition({name: {relation: nodes.plain(bound)}}) for bound in bounds)
    read = knowledge.vocabulary[name].read
    values = dict.fromkeys(value for bound in bounds for value in around(read(nodes.plain(bound))))
    return [
        value for value in values
        if evaluate(before, {name: (value,)}).truth != evaluate(after, {name: (value,)}).truth
    ]  # fmt: skip


def relation_changed(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """At least becomes more than, before becomes after, and so on."""
    for path, table, name in _atoms(part):
        relations = table.items[name]
        for relation in relations.items if isinstance(relations, Table) else ():
            other = _NEXT_TO.get(relation)
            if other is not None and isinstance(relations, Table) and other not in relations.items:
                yield Change((*path, name), trees.renamed(relations, relation, other))


def summand_dropped(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """What is added to the fact that another is compared with."""
    for path, table, name in _atoms(part):
        relations = table.items[name]
        for relation, bound in relations.items.items() if isinstance(relations, Table) else ():
            if trees.at(bound, ("plus",)) is not None:
                yield Change((*path, name, relation, "plus"), None)


def joined_otherwise(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """Any becomes all, all becomes any; and of tests that stand beside each other, any is enough."""
    for home, condition in conditions_of(part):
        for path, table in _tables(condition, home):
            for name, value in table.items.items():
                other = _JOINED.get(name)
                if other and other not in table.items and isinstance(value, Sequence) and len(value.items) > 1:
                    yield Change(path, trees.renamed(table, name, other))
            if len(table.items) > 1:
                each = (trees.table(table.place, **{name: item}) for name, item in table.items.items())
                yield Change(path, trees.table(table.place, any=Sequence(tuple(each), table.place)))


def not_added_or_removed(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """A condition of several parts that is turned round as a whole, and a `not` that is lost."""
    for home, condition in conditions_of(part):
        several = len(condition.items) > 1 or next(iter(condition.items)) in _JOINED
        if several and home[-2:] != ("harm", "when") and part.kind != "scope":
            yield Change(home, trees.table(condition.place, **{"not": condition}))
        for path, table in _tables(condition, home):
            if "not" not in table.items:
                continue
            inner = table.items["not"]
            if len(table.items) == 1:
                yield Change(path, inner)
            elif isinstance(inner, Table) and not inner.items.keys() & (table.items.keys() - {"not"}):
                rest = {name: item for name, item in table.items.items() if name != "not"}
                yield Change(path, trees.table(table.place, **rest, **inner.items))


def condition_dropped(*patterns: Path) -> Changes:
    """That a part has no such condition any more."""
    def changes(part: Written, _: KnowledgeBase) -> Iterator[Change]:
        for pattern in patterns:
            yield from (Change(path, None) for path, _ in trees.matching(part.node, pattern))

    return changes


def turned_round(*patterns: Path) -> Changes:
    """A whole condition that is to fail instead."""
    def changes(part: Written, _: KnowledgeBase) -> Iterator[Change]:
        for pattern in patterns:
            for path, node in trees.matching(part.node, pattern):
                yield Change(path, trees.table(node.place, **{"not": node}))

    return changes


harm_turned_round = turned_round(*_HARM)
scope_turned_round = turned_round(("out_of_scope_when",))


def _scalars(node: Node) -> tuple[Scalar, ...]:
    """The value of a test, or the values of which any will do; none where it compares."""
    if isinstance(node, Scalar):
        return (node,)
    return tuple(item for item in node.items if isinstance(item, Scalar)) if isinstance(node, Sequence) else ()


def _with_ways(node: Node | None, path: Path) -> Iterator[tuple[Path, Scalar]]:
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Sequence):
        yield from (((*path, i), item) for i, item in enumerate(node.items) if isinstance(item, Scalar))


def _values_of(name: str, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """The words that a fact can be."""
    if name not in knowledge.vocabulary:
        return ()
    fact = knowledge.vocabulary[name]
    return ("true", "false") if fact.type == "yes_no" else tuple(fact.values)


def _another(name: str, value: str, taken: list[str], knowledge: KnowledgeBase) -> str | None:
    """The next value of a fact that is not named already."""
    known = _values_of(name, knowledge)
    if value not in known:
        return None
    place = known.index(value)
    return next((other for other in (*known[place + 1 :], *known[:place]) if other not in taken), None)


def _beside(kind: str, text: str) -> tuple[str, ...]:
    """What is next to a number, a date or a version, below and above."""
    if kind == "number" and text.lstrip("-").isdigit():
        return tuple(str(number) for number in (int(text) - 1, int(text) + 1) if number >= 0)
    if kind == "date":
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return ()
        return tuple((day + timedelta(days=days)).isoformat() for days in (-1, 1))
    if kind == "version":
        return _next_versions(text)
    return ()


def _next_versions(text: str) -> tuple[str, ...]:
    """The versions before and after, in the numbers that are written, but for one that is written without a point:
    the first after that is its first point release."""
    *rest, last = text.split(".")
    if not last.isdigit():
        return ()
    below = [".".join((*rest, str(int(last) - 1)))] if int(last) > 0 else []
    above = f"{text}.1" if not rest else ".".join((*rest, str(int(last) + 1)))
    return (*below, above)
