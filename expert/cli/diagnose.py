"""The command `diagnose`."""

from __future__ import annotations

import sys

from expert.cli import exit_codes, forms, options
from expert.cli.inputs import cases, keep_apart
from expert.cli.output import write
from expert.cli.settings import Settings
from expert.engine import diagnose as diagnosis_of
from expert.foundations.problems import InputError, Problem
from expert.foundations.terms import EngineChoice
from expert.foundations.texts import Language, Text
from expert.results.diagnosis import Diagnosis
from expert.visualize.views import JSON, REPORTS


@options.command("diagnose", Text(
    "Diagnose the case in a fact file (YAML or JSON; - is standard input).\n\n"
    "FILE may also be any other text, such as a mail or a log of any size, or the message itself, in quotation marks: "
    "then it is taken for the error message. Without a file, the facts are those given with --set.",
    "Diagnostisera ärendet i en faktafil (YAML eller JSON; - är standard in).\n\n"
    "FIL får också vara en annan text, till exempel ett mejl eller en hur stor logg som helst, eller själva "
    "meddelandet, inom citattecken: då tas den för felmeddelandet. Utan fil är fakta de som anges med --set.",
))
@options.argument("files", nargs=-1, metavar=Text("FILE...", "FIL..."))
@options.settings
@options.form(*forms.names(REPORTS, JSON))
@options.language
@options.output
@options.rules
@options.engine
@options.option("--save", is_flag=True, help=Text(
    "Write what --set says into the fact file too; its comments are kept.",
    "Skriv även in det som --set anger i faktafilen; dess kommentarer behålls.",
))
@options.option("--exit-code", is_flag=True, help=Text(
    "Exit with 10 when no cause is confirmed or likely, 11 when there is no diagnosis.",
    "Avsluta med 10 om ingen orsak är bekräftad eller trolig, med 11 om det inte finns någon diagnos.",
))
def diagnose(
    files: tuple[str, ...], settings: Settings, form: str | None, language: Language, output: str | None,
    folders: tuple[str, ...], engine: EngineChoice | None, save: bool, exit_code: bool,
) -> None:
    form = form or forms.by_ending(output, REPORTS, JSON)
    keep_apart(files, output)
    if save:
        from expert.cli.saving import require_one_file

        require_one_file(files, settings)
    knowledge = options.knowledge_of(folders, tell_age=True)
    diagnoses: list[Diagnosis] = []
    bad: list[Problem] = []
    for case in cases(files, settings, knowledge):
        if isinstance(case, InputError):
            bad.extend(case.problems)
        else:
            diagnoses.append(diagnosis_of(case, knowledge, language=language, engine=engine))
    if save and not bad:
        from expert.cli.saving import save_settings

        save_settings(files[0], settings, knowledge)
    if diagnoses:
        lines = len(files) > 1 or (output is not None and output.lower().endswith(".jsonl"))
        try:
            write(_report(diagnoses, form, lines=lines, to_file=output is not None), output)
        except InputError as error:
            bad.extend(error.problems)
    if bad:
        raise InputError(bad)
    if exit_code:
        sys.exit(max((exit_codes.of_outcome(diagnosis.outcome) for diagnosis in diagnoses), default=exit_codes.RAN))


def _report(diagnoses: list[Diagnosis], form: str, *, lines: bool, to_file: bool) -> str:
    if lines and form == JSON.name:
        return "".join(diagnosis.to_json(indent=None) + "\n" for diagnosis in diagnoses)
    return "\n".join(forms.written(diagnosis, form, to_file=to_file) for diagnosis in diagnoses)
