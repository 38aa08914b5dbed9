"""Whether something holds of an object's fields: yes, no, or not to be known from it.

A field that an answer does not have is not known, whatever was asked for there; a statement is read only where all that
it asks holds. The form stands in `facts/evidence/README.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from expert.evidence.subjects import About
from expert.foundations.problems import ProblemList, did_you_mean
from expert.foundations.texts import Text

Truth = bool | None
"""Holds, fails, or is not known."""

When = Mapping[str, Any]
"""What must hold of the fields of an object: each way to a field with what is asked of it."""

ABSENT = object()
"""That an object has no such field."""

EITHER = "either"
"""The name under which alternatives stand, where a field's would."""

_UNSET = "0001-01-01"
_DAY = "observed_on"
_ABOUT = re.compile(r"about\.(user|device|groups)")
_OUTER = "outer."
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_NO_ID = "00000000-0000-0000-0000-000000000000"
_VERSION = re.compile(r"\d+(?:\.\d+){0,3}")


@dataclass(frozen=True)
class Looked:
    """An object that statements are held against.

    Attributes:
        fields: its fields; keys in any letters.
        about: what the case is about.
        outer: the fields of the object that it is a part of, as far as that is known.
    """

    fields: Mapping[str, Any]
    about: About
    outer: Mapping[str, Any] | None = None

    def holds(self, when: When) -> Truth:
        """Whether all that is asked holds."""
        return _all(self._one(path, asked) for path, asked in when.items())

    def value(self, path: str) -> Any:
        """What stands at the end of a way; `ABSENT` where there is no such field.

        A way that begins with `outer.` leads through the object that this one is a part of.
        """
        if path.startswith(_OUTER):
            return ABSENT if self.outer is None else Looked(self.outer, self.about).value(path.removeprefix(_OUTER))
        found = _member(self.fields, path)  # `@odata.type` is one name
        if found is not ABSENT:
            return found
        found = self.fields
        for step in path.split("."):
            if found is None:
                return None  # nothing is in what is said to be nothing
            found = _member(found, step)
            if found is ABSENT:
                return ABSENT
        return found

    def _one(self, path: str, asked: Any) -> Truth:
        if path == EITHER:
            return _any(self.holds(one) for one in asked)
        return self._asked(self.value(path), asked)

    def _asked(self, found: Any, asked: Any) -> Truth:
        if isinstance(asked, Mapping):
            return _all(_TESTS[name](self, found, given) for name, given in asked.items())
        if found is ABSENT or found is None:
            return None
        return any(_same(found, one) for one in _listed(asked))

    # What can be asked of a field, each as `name: given`

    def empty(self, found: Any, given: Any) -> Truth:
        """`empty: true`: there is the field, and nothing in it."""
        return None if found is ABSENT else is_empty(found) is bool(given)

    def absent(self, found: Any, given: Any) -> Truth:
        """`absent: true`: there is no such field, as in answers that are short."""
        return (found is ABSENT) is bool(given)

    def before(self, found: Any, given: Any) -> Truth:
        """`before: observed_on`: a date before the day of observation."""
        day = day_of(found)
        return None if day is None or given != _DAY else day < self.about.observed_on

    def not_before(self, found: Any, given: Any) -> Truth:
        """`not_before: observed_on`: that day, or later."""
        return _not(self.before(found, given))

    def not_after(self, found: Any, given: Any) -> Truth:
        """`not_after: observed_on`: that day, or earlier."""
        day = day_of(found)
        return None if day is None or given != _DAY else day <= self.about.observed_on

    def has(self, found: Any, given: Any) -> Truth:
        """`has: X` or `has: [X, Y]`: a list with one of these in it."""
        if not isinstance(found, list):
            return None
        wanted, all_known = self._named(given)
        if any(_same(one, want) for one in found for want in wanted):
            return True
        return False if all_known else None

    def lacks(self, found: Any, given: Any) -> Truth:
        """`lacks: X`: a list with none of these in it."""
        if isinstance(found, list) and not found:
            return True
        return _not(self.has(found, given))

    def spares(self, found: Any, given: Any) -> Truth:
        """`spares: about.user`: a list in which what the case is about is not known to be."""
        return self.has(found, given) is not True if isinstance(found, list) and None not in found else None

    def just(self, found: Any, given: Any) -> Truth:
        """`just: X` or `just: [X, Y]`: a list of these and nothing else."""
        if not isinstance(found, list) or not found:
            return None
        return all(any(_same(one, want) for want in _listed(given)) for one in found)

    def contains(self, found: Any, given: Any) -> Truth:
        """`contains: X`: a text in which one of these stands, in any letters."""
        if not isinstance(found, str) or not found:
            return None
        return any(str(want).casefold() in found.casefold() for want in _listed(given))

    def lacks_text(self, found: Any, given: Any) -> Truth:
        """`lacks_text: X`: a text in which none of these stands."""
        return _not(self.contains(found, given))

    def begins(self, found: Any, given: Any) -> Truth:
        """`begins: X`: a text that begins with one of these, or with a parameter of an address in another field."""
        if not isinstance(found, str) or not found:
            return None
        if isinstance(given, Mapping):
            begin = _parameter(self.value(str(given["of"])), str(given["parameter"]))
            return None if begin is None else found.casefold().startswith(begin.casefold())
        return any(found.casefold().startswith(str(want).casefold()) for want in _listed(given))

    def at_least(self, found: Any, given: Any) -> Truth:
        """`at_least: 3`: a number that is no smaller; `at_least: {of: FIELD}`: than that of another field."""
        number, bound = _number(found), self._bound(given)
        return None if number is None or bound is None else number >= bound

    def at_most(self, found: Any, given: Any) -> Truth:
        """`at_most: 3`: a number that is no larger; `at_most: {of: FIELD}`: than that of another field."""
        number, bound = _number(found), self._bound(given)
        return None if number is None or bound is None else number <= bound

    def below(self, found: Any, given: Any) -> Truth:
        """`below: {of: FIELD}`: a number that is smaller than that of another field, or than a number."""
        return _not(self.at_least(found, given))

    def other_id_than(self, found: Any, given: Any) -> Truth:
        """`other_id_than: about.user`: an id, and not one of what the case is about, of which an id is known."""
        ids = [name for name in self._named(given)[0] if _ID.fullmatch(name)]
        if not ids or not isinstance(found, str) or not _ID.fullmatch(found) or found == _NO_ID:
            return None
        return found.casefold() not in ids

    def any(self, found: Any, given: When) -> Truth:
        """`any: {…}`: a list of which one object is so."""
        return _any(self._members(found, given)) if isinstance(found, list) else None

    def all(self, found: Any, given: When) -> Truth:
        """`all: {…}`: a list of which every object is so."""
        return _all(self._members(found, given)) if isinstance(found, list) else None

    def none(self, found: Any, given: When) -> Truth:
        """`none: {…}`: a list of which no object is so."""
        return _not(self.any(found, given))

    def is_not(self, found: Any, given: Any) -> Truth:
        """`is_not: X`: there is a value, and it is none of these."""
        return None if found is ABSENT or found is None else _not(self._asked(found, given))

    def _members(self, found: list[Any], given: When) -> Iterable[Truth]:
        for member in found:
            yield Looked(member, self.about, self.fields).holds(given) if isinstance(member, Mapping) else None

    def _bound(self, given: Any) -> float | None:
        return _number(self.value(str(given["of"])) if isinstance(given, Mapping) else given)

    def _named(self, given: Any) -> tuple[list[Any], bool]:
        """What is asked for, with what the case is about in place of its name; and whether all of that is known."""
        wanted: list[Any] = []
        all_known = True
        for one in _listed(given):
            named = _ABOUT.fullmatch(one) if isinstance(one, str) else None
            if named is None:
                wanted.append(one)
            elif named[1] == "groups":
                wanted.extend(sorted((self.about.groups or frozenset()) | self.about.also_in))
                all_known = all_known and self.about.groups is not None
            else:
                names = getattr(self.about, named[1])
                wanted.extend(sorted(names))
                all_known = all_known and bool(names)
        return wanted, all_known


