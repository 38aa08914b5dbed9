"""What the fields of an object say: `facts/evidence/*.yaml`, which somebody who knows the field can widen.

A *kind* is an object that services, logs or exports write: how it is known, whom it speaks of, and its *statements*:
under what condition on its fields it gives which fact. Nothing of that stands in Python but the readers, which make
objects of bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from expert.evidence.holding import faults_of
from expert.evidence.phases import PHASES, Phases, phases_in
from expert.evidence.subjects import SubjectKind
from expert.facts import vocabulary_files
from expert.facts.vocabulary import Vocabulary, WrongValue
from expert.foundations import content, parsing
from expert.foundations.kept import cached_property
from expert.foundations.nodes import Node, Table
from expert.foundations.problems import Place, ProblemList, did_you_mean
from expert.foundations.shapes import read_list, read_part, read_table
from expert.foundations.sources import Source
from expert.foundations.texts import Text

DOCUMENTS = "documents.yaml"
"""The file beside them that holds the documents they are taken from."""

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True)
class KnownBy:
    """One way to know an object; all that it names must be so.

    Attributes:
        type: the end of its `@odata.type`.
        context: the name of what was asked for, in its `@odata.context` or in its address.
        fields: fields that it has, in any letters.
        when: what else holds of its fields.
    """

    __pydantic_config__ = _STRICT
    type: str | None = None
    context: str | None = None
    fields: tuple[str, ...] = ()
    when: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Statement:
    """A fact that an object gives.

    Attributes:
        fact: the fact.
        value: its value; left out where it stands in the object.
        copied: the way to the field that is its value (`from` in the file): a day of a time, a version of a text, a
            number, or a word by `words`.
        words: the values that words of the field stand for.
        count: the way to a list whose objects are counted; `where` says which.
        when: what must hold of the object.
        about: of whom it is said, if not of whom the object speaks.
        dated: whether it depends on the day of observation.
        sources: where it is documented.
    """

    __pydantic_config__ = _STRICT
    fact: str
    value: Any = None
    copied: str | None = None
    words: Mapping[str, Any] = field(default_factory=dict)
    count: str | None = None
    where: Mapping[str, Any] = field(default_factory=dict)
    when: Mapping[str, Any] = field(default_factory=dict)
    about: SubjectKind | None = None
    dated: bool = False
    sources: tuple[Source, ...] = ()

    @classmethod
    def arranged(cls, data: Any) -> Any:
        """The statement as its fields want it: `from` and `source` are short for `copied` and `sources`."""
        if not isinstance(data, dict):
            return data
        data = dict(data)
        if "from" in data:
            data["copied"] = data.pop("from")
        if "source" in data:
            data["sources"] = [data.pop("source")]
        return data


@dataclass(frozen=True)
class Kind:
    """A kind of object.

    Attributes:
        title: what it is, in words.
        known_by: the ways to know it; the first kind of which one fits is it.
        about: whom or what it speaks of.
        named_by: the fields that name whom it speaks of.
        taken: the fields that say when it was so, the first that is set.
        holds: lists within it whose objects are known by standing there: the field and their kind.
        never: fields that are secret, and not kept.
        texts: fields that are messages, to be recognized.
        list_of: of a list, the kind of its members. A list is known by what was asked for, or by its members.
        of_one: of a list, the field that names the subject of each member: those of each are a list of their own.
        wins: of a list of configurations, the kinds of which the one that applies to the user is read, and as what.
        where: of such a list, which members it is about.
        statements: what it says (`facts` in the file).
    """

    __pydantic_config__ = _STRICT
    id: str
    title: Text
    known_by: tuple[KnownBy, ...] = ()
    about: SubjectKind = "tenant"
    named_by: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    holds: Mapping[str, str] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    list_of: str | None = None
    of_one: str | None = None
    wins: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, Any] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class Mappings:
    """All kinds, in the order in which they are tried.

    Attributes:
        kinds: the kinds, by their ids.
        phases: the phases of an enrollment, to which texts belong.
    """

    kinds: Mapping[str, Kind]
    phases: Phases = field(default_factory=Phases)

    def lists_of(self, member: str) -> tuple[Kind, ...]:
        """The kinds of a list of objects of a kind, if something is said of the list."""
        return tuple(kind for kind in self.kinds.values() if kind.list_of == member)

    def asked_for(self, what: str | None) -> tuple[Kind, ...]:
        """The kinds of a list that is known by what was asked for."""
        name = (what or "").casefold()
        return tuple(
            kind for kind in self.kinds.values()
            if kind.list_of is not None and any((way.context or "").casefold() == name for way in kind.known_by)
        ) if name else ()  # fmt: skip

    @cached_property
    def contexts(self) -> frozenset[str]:
        """What can be asked for such that the objects of the answer are known by it."""
        return frozenset(
            way.context.casefold() for kind in self.kinds.values() if kind.list_of is None
            for way in kind.known_by if way.context is not None
        )  # fmt: skip


def shipped_mappings() -> Mappings:
    """What comes with the product; read once in a process.

    Raises:
        InputError: something in its files is wrong.
    """
    return _mappings_in(content.bundled("facts", "evidence"))


@cache
def _mappings_in(folder: Path) -> Mappings:
    files = sorted(set(folder.glob("*.yaml")) - {folder / DOCUMENTS, folder / PHASES})
    return replace(read_mappings(files, vocabulary_files.shipped_vocabulary()), phases=phases_in(folder))


def read_mappings(files: Iterable[Path], vocabulary: Vocabulary) -> Mappings:
    """The kinds of some files.

    Args:
        files: files of the form of `facts/evidence`.
        vocabulary: the facts that there are.

    Raises:
        InputError: something in them is wrong; everything is listed, with file and line.
    """
    problems, kinds = ProblemList(), {}
    for file in files:
        shown = f"facts/evidence/{file.name}"
        node = parsing.parse(parsing.read_text(file, shown), shown, problems=problems)
        for name, item in () if node is None else read_table(node, problems).items():
            if name in kinds:
                problems.add(_TWICE.format(name=name), item.place)
            kind = _kind(name, item, vocabulary, problems)
            if kind is not None:
                kinds[name] = kind
    problems.raise_if_any()
    mappings = Mappings(kinds)
    for kind in kinds.values():
        for other in (*kind.holds.values(), *kind.wins, *kind.wins.values(), *filter(None, [kind.list_of])):
            if other not in kinds:
                place = Place("facts/evidence", within=kind.id)
                problems.add(_NO_KIND.format(name=other, hint=did_you_mean(other, kinds)), place)
    problems.raise_if_any()
    return mappings


def _kind(name: str, node: Node, vocabulary: Vocabulary, problems: ProblemList) -> Kind | None:
    table = dict(read_table(node, problems))
    statements = []
    if "facts" in table:
        for item in read_list(table.pop("facts"), problems):
            statement = read_part(Statement, item, problems)
            if statement is not None:
                statements.append(_checked(statement, item, vocabulary, problems))
    keys = node.keys if isinstance(node, Table) else {}
    kind = read_part(Kind, Table(table, keys, node.place), problems, {"id": name})
    if kind is None:
        return None
    for way in kind.known_by:
        faults_of(way.when, problems, node.place)
    return replace(kind, statements=tuple(one for one in statements if one is not None))


def _checked(
    statement: Statement, node: Node, vocabulary: Vocabulary, problems: ProblemList
) -> Statement | None:
    """A statement with its values as the vocabulary has them; None, and a problem noted, where it says nothing."""
    given = [statement.value is not None, statement.copied is not None, statement.count is not None]
    faults_of(statement.when, problems, node.place)
    faults_of(statement.where, problems, node.place)
    if statement.fact not in vocabulary:
        hint = did_you_mean(statement.fact, vocabulary.facts)
        problems.add(_NO_FACT.format(name=statement.fact, hint=hint), node.place)
        return None
    if given.count(True) != 1:
        problems.add(_ONE_VALUE, node.place)
        return None
    definition = vocabulary[statement.fact]
    try:
        value = statement.value if statement.value is None else definition.read(statement.value)
        words = {word: definition.read(meant) for word, meant in statement.words.items()}
    except WrongValue as wrong:
        problems.add(Text(f"{statement.fact} {wrong.text.en}", f"{statement.fact} {wrong.text.sv}"), node.place)
        return None
    return replace(statement, value=value, words=words)


_TWICE = Text('there is another kind "{name}"', "det finns en annan sort ”{name}”")
_NO_KIND = Text('there is no kind "{name}"{hint}', "det finns ingen sort ”{name}”{hint}")
_NO_FACT = Text('there is no fact "{name}"{hint}', "det finns inget faktum ”{name}”{hint}")
_ONE_VALUE = Text(
    "a statement gives one of `value`, `from` and `count`", "en utsaga anger ett av `value`, `from` och `count`"
)
