"""The command `collect`: a tenant is asked for what a case needs, and the answers are kept as a bundle of evidence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from expert.cli import options, redacting
from expert.cli.help import Choice
from expert.cli.language import language_of
from expert.cli.output import write_text
from expert.cli.streams import tell
from expert.foundations.problems import InputError, Place, Problem, visible
from expert.foundations.terms import REDACTIONS, Redaction
from expert.foundations.texts import Language, Text

if TYPE_CHECKING:
    from expert.collecting import SignIn, Wanted

COLLECT = Text(
    "Ask Microsoft Graph for what a case needs, and keep the answers as a bundle that every command reads offline "
    "later. It only reads. The bundle holds the answers as they came, without tokens and other secrets, and a manifest "
    "of what was asked, when and with which filter.\n\n"
    "It signs in as an app that is registered in your tenant for this: in a browser with a code, or with the app's "
    "certificate. --list shows which permissions the app needs, and asks nothing.",
    "Fråga Microsoft Graph om det ett ärende behöver, och spara svaren som en insamling som alla kommandon sedan läser "
    "utan nätverk. Den läser bara. Insamlingen innehåller svaren så som de kom, utan token och andra hemligheter, och "
    "en förteckning över vad som frågades, när och med vilket filter.\n\n"
    "Inloggningen sker som en app som är registrerad i er klientorganisation för detta: i en webbläsare med en kod, "
    "eller med appens certifikat. --list visar vilka behörigheter appen behöver, och frågar inget.",
)


@options.command("collect", COLLECT)
@options.option("--tenant", metavar=Text("TENANT", "ORGANISATION"), help=Text(
    "The tenant: its ID, or a domain of it.", "Klientorganisationen: dess ID, eller en av dess domäner.",
))
@options.option("--client", metavar=options.ID, help=Text(
    "The ID of the app that is registered for this.", "ID för appen som är registrerad för detta.",
))
@options.option("--certificate", metavar=options.FILE, help=Text(
    "The app's certificate and its key (PEM); without it, you sign in in a browser.",
    "Appens certifikat och nyckel (PEM); utan det loggar du in i en webbläsare.",
))
@options.option("--user", metavar=Text("USER", "ANVÄNDARE"), help=Text(
    "Ask for this user too: the sign-in name, or the ID.",
    "Fråga även om den här användaren: inloggningsnamn eller ID.",
))
@options.option("--device", metavar=Text("SERIAL", "SERIENUMMER"), help=Text(
    "Ask for the device with this serial number too.", "Fråga även om enheten med det här serienumret.",
))
@options.option("-o", "--output", metavar=options.OUT, help=Text(
    "The bundle: a new folder, or a file that ends in .zip.",
    "Insamlingen: en ny mapp, eller en fil som slutar på .zip.",
))
@options.option("--redact", type=Choice(REDACTIONS), help=Text(
    "What is masked in the bundle: nothing (none, if left out), what identifies a person or a device (personal), also "
    "what identifies the organization (tenant). What belongs together is still seen to.",
    "Vad som maskeras i insamlingen: inget (none, om inget anges), det som pekar ut en person eller en enhet "
    "(personal), även det som pekar ut organisationen (tenant). Det som hör ihop syns fortfarande.",
))
@options.option("--list", "lists", is_flag=True, help=Text(
    "Show the permissions and the requests, and ask nothing.", "Visa behörigheterna och frågorna, och fråga inget.",
))
@options.language
@click.pass_context
def collect(
    ctx: click.Context, tenant: str | None, client: str | None, certificate: str | None, user: str | None,
    device: str | None, output: str | None, redact: str | None, lists: bool, language: Language,
) -> None:
    from expert.collecting import Wanted

    if lists:
        wanted = Wanted(tenant or "", user, device)
        write_text("".join(f"{line}\n" for line in _listed(wanted, language)))
        return
    given = {"--tenant": tenant, "--client": client, "-o": output}
    missing = [Problem(_MISSING, Place(name)) for name, value in given.items() if not value]
    if tenant is None or client is None or output is None or missing:
        raise InputError(missing)
    if any(find_spec(module) is None for module in ("httpx", "msal")):
        raise InputError([Problem(NO_GRAPH, Place("collect"))])
    _collect(
        Wanted(tenant, user, device), _sign_in(tenant, client, certificate), output,
        redacting.level_of(redact, "none"), language_of(ctx),
    )  # fmt: skip


def _collect(wanted: Wanted, sign_in: SignIn, output: str, level: Redaction, language: Language) -> None:
    from expert.collecting import collect as collected

    def say(request: str, number: int, count: int) -> None:
        if sys.stderr is not None and sys.stderr.isatty():
            tell(_ASKED.format(name=request, number=number + 1, count=count).in_(language))

    result = collected(wanted, sign_in, output, redact=level, tell=say)
    for name, why in result.missing:
        tell(f"{name}: {why.in_(language)}")
    tell(_WRITTEN.format(out=visible(output), answers=result.answers, missing=len(result.missing)).in_(language))


def _sign_in(tenant: str, client: str, certificate: str | None) -> SignIn:
    """How it signs in: by a code that is shown on standard error, or by a certificate."""
    from expert.collecting.sign_in import AppCertificate, DeviceCode

    return DeviceCode(tenant, client, tell) if certificate is None else AppCertificate(tenant, client, certificate)


def _listed(wanted: Wanted, language: Language) -> Iterator[str]:
    from expert.collecting import permissions, shipped_requests

    requests = shipped_requests().wanted(wanted)
    yield _PERMISSIONS.in_(language)
    yield from (f"  {name}" for name in permissions(requests))
    yield ""
    yield _REQUESTS.in_(language)
    yield from (f"  {request.id}: GET {request.get}" for request in requests)
    if wanted.user is None or wanted.device is None:
        yield ""
        yield _MORE.in_(language)


NO_GRAPH = Text(
    'asking Microsoft Graph needs the extra graph: pip install "enrollment-expert[graph]"',
    'att fråga Microsoft Graph kräver tillägget graph: pip install "enrollment-expert[graph]"',
)
_MISSING = Text(
    "this is needed to collect; --list shows what is asked, without it",
    "det här behövs för att samla in; --list visar vad som frågas, utan det",
)
_ASKED = Text("{name} ({number} of {count})", "{name} ({number} av {count})")
_WRITTEN = Text(
    "Written: {out} (answers: {answers}, missing: {missing})", "Skrivet: {out} (svar: {answers}, saknas: {missing})"
)
_PERMISSIONS = Text(
    "Permissions that the app needs, all of them to read:", "Behörigheter som appen behöver, alla för läsning:"
)
_REQUESTS = Text("What is asked, in this order:", "Det som frågas, i den här ordningen:")
_MORE = Text(
    "With --user and --device more is asked, for which more permissions are needed.",
    "Med --user och --device frågas mer, och då behövs fler behörigheter.",
)
