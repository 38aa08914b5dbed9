"""The command `rules check`: what the checks of the rules find, as text, JSON or SARIF, and what checks there are."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

from expert.cli import exit_codes, options
from expert.cli.help import Choice
from expert.cli.output import write, write_text
from expert.cli.streams import tell
from expert.foundations.commands import to_type
from expert.foundations.problems import InputError, Place, Problem, shown
from expert.foundations.texts import Language, Text
from expert.rules.checking import Checked, check_layers, finding_of_form
from expert.rules.checks import BY_ID, CHECKS, Finding, Terms
from expert.rules.checks.finding import STALE_AFTER
from expert.rules.checks.reports import as_json, as_sarif
from expert.visualize.views import JSON

_LEVELS = {"error": Text("error", "fel"), "warning": Text("warning", "varning"), "note": Text("note", "anmärkning")}


@options.command("check", Text(
    "Check every rule file: form, references, logic, sources, words and safety. Errors fail; warnings only with "
    "--strict; notes never. A folder switches a check off in its checks.yaml, with the reason.",
    "Kontrollera varje regelfil: form, hänvisningar, logik, källor, ord och säkerhet. Fel ger slutkod 1, varningar "
    "bara med --strict, anmärkningar aldrig. En mapp stänger av en kontroll i sin checks.yaml, med en motivering.",
))
@options.language
@options.rules
@options.timeout
@options.option("--format", "form", type=Choice(["text", JSON.name, "sarif"]), default="text", help=Text(
    "How what is found is written (default: text).", "Hur det som hittas skrivs (annars som text)."
))
@options.option("--list", "listed", is_flag=True, help=Text(
    "List all checks, with what each finds and what to do about it.",
    "Visa alla kontroller, vad var och en hittar och vad man gör åt det.",
))
@options.option("--strict", is_flag=True, help=Text("Let warnings fail too.", "Ge slutkod 1 även för varningar."))
@options.option("--notes", is_flag=True, help=Text("Show notes too.", "Visa även anmärkningar."))
@options.option(
    "--stale-after", type=options.Whole(1, 36500), default=STALE_AFTER.days, metavar=Text("DAYS", "DAGAR"), help=Text(
        f"The age in days at which a source is old (default: {STALE_AFTER.days}).",
        f"Åldern i dagar då en källa är gammal (annars {STALE_AFTER.days}).",
    ),
)
@options.option("--today", metavar=Text("DATE", "DATUM"), help=Text(
    "The day by which ages are told (default: that of the clock).",
    "Dagen som åldern räknas från (annars klockans).",
))
def rules_check(
    language: Language, folders: tuple[str, ...], form: str, listed: bool, strict: bool, notes: bool, stale_after: int,
    today: str | None,
) -> None:
    if listed:
        write_text(listing(language), None)
        return
    terms = Terms(_day(today), datetime.timedelta(days=stale_after))
    checked = _with_evidence(check_layers((Path(folder) for folder in folders), terms))
    if form == JSON.name:
        write(as_json(checked.findings, checked.excepted), None)
    elif form == "sarif":
        write(as_sarif(checked.findings, checked.excepted, language), None)
    else:
        _tell(checked, language, notes=notes)
    failing = ("error", "warning") if strict else ("error",)
    sys.exit(exit_codes.CHECK_FAILED if any(f.level in failing for f in checked.findings) else exit_codes.RAN)


def _with_evidence(checked: Checked) -> Checked:
    """What was found, and what is wrong with what the folders say of evidence."""
    if checked.sound is not None and checked.sound.evidence:
        from expert.evidence.widening import mappings_of  # only now: most folders say nothing of it

        try:
            mappings_of(checked.sound)
        except InputError as error:
            return Checked((*checked.findings, *map(finding_of_form, error.problems)), checked.excepted)
    return checked


def listing(language: Language) -> str:
    """All checks, each with its level, what it finds and what to do about it."""
    lines = []
    for check in CHECKS:
        lines.append(f"{check.id} ({_LEVELS[check.level].in_(language)})")
        lines.append(f"  {check.title.in_(language)}.")
        lines.append(f"  {to_type(check.advice).in_(language)}")
    return "\n".join(lines) + "\n"


def _tell(checked: Checked, language: Language, *, notes: bool) -> None:
    """What was found, for a person, on standard error; on standard output, that all is sound."""
    for finding in checked.findings:
        if notes or finding.level != "note":
            tell(_line(finding, language))
    if checked.sound is None or checked.errors:
        return
    knowledge = checked.sound
    symptoms, causes, remedies = len(knowledge.symptoms), len(knowledge.causes), len(knowledge.remedies)
    said = Text(
        f"{symptoms} symptoms, {causes} causes, {remedies} remedies: sound.",
        f"{symptoms} symptom, {causes} orsaker, {remedies} åtgärder: felfria.",
    )
    hidden = 0 if notes else sum(finding.level == "note" for finding in checked.findings)
    write_text(said.in_(language) + "\n", None)
    if hidden:
        more = Text(f"notes: {hidden} (--notes shows them)", f"anmärkningar: {hidden} (--notes visar dem)")
        tell(more.in_(language))


def _line(finding: Finding, language: Language) -> str:
    """A finding on a line; the check is named where it can be switched off."""
    named = f" [{finding.check}]" if BY_ID[finding.check].may_be_switched_off else ""
    return finding.problem.in_(language) + named


def _day(given: str | None) -> datetime.date:
    if given is None:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(given)
    except ValueError:
        text = Text(f'must be a date such as 2026-03-31, not "{shown(given)}"',
                    f"ska vara ett datum som 2026-03-31, inte ”{shown(given)}”")
        raise InputError([Problem(text, Place("--today"))]) from None
