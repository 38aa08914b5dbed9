"""The commands `rules list`, `show` and `check`: the knowledge base as text, and whether it is sound."""

from __future__ import annotations

from collections.abc import Mapping

import click

from expert.cli import options
from expert.cli.help import Group
from expert.foundations.texts import Text

_COMMANDS: Mapping[str, tuple[str, Text]] = {
    "check": ("expert.cli.rules_check:rules_check", Text("Check every rule file.", "Kontrollera varje regelfil.")),
    "links": ("expert.cli.rules_links:rules_links", Text(
        "List the addresses that documents and links lead to, and try them.",
        "Lista adresserna som dokument och länkar leder till, och prova dem.",
    )),
    "list": ("expert.cli.rules_list:rules_list", Text(
        "List symptoms, causes and remedies by topic.", "Lista symptom, orsaker och åtgärder efter ämne."
    )),
    "mutants": ("expert.cli.rules_mutants:rules_mutants", Text(
        "Make small mistakes in the rules, and list those that nothing notices.",
        "Gör små fel i reglerna och lista dem som inget märker.",
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
