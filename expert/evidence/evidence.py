"""What was read from files: readings, each of a subject; texts; what was not understood; and the facts of a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from expert.evidence.subjects import About, Subject, SubjectKind
from expert.evidence.timeline import Timeline, timeline_of
from expert.facts import vocabulary_files
from expert.facts.case import Case
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
    """

    fact: str
    value: Value
    subject: Subject
    place: Place
    because: str
    taken: datetime | None = None
    dated: bool = False


@dataclass(frozen=True, eq=False, repr=False)
class Said(Record):
    """A text of the evidence that is to be recognized as a message is.

    Attributes:
        time: when it was written, as it says; without an offset where it gives none.
        phase: the phase of an enrollment that it belongs to, where that is known.
        written: its time as it stands there, which often has no year.
    """

    text: str
    place: Place
    time: datetime | None = None
    phase: str | None = None
    written: str | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Unread(Record):
    """What was not understood, or left aside, and why."""

    place: Place
    why: Text


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
        vocabulary: the facts that there are.
    """

    about: About
    readings: tuple[Reading, ...] = ()
    subjects: tuple[Subject, ...] = ()
    said: tuple[Said, ...] = ()
    unread: tuple[Unread, ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    dated: tuple[tuple[Any, str], ...] = ()
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
        return Case.merge(*self._cases(messages), vocabulary=self.vocabulary)

    def belongs(self, subject: Subject) -> bool:
        """Whether something is what the case is about: it is named so, or it is the only one of its kind.

        What has no name, as the device of most logs, is the one that the case names if the evidence knows no other.
        """
        if subject.kind == "tenant":
            return True
        if subject.kind == "token":
            return False
        named = self.about.named(subject.kind)
        if named and subject.names:
            return bool(subject.names & named)
        return subject.kind in self._alone

    def timeline(self) -> Timeline:
        """Its texts with their time, in the order of the enrollment's phases."""
        return timeline_of(self.said)

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
            self.vocabulary,
        )

    @cached_property
    def _alone(self) -> frozenset[SubjectKind]:
        """The kinds of which all that is spoken of can be one and the same."""
        by_kind: dict[SubjectKind, list[Subject]] = {}
        for subject in self.subjects:
            by_kind.setdefault(subject.kind, []).append(subject)
        return frozenset(kind for kind, found in by_kind.items() if _is_one(found))

    def _cases(self, messages: bool) -> Iterator[Case]:
        """A case of each reading, for the merge to weigh; all that is judged by a day gives that day too."""
        for reading in self.readings:
            if self.belongs(reading.subject):
                origin = Origin("evidence", reading.place, reading.taken)
                facts = [Fact(reading.fact, reading.value, origin)]
                if reading.dated:
                    facts.append(Fact(DAY, self.about.observed_on, Origin("evidence", reading.place)))
                yield Case.of_facts(facts)
        if messages and self.said:
            origin = Origin("evidence", self.said[0].place)
            texts = list(dict.fromkeys(said.text for said in self.said))[:MOST_EVIDENCE_TEXTS]
            yield Case.from_raw([RawFact(MESSAGE, texts, origin)], self.vocabulary)


def _is_one(subjects: Iterable[Subject]) -> bool:
    """Whether some subjects of a kind can all be the same one: those with names hang together by them."""
    together: dict[str, set[str]] = {}
    for subject in subjects:
        names = set(subject.names).union(*(together[name] for name in subject.names if name in together))
        together.update(dict.fromkeys(names, names))
    return len(set(map(id, together.values()))) <= 1


def _once(parts: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(parts))
