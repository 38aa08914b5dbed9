"""Tells a fact file, well or badly written, from every other text that somebody may hand over."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from expert.facts.vocabulary import MESSAGE, PASTED
from expert.foundations import parsing
from expert.foundations.nodes import Node, Table
from expert.foundations.problems import InputError, ProblemList, nearest
from expert.foundations.records import Record

_NAME = re.compile(r"[a-z][a-z0-9_]*")
# A line that gives something a value, also as an item of a list, in quotes, or without the space that YAML asks for.
_LINE = re.compile(
    r"""(?P<item>-[ ]+)?(["']?)(?P<name>[^\s:="']+)\2\s*(?:(?P<spaced>:(?=\s|$))|[:=])\s*(?P<value>\S?)"""
)
_BETWEEN_DOCUMENTS = re.compile(r"---(?=\s|$)|\.\.\.\s*$|%YAML\b")
# A string that nothing ends goes to the end of the text, and a name begins where no letter stands before it: so each
# character is looked at once.
_IN_BRACES = re.compile(
    r'''"((?:[^"\\]|\\.)*+)(?:"(?=\s*(:?))|\Z)|(?<![\w-])([A-Za-z_][\w-]*+)(?=\s*:)|([{\[])|([}\]])''', re.DOTALL
)
# By so much of a text it is known what it is: characters in braces, entries.
_MOST_BRACED = 20_000
_MOST_ENTRIES = 300
_LONGEST_NAME = 40
_LIKE_A_FACT = 0.75


@dataclass(frozen=True, eq=False, repr=False)
class _Entry(Record):
    """Something in a text that is written as a fact is, or a line that is not.

    Attributes:
        name: the name before the colon; None where there is none.
        holds_facts: whether further names stand under it, of which one is a fact's.
        flat: whether it has a value, and not further names.
        proper: whether it is written with a colon and a space, and not as an item of a list.
        valued: whether its value begins on the same line.
    """

    name: str | None
    holds_facts: bool = False
    flat: bool = True
    proper: bool = True
    valued: bool = True


def is_fact_file(
    text: str, file: str, facts: Collection[str], called: Callable[[str], str | None] = lambda name: None
) -> bool:
    """Whether a text is meant as a fact file: it is one, or so nearly one that its mistakes are worth telling.

    A fact file gives names of facts their values. What counts of a text are its entries: in YAML and JSON that can be
    read, the names on the outermost level; else its lines that are not set in, or what stands in its outermost braces.
    An entry is *meant* as a fact if its name is that of one, or in lower case and very like it (`plattform`), or if
    facts stand set in under it. What people write for a fact (`os`) is meant as one in a file whose name ends in
    `.yaml` or `.yml`; elsewhere, where logs and mails have such words too, only if every line gives some fact, and one
    more than the message. The text is a fact file if one of these holds, and else it is a text:

    1. There is nothing in it but comments: it is an empty fact file.
    2. The file's name ends in `.yaml` or `.yml`, and all entries are names in lower case (letters, digits, `_`).
       There, names in capitals are meant as facts too, but `Error` alone is not.
    3. It is written in lines, and its first entry is meant as a fact; or all are names in lower case, and one is
       meant; or more than half of them are meant. So a mail is a text, though it may say `platform: ios` somewhere.
    4. It is written in braces, and at least half of its entries are meant. So the answer of a service is a text.

    The name `error` alone makes no fact file by 3 and 4 where other entries stand beside it, for logs and the answers
    of services have it too; and nothing is lost then, as all of the text becomes that fact. It does where it is the
    first in a file that ends in `.yaml` or `.yml`.

    Args:
        text: what was handed over.
        file: its name; of a text without one, anything that has no such ending.
        facts: the names of all facts.
        called: the fact that people write a name for, if it is one of these.
    """
    text = text.translate(PASTED).lstrip("\ufeff")
    braced = text.lstrip().startswith("{")
    in_yaml = PurePath(file).suffix.lower() in (".yaml", ".yml")
    entries = list(_in_braces(text) if braced else islice(_in_lines(text), _MOST_ENTRIES))
    if not braced and all(entry.name in facts and entry.proper and entry.valued for entry in entries):
        return True  # nothing to be worked out: no entry at all, or each line begins with a fact
    node = _parsed(text, file)
    if isinstance(node, Table):
        if not node.items:
            return True
        entries = [_entry(name, value, facts) for name, value in islice(node.items.items(), _MOST_ENTRIES)]
    elif braced and node is not None:
        return False
    meant = _Meant(facts, in_yaml, called)
    if in_yaml and all(meant.is_name(entry) and entry.proper for entry in entries):
        return True
    return (not braced and meant.as_nothing_but_facts(entries)) or _is_meant(entries, meant, braced)


def _is_meant(entries: list[_Entry], meant: _Meant, braced: bool) -> bool:
    """Whether so much of a text is meant as facts that all of it is."""
    counted = [entry for entry in entries if meant.as_fact(entry)]
    if all(meant.as_message(entry) for entry in counted):
        alone = len(entries) == 1 and meant.is_name(entries[0])
        return bool(counted) and (alone or (meant.in_yaml and entries[0].name == MESSAGE))
    if braced:
        return 2 * len(counted) >= len(entries)
    if all(map(meant.is_name, entries)):
        return True
    return meant.as_fact(entries[0]) or 2 * len(counted) > len(entries)


class _Meant:
    """What is meant as a fact. A text repeats its names, and to compare one with all facts takes a while."""

    def __init__(self, facts: Collection[str], in_yaml: bool, called: Callable[[str], str | None]) -> None:
        self.in_yaml = in_yaml
        self._facts = facts
        self._called = called
        self._known: dict[str, str | None] = {}

    def is_name(self, entry: _Entry) -> bool:
        """Whether an entry has a name as facts have: in lower case, or what people write for one, in lower case too."""
        name = entry.name
        return name is not None and (
            _NAME.fullmatch(name) is not None or (name == name.lower() and self._called(name) is not None)
        )

    def as_nothing_but_facts(self, entries: list[_Entry]) -> bool:
        """Whether every entry gives a fact, under its own name or one that people write for it, and not only messages.

        A message is what logs give under the same names.
        """
        names = [
            self._called(entry.name) if entry.name == entry.name.lower() else None
            for entry in entries if entry.name is not None and entry.flat and entry.proper
        ]  # fmt: skip
        return len(names) == len(entries) and None not in names and any(name != MESSAGE for name in names)

    def as_fact(self, entry: _Entry) -> bool:
        """Whether an entry is meant as a fact."""
        if entry.holds_facts:
            return True
        fact = self._fact(entry.name or "")
        # `error:0A000086:SSL routines` is what a machine writes.
        return fact is not None and entry.flat and (entry.proper or (fact == entry.name and fact != MESSAGE))

    def as_message(self, entry: _Entry) -> bool:
        """Whether the fact that is meant is the message."""
        return not entry.holds_facts and self._fact(entry.name or "") == MESSAGE

    def _fact(self, name: str) -> str | None:
        if name in self._facts:
            return name
        if self.in_yaml:
            called = self._called(name)
            if called is not None:
                return called
            name = name.casefold()
        if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
            return None
        if name not in self._known:
            self._known[name] = nearest(name, self._facts, _LIKE_A_FACT)
        return self._known[name]


def _parsed(text: str, file: str) -> Node | None:
    try:
        return parsing.parse(text, file, as_json=parsing.is_json(file), problems=ProblemList())
    except InputError:
        return None


def _entry(name: str, value: Node, facts: Collection[str]) -> _Entry:
    if not isinstance(value, Table):
        return _Entry(name)
    return _Entry(name, holds_facts=any(inner in facts for inner in value.items), flat=False)


def _in_lines(text: str) -> Iterator[_Entry]:
    """The lines of a text that are not set in further than its first."""
    margin = None
    for line in _lines(text):
        stripped = line.lstrip(" ")
        if not stripped.strip() or stripped.startswith("#") or _BETWEEN_DOCUMENTS.match(line):
            continue
        margin = len(line) - len(stripped) if margin is None else margin
        if len(line) - len(stripped) <= margin:
            found = _LINE.match(stripped)
            yield _Entry(None) if found is None else _Entry(
                found["name"], proper=bool(found["spaced"] and not found["item"]), valued=bool(found["value"])
            )


def _lines(text: str) -> Iterable[str]:
    """The lines, one after the other, for of a long text the first will do."""
    return (found[0] for found in re.finditer(r"[^\r\n]+", text))


def _in_braces(text: str) -> Iterator[_Entry]:
    """The names in the outermost braces of a text that is nearly JSON, or YAML in braces."""
    depth = 0
    for found in _IN_BRACES.finditer(text[:_MOST_BRACED]):
        quoted, colon, plain, opened, closed = found.groups()
        depth += bool(opened) - bool(closed)
        if depth == 1 and (plain or colon):
            yield _Entry(plain or quoted)
