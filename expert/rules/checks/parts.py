"""Everything that stands in the parts of a knowledge base, gone through once: texts, sources, conditions, steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from expert.facts.vocabulary import FactDefinition
from expert.foundations.sources import Source
from expert.foundations.texts import Text
from expert.rules.assembling import Assembly, Path
from expert.rules.conditions import ConditionData
from expert.rules.knowledge import KnowledgeBase, PartId
from expert.rules.models import Link, Option, Remedy, SharedStep, Step

_CONDITIONS = frozenset({
    "applies_when", "confirmed_when", "ruled_out_when", "stops_enrollment", "when", "recognized_when",
    "out_of_scope_when", "solved_when", "never",
})  # fmt: skip
_FACTS = frozenset({"example", "tells", "facts", "concludes"})


class TextAt(NamedTuple):
    """A text in both languages, and where it stands."""

    part: PartId
    path: Path
    text: Text


class SourcesAt(NamedTuple):
    """The sources of something, and where they stand."""

    part: PartId
    path: Path
    sources: tuple[Source, ...]


class ConditionAt(NamedTuple):
    """A condition as it is written, and where it stands."""

    part: PartId
    path: Path
    data: ConditionData


class FactsAt(NamedTuple):
    """Facts with their values as they are written, and where they stand."""

    part: PartId
    path: Path
    facts: Mapping[str, Any]


class RemedyAt(NamedTuple):
    """A remedy, and where it stands: in a file of its own, or in its cause's."""

    part: PartId
    path: Path
    remedy: Remedy


class StepAt(NamedTuple):
    """A step that is written out, and where it stands; `option` is None for a shared one."""

    part: PartId
    path: Path
    step: Step
    option: Option | None


class LinkAt(NamedTuple):
    """A link, and where it stands."""

    part: PartId
    path: Path
    link: Link


class SharedAt(NamedTuple):
    """Where a shared step is used."""

    part: PartId
    path: Path
    used: SharedStep


@dataclass
class Parts:
    """What stands in the parts, by its kind, in the order of the parts."""

    texts: list[TextAt] = field(default_factory=list)
    sources: list[SourcesAt] = field(default_factory=list)
    conditions: list[ConditionAt] = field(default_factory=list)
    facts: list[FactsAt] = field(default_factory=list)
    remedies: list[RemedyAt] = field(default_factory=list)
    steps: list[StepAt] = field(default_factory=list)
    shared: list[SharedAt] = field(default_factory=list)
    links: list[LinkAt] = field(default_factory=list)

    @classmethod
    def of(
        cls, knowledge: KnowledgeBase, assembly: Assembly, only: PartId | None = None,
        gone_through: Mapping[PartId, tuple[Any, Parts]] = MappingProxyType({}),
    ) -> Parts:  # fmt: skip
        """Those of a knowledge base that is put together from these parts, or of one part of it.

        Args:
            knowledge: the knowledge base.
            assembly: the parts.
            only: the one part; None for all of them.
            gone_through: parts with what stands in them, for those that are the same objects.
        """
        found = cls()
        for part, said in all_parts(knowledge, assembly):
            if only in (None, part):
                before = gone_through.get(part)
                if before is not None and before[0] is said:
                    found._take(before[1])
                else:
                    found._go(part, (), said, None)
        return found

    @classmethod
    def in_part(cls, part: PartId, said: Any) -> Parts:
        """Those of one part."""
        found = cls()
        found._go(part, (), said, None)
        return found

    def _take(self, others: Parts) -> None:
        for name, found in vars(others).items():
            if found:
                getattr(self, name).extend(found)

    def _go(self, part: PartId, path: Path, said: Any, option: Option | None) -> None:
        kind: Any = type(said)
        match _sort(kind):
            case "text":
                self.texts.append(TextAt(part, path, said))
            case "list":
                for i, item in enumerate(said):
                    self._go(part, (*path, i), item, option)
            case "table":
                for name, item in said.items():
                    if not isinstance(item, str):
                        self._go(part, (*path, name), item, option)
            case "record":
                self._note(part, path, said, option)
                around = said if isinstance(said, Option) else option
                for name in _names(kind):
                    self._enter(part, (*path, name), name, getattr(said, name), around)

    def _note(self, part: PartId, path: Path, said: Any, option: Option | None) -> None:
        if isinstance(said, Remedy):
            self.remedies.append(RemedyAt(part, path, said))
        elif isinstance(said, Step):
            self.steps.append(StepAt(part, path, said, option))
        elif isinstance(said, SharedStep):
            self.shared.append(SharedAt(part, path, said))
        elif isinstance(said, Link):
            self.links.append(LinkAt(part, path, said))

    def _enter(self, part: PartId, path: Path, name: str, value: Any, option: Option | None) -> None:
        if isinstance(value, (str, bool)) or value is None:
            return
        if name == "sources":
            self.sources.append(SourcesAt(part, path, value))
        if name in _CONDITIONS and isinstance(value, dict):
            self.conditions.append(ConditionAt(part, path, value))
        elif name in _FACTS and isinstance(value, dict):
            self.facts.append(FactsAt(part, path, value))
        else:
            self._go(part, path, value, option)


def all_parts(knowledge: KnowledgeBase, assembly: Assembly) -> Iterator[tuple[PartId, Any]]:
    """Every part, in the order in which what is wrong with them is told."""
    for kind in ("symptoms", "causes", "remedies", "derivations", "steps"):
        for name, part in getattr(knowledge, kind).items():
            yield (kind, name), part
    for name, fact in knowledge.vocabulary.facts.items():
        yield ("facts", name), fact
    for kind in ("costs", "pages", "sentences", "documents", "topics", "scope", "solved", "in_text", "impossible",
                 "glossary", "citations", "links"):
        for name, part in assembly.parts[kind].items():
            yield (kind, name), part
    yield ("escalation", ""), knowledge.escalation


@cache
def _sort(kind: Any) -> Literal["text", "list", "table", "record"] | None:
    """What is gone through in values of a type; asked once of each, for it is asked of everything that rules hold."""
    if issubclass(kind, Text):
        return "text"
    if issubclass(kind, Sequence) and not issubclass(kind, str):
        return "list"
    if issubclass(kind, Mapping):
        return "table"
    return "record" if is_dataclass(kind) else None


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields that can hold something; what a fact says in sentences is a part of its own."""
    left_out = {"says"} if kind is FactDefinition else set()
    return tuple(f.name for f in fields(kind) if f.name not in left_out)
