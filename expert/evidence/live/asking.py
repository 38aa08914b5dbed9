"""What can be asked live about a domain, and the evidence that the answers are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.util import find_spec
from typing import Literal, get_args

from expert.evidence.evidence import Evidence
from expert.evidence.mapping import Mappings, shipped_mappings
from expert.evidence.objects import Understanding
from expert.evidence.reading import understood
from expert.evidence.subjects import About
from expert.facts import vocabulary_files
from expert.facts.vocabulary import Vocabulary
from expert.foundations.problems import InputError, Place, Problem, shown
from expert.foundations.texts import Text

LiveKind = Literal["dns", "discovery"]
"""The CNAME records of a domain; its file for account-driven enrollment."""

LIVE: tuple[LiveKind, ...] = get_args(LiveKind)

SECONDS = 10.0
"""How long each of them may take where nothing else is said."""

_NEEDS = {"dns": ("dns",), "discovery": ("dns", "httpx")}
_DOMAIN = re.compile(r"(?=.{4,253}\Z)(?:[^\W_](?:[\w-]{0,61}\w)?\.)+[^\W\d_](?:[\w-]{0,61}\w)?")


def live_evidence(
    kinds: Iterable[LiveKind], domain: str, resolver: str | None = None, timeout: float = SECONDS,
    about: About | None = None, *, tenant: str | None = None, mappings: Mappings | None = None,
    vocabulary: Vocabulary | None = None,
) -> Evidence:
    """Ask about the domain that users sign in with.

    Args:
        kinds: what is asked.
        domain: the domain; of an address, the part after the @.
        resolver: the name server to ask: an IP address, with a port after a colon if it is not 53; the system's if
            left out.
        timeout: seconds that each kind may take.
        about: what the case is about; nobody in particular, today, if left out.
        tenant: the id of the tenant, which the discovery file must name; asked of Microsoft's sign-in if left out.
        mappings: what objects say; the shipped ones if left out.
        vocabulary: the facts that there are; the shipped ones if left out.

    Raises:
        InputError: it is no domain or no name server, or what is needed to ask is not installed.
    """
    wanted = tuple(dict.fromkeys(kinds))
    for kind in wanted:
        if any(find_spec(module) is None for module in _NEEDS[kind]):
            raise InputError([Problem(NO_LIVE, Place(f"--live {kind}"))])
    domain = domain_of(domain)
    vocabulary = vocabulary_files.shipped_vocabulary() if vocabulary is None else vocabulary
    about = About.of() if about is None else about
    into = Understanding(shipped_mappings() if mappings is None else mappings, vocabulary, about)
    for kind in wanted:
        if kind == "dns":
            from expert.evidence.live.dns import Servers, ask_records

            ask_records(domain, into, Servers.of(resolver), timeout)
        else:
            from expert.evidence.live.discovery import Web, ask_discovery

            ask_discovery(domain, into, Web(resolver), timeout, tenant)
    return understood(into, about, vocabulary)


def domain_of(given: str) -> str:
    """A domain as name servers know it, from a domain or an address as people write them.

    >>> domain_of("Person@Contoso.com ")
    'contoso.com'

    Raises:
        InputError: it is none.
    """
    name = given.strip().rpartition("@")[2].rstrip(".").casefold()
    try:
        plain = name.encode("idna").decode("ascii")
    except UnicodeError:
        plain = ""
    if not _DOMAIN.fullmatch(plain):
        raise InputError([Problem(_NO_DOMAIN, Place(f"--domain {shown(given)}"))])
    return plain


NO_LIVE = Text(
    'asking live needs the extra live: pip install "enrollment-expert[live]"',
    'att fråga direkt kräver tillägget live: pip install "enrollment-expert[live]"',
)
_NO_DOMAIN = Text(
    "this is no domain; give the part after the @ of the address that users sign in with, such as contoso.com",
    "det här är ingen domän; ange delen efter @ i adressen som användarna loggar in med, till exempel contoso.com",
)