_TESTS: Mapping[str, Callable[[Looked, Any, Any], Truth]] = {
    name: getattr(Looked, name)
    for name in ("empty", "absent", "before", "not_before", "has", "lacks", "spares", "just", "contains", "lacks_text",
                 "begins", "at_least", "at_most", "below", "other_id_than", "any", "all", "none",
                 "is_not", "not_after")
}  # fmt: skip
_OF_OBJECTS = ("any", "all", "none")


def faults_of(when: Any, problems: ProblemList, place: Any) -> None:
    """Note what in a condition cannot be asked.

    Args:
        when: the condition as it was written.
        problems: where to note it.
        place: where it stands.
    """
    if not isinstance(when, Mapping):
        problems.add(_NO_CONDITION, place)
        return
    for path, asked in when.items():
        if path == EITHER:
            for one in asked if isinstance(asked, list) else [None]:
                faults_of(one, problems, place)
        elif isinstance(asked, Mapping):
            for name, given in asked.items():
                if name not in _TESTS:
                    hint = did_you_mean(str(name), _TESTS)
                    problems.add(_NO_TEST.format(name=name, hint=hint), place)
                elif name in _OF_OBJECTS:
                    faults_of(given, problems, place)


def is_empty(value: Any) -> bool:
    """Whether a field holds nothing: null, an empty text or list, or a date that was never set."""
    return value is None or value in ("", [], {}) or (isinstance(value, str) and value.startswith(_UNSET))


