"""`--live`: what no file says is asked of name servers and a domain's web server, for commands that read evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from expert.cli import options
from expert.cli.configuration import configured
from expert.cli.help import Choice
from expert.foundations.problems import InputError, Place, Problem
from expert.foundations.texts import Text

if TYPE_CHECKING:
    from expert.evidence import About, Evidence
    from expert.rules.knowledge import KnowledgeBase

KINDS = ("dns", "discovery")
SECONDS = 10.0
"""How long each may take where nothing else is said."""


@dataclass(frozen=True)
class Live:
    """What the command line asks to look up.

    Raises:
        InputError: there is something to go by, and nothing is asked.

    Attributes:
        kinds: what is asked; nothing, where it is not wanted.
        domain: the domain that users sign in with; the one of the settings if left out.
        resolver: the name server.
        tenant: the id of the tenant.
        seconds: how long each may take.
    """

    kinds: tuple[str, ...] = ()
    domain: str | None = None
    resolver: str | None = None
    tenant: str | None = None
    seconds: float = SECONDS

    def __post_init__(self) -> None:
        if not self.kinds and (self.domain is not None or self.resolver is not None):
            raise InputError([Problem(_NOTHING_ASKED, Place("--live"))])

    def __bool__(self) -> bool:
        return bool(self.kinds)

    def options(self, about: About) -> dict[str, str | tuple[str, ...] | None]:
        """The options that ask the same again, whoever the case is about, by their names."""
        return {**self.typed(), "domain": self._domain(about)}

    def typed(self) -> dict[str, str | tuple[str, ...] | None]:
        """The options as they were typed, by their names."""
        return {"live": self.kinds, "domain": self.domain, "resolver": self.resolver, "tenant-id": self.tenant}

    def evidence(self, about: About | None = None, knowledge: KnowledgeBase | None = None) -> Evidence | None:
        """What is answered; None where nothing is asked.

        Args:
            about: what the case is about; the domain of its user is asked about where none is named.
            knowledge: the facts there are, and what answers say; the shipped knowledge if left out.

        Raises:
            InputError: it is not said about which domain, or what is needed to ask is not installed.
        """
        if not self.kinds:
            return None
        domain = self._domain(about)
        if domain is None:
            raise InputError([Problem(_WHICH_DOMAIN, Place("--domain"))])
        # Only now: what is given on a command line is mostly no wish to ask.
        from expert.evidence import live
        from expert.evidence.widening import mappings_of
        from expert.rules.knowledge import KnowledgeBase

        knowledge = KnowledgeBase.shipped() if knowledge is None else knowledge
        return live.live_evidence(
            [kind for kind in live.LIVE if kind in self.kinds], domain, self.resolver, self.seconds, about,
            tenant=self.tenant, mappings=mappings_of(knowledge), vocabulary=knowledge.vocabulary,
        )  # fmt: skip

    def _domain(self, about: About | None) -> str | None:
        return self.domain or _domain_of(about) or configured().domain


def _domain_of(about: About | None) -> str | None:
    domains = {name.rpartition("@")[2] for name in (() if about is None else about.user) if "@" in name}
    return domains.pop() if len(domains) == 1 else None


_live = options.option("--live", "kinds", multiple=True, type=Choice(KINDS), help=Text(
    "Ask over the network what no file says: dns (the CNAME records of the domain), discovery (its file for "
    "account-driven enrollment). May be repeated; needs the extra live.",
    "Fråga över nätverket om det som ingen fil visar: dns (domänens CNAME-poster), discovery (dess fil för "
    "kontodriven registrering). Kan upprepas; kräver tillägget live.",
))  # fmt: skip
_domain = options.option("--domain", metavar=Text("DOMAIN", "DOMÄN"), help=Text(
    "With --live: the domain that users sign in with (default: that of the user, or of the settings).",
    "Med --live: domänen som användarna loggar in med (annars användarens eller inställningarnas).",
))  # fmt: skip
_resolver = options.option("--resolver", metavar=Text("IP", "IP"), help=Text(
    "With --live: the name server to ask, such as 192.0.2.53 (default: that of the system).",
    "Med --live: namnservern som tillfrågas, till exempel 192.0.2.53 (annars systemets).",
))  # fmt: skip
_tenant = options.option("--tenant-id", metavar=Text("ID", "ID"), help=Text(
    "With --live discovery: the tenant's ID, which the file must hold (default: as Microsoft's sign-in tells it).",
    "Med --live discovery: klientorganisationens ID, som filen ska innehålla (annars det Microsofts inloggning anger).",
))  # fmt: skip


def asked(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--live`, `--domain`, `--resolver` and `--tenant-id`, together as `live`; the time is that of the command."""
    return _live(_domain(_resolver(_tenant(_together(function)))))


def _together(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def with_live(
        *args: Any, kinds: tuple[str, ...], domain: str | None, resolver: str | None, tenant_id: str | None,
        **others: Any,
    ) -> Any:
        return function(*args, live=Live(kinds, domain, resolver, tenant_id), **others)

    return with_live


_WHICH_DOMAIN = Text(
    "--live asks about a domain; name the one that users sign in with, such as --domain contoso.com",
    "--live frågar om en domän; ange den som användarna loggar in med, till exempel --domain contoso.com",
)
_NOTHING_ASKED = Text(
    "--domain and --resolver belong to --live; add --live dns or --live discovery",
    "--domain och --resolver hör till --live; lägg till --live dns eller --live discovery",
)
