"""The knowledge as its files say it, read by somebody who knows only how they are documented.

Nothing of the product is used here: the files are read as YAML, every value as the letters that were typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Data = dict[str, Any]
"""What one entry of a rule file says, as plain tables, lists and letters."""

_LETTERS: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads every value as it is typed; libyaml takes some question marks that PyYAML's own reader refuses."""

_YES = frozenset(("true", "yes", "on", "ja", "sant"))


@dataclass(frozen=True)
class Written:
    """A knowledge base, as it is written.

    Attributes:
        facts: the vocabulary, by the names of the facts.
        symptoms: by id, and so the others; what is retired is left out.
        impossible: the entries of `impossible.yaml`.
        scope: those of `scope.yaml`.
        solved: those of `solved.yaml`.
    """

    facts: Mapping[str, Data]
    symptoms: Mapping[str, Data]
    causes: Mapping[str, Data]
    derivations: Mapping[str, Data]
    impossible: tuple[Data, ...]
    scope: tuple[Data, ...]
    solved: tuple[Data, ...]

    @classmethod
    def read(cls, rules: Path, facts: Path) -> Written:
        """Read the rules in one folder, and the vocabulary in another (or the same).

        Raises:
            ValueError: there are no rules in the folder, or no facts.
        """
        vocabulary: dict[str, Data] = {}
        for data in _documents(facts, "vocabulary"):
            vocabulary.update(data.get("facts", {}))
        written = cls(
            facts=vocabulary,
            symptoms=_by_id(rules / "symptoms"),
            causes=_by_id(rules / "causes"),
            derivations=_by_id(rules / "derivations"),
            impossible=_entries(rules, "impossible"),
            scope=_entries(rules, "scope"),
            solved=_entries(rules, "solved"),
        )
        if not (written.facts and written.symptoms and written.causes):
            raise ValueError(f"no rules in {rules}, or no facts in {facts}")
        return written

    def value(self, fact: str, typed: object) -> bool | int | str:
        """A value of a fact: yes or no, a whole number, a date as a number (20260331), or letters.

        Args:
            fact: its name.
            typed: the letters, or what stands for them where they come from a program.
        """
        kind, text = self.facts[fact]["type"], str(typed).strip()
        if kind == "yes_no":
            return is_true(text)
        if kind == "number":
            return int(text)
        if kind == "date":
            return int(text.replace("-", ""))
        return text


def links(cause: Data) -> Iterator[tuple[str, bool]]:
    """The symptoms that a cause explains, and whether their message names it."""
    for entry in cause["explains"]:
        if isinstance(entry, str):
            yield entry, False
        else:
            yield entry["symptom"], is_true(entry.get("named"))


def is_true(typed: object) -> bool:
    """Whether letters say yes; what is left out does not."""
    return str(typed).strip().casefold() in _YES


def _by_id(folder: Path) -> dict[str, Data]:
    files = sorted(folder.rglob("*.yaml"))
    read = [_read(file) for file in files]
    return {data["id"]: data for data in sorted(read, key=lambda d: str(d["id"])) if data.get("status") != "retired"}


def _entries(folder: Path, name: str) -> tuple[Data, ...]:
    return tuple(entry for document in _documents(folder, name) for entry in document)


def _documents(folder: Path, name: str) -> Iterator[Any]:
    """What stands in one file, or divided into the files of a folder of its name."""
    for file in (folder / f"{name}.yaml", *sorted((folder / name).rglob("*.yaml"))):
        if file.is_file() and (data := _read(file)):
            yield data


def _read(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_LETTERS)
