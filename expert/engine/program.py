"""Compiles what is known about one symptom into rules that any engine can fire.

A condition becomes two families of monotone rules: one that concludes it is known to hold, one that
concludes it is known to fail, with `not` pushed down to the atoms. A part inside a condition gets a mark of
its own, so the number of rules grows with the length of the conditions, never with the number of
combinations. What asks for the absence of a mark stands in strata, each of which waits until nothing before
it can add anything more. So no conclusion is ever taken back, and no result depends on the order of firing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from expert.facts.vocabulary import DAY, Value
from expert.foundations.deadlines import look_at_the_clock
from expert.foundations.records import Record
from expert.foundations.terms import Verdict
from expert.rules.conditions import All, Atom, Condition, Not, facts_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Symptom


class Assertion(NamedTuple):
    """The conclusion that a fact has a value."""

    fact: str
    value: Value


@dataclass(frozen=True, eq=False, repr=False)
class Mark(Record):
    """The conclusion that something is so: `kind` of `key`, for example proven, cname-missing."""

    kind: str
    key: str


class AtomPremise(NamedTuple):
    """An atom that is known to hold (or, with `wanted` false, known to fail)."""

    atom: Atom
    wanted: bool


Premise = AtomPremise | Mark
Conclusion = Assertion | Mark


class Rule(NamedTuple):
    """When all premises are there, and none of the marks that must be absent, the conclusion is.

    Attributes:
        name: which part of which file it came from.
        absent: marks that must not be there; only rules of the strata have any.
    """

    name: str
    premises: tuple[Premise, ...]
    conclusion: Conclusion
    absent: tuple[Mark, ...] = ()


class Way(NamedTuple):
    """An option of a cause's remedy, by its number from 1."""

    cause: str
    number: int

    @property
    def key(self) -> str:
        """The name under which the rules speak of it."""
        return f"{self.cause}/{self.number}"


@dataclass(frozen=True, eq=False)
class Program:
    """The rules of one symptom.

    Attributes:
        symptom: the symptom; None for what is looked at whatever is seen.
        causes: its candidate causes.
        rules: the monotone rules; one that concludes a mark comes before those that have it as a premise.
        strata: the rules that ask for absence. What must be absent for a rule is concluded in an earlier stratum or
            by the monotone rules; its premises, there or by an earlier rule of its own stratum.
        facts: the facts that the rules read; others need not be told to an engine.
        dated: the facts that a rule holds against the day of observation, and that day.
        ways: the options of the candidates' remedies.
    """

    symptom: Symptom | None
    causes: tuple[Cause, ...]
    rules: tuple[Rule, ...]
    strata: tuple[tuple[Rule, ...], ...]
    facts: frozenset[str]
    dated: frozenset[str]
    ways: tuple[Way, ...]


def compile_symptom(knowledge: KnowledgeBase, symptom: Symptom) -> Program:
    """The program for one symptom: its recognition, its candidates and what their conditions read."""
    rules = _rules_of_symptom(knowledge, symptom)
    return _compile(knowledge, symptom, knowledge.causes_of(symptom.id), list(rules))


def compile_rest(knowledge: KnowledgeBase) -> Program:
    """The program for what is so whatever is seen: causes that stop an enrollment, and all that can be worked out.

    Where a cause stops no enrollment is not its business: that would be given as a reason for verdicts that do not rest
    on it.
    """
    worked_out = {name for derivation in knowledge.derivations.values() for name in derivation.concludes}
    return _compile(knowledge, None, knowledge.stopping, derivations(knowledge, worked_out))


def _compile(
    knowledge: KnowledgeBase, symptom: Symptom | None, causes: tuple[Cause, ...], rules: list[Rule]
) -> Program:
    ways: list[Way] = []
    for cause in causes:
        look_at_the_clock()
        rules.extend(rules_of_cause(cause.id, *knowledge.conditions_of(cause)))
        rules.extend(_rules_of_support(cause.id, *knowledge.conditions_of(cause)))
        stops = None if symptom is None else knowledge.stops(cause, [symptom.id])
        if stops is not None:
            rules.extend(rules_of(stops, False, f"{cause.id}/stops_enrollment", Mark("inapplicable", cause.id)))
        own = [Way(cause.id, number) for number in range(1, len(knowledge.remedy_of(cause).options) + 1)]
        for way in own:
            rules.extend(_rules_of_way(knowledge, cause, way))
        ways.extend(own)
    rules = list(dict.fromkeys([*derivations(knowledge, _facts_read(rules)), *rules]))
    strata = live(_strata(symptom, causes, ways), [recognized(symptom), *(rule.conclusion for rule in rules)])
    read = [premise.atom.facts for rule in rules for premise in rule.premises if isinstance(premise, AtomPremise)]
    return Program(
        symptom=symptom,
        causes=causes,
        rules=tuple(rules),
        strata=strata,
        facts=frozenset(name for names in read for name in names),
        dated=frozenset(name for names in read if DAY in names for name in names),
        ways=tuple(ways),
    )


# Conditions: monotone rules


