"""A fleet from files to a file: in parts, each of which is done once, with what cannot be diagnosed set aside.

The folder `OUT.parts` holds what is done. Where a run was broken off, the next one goes on with it; it is gone when the
result is there.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import narwhals as nw

from expert.facts.case import Case
from expert.facts.writer import fact_file
from expert.fleets.exports import Exports, is_export
from expert.fleets.framing import PROBLEM, diagnosed
from expert.fleets.masking import Masking, Redacting
from expert.fleets.rows import COLUMNS, row_of
from expert.fleets.sql import answer, named, quoted
from expert.fleets.staging import ROW, Refused, Staged, refused_in, staged
from expert.fleets.summing import Counted, counted
from expert.fleets.texts import Read
from expert.foundations.problems import ExpertError, InputError, Place, Problem, visible
from expert.foundations.texts import Language, Text, in_digits
from expert.rules.knowledge import KnowledgeBase

SAMPLE = 1_000
"""How many rows of a run are held against the engine for a single case."""


@dataclass(frozen=True)
class Wanted:
    """What is to be done.

    Attributes:
        inputs: the tables of facts, and exports.
        output: where the result goes; Parquet, CSV or JSON lines by its ending.
        engine: what works on the frames: `duckdb`, `polars` or `pyspark`.
        today: the day of observation where a row gives none.
        language: the language of reasons.
        ignore: whether columns that are no facts are no error.
        resume: whether to go on with what an earlier run has done.
        rows_at_once: how many rows a part has.
        seed: draws the sample.
        evidence: files and folders that tell more of the rows of exports, and of the organization of all rows.
    """

    inputs: tuple[Path, ...]
    output: Path
    engine: str
    today: date
    language: Language
    ignore: bool = False
    resume: bool = False
    rows_at_once: int = 1_000_000
    seed: int = 1
    evidence: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Ran:
    """What a run came to.

    Attributes:
        rows: how many rows were diagnosed.
        aside: how many were set aside.
        aside_file: where these are; None where there are none.
        compared: how many rows were held against the engine for a single case.
        counted: what the summary tells.
    """

    rows: int
    aside: int
    aside_file: Path | None
    compared: int
    counted: Counted


class ColumnsDiffer(ExpertError):
    """A row of a fleet comes out otherwise than as a single case; the message shows its fact file."""

    def __init__(self, row: int, facts: str, differing: Sequence[tuple[str, str, str]]) -> None:
        self.row, self.facts, self.differing = row, facts, tuple(differing)
        super().__init__(row, facts, tuple(differing))

    def in_(self, language: Language) -> str:
        """What differs, with the fact file of the row."""
        said = [_DIFFERS.format(row=self.row).in_(language)]
        said += [_ONE.format(column=c, fleet=a or "-", case=b or "-").in_(language) for c, a, b in self.differing]
        return "\n".join(said) + f"\n{self.facts}"

    def __str__(self) -> str:
        return self.in_("en")


_DIFFERS = Text(
    "row {row} comes out otherwise in the fleet than as a case of its own; nothing is written. Its facts stand below:",
    "rad {row} bedöms annorlunda i flottan än som ett eget ärende; inget skrivs. Radens fakta står nedan:",
)
_ONE = Text("# {column}: {fleet}; as a case: {case}", "# {column}: {fleet}; som ärende: {case}")

Tell = Callable[[Text], None]


def run(
    wanted: Wanted, knowledge: KnowledgeBase, tell: Tell, spark: Any = None, redacting: Redacting | None = None
) -> Ran:
    """Diagnose a fleet.

    Args:
        wanted: what is to be done.
        knowledge: the knowledge base.
        tell: is told how far it is.
        spark: the session to use, for the engine `pyspark`; one of this machine if left out.
        redacting: what gives aliases to what identifies somebody; nothing is masked if left out.

    Raises:
        InputError: a file cannot be read, a column is no fact, or an earlier run is in the way.
        ColumnsDiffer: a row of the sample comes out otherwise than as a single case.
    """
    import duckdb

    require_form(wanted.output)
    folder = wanted.output.with_name(f"{wanted.output.name}.parts")
    wanted = _begin(wanted, knowledge, folder)
    try:
        return _run(duckdb.connect(), wanted, knowledge, folder, tell, spark).finish(tell, redacting)
    except InputError:
        # Nothing that could be gone on with: what is wrong has to be mended first.
        if not any(folder.glob("part-*.parquet")):
            shutil.rmtree(folder)
        raise
    except ColumnsDiffer:
        shutil.rmtree(folder)  # what was done would only be found to differ again
        raise


def _run(connection: Any, wanted: Wanted, knowledge: KnowledgeBase, folder: Path, tell: Tell, spark: Any) -> _Done:
    answer(connection, f"SET temp_directory = {quoted((folder / 'spill').as_posix())}")
    rows = [path for path in wanted.inputs if is_export(path, knowledge)]
    tables = [path for path in wanted.inputs if path not in rows]
    exports = Exports(rows, wanted.evidence, knowledge, wanted.today, tell)
    files = staged(connection, tables, exports, folder, wanted.language)
    parts = list(_parts(files, wanted.rows_at_once, folder))
    read: dict[str, Read] = {}
    for number, part in enumerate(parts, start=1):
        if not part.path.exists():
            _diagnose_part(connection, part, wanted, knowledge, spark, read, tell)
        tell(_PART.format(number=number, of=len(parts), rows=in_digits(part.file.first + part.end)))
    return _Done(connection, wanted, knowledge, files, parts, folder)


_TOLD_EACH = 5_000
_TEXTS = Text("{done} of {of} different texts are recognized", "{done} av {of} olika texter är igenkända")
_PART = Text("part {number} of {of} is done: {rows} rows", "del {number} av {of} är klar: {rows} rader")


def require_form(output: Path) -> None:
    """See to it that a result can be written in the form that its ending tells.

    Raises:
        InputError: it cannot.
    """
    if output.suffix.lower() not in _FORMS:
        raise InputError([Problem(_NO_FORM, Place(visible(output.as_posix())))])


_FORMS = {
    ".parquet": "FORMAT parquet", ".csv": "FORMAT csv, HEADER", ".jsonl": "FORMAT json", ".ndjson": "FORMAT json",
}  # fmt: skip
_NO_FORM = Text(
    "the result is written to .parquet, .csv or .jsonl; give the file such an ending",
    "resultatet skrivs till .parquet, .csv eller .jsonl; ge filen en sådan ändelse",
)


# Beginning, and going on


def _begin(wanted: Wanted, knowledge: KnowledgeBase, folder: Path) -> Wanted:
    """Make the folder for parts, or go on with the one that is there; that run's day is kept."""
    manifest = folder / "run.json"
    said = {
        "inputs": _state_of(wanted.inputs), "evidence": _state_of(wanted.evidence),
        "knowledge": knowledge.digest, "engine": wanted.engine, "rows_at_once": wanted.rows_at_once,
        "ignore_columns": wanted.ignore, "language": wanted.language,
    }  # fmt: skip
    if not folder.exists():
        folder.mkdir(parents=True)
        manifest.write_text(json.dumps({**said, "today": wanted.today.isoformat()}), encoding="utf-8")
        return wanted
    place = Place(visible(folder.as_posix()))
    if not wanted.resume:
        raise InputError([Problem(_UNFINISHED, place)])
    before = json.loads(manifest.read_text(encoding="utf-8")) if manifest.exists() else {}
    other = [name for name, value in said.items() if before.get(name) != value]
    if other:
        raise InputError([Problem(_ANOTHER.format(what=", ".join(other)), place)])
    return Wanted(**{**vars(wanted), "today": date.fromisoformat(before["today"])})


