"""A result as it may leave the company: aliases stand for what identifies somebody, the same for the same thing.

Each different entry of a column is masked once. A column that is no fact may hold anything, so all of it is masked, as
values of facts are that give somebody away, and what cannot be a value; of messages, what a pattern knows is, with what
the row's own masked columns say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from expert.facts.vocabulary import MESSAGE, WrongValue
from expert.fleets.exports import DEVICE, DIFFERING, SOURCE, TAKEN, USER
from expert.fleets.framing import PROBLEM, RESULT
from expert.fleets.sql import answer, named, quoted
from expert.fleets.staging import ROW, Refused
from expert.foundations.terms import Redaction
from expert.foundations.texts import Language, Text
from expert.redacting.patterns import Family
from expert.rules.knowledge import KnowledgeBase

_LEFT_ALONE = frozenset((ROW, TAKEN, DIFFERING, *RESULT)) - {PROBLEM}
_SHORTEST_KNOWN, _SHORTEST_NUMBER = 2, 4
_BETWEEN, _WITHIN = "\x1e", "\x1f"
_FAMILIES: Mapping[str, Family] = {DEVICE: "device", USER: "user"}


class Redacting(Protocol):
    """What gives aliases: a `Redactor`."""

    level: Redaction

    def hides(self, fact: str) -> bool:
        """Whether all values of a fact are masked, or of whatever is called so and is no fact."""

    def text(self, text: str) -> Text:
        """A text with aliases."""

    def value_of(self, fact: str, value: Any) -> Text:
        """The alias of a value."""

    def alias(self, family: Family, thing: str) -> Text:
        """What stands for a thing."""


class Masking:
    """Masks a result.

    Args:
        connection: one of DuckDB, with the view `result`.
        knowledge: the facts there are.
        by: what gives aliases.
        folder: where what is written for a while is written.
        language: the language of aliases.
    """

    def __init__(
        self, connection: Any, knowledge: KnowledgeBase, by: Redacting, folder: Path, language: Language
    ) -> None:
        self._connection, self._knowledge, self._by = connection, knowledge, by
        self._folder, self._language = folder, language
        described = answer(connection, "DESCRIBE result")
        self._columns = {str(name): str(kind) for name, kind, *_ in described}

    def make_view(self, name: str) -> None:
        """Make a view of the result as it may leave.

        Args:
            name: what it is called.
        """
        hidden = [column for column in self._columns if column not in _LEFT_ALONE and self._is_hidden(column)]
        joins, said = [], []
        for number, (column, kind) in enumerate(self._columns.items()):
            if column in _LEFT_ALONE or (column not in hidden and kind != "VARCHAR"):
                said.append(f"rows.{named(column)}")
                continue
            beside = self._known_in(column, hidden) if column in (MESSAGE, PROBLEM) else "''"
            self._mask(number, column, beside, hidden)
            joins.append(
                f"LEFT JOIN masked_{number} ON masked_{number}.raw = rows.{named(column)}::VARCHAR "
                f"AND masked_{number}.beside = {beside}"
            )
            said.append(f"masked_{number}.alias AS {named(column)}")
        query = f"SELECT {', '.join(said)} FROM result AS rows {' '.join(joins)}"
        answer(self._connection, f"CREATE OR REPLACE TEMP VIEW {named(name)} AS {query}")

    def refused(self, parts: Iterable[Refused]) -> list[Refused]:
        """Parts of files that are no rows, as they may leave; a line may hold anything in any place."""
        return [
            Refused(
                one.column, self._source(one.said) if one.column == SOURCE else self._alias(one.column, one.said),
                self._text(one.reason),
            )
            for one in parts
        ]  # fmt: skip

    def _is_hidden(self, column: str) -> bool:
        return column in _FAMILIES or column == SOURCE or (column not in (MESSAGE, PROBLEM) and self._by.hides(column))

    def _text(self, text: str) -> str:
        return self._by.text(text).in_(self._language)

    def _mask(self, number: int, column: str, beside: str, hidden: Sequence[str]) -> None:
        """Make a table of all entries of a column with what stands for each."""
        rows = answer(
            self._connection,
            f"SELECT {named(column)}::VARCHAR, {beside} AS beside FROM result AS rows "
            f"WHERE {named(column)} IS NOT NULL GROUP BY ALL ORDER BY min({named(ROW)})",
        )
        path = self._folder / f"masked-{number}.jsonl"
        masked = self._mask_of(column, hidden)
        with path.open("w", encoding="utf-8") as stream:
            for raw, known in rows:
                entry = {"raw": raw, "beside": known, "alias": masked(raw, known)}
                stream.write(json.dumps(entry) + "\n")
        columns = "{raw: 'VARCHAR', beside: 'VARCHAR', alias: 'VARCHAR'}"
        source = f"read_json({quoted(path.as_posix())}, columns = {columns}, format = 'newline_delimited')"
        answer(self._connection, f"CREATE OR REPLACE TEMP TABLE masked_{number} AS SELECT * FROM {source}")

    def _mask_of(self, column: str, hidden: Sequence[str]) -> Callable[[str, str], str]:
        """What masks an entry of a column."""
        if column == SOURCE:
            return lambda raw, known: self._source(raw)
        if column in hidden:
            return lambda raw, known: self._alias(column, raw)
        if column in self._knowledge.vocabulary and column != MESSAGE:
            return lambda raw, known: self._open(column, raw)
        return lambda raw, known: self._text(self._without_known(raw, known, hidden))

    def _alias(self, column: str, raw: str) -> str:
        """What stands for an entry that is masked as a whole; of several names, the one that people use first."""
        if not raw.strip():
            return raw
        family = _FAMILIES.get(column)
        alias = self._by.value_of(column, raw) if family is None else self._by.alias(family, raw.split()[0])
        return alias.in_(self._language)

    def _open(self, fact: str, raw: str) -> str:
        """An entry of a fact that gives nobody away; what cannot be its value may be anything."""
        if not raw.strip():
            return raw
        try:
            self._knowledge.vocabulary[fact].read(raw)
        except WrongValue:
            return self._by.value_of(fact, raw).in_(self._language)
        return self._text(raw)

    def _source(self, raw: str) -> str:
        file, colon, place = raw.rpartition(":")
        return self._by.alias("file", file or raw).in_(self._language) + (colon + place if file else "")

    def _known_in(self, column: str, hidden: Sequence[str]) -> str:
        """SQL for what the masked columns of a row say that stands in its message as well, each with its column."""
        found = []
        for number, other in enumerate(hidden):
            words = f"string_split(rows.{named(other)}, ' ')" if other in _FAMILIES else (
                f"[rows.{named(other)}::VARCHAR]"
            )
            found.append(
                f"list_transform(list_filter({words}, lambda word: length(word) >= {_SHORTEST_KNOWN} AND "
                f"contains(lower(rows.{named(column)}), lower(word))), "
                f"lambda word: concat_ws(chr({ord(_WITHIN)}), '{number}', rows.{named(other)}::VARCHAR, word))"
            )
        if not found:
            return "''"
        lists = ", ".join(f"coalesce({one}, [])" for one in found)
        return f"array_to_string(flatten([{lists}]), chr({ord(_BETWEEN)}))"

    def _without_known(self, text: str, known: str, hidden: Sequence[str]) -> str:
        """A text with aliases for what the masked columns of its row say."""
        for entry in sorted(filter(None, known.split(_BETWEEN)), key=lambda one: -len(one.rpartition(_WITHIN)[2])):
            number, raw, word = entry.split(_WITHIN)
            if not word.isdecimal() or len(word) >= _SHORTEST_NUMBER:
                alias = self._alias(hidden[int(number)], raw).replace("\\", r"\\")
                text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", alias, text, flags=re.IGNORECASE)
        return text
