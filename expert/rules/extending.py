"""What a rule folder says about the folders below it: what it adds to their parts, and which of them it replaces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from expert.facts.vocabulary_reading import AddedToFact
from expert.foundations.sources import Source
from expert.rules.models import Explains, Link, Message, Note, Phrase, RuleCase, with_further_languages

T = TypeVar("T")
_STRICT = {"extra": "forbid"}
_ADDS = "add_"


@dataclass(frozen=True)
class AddedToSymptom:
    """Further wordings of a symptom, how people tell of it, and notes on it."""

    __pydantic_config__ = _STRICT
    id: str
    add_sources: tuple[Source, ...]
    add_messages: tuple[Message, ...] = ()
    add_phrases: tuple[Phrase, ...] = ()
    add_reports: tuple[str, ...] = ()
    add_near_misses: tuple[str, ...] = ()
    add_notes: tuple[Note, ...] = ()

    @staticmethod
    def arranged(data: Any) -> Any:
        """What was written, with wordings in further languages put together."""
        return with_further_languages(data, "add_messages")


@dataclass(frozen=True)
class AddedToCause:
    """Further symptoms that a cause explains, with the cases that try it."""

    __pydantic_config__ = _STRICT
    id: str
    add_sources: tuple[Source, ...]
    add_explains: tuple[str | Explains, ...] = ()
    add_cases: tuple[RuleCase, ...] = ()
    add_notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class AddedToEscalation:
    """What to collect besides, and who else can help."""

    __pydantic_config__ = _STRICT
    add_collect: tuple[Note, ...] = ()
    add_help: tuple[Link, ...] = ()


ADDITIONS: Mapping[str, type[Any]] = {
    "symptoms": AddedToSymptom,
    "causes": AddedToCause,
    "escalation": AddedToEscalation,
    "facts": AddedToFact,
}
"""What can be added, by the kind of part that it is added to."""


@dataclass(frozen=True)
class Overrides:
    """What a folder replaces of the folders below it, by name; whatever it does not name stays as it is.

    Attributes:
        escalation: whether its `escalation.yaml` replaces theirs.
    """

    __pydantic_config__ = _STRICT
    symptoms: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    derivations: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    in_text: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    solved: tuple[str, ...] = ()
    impossible: tuple[str, ...] = ()
    glossary: tuple[str, ...] = ()
    escalation: bool = False

    def named(self, kind: str) -> tuple[str, ...]:
        """The parts of a kind that are replaced; none of a kind of which each folder has its own (`citations`)."""
        found = getattr(self, kind, ())
        return tuple(found) if isinstance(found, tuple) else ("",) * found


def is_addition(part: object) -> bool:
    """Whether a part only adds to another."""
    return isinstance(part, tuple(ADDITIONS.values()))


def additions_to(kind: str) -> tuple[str, ...]:
    """The names of what can be added to a part of this kind, as they are written."""
    return tuple(f.name for f in fields(ADDITIONS[kind]) if f.name.startswith(_ADDS)) if kind in ADDITIONS else ()


def added_fields(added: object) -> dict[str, Any]:
    """What an addition adds, by the name of the field that it goes to."""
    said = {f.name.removeprefix(_ADDS): getattr(added, f.name) for f in fields(added) if f.name.startswith(_ADDS)}  # type: ignore[arg-type]
    return {name: value for name, value in said.items() if value}


def extended(part: T, added: object) -> T:
    """A part with what is added to it, which comes after what it has."""
    more: dict[str, Any] = {}
    for name, value in added_fields(added).items():
        has = getattr(part, name)
        more[name] = {**has, **value} if isinstance(has, Mapping) else (*has, *value)
    return replace(part, **more)  # type: ignore[type-var]
