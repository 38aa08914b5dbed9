"""Reads what `vocabulary.yaml` and `sentences.yaml` say: the facts, and how each reads inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from expert.facts.vocabulary import Cost, FactDefinition, Sentences, Vocabulary
from expert.foundations import nodes
from expert.foundations.nodes import Node, Table
from expert.foundations.problems import ProblemList
from expert.foundations.shapes import Written, read_part, read_table
from expert.foundations.sources import Source
from expert.foundations.texts import Text

_FACT_FORM = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_ADDS = "add_"


@dataclass(frozen=True)
class AddedToFact:
    """What a rule folder adds to a fact of the folders below it."""

    __pydantic_config__ = {"extra": "forbid"}
    add_values: Mapping[str, Text] = field(default_factory=dict)
    add_sources: tuple[Source, ...] = ()
    add_also: tuple[str, ...] = ()
    add_read_as: Mapping[str, str] = field(default_factory=dict)


def read_vocabulary(node: Node, problems: ProblemList) -> Iterator[Written]:
    """The costs, pages and facts of a `vocabulary.yaml`; problems are noted."""
    if not isinstance(node, Table) or set(node.items) - {"costs", "pages", "facts"}:
        problems.add(_NO_VOCABULARY, node.place)
        yield Written("facts", "", None, node)
        return
    if "costs" in node.items:
        for name, item in read_table(node.items["costs"], problems).items():
            yield Written("costs", name, read_part(Cost, item, problems), item)
    if "pages" in node.items:
        for name, item in read_table(node.items["pages"], problems).items():
            yield Written("pages", name, read_part(Text, item, problems), item)
    if "facts" in node.items:
        facts = node.items["facts"]
        for name, item in read_table(facts, problems).items():
            yield Written("facts", name, _read_fact(name, item, problems), item)
            if not _FACT_FORM.fullmatch(name) or name in ("all", "any", "not"):
                problems.add(_NO_FACT_NAME, nodes.place_of(facts, (name,)))


def _read_fact(name: str, node: Node, problems: ProblemList) -> FactDefinition | AddedToFact | None:
    if adds(node):
        return read_part(AddedToFact, node, problems)
    fact = read_part(FactDefinition, node, problems, {"name": name})
    if fact is not None and fact.privacy is not None and fact.personal is not None:
        problems.add(_TWICE_SAID, nodes.place_of(node, ("personal",)))
    return fact


def adds(node: Node) -> bool:
    """Whether a part only adds to one of the folders below: some of its names begin with `add_`."""
    return isinstance(node, Table) and any(name.startswith(_ADDS) for name in node.items)


def read_sentences(node: Node, problems: ProblemList) -> Iterator[Written]:
    """The sentences of a `sentences.yaml` by their facts; problems are noted."""
    for name, item in read_table(node, problems).items():
        yield Written("sentences", name, read_part(Sentences, item, problems), item)


def vocabulary_of(
    costs: Mapping[str, Cost], facts: Mapping[str, FactDefinition], sentences: Mapping[str, Sentences],
    pages: Mapping[str, Text],
) -> Vocabulary:
    """The vocabulary that costs, facts, the sentences about them and the pages where they are seen make."""
    said = {name: replace(fact, says=sentences[name]) for name, fact in facts.items() if name in sentences}
    return Vocabulary(costs, {**facts, **said}, pages)


_NO_VOCABULARY = Text(
    "a vocabulary has `costs`, `pages` and `facts`", "ett ordförråd har `costs`, `pages` och `facts`"
)
_TWICE_SAID = Text(
    "`personal` is an earlier way to say `privacy`; keep `privacy`",
    "`personal` är ett tidigare sätt att ange `privacy`; behåll `privacy`",
)
_NO_FACT_NAME = Text(
    "the name of a fact is lower case words joined by _ (and not all, any or not)",
    "ett faktums namn är gemena ord med _ emellan (och inte all, any eller not)",
)
