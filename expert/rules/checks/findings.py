"""What checks find, each with the file and the line of the part that is to blame."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from expert.facts.vocabulary import FactDefinition, WrongValue
from expert.foundations.problems import Problem
from expert.foundations.sources import Source
from expert.foundations.texts import Text
from expert.rules.assembling import Assembly, Path
from expert.rules.conditions import ConditionData, errors_in
from expert.rules.kinds import none_of, wrong_value
from expert.rules.knowledge import KnowledgeBase, PartId
from expert.rules.models import Note

NO_SOURCE = Text("every statement needs a source", "varje påstående behöver en källa")


class Findings:
    """Collects what is wrong across the parts, in the order it is found.

    Attributes:
        knowledge: the parts, put together.
        assembly: where they stand.
        problems: what was found.
    """

    def __init__(self, knowledge: KnowledgeBase, assembly: Assembly) -> None:
        self.knowledge = knowledge
        self.assembly = assembly
        self.problems: list[Problem] = []

    def add(self, text: Text, home: PartId, path: Path, relies_on: Iterable[PartId] = ()) -> None:
        """Note a problem.

        Args:
            text: what is wrong.
            home: the part in which it shows.
            path: the way to the place in that part.
            relies_on: what else the part relies on there. Where one of these comes from a later folder, that folder
                has broken what was sound before, and its file is named.
        """
        place, layer = self.assembly.places[home].find(path)
        later = [self.assembly.places[part] for part in relies_on if part in self.assembly.places]
        newest = max(later, key=lambda found: found.layer, default=None)
        if newest is None or newest.layer <= layer:
            self.problems.append(Problem(text, place))
        else:
            said = _RELIES_ON_IT.format(file=place, problem=text)
            self.problems.append(Problem(said, newest.find(())[0]))

    def layer(self, part: PartId) -> int:
        """The folder that a part comes from."""
        return self.assembly.places[part].layer

    def reference(self, kind: str, name: str, home: PartId, path: Path) -> bool:
        """Note if there is no part of this kind and name; whether there is one."""
        known: Collection[str] = self.assembly.parts[kind]
        if name in known:
            return True
        if (kind, name) not in self.assembly.broken:
            self.add(none_of(kind, name, known), home, path)
        return False

    def condition(self, data: ConditionData | None, home: PartId, path: Path) -> None:
        """A condition speaks of known facts and possible values."""
        if data is not None:
            for error in errors_in(data, self.knowledge.vocabulary):
                self.add(error.text, home, (*path, *error.path), [("facts", name) for name in error.facts])

    def facts(self, facts: Mapping[str, Any], home: PartId, path: Path, *, may_lack: bool = False) -> None:
        """Facts and values that a rule file states are possible ones; some may be said not to be known."""
        for name, raw in facts.items():
            if self.reference("facts", name, home, (*path, name)) and not (may_lack and raw is None):
                self.value(self.knowledge.vocabulary[name], raw, home, (*path, name))

    def value(self, fact: FactDefinition, raw: object, home: PartId, path: Path) -> None:
        """A value is one that the fact can have."""
        try:
            fact.read(raw)
        except WrongValue as wrong:
            self.add(wrong_value(fact, raw, wrong), home, path, [("facts", fact.name)])

    def sources(self, sources: tuple[Source, ...], home: PartId, path: Path) -> None:
        """There is a source, and its document is listed."""
        if not sources:
            self.add(NO_SOURCE, home, path)
        self.documents(sources, home, path)

    def documents(self, sources: tuple[Source, ...], home: PartId, path: Path) -> None:
        """The documents that are named are listed."""
        for i, source in enumerate(sources):
            self.reference("documents", source.document, home, (*path, i, "document"))

    def notes(self, notes: tuple[Note, ...], home: PartId, path: Path) -> None:
        """The documents that notes name are listed."""
        for i, note in enumerate(notes):
            self.documents(note.sources, home, (*path, i, "sources"))


_RELIES_ON_IT = Text("{file} relies on what stands here: {problem}", "{file} bygger på det som står här: {problem}")
