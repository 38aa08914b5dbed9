"""`diagnose --save`: what `--set` says is written into the fact file that it was laid over."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from expert.cli.answer_file import FactsFile
from expert.cli.handed_over import say_once
from expert.cli.language import language_of
from expert.cli.output import write
from expert.cli.rewriting import known, rewritten
from expert.cli.settings import Settings
from expert.facts.reader import fact_file_text, shown_name
from expert.facts.writer import origins_of
from expert.foundations.problems import InputError, Place, Problem
from expert.foundations.texts import Text
from expert.rules.knowledge import KnowledgeBase

_SAVED = Text("Saved: {file}", "Sparat: {file}")
_ONE_FILE = Text(
    "--save writes what --set says into one fact file; name that file, and a fact with --set",
    "--save skriver det som --set anger i en faktafil; ange den filen och ett faktum med --set",
)
_NO_FACT_FILE = Text(
    "this is a text and no fact file, so --save has nothing to write into",
    "det här är en text och ingen faktafil, så --save har inget att skriva i",
)


def require_one_file(files: Sequence[str], settings: Settings) -> None:
    """See to it that there is one file to save to, beside whatever evidence there is, and something to save.

    Raises:
        InputError: there is not.
    """
    if len(files) != 1 or not settings or not os.path.isfile(files[0]):
        raise InputError([Problem(_ONE_FILE, Place("--save"))])


def save_settings(file: str, settings: Settings, knowledge: KnowledgeBase) -> None:
    """Write what settings say into a fact file; its comments are kept, and it is written whole or not at all.

    Raises:
        InputError: it is no fact file, or cannot be written.
    """
    target = FactsFile(file, fact_file_text(file))
    case, left_open = target.beginning(settings, knowledge, no_fact_file=_NO_FACT_FILE)
    now, language = (case.values(), left_open), language_of(click.get_current_context())
    # `fact=` takes the fact out again.
    if known(*now) != target.stands:
        origins = origins_of(case, language)
        write(rewritten(target.found or "", file, target.begun_with, now, knowledge.vocabulary, origins), file)
    say_once(_SAVED.format(file=shown_name(file)).in_(language))
