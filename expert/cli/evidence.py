"""The command `evidence`: what was read from files, which facts came of it and why, and what was left aside."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from expert.cli import case_options, forms, knowing, live, options, redacting
from expert.cli.evidence_inputs import evidence_in
from expert.cli.evidence_wanted import EvidenceWanted
from expert.cli.inputs import keep_apart
from expert.cli.live import Live
from expert.cli.output import show
from expert.foundations.problems import InputError, Place, Problem, shown
from expert.foundations.texts import Language, Text
from expert.rules.knowledge import KnowledgeBase
from expert.visualize.views import JSON, PAGE, REPORTS

if TYPE_CHECKING:
    from expert.evidence import Evidence

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


def required_evidence(wanted: EvidenceWanted, knowledge: KnowledgeBase, day: date | None) -> Evidence:
    """As `evidence_in`, for a command that has nothing else to go by.

    Raises:
        InputError: nothing is named; what is named cannot be read, or not asked.
    """
    if not wanted:
        raise InputError([Problem(_NOTHING_NAMED)])
    return evidence_in(wanted, knowledge, day)


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
@options.argument("paths", nargs=-1, metavar=Text("PATH...", "SÖKVÄG..."))
@case_options.about
@on_day
@live.asked
@options.option("--ask-password", "asks", is_flag=True, help=Text(
    "Ask for the password of a certificate file (P12) that is locked.",
    "Fråga efter lösenordet till en certifikatfil (P12) som är låst.",
))
@redacting.shown
@options.form(*forms.names(*REPORTS, PAGE, JSON))
@options.language
@options.output
@options.rules
@options.timeout
def evidence(
    paths: tuple[str, ...], user: str, device: str, groups: tuple[str, ...], day: str | None, live: Live, asks: bool,
    redact: str | None, form: str | None, language: Language, output: str | None, folders: tuple[str, ...],
) -> None:
    from expert.evidence.report import evidence_report

    form = form or forms.by_ending(output, *REPORTS, PAGE, JSON)
    keep_apart(paths, output)
    knowledge = knowing.knowledge_of(folders)
    passwords = (click.prompt(_PASSWORD.in_(language), hide_input=True, err=True),) if asks else ()
    wanted = EvidenceWanted(paths, user, device, groups or None, passwords=passwords, live=live)
    found = required_evidence(wanted, knowledge, day_of_option(day))
    by = redacting.redactor(redact, knowledge, (one.case() for one in (found,)))
    report = redacting.redacted(evidence_report(found, knowledge, language), by)
    show(forms.written(report, form, to_file=output is not None), output)


_NOTHING_NAMED = Text(
    "name a file, a folder or an archive, or what is to be asked with --live",
    "ange en fil, en mapp eller ett arkiv, eller vad som ska frågas med --live",
)
_PASSWORD = Text("Password", "Lösenord")
_NO_DAY = Text("a day is a date such as 2026-03-31", "en dag är ett datum som 2026-03-31")
