"""The command `evidence`: what was read from files, which facts came of it and why, and what was left aside."""

from __future__ import annotations

from datetime import date

from expert.cli import forms, options, redacting
from expert.cli.evidence_inputs import evidence_in
from expert.cli.inputs import keep_apart
from expert.cli.output import show
from expert.cli.settings import EvidenceWanted
from expert.foundations.problems import InputError, Place, Problem, shown
from expert.foundations.texts import Language, Text
from expert.visualize.views import JSON, PAGE, REPORTS

on_day = options.option("--on", "day", metavar=Text("DATE", "DATUM"), help=Text(
    "The day on which it is judged, such as 2026-03-31; today if left out.",
    "Dagen som det bedöms på, till exempel 2026-03-31; i dag om inget anges.",
))
"""`--on`: the day of observation of a command that has no case to give it."""


def day_of_option(written: str | None) -> date | None:
    """The day that `--on` names; None where it was left out.

    Raises:
        InputError: it names none.
    """
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError:
        raise InputError([Problem(_NO_DAY, Place(f"--on {shown(written)}"))]) from None


@options.command("evidence", Text(
    "Show what files say: which facts they give, where each stands, and what was left aside.\n\n"
    "PATH is an export or answer of a service, a log of a device, a certificate, an archive or a folder of such. What "
    "they say of others than the case's user and device is no fact of the case; --user and --device tell which "
    "they are.",
    "Visa vad filer säger: vilka fakta de ger, var varje faktum står och vad som lämnades därhän.\n\n"
    "SÖKVÄG är en export eller ett svar från en tjänst, en logg från en enhet, ett certifikat, ett arkiv eller en "
    "mapp med sådant. Det som de säger om andra än ärendets användare och enhet är inga fakta i ärendet; --user och "
    "--device anger vilka de är.",
))
@options.argument("paths", nargs=-1, required=True, metavar=Text("PATH...", "SÖKVÄG..."))
@options.about
@on_day
@redacting.shown
@options.form(*forms.names(*REPORTS, PAGE, JSON))
@options.language
@options.output
@options.rules
@options.timeout
def evidence(
    paths: tuple[str, ...], user: str, device: str, groups: tuple[str, ...], day: str | None, redact: str | None,
    form: str | None, language: Language, output: str | None, folders: tuple[str, ...],
) -> None:
    from expert.evidence.report import evidence_report

    form = form or forms.by_ending(output, *REPORTS, PAGE, JSON)
    keep_apart(paths, output)
    knowledge = options.knowledge_of(folders)
    wanted = EvidenceWanted(paths, user, device, groups or None)
    found = evidence_in(wanted, knowledge, day_of_option(day))
    by = redacting.redactor(redact, knowledge, (found.case(),))
    report = redacting.redacted(evidence_report(found, knowledge, language), by)
    show(forms.written(report, form, to_file=output is not None), output)




_NO_DAY = Text("a day is a date such as 2026-03-31", "en dag är ett datum som 2026-03-31")