def day_of(value: Any) -> date | None:
    """The day (UTC) of a time as services write it; None where it is no time, or was never set."""
    time = time_of(value)
    if time is None:
        return None
    return time.date() if time.tzinfo is None else time.astimezone(UTC).date()


def time_of(value: Any) -> datetime | None:
    """A time as services write it: ISO 8601 with up to seven digits of a second; None where it is none, or not set.

    >>> time_of("2016-12-31T23:59:23.3984029-08:00").isoformat()
    '2016-12-31T23:59:23.398402-08:00'
    """
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or value.startswith(_UNSET) or not re.match(r"\d{4}-\d\d-\d\d", value):
        return None
    try:
        return datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", value.strip()))
    except ValueError:
        return None


def version_of(value: Any) -> str | None:
    """The version in a text such as `27.0 (26A5378n)`; None where there is none."""
    found = _VERSION.match(str(value).strip()) if isinstance(value, (str, int)) else None
    return None if found is None else found[0]


def _listed(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [given]


def _member(found: Any, step: str) -> Any:
    if not isinstance(found, Mapping):
        return ABSENT
    if step in found:
        return found[step]
    wanted = step.casefold()
    same = [name for name in found if isinstance(name, str) and name.casefold() == wanted]
    return found[same[0]] if len(same) == 1 else ABSENT


def _same(found: Any, wanted: Any) -> bool:
    """Whether a value is what is asked for: yes and no as such or as a word, words in any letters."""
    if isinstance(wanted, bool) or isinstance(found, bool):
        return _truth(found) is not None and _truth(found) == _truth(wanted)
    return str(found).strip().casefold() == str(wanted).casefold()


def _truth(value: Any) -> bool | None:
    return value if isinstance(value, bool) else {"true": True, "false": False}.get(str(value).strip().casefold())


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return value
    return int(value) if isinstance(value, str) and re.fullmatch(r"-?\d{1,12}", value.strip()) else None


@cache
def _parameter_form(name: str) -> re.Pattern[str]:
    return re.compile(rf"[?&]{re.escape(name)}=([^&#]+)")


def _parameter(address: Any, name: str) -> str | None:
    found = _parameter_form(name).search(address) if isinstance(address, str) else None
    return None if found is None else found[1]


def _all(truths: Iterable[Truth]) -> Truth:
    known = True
    for truth in truths:
        if truth is False:
            return False
        known = known and truth is not None
    return True if known else None


def _any(truths: Iterable[Truth]) -> Truth:
    return _not(_all(_not(truth) for truth in truths))


def _not(truth: Truth) -> Truth:
    return None if truth is None else not truth


_NO_CONDITION = Text(
    "a condition is a table of fields with what is asked of each", "ett villkor är en tabell med fält och vad som krävs"
)
_NO_TEST = Text('"{name}" cannot be asked of a field{hint}', "”{name}” går inte att fråga om ett fält{hint}")
