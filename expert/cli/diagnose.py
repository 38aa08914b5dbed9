"""The command `diagnose`."""

from __future__ import annotations

import sys

from expert.cli import case_options, exit_codes, forms, knowing, options, redacting
from expert.cli.age import tell_age
from expert.cli.configuration import configured
from expert.cli.folders_of_cases import each_file
from expert.cli.handed_over import be_quiet, rows_told
from expert.cli.inputs import cases, keep_apart, with_evidence_apart
from expert.cli.output import show, width_and_color
from expert.cli.settings import Settings
from expert.engine import diagnose as diagnosis_of
from expert.foundations.problems import InputError, Problem
from expert.foundations.terms import EngineChoice
from expert.foundations.texts import Language, Text
from expert.results.diagnosis import Diagnosis
from expert.results.document import addresses_in
from expert.visualize.views import JSON, REPORTS, TEXT


@options.command("diagnose", Text(
    "Diagnose the case in a fact file (YAML or JSON; - is standard input).\n\n"
    "FILE may also be any other text, such as a mail or a log of any size, or the message itself, in quotation marks: "
    "then it is taken for the error message. Without a file, the facts are those given with --set.\n\n"
    "Of one case you see what matters most, on one screen; of several (or of a folder) a table. --full shows all of "
    "it, and to a file (-o) all of it is written.",
    "Diagnostisera ärendet i en faktafil (YAML eller JSON; - är standard in).\n\n"
    "FIL får också vara en annan text, till exempel ett mejl eller en hur stor logg som helst, eller själva "
    "meddelandet, inom citattecken: då tas den för felmeddelandet. Utan fil är fakta de som anges med --set.\n\n"
    "Av ett ärende visas det viktigaste på en skärm, av flera (eller en mapp) en tabell; --full visar allt. I en fil "
    "(-o) skrivs allt.",
))
@options.argument("files", nargs=-1, metavar=Text("FILE...", "FIL..."))
@case_options.settings
@redacting.shown
@options.form(*forms.names(REPORTS, JSON))
@options.language
@options.output
@options.rules
@options.timeout
@options.engine
@options.option("--full", "length", flag_value="full", help=Text(
    "The whole report: every cause, step, note and source.",
    "Hela rapporten: alla orsaker, steg, noter och källor.",
))
@options.option("--first", "length", flag_value="first", help=Text(
    "The first screen, or the table, which is what is shown by itself.",
    "Den första skärmen, eller tabellen, som visas om inget annat anges.",
))
@options.option("--brief", "length", flag_value="brief", help=Text(
    "One line for each case.", "En rad för varje ärende.",
))
@options.option("-q", "--quiet", is_flag=True, help=Text(
    "Print nothing: the exit code tells, as with --exit-code.",
    "Skriv inte ut något: slutkoden säger det, som med --exit-code.",
))
@options.option("--save", is_flag=True, help=Text(
    "Write what --set says into the fact file too; its comments are kept.",
    "Skriv även in det som --set anger i faktafilen; dess kommentarer behålls.",
))
@options.option("--exit-code", is_flag=True, help=Text(
    "Exit with 10 when no cause is confirmed or likely, 11 when there is no diagnosis.",
    "Avsluta med 10 om ingen orsak är bekräftad eller trolig, med 11 om det inte finns någon diagnos.",
))
def diagnose(
    files: tuple[str, ...], settings: Settings, redact: str | None, form: str | None, language: Language,
    output: str | None, folders: tuple[str, ...], engine: EngineChoice | None, length: str | None, quiet: bool,
    save: bool, exit_code: bool,
) -> None:
    form = form or forms.by_ending(output, REPORTS, JSON)
    length = length or configured().output
    keep_apart(files, output)
    if quiet:
        be_quiet()
    knowledge = knowing.knowledge_of(folders)
    if not quiet:
        tell_age(knowledge.version)
    by = redacting.redactor(redact, knowledge, ())
    diagnoses: list[Diagnosis] = []
    bad: list[Problem] = []
    files, settings = with_evidence_apart(files, settings, knowledge)
    if save:
        from expert.cli.saving import require_one_file

        require_one_file(files, settings)
    given = tuple(each_file(files, bad))
    unread = len(bad)
    for case in cases(given, settings, knowledge) if given or not files else ():
        if isinstance(case, InputError):
            bad.extend(case.problems)
            unread += 1
        else:
            made = diagnosis_of(case, knowledge, language=language, engine=engine)
            diagnoses.append(redacting.as_shown(made, by))
    if save and not bad:
        from expert.cli.saving import save_settings

        save_settings(files[0], settings, knowledge)
    if diagnoses and not (quiet and output is None):
        if _is_short(form, length, to_file=output is not None):
            redacting.tell_what_is_not_known(by, language)
        several = len(given) > 1 or given != files
        lines = several or (output is not None and output.lower().endswith(".jsonl"))
        try:
            report = _report(diagnoses, form, length, unread, lines=lines, to_file=output is not None)
            show(report, output, addresses_in(diagnoses))
        except InputError as error:
            bad.extend(error.problems)
    if bad:
        raise InputError(bad)
    if exit_code or quiet:
        sys.exit(max((exit_codes.of_outcome(diagnosis.outcome) for diagnosis in diagnoses), default=exit_codes.RAN))


def _report(
    diagnoses: list[Diagnosis], form: str, length: str | None, unread: int, *, lines: bool, to_file: bool
) -> str:
    if form == JSON.name and lines:
        return "".join(diagnosis.to_json(indent=None) + "\n" for diagnosis in diagnoses)
    if _is_short(form, length, to_file=to_file):
        return _shortly(diagnoses, length, unread, to_file=to_file)
    return "\n".join(forms.written(diagnosis, form, to_file=to_file) for diagnosis in diagnoses)


def _is_short(form: str, length: str | None, *, to_file: bool) -> bool:
    """Whether the report is not wanted whole: what goes to a file is there to be kept, or pasted into a ticket."""
    return form == TEXT.name and length != "full" and (length == "brief" or not to_file)


def _shortly(diagnoses: list[Diagnosis], length: str | None, unread: int, *, to_file: bool) -> str:
    """The first screen of a case; of several, a table, which tells how many were not read; or a line for each."""
    # Only now: whoever wants the result as JSON needs none of it.
    from expert.visualize.pages.case_list import brief, table
    from expert.visualize.pages.first_screen import ROWS, first_screen

    width, color = width_and_color(to_file=to_file)
    if length == "brief":
        return "".join(brief(diagnosis, width=width) for diagnosis in diagnoses)
    if len(diagnoses) > 1:
        return table(diagnoses, width=width, unread=unread)
    rows = ROWS if width is None else ROWS - rows_told()
    return first_screen(diagnoses[0], width=width, color=color, rows=rows)
