"""Objects that readers make of bytes, and the readings that the statements of their kinds give."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from expert.evidence.evidence import Noted, Reading, Stated, TextFound, Unread
from expert.evidence.holding import ABSENT, Looked, day_of, is_empty, time_of, version_of
from expert.evidence.later import Later
from expert.evidence.mapping import Beside, Kind, Mappings, Statement
from expert.evidence.messages import Messages, shipped_messages
from expert.evidence.phases import Phases
from expert.evidence.precedence import winner
from expert.evidence.subjects import About, Subject, SubjectKind, names_together
from expert.evidence.things import (
    Asked,
    Thing,
    all_objects,
    filled,
    kind_fields,
    list_fields,
    members_of,
    objects,
    way_to,
    worded,
)
from expert.facts.vocabulary import Value, Vocabulary, WrongValue
from expert.foundations.kept import cached_property
from expert.foundations.limits import LONGEST_LINE_TEXT
from expert.foundations.problems import Place
from expert.foundations.texts import Text
from expert.redacting.aliases import IS_ALIAS

_WITHIN = "asked.within"
_MOST_ROWS_ASIDE = 20


class Understanding:
    """Knows objects by the mappings, and takes from them what these say.

    Attributes:
        readings: what was read so far.
        subjects: whom and what was spoken of.
        said: texts.
        unread: what was left aside.
        kinds: how many objects of each kind.
        dated: the objects of which something depends on the day of observation, each with its kind's id.
        noted: what is told beside facts.
        links: what is known to belong to what.
        stated: what each object about a device or a user says by itself.
        most_rows_aside: how many rows of a table are told of that could not be read.

    Args:
        mappings: what objects say.
        vocabulary: the facts that there are.
        about: what the case is about.
        messages: gives the messages that are known, when a text is first read; the shipped ones if left out.
        passwords: what may open files that are locked, given for this by who asked.
    """

    def __init__(
        self, mappings: Mappings, vocabulary: Vocabulary, about: About, messages: Callable[[], Messages] | None = None,
        passwords: tuple[str, ...] = (),
    ) -> None:
        self._messages = shipped_messages if messages is None else messages
        self._mappings = mappings
        self._vocabulary = vocabulary
        self._about = about
        self.passwords = passwords
        self.readings: list[Reading] = []
        self.subjects: dict[Subject, None] = {}
        self.said: list[TextFound] = []
        self.unread: list[Unread] = []
        self._left: set[Unread] = set()
        self.kinds: dict[str, int] = {}
        self.dated: list[tuple[Thing, str]] = []
        self.noted: list[Noted] = []
        self.links: list[tuple[Subject, Subject]] = []
        self.stated: list[Stated] = []
        self.most_rows_aside = _MOST_ROWS_ASIDE
        self._later = Later()
        self._compared: dict[str, list[Thing]] = {}

    @property
    def about(self) -> About:
        """What the case is about."""
        return self._about

    @property
    def never(self) -> frozenset[str]:
        """The names of fields that are not kept, in lower case."""
        return self._mappings.never

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

    def kind_named(self, name: str) -> Kind | None:
        """The kind of a name; None where there is none."""
        return self._mappings.kinds.get(name)

    def kind_of(self, thing: Thing) -> Kind | None:
        """The kind of an object; None where none is known.

        One that says its type, or is an answer to a question that is known here, is of that kind or of none.
        """
        if thing.kind is not None:
            return self._mappings.kinds.get(thing.kind)
        looked = Looked(thing.fields, self._about)
        typed = looked.value("@odata.type")
        names = {name.casefold() for name in thing.fields}
        for kind, way in self._mappings.ways_to_know(typed if isinstance(typed, str) else None, thing.asked.what):
            there = names.issuperset(name.casefold() for name in way.fields)
            if there and (not way.when or looked.holds(way.when) is True):
                return kind
        if typed is ABSENT:
            return next((kind for kind in self._mappings.tables if kind.has_columns(thing.fields)), None)
        return None

    def take(self, thing: Thing, kind: Kind) -> None:
        """Read an object of a kind, and what it holds."""
        thing = replace(thing, fields=kind_fields(thing.fields, kind, self._mappings.never))
        self.kinds[kind.id] = self.kinds.get(kind.id, 0) + 1
        if kind.id in self._mappings.compared:
            self._compared.setdefault(kind.id, []).append(thing)
        looked = Looked(thing.fields, self._about, thing.outer)
        subject = self._subject(kind, looked, thing)
        self.subjects.setdefault(subject)
        for one in (self._other(other, kind, looked) for other in kind.also):
            if one.names:
                self.subjects.setdefault(one)
        self._lead(kind, looked, thing, subject)
        self._later.keep(thing, kind, self._mappings)
        if kind.waits:
            self._later.waiting.append((thing, kind, subject))
        else:
            self._say(thing, kind, subject)
        for name, held in kind.holds.items():
            inner = looked.value(name)
            if isinstance(inner, (list, Mapping)):
                self._take_held(inner, thing, name, held)

    def take_list(self, things: list[Thing], kind: Kind, whole: Thing) -> None:
        """Read a list of objects of a kind, each by itself; all together when its further pages are there."""
        for thing in things:
            self.take(thing, kind)
        self._later.lists.append((whole, kind.id))

    def take_nothing(self, whole: Thing) -> None:
        """Read a list with nothing in it, which says something only where it is known what it lists."""
        self._later.lists.append((whole, None))

    def finish(self) -> None:
        """Read what depends on several files: pages of lists, whom the case is about, and what is a part of what."""
        self._about = replace(
            self._about, user=names_together(self.subjects, "user", self._about.user),
            device=names_together(self.subjects, "device", self._about.device),
        )
        joined = self._later.joined()
        lists = [(whole, kind) for whole, members in joined for kind in self._all_together(whole, members)]
        for whole, kind in lists:
            if not kind.wins:
                self._take_together(whole, kind)
        self._about = self._later.with_groups(self._about, self.subjects)
        for whole, kind in lists:
            if kind.wins:
                self._take_winner(members_of(whole), kind, whole=bool(whole.fields["whole"]))
        for kind, things in self._later.exported(self._mappings):
            if kind.wins:
                self._take_winner(things, kind, whole=True)
            else:
                fields = list_fields([thing.fields for thing in things], Asked())
                self._take_together(Thing(fields, things[0].file), kind)
        waiting, self._later.waiting = self._later.waiting, []
        for thing, kind, subject in waiting:
            self._say(self._later.within_outer(thing, kind), kind, subject)
        self._later = Later()
        self._settle()

    def _settle(self) -> None:
        """Take nothing from objects that turn out to be of something else, by others that the evidence has too."""
        for name, things in self._compared.items():
            beside = self._mappings.kinds[name].beside
            others = () if beside is None else self._compared.get(beside.kind, ())
            for thing in things:
                if beside and others and not any(self._may_be_same(thing, other, beside) for other in others):
                    self.readings = [one for one in self.readings if not _is_of(one, thing, name)]
                    self.dated = [one for one in self.dated if one[0] is not thing]
                    self.stated = [one for one in self.stated if (one.kind, one.place) != (name, thing.place)]
                    self.noted.append(Noted(beside.otherwise, thing.place))

    def _may_be_same(self, thing: Thing, other: Thing, beside: Beside) -> bool:
        """Whether two objects can speak of the same: what both say of it does not differ."""
        one, its = Looked(thing.fields, self._about), Looked(other.fields, self._about)
        pairs = ((one.value(own), its.value(that)) for own, that in beside.same.items())
        known = [(a, b) for a, b in pairs if _tells(a) and _tells(b)]
        return all(a.casefold() == b.casefold() for a, b in known)

    def _all_together(self, whole: Thing, members: Iterable[str]) -> Iterable[Kind]:
        """The kinds that a list is: by the kinds of its members, or by what was asked for where it has none."""
        if not whole.fields["whole"] and (whole.asked.is_part or not objects(whole.fields["value"])):
            for name in members:
                self.leave_others(self._mappings.kinds[name], whole.place)
        if not whole.fields["value"]:
            return self._mappings.asked_for(whole.asked.what)
        return {one.id: one for kind in members for one in self._mappings.lists_of(kind)}.values()

    def _say(self, thing: Thing, kind: Kind, subject: Subject) -> None:
        """Read what an object says by itself: facts, messages, notes."""
        looked = Looked(thing.fields, self._about, thing.outer)
        taken = next(filter(None, (time_of(looked.value(name)) for name in kind.taken)), thing.asked.taken)
        read, said = len(self.readings), len(self.said)
        if any(statement.dated for statement in kind.statements):
            self.dated.append((thing, kind.id))
        for statement in kind.statements:
            self._state(statement, kind, looked, thing, subject, taken)
        for wording in kind.texts:
            text = worded(wording, looked)
            if text is not None:
                place = thing.place_of(wording.of)
                self.said.append(TextFound(text, place, taken, subject=subject))
        for noting in kind.notes:
            if looked.holds(noting.when) is True:
                self.noted.append(Noted(filled(noting.text, looked), thing.place, taken))
        if kind.about in ("device", "user"):
            others = tuple(filter(lambda other: other.names, (self._other(one, kind, looked) for one in kind.also)))
            stated = tuple(self.readings[read:]), tuple(self.said[said:])
            self.stated.append(Stated(kind.id, thing.place, subject, others, taken, *stated))

    def _lead(self, kind: Kind, looked: Looked, thing: Thing, subject: Subject) -> None:
        """Note what an object names that belongs to what it speaks of."""
        for leading in kind.leads_to:
            named = thing.asked.within if leading.of == _WITHIN else looked.value(leading.of)
            if not isinstance(named, str) or is_empty(named) or len(named) > LONGEST_LINE_TEXT:
                continue
            found = re.fullmatch(leading.form, named.strip()) if leading.form is not None else None
            if leading.form is None or found is not None:
                other = Subject.of(leading.to, [named if found is None else found[1]])
                if other.names and subject.names:
                    self.links.append((subject, other))

    @staticmethod
    def _other(other: SubjectKind, kind: Kind, looked: Looked) -> Subject:
        """Somebody or something else whom an object names."""
        names = [looked.value(name) for name in kind.also.get(other, ())]
        return Subject.of(other, [name for name in names if name is not ABSENT and not is_empty(name)])

    def leave_others(self, kind: Kind, place: Place) -> None:
        """Note that there are others of a kind, which could not be read: whoever was read is not the only one."""
        self.subjects.setdefault(Subject.of(kind.about, at=str(place)))

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
        other = statement.about
        whom = subject if other is None or other == subject.kind else self._other(other, kind, looked)
        if other in kind.also and not whom.names:
            whom = subject  # it does not name that one, but whom it concerns
        self.subjects.setdefault(whom)
        place = thing.place_of(statement.copied or statement.count or _first(statement))
        because = f"{kind.id}.{statement.fact}"
        self.readings.append(
            Reading(statement.fact, value, whom, place, because, taken, statement.dated, statement.only_named)
        )

    def _take_together(self, whole: Thing, kind: Kind) -> None:
        if kind.groups_of_user:
            self._later.memberships.append((self._subject(kind, Looked(whole.fields, self._about), whole), whole, kind))
        if kind.of_one is None:
            self.take(whole, kind)
            return
        named = [(Looked(one, self._about).value(kind.of_one), one) for one in all_objects(whole.fields["value"])]
        if any(name is ABSENT or name is None for name, _ in named):
            return  # whose that one is, is not known, so nobody's list is
        by_name: dict[str, list[Mapping[str, Any]]] = {}
        for name, one in named:
            if str(name).strip():
                by_name.setdefault(str(name).strip().casefold(), []).append(one)
        for name, own in by_name.items():
            fields = {**whole.fields, "value": own, kind.of_one: name}
            self.take(replace(whole, fields=fields), replace(kind, named_by=(kind.of_one,)))

    def _take_winner(self, things: Iterable[Thing], kind: Kind, *, whole: bool) -> None:
        """Read the configuration that applies to the user, where it can be told which of them does."""
        of_kind: list[tuple[Thing, Kind]] = []
        for thing in things:
            known = self.kind_of(thing)
            if known is None or known.id not in kind.wins:
                continue
            concerned = Looked(thing.fields, self._about).holds(known.where)
            if concerned is None:
                return
            if concerned:
                of_kind.append((self._later.with_assignments(thing), known))
        won = winner([thing.fields for thing, _ in of_kind], self._about, whole=whole)
        if won is not None:
            thing, known = of_kind[won]
            self.take(thing, self._mappings.kinds[kind.wins[known.id]])

    def _take_held(self, inner: list[Any] | Mapping[str, Any], thing: Thing, name: str, held: str) -> None:
        """Read what an object holds, a list of objects or one."""
        kind, path = self._mappings.kinds[held], way_to(thing.path, name)
        within = next((str(thing.fields[n]) for n in ("id", "userPrincipalName") if thing.fields.get(n)), None)
        asked = Asked(name, within, whole=False, taken=thing.asked.taken)
        if isinstance(inner, Mapping):
            self.take(Thing(inner, thing.file, path, asked, held, thing.fields), kind)
            return
        things = [
            Thing(one, thing.file, f"{path}[{i}]", asked, held, thing.fields)
            for i, one in enumerate(inner) if isinstance(one, Mapping)
        ]  # fmt: skip
        self.take_list(things, kind, Thing(list_fields(inner, asked), thing.file, path, asked))

    def _subject(self, kind: Kind, looked: Looked, thing: Thing) -> Subject:
        names = [looked.value(name) for name in kind.named_by]
        known = [name for name in names if name is not ABSENT and not is_empty(name)]
        if not known and kind.list_of is not None and thing.asked.within is not None:
            known = [thing.asked.within]
        return Subject.of(kind.about, known, str(thing.place) if kind.named_by else "")

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


def _tells(value: Any) -> bool:
    """Whether a field says what it is of: not where it is empty, or was masked."""
    return isinstance(value, str) and bool(value) and IS_ALIAS.search(value) is None


def _is_of(reading: Reading, thing: Thing, kind: str) -> bool:
    """Whether something was read of an object."""
    place = reading.place
    return (
        reading.because.startswith(f"{kind}.") and place.file == thing.file
        and (place.within or "").startswith(thing.path)
    )


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
