"""The command `diagnose`."""

from __future__ import annotations

import sys

from expert.cli import options
from expert.cli.formats import REPORT_ENDINGS, by_ending
from expert.cli.inputs import cases, keep_apart
from expert.cli.output import width_and_color, write
from expert.engine import diagnose as diagnosis_of
from expert.foundations.problems import InputError, Problem
from expert.foundations.terms import EngineChoice
from expert.foundations.texts import Language, Text
from expert.results.diagnosis import Diagnosis

_NO_CAUSE = 10
_NOT_DIAGNOSED = 11


@options.command("diagnose", Text(
    "Diagnose the case in a fact file (YAML or JSON; - is standard input).\n\n"
    "Without a file, the facts are those given with --set.",
    "Diagnostisera ärendet i en faktafil (YAML eller JSON; - är standard in).\n\n"
    "Utan fil är fakta de som anges med --set.",
))
@options.argument("files", nargs=-1, metavar=Text("FILE...", "FIL..."))
@options.settings
@options.form("text", "json", "markdown")
@options.language
@options.output
@options.rules
@options.engine
@options.option("--exit-code", is_flag=True, help=Text(
    "Exit with 10 when no cause is confirmed or likely, 11 when there is no diagnosis.",
    "Avsluta med 10 om ingen orsak är bekräftad eller trolig, med 11 om det inte finns någon diagnos.",
))
def diagnose(
    files: tuple[str, ...], settings: tuple[str, ...], form: str | None, language: Language, output: str | None,
    folders: tuple[str, ...], engine: EngineChoice | None, exit_code: bool,
) -> None:
    form = form or by_ending(output, REPORT_ENDINGS, "text")
    keep_apart(files, output)
    knowledge = options.knowledge_of(folders)
    diagnoses: list[Diagnosis] = []
    bad: list[Problem] = []
    for case in cases(files, settings, knowledge.vocabulary):
        if isinstance(case, InputError):
            bad.extend(case.problems)
        else:
            diagnoses.append(diagnosis_of(case, knowledge, language=language, engine=engine))
    if diagnoses:
        lines = len(files) > 1 or (output is not None and output.lower().endswith(".jsonl"))
        try:
            write(_report(diagnoses, form, lines=lines, to_file=output is not None), output)
        except InputError as error:
            bad.extend(error.problems)
    if bad:
        raise InputError(bad)
    if exit_code:
        sys.exit(max((_exit_code(diagnosis) for diagnosis in diagnoses), default=0))


def _report(diagnoses: list[Diagnosis], form: str, *, lines: bool, to_file: bool) -> str:
    # Each form imports only what it needs: JSON, which programs ask for most often, needs no view at all.
    if form == "json":
        if lines:
            return "".join(diagnosis.to_json(indent=None) + "\n" for diagnosis in diagnoses)
        return diagnoses[0].to_json() + "\n"
    if form == "markdown":
        from expert.visualize.pages.report_markdown import to_markdown

        return "\n".join(to_markdown(diagnosis) for diagnosis in diagnoses)
    from expert.visualize.pages.report_text import to_text

    width, color = width_and_color(to_file=to_file)
    return "\n".join(to_text(diagnosis, width=width, color=color) for diagnosis in diagnoses)


def _exit_code(diagnosis: Diagnosis) -> int:
    if diagnosis.outcome in ("unrecognized", "incomplete", "out_of_scope"):
        return _NOT_DIAGNOSED
    return 0 if diagnosis.outcome in ("confirmed", "likely") else _NO_CAUSE
