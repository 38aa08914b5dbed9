"""What a question is worth: how far its answer is expected to separate the causes, for what it costs.

The reckoning is that of decision-theoretic troubleshooting (Heckerman, Breese and Rommelse 1995): one cause
is at work, each open cause weighs what the priors say, and an answer is expected from those causes that it
would leave standing. A question's gain is the uncertainty (in bits) that it is expected to take away; the
question with the most gain for its cost is asked first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from datetime import date as Date

from expert.facts.vocabulary import Value
from expert.facts.versions import Version
from expert.rules.conditions import AnyOf, Atom, Compare, Condition, Not, OneOf, OtherFact, facts_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause

Values = dict[str, tuple[Value, ...]]
State = tuple[bool, bool]
"""Whether a condition is known to hold, and whether it is known to fail."""


@dataclass(frozen=True)
class Worth:
    """What asking for a fact is worth.

    Attributes:
        fact: the fact.
        gain: the uncertainty it is expected to take away, in bits.
        cost: what finding it out costs, by the vocabulary.
        with_others: further facts that must be known before it decides anything.
    """

    fact: str
    gain: float
    cost: float
    with_others: tuple[str, ...] = ()

    @property
    def rate(self) -> float:
        """Bits for each unit of cost."""
        return self.gain / max(self.cost, 0.1)


def truth(condition: Condition, values: Mapping[str, tuple[Value, ...]]) -> State:
    """Whether a condition holds and whether it fails; `conditions.evaluate` without the tree it looked at."""
    if isinstance(condition, Atom):
        return _atom(condition, values)
    if isinstance(condition, Not):
        holds, fails = truth(condition.part, values)
        return fails, holds
    states = [truth(part, values) for part in condition.parts]
    if isinstance(condition, AnyOf):
        return any(s[0] for s in states), all(s[1] for s in states)
    return all(s[0] for s in states), any(s[1] for s in states)


def _atom(atom: Atom, values: Mapping[str, tuple[Value, ...]]) -> State:
    known = values.get(atom.fact)
    if known is None:
        return False, False
    if isinstance(atom.test, OneOf):
        wanted = atom.test.values
        return any(v in wanted for v in known), any(v not in wanted for v in known)
    from expert.rules.conditions import combinations

    outcomes = {atom.check(chosen) for chosen in combinations(atom.facts, values)}
    return True in outcomes, False in outcomes


class Weighing:
    """The open causes of a case, and what each question would do to them."""

    def __init__(self, knowledge: KnowledgeBase, causes: list[Cause], values: Values, weights: Mapping[str, float]) -> None:
        self._knowledge = knowledge
        self._causes = causes
        self._values = values
        self._weights = weights
        self._conditions = {cause.id: conditions_of(knowledge, cause) for cause in causes}
        self._derivations = [
            (knowledge.condition(derivation.when), knowledge.conclusions(derivation))
            for derivation in knowledge.derivations.values()
        ]
        self._concerned: dict[str, list[Cause]] = {}
        for cause in causes:
            for fact in facts_read(self._conditions[cause.id]):
                self._concerned.setdefault(fact, []).append(cause)
        for condition, conclusions in self._derivations:
            through = [cause for fact in conclusions for cause in self._concerned.get(fact, ())]
            for fact in facts_in(condition) if through else ():
                known = self._concerned.setdefault(fact, [])
                known.extend(cause for cause in through if cause not in known)

    def questions(self, skipped: frozenset[str]) -> list[Worth]:
        """Every fact that could change something, the one worth most first."""
        found: dict[str, Worth] = {}
        for fact in self._concerned:
            if fact in self._values:
                continue
            for worth in self._worth(fact, skipped):
                best = found.get(worth.fact)
                if best is None or worth.rate > best.rate:
                    found[worth.fact] = worth
        order = {name: i for i, name in enumerate(self._knowledge.vocabulary.facts)}
        return sorted(found.values(), key=lambda w: (-round(w.rate, 9), w.cost, order[w.fact]))

    def effects(self, fact: str) -> dict[Value, dict[str, str]]:
        """For each possible value of a fact, the causes that it alone would confirm or rule out."""
        found: dict[Value, dict[str, str]] = {}
        for value in self.possible_values(fact):
            values = self._with(fact, value)
            states = {c.id: verdict_of(self._conditions[c.id], values) for c in self._concerned.get(fact, ())}
            found[value] = {name: state for name, state in states.items() if state != "open"}
        return found

    def _worth(self, fact: str, skipped: frozenset[str]) -> Iterator[Worth]:
        """What knowing a fact is worth, laid to the facts that have to be asked for it."""
        asked = self._to_ask(fact, skipped)
        if not asked:
            return
        gain = self._gain(fact)
        if gain <= 1e-9:
            return
        cost = sum(self._knowledge.vocabulary.cost(name) for name in asked)
        yield Worth(asked[0], gain, cost, tuple(asked[1:]))

    def _to_ask(self, fact: str, skipped: frozenset[str]) -> list[str]:
        """The facts to ask for, to learn this one; none when one of them was skipped."""
        vocabulary = self._knowledge.vocabulary
        if vocabulary[fact].asked:
            return [] if fact in skipped else [fact]
        ways = []
        for derivation in self._knowledge.derivations.values():
            if fact in derivation.concludes:
                read = facts_in(self._knowledge.condition(derivation.when))
                names = [name for name in read if name not in self._values and vocabulary[name].asked]
                if names and not any(name in skipped for name in names):
                    ways.append(names)
        return min(ways, key=lambda names: sum(map(vocabulary.cost, names)), default=[])

    def _gain(self, fact: str) -> float:
        """The expected fall of uncertainty over the causes when the fact becomes known."""
        before = _entropy(self._weights.values())
        outcomes = dict.fromkeys(tuple(effect.items()) for effect in self.effects(fact).values())
        if not any(outcomes):
            return 0.0
        mass = self._masses(list(outcomes))
        after = 0.0
        for effect, weights in zip(outcomes, mass, strict=True):
            share = sum(weights.values())
            if share <= 0 or any(state == "confirmed" for _, state in effect):
                continue
            after += share * _entropy(weight / share for weight in weights.values())
        return max(before - after, 0.0)

    def _masses(self, effects: list[tuple[tuple[str, str], ...]]) -> list[dict[str, float]]:
        """How the weight of each cause is spread over the outcomes that it would leave possible.

        With one cause at work, an outcome that confirms another cause, or rules this one out, is not expected.
        """
        states = [dict(effect) for effect in effects]
        masses: list[dict[str, float]] = [{} for _ in effects]
        for cause, weight in self._weights.items():
            fitting = [
                i for i, state in enumerate(states)
                if state.get(cause) != "ruled_out"
                and not any(s == "confirmed" and other != cause for other, s in state.items())
            ] or [i for i, state in enumerate(states) if state.get(cause) != "ruled_out"]
            for i in fitting:
                masses[i][cause] = weight / len(fitting)
        return masses

    def _with(self, fact: str, value: Value) -> Values:
        """What would be known if the fact had this value, with what follows from it directly."""
        values = {**self._values, fact: (value,)}
        for condition, conclusions in self._derivations:
            if fact in facts_in(condition) and truth(condition, values)[0]:
                for name, derived in conclusions.items():
                    values.setdefault(name, (derived,))
        return values

    def possible_values(self, fact: str) -> Iterator[Value]:
        """The values of a fact that make a difference: all words, yes and no, or one on each side of a bound."""
        definition = self._knowledge.vocabulary[fact]
        if definition.type == "word":
            yield from definition.values
        elif definition.type == "yes_no":
            yield from (True, False)
        else:
            yield from self._turning_points(fact)

    def _turning_points(self, fact: str) -> Iterator[Value]:
        """For numbers, dates and versions: a value on each side of what they are compared with."""
        seen: set[Value] = set()
        for cause in self._concerned[fact]:
            for condition in self._conditions[cause.id]:
                for bound in _bounds(condition, fact, self._values):
                    for value in _around(bound):
                        if value not in seen:
                            seen.add(value)
                            yield value


Conditions = tuple[Condition, Condition | None, Condition | None]
"""A cause's conditions: confirmed when, ruled out when, applies when."""


