"""`diagnose --save`: what `--set` says is written into the fact file that it was laid over."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from expert.cli.help import language_of
from expert.cli.output import write
from expert.cli.rewriting import known, rewritten
from expert.cli.settings import Settings
from expert.facts.case import Case
from expert.facts.kinds_of_input import is_fact_file
from expert.facts.reader import fact_file_text, facts_in_file, read_settings, shown_name
from expert.facts.synonyms import Words
from expert.foundations.problems import InputError, Place, Problem, ProblemList
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
    """See to it that there is one file to save to, and something to save.

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
    vocabulary, text = knowledge.vocabulary, fact_file_text(file)
    if not is_fact_file(text, file, vocabulary.facts, vocabulary.meant):
        raise InputError([Problem(_NO_FACT_FILE, Place(shown_name(file)))])
    problems, words = ProblemList(), Words(vocabulary)
    given = facts_in_file(text, file, problems, may_be_empty=True, words=words)
    further = read_settings(settings, problems, words=words)
    before = Case.from_raw(given, vocabulary, problems).values()
    now = Case.from_raw([*given, *further], vocabulary, problems).values()
    # `fact=` takes the fact out again.
    left_open = [fact.name for fact in given if fact.raw is None]
    still_open = [name for name in left_open if name not in {fact.name for fact in further}]
    if known(now, still_open) != known(before, left_open):
        write(rewritten(text, file, (before, left_open), (now, still_open), vocabulary), file)
    click.echo(_SAVED.format(file=shown_name(file)).in_(language_of(click.get_current_context())), err=True)
