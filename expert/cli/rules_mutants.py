"""The command `rules mutants`: would check or test notice if a rule folder were wrong?"""

from __future__ import annotations

import os
import re
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from expert.cli import exit_codes, forms, knowing, options
from expert.cli.help import Choice as OneOf
from expert.cli.output import write, write_text
from expert.cli.streams import tell
from expert.engine.case_faults import fault_of
from expert.engine.rule_cases import failures
from expert.foundations.outgoing import in_json
from expert.foundations.problems import InputError, Place, Problem
from expert.foundations.texts import Language, Text
from expert.proving.case_insertion import with_cases
from expert.proving.case_text import case_data
from expert.proving.mutants.ground import Folders, Ground
from expert.proving.mutants.judging import mutants_of
from expert.proving.mutants.kinds import KINDS
from expert.proving.mutants.proposing import Proposing
from expert.proving.mutants.report import Report
from expert.proving.mutants.trial import Choice, Tried, records_to_mend, try_mutants
from expert.rules.cause_files import cause_files
from expert.rules.models import RuleCase
from expert.visualize.views import JSON, TEXT

ABOUT = Text("Make small mistakes in the rules, and list those that neither check nor test notices.",
             "Gör små fel i reglerna och lista dem som varken check eller test märker.")
_PER_CENT = Text("PERCENT", "PROCENT")
_MOST_MUTANTS, _MOST_JOBS = 10_000_000, 512
_JOBS = min(os.cpu_count() or 1, 8)


class _PerCent(click.ParamType[float]):
    """A share from 0 to 100."""

    name = "per cent"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        said = str(value)
        if not re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,9})?", said) or float(said) > 100:
            raise InputError([Problem(_NO_PER_CENT, _place(param))])
        return float(said)


def _place(param: click.Parameter | None) -> Place:
    return Place("" if param is None else param.opts[0])


@options.command("mutants", Text(
    f"{ABOUT.en}\n\nEach mutant is one mistake in one part: a test of a condition that is dropped or denied, a bound "
    "that is moved, a step, a safety mark or a source that is missing, languages that are swapped, and so on. Nothing "
    "is written to the folder. Those that change nothing are recorded in mutants.yaml, with the reason. Exit code 1 "
    "if some survive and --at-least is not reached, or one survives that endangers data.",
    f"{ABOUT.sv}\n\nVarje mutant är ett fel i en del: ett test i ett villkor som saknas eller förnekas, en gräns som "
    "flyttas, ett steg, en säkerhetsmärkning eller en källa som saknas, språk som har bytt plats och så vidare. Inget "
    "skrivs i mappen. De som inte ändrar något antecknas i mutants.yaml, med skälet. Slutkod 1 om några överlever och "
    "--at-least inte nås, eller om en överlever som är farlig för data.",
))
@options.option("--kind", "kinds", multiple=True, type=OneOf(list(KINDS)), metavar=Text("KIND", "SORT"), help=Text(
    "Only mutants of this kind. May be repeated.", "Bara mutanter av den här sorten. Kan upprepas."
))
@options.option("--part", "parts", multiple=True, metavar=options.ID, help=Text(
    "Only mutants of the part with this id. May be repeated.", "Bara mutanter av delen med detta id. Kan upprepas."
))
@options.option("--sample", type=options.Whole(1, _MOST_MUTANTS), metavar=options.NUMBER, help=Text(
    "Try so many only, drawn by lot, some of each kind.", "Pröva bara så många, dragna på måfå, några av varje sort."
))
@options.option("--seed", type=options.Seed(), metavar=options.NUMBER, help=Text(
    "Which sample; the one that was drawn is printed.", "Vilket urval; det som drogs skrivs ut."
))
@options.option("--at-least", type=_PerCent(), default="100", metavar=_PER_CENT, help=Text(
    "How many in a hundred are to be noticed (default: 100).", "Hur många av hundra som ska märkas (annars 100)."
))
@options.option("--jobs", type=options.Whole(1, _MOST_JOBS), default=_JOBS, metavar=options.NUMBER, help=Text(
    "How many processes to use (default: as many as there are processors).",
    "Hur många processer som används (annars lika många som processorerna).",
))
@options.option("--write", "writes", is_flag=True, help=Text(
    "Add cases that notice survivors to the files of their causes, each to be confirmed.",
    "Lägg till fall som märker överlevande i orsakernas filer, att bekräfta.",
))
@options.form(*forms.names(TEXT, JSON))
@options.output
@options.language
@options.rules
def rules_mutants(
    kinds: tuple[str, ...], parts: tuple[str, ...], sample: int | None, seed: int | None, at_least: float, jobs: int,
    form: str | None, output: str | None, language: Language, folders: tuple[str, ...], *, writes: bool,
) -> None:
    form = form or forms.by_ending(output, TEXT, JSON)
    found = Folders.named(Path(folder) for folder in folders)
    ground = Ground(found)
    _require_sound(ground, folders, language)
    every = list(mutants_of(ground))
    for part in parts:
        knowing.require(part, {mutant.part.id for mutant in every}, _NO_PART)
    choice = Choice(kinds, parts, sample, secrets.randbelow(1_000_000) if seed is None else seed)
    tried = list(try_mutants(found, ground, choice, jobs))
    report = Report(tried, len(Choice(kinds, parts).of(every)), choice, records_to_mend(ground, tried))
    for problem in report.to_mend:
        tell(problem.in_(language))
    if form == JSON.name:
        write(in_json(report.to_data()) + "\n", output)
    else:
        write_text(report.to_text(language), output)
    if writes:
        _write(ground, tried, folders, language)
    sys.exit(exit_codes.RAN if report.reaches(at_least) else exit_codes.CHECK_FAILED)


def _write(ground: Ground, tried: Sequence[Tried], folders: tuple[str, ...], language: Language) -> None:
    """Add the cases that notice survivors; nothing is written before all is ready to be."""
    proposing, proposed = Proposing(ground), dict[str, list[RuleCase]]()
    for one in tried:
        found = proposing.case_for(one.mutant) if one.survived else None
        if found is not None:
            proposed.setdefault(found.cause, []).append(found.case)
    files = [cause_files(None), *(cause_files(Path(folder)) for folder in folders)]
    ready = []
    for cause, cases in proposed.items():
        file = files[ground.knowledge.written_in("causes", cause).layer][cause]
        ready.append((file, with_cases(file, [case_data(case, ground.knowledge.vocabulary) for case in cases])))
    for file, text in ready:
        write(text, str(file.path))
        tell(_WRITTEN.format(file=file.shown).in_(language))


def _require_sound(ground: Ground, folders: tuple[str, ...], language: Language) -> None:
    """See to it that the cases hold as they are: else they would notice every mutant, and say nothing by it."""
    failed = [fault_of(result, ground.knowledge, folders) for result in failures(ground.cases)]
    if failed:
        tell("\n".join(problem.in_(language) for problem in [*failed, Problem(_NOT_SOUND)]))
        sys.exit(exit_codes.CHECK_FAILED)


_WRITTEN = Text("{file}: cases added, to be confirmed", "{file}: fall tillagda, att bekräfta")
_NO_PER_CENT = Text("a share from 0 to 100 is needed here, such as 95",
                    "här behövs en andel från 0 till 100, till exempel 95")
_NO_PART = Text("no mutants can be made of a part with the id", "det går inte att göra mutanter av en del med id")
_NOT_SOUND = Text("mutants tell something only where every case holds",
                  "mutanter säger något bara där alla fall stämmer")
