"""Objects that readers make of bytes, and the readings that the statements of their kinds give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from expert.evidence.evidence import Reading, Said, Unread
from expert.evidence.holding import ABSENT, Looked, day_of, is_empty, time_of, version_of
from expert.evidence.mapping import Kind, KnownBy, Mappings, Statement
from expert.evidence.messages import Messages, shipped_messages
from expert.evidence.phases import Phases
from expert.evidence.precedence import winner
from expert.evidence.subjects import About, Subject
from expert.facts.vocabulary import Value, Vocabulary, WrongValue
from expert.foundations.kept import cached_property
from expert.foundations.problems import Place
from expert.foundations.records import Record
from expert.foundations.texts import Text


@dataclass(frozen=True, eq=False, repr=False)
class Asked(Record):
    """What an answer is known to be the answer to.

    Attributes:
        what: the name of what was asked for, such as `managedDevices`.
        within: the name of the object in which it was asked for, such as the id of a token.
        whole: whether the answer is known to hold all that there is: not filtered, not cut, no further page.
    """

    what: str | None = None
    within: str | None = None
    whole: bool = True


@dataclass(frozen=True, eq=False, repr=False)
class Thing(Record):
    """One object, as it was found.

    Attributes:
        fields: what it holds.
        file: the file.
        path: the way to it in the file; empty for the whole.
        asked: what it is an answer to.
        kind: its kind, where the reader knows it; else it is known by its fields.
        line: the line on which it begins, of a file that is read by lines.
    """

    fields: Mapping[str, Any]
    file: str
    path: str = ""
    asked: Asked = field(default_factory=Asked)
    kind: str | None = None
    line: int | None = None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.file, self.line, self.path or None)

    def place_of(self, field: str) -> Place:
        """Where one of its fields stands; of a file that is read by lines, the line says it."""
        return self.place if self.line is not None else Place(self.file, within=_way(self.path, field))


class Understanding:
    """Knows objects by the mappings, and takes from them what these say.

    Attributes:
        readings: what was read so far.
        subjects: whom and what was spoken of.
        said: texts.
        unread: what was left aside.
        kinds: how many objects of each kind.
        dated: the objects of which something depends on the day of observation, each with its kind's id.

    Args:
        mappings: what objects say.
        vocabulary: the facts that there are.
        about: what the case is about.
        messages: gives the messages that are known, when a text is first read; the shipped ones if left out.
    """

    def __init__(
        self, mappings: Mappings, vocabulary: Vocabulary, about: About, messages: Callable[[], Messages] | None = None
    ) -> None:
        self._messages = shipped_messages if messages is None else messages
        self._mappings = mappings
        self._vocabulary = vocabulary
        self._about = about
        self.readings: list[Reading] = []
        self.subjects: dict[Subject, None] = {}
        self.said: list[Said] = []
        self.unread: list[Unread] = []
        self._left: set[Unread] = set()
        self.kinds: dict[str, int] = {}
        self.dated: list[tuple[Thing, str]] = []

    @property
    def phases(self) -> Phases:
        """The phases of an enrollment."""
        return self._mappings.phases

    @cached_property
    def messages(self) -> Messages:
        """The messages that are known."""
        return self._messages()

    def know(self, thing: Thing) -> bool:
        """Read an object, if its kind is known; whether it is."""
        kind = self.kind_of(thing)
        if kind is not None:
            self.take(thing, kind)
        return kind is not None

    def kind_of(self, thing: Thing) -> Kind | None:
        """The kind of an object; None where none is known.

        One that says its type, or is an answer to a question that is known here, is of that kind or of none.
        """
        if thing.kind is not None:
            return self._mappings.kinds.get(thing.kind)
        looked = Looked(thing.fields, self._about)
        for kind in self._mappings.kinds.values():
            if kind.list_of is None and any(self._fits(way, looked, thing.asked) for way in kind.known_by):
                return kind
        return None

    def _fits(self, way: KnownBy, looked: Looked, asked: Asked) -> bool:
        """Whether an object is known by a way."""
        typed, what = looked.value("@odata.type"), (asked.what or "").casefold()
        if isinstance(typed, str) and typed:
            if way.type is None or typed.casefold().rpartition(".")[2] != way.type.casefold():
                return False
        elif way.context is not None:
            if what != way.context.casefold():
                return False
        elif what in self._mappings.contexts or not way.fields:
            return False
        if any(looked.value(name) is ABSENT for name in way.fields):
            return False
        return not way.when or looked.holds(way.when) is True

    def take(self, thing: Thing, kind: Kind) -> None:
        """Read an object of a kind, and what it holds."""
        self.kinds[kind.id] = self.kinds.get(kind.id, 0) + 1
        looked = Looked(thing.fields, self._about)
        subject = self._subject(kind, looked, thing)
        self.subjects.setdefault(subject)
        taken = next(filter(None, (time_of(looked.value(name)) for name in kind.taken)), None)
        if any(statement.dated for statement in kind.statements):
            self.dated.append((thing, kind.id))
        for statement in kind.statements:
            self._state(statement, kind, looked, thing, subject, taken)
        for name in kind.texts:
            text = looked.value(name)
            if isinstance(text, str) and text.strip():
                self.said.append(Said(text, thing.place_of(name), taken))
        for name, held in kind.holds.items():
            inner = looked.value(name)
            if isinstance(inner, (list, Mapping)):
                self._take_held(inner, thing, name, held)

    def take_list(self, things: list[Thing], kind: Kind, whole: Thing) -> None:
        """Read a list of objects of a kind, each by itself and all together."""
        for thing in things:
            self.take(thing, kind)
        for together in self._mappings.lists_of(kind.id):
            self._take_together(whole, together)

    def take_nothing(self, whole: Thing) -> None:
        """Read a list with nothing in it, which says something only where it is known what it lists."""
        for kind in self._mappings.asked_for(whole.asked.what):
            self.take(whole, kind)

    def leave(self, place: Place, why: Text) -> None:
        """Note what was not understood, once."""
        unread = Unread(place, why)
        if unread not in self._left:
            self._left.add(unread)
            self.unread.append(unread)

    def _state(
        self, statement: Statement, kind: Kind, looked: Looked, thing: Thing, subject: Subject, taken: datetime | None
    ) -> None:
        """Read what a statement gives, where all that it asks holds."""
        value = self._value(statement, looked, thing) if looked.holds(statement.when) is True else None
        if value is None:
            return
        whom = subject if statement.about in (None, subject.kind) else Subject.of(statement.about)
        self.subjects.setdefault(whom)
        place = thing.place_of(statement.copied or statement.count or _first(statement))
        because = f"{kind.id}.{statement.fact}"
        self.readings.append(Reading(statement.fact, value, whom, place, because, taken, statement.dated))

    def _take_together(self, whole: Thing, kind: Kind) -> None:
        if kind.wins:
            self._take_winner(whole, kind)
        elif kind.of_one is None:
            self.take(whole, kind)
        else:
            members = list(all_objects(whole.fields["value"]))
            for name in dict.fromkeys(one[kind.of_one] for one in members if one.get(kind.of_one)):
                own = [one for one in members if one.get(kind.of_one) == name]
                fields = {**whole.fields, "value": own, kind.of_one: name}
                self.take(replace(whole, fields=fields), replace(kind, named_by=(kind.of_one,)))

    def _take_winner(self, whole: Thing, kind: Kind) -> None:
        """Read the configuration of a list that applies to the user, where it can be told which does."""
        of_kind: list[tuple[Thing, Kind]] = []
        for i, one in enumerate(whole.fields["value"]):
            if not isinstance(one, Mapping) or Looked(one, self._about).holds(kind.where) is False:
                continue
            thing = replace(whole, fields=one, path=f"{whole.path}[{i}]")
            known = self.kind_of(thing)
            if known is not None and known.id in kind.wins:
                of_kind.append((thing, known))
        won = winner([thing.fields for thing, _ in of_kind], self._about, whole=bool(whole.fields["whole"]))
        if won is not None:
            thing, known = of_kind[won]
            self.take(thing, self._mappings.kinds[kind.wins[known.id]])

    def _take_held(self, inner: list[Any] | Mapping[str, Any], thing: Thing, name: str, held: str) -> None:
        """Read what an object holds, a list of objects or one."""
        kind, path = self._mappings.kinds[held], _way(thing.path, name)
        if isinstance(inner, Mapping):
            self.take(Thing(inner, thing.file, path, kind=held), kind)
            return
        things = [
            Thing(one, thing.file, f"{path}[{i}]", kind=held) for i, one in enumerate(inner) if isinstance(one, Mapping)
        ]
        within = next((str(thing.fields[n]) for n in ("id", "userPrincipalName") if thing.fields.get(n)), None)
        asked = Asked(name, within, whole=False)
        self.take_list(things, kind, Thing(list_fields(inner, asked), thing.file, path, asked))

    def _subject(self, kind: Kind, looked: Looked, thing: Thing) -> Subject:
        names = [looked.value(name) for name in kind.named_by]
        known = [name for name in names if name is not ABSENT and not is_empty(name)]
        if not known and kind.list_of is not None and thing.asked.within is not None:
            known = [thing.asked.within]
        return Subject.of(kind.about, known)

    def _value(self, statement: Statement, looked: Looked, thing: Thing) -> Value | None:
        """The value that a statement gives; None, where the object has none that can be one."""
        if statement.value is not None:
            value: Value = statement.value
            return value
        if statement.count is not None:
            return _counted(looked, statement)
        raw = looked.value(statement.copied or "")
        if raw is ABSENT or is_empty(raw):
            return None
        definition = self._vocabulary[statement.fact]
        if statement.words:
            return {word.casefold(): value for word, value in statement.words.items()}.get(str(raw).strip().casefold())
        converted = {"date": day_of, "version": version_of}.get(definition.type, _as_it_is)(raw)
        if converted is None:
            return None
        try:
            return definition.read(converted)
        except WrongValue as wrong:
            self.leave(thing.place_of(statement.copied or ""), wrong.text)
            return None


def list_fields(members: list[Any], asked: Asked, count: Any = None) -> dict[str, Any]:
    """The fields of a list as an object, for statements about all of it: `value`, `count`, `whole`."""
    return {"value": members, "count": count, "whole": asked.whole}


def _as_it_is(raw: Any) -> Any:
    return raw


def _counted(looked: Looked, statement: Statement) -> int | None:
    members = looked.value(statement.count or "")
    if not isinstance(members, list):
        return None
    truths = [Looked(one, looked.about).holds(statement.where) if isinstance(one, Mapping) else None for one in members]
    return None if None in truths else truths.count(True)


def _first(statement: Statement) -> str:
    """The field that a statement rests on, where it copies none."""
    return next((path for path in statement.when if path != "either"), "")


def _way(path: str, step: str) -> str:
    return f"{path}.{step}" if path and step else path or step


def all_objects(values: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
    """Those of some values that are objects."""
    return (value for value in values if isinstance(value, Mapping))
