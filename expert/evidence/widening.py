"""The kinds of evidence that a knowledge base knows: the shipped ones, and what rule folders add in `evidence/*.yaml`.

A kind with an id of its own is a further one, tried after those that are there. Of a kind that is there, a folder says
only what it has besides: statements, ways to know it, names of columns, texts, notes, and fields that are not kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from expert.evidence.mapping import (
    DOCUMENTS,
    Mappings,
    kind_of,
    require_named,
    shipped_kinds,
    shipped_mappings,
    with_likes,
)
from expert.foundations import content
from expert.foundations.problems import Place, ProblemList, did_you_mean
from expert.foundations.shapes import read_file_table, read_part
from expert.foundations.sources import Document, Source
from expert.foundations.texts import Text
from expert.rules.knowledge import KnowledgeBase


def mappings_of(knowledge: KnowledgeBase) -> Mappings:
    """What objects say, by a knowledge base; read once for each.

    Raises:
        InputError: something in the files of its rule folders is wrong; everything is listed, with file and line.
    """
    return knowledge.attach(_laid_over) if knowledge.evidence else shipped_mappings()


def documents_known(knowledge: KnowledgeBase) -> Mapping[str, Document]:
    """The documents that statements may be taken from: those of evidence, and those of the rules.

    Raises:
        InputError: something in the file of the first is wrong.
    """
    file = content.bundled("facts", "evidence", DOCUMENTS)
    return {**(_documents_in(file) if file.exists() else {}), **knowledge.documents}


@cache
def _documents_in(file: Path) -> Mapping[str, Document]:
    problems = ProblemList()
    entries = read_file_table(file, f"facts/evidence/{DOCUMENTS}", problems)
    found = {name: read_part(Document, item, problems) for name, item in entries.items()}
    problems.raise_if_any()
    return {name: document for name, document in found.items() if document is not None}


def _laid_over(knowledge: KnowledgeBase) -> Mappings:
    problems, documents = ProblemList(), documents_known(knowledge)
    kinds, places = dict(shipped_kinds()), dict[str, Place]()
    broken = set[str]()
    for name, node in knowledge.evidence:
        below = kinds.get(name)
        kind = None if name in broken else kind_of(name, node, knowledge.vocabulary, problems, below)
        if kind is None:
            broken.add(name)
            continue
        own = kind.statements[len(below.statements) if below is not None else 0 :]
        sources = (*(source for one in own for source in one.sources), *(kind.sources if below is None else ()))
        _require_documents(sources, documents, node.place, problems)
        kinds[name], places[name] = kind, node.place
    if not broken:
        require_named(kinds, places, problems)
    problems.raise_if_any()
    return Mappings(with_likes(kinds), shipped_mappings().phases)


def _require_documents(
    sources: Iterable[Source], documents: Mapping[str, Document], place: Place, problems: ProblemList
) -> None:
    for source in sources:
        if source.document not in documents:
            hint = did_you_mean(source.document, documents)
            problems.add(_NO_DOCUMENT.format(name=source.document, hint=hint), place)


_NO_DOCUMENT = Text(
    'there is no document "{name}"{hint}; name it in the documents.yaml of the rule folder',
    "det finns inget dokument ”{name}”{hint}; ange det i regelmappens documents.yaml",
)