def _state_of(paths: Iterable[Path]) -> list[list[str | int]]:
    """By what it is known whether files, and those in folders, are still the same."""
    files = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    return [[str(file.resolve()), file.stat().st_size, file.stat().st_mtime_ns] for file in files]


_UNFINISHED = Text(
    "an earlier run was broken off; go on with --resume, or delete this folder",
    "en tidigare körning avbröts; fortsätt med --resume, eller ta bort den här mappen",
)
_ANOTHER = Text(
    "the run that was broken off differs in: {what}; delete this folder to begin anew",
    "körningen som avbröts skiljer sig i: {what}; ta bort den här mappen för att börja om",
)


# Parts


@dataclass(frozen=True)
class _Part:
    """Some rows of a file, from one up to another that is not among them."""

    file: Staged
    start: int
    end: int
    path: Path

    @property
    def query(self) -> str:
        where = "" if (self.start, self.end) == (0, self.file.rows) else (
            f" WHERE file_row_number >= {self.start} AND file_row_number < {self.end}"
        )
        number = f"file_row_number + {self.file.first + 1} AS {named(ROW)}"
        source = f"read_parquet({quoted(self.file.path.as_posix())}, file_row_number = true)"
        return f"SELECT {number}, * EXCLUDE (file_row_number) FROM {source}{where}"


def _parts(files: Sequence[Staged], most: int, folder: Path) -> Iterator[_Part]:
    number = 0
    for file in files:
        for start in range(0, file.rows, most):
            number += 1
            yield _Part(file, start, min(start + most, file.rows), folder / f"part-{number:05}.parquet")


