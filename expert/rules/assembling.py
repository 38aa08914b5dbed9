"""Lays rule folders one over the other: what a later one adds, what it replaces, and where each part then stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from expert.facts.vocabulary import FactDefinition
from expert.facts.vocabulary_files import VOCABULARY
from expert.facts.vocabulary_reading import vocabulary_of
from expert.foundations import nodes
from expert.foundations.nodes import Node
from expert.foundations.problems import Place, ProblemList, shown
from expert.foundations.shapes import Written
from expert.foundations.texts import Text
from expert.rules.extending import Overrides, added_fields, additions_to, extended, is_addition
from expert.rules.folders import FOLDERS
from expert.rules.house_rules import SwitchedOff
from expert.rules.kinds import none_below, the
from expert.rules.knowledge import KnowledgeBase, PartId, WrittenIn, usual_file
from expert.rules.models import Escalation, FactInText, InText
from expert.rules.reading import ReadFolder

Path = tuple[str | int, ...]

_KINDS = (*FOLDERS, "documents", "topics", "scope", "solved", "impossible", "escalation", "costs", "pages", "facts",
          "sentences", "in_text", "glossary", "citations", "links")


@dataclass(frozen=True, slots=True)
class _Addition:
    """What a later folder adds to a part.

    Attributes:
        fields: what is added, by the field that it goes to.
        first: for each list that it adds to, how many there were before.
    """

    node: Node
    layer: int
    fields: Mapping[str, Any]
    first: Mapping[str, int]

    def way_to(self, path: Path) -> Path | None:
        """The way in the addition's own file to something inside the part; None where that stands elsewhere."""
        if len(path) < 2 or path[0] not in self.fields:
            return None
        name, at, *rest = path
        if isinstance(at, int):
            at -= self.first[str(name)]
            return (f"add_{name}", at, *rest) if 0 <= at < len(self.fields[str(name)]) else None
        return (f"add_{name}", at, *rest) if at in self.fields[str(name)] else None


@dataclass(frozen=True, slots=True)
class _FurtherWays:
    """Further ways in which texts give a fact away, in another file of the same folder.

    Attributes:
        first: how many ways there were before.
        count: how many it adds.
    """

    node: Node
    layer: int
    first: int
    count: int

    def way_to(self, path: Path) -> Path | None:
        """The way in the file to something inside a way; None where that stands elsewhere."""
        at = path[0] - self.first if path and isinstance(path[0], int) else -1
        return (at, *path[1:]) if 0 <= at < self.count else None


@dataclass(frozen=True, slots=True)
class PartPlace:
    """Where a part stands.

    Attributes:
        file: the file, as messages call it.
        layer: the folder that says the part: 0 for what the folders are laid on, then from 1.
        node: what it was read from; None for a part of what the folders are laid on.
        added: what later folders, or further files of the same one, add to it.
    """

    file: str
    layer: int
    node: Node | None = None
    added: tuple[_Addition | _FurtherWays, ...] = ()

    @property
    def written_in(self) -> WrittenIn:
        """The file and those that add to it, for whoever knows no lines."""
        added = tuple(WrittenIn(addition.node.place.file, addition.layer) for addition in self.added)
        return WrittenIn(self.file, self.layer, added)

    def find(self, path: Path) -> tuple[Place, int]:
        """Where something inside the part stands, and in which layer."""
        for addition in self.added:
            way = addition.way_to(path)
            if way is not None:
                return nodes.place_of(addition.node, way), addition.layer
        return (Place(self.file) if self.node is None else nodes.place_of(self.node, path)), self.layer


@dataclass(frozen=True, slots=True)
class Switch:
    """A check that a folder switches off, where that is written, and the layer of the folder."""

    off: SwitchedOff
    node: Node
    layer: int


OF_VOCABULARY = ("costs", "facts", "sentences", "pages")
"""The kinds of parts of which the vocabulary is made."""


