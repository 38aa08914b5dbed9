"""Whom or what a piece of evidence speaks of, and which of them a case is about.

An export holds many users, devices and tokens; a case is about one of each. What is said of a user is a fact of the
case only if it is that user, or if the evidence knows no other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from expert.foundations.records import Record

SubjectKind = Literal["tenant", "user", "device", "profile", "token"]
"""What can be spoken of: the organization; a user; a device; an enrollment profile or policy; an ADE or VPP token.

A token is a fact of a case only where something says that the device belongs to it: that there is one in the tenant
does not.
"""


@dataclass(frozen=True, eq=False, repr=False)
class Subject(Record):
    """Somebody or something that evidence speaks of.

    Attributes:
        names: what it is called there (ids, a sign-in name, a serial number), in lower case; none where the evidence
            does not say whom it speaks of.
        at: where it stands, if it is one of several that have names, and the evidence does not say which.
    """

    kind: SubjectKind
    names: frozenset[str] = frozenset()
    at: str = ""

    @classmethod
    def of(cls, kind: SubjectKind, names: Iterable[object] = (), at: str = "") -> Subject:
        """A subject with the names that are given; empty ones are none. Where it stands matters only without any."""
        said = (str(name or "").strip().casefold() for name in names)
        known = frozenset(name for name in said if name.strip(_OF_NO_ID))
        return cls(kind, known, "" if known else at)


def names_together(subjects: Iterable[Subject], kind: SubjectKind, names: frozenset[str]) -> frozenset[str]:
    """All names of what some names name: an id stands beside a sign-in name in one object, beside another in the next.

    >>> anna = Subject.of("user", ["anna@contoso.com", "17"])
    >>> sorted(names_together([anna], "user", frozenset({"17"})))
    ['17', 'anna@contoso.com']
    """
    left = [subject.names for subject in subjects if subject.kind == kind and len(subject.names) > 1]
    found, before = set(names), 0
    while names and len(found) > before:
        before = len(found)
        met = [one for one in left if one & found]
        left = [one for one in left if not one & found]
        found.update(*met)
    return frozenset(found)


def names_of_each(subjects: Iterable[Subject], kind: SubjectKind) -> dict[str, frozenset[str]]:
    """For each name of a kind all names of the same, as `names_together` gives them; for all of them at once.

    >>> anna = Subject.of("user", ["anna@contoso.com", "17"])
    >>> sorted(names_of_each([anna], "user")["17"])
    ['17', 'anna@contoso.com']
    """
    together: dict[str, set[str]] = {}
    for subject in subjects:
        if subject.kind == kind:
            names = set(subject.names).union(*(together[name] for name in subject.names if name in together))
            together.update(dict.fromkeys(names, names))
    whole = {id(names): frozenset(names) for names in together.values()}
    return {name: whole[id(names)] for name, names in together.items()}


@dataclass(frozen=True, eq=False, repr=False)
class About(Record):
    """What a case is about, as far as somebody says.

    Attributes:
        user: names of the user: the sign-in name, the id.
        device: names of the device: the serial number, an id.
        groups: ids of all groups that the user is in; None where that is not known.
        also_in: ids of groups that the user is in, where not all are known.
        observed_on: the day on which the evidence is judged; of what it says, dates before it are past.
    """

    user: frozenset[str] = frozenset()
    device: frozenset[str] = frozenset()
    groups: frozenset[str] | None = None
    observed_on: date = field(default_factory=date.today)
    also_in: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, user: str | Iterable[str] = (), device: str | Iterable[str] = (), groups: Iterable[str] | None = None,
        observed_on: date | None = None,
    ) -> About:
        """What a case is about, from names as people write them.

        >>> sorted(About.of(user="Person@Example.com").user)
        ['person@example.com']
        """
        return cls(
            _names(user), _names(device), None if groups is None else _names(groups), observed_on or date.today()
        )

    def named(self, kind: SubjectKind) -> frozenset[str]:
        """The names of the subject of a kind that the case is about; none where nobody says."""
        return {"user": self.user, "device": self.device}.get(kind, frozenset())

    def in_group(self, group: str) -> bool | None:
        """Whether the user is in a group; None where that is not known."""
        if group.casefold() in self.also_in:
            return True
        return None if self.groups is None else group.casefold() in self.groups


_OF_NO_ID = "0-"
"""What an id that was never set consists of."""


def _names(given: str | Iterable[str]) -> frozenset[str]:
    names = (given,) if isinstance(given, str) else given
    return frozenset(name.strip().casefold() for name in names if name.strip())
