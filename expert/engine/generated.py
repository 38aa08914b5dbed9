"""Python functions generated from rules, so that they fire at the speed of plain code.

`rule_source.py` writes their source. For conditions of one shape it is written and compiled once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import product
from types import CodeType, FunctionType
from typing import Any, NamedTuple, TypeVar

from expert.engine.program import Assertion, Program, Rule
from expert.engine.rule_source import (
    DecidingWriter,
    Decision,
    Role,
    TracingWriter,
    is_plain,
    values_of,
)
from expert.facts.vocabulary import Value
from expert.foundations.terms import Verdict
from expert.rules.conditions import All, Atom, Condition, Not, Values

T = TypeVar("T")

Fired = tuple[Any, ...]
"""A monotone rule that fired, and for each of its premises that is an atom, all the evidence for it: the choices of an
assertion for each of the atom's facts that are as the premise wants."""

Concluded = tuple[bool, dict[str, Verdict], list[str], list[str], list[Fired]]
"""Whether the symptom is present, the verdicts, the keys of the ways that are offered, of those that are withheld, and
the rules that fired."""


def tracing(program: Program) -> Callable[[Mapping[str, tuple[Assertion, ...]], bool], Concluded]:
    """A function that fires a program: over the known facts, and whether a message of the symptom was recognized."""
    writer = TracingWriter(program.rules, ("known", "told"))
    writer.write(program)
    function: Callable[[Mapping[str, tuple[Assertion, ...]], bool], Concluded]
    function = _function(_compiled(writer.source()), writer.constants)
    return function


def deciding(about: Callable[..., Decision[T]], *conditions: Condition | None) -> Callable[[Values], T]:
    """A function of values that decides what some conditions come to.

    Args:
        about: makes the decision from conditions. It is asked once for all conditions of one shape.
        conditions: the conditions.
    """
    shape = _Shape(conditions)
    code, constants = _written(about, shape, conditions)
    function: Callable[[Values], T] = _function(code, map(shape.stand_in, constants))
    return function


def closing(rules: Iterable[Rule]) -> Callable[[dict[str, tuple[Value, ...]]], None]:
    """A function that adds to values what the rules work out from them."""
    writer = DecidingWriter(rules, ("known",))
    writer.write_closing()
    function: Callable[[dict[str, tuple[Value, ...]]], None]
    function = _function(_compiled(writer.source()), writer.constants)
    return function


class _Shape:
    """The form of some conditions, apart from their facts and values. Equal forms have equal keys.

    Attributes:
        key: which parts are joined how, and which atom and which fact stands where, by number.
    """

    def __init__(self, conditions: Sequence[Condition | None]) -> None:
        self._atoms: dict[Atom, int] = {}
        self._facts: dict[str, int] = {}
        self.key: tuple[Hashable, ...] = tuple(map(self._form, conditions))
        self._names, self._tests = tuple(self._facts), tuple(self._atoms)

    def _form(self, condition: Condition | None) -> Hashable:
        if condition is None:
            return None
        if isinstance(condition, Not):
            return "not", self._form(condition.part)
        if not isinstance(condition, Atom):
            return "all" if isinstance(condition, All) else "any", *map(self._form, condition.parts)
        number = self._atoms.get(condition)
        if number is not None:
            return number
        number = self._atoms[condition] = len(self._atoms)
        return number, is_plain(condition), *(self._facts.setdefault(f, len(self._facts)) for f in condition.facts)

    def slot(self, role: Role) -> _Slot:
        """The place of what has a role, to be taken by another of the same role in conditions of the same form."""
        kind, part = role
        return _Slot(kind, self._facts[part] if isinstance(part, str) else self._atoms[part])

    def stand_in(self, constant: object) -> object:
        """What takes a place here; anything else as it is."""
        if not isinstance(constant, _Slot):
            return constant
        if constant.kind == "fact":
            return self._names[constant.number]
        atom = self._tests[constant.number]
        return values_of(atom) if constant.kind == "values" else atom.check


class _Slot(NamedTuple):
    kind: str
    number: int


_WRITTEN: dict[tuple[object, ...], tuple[CodeType, tuple[object, ...]]] = {}
_MOST_SHAPES = 4096


def _written(
    about: Callable[..., Decision[T]], shape: _Shape, conditions: Sequence[Condition | None]
) -> tuple[CodeType, tuple[object, ...]]:
    """The code for a shape, and its constants, with slots for those that differ between conditions of that shape."""
    found = _WRITTEN.get((about, shape.key))
    if found is None:
        decision = about(*conditions)
        writer = DecidingWriter(decision.rules, ("known",))
        writer.write(decision)
        slots = [
            constant if role is None else shape.slot(role)
            for constant, role in zip(writer.constants, writer.roles, strict=True)
        ]
        if len(_WRITTEN) >= _MOST_SHAPES:
            _WRITTEN.clear()
        found = _WRITTEN[about, shape.key] = _compiled(writer.source()), tuple(slots)
    return found


_GLOBALS: dict[str, Any] = {"__builtins__": {}, "product": product}


def _function(code: CodeType, constants: Iterable[object]) -> Any:
    return FunctionType(code, _GLOBALS, "rules", tuple(constants))


def _compiled(source: str) -> CodeType:
    module = compile(source, "<rules>", "exec")
    return next(part for part in module.co_consts if isinstance(part, CodeType))
