"""The language that a command line speaks: the one it asks for, or that of the settings, or of the environment."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import cast

import click

from expert.cli.configuration import configured
from expert.foundations.commands import carry
from expert.foundations.problems import InputError
from expert.foundations.texts import LANGUAGES, Language

_LANGUAGE = "expert.language"
_GIVEN = "expert.given_language"


def speak(ctx: click.Context, language: Language, *, given: bool = False) -> None:
    """Note the language of a command line; it holds for every command on it.

    Args:
        ctx: the command line.
        language: the language.
        given: whether it was asked for on the command line itself.
    """
    ctx.meta[_LANGUAGE], ctx.meta[_GIVEN] = language, given


def language_of(ctx: click.Context) -> Language:
    """The language of a command line; English where none was noted."""
    return cast(Language, ctx.meta.get(_LANGUAGE, "en"))


def given_on(ctx: click.Context) -> Language | None:
    """The language that a command line itself asks for; None where that of the settings or the environment is taken."""
    return language_of(ctx) if ctx.meta.get(_GIVEN) else None


def environment_language() -> Language:
    """The language of the environment if the product speaks it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        value = os.environ.get(name, "")
        if value:
            code = value[:2].lower()
            return next((language for language in LANGUAGES if language == code), "en")
    return "en"


def language_on(arguments: Sequence[str]) -> Language | None:
    """The language that a command line asks for, wherever on it; known before anything on it is understood.

    What is wrong with a command line is to be said in that language too.
    """
    chosen: Language | None = None
    for option, value in zip(arguments, [*arguments[1:], ""], strict=False):
        if option == "--":
            break
        name, equals, joined = option.partition("=")
        if name == "--language":
            wanted = joined if equals else value
            chosen = next((language for language in LANGUAGES if language == wanted), chosen)
    return chosen


def note_language(ctx: click.Context, arguments: Sequence[str]) -> None:
    """Note the language of a command line, and whether it was asked for on it.

    Without `--language` it is that of the settings, and then that of the environment. Where it is another than that,
    each command that is printed chooses it too.

    Raises:
        InputError: something is wrong in the settings.
    """
    given = language_on(arguments)
    carry(None)
    speak(ctx, given or environment_language(), given=given is not None)
    try:
        with ctx.scope(cleanup=False):
            wanted = configured()
    except InputError:
        if ctx.resilient_parsing:  # a shell that is asking hears of no mistakes
            return
        raise
    by_itself = wanted.language or environment_language()
    if given is None:
        speak(ctx, by_itself)
    elif given != by_itself:
        carry(given)


def given_language() -> Language | None:
    """The language that the current command line asks for; None where that of the environment is taken."""
    ctx = click.get_current_context(silent=True)
    return None if ctx is None else given_on(ctx)
