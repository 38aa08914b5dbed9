"""The options of every command that takes a case: what is laid over its facts, and the evidence that adds to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from expert.cli import options
from expert.cli.evidence_wanted import EvidenceWanted
from expert.cli.live import Live, asked
from expert.cli.options import SETTING
from expert.cli.settings import Settings
from expert.foundations.commands import carry_case
from expert.foundations.texts import Text

_set = options.option(
    "--set", "settings", multiple=True, metavar=SETTING,
    help=Text(
        "A further fact; it replaces the one in the file. May be repeated.",
        "Ytterligare ett faktum; det ersätter det i filen. Kan upprepas.",
    ),
)  # fmt: skip
_no_text_facts = options.option(
    "--no-text-facts", "only_given", is_flag=True,
    help=Text(
        "Judge by the facts that are given alone: read none from the text of the message.",
        "Gå bara på de fakta som anges: läs inga ur meddelandets text.",
    ),
)  # fmt: skip
evidence = options.option(
    "--evidence", multiple=True, metavar=Text("PATH", "SÖKVÄG"),
    help=Text(
        "An export, a log, an archive or a folder that adds to the facts. May be repeated.",
        "En export, en logg, ett arkiv eller en mapp som lägger till fakta. Kan upprepas.",
    ),
)  # fmt: skip
_user = options.option(
    "--user", default="", metavar=Text("NAME", "NAMN"),
    help=Text(
        "Whom the case is about, where the evidence knows several: a sign-in name or id.",
        "Vem ärendet gäller, om underlaget känner till flera: ett inloggningsnamn eller id.",
    ),
)  # fmt: skip
_group = options.option(
    "--group", "groups", multiple=True, metavar=Text("ID", "ID"),
    help=Text(
        "The id of a group that the user is in; name all of them. Restrictions are assigned to groups.",
        "Id för en grupp som användaren ingår i; ange alla. Begränsningar tilldelas grupper.",
    ),
)  # fmt: skip
_device = options.option(
    "--device", default="", metavar=Text("NAME", "NAMN"),
    help=Text(
        "The device, where the evidence knows several: a serial number or id.",
        "Enheten, om underlaget känner till flera: ett serienummer eller id.",
    ),
)  # fmt: skip


def settings(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--set`, `--no-text-facts` and evidence, together as `settings`: what is laid over what is handed over."""

    @wraps(function)
    def with_settings(
        *args: Any, settings: tuple[str, ...], only_given: bool, evidence: tuple[str, ...], user: str, device: str,
        groups: tuple[str, ...], live: Live, **others: Any,
    ) -> Any:
        wanted = EvidenceWanted(evidence, user, device, groups or None, live=live)
        carry_case(_typed_again(settings, wanted, only_given=only_given))
        return function(*args, settings=Settings(settings, only_given=only_given, evidence=wanted), **others)

    return _set(_no_text_facts(evidence(about(asked(with_settings)))))


def _typed_again(settings: tuple[str, ...], wanted: EvidenceWanted, *, only_given: bool) -> str:
    """The same options behind a command that goes on with the case."""
    if not (settings or wanted or only_given):
        return ""
    from expert.cli.typed_again import as_options

    flag = " --no-text-facts" if only_given else ""
    return f"{as_options(set=settings)}{flag}{as_options(**wanted.options())}"


def about(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--user`, `--device` and `--group`: whom evidence must speak of to be a fact of the case."""
    return _user(_device(_group(function)))
