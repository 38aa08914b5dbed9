"""Conditions over facts: the one definition of "holds".

In a rule file a condition is a table. Each entry is an atom over one fact, and several entries must all
hold:

    platform: ios                              the fact has this value
    user_license: [missing, invalid]           … or one of these
    enrolled_devices: {at_least: 15}           compared with a number, a date or a version
    enrolled_devices: {at_least: {fact: device_limit}}
    devices_listed: {at_least: {fact: device_limit, plus: devices_not_counted}}
    os_version: {at_least: "15.7", at_most: "16.3"}
    all: [...]   any: [...]   not: {...}       conditions inside conditions

A condition over the facts of a case holds, fails, neither (unknown) or both. Both happens only where the
facts contradict each other, for example an observed value and one worked out from a date. Holding and
failing are each monotone: a further fact can add one of them, never take it away. The engine's rules are
compiled from the same objects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from expert.facts.versions import Version
from expert.facts.vocabulary import FactDefinition, FactType, Value, Vocabulary, WrongValue
from expert.foundations.limits import MOST_IN_CONDITION_DEEP, MOST_TESTS_IN_CONDITION, MOST_VALUES_OF_TEST
from expert.foundations.problems import ExpertError, did_you_mean, shown
from expert.foundations.records import Record
from expert.foundations.texts import Text
from expert.rules.kinds import none_of, wrong_value

ConditionData = dict[str, Any]
"""A condition as it stands in a rule file."""

Values = Mapping[str, tuple[Value, ...]]
"""What is known of each fact: one value, or several that contradict each other. Absent is not known."""

Relation = Literal["at_least", "at_most", "less_than", "more_than", "before", "after", "release"]
_RELATIONS: dict[FactType, tuple[Relation, ...]] = {
    "number": ("at_least", "at_most", "less_than", "more_than"),
    "date": ("before", "after"),
    "version": ("at_least", "at_most", "less_than", "more_than", "release"),
}


@dataclass(frozen=True, eq=False, repr=False)
class Truth(Record):
    """What is known of a condition: that it holds, that it fails, neither, or (contradictory facts) both."""

    holds: bool
    fails: bool

    @property
    def unknown(self) -> bool:
        """Neither known to hold nor known to fail."""
        return not self.holds and not self.fails


@dataclass(frozen=True, eq=False, repr=False)
class OtherFact(Record):
    """The value of another fact, with further numbers added to it."""

    fact: str
    plus: tuple[str | int, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that are read for it."""
        return (self.fact, *(part for part in self.plus if isinstance(part, str)))


@dataclass(frozen=True, eq=False, repr=False)
class OneOf(Record):
    """The fact has one of these values."""

    values: tuple[Value, ...]

    def check(self, value: Value) -> bool | None:
        """Whether `value` is one of them; None where a version is named too roughly to tell."""
        if not isinstance(value, Version):
            return value in self.values
        found = {value.within(other) for other in self.values if isinstance(other, Version)}
        return True if True in found else None if None in found else False


@dataclass(frozen=True, eq=False, repr=False)
class Compare(Record):
    """The fact stands in this relation to a value or to another fact."""

    relation: Relation
    operand: Value | OtherFact

    def check(self, value: Value, operand: Value) -> bool | None:
        """Whether the relation holds; None where a version is named too roughly to tell."""
        if isinstance(value, Version) and isinstance(operand, Version):
            return _compare_versions(self.relation, value, operand)
        if isinstance(value, date) and isinstance(operand, date):
            return value < operand if self.relation == "before" else value > operand
        if isinstance(value, int) and isinstance(operand, int):
            return {
                "at_least": value >= operand,
                "at_most": value <= operand,
                "less_than": value < operand,
                "more_than": value > operand,
            }[self.relation]
        raise TypeError(f"cannot compare {value!r} with {operand!r}")


def _compare_versions(relation: Relation, value: Version, bound: Version) -> bool | None:
    if relation == "release":
        return value.within(bound)
    if relation in ("at_least", "less_than"):
        outcome = value.at_least(bound)
        negated = relation == "less_than"
    else:
        outcome = value.at_most(bound)
        negated = relation == "more_than"
    return outcome if outcome is None or not negated else not outcome