def _diagnose_part(
    connection: Any, part: _Part, wanted: Wanted, knowledge: KnowledgeBase, spark: Any, read: dict[str, Read],
    tell: Tell,
) -> None:  # fmt: skip
    def progress(done: int, of: int) -> None:
        if done % _TOLD_EACH == 0:
            tell(_TEXTS.format(done=done, of=of))

    frame = _ENGINES[wanted.engine](connection, part, spark)
    try:
        made = diagnosed(
            frame, knowledge, today=wanted.today, language=wanted.language, ignore=wanted.ignore,
            passed=(ROW, *part.file.passed), before=read, progress=progress,
        ).to_native()  # fmt: skip
    except InputError as error:
        place = Place(visible(part.file.name))
        raise InputError([Problem(problem.text, problem.place or place) for problem in error.problems]) from None
    beside = part.path.with_suffix(".tmp")
    if wanted.engine == "duckdb":
        made.write_parquet(beside.as_posix())
    elif wanted.engine == "polars":
        made.sink_parquet(beside)
    else:
        made.write.mode("overwrite").parquet(beside.as_posix())
    beside.replace(part.path)


def _in_duckdb(connection: Any, part: _Part, spark: Any) -> Any:
    return nw.from_native(connection.sql(part.query))


def _in_polars(connection: Any, part: _Part, spark: Any) -> Any:
    import polars

    rows = polars.scan_parquet(part.file.path).slice(part.start, part.end - part.start)
    return nw.from_native(rows.with_row_index(ROW, part.file.first + part.start + 1))


def _in_spark(connection: Any, part: _Part, spark: Any) -> Any:
    """Rows of a file, numbered by DuckDB: a cluster knows no order."""
    from pyspark.sql import SparkSession

    session = spark or SparkSession.builder.getOrCreate()
    beside = part.path.with_name(f"numbered-{part.path.name}")
    answer(connection, f"COPY ({part.query}) TO {quoted(beside.as_posix())} (FORMAT parquet)")
    return nw.from_native(session.read.parquet(beside.as_posix()))


_ENGINES: dict[str, Callable[[Any, _Part, Any], Any]] = {
    "duckdb": _in_duckdb, "polars": _in_polars, "pyspark": _in_spark,
}  # fmt: skip
ENGINES = tuple(_ENGINES)
"""The engines that can work on a fleet, the default first."""


# The result


