"""What was read from files: readings, each of a subject; texts; what was not understood; and the facts of a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from expert.evidence.subjects import About, Subject, SubjectKind, names_together
from expert.evidence.timeline import Timeline, timeline_of
from expert.facts import vocabulary_files
from expert.facts.case import Case, Difference
from expert.facts.fact import Fact, Origin, RawFact
from expert.facts.vocabulary import DAY, MESSAGE, Value, Vocabulary
from expert.foundations.kept import cached_property
from expert.foundations.limits import MOST_EVIDENCE_TEXTS
from expert.foundations.problems import Place
from expert.foundations.records import Record
from expert.foundations.texts import Text

_T = TypeVar("_T")


@dataclass(frozen=True, eq=False, repr=False)
class Reading(Record):
    """One fact that a piece of evidence gives of a subject.

    Attributes:
        fact: the fact's name.
        value: its value.
        subject: whom or what it speaks of.
        place: the file, and the way to the field or line.
        because: the statement of `facts/evidence` that reads it: the kind of object, and the fact.
        taken: when the evidence was as it says, where it says so.
        dated: whether it depends on the day on which it is judged.
        only_named: whether it is a fact of the case only where somebody names what the case is about.
    """

    fact: str
    value: Value
    subject: Subject
    place: Place
    because: str
    taken: datetime | None = None
    dated: bool = False
    only_named: bool = False

    @property
    def observed(self) -> Fact:
        """It as a fact of a case."""
        return Fact(self.fact, self.value, Origin("evidence", self.place, self.taken))


@dataclass(frozen=True, eq=False, repr=False)
class TextFound(Record):
    """A text of the evidence that is to be recognized as a message is.

    Attributes:
        time: when it was written, as it says; without an offset where it gives none.
        phase: the phase of an enrollment that it belongs to, where that is known.
        written: its time as it stands there, which often has no year.
        subject: whom or what it was said of; None where it is what the case is about.
    """

    text: str
    place: Place
    time: datetime | None = None
    phase: str | None = None
    written: str | None = None
    subject: Subject | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Stated(Record):
    """What one object about a device or a user says by itself.

    Attributes:
        kind: its kind.
        place: where it stands.
        subject: whom or what it speaks of.
        others: who else is named in it, such as the user of a device.
        taken: when it was so, where it says that.
        readings: the facts that it gives.
        said: the messages that it holds.
    """

    kind: str
    place: Place
    subject: Subject
    others: tuple[Subject, ...] = ()
    taken: datetime | None = None
    readings: tuple[Reading, ...] = ()
    said: tuple[TextFound, ...] = ()


@dataclass(frozen=True, eq=False, repr=False)
class Noted(Record):
    """What is worth knowing without being a fact, such as a change of something and when it was."""

    text: Text
    place: Place
    time: datetime | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Unread(Record):
    """What was not understood, or left aside, and why.

    Attributes:
        broken: it is a file of a form that is known, and could not be read: what it would have said is missing.
    """

    place: Place
    why: Text
    broken: bool = False


@dataclass(frozen=True, eq=False, repr=False)
class Evidence(Record):
    """All that was read from some files.

    Attributes:
        about: what the case is about.
        readings: the facts that were read, in the order of the files.
        subjects: all that the files speak of, also where nothing was read of it.
        said: the texts.
        unread: what was not understood.
        kinds: how many objects of each kind there were, by the kind's id.
        dated: the objects of which something depends on the day of observation, each with its kind's id.
        noted: what is told beside facts.
        links: what is known to belong to what: a device to its token, say.
        vocabulary: the facts that there are.
    """

    about: About
    readings: tuple[Reading, ...] = ()
    subjects: tuple[Subject, ...] = ()
    said: tuple[TextFound, ...] = ()
    unread: tuple[Unread, ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    dated: tuple[tuple[Any, str], ...] = ()
    noted: tuple[Noted, ...] = ()
    links: tuple[tuple[Subject, Subject], ...] = ()
    vocabulary: Vocabulary = field(default_factory=lambda: vocabulary_files.shipped_vocabulary())

    @property
    def facts(self) -> dict[str, Value]:
        """The facts of the case that the evidence gives, without its texts.

        Where evidence contradicts itself and neither side is newer, the fact is left out; `case()` tells of it.
        """
        return {name: value for name, value in self.case().values().items() if name != MESSAGE}

    def case(self, *, messages: bool = True) -> Case:
        """The case that the evidence makes: of everybody and everything in it, those that the case is about.

        Args:
            messages: whether its texts become the case's messages.
        """
        readings = [reading for reading in self.readings if self.is_of_case(reading)]
        return Case.merge(self.weighed(readings), *(self._said() if messages else ()), vocabulary=self.vocabulary)

    def weighed(self, readings: Sequence[Reading]) -> Case:
        """A case of some readings: what they agree in, and what they say differently.

        Args:
            readings: what is said of one and the same case.
        """
        case = Case.merge(*self._cases(readings), vocabulary=self.vocabulary)
        sure = [reading for reading in readings if not _is_shaken(reading, readings, case.differences)]
        return case if len(sure) == len(readings) else Case.merge(*self._cases(sure), vocabulary=self.vocabulary)

    def belongs(self, subject: Subject) -> bool:
        """Whether something is what the case is about: it is named so, belongs to what is, or is the only of its kind.

        A token is so only where it is known that the device belongs to it. What has no name, as the device of most
        logs, is the one that the case names if the evidence knows no other.
        """
        if subject.kind == "tenant":
            return True
        named = self._named.get(subject.kind) or self._linked.get(subject.kind)
        if named and (subject.names or subject.at):
            return bool(subject.names & named)
        return subject.kind != "token" and subject.kind in self._alone

    def is_of_case(self, reading: Reading) -> bool:
        """Whether a reading is a fact of the case."""
        if reading.only_named and not reading.subject.names & self._named.get(reading.subject.kind, frozenset()):
            return False
        return self.belongs(reading.subject)

    def timeline(self) -> Timeline:
        """The texts of the case with their time, in the order of the enrollment's phases."""
        return timeline_of(self.said_of_case)

    @cached_property
    def said_of_case(self) -> tuple[TextFound, ...]:
        """The texts that are messages of the case: those of a log, and those of whom the case is about."""
        return tuple(one for one in self.said if one.subject is None or self.belongs(one.subject))

    def of(self, subject: Subject) -> tuple[Reading, ...]:
        """What is said of one subject."""
        return tuple(reading for reading in self.readings if reading.subject == subject)

    def merged(self, *others: Evidence) -> Evidence:
        """This evidence and other, of the same case."""
        every = (self, *others)
        counted: dict[str, int] = {}
        for one in every:
            for kind, count in one.kinds:
                counted[kind] = counted.get(kind, 0) + count
        return Evidence(
            self.about,
            _once(reading for one in every for reading in one.readings),
            _once(subject for one in every for subject in one.subjects),
            _once(said for one in every for said in one.said),
            _once(unread for one in every for unread in one.unread),
            tuple(counted.items()),
            tuple(pair for one in every for pair in one.dated),
            _once(noted for one in every for noted in one.noted),
            _once(link for one in every for link in one.links),
            self.vocabulary,
        )

    @cached_property
    def _named(self) -> dict[SubjectKind, frozenset[str]]:
        """All names of what the case is said to be about."""
        kinds: tuple[SubjectKind, ...] = ("user", "device")
        return {kind: names_together(self.subjects, kind, self.about.named(kind)) for kind in kinds}

    @cached_property
    def _linked(self) -> dict[SubjectKind, frozenset[str]]:
        """The names of what the case's device belongs to: by a link, and by those that lead on from there."""
        devices = self._named["device"]
        if not devices and "device" in self._alone:
            devices = frozenset().union(*(one.names for one in self.subjects if one.kind == "device"))
        reached: dict[SubjectKind, frozenset[str]] = {"device": devices}
        for _ in ("from the device", "from its profile", "and once more, whatever the order"):
            for one, other in self.links:
                if one.names & reached.get(one.kind, frozenset()) and other.kind != "device":
                    reached[other.kind] = reached.get(other.kind, frozenset()) | other.names
        return {kind: names for kind, names in reached.items() if kind in ("profile", "token")}

    @cached_property
    def _alone(self) -> frozenset[SubjectKind]:
        """The kinds of which all that is spoken of can be one and the same."""
        by_kind: dict[SubjectKind, list[Subject]] = {}
        for subject in self.subjects:
            by_kind.setdefault(subject.kind, []).append(subject)
        return frozenset(kind for kind, found in by_kind.items() if _is_one(found))

    def _cases(self, readings: Iterable[Reading]) -> Iterator[Case]:
        """A case of each reading, for the merge to weigh; all that is judged by a day gives that day too."""
        for reading in readings:
            facts = [reading.observed]
            if reading.dated:
                facts.append(Fact(DAY, self.about.observed_on, Origin("evidence", reading.place)))
            yield Case.of_facts(facts)

    def _said(self) -> Iterator[Case]:
        """A case of the messages, where there are any."""
        said = self.said_of_case
        if said:
            origin = Origin("evidence", said[0].place)
            texts = list(dict.fromkeys(one.text for one in said))[:MOST_EVIDENCE_TEXTS]
            yield Case.from_raw([RawFact(MESSAGE, texts, origin)], self.vocabulary)


def _is_shaken(reading: Reading, readings: Sequence[Reading], differences: Iterable[Difference]) -> bool:
    """Whether a fact rests on a field that says different things of something else, and not wherever that does.

    Of two certificates, one of which has expired, neither date is believed; then it is not known either that it has.
    """
    for difference in differences:
        places = {fact.origin.place for fact in difference.others}
        if difference.kept is None and reading.fact != difference.fact and reading.place in places:
            agreeing = {one.place for one in readings if one.fact == reading.fact}
            if not places <= agreeing:
                return True
    return False


def _is_one(subjects: Sequence[Subject]) -> bool:
    """Whether some subjects of a kind can all be the same one: those with names hang together by them."""
    together: dict[str, set[str]] = {}
    unsaid = {subject.at for subject in subjects if subject.at}
    for subject in subjects:
        names = set(subject.names).union(*(together[name] for name in subject.names if name in together))
        together.update(dict.fromkeys(names, names))
    return len(set(map(id, together.values()))) + len(unsaid) <= 1


def _once(parts: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(parts))