@dataclass(frozen=True, eq=False, repr=False)
class Atom(Record):
    """A test of one fact."""

    fact: str
    test: OneOf | Compare

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that are read: its own, and those it is compared with."""
        if isinstance(self.test, Compare) and isinstance(self.test.operand, OtherFact):
            return (self.fact, *self.test.operand.facts)
        return (self.fact,)

    def undecided_by(self, values: Values) -> list[str]:
        """For an atom that is neither known to hold nor to fail: the facts that are not known, or too roughly."""
        return [name for name in self.facts if name not in values] or [self.fact]

    def check(self, values: tuple[Value, ...]) -> bool | None:
        """Whether it holds for one value of each of `facts`, in that order."""
        if isinstance(self.test, OneOf):
            return self.test.check(values[0])
        operand = self.test.operand
        if not isinstance(operand, OtherFact):
            return self.test.check(values[0], operand)
        if not operand.plus:
            return self.test.check(values[0], values[1])
        rest = iter(values[2:])
        total = _whole(values[1])
        for part in operand.plus:
            total += part if isinstance(part, int) else _whole(next(rest))
        return self.test.check(values[0], total)


def _whole(value: Value) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is not a number")
    return value


@dataclass(frozen=True, eq=False, repr=False)
class All(Record):
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, eq=False, repr=False)
class AnyOf(Record):
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Not(Record):
    """The part fails."""

    part: Condition


Condition = Atom | All | AnyOf | Not


@dataclass(frozen=True, eq=False, repr=False)
class Evaluation(Record):
    """What an evaluation looked at: the condition, its truth, the parts, and for an atom the facts it read."""

    condition: Condition
    truth: Truth
    parts: tuple[Evaluation, ...] = ()

    def atoms(self) -> Iterator[Evaluation]:
        """The evaluated atoms, in the order of the condition."""
        if isinstance(self.condition, Atom):
            yield self
        for part in self.parts:
            yield from part.atoms()


def evaluate(condition: Condition, values: Values) -> Evaluation:
    """Evaluate a condition over what is known of the facts."""
    if isinstance(condition, Atom):
        return Evaluation(condition, _truth_of_atom(condition, values))
    if isinstance(condition, Not):
        inner = evaluate(condition.part, values)
        return Evaluation(condition, Truth(inner.truth.fails, inner.truth.holds), (inner,))
    parts = tuple(evaluate(part, values) for part in condition.parts)
    holds = [part.truth.holds for part in parts]
    fails = [part.truth.fails for part in parts]
    truth = Truth(all(holds), any(fails)) if isinstance(condition, All) else Truth(any(holds), all(fails))
    return Evaluation(condition, truth, parts)


def _truth_of_atom(atom: Atom, values: Values) -> Truth:
    outcomes = {atom.check(chosen) for chosen in combinations(atom.facts, values)}
    return Truth(True in outcomes, False in outcomes)


def combinations(facts: tuple[str, ...], values: Values) -> list[tuple[Value, ...]]:
    """Every choice of one known value for each fact; none when a fact is not known."""
    chosen: list[tuple[Value, ...]] = [()]
    for fact in facts:
        chosen = [(*before, value) for before in chosen for value in values.get(fact, ())]
    return chosen


def facts_in(condition: Condition) -> tuple[str, ...]:
    """The facts a condition reads, each once, in the order they are named."""
    if isinstance(condition, Atom):
        names: tuple[str, ...] = condition.facts
    elif isinstance(condition, Not):
        names = facts_in(condition.part)
    else:
        names = tuple(name for part in condition.parts for name in facts_in(part))
    return tuple(dict.fromkeys(names))


def names_in(data: object) -> Iterator[str]:
    """The facts that a condition names, as it stands in a file, without understanding it."""
    for key, value in data.items() if isinstance(data, dict) else ():
        if key in ("all", "any"):
            for part in value:
                yield from names_in(part)
        elif key == "not":
            yield from names_in(value)
        else:
            yield str(key)
            for operand in value.values() if isinstance(value, dict) else ():
                if isinstance(operand, dict):
                    plus = operand.get("plus", [])
                    named = (operand.get("fact"), *(plus if isinstance(plus, (list, tuple)) else [plus]))
                    yield from (part for part in named if isinstance(part, str))


def atoms_in(condition: Condition) -> Iterator[Atom]:
    """The atoms of a condition, in its order."""
    if isinstance(condition, Atom):
        yield condition
    elif isinstance(condition, Not):
        yield from atoms_in(condition.part)
    else:
        for part in condition.parts:
            yield from atoms_in(part)


def open_facts(evaluation: Evaluation, values: Values) -> tuple[str, ...]:
    """The facts that could still decide a condition that is unknown; empty once it is decided.

    They are not known, or known too roughly: a version such as 16 where it matters which 16 it is.
    """
    if not evaluation.truth.unknown:
        return ()
    if isinstance(evaluation.condition, Atom):
        names = evaluation.condition.undecided_by(values)
    else:
        names = [name for part in evaluation.parts for name in open_facts(part, values)]
    return tuple(dict.fromkeys(names))


def deciding_facts(evaluation: Evaluation, *, wanted: bool = True) -> Iterator[str]:
    """The facts by which a condition is known to hold (or with `wanted` false, to fail), in its order."""
    truth, condition = evaluation.truth, evaluation.condition
    if not (truth.holds if wanted else truth.fails):
        return
    if isinstance(condition, Atom):
        yield from condition.facts
    for part in evaluation.parts:
        yield from deciding_facts(part, wanted=wanted != isinstance(condition, Not))


class ConditionError(ExpertError, ValueError):
    """A condition in a rule file that cannot be understood.

    Attributes:
        text: what is wrong.
        path: the way to the part that is wrong.
        facts: the facts whose definitions do not allow it.
    """

    def __init__(self, text: Text, path: tuple[str | int, ...], facts: tuple[str, ...] = ()) -> None:
        self.text = text
        self.path = path
        self.facts = facts
        super().__init__(text, path, facts)

    def __str__(self) -> str:
        return self.text.en


def errors_in(data: object, vocabulary: Vocabulary, path: tuple[str | int, ...] = ()) -> Iterator[ConditionError]:
    """Everything in a condition that `parse` would refuse; it stops at the first.

    Of one that is too large only that is told: whatever goes through its parts would take too long.
    """
    too_large = None if path else _too_large(data)
    if too_large is not None:
        yield too_large
        return
    for key, value in data.items() if isinstance(data, dict) and data else ((None, data),):
        if key in ("all", "any") and isinstance(value, list) and value:
            for i, part in enumerate(value):
                yield from errors_in(part, vocabulary, (*path, key, i))
        elif key == "not":
            yield from errors_in(value, vocabulary, (*path, key))
        else:
            try:
                parse(data if key is None else {key: value}, vocabulary, path)
            except ConditionError as error:
                yield error


def parse(data: object, vocabulary: Vocabulary, path: tuple[str | int, ...] = ()) -> Condition:
    """The condition that a table in a rule file describes.

    Args:
        data: the table, as plain values.
        vocabulary: the facts that it may speak of, and their types.
        path: where the table stands in its file, for messages.

    Raises:
        ConditionError: an unknown fact, a value or relation that the fact cannot have, or a wrong shape.
    """
    if not isinstance(data, dict) or not data:
        raise ConditionError(Text("a condition is a table of `fact: value`, or `all`, `any`, `not`",
                                  "ett villkor är en tabell med `faktum: värde`, eller `all`, `any`, `not`"), path)
    parts: list[Condition] = []
    for key, value in data.items():
        here = (*path, key)
        if key in ("all", "any"):
            if not isinstance(value, list) or not value:
                text = Text(f"`{key}` takes a list of conditions", f"`{key}` tar en lista med villkor")
                raise ConditionError(text, here)
            inner = tuple(parse(item, vocabulary, (*here, i)) for i, item in enumerate(value))
            parts.append(All(inner) if key == "all" else AnyOf(inner))
        elif key == "not":
            parts.append(Not(parse(value, vocabulary, here)))
        else:
            parts.extend(_parse_atoms(key, value, vocabulary, here))
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _too_large(data: object) -> ConditionError | None:
    """What is wrong with a condition of too many tests, or of too many conditions inside each other."""
    tests = 0
    waiting: list[tuple[object, int, tuple[str | int, ...]]] = [(data, 0, ())]
    while waiting:
        part, depth, path = waiting.pop()
        tests += 1
        if depth > MOST_IN_CONDITION_DEEP:
            return ConditionError(_TOO_DEEP, path)
        for key, value in part.items() if isinstance(part, dict) else ():
            if key in ("all", "any") and isinstance(value, list):
                waiting += [(inner, depth + 1, (*path, key, i)) for i, inner in enumerate(value)]
            elif key == "not":
                waiting.append((value, depth + 1, (*path, key)))
            elif isinstance(value, (list, dict)) and len(value) > MOST_VALUES_OF_TEST:
                return ConditionError(_TOO_MANY_VALUES, (*path, key))
        tests += max(0, len(part) - 1) if isinstance(part, dict) else 0
        if tests > MOST_TESTS_IN_CONDITION:
            return ConditionError(_TOO_MANY, ())
    return None


_TOO_DEEP = Text(
    f"more than {MOST_IN_CONDITION_DEEP} conditions inside each other; say the same in fewer",
    f"fler än {MOST_IN_CONDITION_DEEP} villkor i varandra; säg samma sak med färre",
)
_TOO_MANY = Text(
    f"a condition has at most {MOST_TESTS_IN_CONDITION} tests and conditions; let a derivation say a part of it",
    f"ett villkor har högst {MOST_TESTS_IN_CONDITION} tester och villkor; låt en härledning säga en del av det",
)
_TOO_MANY_VALUES = Text(
    f"at most {MOST_VALUES_OF_TEST} values can be named here; compare with bounds, or let a derivation say it",
    f"här går det att ange högst {MOST_VALUES_OF_TEST} värden; jämför med gränser, eller låt en härledning säga det",
)


def _parse_atoms(name: str, value: object, vocabulary: Vocabulary, path: tuple[str | int, ...]) -> Iterator[Atom]:
    definition = _definition(name, vocabulary, path)
    if definition.type == "texts":
        raise ConditionError(Text(f"{name} is recognized by the messages of symptoms, not by a condition",
                                  f"{name} känns igen på symptomens meddelanden, inte med ett villkor"), path, (name,))
    if value in (None, [], {}):
        raise ConditionError(Text(f"{name} needs a value", f"{name} behöver ett värde"), path)
    if not isinstance(value, dict):
        raw = value if isinstance(value, list) else [value]
        values = tuple(_read(name, item, vocabulary, path) for item in raw)
        if definition.type == "yes_no" and len(set(values)) > 1:
            raise ConditionError(Text(f"{name} is always true or false; name one of them, or leave it out",
                                      f"{name} är alltid true eller false; ange det ena, eller utelämna det"),
                                 path, (name,))
        yield Atom(name, OneOf(values))
        return
    relations = _RELATIONS.get(definition.type, ())
    for relation, operand in value.items():
        if relation not in relations:
            raise ConditionError(_no_relation(name, str(relation), relations), (*path, relation), (name,))
        yield Atom(name, Compare(relation, _operand(name, operand, vocabulary, (*path, relation))))


def _no_relation(name: str, relation: str, relations: tuple[Relation, ...]) -> Text:
    hint = did_you_mean(relation, relations)
    if not relations:
        hint = Text("; write its value, or a list of values", "; skriv dess värde, eller en lista med värden")
    said = shown(relation)
    return Text(f'{name} cannot be compared by "{said}"{hint.en}', f"{name} kan inte jämföras med ”{said}”{hint.sv}")


def _operand(name: str, operand: object, vocabulary: Vocabulary, path: tuple[str | int, ...]) -> Value | OtherFact:
    if not isinstance(operand, dict):
        return _read(name, operand, vocabulary, path)
    other = operand.get("fact")
    plus = operand.get("plus", [])
    if not isinstance(other, str) or set(operand) - {"fact", "plus"}:
        raise ConditionError(Text("compare with a value, or with `{fact: name}` and `plus`",
                                  "jämför med ett värde, eller med `{fact: namn}` och `plus`"), path)
    summands = tuple(plus if isinstance(plus, list) else [plus])
    if any(isinstance(part, bool) or not isinstance(part, (str, int)) for part in summands):
        raise ConditionError(Text("`plus` takes facts and whole numbers", "`plus` tar fakta och heltal"), path)
    wanted = vocabulary[name].type
    for fact in (other, *(part for part in summands if isinstance(part, str))):
        if _definition(fact, vocabulary, path).type != wanted:
            raise ConditionError(Text(f"{name} and {fact} are of different types, so they cannot be compared",
                                      f"{name} och {fact} är av olika typ och kan inte jämföras"),
                                 path, (name, fact))
    if summands and wanted != "number":
        raise ConditionError(Text("`plus` is only for numbers", "`plus` är bara för tal"), path, (name,))
    return OtherFact(other, summands)


def _definition(name: str, vocabulary: Vocabulary, path: tuple[str | int, ...]) -> FactDefinition:
    if name not in vocabulary:
        raise ConditionError(none_of("facts", name, vocabulary.facts), path)
    return vocabulary[name]


def _read(name: str, raw: object, vocabulary: Vocabulary, path: tuple[str | int, ...]) -> Value:
    try:
        return vocabulary[name].read(raw)
    except WrongValue:
        raise ConditionError(wrong_value(vocabulary[name], raw), path, (name,)) from None