def _rules_of_symptom(knowledge: KnowledgeBase, symptom: Symptom) -> Iterator[Rule]:
    name = symptom.id
    if symptom.recognized_when is not None:
        condition = knowledge.condition(symptom.recognized_when)
        yield from rules_of(condition, True, f"{name}/recognized_when", recognized(symptom))
    if symptom.applies_when is not None:
        condition = knowledge.condition(symptom.applies_when)
        yield from rules_of(condition, False, f"{name}/applies_when", Mark("elsewhere", name))


def rules_of_cause(
    cause: str, confirmed: Condition, ruled_out: Condition | None, applies: Condition | None
) -> Iterator[Rule]:
    """The rules that prove a cause, that exclude it, and that tell where it cannot be."""
    yield from rules_of(confirmed, True, f"{cause}/confirmed_when", Mark("proven", cause))
    if ruled_out is None:
        yield from rules_of(confirmed, False, f"{cause}/confirmed_when", Mark("excluded", cause))
    else:
        yield from rules_of(ruled_out, True, f"{cause}/ruled_out_when", Mark("excluded", cause))
    if applies is not None:
        yield from rules_of(applies, False, f"{cause}/applies_when", Mark("inapplicable", cause))


def _rules_of_support(
    cause: str, confirmed: Condition, ruled_out: Condition | None, applies: Condition | None
) -> Iterator[Rule]:
    """The rules that tell what speaks for a cause: that it can be here, or that a part of what proves it holds."""
    supported = Mark("supported", cause)
    if applies is not None:
        yield from rules_of(applies, True, f"{cause}/applies_when+", supported)
    yield from _rules_of_parts(confirmed, True, f"{cause}/confirmed_when+", supported)


def _rules_of_parts(condition: Condition, wanted: bool, name: str, conclusion: Mark) -> Iterator[Rule]:
    """Rules that conclude as soon as a part is known to hold of what only holds as a whole."""
    if isinstance(condition, Not):
        yield from _rules_of_parts(condition.part, not wanted, f"{name}.not", conclusion)
    elif not isinstance(condition, Atom):
        for i, part in enumerate(condition.parts):
            if isinstance(condition, All) == wanted:
                yield from rules_of(part, wanted, f"{name}.{i}", conclusion)
            yield from _rules_of_parts(part, wanted, f"{name}.{i}", conclusion)


def _rules_of_way(knowledge: KnowledgeBase, cause: Cause, way: Way) -> Iterator[Rule]:
    option = knowledge.remedy_of(cause).options[way.number - 1]
    if option.when is not None:
        when = knowledge.condition(option.when)
        yield from rules_of(when, False, f"{way.key}/when", Mark("unsuitable", way.key))
    if option.harm is not None:
        harm = knowledge.condition(option.harm.when)
        yield from rules_of(harm, True, f"{way.key}/harm", Mark("harmful", way.key))


def rules_of(condition: Condition, wanted: bool, name: str, conclusion: Conclusion) -> Iterator[Rule]:
    """Rules that conclude as soon as the condition is known to hold, or with `wanted` false, to fail."""
    sign = "" if wanted else "!"
    if isinstance(condition, Not):
        yield from rules_of(condition.part, not wanted, f"{name}.not", conclusion)
    elif isinstance(condition, Atom):
        yield Rule(f"{sign}{name}", (AtomPremise(condition, wanted),), conclusion)
    elif isinstance(condition, All) == wanted:
        premises: list[Premise] = []
        for i, part in enumerate(condition.parts):
            inner, rules = _premise(part, wanted, f"{name}.{i}")
            premises.append(inner)
            yield from rules
        yield Rule(f"{sign}{name}", tuple(premises), conclusion)
    else:
        for i, part in enumerate(condition.parts):
            yield from rules_of(part, wanted, f"{name}.{i}", conclusion)


def _premise(condition: Condition, wanted: bool, name: str) -> tuple[Premise, list[Rule]]:
    while isinstance(condition, Not):
        condition, wanted = condition.part, not wanted
    if isinstance(condition, Atom):
        return AtomPremise(condition, wanted), []
    mark = Mark("known" if wanted else "known not", name)
    return mark, list(rules_of(condition, wanted, name, mark))


def _facts_read(rules: Iterable[Rule]) -> set[str]:
    return {
        name
        for rule in rules
        for premise in rule.premises
        if isinstance(premise, AtomPremise)
        for name in premise.atom.facts
    }


def derivations(knowledge: KnowledgeBase, wanted: Iterable[str]) -> list[Rule]:
    """The rules that work out a wanted fact, and those that work out what their own premises need."""
    rules: list[Rule] = []
    waiting, done = set(wanted), set[str]()
    while waiting:
        done |= waiting
        found = [d for d in knowledge.derivations.values() if d.concludes.keys() & waiting]
        waiting = set()
        for derivation in found:
            condition = knowledge.condition(derivation.when)
            for fact, value in knowledge.conclusions(derivation).items():
                rules.extend(rules_of(condition, True, derivation.id, Assertion(fact, value)))
            waiting |= set(facts_in(condition)) - done
    return list(dict.fromkeys(rules))


# Strata: what asks for absence


