"""Checks that rules and documents agree on who cites what: a rule names its sources, `citations.yaml` names for each
document the rules that cite it, and the versions of it that were read. Of links likewise: `links.yaml`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from expert.foundations.sources import Source, Status
from expert.foundations.texts import Text
from expert.rules.checks.finding import At, Check, Look, Spot
from expert.rules.house_rules import Citations, LinkedFrom
from expert.rules.knowledge import PartId, name_of

FIELDS: dict[Status, str] = {"current": "headings", "superseded": "superseded", "disputed": "disputed"}
"""Where the citations of each status stand."""


class _Citation(NamedTuple):
    """One source of one part, and where it stands."""

    source: Source
    part: PartId
    at: At

    @property
    def key(self) -> tuple[str, Status, str, str]:
        return self.source.document, self.source.status, self.source.heading, name_of(self.part)


def _disagreeing(look: Look) -> Iterator[Spot]:
    lists: dict[str, Citations] = look.assembly.parts["citations"]
    if lists:
        found = [one for one in _citations(look) if one.source.document in lists and _in_one_folder(one, look)]
        yield from _not_listed(found, lists)
        yield from _not_cited(found, lists)


def _citations(look: Look) -> Iterator[_Citation]:
    for part, path, sources in look.parts.sources:
        for i, source in enumerate(sources):
            yield _Citation(source, part, At(part, (*path, i)))


def _in_one_folder(one: _Citation, look: Look) -> bool:
    """A list speaks of the rules in its own folder; what cites the document in another, it cannot know."""
    layer = look.assembly.places[one.part].find(one.at.path)[1]
    return layer == look.layer(("citations", one.source.document))


def _not_listed(found: list[_Citation], lists: dict[str, Citations]) -> Iterator[Spot]:
    """What rules cite and the lists do not say; of a document without a list, nothing is said."""
    times: Counter[tuple[str, Status, str, str]] = Counter()
    for one in found:
        document, status, heading, name = one.key
        listed, home = lists[document], ("citations", document)
        times[one.key] += 1
        if times[one.key] > listed.under(status).get(heading, ()).count(name):
            yield Spot(_NOT_LISTED.format(part=name), one.at, also=(At(home, (FIELDS[status],)),))
        if one.source.date not in listed.versions:
            dated = one.at._replace(path=(*one.at.path, "date"))
            yield Spot(_NO_VERSION.format(date=one.source.date), dated, also=(At(home, ("versions",)),))


def _not_cited(found: list[_Citation], lists: dict[str, Citations]) -> Iterator[Spot]:
    """What the lists say and no rule cites, or not as often."""
    times = Counter(one.key for one in found)
    read = {(one.source.document, one.source.date) for one in found}
    for document, listed in lists.items():
        home = ("citations", document)
        for status, field in FIELDS.items():
            for heading, names in listed.under(status).items():
                for i, name in enumerate(names):
                    if names[: i + 1].count(name) > times[document, status, heading, name]:
                        yield Spot(_NOT_CITED.format(part=name), At(home, (field, heading, i)))
        for i, day in enumerate(listed.versions):
            if (document, day) not in read:
                yield Spot(_NOT_READ.format(date=day), At(home, ("versions", i)))


def _links_disagreeing(look: Look) -> Iterator[Spot]:
    """What parts link to and no list says, and what a list says and no part links to, or not as often."""
    lists: dict[str, LinkedFrom] = look.assembly.parts["links"]
    listing = {look.layer(("links", address)) for address in lists}
    times: Counter[tuple[str, str]] = Counter()
    for part, path, link in look.parts.links if lists else ():
        layer, name = look.assembly.places[part].find(path)[1], name_of(part)
        home = ("links", link.url)
        listed = lists[link.url].parts if link.url in lists and look.layer(home) == layer else ()
        if layer in listing:
            times[link.url, name] += 1
            if times[link.url, name] > listed.count(name):
                yield Spot(_LINK_NOT_LISTED.format(part=name), At(part, path), also=(At(home),) if listed else ())
    for address, said in lists.items():
        for i, name in enumerate(said.parts):
            if said.parts[: i + 1].count(name) > times[address, name]:
                yield Spot(_NOT_LINKED.format(part=name), At(("links", address), ("parts", i)))


_NOT_LISTED = Text(
    "citations.yaml does not say that {part} cites this, or not so often",
    "citations.yaml säger inte att {part} hänvisar hit, eller inte så många gånger",
)
_NO_VERSION = Text(
    "citations.yaml knows no version of the document of {date}",
    "citations.yaml känner ingen version av dokumentet från {date}",
)
_NOT_CITED = Text(
    "{part} does not cite this, or not so often", "{part} hänvisar inte hit, eller inte så många gånger"
)
_NOT_READ = Text("nothing cites the version of {date}", "inget hänvisar till versionen från {date}")

_LINK_NOT_LISTED = Text(
    "links.yaml does not say that {part} links there, or not so often",
    "links.yaml säger inte att {part} länkar dit, eller inte så många gånger",
)
_NOT_LINKED = Text("{part} does not link there, or not so often", "{part} länkar inte dit, eller inte så många gånger")

CHECKS = (
    Check(
        "citations-disagree", "warning",
        Text("A rule and citations.yaml disagree on what the rule cites",
             "En regel och citations.yaml är oense om vad regeln hänvisar till"),
        Text("See which of the two is right. Only then change the other: a source that is lost is lost unseen.",
             "Se efter vilken av de två som stämmer. Ändra sedan den andra: en källa som tappas märks inte annars."),
        _disagreeing,
    ),
    Check(
        "links-disagree", "warning",
        Text("A rule and links.yaml disagree on where the rule links to",
             "En regel och links.yaml är oense om vart regeln länkar"),
        Text("See which of the two is right. Only then change the other: a link that is lost is lost unseen.",
             "Se efter vilken av de två som stämmer. Ändra sedan den andra: en länk som tappas märks inte annars."),
        _links_disagreeing,
    ),
)  # fmt: skip
"""The checks of lists of citations and of links."""
