"""The command `fleet`: many rows diagnosed at once, from files to a file."""

from __future__ import annotations

import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from expert.cli import case_options, exit_codes, knowing, options, redacting
from expert.cli.evidence import day_of_option, on_day
from expert.cli.help import Choice
from expert.cli.output import require_place, write
from expert.cli.streams import tell
from expert.foundations.problems import InputError, Place, Problem, visible
from expert.foundations.texts import Language, Text

if TYPE_CHECKING:
    from expert.fleets.running import Ran, Wanted
    from expert.rules.knowledge import KnowledgeBase

_ENGINES = {"duckdb": "duckdb", "polars": "polars", "pyspark": "pyspark"}
_SUMMARIES = (".txt", ".md", ".html", ".htm", ".json")


@options.command("fleet", Text(
    "Diagnose many devices at once.\n\n"
    "IN is a table: CSV, JSON lines or Parquet. Its columns are names of facts, each row is one device, and what is "
    "empty is not known. Or it is an export, such as a list of devices or of failed enrollments: each failed "
    "enrollment is a row, each device that has none, and each user that none of these names. OUT is the same table "
    "with what was found, as Parquet, CSV or JSON lines by its ending. Rows with a value that its fact cannot have are "
    "set aside beside it, with the reason. It needs the extra fleet.",
    "Diagnostisera många enheter på en gång.\n\n"
    "IN är en tabell: CSV, JSON-rader eller Parquet. Dess kolumner är namn på fakta, varje rad är en enhet, och det "
    "som är tomt är inte känt. Eller så är det en export, till exempel en lista över enheter eller över misslyckade "
    "registreringar: varje misslyckad registrering är en rad, varje enhet som inte har någon, och varje användare som "
    "ingen av dessa anger. UTFIL är samma tabell med det som framkom, som Parquet, CSV eller JSON-rader efter "
    "ändelsen. Rader med ett värde som faktumet inte kan ha läggs åt sidan bredvid, med skälet. "
    "Tillägget fleet behövs.",
))
@options.argument("inputs", nargs=-1, required=True, metavar=Text("IN...", "IN..."))
@options.option("-o", "--output", required=True, metavar=options.OUT, help=Text(
    "Where the result goes: a .parquet, .csv or .jsonl file.", "Resultatet, som .parquet, .csv eller .jsonl.",
))
@case_options.evidence
@on_day
@options.option("--engine", type=Choice(tuple(_ENGINES)), default="duckdb", help=Text(
    "What works on the table: duckdb (the default), polars, or pyspark.",
    "Det som arbetar med tabellen: duckdb (om inget anges), polars eller pyspark.",
))
@options.option("--summary", metavar=options.OUT, help=Text(
    "Write a summary too: .txt, .md, .html or .json.", "Skriv även en sammanfattning: .txt, .md, .html eller .json.",
))
@options.option("--resume", is_flag=True, help=Text(
    "Go on with a run that was broken off.", "Fortsätt med en körning som avbröts.",
))
@options.option("--ignore-columns", "ignore", is_flag=True, help=Text(
    "Keep columns that are no facts, and do not look at them.", "Behåll kolumner som inte är fakta, utan att läsa dem.",
))
@redacting.shown
@options.language
@options.rules
def fleet(
    inputs: tuple[str, ...], output: str, evidence: tuple[str, ...], day: str | None, engine: str,
    summary: str | None, resume: bool, ignore: bool, redact: str | None, language: Language, folders: tuple[str, ...],
) -> None:  # fmt: skip
    _require_installed(engine)
    _require_files((*inputs, *evidence), output, summary)
    from expert.fleets.running import ColumnsDiffer, Wanted, run

    wanted = Wanted(
        tuple(map(Path, inputs)), Path(output), engine, day_of_option(day) or date.today(), language, ignore=ignore,
        resume=resume, evidence=tuple(map(Path, evidence)),
    )  # fmt: skip
    knowledge = knowing.knowledge_of(folders)
    try:
        by = redacting.redactor(redact, knowledge, ())
        ran = run(wanted, knowledge, lambda said: tell(said.in_(language)), redacting=by)
    except ColumnsDiffer as error:
        from expert.redacting.masking import unsaid

        for line in unsaid(error.in_(language), language).splitlines():
            tell(line)
        sys.exit(exit_codes.CHECK_FAILED)
    if by is not None:
        from expert.escalating.escalation_phrases import REDACTED

        tell(REDACTED.in_(language))
    _report(ran, wanted, knowledge, summary)


def _require_installed(engine: str) -> None:
    missing = [name for name in ("narwhals", "duckdb", _ENGINES[engine]) if find_spec(name) is None]
    if missing:
        text = _NOT_INSTALLED.format(names=", ".join(dict.fromkeys(missing)))
        raise InputError([Problem(text, Place(f"--engine {engine}"))])


_NOT_INSTALLED = Text(
    '{names}: not installed; `pip install "enrollment-expert[fleet]"` brings narwhals and duckdb, polars and pyspark '
    "are installed by their names",
    '{names}: inte installerat; `pip install "enrollment-expert[fleet]"` ger narwhals och duckdb, polars och pyspark '
    "installeras under sina namn",
)


def _require_files(inputs: tuple[str, ...], output: str, summary: str | None) -> None:
    problems = [Problem(_NO_FILE, Place(visible(name))) for name in inputs if not Path(name).exists()]
    problems += [
        Problem(_SAME, Place(visible(name))) for name in inputs if Path(name).resolve() == Path(output).resolve()
    ]
    if summary is not None and Path(summary).suffix.lower() not in _SUMMARIES:
        problems.append(Problem(_NO_SUMMARY, Place(visible(summary))))
    if problems:
        raise InputError(problems)
    require_place(output, "-o")
    if summary is not None:
        require_place(summary, "--summary")


_NO_FILE = Text("there is no such file", "det finns ingen sådan fil")
_SAME = Text("the result would take the place of what it is made from", "resultatet skulle skriva över sitt underlag")
_NO_SUMMARY = Text(
    "a summary is written to .txt, .md, .html or .json", "en sammanfattning skrivs till .txt, .md, .html eller .json"
)


def _report(ran: Ran, wanted: Wanted, knowledge: KnowledgeBase, summary: str | None) -> None:
    from expert.fleets.summary_pages import FORMS, summary_text

    if ran.aside_file is not None:
        said = _ASIDE.format(count=ran.aside, file=visible(ran.aside_file.as_posix()))
        tell(said.in_(wanted.language))
    if summary is None:
        write(summary_text(ran.counted, knowledge, wanted.language))
    else:
        write(FORMS[Path(summary).suffix.lower()](ran.counted, knowledge, wanted.language), summary)


_ASIDE = Text("{count} rows were set aside: {file}", "{count} rader lades åt sidan: {file}")
