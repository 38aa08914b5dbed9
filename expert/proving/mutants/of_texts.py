"""Mistakes in what people read: languages that are missing or swapped, sources, links, and what a message says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from expert.foundations.nodes import Scalar, Sequence, Table
from expert.foundations.shapes import Written
from expert.foundations.texts import LANGUAGES
from expert.proving.mutants import trees
from expert.proving.mutants.mutant import Change
from expert.proving.mutants.trees import EACH, Path
from expert.recognizing.letters import letters_of
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Message

# Patterns tell no reader anything, and are tried in both languages whatever the text is in.
_PATTERNS = ("phrases", "add_phrases", "told_with", "told_without", "must")


def _texts(part: Written) -> Iterator[tuple[Path, Table]]:
    """Every text that is there in both languages, and every message that is."""
    if part.kind == "in_text":
        return
    for path, table in trees.tables_in(part.node):
        in_both = all(isinstance(table.items.get(language), Scalar) for language in LANGUAGES)
        if in_both and not any(step in _PATTERNS for step in path):
            yield path, table


def language_dropped(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """A text in one language only."""
    for path, _table in _texts(part):
        yield from (Change((*path, language), None) for language in LANGUAGES)


def languages_swapped(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """A text whose English stands where the Swedish should."""
    for path, table in _texts(part):
        if not trees.same(table.items["en"], table.items["sv"]):
            yield Change(path, _swapped(table))


def language_doubled(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """A text that is in English where the Swedish should stand."""
    for path, table in _texts(part):
        if not trees.same(table.items["en"], table.items["sv"]):
            yield Change((*path, "sv"), table.items["en"])


def all_languages_swapped(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """The same of every text of a part."""
    node = part.node
    found = list(_texts(part))
    for path, table in found:
        node = trees.put(node, path, _swapped(table))
    if len(found) > 1:
        yield Change((), node)


def _swapped(table: Table) -> Table:
    other = {"en": "sv", "sv": "en"}
    items = {name: table.items[other.get(name, name)] for name in table.items}
    return Table(items, table.keys, table.place)


def _sources(part: Written) -> Iterator[tuple[Path, Sequence]]:
    for path, table in trees.tables_in(part.node):
        for name in ("sources", "add_sources"):
            node = table.items.get(name)
            if isinstance(node, Sequence):
                yield (*path, name), node


def source_dropped(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """One of the sources of a statement; the only one leaves an empty list."""
    for path, node in _sources(part):
        if len(node.items) == 1:
            yield Change(path, Sequence((), node.place))
        else:
            yield from (Change((*path, i), None) for i in range(len(node.items)))


def source_date_changed(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """A source as of a year later."""
    for path, node in _sources(part):
        for i, source in enumerate(node.items):
            day = trees.at(source, ("date",))
            if isinstance(day, Scalar):
                yield Change((*path, i, "date"), trees.again(day, _a_year_later(day.text)))


def _a_year_later(day: str) -> str:
    found = date.fromisoformat(day)
    return found.replace(year=found.year + 1, day=min(found.day, 28)).isoformat()


def source_stands_again(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """What newer documentation has replaced, as if it still stood; and the other way round."""
    for path, node in _sources(part):
        for i, source in enumerate(node.items):
            status = trees.at(source, ("status",))
            if isinstance(status, Scalar) and status.text == "superseded":
                yield Change((*path, i, "status"), None)
            elif status is None:
                yield Change((*path, i, "status"), trees.word("superseded", source.place))


def _links(part: Written) -> Iterator[tuple[Path, Table]]:
    for path, table in trees.tables_in(part.node):
        if isinstance(table.items.get("url"), Scalar):
            yield path, table


def link_dropped(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """Where a reader could have gone on."""
    for path, _table in _links(part):
        if path and isinstance(path[-1], int):
            yield Change(path, None)
        elif part.kind == "documents":
            yield Change((*path, "url"), None)


def link_broken(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """An address that leads nowhere: a letter of how it begins, or of how it ends, is lost."""
    for path, table in _links(part):
        url = table.items["url"]
        if isinstance(url, Scalar):
            broken = url.text.replace("://", ":/", 1) if "://" in url.text else url.text[:-1]
            yield Change((*path, "url"), trees.again(url, broken))


def message_dropped(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """A message, unless another of the symptom is there wherever it is, and comes to the same."""
    for path, node in trees.matching(part.node, ("messages",)):
        items = node.items if isinstance(node, Sequence) else ()
        messages: tuple[Message, ...] = getattr(part.part, str(path[0]), ())
        for i in range(len(items)):
            others = (*messages[:i], *messages[i + 1 :])
            if not any(_says_as_much(other, messages[i]) for other in others):
                yield Change((*path, i) if len(items) > 1 else path, None)


def _says_as_much(one: Message, other: Message) -> bool:
    """Whether a message is shown, and tells the same, wherever another is."""
    return (
        other.code in (None, one.code) and one.only_with in (None, other.only_with) and one.tells == other.tells
        and all(one.must.get(language) == pattern for language, pattern in other.must.items())
        and all(any(_stands_in(short, long) for short in one.wordings()) for long in other.wordings())
    )  # fmt: skip


def _stands_in(short: str, long: str) -> bool:
    """Whether one wording is read wherever another is: it is a part of it, or the same but for spaces and signs."""
    part, whole = (" ".join(re.findall(r"\w+", wording.casefold())) for wording in (short, long))
    return f" {part} " in f" {whole} " or letters_of(short) == letters_of(long)


def code_changed(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """The next number."""
    for path, number in trees.matching(part.node, ("messages", EACH, "code", "number")):
        if isinstance(number, Scalar) and number.text.lstrip("-").isdigit():
            yield Change(path, trees.again(number, str(int(number.text) + 1)))


def told_dropped(part: Written, _: KnowledgeBase) -> Iterator[Change]:
    """A fact that a message states."""
    for path, told in trees.matching(part.node, ("messages", EACH, "tells")):
        yield from (Change((*path, name), None) for name in (told.items if isinstance(told, Table) else ()))


