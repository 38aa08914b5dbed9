"""`--redact`: what is masked in what a command writes, by the command line, the settings, or what it is for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from expert.cli import options
from expert.cli.configuration import configured
from expert.cli.handed_over import say_once
from expert.cli.help import Choice
from expert.cli.own_domain import for_own_domain
from expert.facts.case import Case
from expert.foundations.commands import carry_only_language
from expert.foundations.problems import Problem
from expert.foundations.terms import REDACTIONS, Redaction
from expert.foundations.texts import Language, Text
from expert.results.document import Document

if TYPE_CHECKING:
    from expert.escalating.redaction import Redactor
    from expert.rules.knowledge import KnowledgeBase

_Document = TypeVar("_Document", bound=Document)

_SHOWN = Text(
    "What is masked. none (if left out): texts and facts are shown as they were given, with the personal data in them; "
    "personal: what identifies a person or a device, and secrets; tenant: also what identifies the organization.",
    "Vad som maskeras. none (om inget anges): texter och fakta visas som de angavs, med de personuppgifter som finns i "
    "dem; personal: det som pekar ut en person eller en enhet, och hemligheter; tenant: även det som pekar ut "
    "organisationen.",
)
_AT_THE_END = Text(
    "What is masked in the result at the end: nothing (none, if left out), personal data and secrets (personal), also "
    "what identifies the organization (tenant). What you type is repeated, and saved, as you typed it.",
    "Vad som maskeras i resultatet i slutet: inget (none, om inget anges), personuppgifter och hemligheter (personal), "
    "även det som pekar ut organisationen (tenant). Det du skriver upprepas, och sparas, så som du skrev det.",
)
_LEAVES = Text(
    "What is masked. personal (if left out): what identifies a person or a device, and secrets; tenant: also what "
    "identifies the organization; none: nothing.",
    "Vad som maskeras. personal (om inget anges): det som pekar ut en person eller en enhet, och hemligheter; tenant: "
    "även det som pekar ut organisationen; none: inget.",
)


def shown(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--redact`, as `redact`, for a command whose result is read by who made the case: it masks nothing by itself."""
    return options.option("--redact", type=Choice(REDACTIONS), help=_SHOWN)(function)


def at_the_end(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--redact`, as `redact`, for a dialogue: it masks nothing by itself, and what is typed stays as it is."""
    return options.option("--redact", type=Choice(REDACTIONS), help=_AT_THE_END)(function)


def leaves(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--redact`, as `redact`, for a command whose result is handed on: it masks what is personal by itself."""
    return options.option("--redact", type=Choice(REDACTIONS), help=_LEAVES)(function)


def level_of(redact: str | None, default: Redaction, *, for_ticket: bool = False) -> Redaction:
    """What is masked: by the command line, else by the settings, else by what the command is for.

    Args:
        redact: what the command line says.
        default: what the command masks by itself.
        for_ticket: true and false in the settings speak of tickets, for they did before there were words.
    """
    said = redact if redact is not None else configured().redact
    if isinstance(said, bool):
        said = ("personal" if said else "none") if for_ticket else default
    level = next((level for level in REDACTIONS if level == said), default)
    if level != "none":
        carry_only_language()
    return level


def redactor(
    redact: str | None, knowledge: KnowledgeBase, cases: Iterable[Case], default: Redaction = "none"
) -> Redactor | None:
    """What redacts the results of a command; None where nothing is masked, and nothing has to be imported."""
    level = level_of(redact, default)
    if level == "none":
        return None
    from expert.escalating.redaction import Redactor

    return Redactor(level, knowledge.vocabulary, cases, key=configured().redact_key)


def redacted(document: _Document, by: Redactor | None) -> _Document:
    """A result as it is to be shown."""
    return document if by is None else by.redacted(document)


def as_shown(document: _Document, by: Redactor | None) -> _Document:
    """A result of a command that masks nothing by itself, as it is to be shown: with the organization's own domain."""
    return for_own_domain(redacted(document, by), "none" if by is None else by.level)


def tell_what_is_not_known(by: Redactor | None, language: Language) -> None:
    """Say once on standard error that names in sentences are not masked, for results that have no place for it.

    It is to be said when these have been redacted: what is said depends on whether anything was masked.
    """
    if by is not None and by.notice is not None:
        say_once(by.notice.in_(language))


def masked_problem(problem: Problem, language: Language) -> str:
    """What is wrong, on one line, without what identifies somebody: such a line is pasted into chats, and kept in logs.

    The name of a file stays as it is, for without it nobody finds the place.
    """
    from expert.redacting.masking import unsaid

    said = unsaid(problem.text.in_(language), language)
    place = problem.place
    if place is None:
        return said
    return f"{place if place.line is not None else unsaid(str(place), language)}: {said}"