def recognized(symptom: Symptom | None) -> Mark:
    """That a symptom was recognized: by a message, of which an engine is told, or by a rule."""
    return Mark("recognized", _name(symptom))


def present(symptom: Symptom | None) -> Mark:
    """That a symptom was recognized and is not known to occur only elsewhere."""
    return Mark("present", _name(symptom))


def _name(symptom: Symptom | None) -> str:
    return "" if symptom is None else symptom.id


def decisions(cause: str, if_present: Mark) -> tuple[Rule, ...]:
    """How the facts alone decide a cause, where its symptom is present.

    What cannot be here is ruled out, whatever proves it; what is proven is confirmed, though something excludes it too.
    """
    inapplicable, proven, excluded = (Mark(kind, cause) for kind in ("inapplicable", "proven", "excluded"))
    confirmed, ruled_out = Mark("confirmed", cause), Mark("ruled_out", cause)
    return (
        Rule(f"{cause}/inapplicable", (inapplicable, if_present), ruled_out),
        Rule(f"{cause}/proven", (proven, if_present), confirmed, absent=(inapplicable,)),
        Rule(f"{cause}/excluded", (excluded, if_present), ruled_out, absent=(proven,)),
    )


def _strata(symptom: Symptom | None, causes: tuple[Cause, ...], ways: Iterable[Way]) -> tuple[tuple[Rule, ...], ...]:
    """The strata: the symptom; what the facts decide of its causes and their ways; what is likely; what is possible."""
    here = present(symptom)
    name = _name(symptom)
    shown = Rule(f"{name}/present", (recognized(symptom),), here, absent=(Mark("elsewhere", name),))
    decided = [rule for cause in causes for rule in decisions(cause.id, here)]
    decided += [rule for way in ways for rule in _offers(way.key, here)]
    likely = [*_others_out([cause.id for cause in causes]), *_likely(symptom, causes, here)]
    possible = [
        Rule(f"{name}/open", (here,), Mark("possible", name), _verdicts(name, "confirmed", "ruled_out", "likely"))
        for name in (cause.id for cause in causes)
    ]
    return (shown,), tuple(decided), tuple(likely), tuple(possible)


def _verdicts(cause: str, *verdicts: Verdict) -> tuple[Mark, ...]:
    return tuple(Mark(verdict, cause) for verdict in verdicts)


def _offers(way: str, here: Mark) -> Iterator[Rule]:
    """A way is offered unless it is known not to suit or to do harm; one that only does harm is withheld."""
    unsuitable, harmful = Mark("unsuitable", way), Mark("harmful", way)
    yield Rule(f"{way}/offer", (here,), Mark("offered", way), absent=(unsuitable, harmful))
    yield Rule(f"{way}/withhold", (harmful, here), Mark("withheld", way), absent=(unsuitable,))


def _likely(symptom: Symptom | None, causes: tuple[Cause, ...], here: Mark) -> Iterator[Rule]:
    """An open cause is likely that the message names, or that facts support while every other candidate is ruled out.

    The last one of which nothing else is known is only possible: a list of causes is not the world.
    """
    for place, cause in enumerate(causes):
        likely, decided = Mark("likely", cause.id), _verdicts(cause.id, "confirmed", "ruled_out")
        if cause.named_by(_name(symptom)):
            yield Rule(f"{cause.id}/named", (here,), likely, decided)
        else:
            before = () if place == 0 else (Mark("all before out", cause.id),)
            after = () if place == len(causes) - 1 else (Mark("all after out", cause.id),)
            yield Rule(f"{cause.id}/last", (*before, *after, Mark("supported", cause.id), here), likely, decided)


def _others_out(causes: list[str]) -> Iterator[Rule]:
    """Which causes have none before them, and which none after them, that is not ruled out.

    So it takes two rules for each cause to tell whether all others are ruled out, not one for each pair of them.
    """
    for kind, order in (("all before out", causes), ("all after out", causes[::-1])):
        for earlier, cause, later in zip([None, *order], order, order[1:], strict=False):
            premises = (Mark("ruled_out", cause),) if earlier is None else (Mark(kind, cause), Mark("ruled_out", cause))
            yield Rule(f"{later}/{kind}", premises, Mark(kind, later))


def live(strata: tuple[tuple[Rule, ...], ...], concluded: Iterable[Conclusion]) -> tuple[tuple[Rule, ...], ...]:
    """The strata without rules that can never fire, and without asking for the absence of what nothing concludes."""
    known = set(concluded)
    live: list[tuple[Rule, ...]] = []
    for stratum in strata:
        rules: list[Rule] = []
        for rule in stratum:
            if known.issuperset(rule.premises):
                rules.append(rule._replace(absent=tuple(mark for mark in rule.absent if mark in known)))
                known.add(rule.conclusion)
        live.append(tuple(rules))
    return tuple(live)


@cache
def checker(premise: AtomPremise) -> Callable[..., bool]:
    """Whether values of the atom's facts, in their order, are as the premise wants.

    One function for equal premises, process-wide: experta keeps every predicate it has seen for ever.
    """

    def check(*values: Value) -> bool:
        return premise.atom.check(values) is premise.wanted

    return check