@dataclass
class Assembly:
    """Parts of rule folders that lie over each other.

    Attributes:
        parts: by kind and id, as they stand in the end.
        places: where each stands.
        replaced: what the parts of later folders have taken the place of.
        broken: the kind and id of what could not be read; whoever refers to it makes no mistake.
        unsure: as `ReadFolder.unsure`, of any folder.
        switched_off: the checks that the folders switch off.
        evidence: what the folders say of kinds of evidence, as it stands there, each with the id of the kind.
        vocabulary_file: where a fact that every vocabulary needs is to be written, as messages call it.
    """

    parts: dict[str, dict[str, Any]] = field(default_factory=lambda: {kind: {} for kind in _KINDS})
    places: dict[PartId, PartPlace] = field(default_factory=dict)
    replaced: dict[PartId, list[Any]] = field(default_factory=dict)
    broken: set[PartId] = field(default_factory=set)
    unsure: bool = False
    switched_off: list[Switch] = field(default_factory=list)
    evidence: list[tuple[str, Node]] = field(default_factory=list)
    version: str = ""
    layers: int = 0
    vocabulary_file: str = VOCABULARY

    @classmethod
    def on(cls, knowledge: KnowledgeBase) -> Assembly:
        """An assembly to lay folders on what is known already."""
        vocabulary = knowledge.vocabulary
        parts: dict[str, dict[str, Any]] = {
            **{kind: dict(getattr(knowledge, kind)) for kind in (*FOLDERS, "documents", "topics", "in_text")},
            "scope": {rule.id: rule for rule in knowledge.scope},
            "solved": {rule.id: rule for rule in knowledge.solved},
            "impossible": {rule.id: rule for rule in knowledge.impossible},
            "escalation": {"": knowledge.escalation},
            "costs": dict(vocabulary.costs),
            "pages": dict(vocabulary.pages),
            "facts": dict(vocabulary.facts),
            "sentences": {name: fact.says for name, fact in vocabulary.facts.items() if fact.has_sentences},
            "glossary": {},
            "citations": {},
            "links": {},
        }
        for key, part in knowledge.retired.items():
            kind, _, name = key.partition("/")
            parts[kind][name] = part
        places = {
            (kind, name): PartPlace(knowledge.written_in(kind, name).file, 0)
            for kind, found in parts.items() for name in found
        }  # fmt: skip
        return cls(parts, places, version=knowledge.version)

    def lay_under(self, folder: ReadFolder) -> None:
        """What the folder below all others says that its knowledge base does not hold: its terms, and switches."""
        for part in folder.parts:
            if part.kind == "checks":
                self.switched_off.append(Switch(part.part, part.node, 0))
            elif part.kind == "glossary":
                self.parts[part.kind][part.id] = part.part
                self.places[part.kind, part.id] = PartPlace(part.node.place.file, 0, part.node)

    def lay(self, folder: ReadFolder, problems: ProblemList) -> None:
        """Lay a folder over what there is; what it may not do is noted."""
        self.layers += 1
        if self.layers == 1:
            self.vocabulary_file = f"{folder.folder.name}/{VOCABULARY}"
        written = folder.overrides
        overrides: Overrides = Overrides() if written is None else written.part
        self.broken |= folder.broken
        self.unsure |= folder.unsure
        self.evidence += folder.evidence
        below = {kind: set(found) for kind, found in self.parts.items()}
        own: dict[PartId, str] = {}
        for part in folder.parts:
            file = part.node.place.file
            elsewhere = part.kind in _IN_MANY_FILES and own.setdefault((part.kind, part.id), file) != file
            if elsewhere and part.kind == "in_text":
                self._add_ways(part, problems)
                continue
            if elsewhere:
                problems.add(_TWICE.format(part=the(part.kind, part.id), file=own[part.kind, part.id]), part.node.place)
            if is_addition(part.part):
                self._add(part, below[part.kind], problems)
            elif part.kind == "version":
                self.version = part.part
            elif part.kind == "checks":
                self.switched_off.append(Switch(part.part, part.node, self.layers))
            elif part.kind not in _NO_KNOWLEDGE:
                named = part.id in overrides.named(part.kind)
                if part.id in below[part.kind] and not named and not folder.unsure:
                    problems.add(self._is_there(part), part.node.place)
                self._put(part)
        if written is not None:
            self._check_overrides(written, folder, below, problems)

    def _put(self, part: Written) -> None:
        key = part.kind, part.id
        if part.id in self.parts[part.kind]:
            self.replaced.setdefault(key, []).append(self.parts[part.kind][part.id])
        self.parts[part.kind][part.id] = part.part
        self.places[key] = PartPlace(part.node.place.file, self.layers, part.node)

    def _add(self, part: Written, below: set[str], problems: ProblemList) -> None:
        key = part.kind, part.id
        if part.id not in below:
            if key not in self.broken:
                problems.add(_none_below(part.kind, part.id, below), part.node.place)
            return
        if part.kind in FOLDERS and not part.part.add_sources:
            problems.add(_NO_SOURCE, nodes.place_of(part.node, ("add_sources",)))
        to, place, added = self.parts[part.kind][part.id], self.places[key], added_fields(part.part)
        for name, value in added.items():
            for twice in value if isinstance(value, Mapping) else ():
                if twice in getattr(to, name):
                    problems.add(Text(f'"{shown(twice)}" is there already', f"”{shown(twice)}” finns redan"),
                                 nodes.place_of(part.node, (f"add_{name}", twice)))
        first = {name: len(getattr(to, name)) for name in added}
        addition = _Addition(part.node, self.layers, added, first)
        self.parts[part.kind][part.id] = extended(to, part.part)
        self.places[key] = PartPlace(place.file, place.layer, place.node, (*place.added, addition))

    def _add_ways(self, part: Written, problems: ProblemList) -> None:
        """Add to how texts give a fact away what a further file of the folder says of that."""
        key = part.kind, part.id
        to, place, ways = self.parts[part.kind][part.id].ways, self.places[key], part.part.ways
        for i, way in enumerate(ways):
            same = next((j for j, known in enumerate(to) if not _patterns(known).isdisjoint(_patterns(way))), None)
            if same is not None:
                there, _ = place.find((same,))
                problems.add(_SAME_WAY.format(place=str(there)), nodes.place_of(part.node, (i,)))
        further = _FurtherWays(part.node, self.layers, len(to), len(ways))
        self.parts[part.kind][part.id] = FactInText.of(part.id, (*to, *ways))
        self.places[key] = replace(place, added=(*place.added, further))

    def _check_overrides(
        self, written: Written, folder: ReadFolder, below: Mapping[str, set[str]], problems: ProblemList
    ) -> None:
        """What is named as replaced is there, and something replaces it."""
        own = {(part.kind, part.id) for part in folder.parts if not is_addition(part.part)} | folder.broken
        for kind in _KINDS:
            for i, name in enumerate(written.part.named(kind)):
                place = nodes.place_of(written.node, (kind, i))
                if name not in below[kind] and (kind, name) not in self.broken:
                    problems.add(_none_below(kind, name, below[kind]), place)
                elif (kind, name) not in own:
                    problems.add(_NOT_REPLACED.format(part=the(kind, name)), place)

    def _is_there(self, part: Written) -> Text:
        """That a part has the name of one below, and how to say that it is to replace it, or to add to it."""
        how = f"{part.kind}: [{part.id}]" if part.id else f"{part.kind}: true"
        adding = ", ".join(additions_to(part.kind))
        more = _OR_ADD.format(names=adding) if adding else Text("", "")
        file = self.places[part.kind, part.id].file
        return _IS_THERE.format(part=the(part.kind, part.id), file=file, how=how, more=more)

    def knowledge_base(self, digest: str, extra: tuple[str, ...] = ()) -> KnowledgeBase:
        """What the parts make together.

        Args:
            digest: of the files that they were read from.
            extra: the names of the folders that were laid over the shipped knowledge.
        """
        every = {name: dict(sorted(self.parts[name].items())) for name in FOLDERS}
        parts = {kind: {name: part for name, part in found.items() if not _is_retired(part)}
                 for kind, found in every.items()}
        retired = {f"{kind}/{name}": part for kind, found in every.items() for name, part in found.items()
                   if _is_retired(part)}
        symptoms = dict(sorted(parts["symptoms"].items(), key=lambda item: (item[1].order, item[0])))
        written = {part: place.written_in for part, place in self.places.items() if place.layer or place.added}
        facts = {name: self._classed(fact) if extra else fact for name, fact in self.parts["facts"].items()}
        if not extra:  # it is the shipped knowledge itself, layer 0 of whatever is laid over it
            written = {part: WrittenIn(place.file, 0) for part, place in written.items()
                       if place.file != usual_file(*part)}
        return KnowledgeBase(
            version=self.version,
            digest=digest,
            vocabulary=vocabulary_of(*({**self.parts, "facts": facts}[kind] for kind in OF_VOCABULARY)),
            documents=self.parts["documents"],
            symptoms=symptoms,
            causes=parts["causes"],
            remedies=parts["remedies"],
            steps=parts["steps"],
            derivations=parts["derivations"],
            scope=tuple(self.parts["scope"].values()),
            solved=tuple(self.parts["solved"].values()),
            escalation=self.parts["escalation"].get("", Escalation(())),
            impossible=tuple(self.parts["impossible"].values()),
            topics=self.parts["topics"],
            in_text=self.parts["in_text"],
            extra=extra,
            written=written,
            retired=retired,
            evidence=tuple(self.evidence),
        )


    def _classed(self, fact: FactDefinition) -> FactDefinition:
        """A fact with whom it gives away: a rule folder that does not say so of a fact of its own may mean anybody."""
        own = self.places["facts", fact.name].layer > 0
        return replace(fact, privacy="personal") if own and fact.privacy is None and fact.personal is None else fact