class _Done:
    """All parts are there: hold a sample against single cases, and write the result."""

    _shown = "shown"

    def __init__(
        self, connection: Any, wanted: Wanted, knowledge: KnowledgeBase, files: Sequence[Staged],
        parts: Sequence[_Part], folder: Path,
    ) -> None:  # fmt: skip
        self._connection, self._wanted, self._knowledge = connection, wanted, knowledge
        self._files, self._parts, self._folder = files, parts, folder

    def finish(self, tell: Tell, redacting: Redacting | None) -> Ran:
        """Compare, mask, write, count; the parts are gone afterward."""
        if not self._parts:
            raise InputError([Problem(_NO_ROWS, Place(visible(self._wanted.inputs[0].as_posix())))])
        self._make_view()
        compared = self._compare()
        tell(_COMPARED.format(count=in_digits(compared)))
        refused = refused_in(self._folder)
        given = sum(file.rows for file in self._files) + len(refused)
        sound = self._one(f"SELECT count(*) FROM result WHERE {PROBLEM} IS NULL")
        bad = self._one(f"SELECT count(*) FROM result WHERE {PROBLEM} IS NOT NULL")
        aside = bad + len(refused)
        if sound + aside != given:
            raise RuntimeError(f"{given} rows came in, {sound} came out and {aside} were set aside")
        if redacting is not None:
            language = self._wanted.language
            masking = Masking(self._connection, self._knowledge, redacting, self._folder, language)
            masking.make_view(self._shown)
            refused = masking.refused(refused)
        else:
            answer(self._connection, f"CREATE OR REPLACE TEMP VIEW {self._shown} AS SELECT * FROM result")
        aside_file = self._set_aside(refused) if aside else None
        found = counted(self._connection, self._shown, self._knowledge, sound, aside)
        self._write()
        self._connection.close()
        shutil.rmtree(self._folder)
        return Ran(sound, aside, aside_file, compared, found)

    def _one(self, query: str) -> int:
        ((found,),) = answer(self._connection, query)
        return int(found)

    def _make_view(self) -> None:
        paths = [
            (path / "*.parquet" if path.is_dir() else path).as_posix() for path in (part.path for part in self._parts)
        ]
        listed = ", ".join(map(quoted, paths))
        source = f"read_parquet([{listed}], union_by_name = true)"
        answer(self._connection, f"CREATE OR REPLACE TEMP VIEW result AS SELECT * FROM {source}")

    def _compare(self) -> int:
        """Hold a sample of the rows against the engine for a single case."""
        total = sum(file.rows for file in self._files)
        drawn = Random(self._wanted.seed).sample(range(1, total + 1), min(SAMPLE, total))
        listed = ", ".join(map(str, sorted(drawn)))
        query = f"SELECT * FROM result WHERE {named(ROW)} IN ({listed}) ORDER BY {named(ROW)}"
        cursor = self._connection.execute(query)
        names = [column[0] for column in cursor.description]
        rows = cursor.fetchall()
        if len(rows) != len(drawn):
            raise RuntimeError(f"of {len(drawn)} rows that were drawn, {len(rows)} are in the result")
        for values in rows:
            compare(dict(zip(names, values, strict=True)), self._knowledge, self._wanted.today)
        return len(rows)

    def _columns(self) -> list[tuple[str, str]]:
        return [(name, kind) for name, kind, *_ in answer(self._connection, f"DESCRIBE {self._shown}")]

    def _select(self, *, sound: bool) -> str:
        """The rows of the result, or those that were set aside."""
        left_out = {PROBLEM} if sound else {*COLUMNS, "knowledge"}
        as_csv = self._wanted.output.suffix.lower() == ".csv"
        said = [
            _harmless(name) if as_csv and kind == "VARCHAR" else named(name)
            for name, kind in self._columns() if name not in left_out
        ]  # fmt: skip
        where = f"{PROBLEM} IS {'' if sound else 'NOT '}NULL"
        return f"SELECT {', '.join(said)} FROM {self._shown} WHERE {where} ORDER BY {named(ROW)}"

    def _copy(self, query: str, target: Path) -> None:
        beside = target.with_name(f".{target.name}.tmp")
        form = _FORMS[self._wanted.output.suffix.lower()]
        answer(self._connection, f"COPY ({query}) TO {quoted(beside.as_posix())} ({form})")
        beside.replace(target)

    def _write(self) -> None:
        self._copy(self._select(sound=True), self._wanted.output)

    def _set_aside(self, refused: Sequence[Refused]) -> Path:
        """The rows with a value that its fact cannot have, and what is no row, each with why."""
        output = self._wanted.output
        target = output.with_name(f"{output.stem}-set-aside{output.suffix}")
        query = self._select(sound=False)
        for column in dict.fromkeys(one.column for one in refused):
            parts = ", ".join(f"({quoted(one.said)}, {quoted(one.reason)})" for one in refused if one.column == column)
            query = f"({query}) UNION ALL BY NAME (SELECT * FROM (VALUES {parts}) AS parts({column}, {PROBLEM}))"
        self._copy(query, target)
        return target


_NO_ROWS = Text("there are no rows in it", "det finns inga rader i den")
_COMPARED = Text(
    "{count} rows were diagnosed as single cases too: the same came of them",
    "{count} rader bedömdes även som enskilda ärenden: resultatet blev detsamma",
)


def _harmless(name: str) -> str:
    """A text that no spreadsheet calculates."""
    column = named(name)
    return f"CASE WHEN regexp_matches({column}, '^[=+@\\t\\r-]') THEN '''' || {column} ELSE {column} END AS {column}"


def compare(row: dict[str, Any], knowledge: KnowledgeBase, today: date) -> None:
    """Hold a row of the result against the engine for a single case.

    Raises:
        ColumnsDiffer: it comes out otherwise.
    """
    facts = {name: _plain(value) for name, value in row.items() if name in knowledge.vocabulary}
    number = int(row.get(ROW) or 0)
    try:
        case = Case.of({name: value for name, value in facts.items() if value is not None}, knowledge.vocabulary)
    except InputError as error:
        if row[PROBLEM] is None:
            raise ColumnsDiffer(number, "", [(PROBLEM, "", str(error))]) from None
        return
    if row[PROBLEM] is not None:
        raise ColumnsDiffer(number, fact_file(case.values()), [(PROBLEM, str(row[PROBLEM]), "")])
    expected = row_of(case, knowledge, today)
    differing = [(c, str(row[c]), getattr(expected, c)) for c in COLUMNS if row[c] != getattr(expected, c)]
    if differing:
        raise ColumnsDiffer(number, fact_file(case.values()), differing)


def _plain(value: Any) -> Any:
    """An entry of a frame as a fact file would have it: what is blank is not known, and 3.0 is 3."""
    if isinstance(value, str) and not value.strip():
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
