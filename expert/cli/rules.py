"""The commands `rules list`, `show` and `check`: the knowledge base as text, and whether it is sound."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from expert.cli import exit_codes, options
from expert.cli.help import Group
from expert.cli.output import write
from expert.foundations.problems import InputError
from expert.foundations.texts import Language, Text
from expert.rules.loader import check_layers

_COMMANDS: Mapping[str, tuple[str, Text]] = {
    "check": ("expert.cli.rules:rules_check", Text("Check every rule file.", "Kontrollera varje regelfil.")),
    "list": ("expert.cli.rules_list:rules_list", Text(
        "List symptoms, causes and remedies by topic.", "Lista symptom, orsaker och åtgärder efter ämne."
    )),
    "pages": ("expert.cli.rules_pages:rules_pages", Text(
        "Write a page for each rule, and an index.", "Skriv en sida för varje regel, och en översikt."
    )),
    "show": ("expert.cli.rules_list:rules_show", Text(
        "Show a symptom, cause, remedy or fact, with sources.",
        "Visa ett symptom, en orsak, en åtgärd eller ett faktum, med källor.",
    )),
    "test": ("expert.cli.rules_test:rules_test", Text(
        "Run the cases that stand in the causes' files, and say what they show of the rules.",
        "Kör de fall som står i orsakernas filer och säg vad de visar av reglerna.",
    )),
}  # fmt: skip


@click.group("rules", cls=Group, listed=_COMMANDS, help=Text(
    "The knowledge base: list it, show a part, check it, test it.",
    "Kunskapsbasen: lista den, visa en del, kontrollera den, testa den.",
))
@options.language_of_messages
def rules() -> None:
    pass


@options.command("check", Text(
    "Check every rule file: its form, its references, its sources and its safety.",
    "Kontrollera varje regelfil: dess form, hänvisningar, källor och säkerhet.",
))
@options.language
@options.rules
def rules_check(language: Language, folders: tuple[str, ...]) -> None:
    try:
        found = check_layers(Path(folder) for folder in folders)
    except InputError as error:
        click.echo(error.in_(language), err=True)
        sys.exit(exit_codes.CHECK_FAILED)
    for warning in found.warnings:
        click.echo(warning.in_(language), err=True)
    knowledge = found.knowledge
    symptoms, causes, remedies = len(knowledge.symptoms), len(knowledge.causes), len(knowledge.remedies)
    said = Text(
        f"{symptoms} symptoms, {causes} causes, {remedies} remedies: sound.",
        f"{symptoms} symptom, {causes} orsaker, {remedies} åtgärder: felfria.",
    )
    write(said.in_(language) + "\n", None)
