"""The command `practice report`: the results of a class, from the files that were handed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from expert.cli import forms, knowing, options
from expert.cli.inputs import keep_apart
from expert.cli.output import show
from expert.foundations.limits import MOST_RESULT_FILES
from expert.foundations.parsing import decode, read_regular
from expert.foundations.problems import InputError, Problem, visible
from expert.foundations.texts import Language, Text
from expert.results.practice_results import PracticeResults
from expert.visualize.views import JSON, REPORTS, Format

CSV = Format("csv", (".csv",), "")
"""All results, a line each, to be counted elsewhere; it can be read again."""


@options.command("report", Text(
    "Count the results of a class: each learner's, and where on each symptom people err.\n\n"
    "RESULTS are files that `practice --results` or the class page has written, or folders of them. As CSV, all "
    "results are put below each other.",
    "Räkna samman resultaten i en klass: varje deltagares, och var det blir fel på varje symptom.\n\n"
    "RESULTAT är filer som `practice --results` eller klassens sida har skrivit, eller mappar med sådana. Som "
    "CSV ställs alla resultat under varandra.",
))
@options.argument("files", nargs=-1, required=True, metavar=Text("RESULTS...", "RESULTAT..."))
@options.form(*forms.names(REPORTS, JSON, CSV))
@options.language
@options.output
@options.rules
def practice_report(
    files: tuple[str, ...], form: str | None, language: Language, output: str | None, folders: tuple[str, ...]
) -> None:
    from expert.teach.class_report import class_report
    from expert.teach.result_files import as_csv

    form = form or forms.by_ending(output, REPORTS, JSON, CSV)
    keep_apart(files, output)
    found = list(_files(files))
    results = _read(found)
    if form == CSV.name:
        show(as_csv(results), output)
        return
    report = class_report(results, len(found), knowing.knowledge_of(folders), language)
    show(forms.written(report, form, to_file=output is not None), output)


def _files(names: Iterable[str]) -> Iterator[Path]:
    """The files, and those in the folders, in the order of their names; each once, however often it is named.

    Raises:
        InputError: there are too many.
    """
    named = (file for name in names for file in _in_it(Path(name)))
    files = list({file.resolve(): file for file in named}.values())
    if len(files) > MOST_RESULT_FILES:
        raise InputError([Problem(_TOO_MANY)])
    yield from files


def _in_it(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(child for child in path.iterdir() if child.suffix.lower() in (".json", ".csv"))


def _read(files: Iterable[Path]) -> tuple[PracticeResults, ...]:
    """The results of all files.

    Raises:
        InputError: one of them is none of results; what is wrong with any of them is listed.
    """
    from expert.teach.result_files import read_results

    results: list[PracticeResults] = []
    problems: list[Problem] = []
    for path in files:
        name = visible(str(path))
        try:
            results += read_results(decode(read_regular(path, name), name), name)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return tuple(results)


_TOO_MANY = Text(
    f"more than {MOST_RESULT_FILES} files of results", f"fler än {MOST_RESULT_FILES} resultatfiler"
)
