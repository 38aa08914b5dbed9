"""The vocabulary that comes with the product, from its compiled copy or its two files."""

from __future__ import annotations

from functools import cache
from typing import Any

from expert.facts.vocabulary import Cost, FactDefinition, Sentences, Vocabulary
from expert.foundations import content, parsing
from expert.foundations.compiled import Section, section
from expert.foundations.problems import ProblemList
from expert.foundations.sources import Source
from expert.foundations.texts import Text

VOCABULARY, SENTENCES, IN_TEXT = "vocabulary.yaml", "sentences.yaml", "in_text.yaml"
SECTION = "vocabulary"
SOURCES = ("facts/vocabulary.yaml", "facts/sentences.yaml", "facts/in_text.yaml")
"""What the vocabulary is called in the compiled copy."""

KINDS: tuple[type[Any], ...] = (Cost, FactDefinition, Sentences, Source, Text)


@cache
def shipped_vocabulary() -> Vocabulary:
    """The vocabulary that comes with the product; read once in a process.

    Raises:
        InputError: something in its files is wrong.
    """
    compiled = section(SECTION, lambda: content.digest_of(shipped_files()), KINDS)
    if compiled is not None:
        return Vocabulary(compiled.tables["costs"], compiled.tables["facts"])
    # Only now: from the compiled copy nothing has to be read.
    from expert.facts.vocabulary_reading import read_sentences, read_vocabulary, vocabulary_of

    files = shipped_files()
    problems = ProblemList()
    parts: dict[str, dict[str, Any]] = {"costs": {}, "facts": {}, "sentences": {}}
    for name, read in ((VOCABULARY, read_vocabulary), (SENTENCES, read_sentences)):
        shown = shown_name(name)
        node = parsing.parse(parsing.decode(files[name], shown), shown, problems=problems)
        for part in () if node is None else read(node, problems):
            parts[part.kind][part.id] = part.part
    problems.raise_if_any()
    return vocabulary_of(parts["costs"], parts["facts"], parts["sentences"])


def section_of(vocabulary: Vocabulary) -> Section:
    """The shipped vocabulary as it stands in the compiled copy."""
    tables = {"costs": vocabulary.costs, "facts": vocabulary.facts}
    return Section(content.digest_of(shipped_files()), SOURCES, tables, {})


def shipped_files() -> dict[str, bytes]:
    """The bytes of the shipped files of the vocabulary by their names.

    Raises:
        InputError: one cannot be read.
    """
    return {
        name: parsing.read_bytes(content.bundled("facts", name), shown_name(name))
        for name in (VOCABULARY, SENTENCES, IN_TEXT)
    }


def shown_name(name: str) -> str:
    """What to call a shipped file of the vocabulary in messages."""
    return f"facts/{name}"
