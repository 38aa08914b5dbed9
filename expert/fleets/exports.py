"""Exports as the rows of a fleet: those that a reader of evidence knows, a row for each that they speak of.

A row has the facts that the mappings of `facts/evidence` see in what is said of it, with those of the organization.
Where its files say different things of a fact and neither is newer, the fact is not known, and `differing` names it.
What is known of the organization also completes tables of facts: what stands in a row counts before it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from expert.evidence import csv_reader
from expert.evidence.decoding import beginning
from expert.evidence.each import Everyone, One
from expert.evidence.mapping import shipped_mappings
from expert.evidence.objects import Understanding
from expert.evidence.reading import reader_at
from expert.evidence.sources import Source, sources_in
from expert.evidence.subjects import About
from expert.evidence.table_rows import table_in
from expert.evidence.things import Thing
from expert.facts.case import Case
from expert.facts.vocabulary import DAY, MESSAGE, Value, WrongValue
from expert.facts.writer import as_json
from expert.fleets.sql import answer, named, quoted
from expert.foundations.kept import cached_property
from expert.foundations.problems import InputError
from expert.foundations.texts import Language, Text, in_digits
from expert.rules.knowledge import KnowledgeBase

DEVICE, USER, SOURCE, TAKEN, DIFFERING = COLUMNS = ("device", "user", "source", "taken", "differing")
"""What a row of an export has beside facts: the names of the device and of the user, where they stand, when that was
so, and the facts of which its files say different things."""

_TABLES, _LINES, _COLUMNS_OF_DATA = (".csv", ".tsv"), (".jsonl", ".ndjson"), (".parquet", ".pq", ".txt")
_TOLD_EACH = 20_000


def is_export(path: Path, knowledge: KnowledgeBase) -> bool:
    """Whether a file or folder is an export that a reader knows, and no table whose columns are facts.

    Args:
        path: the file or folder.
        knowledge: the facts there are.

    Raises:
        InputError: it cannot be read.
    """
    ending = path.suffix.lower()
    if path.is_dir():
        return True
    if ending in _COLUMNS_OF_DATA:
        return False
    if ending in _TABLES:
        head = "".join(beginning(source.head()) for source in sources_in(path))
        return csv_reader.is_known(table_in(head).columns, _understanding(knowledge))
    if ending in (*_LINES, ".json"):
        first = next(_objects_on_lines(path), None)
        if first is not None and not first.keys().isdisjoint(knowledge.vocabulary.facts):
            return _is_known(first, knowledge)
        return ending == ".json" or (first is not None and _is_known(first, knowledge))
    return reader_at(path) is not None


def _objects_on_lines(path: Path) -> Iterator[Mapping[str, Any]]:
    """The objects that stand on a line each at the beginning of a file."""
    for source in sources_in(path):
        for line in beginning(source.head()).splitlines():
            try:
                found = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(found, Mapping):
                yield found


def _is_known(fields: Mapping[str, Any], knowledge: KnowledgeBase) -> bool:
    """Whether an object is one that the mappings know, or wraps others."""
    return "value" in fields or _understanding(knowledge).kind_of(Thing(fields, "")) is not None


def _understanding(knowledge: KnowledgeBase) -> Understanding:
    return Understanding(shipped_mappings(), knowledge.vocabulary, About.of())


class Exports:
    """The exports of a fleet, and what is known beside; read when they are first needed.

    Args:
        rows: the exports whose devices and users become rows.
        beside: what else is known, such as of the organization.
        knowledge: the knowledge base.
        today: the day on which all of it is judged.
        tell: is told how far it is.
    """

    def __init__(
        self, rows: Iterable[Path], beside: Iterable[Path], knowledge: KnowledgeBase, today: date,
        tell: Callable[[Text], None],
    ) -> None:  # fmt: skip
        self.paths, self._beside = tuple(rows), tuple(beside)
        self._knowledge, self._today, self._tell = knowledge, today, tell

    def __bool__(self) -> bool:
        return bool(self.paths or self._beside)

    @cached_property
    def _everyone(self) -> Everyone:
        self._tell(_READING)
        broken: list[InputError] = []
        return Everyone(
            _sources(self.paths), _sources(self._beside), self._knowledge.vocabulary, observed_on=self._today,
            symptoms=self._knowledge.symptoms.values(), problems=broken,
        )  # fmt: skip

    def write(self, target: Path, language: Language) -> tuple[list[str], list[tuple[str, str]]]:
        """Write the rows as JSON lines.

        Args:
            target: the file.
            language: the language of what is told of what could not be read.

        Returns:
            The columns that any row has; and what could not be read, each with why.
        """
        columns: dict[str, None] = {}
        with target.open("w", encoding="utf-8", errors="replace") as stream:
            for number, one in enumerate(self._everyone.each(), start=1):
                row = _row(one)
                columns.update(dict.fromkeys(row))
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
                if number % _TOLD_EACH == 0:
                    self._tell(_ROWS.format(rows=in_digits(number)))
        order = (*COLUMNS, *self._knowledge.vocabulary.facts)
        lost = [(str(unread.place), unread.why.in_(language)) for unread in self._everyone.lost()]
        return [name for name in order if name in columns], lost

    def of_all(self, day: date | None) -> Case:
        """What is known of the organization, on a day; on that of the evidence where none is named."""
        return self._everyone.of_all(day).case(messages=False)

    def completed(self, connection: Any, table: Path, target: Path) -> None:
        """Write a table of facts with what is known of the organization, on the day that each row names.

        Args:
            connection: one of DuckDB.
            table: the table, as Parquet.
            target: where the table goes, as Parquet.
        """
        source = f"read_parquet({quoted(table.as_posix())})"
        there = {str(name): str(kind) for name, kind, *_ in answer(connection, f"DESCRIBE SELECT * FROM {source}")}
        days = self._days(connection, source) if DAY in there else {None: None}
        known = {raw: _but_texts(self.of_all(day)) for raw, day in days.items()}
        facts = [name for name in self._knowledge.vocabulary.facts if any(name in found for found in known.values())]
        columns = [f"rows.{named(name)}" for name in there if name not in facts]
        columns += [f"{_completed(name, there)} AS {named(name)}" for name in facts]
        differing = [said for name in facts for said in self._differing(connection, source, name, there, known)]
        columns.append(f"{_listed(differing)} AS {named(DIFFERING)}")
        beside = ", ".join(
            f"({', '.join([_literal(raw), *(_literal(_said(found.get(name))) for name in facts)])})"
            for raw, found in known.items()
        )
        names = ", ".join(["day", *map(_of_all, facts)])
        by = f"rows.{named(DAY)}::VARCHAR IS NOT DISTINCT FROM known.day" if DAY in there else "true"
        numbered = f"SELECT *, row_number() OVER () AS __place FROM {source}"
        query = (
            f"SELECT {', '.join(columns)} FROM ({numbered}) AS rows "
            f"LEFT JOIN (VALUES {beside}) AS known({names}) ON {by} ORDER BY rows.__place"
        )
        answer(connection, f"COPY ({query}) TO {quoted(target.as_posix())} (FORMAT parquet)")

    def _days(self, connection: Any, source: str) -> dict[str | None, date | None]:
        """The days that rows name, as they name them; what is no day is set aside later."""
        found: dict[str | None, date | None] = {None: None}
        for (raw,) in answer(connection, f"SELECT DISTINCT {named(DAY)}::VARCHAR FROM {source}"):
            value = self._read(DAY, raw)
            found[raw] = value if isinstance(value, date) else None
        return found

    def _read(self, fact: str, raw: str | None) -> object:
        """What an entry of a table stands for; None where it is empty, or nothing that can be."""
        try:
            return self._knowledge.vocabulary[fact].read(raw) if raw is not None and raw.strip() else None
        except WrongValue:
            return None

    def _differing(
        self, connection: Any, source: str, fact: str, there: Mapping[str, str], known: Mapping[Any, Mapping[str, Any]]
    ) -> Iterator[str]:
        """The name of a fact where a row says otherwise than what is known of all."""
        if fact not in there:
            return
        entries = [raw for (raw,) in answer(connection, f"SELECT DISTINCT {named(fact)}::VARCHAR FROM {source}")]
        for value in dict.fromkeys(found[fact] for found in known.values() if fact in found):
            same = ", ".join(quoted(raw) for raw in entries if raw is not None and self._read(fact, raw) == value)
            other = f" AND {_entry(fact)}::VARCHAR NOT IN ({same})" if same else f" AND {_entry(fact)} IS NOT NULL"
            is_known = f"known.{_of_all(fact)} = {quoted(_said(value) or '')}"
            yield f"CASE WHEN {is_known}{other} THEN {quoted(fact)} END"


def _sources(paths: Iterable[Path]) -> Iterator[Source]:
    return (source for path in paths for source in sources_in(path))


def _row(one: One) -> dict[str, str]:
    """One device, user or message as a row."""
    case = one.evidence.case()
    row = {DEVICE: _called(one.device), USER: _called(one.user), SOURCE: str(one.place)}
    row[TAKEN] = "" if one.taken is None else one.taken.isoformat()
    row[DIFFERING] = " ".join(difference.fact for difference in case.differences)
    row.update((fact.name, _said(fact.value) or "") for fact in case)
    return row


def _called(names: Iterable[str]) -> str:
    """All names of somebody or something: those that people use first, a sign-in name, or what is no long id."""
    return " ".join(sorted(names, key=lambda name: ("@" not in name, len(name), name)))


def _said(value: Any) -> str | None:
    """A value as a table has it; several texts below each other, as somebody would paste them."""
    if value is None or isinstance(value, tuple):
        return None if value is None else "\n".join(value)
    plain = as_json(value)
    return json.dumps(plain) if isinstance(plain, (bool, int)) else str(plain)


def _but_texts(case: Case) -> dict[str, Value]:
    return {name: value for name, value in case.values().items() if name != MESSAGE}


def _of_all(fact: str) -> str:
    """The column with what is known of all."""
    return named(f"known {fact}")


def _completed(fact: str, there: Mapping[str, str]) -> str:
    """A fact as a column: what stands in the row, else what is known of all."""
    known = f"known.{_of_all(fact)}"
    return f"coalesce({_entry(fact)}, TRY_CAST({known} AS {there[fact]}))" if fact in there else known


def _entry(fact: str) -> str:
    """What stands in a row; nothing where that is blank."""
    column = f"rows.{named(fact)}"
    return f"CASE WHEN trim({column}::VARCHAR) <> '' THEN {column} END"


def _literal(text: str | None) -> str:
    return "NULL" if text is None else quoted(text)


def _listed(texts: Iterable[str]) -> str:
    found = list(texts)
    return f"concat_ws(' ', {', '.join(found)})" if found else "''"


_READING = Text("reading the exports", "läser exporterna")
_ROWS = Text("{rows} rows were made of the exports", "{rows} rader gjordes av exporterna")
