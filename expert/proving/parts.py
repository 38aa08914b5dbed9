"""The conditions that bear on a cause, each under the name of its file, and with an atom of them put otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from expert.foundations.kept import cached_property
from expert.foundations.records import Record
from expert.rules.conditions import All, AnyOf, Atom, Condition, Not, OneOf, atoms_in, facts_in
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, Derivation, Option, SharedStep

Truth = Literal["holds", "fails", "unknown"]
TRUTHS: tuple[Truth, ...] = ("holds", "fails", "unknown")

_ALWAYS = ""
"""A fact that no vocabulary has, and that is always true: atoms over it stand for what is put in an atom's place."""
GIVEN: Mapping[str, tuple[bool, ...]] = {_ALWAYS: (True,)}
"""What is to be known besides, where an atom was put otherwise."""
_IN_PLACE: Mapping[Truth, Atom] = {
    "holds": Atom(_ALWAYS, OneOf((True,))), "fails": Atom(_ALWAYS, OneOf((False,))),
    "unknown": Atom("?", OneOf((True,))),
}  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class AtomIn(Record):
    """An atom of a condition.

    Attributes:
        part: the condition, by the file that it stands in and the way to it.
        number: its place among the atoms of the condition, from 0.
    """

    part: str
    number: int


def put(condition: Condition, number: int, truth: Truth) -> Condition:
    """The condition with its atom of this number replaced by one that always has this truth."""
    return _put(condition, number, _IN_PLACE[truth])


def _put(condition: Condition, number: int, atom: Atom) -> Condition:
    if isinstance(condition, Atom):
        return atom if number == 0 else condition
    if isinstance(condition, Not):
        return Not(_put(condition.part, number, atom))
    parts = []
    for part in condition.parts:
        size = sum(1 for _ in atoms_in(part))
        parts.append(_put(part, number, atom) if 0 <= number < size else part)
        number -= size
    return All(tuple(parts)) if isinstance(condition, All) else AnyOf(tuple(parts))


class Parts:
    """The conditions that bear on a cause.

    Attributes:
        cause: the cause.
        conditions: each of them by its name.
        derivations: those that bear on any of them, by their ids.
    """

    def __init__(self, knowledge: KnowledgeBase, cause: Cause) -> None:
        self.knowledge, self.cause = knowledge, cause
        self.remedy = knowledge.remedy_of(cause)
        self.conditions: dict[str, Condition] = dict(self._own())
        self.derivations: dict[str, Derivation] = dict(self._bearing())
        for name, derivation in self.derivations.items():
            self.conditions[of_derivation(name)] = knowledge.condition(derivation.when)

    @cached_property
    def atoms(self) -> Mapping[str, tuple[Atom, ...]]:
        """The atoms of each condition, in its order."""
        return {name: tuple(atoms_in(condition)) for name, condition in self.conditions.items()}

    def ways(self) -> Iterator[tuple[int, Option]]:
        """The ways of its remedy, with their numbers."""
        return iter(enumerate(self.remedy.options, start=1))

    def brought(self, option: Option) -> Iterator[tuple[str, bool]]:
        """The names of the conditions of what the shared steps of a way bring, and whether it is prepared for that."""
        for entry in option.steps:
            if isinstance(entry, SharedStep):
                for place in range(len(self.knowledge.steps[entry.step].before)):
                    yield of_step(entry.step, place), entry.prepared

    def _own(self) -> Iterator[tuple[str, Condition]]:
        knowledge, cause = self.knowledge, self.cause
        for name in OWN:
            data = getattr(cause, name)
            if isinstance(data, dict):
                yield of_cause(cause.id, name), knowledge.condition(data)
        for symptom in self._symptoms():
            for name in ("recognized_when", "applies_when"):
                data = getattr(knowledge.symptoms[symptom], name)
                if data is not None:
                    yield of_symptom(symptom, name), knowledge.condition(data)
        for number, option in self.ways():
            if option.when is not None:
                yield of_way(self.remedy.id, number, "when"), knowledge.condition(option.when)
            if option.harm is not None:
                yield of_way(self.remedy.id, number, "harm"), knowledge.condition(option.harm.when)
            for entry in option.steps:
                if isinstance(entry, SharedStep) and not entry.prepared:
                    for place, preparation in enumerate(knowledge.steps[entry.step].before):
                        yield of_step(entry.step, place), knowledge.condition(preparation.when)

    def _symptoms(self) -> Iterator[str]:
        yield from (link.symptom for link in self.cause.links())
        if self.cause.stops_enrollment:
            yield from (s.id for s in self.knowledge.symptoms.values() if s.any_cause)

    def _bearing(self) -> Iterator[tuple[str, Derivation]]:
        read = {name for condition in self.conditions.values() for name in facts_in(condition)}
        read |= self.knowledge.facts_leading_to(read)
        for name, derivation in self.knowledge.derivations.items():
            if derivation.concludes.keys() & read:
                yield name, derivation


OWN = ("confirmed_when", "ruled_out_when", "applies_when", "stops_enrollment")
"""The conditions that stand in a cause itself."""


def of_cause(cause: str, name: str) -> str:
    return f"causes/{cause}/{name}"


def of_symptom(symptom: str, name: str) -> str:
    return f"symptoms/{symptom}/{name}"


def of_way(remedy: str, number: int, name: str) -> str:
    return f"remedies/{remedy}/{number}/{name}"


def of_step(step: str, place: int) -> str:
    return f"steps/{step}/before/{place + 1}"


def of_derivation(name: str) -> str:
    return f"derivations/{name}/when"
