"""The command `preflight`: what will stop enrollments of a tenant, now or soon."""

from __future__ import annotations

import sys

from expert.cli import exit_codes, forms, knowing, live, options, redacting
from expert.cli.evidence import day_of_option, on_day, required_evidence
from expert.cli.evidence_inputs import shown_by
from expert.cli.evidence_wanted import EvidenceWanted
from expert.cli.inputs import keep_apart
from expert.cli.live import Live
from expert.cli.output import show
from expert.facts.reader import shown_name
from expert.foundations.commands import carry_evidence, to_type
from expert.foundations.problems import InputError, Place, Problem
from expert.foundations.texts import Language, Text
from expert.results.document import addresses_in
from expert.results.preflight import PreflightReport
from expert.visualize.views import JSON, PAGE, REPORTS


@options.command("preflight", Text(
    "Find what of a tenant stops enrollments now, or will within some days: certificates and tokens that expire, "
    "platforms and devices that are blocked, licenses that are missing.\n\n"
    "PATH is an export, a bundle or a folder of such. No ticket and no symptom is needed. What is not in the files is "
    "named: nothing is known of it.",
    "Hitta det i en klientorganisation som stoppar registreringar nu, eller kommer att göra det inom några dagar: "
    "certifikat och token som går ut, plattformar och enheter som är blockerade, licenser som saknas.\n\n"
    "SÖKVÄG är en export, ett paket eller en mapp med sådant. Det behövs varken ärende eller symptom. Det som inte "
    "finns i filerna räknas upp: om det är inget känt.",
))
@options.argument("paths", nargs=-1, metavar=Text("PATH...", "SÖKVÄG..."))
@options.option("--within", type=int, default=30, show_default=True, metavar=Text("DAYS", "DAGAR"), help=Text(
    "How many days to look ahead.", "Hur många dagar framåt som ska ses över.",
))
@on_day
@live.asked
@redacting.shown
@options.form(*forms.names(*REPORTS, PAGE, JSON))
@options.language
@options.output
@options.rules
@options.timeout
@options.option("--exit-code", is_flag=True, help=Text(
    "For a scheduled job: exit with 11 when something stops enrollments now, else with 10 when something will, else "
    "with 12 when it cannot be said, for files contradict each other or could not be read.",
    "För schemalagda jobb: avsluta med 11 om något stoppar registreringar nu, annars med 10 om något kommer att göra "
    "det, annars med 12 om det inte går att säga, för att filer säger emot varandra eller inte gick att läsa.",
))
def preflight(
    paths: tuple[str, ...], within: int, day: str | None, live: Live, redact: str | None, form: str | None,
    language: Language, output: str | None, folders: tuple[str, ...], exit_code: bool,
) -> None:
    from expert.foreseeing.looking_ahead import preflight as looked_ahead

    form = form or forms.by_ending(output, *REPORTS, PAGE, JSON)
    keep_apart(paths, output)
    knowledge = knowing.knowledge_of(folders)
    wanted = EvidenceWanted(paths, live=live)
    carry_evidence(shown_by(wanted, day))
    evidence = required_evidence(wanted, knowledge, day_of_option(day))
    if not evidence.kinds:  # a job must not take for good what was never looked at
        raise InputError([Problem(to_type(_NOTHING), Place(shown_name(path))) for path in paths or ("--live",)])
    report = looked_ahead(evidence, knowledge, within=max(0, within), language=language)
    report = redacting.redacted(report, redacting.redactor(redact, knowledge, (one.case() for one in (evidence,))))
    show(forms.written(report, form, to_file=output is not None), output, addresses_in([report]))
    if exit_code:
        sys.exit(_code_of(report))


def _code_of(report: PreflightReport) -> int:
    """The exit code that tells a job what to do: nothing is in order of which it could not be said."""
    if report.stops:
        return exit_codes.STOPS_NOW if any(stop.now for stop in report.stops) else exit_codes.WILL_STOP
    return exit_codes.RAN if report.is_whole else exit_codes.CANNOT_SAY


_NOTHING = Text(
    "there is nothing here that is known, so nothing can be said (`expert evidence` tells what was left aside)",
    "här finns inget som är känt, så inget går att säga (`expert evidence` talar om vad som lämnades därhän)",
)
