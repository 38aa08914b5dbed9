"""The vocabulary that comes with the product, from its compiled copy or its two files."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

from expert.facts.vocabulary import Cost, FactDefinition, Sentences, Vocabulary
from expert.foundations import content, parsing
from expert.foundations.compiled import Section, section
from expert.foundations.problems import UNREADABLE, InputError, Place, Problem, ProblemList, why_not
from expert.foundations.sources import Source
from expert.foundations.texts import Text

VOCABULARY, SENTENCES, IN_TEXT = "vocabulary.yaml", "sentences.yaml", "in_text.yaml"
SECTION = "vocabulary"
_FILES = (VOCABULARY, SENTENCES, IN_TEXT)

_TABLES = ("costs", "pages", "facts")
KINDS: tuple[type[Any], ...] = (Cost, FactDefinition, Sentences, Source, Text)


@cache
def shipped_vocabulary() -> Vocabulary:
    """The vocabulary that comes with the product; read once in a process.

    Raises:
        InputError: something in its files is wrong.
    """
    compiled = section(SECTION, lambda: content.digest_of(shipped_files()), KINDS, _TABLES)
    if compiled is not None:
        return Vocabulary(compiled.tables["costs"], compiled.tables["facts"], compiled.tables["pages"])
    # Only now: from the compiled copy nothing has to be read.
    from expert.facts.vocabulary_reading import read_sentences, read_vocabulary, vocabulary_of
    from expert.foundations.nodes import may_hide, refuse_unseen

    files = shipped_files()
    problems = ProblemList()
    parts: dict[str, dict[str, Any]] = {"costs": {}, "pages": {}, "facts": {}, "sentences": {}}
    for name, body in files.items():
        home, shown = f"{name.partition('/')[0].removesuffix('.yaml')}.yaml", shown_name(name)
        read = {VOCABULARY: read_vocabulary, SENTENCES: read_sentences}.get(home)
        text = parsing.decode(body, shown)
        node = None if read is None else parsing.parse(text, shown, problems=problems)
        if node is not None and may_hide(text):
            refuse_unseen(node, problems)
        for part in () if node is None or read is None else read(node, problems):
            parts[part.kind][part.id] = part.part
    problems.raise_if_any()
    return vocabulary_of(parts["costs"], parts["facts"], parts["sentences"], parts["pages"])


def section_of(vocabulary: Vocabulary) -> Section:
    """The shipped vocabulary as it stands in the compiled copy."""
    tables = {"costs": vocabulary.costs, "pages": vocabulary.pages, "facts": vocabulary.facts}
    return Section(content.digest_of(shipped_files()), shipped_sources(), tables, {})


def shipped_sources() -> tuple[str, ...]:
    """What the vocabulary stands in, as the compiled copy calls it: each file, and the folder of more of its kind."""
    names = [part for file in _FILES for part in (file, file.removesuffix(".yaml"))]
    return tuple(f"facts/{name}" for name in names if content.bundled("facts", name).exists())


def shipped_files() -> dict[str, bytes]:
    """The bytes of the shipped files of the vocabulary by their names; first the file of a kind, then its folder.

    Raises:
        InputError: one cannot be read.
    """
    found: dict[str, bytes] = {}
    for name in _FILES:
        folder = content.bundled("facts", name.removesuffix(".yaml"))
        within = _yaml_files_in(folder) if folder.is_dir() else []
        for file in (name, *within):
            found[file] = parsing.read_bytes(content.bundled("facts", file), shown_name(file))
    return found


def _yaml_files_in(folder: Path) -> list[str]:
    try:
        return sorted(f"{folder.name}/{name}" for name in os.listdir(folder) if name.lower().endswith(".yaml"))
    except OSError as error:
        place = Place(shown_name(folder.name))
        raise InputError([Problem(UNREADABLE.format(reason=why_not(error)), place)]) from None


def shown_name(name: str) -> str:
    """What to call a shipped file of the vocabulary in messages."""
    return f"facts/{name}"
