"""What can be read of objects only when all files have been: pages of lists, what is a part of what, whose groups.

A list whose further pages are in other files, or in other answers of one file, is one list. It holds all that there
is only where each further page is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from expert.evidence.mapping import Kind, Mappings
from expert.evidence.subjects import About, Subject, names_together
from expert.evidence.things import Thing, all_objects, objects
from expert.foundations.kept import cached_property

_ASSIGNMENTS = "assignments"


class Later:
    """What was found, until all files have been read.

    Attributes:
        lists: each list of objects, with the kind of some of its members; None where it has none.
        waiting: objects of which it depends on others what they say.
        memberships: lists of groups, with whose they are.
    """

    def __init__(self) -> None:
        self.lists: list[tuple[Thing, str | None]] = []
        self.waiting: list[tuple[Thing, Kind, Subject]] = []
        self.memberships: list[tuple[Subject, Thing, Kind]] = []
        self._outers: dict[tuple[str, str], Thing] = {}
        self._exported: dict[tuple[str, str], list[Thing]] = {}

    def keep(self, thing: Thing, kind: Kind, mappings: Mappings) -> None:
        """Keep an object that others are a part of, or that lies beside others of its kind."""
        name = thing.fields.get("id")
        if kind.id in mappings.outer_kinds and isinstance(name, str):
            self._outers[kind.id, name.casefold()] = thing
        folder = PurePosixPath(thing.file.replace("\\", "/").replace(": ", "/")).parent
        if not thing.path and folder.name in kind.exported_in:
            self._exported.setdefault((kind.id, folder.as_posix()), []).append(thing)

    def joined(self) -> list[tuple[Thing, tuple[str, ...]]]:
        """All lists, pages of one put together, each with the kinds of its members."""
        kinds: dict[int, dict[str, None]] = {}
        wholes: dict[int, Thing] = {}
        for whole, kind in self.lists:
            wholes[id(whole)] = whole
            kinds.setdefault(id(whole), {}).update({} if kind is None else {kind: None})
        pages: dict[tuple[str | None, str | None], list[Thing]] = {}
        for whole in wholes.values():
            pages.setdefault((whole.asked.what, whole.asked.within), []).append(whole)
        found = []
        for (what, _), group in pages.items():
            paged = what is not None and len(group) > 1 and any(page.asked.further for page in group)
            for one in [_joined(group)] if paged else group:
                of = [kinds[id(page)] for page in (group if paged else [one])]
                found.append((one, tuple(dict.fromkeys(kind for each in of for kind in each))))
        return found

    def exported(self, mappings: Mappings) -> Iterator[tuple[Kind, list[Thing]]]:
        """The folders into which a tool wrote all objects of a kind, as the lists that they are."""
        folders = dict.fromkeys(folder for _, folder in self._exported)
        for kind in mappings.kinds.values():
            members = list(kind.wins) or ([] if kind.list_of is None else [kind.list_of])
            for folder in folders if members else ():
                things = [one for name in members for one in self._exported.get((name, folder), ())]
                if things:
                    yield kind, things

    def with_assignments(self, thing: Thing) -> Thing:
        """An object with what it is assigned to, where that is in an answer of its own."""
        name = str(thing.fields.get("id") or "").casefold()
        if _ASSIGNMENTS in thing.fields or not name:
            return thing
        assigned = self._assigned.get(name)
        return thing if assigned is None else replace(thing, fields={**thing.fields, _ASSIGNMENTS: assigned})

    @cached_property
    def _assigned(self) -> dict[str, Any]:
        """What is assigned to what, by the ids of the objects; asked for when all files have been read."""
        found: dict[str, Any] = {}
        for whole, _ in self.joined():
            if whole.asked.what == _ASSIGNMENTS and whole.fields["whole"]:
                found.setdefault((whole.asked.within or "").casefold(), whole.fields["value"])
        return found

    def within_outer(self, thing: Thing, kind: Kind) -> Thing:
        """An object with that which it is a part of, where that is known."""
        if thing.outer is not None or kind.part_of is None or thing.asked.within is None:
            return thing
        outer = self._outers.get((kind.part_of, thing.asked.within.casefold()))
        return thing if outer is None else replace(thing, outer=outer.fields)

    def with_groups(self, about: About, subjects: Iterable[Subject]) -> About:
        """What the case is about, with the groups of its user as far as the evidence tells them."""
        if about.groups is not None:
            return about
        everyone = [subject for subject in subjects if subject.kind == "user" and (subject.names or subject.at)]
        user = about.user
        if not user and everyone:
            user = names_together(everyone, "user", everyone[0].names)
            if any(not subject.names & user for subject in everyone):
                return about  # there are several, and nobody says which one it is
        known: set[str] = set()
        every: frozenset[str] | None = None
        for subject, whole, kind in self.memberships:
            if not subject.names & user:
                continue
            ids = frozenset(str(one["id"]).casefold() for one in all_objects(whole.fields["value"]) if one.get("id"))
            holds = {name.casefold(): what for name, what in kind.groups_of_user.items()}
            if holds.get((whole.asked.what or "").casefold()) == "all" and whole.fields["whole"]:
                every = ids
            known |= ids
        return replace(about, groups=every, also_in=about.also_in | known)


def _joined(pages: list[Thing]) -> Thing:
    """The pages of a list as one; whole where each further page is there, by its address or by the count."""
    members = [one for page in pages for one in page.fields["value"]]
    counts = [count for page in pages if isinstance(count := page.fields["count"], int)]
    addresses, further = {page.asked.address for page in pages}, {page.asked.further for page in pages}
    linked = further - {None} <= addresses and all(
        page.asked.address in further for page in pages if page.asked.is_further_page
    )
    uncut = all(page.asked.whole for page in pages) and objects(members)
    whole = uncut and (linked or (bool(counts) and max(counts) == len(members)))
    first = next((page for page in pages if not page.asked.is_further_page), pages[0])
    fields: Mapping[str, Any] = {
        **first.fields, "value": members, "count": len(members) if whole else None, "whole": whole,
        "pages": [(page, page.fields["value"]) for page in pages],
    }
    return replace(first, fields=fields)
