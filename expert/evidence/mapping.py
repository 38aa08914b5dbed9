"""What the fields of an object say: `facts/evidence/*.yaml`, which somebody who knows the field can widen.

A *kind* is an object that services, logs or exports write: how it is known, whom it speaks of, and its *statements*:
under what condition on its fields it gives which fact. Nothing of that stands in Python but the readers, which make
objects of bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from expert.evidence.holding import faults_of
from expert.evidence.phases import PHASES, Phases, phases_in
from expert.evidence.subjects import SubjectKind
from expert.facts import vocabulary_files
from expert.facts.vocabulary import Vocabulary, WrongValue
from expert.foundations import content
from expert.foundations.kept import cached_property
from expert.foundations.nodes import Node, Table
from expert.foundations.problems import Place, ProblemList, did_you_mean, shown
from expert.foundations.shapes import read_file_table, read_list, read_part, read_table
from expert.foundations.sources import Source
from expert.foundations.texts import Text
from expert.rules.expressions import why_slow, why_unreadable

DOCUMENTS = "documents.yaml"
"""The file beside them that holds the documents they are taken from."""

_STRICT = {"extra": "forbid"}
_ABOUT = "about."


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
        only_named: whether it holds only where somebody names what the case is about: that there is no other in the
            evidence is not enough.
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
    only_named: bool = False
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
class Wording:
    """A message that an object holds, to be recognized as those that people bring are.

    Attributes:
        of: the way to the field.
        form: the message, with `{}` for what the field says (`as` in the file); the field alone if left out.
        words: what stands for its words in the message; where there are some, no other word makes one.
        when: what must hold of the object.
    """

    __pydantic_config__ = _STRICT
    of: str
    form: str = "{}"
    words: Mapping[str, str] = field(default_factory=dict)
    when: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Leading:
    """That an object names something else that belongs to what it speaks of: the token of a device, its profile.

    Attributes:
        to: what is named.
        of: the way to the field that names it, or `asked.within`: that in which it was asked for.
        form: an expression for all of the field, whose group is the name; the field itself if left out.
    """

    __pydantic_config__ = _STRICT
    to: SubjectKind
    of: str
    form: str | None = None


@dataclass(frozen=True)
class Noting:
    """What is worth knowing of an object without being a fact, such as a change of something and when it was.

    Attributes:
        text: what is told, with `{field}` for what a field says.
        when: what must hold of the object.
    """

    __pydantic_config__ = _STRICT
    text: Text
    when: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Beside:
    """What an object is held against where the evidence has it too.

    Attributes:
        kind: the kind of the other object, which says how it is.
        same: fields of this one, each with that of the other which says the same of one and the same thing.
        otherwise: what is told where they differ; nothing is then read of this one.
    """

    __pydantic_config__ = _STRICT
    kind: str
    same: Mapping[str, str]
    otherwise: Text


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
        texts: messages in it: a field each, or a field with how its words become a message.
        notes: what is told of it that is no fact.
        leads_to: what it names that belongs to what it speaks of.
        also: the fields that name others whom it speaks of.
        part_of: the kind of the object that it is a part of, in which it was asked for; its fields are `outer.…`.
        groups_of_user: of a list of groups, for what was asked whether it holds `all` groups of the user or `some`.
        exported_in: names of the folders into which tools write all objects of this kind, a file each.
        like: a kind whose statements, texts and all the rest it has, where it says nothing else.
        columns: the names under which its fields stand in tables and records, each with those names.
        needs: fields without whose columns a table is not of this kind.
        sources: where its columns are documented.
        list_of: of a list, the kind of its members. A list is known by what was asked for, or by its members.
        of_one: of a list, the field that names the subject of each member: those of each are a list of their own.
        wins: of a list of configurations, the kinds of which the one that applies to the user is read, and as what.
        where: of such a configuration, whether it is about the devices that enroll; where that is not known of one,
            it is not known which applies.
        beside: what it is held against.
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
    texts: tuple[Wording, ...] = ()
    notes: tuple[Noting, ...] = ()
    leads_to: tuple[Leading, ...] = ()
    also: Mapping[SubjectKind, tuple[str, ...]] = field(default_factory=dict)
    part_of: str | None = None
    groups_of_user: Mapping[str, Literal["all", "some"]] = field(default_factory=dict)
    exported_in: tuple[str, ...] = ()
    like: str | None = None
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    list_of: str | None = None
    of_one: str | None = None
    wins: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, Any] = field(default_factory=dict)
    beside: Beside | None = None
    statements: tuple[Statement, ...] = ()

    @classmethod
    def arranged(cls, data: Any) -> Any:
        """The kind as its fields want it: a text may be the name of its field, and its form is called `as`."""
        return _with_wordings(data)

    @cached_property
    def waits(self) -> bool:
        """Whether what it says depends on whom the case is about, or on objects that may stand in other files."""
        asked = [statement.when for statement in self.statements] + [wording.when for wording in self.texts]
        return bool(self.wins or self.part_of) or _ABOUT in repr(asked)

    def column(self, name: str) -> str | None:
        """The field that stands under a name in tables and records; None for a column that is not known."""
        plain = plain_name(name)
        return next((field for field, names in self.plain_columns.items() if plain in names), None)

    @cached_property
    def plain_columns(self) -> Mapping[str, tuple[str, ...]]:
        """The names of its columns, as `plain_name` gives them, for each field."""
        return {field: tuple(map(plain_name, names)) for field, names in self.columns.items()}

    def has_columns(self, names: Iterable[str]) -> bool:
        """Whether a table with columns of these names, or a record with such fields, is of this kind."""
        plain = {plain_name(name) for name in names}
        return all(not plain.isdisjoint(self.plain_columns[field]) for field in self.needs)


@dataclass(frozen=True)
class Further:
    """What a rule folder says of a kind that is there already, beside statements.

    Attributes:
        known_by: further ways to know it.
        never: further fields that are not kept.
        texts: further messages in it.
        notes: what else is told of it.
        exported_in: further names of folders.
        columns: further names under which its fields stand in tables.
    """

    __pydantic_config__ = _STRICT
    known_by: tuple[KnownBy, ...] = ()
    never: tuple[str, ...] = ()
    texts: tuple[Wording, ...] = ()
    notes: tuple[Noting, ...] = ()
    exported_in: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def arranged(cls, data: Any) -> Any:
        """As for a kind."""
        return _with_wordings(data)

    def added_to(self, kind: Kind) -> Kind:
        """A kind with it."""
        columns = {name: (*kind.columns.get(name, ()), *more) for name, more in self.columns.items()}
        return replace(
            kind, known_by=(*kind.known_by, *self.known_by), never=(*kind.never, *self.never),
            texts=(*kind.texts, *self.texts), notes=(*kind.notes, *self.notes),
            exported_in=(*kind.exported_in, *self.exported_in), columns={**kind.columns, **columns},
        )  # fmt: skip


@lru_cache(maxsize=10_000)  # a table has its names again in each of its rows
def plain_name(name: str) -> str:
    """The name of a column, without what differs from export to export: letters' case, spaces, signs.

    >>> plain_name("Device_Enrollment Type"), plain_name("TimeGenerated [UTC]")
    ('deviceenrollmenttype', 'timegeneratedutc')
    """
    return "".join(letter for letter in name.casefold() if letter.isalnum())


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
    def tables(self) -> tuple[Kind, ...]:
        """The kinds that stand in tables and records, a row each."""
        return tuple(kind for kind in self.kinds.values() if kind.columns)

    @cached_property
    def compared(self) -> frozenset[str]:
        """The kinds that are held against each other when everything has been read."""
        found = [kind for kind in self.kinds.values() if kind.beside is not None]
        return frozenset(kind.id for kind in found) | {kind.beside.kind for kind in found if kind.beside is not None}

    @cached_property
    def outer_kinds(self) -> frozenset[str]:
        """The kinds of which others are a part."""
        return frozenset(kind.part_of for kind in self.kinds.values() if kind.part_of is not None)

    @cached_property
    def never(self) -> frozenset[str]:
        """The names of all fields that are not kept, whatever object they stand in; in lower case."""
        return frozenset(name.casefold() for kind in self.kinds.values() for name in kind.never)

    def ways_to_know(self, typed: str | None, what: str | None) -> Sequence[tuple[Kind, KnownBy]]:
        """The ways by which an object can be known, in their order.

        One that says its type, or is the answer to a question that is known here, is of that kind or of none.

        Args:
            typed: its `@odata.type`, where it has one.
            what: what was asked for.
        """
        if typed:
            return self._by_type.get(typed.casefold().rpartition(".")[2], ())
        return self._by_context.get((what or "").casefold(), self._by_fields)

    @cached_property
    def _by_type(self) -> Mapping[str, list[tuple[Kind, KnownBy]]]:
        found: dict[str, list[tuple[Kind, KnownBy]]] = {}
        for kind, way in self._ways():
            if way.type is not None:
                found.setdefault(way.type.casefold(), []).append((kind, way))
        return found

    @cached_property
    def _by_context(self) -> Mapping[str, list[tuple[Kind, KnownBy]]]:
        found: dict[str, list[tuple[Kind, KnownBy]]] = {}
        for kind, way in self._ways():
            if way.type is None and way.context is not None:
                found.setdefault(way.context.casefold(), []).append((kind, way))
        return found

    @cached_property
    def _by_fields(self) -> list[tuple[Kind, KnownBy]]:
        return [(kind, way) for kind, way in self._ways() if way.type is None and way.context is None and way.fields]

    def _ways(self) -> Iterator[tuple[Kind, KnownBy]]:
        return ((kind, way) for kind in self.kinds.values() if kind.list_of is None for way in kind.known_by)


def shipped_mappings() -> Mappings:
    """What comes with the product; read once in a process.

    Raises:
        InputError: something in its files is wrong.
    """
    return _mappings_in(content.bundled("facts", "evidence"))


@cache
def _mappings_in(folder: Path) -> Mappings:
    return Mappings(with_likes(_kinds_in(folder)), phases_in(folder))


def shipped_kinds() -> Mapping[str, Kind]:
    """The kinds that come with the product as their files say them, without what they have from others.

    Raises:
        InputError: something in the files is wrong.
    """
    return _kinds_in(content.bundled("facts", "evidence"))


@cache
def _kinds_in(folder: Path) -> Mapping[str, Kind]:
    files = sorted(set(folder.glob("*.yaml")) - {folder / DOCUMENTS, folder / PHASES})
    return _read_kinds(files, vocabulary_files.shipped_vocabulary())


def read_mappings(files: Iterable[Path], vocabulary: Vocabulary) -> Mappings:
    """The kinds of some files.

    Args:
        files: files of the form of `facts/evidence`.
        vocabulary: the facts that there are.

    Raises:
        InputError: something in them is wrong; everything is listed, with file and line.
    """
    return Mappings(with_likes(_read_kinds(files, vocabulary)))


def _read_kinds(files: Iterable[Path], vocabulary: Vocabulary) -> Mapping[str, Kind]:
    problems, kinds, places = ProblemList(), dict[str, Kind](), dict[str, Place]()
    for file in files:
        for name, item in read_file_table(file, f"facts/evidence/{file.name}", problems).items():
            if name in kinds:
                problems.add(_TWICE.format(name=name), item.place)
            kind = kind_of(name, item, vocabulary, problems)
            if kind is not None:
                kinds[name], places[name] = kind, item.place
    require_named(kinds, places, problems)
    problems.raise_if_any()
    return kinds


def require_named(kinds: Mapping[str, Kind], places: Mapping[str, Place], problems: ProblemList) -> None:
    """See to it that the kinds which others name are there; what is missing is noted.

    Args:
        kinds: all kinds.
        places: where those stand that are looked at, by their ids.
        problems: where to note it.
    """
    for name, place in places.items():
        kind = kinds[name]
        named = [kind.list_of, kind.part_of, kind.like, None if kind.beside is None else kind.beside.kind]
        for other in (*kind.holds.values(), *kind.wins, *kind.wins.values(), *filter(None, named)):
            if other not in kinds:
                problems.add(_NO_KIND.format(name=other, hint=did_you_mean(other, kinds)), place)


def with_likes(kinds: Mapping[str, Kind]) -> Mapping[str, Kind]:
    """The kinds, each with what it has from another."""
    return {name: _like(kind, kinds) for name, kind in kinds.items()}


def _like(kind: Kind, kinds: Mapping[str, Kind]) -> Kind:
    """A kind with what it has from another."""
    if kind.like is None:
        return kind
    other = kinds[kind.like]
    return replace(
        kind, about=other.about, named_by=other.named_by, taken=kind.taken or other.taken, also=other.also,
        texts=kind.texts or other.texts, notes=kind.notes or other.notes, leads_to=other.leads_to,
        statements=(*other.statements, *kind.statements),
    )


def _with_wordings(data: Any) -> Any:
    if not isinstance(data, dict) or not isinstance(data.get("texts"), list):
        return data
    return {**data, "texts": [_wording(text) for text in data["texts"]]}


def _wording(text: Any) -> Any:
    if isinstance(text, str):
        return {"of": text}
    return {"form" if name == "as" else name: value for name, value in text.items()} if isinstance(text, dict) else text


def kind_of(
    name: str, node: Node, vocabulary: Vocabulary, problems: ProblemList, below: Kind | None = None
) -> Kind | None:
    """A kind as a file says it; None, and problems noted, where it is in no shape.

    Args:
        name: its id.
        node: what the file says of it.
        vocabulary: the facts that there are.
        problems: where to note what is wrong.
        below: the kind that is there already; the file then says what it has besides.
    """
    table = dict(read_table(node, problems))
    statements = []
    if "facts" in table:
        for item in read_list(table.pop("facts"), problems):
            statement = read_part(Statement, item, problems)
            if statement is not None:
                statements.append(_checked(statement, item, vocabulary, problems))
    keys = node.keys if isinstance(node, Table) else {}
    rest = Table(table, keys, node.place)
    if below is None:
        kind = read_part(Kind, rest, problems, {"id": name})
    else:
        further = read_part(Further, rest, problems)
        kind = None if further is None else further.added_to(below)
    if kind is None:
        return None
    asked = [*(w.when for w in kind.known_by), *(w.when for w in kind.texts), *(w.when for w in kind.notes)]
    for when in asked:
        faults_of(when, problems, node.place)
    for needed in kind.needs:
        if needed not in kind.columns:
            problems.add(_NO_COLUMN.format(name=needed), node.place)
    for leading in kind.leads_to:
        wrong = None if leading.form is None else _fault_of(leading.form)
        if wrong is not None:
            problems.add(wrong, node.place)
    return replace(kind, statements=(*kind.statements, *(one for one in statements if one is not None)))


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


def _fault_of(form: str) -> Text | None:
    """What is wrong with an expression for a field, whose one group is a name."""
    unreadable = why_unreadable(form)
    if unreadable is None and re.compile(form).groups != 1:
        return _NO_EXPRESSION.format(form=shown(form))
    return unreadable or why_slow(form)


_NO_COLUMN = Text(
    "“{name}” is needed, but no column is named for it", "”{name}” behövs, men ingen kolumn anges för det"
)
_NO_EXPRESSION = Text(
    "“{form}” is an expression without just one group, which would be the name",
    "”{form}” är ett uttryck som inte har just en grupp, som skulle vara namnet",
)
_TWICE = Text('there is another kind "{name}"', "det finns en annan sort ”{name}”")
_NO_KIND = Text('there is no kind "{name}"{hint}', "det finns ingen sort ”{name}”{hint}")
_NO_FACT = Text('there is no fact "{name}"{hint}', "det finns inget faktum ”{name}”{hint}")
_ONE_VALUE = Text(
    "a statement gives one of `value`, `from` and `count`", "en utsaga anger ett av `value`, `from` och `count`"
)