def _patterns(way: InText) -> set[tuple[str, str]]:
    """By what a text is recognized as putting a fact so, each with its language."""
    return {(kind, pattern) for kind in ("en", "sv", "lines") for pattern in getattr(way, kind)}


def _is_retired(part: Any) -> bool:
    return getattr(part, "status", None) == "retired"


def _none_below(kind: str, name: str, below: set[str]) -> Text:
    return none_below(kind, name, below) if name else _NOTHING_BELOW


# What a folder says of others, or of how it is tried.
_NO_KNOWLEDGE = ("overrides", "mutants")

# What may stand in several files of one folder; that an id is unique in one file is seen when it is read. Of how texts
# give a fact away, several files may each have some ways.
_IN_MANY_FILES = ("documents", "scope", "solved", "impossible", "costs", "pages", "facts", "sentences",
                  "in_text")

_TWICE = Text("{file} has {part} already; keep one of them", "{file} innehåller redan {part}; behåll bara en av dem")
_SAME_WAY = Text("{place} has this way already; keep one of them", "{place} har redan det sättet; behåll ett av dem")
_IS_THERE = Text(
    "{file} has {part} already; to replace it, write `{how}` in overrides.yaml{more}",
    "{file} innehåller redan {part}; skriv `{how}` i overrides.yaml för att ersätta{more}",
)
_OR_ADD = Text("; to add to it, write only {names} here", "; skriv bara {names} här för att lägga till")
_NOT_REPLACED = Text("nothing in this folder replaces {part}", "inget i mappen ersätter {part}")
_NOTHING_BELOW = Text("there is nothing of this kind below the folder", "det finns inget sådant under mappen")
_NO_SOURCE = Text("every statement needs a source", "varje påstående behöver en källa")
