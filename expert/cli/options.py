"""What commands share: their options, the language they speak, and the knowledge they use."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast

import click

from expert.problems import InputError, Problem, did_you_mean, shown
from expert.texts import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from expert.rules.knowledge import KnowledgeBase

CHOSEN_LANGUAGE = "expert.language"
"""Where a click context notes the language that was chosen on the command line."""


def environment_language() -> Language:
    """The language of the environment if the product speaks it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        value = os.environ.get(name, "")
        if value:
            code = value[:2].lower()
            return next((language for language in LANGUAGES if language == code), "en")
    return "en"


def language_of(chosen: str | None) -> Language:
    """The chosen language; that of the environment, where none was."""
    return environment_language() if chosen is None else cast(Language, chosen)


def knowledge_of(folders: tuple[str, ...]) -> KnowledgeBase:
    """The shipped rules with these folders laid over them.

    Raises:
        InputError: something in the folders is wrong.
    """
    from expert.rules.knowledge import KnowledgeBase

    return KnowledgeBase.load(*folders)


def require(name: str, known: Iterable[str], none: Text) -> None:
    """See to it that a name is known.

    Args:
        name: what was given.
        known: the names there are.
        none: how to say that there is none of that name, up to the name.

    Raises:
        InputError: it is not known; what was likely meant is named.
    """
    valid = list(known)
    if name not in valid:
        hint = did_you_mean(name, valid)
        if not hint.en:
            hint = Text("; `expert rules list` shows what there is", "; `expert rules list` visar vad som finns")
        raise InputError([Problem(Text(
            f'{none.en} "{shown(name)}"{hint.en}', f"{none.sv} ”{shown(name)}”{hint.sv}"
        ))])


def require_symptom(name: str | None, knowledge: KnowledgeBase) -> None:
    """See to it that a symptom is known, where one was named.

    Raises:
        InputError: it is not known; what was likely meant is named.
    """
    if name is not None:
        require(name, knowledge.symptoms, Text("there is no symptom", "det finns inget symptom"))


# The options


def _remember(ctx: click.Context, _: click.Parameter, value: str | None) -> str | None:
    ctx.meta[CHOSEN_LANGUAGE] = value
    return value


def language(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--language`."""
    return click.option(
        "--language", type=click.Choice(LANGUAGES), is_eager=True, callback=_remember,
        help="Language of the result (default: that of the environment).",
    )(command)


def rules(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--rules`, as `folders`."""
    return click.option(
        "--rules", "folders", multiple=True, metavar="DIR",
        help="A further rule folder, laid over the shipped rules. May be repeated.",
    )(command)


def output(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--output`."""
    return click.option("-o", "--output", metavar="OUT", help="Write to this file instead of standard output.")(command)


def form(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--format`, as `form`, for a command that knows these formats."""
    return click.option(
        "--format", "form", type=click.Choice(formats), help="Default: by the ending of OUT, else text."
    )


def settings(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--set`, as `settings`."""
    return click.option(
        "--set", "settings", multiple=True, metavar="FACT=VALUE",
        help="A further fact; it replaces the one in the file. May be repeated.",
    )(command)
