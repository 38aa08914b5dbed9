"""How old the knowledge is: what it says was true when it was last held against its sources."""

from __future__ import annotations

import re
from datetime import date

import click

from expert.cli.language import language_of
from expert.foundations.texts import Text

MOST_MONTHS = 12
"""The age in months at which knowledge is told to be old."""

_MONTH = re.compile(r"([0-9]{4})\.(0[1-9]|1[0-2])")
_OLD = Text(
    "the knowledge is of {version}, more than a year old: what Microsoft and Apple have changed since is not in it",
    "kunskapen är från {version}, mer än ett år gammal: det som Microsoft och Apple har ändrat sedan dess saknas",
)


def is_old(version: str, today: date) -> bool:
    """Whether knowledge of this version was held against its sources more than a year ago.

    Args:
        version: the year and month of that, as `2026.11`; of any other, nothing is known.
        today: the day.
    """
    found = _MONTH.fullmatch(version)
    if found is None:
        return False
    return (today.year - int(found[1])) * 12 + today.month - int(found[2]) > MOST_MONTHS


def tell_age(version: str) -> None:
    """Say on standard error that the knowledge is old, where it is."""
    if is_old(version, date.today()):
        from expert.cli.handed_over import say_once  # most knowledge is young

        say_once(_OLD.format(version=version).in_(language_of(click.get_current_context())))


def shipped_version() -> str:
    """The version of the shipped knowledge, without reading the rest of it.

    Raises:
        InputError: its file cannot be read.
    """
    from expert.foundations import content, nodes, parsing

    node = parsing.read_file(content.bundled("rules", "knowledge.yaml"), "rules/knowledge.yaml")
    data = nodes.plain(node) if node is not None else {}
    return str(data.get("version", "?")) if isinstance(data, dict) else "?"