def conditions_of(knowledge: KnowledgeBase, cause: Cause) -> Conditions:
    """The parsed conditions of a cause."""

    def parsed(data: dict[str, object] | None) -> Condition | None:
        return None if data is None else knowledge.condition(data)

    return knowledge.condition(cause.confirmed_when), parsed(cause.ruled_out_when), parsed(cause.applies_when)


def facts_read(conditions: Conditions) -> tuple[str, ...]:
    """The facts that the conditions read, each once."""
    return tuple(dict.fromkeys(name for c in conditions if c is not None for name in facts_in(c)))


def verdict_of(conditions: Conditions, values: Mapping[str, tuple[Value, ...]]) -> str:
    """`confirmed`, `ruled_out` or `open`, by the same conditions that the engine's rules are compiled from."""
    confirmed, ruled_out, applies = conditions
    if applies is not None and truth(applies, values)[1]:
        return "ruled_out"
    holds, fails = truth(confirmed, values)
    if holds:
        return "confirmed"
    excluded = fails if ruled_out is None else truth(ruled_out, values)[0]
    return "ruled_out" if excluded else "open"


def _entropy(weights: Iterator[float] | object) -> float:
    return -sum(w * math.log2(w) for w in weights if w > 0)  # type: ignore[attr-defined]


def _bounds(condition: Condition | None, fact: str, values: Mapping[str, tuple[Value, ...]]) -> Iterator[Value]:
    if condition is None:
        return
    if isinstance(condition, Not):
        yield from _bounds(condition.part, fact, values)
    elif not isinstance(condition, Atom):
        for part in condition.parts:
            yield from _bounds(part, fact, values)
    elif isinstance(condition.test, Compare):
        operand = condition.test.operand
        if condition.fact == fact and isinstance(operand, OtherFact):
            yield from values.get(operand.fact, ())
        elif condition.fact == fact and not isinstance(operand, OtherFact):
            yield operand
        elif fact in condition.facts:
            yield from values.get(condition.fact, ())


_AROUND: dict[type, Callable[..., tuple[Value, ...]]] = {
    int: lambda n: (max(n - 1, 0), n, n + 1),
    Date: lambda d: (d - timedelta(days=1), d, d + timedelta(days=1)),
    Version: lambda v: (Version.read(f"{max(v.parts[0] - 1, 0)}.0"), v, Version.read(f"{v.parts[0] + 1}.0")),
}


def _around(bound: Value) -> tuple[Value, ...]:
    return _AROUND[type(bound)](bound) if type(bound) in _AROUND else ()
