"""Reads the files of a rule folder, each for itself: the parts that they hold, and what is wrong with their form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from expert.facts.vocabulary_files import IN_TEXT, SENTENCES, VOCABULARY
from expert.facts.vocabulary_reading import adds, read_sentences, read_vocabulary
from expert.foundations import nodes, parsing
from expert.foundations.deadlines import look_at_the_clock
from expert.foundations.limits import LONGEST_RULE_TEXT
from expert.foundations.nodes import Node, Scalar, Table
from expert.foundations.problems import InputError, Place, ProblemList
from expert.foundations.shapes import Written, read_list, read_part, read_table
from expert.foundations.sources import Document
from expert.foundations.texts import Text
from expert.rules.equivalents import Equivalent
from expert.rules.extending import ADDITIONS, Overrides
from expert.rules.folders import EVIDENCE, FOLDERS, RuleFolder, id_in, topic_of
from expert.rules.house_rules import Citations, LinkedFrom, SwitchedOff, Term
from expert.rules.models import Escalation, FactInText, Impossible, InText, ScopeRule, Solved

ID_FORM = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True)
class ReadFolder:
    """What the files of a folder say.

    Attributes:
        folder: the folder.
        parts: what could be read, in the order of the files.
        broken: the kind and id of what could not be read; whoever refers to it makes no mistake.
        unsure: facts, documents or overrides could not be read, so that nothing can be said about who relies on them.
        evidence: what it says of kinds of evidence, as it stands there, each with the id of the kind.
    """

    folder: RuleFolder
    parts: tuple[Written, ...]
    broken: frozenset[tuple[str, str]]
    unsure: bool
    evidence: tuple[tuple[str, Node], ...] = ()

    @property
    def overrides(self) -> Written | None:
        """What the folder says it replaces; None where it says nothing of that."""
        return next((part for part in self.parts if part.kind == "overrides"), None)


def read_folder(folder: RuleFolder, problems: ProblemList) -> ReadFolder:
    """Read every file of a folder; problems are noted."""
    parts: list[Written] = []
    evidence: list[tuple[str, Node]] = []
    broken: set[tuple[str, str]] = set()
    unsure = False
    for relative, body in folder.files.items():
        look_at_the_clock()
        node = _parsed(relative, body, folder.shown[relative], problems)
        if relative.partition("/")[0] == EVIDENCE:
            evidence.extend(() if node is None else read_table(node, problems).items())
        elif node is not None:
            parts.extend(read_file(relative, node, problems))
        elif relative.partition("/")[0] in FOLDERS:
            broken.add((relative.partition("/")[0], id_in(relative)))
        else:
            unsure = True
    broken |= {(part.kind, part.id) for part in parts if part.part is None}
    unsure = unsure or any(kind in _RELIED_ON for kind, _ in broken)
    whole = tuple(part for part in parts if part.part is not None)
    return ReadFolder(folder, whole, frozenset(broken), unsure, tuple(evidence))


# Without these, what is said elsewhere would be told as wrong though it is not.
_RELIED_ON = ("facts", "documents", "overrides")


def read_file(relative: str, node: Node, problems: ProblemList) -> Iterator[Written]:
    """The parts that a file holds; problems are noted, and what could not be read is given without what it says."""
    home = relative.partition("/")[0]
    if home in FOLDERS:
        yield from _part_of(home, relative, node, problems)
    else:
        yield from _SINGLE[home if home.endswith(".yaml") else f"{home}.yaml"](node, problems)


def _parsed(relative: str, body: bytes, shown: str, problems: ProblemList) -> Node | None:
    try:
        text = parsing.decode(body, shown)
        node = parsing.parse(text, shown, as_json=parsing.is_json(relative), problems=problems)
    except InputError as error:
        problems.extend(error.problems)
        return None
    if node is not None and _has_too_long_texts(node, problems):
        return None
    if node is None:
        problems.add(Text("the file is empty", "filen är tom"), Place(shown))
    elif nodes.may_hide(text):
        nodes.refuse_unseen(node, problems)
    return node


def _has_too_long_texts(node: Node, problems: ProblemList) -> bool:
    """Whether a text or a name in a file is too long; each is noted."""
    found = False
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Table):
            names: Iterable[tuple[str, Place]] = part.keys.items()
            waiting += part.items.values()
        elif isinstance(part, Scalar):
            names = ((part.text, part.place),)
        else:
            names = ()
            waiting += part.items
        for text, place in names:
            if len(text) > LONGEST_RULE_TEXT:
                found = True
                problems.add(_TOO_LONG.format(count=len(text)), place)
    return found


_TOO_LONG = Text(
    f"this text has {{count}} characters; a text in a rule file has at most {LONGEST_RULE_TEXT}",
    f"texten har {{count}} tecken; en text i en regelfil har högst {LONGEST_RULE_TEXT}",
)


def _part_of(home: str, relative: str, node: Node, problems: ProblemList) -> Iterator[Written]:
    stem, topic = id_in(relative), topic_of(relative)
    kind = ADDITIONS[home] if home in ADDITIONS and adds(node) else FOLDERS[home]
    by_topic = topic is not None and "topic" in kind.__dataclass_fields__
    if by_topic and isinstance(node, Table) and "topic" in node.items:
        problems.add(_TOPIC_TWICE, nodes.place_of(node, ("topic",)))
    part: Any = read_part(kind, node, problems, {"topic": topic} if by_topic else None)
    if part is not None and part.id is None:
        problems.add(Text('"id" is missing', "”id” saknas"), node.place)
    elif part is not None and part.id != stem:
        problems.add(Text(f'the file is named "{stem}" but its id is "{part.id}"; they must be the same',
                          f"filen heter ”{stem}” men dess id är ”{part.id}”; de ska vara lika"),
                     nodes.place_of(node, ("id",)))
        yield Written(home, part.id, part, node)
    elif part is not None:
        if not ID_FORM.fullmatch(part.id):
            problems.add(Text(f'the id "{part.id}" must be lower case words joined by hyphens',
                              f"id:t ”{part.id}” ska vara gemena ord med bindestreck emellan"),
                         nodes.place_of(node, ("id",)))
        yield Written(home, part.id, part, node)
        return
    yield Written(home, stem, None, node)


_TOPIC_TWICE = Text("the folder that this file stands in says its topic; leave it out here",
                    "mappen som filen ligger i anger ämnet; utelämna det här")


def _documents(node: Node, problems: ProblemList) -> Iterator[Written]:
    for name, item in read_table(node, problems).items():
        yield Written("documents", name, read_part(Document, item, problems), item)


def _topics(node: Node, problems: ProblemList) -> Iterator[Written]:
    for name, item in read_table(node, problems).items():
        yield Written("topics", name, read_part(Text, item, problems), item)


def _scope(node: Node, problems: ProblemList) -> Iterator[Written]:
    yield from _listed("scope", ScopeRule, node, problems)


def _solved(node: Node, problems: ProblemList) -> Iterator[Written]:
    yield from _listed("solved", Solved, node, problems)


def _in_text(node: Node, problems: ProblemList) -> Iterator[Written]:
    for name, item in read_table(node, problems).items():
        ways = [read_part(InText, way, problems) for way in read_list(item, problems)]
        read = tuple(way for way in ways if way is not None)
        yield Written("in_text", name, FactInText.of(name, read) if len(read) == len(ways) else None, item)


def _impossible(node: Node, problems: ProblemList) -> Iterator[Written]:
    yield from _listed("impossible", Impossible, node, problems)


def _listed(name: str, kind: type[Any], node: Node, problems: ProblemList) -> Iterator[Written]:
    """The rules of a list, each with an id of its own."""
    seen: set[str] = set()
    for item in read_list(node, problems):
        part = read_part(kind, item, problems)
        if part is None:
            continue
        if part.id in seen:
            problems.add(Text(f'there is another rule "{part.id}" above; give this one an id of its own',
                              f"det finns en annan regel ”{part.id}” ovanför; ge den här ett eget id"),
                         nodes.place_of(item, ("id",)))
        seen.add(part.id)
        yield Written(name, part.id, part, item)


def _escalation(node: Node, problems: ProblemList) -> Iterator[Written]:
    kind = ADDITIONS["escalation"] if adds(node) else Escalation
    yield Written("escalation", "", read_part(kind, node, problems), node)


def _version(node: Node, problems: ProblemList) -> Iterator[Written]:
    version = node.items.get("version") if isinstance(node, Table) and set(node.items) == {"version"} else None
    if isinstance(version, Scalar) and not version.empty:
        yield Written("version", "", version.text, node)
    else:
        problems.add(Text("this file holds the `version` of the knowledge, and nothing else",
                          "den här filen anger kunskapens `version` och inget annat"), node.place)


def _overrides(node: Node, problems: ProblemList) -> Iterator[Written]:
    yield Written("overrides", "", read_part(Overrides, node, problems), node)


def _equivalents(node: Node, problems: ProblemList) -> Iterator[Written]:
    for i, item in enumerate(read_list(node, problems)):
        yield Written("mutants", str(i), read_part(Equivalent, item, problems), item)


def _glossary(node: Node, problems: ProblemList) -> Iterator[Written]:
    for name, item in read_table(node, problems).items():
        yield Written("glossary", name, read_part(Term, item, problems, {"id": name}), item)


def _citations(node: Node, problems: ProblemList) -> Iterator[Written]:
    for name, item in read_table(node, problems).items():
        yield Written("citations", name, read_part(Citations, item, problems, {"id": name}), item)


def _linked_from(node: Node, problems: ProblemList) -> Iterator[Written]:
    for address, item in read_table(node, problems).items():
        yield Written("links", address, read_part(LinkedFrom, item, problems, {"id": address}), item)


def _switched_off(node: Node, problems: ProblemList) -> Iterator[Written]:
    for i, item in enumerate(read_list(node, problems)):
        yield Written("checks", str(i), read_part(SwitchedOff, item, problems), item)


_SINGLE: Mapping[str, Callable[[Node, ProblemList], Iterator[Written]]] = {
    "documents.yaml": _documents,
    "topics.yaml": _topics,
    "scope.yaml": _scope,
    "solved.yaml": _solved,
    "impossible.yaml": _impossible,
    "escalation.yaml": _escalation,
    "knowledge.yaml": _version,
    "overrides.yaml": _overrides,
    "mutants.yaml": _equivalents,
    "glossary.yaml": _glossary,
    "checks.yaml": _switched_off,
    "citations.yaml": _citations,
    "links.yaml": _linked_from,
    VOCABULARY: read_vocabulary,
    SENTENCES: read_sentences,
    IN_TEXT: _in_text,
}
