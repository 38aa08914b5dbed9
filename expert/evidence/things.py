"""Objects as readers find them: their fields, where they stand, and what they are an answer to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from expert.evidence.holding import ABSENT, Looked, is_empty, time_of
from expert.evidence.mapping import Kind, Wording, plain_name
from expert.foundations.problems import Place, shown
from expert.foundations.records import Record
from expert.foundations.texts import Text


@dataclass(frozen=True, eq=False, repr=False)
class Asked(Record):
    """What an answer is known to be the answer to.

    Attributes:
        what: the name of what was asked for, such as `managedDevices`.
        within: the name of the object in which it was asked for, such as the id of a token.
        whole: whether the answer is not known to lack something: it was not filtered or cut.
        address: where it was asked for, where that is known.
        further: the address of the next page, where there is one.
        sure: whether who asked has written all that down, so that an answer need not count what it holds.
        taken: when it was answered, where that is written down.
    """

    what: str | None = None
    within: str | None = None
    whole: bool = True
    address: str | None = None
    further: str | None = None
    sure: bool = False
    taken: datetime | None = None

    @property
    def is_part(self) -> bool:
        """Whether it is one of several pages."""
        return self.further is not None or self.is_further_page

    @property
    def is_further_page(self) -> bool:
        """Whether it was asked for as the next page of another answer."""
        return self.address is not None and "skiptoken=" in self.address.casefold()


@dataclass(frozen=True, eq=False, repr=False)
class Thing(Record):
    """One object, as it was found.

    Attributes:
        fields: what it holds.
        file: the file.
        path: the way to it in the file; empty for the whole.
        asked: what it is an answer to.
        kind: its kind, where the reader knows it; else it is known by its fields.
        outer: the fields of the object that it is a part of, where that is known.
        line: the line on which it begins, of a file that is read by lines.
        at_once: whether its fields have no places of their own, for it is no part of a file.
    """

    fields: Mapping[str, Any]
    file: str
    path: str = ""
    asked: Asked = field(default_factory=Asked)
    kind: str | None = None
    outer: Mapping[str, Any] | None = None
    line: int | None = None
    at_once: bool = False

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.file, self.line, self.path or None)

    def place_of(self, field: str) -> Place:
        """Where one of its fields stands; of a file that is read by lines, the line says it."""
        whole = self.at_once or self.line is not None
        return self.place if whole else Place(self.file, within=way_to(self.path, field))


def list_fields(members: list[Any], asked: Asked, count: Any = None) -> dict[str, Any]:
    """The fields of a list as an object, for statements about all of it: `value`, `count`, `whole`."""
    one_page = asked.further is None and not asked.is_further_page
    complete = asked.whole and one_page and (not isinstance(count, int) or count == len(members)) and objects(members)
    return {"value": members, "count": count, "whole": complete, "asked": asked.what}


def objects(members: list[Any]) -> bool:
    """Whether all that a list holds are objects; what is none has been lost."""
    return all(isinstance(member, Mapping) for member in members)


def members_of(whole: Thing) -> list[Thing]:
    """The objects of a list, which may come from several pages."""
    pages: list[tuple[Thing, Any]] = whole.fields.get("pages") or [(whole, whole.fields["value"])]
    return [
        replace(page, fields=one, path=f"{page.path}[{i}]")
        for page, members in pages for i, one in enumerate(members) if isinstance(one, Mapping)
    ]  # fmt: skip


def kind_fields(fields: Mapping[str, Any], kind: Kind, never: frozenset[str]) -> Mapping[str, Any]:
    """The fields of an object as its kind names them, without those that are not kept."""
    if kind.columns:
        there = {plain_name(name): value for name, value in fields.items() if not is_empty(value)}
        found = {
            field: [there[name] for name in (*names, plain_name(field)) if name in there]
            for field, names in kind.plain_columns.items()
        }
        return {field: values[0] for field, values in found.items() if values}
    return without(fields, never)


def without(fields: Mapping[str, Any], never: frozenset[str]) -> Mapping[str, Any]:
    """The fields of an object without those that are secret; an object or a list of that name is none.

    >>> without({"Token": "s3cr3t", "state": "valid"}, frozenset({"token"}))
    {'state': 'valid'}
    """
    if never.isdisjoint(name.casefold() for name in fields):
        return fields
    return {
        name: value for name, value in fields.items()
        if name.casefold() not in never or isinstance(value, (list, Mapping))
    }  # fmt: skip


def worded(wording: Wording, looked: Looked) -> str | None:
    """The message that an object holds; None where it holds none."""
    said = looked.value(wording.of)
    if isinstance(said, bool) or not isinstance(said, (str, int)) or not str(said).strip():
        return None
    if looked.holds(wording.when) is not True:
        return None
    text = str(said).strip()
    if wording.words:
        meant = {word.casefold(): words for word, words in wording.words.items()}.get(text.casefold())
        if meant is None:
            return None
        text = meant
    return wording.form.replace("{}", text)


def filled(text: Text, looked: Looked) -> Text:
    """A text with what fields say in the places of their names."""

    def said(match: re.Match[str]) -> str:
        value = looked.value(match[1])
        if value is ABSENT or is_empty(value):
            return "–"
        time = time_of(value)
        return shown(value) if time is None else f"{time:%Y-%m-%d %H:%M %Z}".strip()

    return Text(*(re.sub(r"\{([\w.@]+)\}", said, words) for words in (text.en, text.sv)))


def all_objects(values: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
    """Those of some values that are objects."""
    return (value for value in values if isinstance(value, Mapping))


def way_to(path: str, step: str) -> str:
    """The way to a field of an object that stands at the end of another way."""
    return f"{path}.{step}" if path and step else path or step
