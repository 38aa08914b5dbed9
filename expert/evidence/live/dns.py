"""Asks name servers for the CNAME records that enrollment can use."""

from __future__ import annotations

import ipaddress
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import dns.exception
import dns.flags
import dns.message
import dns.query
import dns.rcode
import dns.rdatatype
import dns.resolver

from expert.evidence.dns_answers import DnsAnswer
from expert.evidence.dns_reader import DNS_RECORD, take_answer
from expert.evidence.objects import Understanding
from expert.foundations.problems import InputError, Place, Problem, shown
from expert.foundations.texts import Text

if TYPE_CHECKING:
    from dns.message import Message

_PORT = 53
_PATIENCE = 2.0
"""Seconds after which a server is asked again, or another one: a packet may be lost."""
_MOST_HOPS = 8


@dataclass(frozen=True)
class Servers:
    """Who is asked.

    Attributes:
        addresses: IP addresses, in the order in which they are asked.
        port: their port.
    """

    addresses: tuple[str, ...]
    port: int = _PORT

    @classmethod
    def of(cls, given: str | None) -> Servers:
        """The one that somebody names, or those of the system.

        Raises:
            InputError: it is no IP address, or the system has none.
        """
        if given is None:
            try:
                return cls(tuple(str(one) for one in dns.resolver.Resolver().nameservers))
            except dns.resolver.NoResolverConfiguration:
                raise InputError([Problem(_NO_SERVERS, Place("--resolver"))]) from None
        address, port = _parted(given.strip())
        try:
            return cls((str(ipaddress.ip_address(address)),), port)
        except ValueError:
            raise InputError([Problem(_NO_ADDRESS, Place(f"--resolver {shown(given)}"))]) from None


def _parted(given: str) -> tuple[str, int]:
    """The address, and its port: `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53`, `[2001:db8::53]:5353`."""
    bracketed = re.fullmatch(r"\[(?P<address>[^\]]+)\](?::(?P<port>\d{1,5}))?", given)
    with_port = bracketed or re.fullmatch(r"(?P<address>[\d.]+):(?P<port>\d{1,5})", given)
    if with_port is None:
        return given, _PORT
    port = int(with_port["port"] or _PORT)
    return (with_port["address"], port) if 0 < port < 65536 else (given, port)


def ask_records(domain: str, into: Understanding, servers: Servers, timeout: float) -> None:
    """Ask for the records that something is known to depend on, and read the answers.

    Args:
        domain: the domain, in plain letters.
        into: what knows the answers, and keeps what they say.
        servers: who is asked.
        timeout: seconds in all.
    """
    until = time.monotonic() + timeout
    for record in _asked_for(into):
        name = f"{record}.{domain}"
        answer = look_up(name, servers, until)
        where = ", ".join(servers.addresses[:1])
        place = Place("--live dns", within=f"CNAME {name} ({where})")
        take_answer(answer, place, into, answered=datetime.now(UTC).isoformat(timespec="seconds"))


def look_up(name: str, servers: Servers, until: float) -> DnsAnswer:
    """What name servers say of the alias of a name; it is followed to where it ends.

    Args:
        name: the name.
        servers: who is asked.
        until: by when an answer must be there, by `time.monotonic`.
    """
    chain: list[str] = []
    wanted = name
    while len(chain) < _MOST_HOPS:
        response, said = _answered(wanted, servers, until)
        target = None if response is None else _alias(response, wanted)
        if target is None:
            if chain:  # the name that it leads to has no further alias, or nobody says
                break
            return _without(name, response, said)
        if target in (name, *chain):
            break
        chain.append(target)
        wanted = target
    return DnsAnswer(name, "found", tuple(chain), 0)


def _without(name: str, response: Message | None, said: str) -> DnsAnswer:
    """What an answer that has no alias shows."""
    if response is not None and response.rcode() == dns.rcode.NXDOMAIN:
        return DnsAnswer(name, "no_such_name", (), 0)
    if response is not None and _is_of_zone(response):
        return DnsAnswer(name, "empty", (), 0)
    return DnsAnswer(name, "unknown", (), 0, said or "NOERROR")


def _is_of_zone(response: Message) -> bool:
    """Whether that there is none comes from the server of the zone: it answers itself, or its record is passed on."""
    return bool(response.flags & dns.flags.AA) or any(
        record.rdtype == dns.rdatatype.SOA for record in response.authority
    )


def _answered(name: str, servers: Servers, until: float) -> tuple[Message | None, str]:
    """The first answer that says something; else None and why."""
    said = "no answer in time"
    for address in _in_turn(servers, until):
        query = dns.message.make_query(name, dns.rdatatype.CNAME)
        patience = min(_PATIENCE, until - time.monotonic())
        try:
            response, _ = dns.query.udp_with_fallback(
                query, address, timeout=patience, port=servers.port, ignore_unexpected=True, ignore_errors=True
            )
        except (dns.exception.Timeout, EOFError):
            continue
        except OSError as error:
            said = error.strerror or str(error)
            continue
        except dns.exception.DNSException:
            said = "an answer that is broken"
            continue
        if response.rcode() in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN):
            return response, ""
        said = dns.rcode.to_text(response.rcode())
    return None, said


def _in_turn(servers: Servers, until: float) -> Iterator[str]:
    """Each server twice, as long as there is time."""
    for address in servers.addresses * 2:
        if time.monotonic() >= until:
            return
        yield address


def _alias(response: Message, name: str) -> str | None:
    """Where a name leads, by an answer."""
    for record in response.answer:
        if record.rdtype == dns.rdatatype.CNAME and _plain(record.name.to_text()) == _plain(name):
            return _plain(record[0].target.to_text())
    return None


def _plain(name: str) -> str:
    return name.rstrip(".").casefold()


def _asked_for(into: Understanding) -> tuple[str, ...]:
    """The records that the statements speak of."""
    kind = into.kind_named(DNS_RECORD)
    named = [statement.when.get("record") for statement in ([] if kind is None else kind.statements)]
    return tuple(dict.fromkeys(name for name in named if isinstance(name, str)))


_NO_SERVERS = Text(
    "this system names no name server; name one", "det här systemet har ingen namnserver angiven; ange en"
)
_NO_ADDRESS = Text(
    "a name server is given by its IP address, such as 192.0.2.53 or 192.0.2.53:5353",
    "en namnserver anges med sin IP-adress, till exempel 192.0.2.53 eller 192.0.2.53:5353",
)
