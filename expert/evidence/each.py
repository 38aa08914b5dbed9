"""Everybody and everything that exports speak of, each with the evidence of its own: what a fleet has as rows.

Each message that an object holds, such as that of an enrollment that failed, is one of its own. So is every device that
no such object names, and every user whom neither names. What is said of the organization holds for all of them; what
is said of a device, a user, a profile or a token only for those that it is known to be of: that the evidence knows no
other proves nothing where there are many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from expert.evidence.evidence import Evidence, Reading, Stated, Unread
from expert.evidence.mapping import Mappings, shipped_mappings
from expert.evidence.messages import Messages
from expert.evidence.objects import Understanding
from expert.evidence.reading import judged_on, take_all, understood
from expert.evidence.sources import Source
from expert.evidence.subjects import About, Subject, SubjectKind, names_of_each
from expert.facts.vocabulary import Vocabulary
from expert.foundations.kept import cached_property
from expert.foundations.problems import InputError, Place
from expert.rules.models import Symptom

_KINDS: tuple[SubjectKind, ...] = ("device", "user", "profile", "token")
_OTHERS = tuple(Subject.of(kind, at=f"another {number}") for kind in _KINDS for number in (1, 2))
"""Others of each kind: nobody is the only one."""

_ALL = 10_000_000
"""More rows than a table that is read can have: each that could not be read is told of."""


@dataclass(frozen=True)
class One:
    """A device, a user, or a message of either.

    Attributes:
        device: the names of the device; none where it is not known which.
        user: the names of the user likewise.
        place: where the evidence speaks of it first.
        taken: when that was so, the last time that it says.
        evidence: all that is known of it, and of the organization.
    """

    device: frozenset[str]
    user: frozenset[str]
    place: Place
    taken: datetime | None
    evidence: Evidence


class Everyone:
    """All that some exports speak of.

    Args:
        rows: the exports whose devices and users are wanted.
        beside: what else is known.
        vocabulary: the facts that there are.
        observed_on: the day on which all of it is judged.
        symptoms: those whose messages are looked for in texts.
        mappings: what objects say; the shipped ones if left out.
        problems: where to note files beside that are broken; raised if left out.

    Raises:
        InputError: a file is broken.
    """

    def __init__(
        self, rows: Iterable[Source], beside: Iterable[Source], vocabulary: Vocabulary, *, observed_on: date,
        symptoms: Iterable[Symptom], mappings: Mappings | None = None, problems: list[InputError] | None = None,
    ) -> None:  # fmt: skip
        mappings, shown = shipped_mappings() if mappings is None else mappings, tuple(symptoms)
        about = About.of(observed_on=observed_on)
        into = Understanding(mappings, vocabulary, about, partial(Messages, shown))
        into.subjects.update(dict.fromkeys(_OTHERS))
        into.most_rows_aside = _ALL
        self._files: set[str] = set()
        take_all(self._noted(rows), into)
        take_all(beside, into, problems)
        self._mappings = mappings
        self._evidence = understood(into, about, vocabulary)
        self._stated = into.stated

    def lost(self) -> Iterator[Unread]:
        """What the exports hold and nobody is told of, for it could not be read, each with why."""
        read = {stated.place for stated in self._stated}
        return (one for one in self._evidence.unread if one.place.file in self._files and one.place not in read)

    def _noted(self, sources: Iterable[Source]) -> Iterator[Source]:
        for source in sources:
            self._files.add(source.name)
            yield source

    def of_all(self, day: date | None = None) -> Evidence:
        """What is known of the organization: of all of them.

        Args:
            day: the day on which it is judged, if not that of the evidence.
        """
        about = self._evidence.about
        found = self._evidence if day in (None, about.observed_on) else self._on(day or about.observed_on)
        readings = tuple(reading for reading in found.readings if reading.subject.kind == "tenant")
        return Evidence(found.about, readings, _OTHERS, vocabulary=found.vocabulary)

    def _on(self, day: date) -> Evidence:
        kinds = self._mappings.kinds
        dated = tuple((thing, kind) for thing, kind in self._evidence.dated if kinds[kind].about == "tenant")
        return judged_on(replace(self._evidence, dated=dated), day, self._mappings)

    def each(self) -> Iterator[One]:
        """All of them, in the order of the exports, each once."""
        named: dict[SubjectKind, set[str]] = {"device": set(), "user": set()}
        own = [stated for stated in self._stated if stated.place.file in self._files and _is_somebody(stated)]
        by_device: dict[frozenset[str], list[Stated]] = {}
        by_user: dict[frozenset[str], list[Stated]] = {}
        for stated in own:
            device, user = self._names(stated, "device"), self._names(stated, "user")
            if stated.said:
                named["device"] |= device
                named["user"] |= user
            elif device:
                by_device.setdefault(device, []).append(stated)
            elif user:
                by_user.setdefault(user, []).append(stated)
        for device, found in by_device.items():
            if device.isdisjoint(named["device"]):
                named["user"] |= _only(self._names(stated, "user") for stated in found)
        for stated in own:
            device, user = self._names(stated, "device"), self._names(stated, "user")
            if stated.said or not (device or user):
                yield self._one(device, user, [stated])
            elif device:
                found = by_device.pop(device, [])
                if found and device.isdisjoint(named["device"]):
                    yield self._one(device, _only(self._names(one, "user") for one in found), found)
            else:
                found = by_user.pop(user, [])
                if found and user.isdisjoint(named["user"]):
                    yield self._one(device, user, found)

    def _names(self, stated: Stated, kind: SubjectKind) -> frozenset[str]:
        """All names of the device, or the user, that an object names."""
        names = next((one.names for one in (stated.subject, *stated.others) if one.kind == kind and one.names), None)
        return frozenset() if names is None else self._together[kind][next(iter(names))]

    @cached_property
    def _together(self) -> dict[SubjectKind, dict[str, frozenset[str]]]:
        return {kind: names_of_each(self._evidence.subjects, kind) for kind in _KINDS}

    def _one(self, device: frozenset[str], user: frozenset[str], stated: Sequence[Stated]) -> One:
        first = stated[0]
        about = replace(self._evidence.about, device=device, user=user)
        readings, subjects, links = list(self._of_organization), [], []
        unnamed = None if device or user else first.subject
        if first.said or unnamed is not None:
            readings += first.readings
        for kind, names in self._reached(device, user):
            for subject in dict.fromkeys(one for name in names for one in self._by_name.get((kind, name), ())):
                subjects.append(subject)
                readings += self._of_subject.get(subject, ())
                links += [(subject, other) for other in self._links.get(subject, ())]
        others = [one for one in _OTHERS if unnamed is None or one.kind != unnamed.kind]
        mine = () if unnamed is None else (unnamed,)
        evidence = Evidence(
            about, tuple(readings), (*subjects, *mine, *others), first.said if first.said else (), links=tuple(links),
            vocabulary=self._evidence.vocabulary,
        )
        return One(device, user, first.place, max(filter(None, (one.taken for one in stated)), default=None), evidence)

    def _reached(self, device: frozenset[str], user: frozenset[str]) -> Iterator[tuple[SubjectKind, frozenset[str]]]:
        """Who is spoken of, and the profiles and tokens that belong to a device, directly or by each other."""
        yield "user", user
        waiting: list[tuple[SubjectKind, frozenset[str]]] = [("device", device)]
        seen: set[tuple[SubjectKind, frozenset[str]]] = set()
        while waiting:
            kind, names = waiting.pop()
            if (kind, names) in seen or not names:
                continue
            seen.add((kind, names))
            yield kind, names
            for subject in (one for name in names for one in self._by_name.get((kind, name), ())):
                for other in self._links.get(subject, ()):
                    if other.kind != "device":
                        together = self._together[other.kind]
                        waiting.append((other.kind, together.get(next(iter(other.names)), other.names)))

    @cached_property
    def _of_organization(self) -> tuple[Reading, ...]:
        return self.of_all().readings

    @cached_property
    def _by_name(self) -> dict[tuple[SubjectKind, str], list[Subject]]:
        found: dict[tuple[SubjectKind, str], list[Subject]] = {}
        for subject in self._evidence.subjects:
            for name in subject.names:
                found.setdefault((subject.kind, name), []).append(subject)
        return found

    @cached_property
    def _of_subject(self) -> dict[Subject, list[Reading]]:
        """What is said of each, but for what objects with a message say: that is of the message alone."""
        of_messages = {id(reading) for stated in self._stated if stated.said for reading in stated.readings}
        found: dict[Subject, list[Reading]] = {}
        for reading in self._evidence.readings:
            if reading.subject.names and id(reading) not in of_messages:
                found.setdefault(reading.subject, []).append(reading)
        return found

    @cached_property
    def _links(self) -> dict[Subject, list[Subject]]:
        found: dict[Subject, list[Subject]] = {}
        for one, other in self._evidence.links:
            found.setdefault(one, []).append(other)
        return found


def _is_somebody(stated: Stated) -> bool:
    """Whether an object speaks of somebody or something that can be told from others."""
    return bool(stated.subject.names or stated.subject.at)


def _only(names: Iterable[frozenset[str]]) -> frozenset[str]:
    """The names of one user, if all objects that name any name the same."""
    found = {one for one in names if one}
    return next(iter(found)) if len(found) == 1 else frozenset()
