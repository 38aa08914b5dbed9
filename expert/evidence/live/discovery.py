"""Asks the web server of a domain for the file by which account-driven enrollment finds Intune.

It is asked twice, bare and as a device asks, and the answer that is further from what Intune needs counts. A redirect
is followed, to be told; what a device makes of one is documented nowhere, so a file that is right behind one is no
proof that it is served.
"""

from __future__ import annotations

import json
import re
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, quote, urljoin, urlsplit

import dns.exception
import dns.resolver
import httpx

from expert.evidence.live.dns import Servers
from expert.evidence.objects import Understanding
from expert.evidence.things import Asked, Thing
from expert.foundations.problems import Place, shown
from expert.foundations.texts import Text

PATH = "/.well-known/com.apple.remotemanagement"
DISCOVERY_FILE, DISCOVERY_HOST = "discovery-file", "discovery-host"
"""The kinds of what is found: `status`, `redirected`, `contentType`, `versions`, `sameTenant` of the file; `protocol`
or `failure` of its host."""

_SIGN_IN = "https://login.microsoftonline.com"
_MOST_REDIRECTS = 5
_MOST_BYTES = 200_000
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_REDIRECTS = (301, 302, 303, 307, 308)
# What a certificate is refused for, by the codes of OpenSSL. Others (an issuer that is not known here) may be due to
# where it is asked from, for example behind a proxy that opens the traffic.
_REFUSED = {10: "certificate_expired", 62: "certificate_of_another_host"}
_TOO_OLD = ("UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "NO_PROTOCOLS_AVAILABLE")


@dataclass(frozen=True)
class Web:
    """How web servers are reached.

    Attributes:
        resolver: the name server that says where hosts are; None leaves it to the system and its proxies.
        port: the port of the domain's web server.
        trust: whose certificates are believed; those of public authorities if left out.
        sign_in: the address of Microsoft's sign-in, which says what tenant a domain belongs to.
    """

    resolver: str | None = None
    port: int = 443
    trust: ssl.SSLContext | None = None
    sign_in: str = _SIGN_IN


@dataclass
class _Answer:
    """What came of a request; of a redirect, at its end."""

    status: int | None = None
    type: str = ""
    body: bytes = b""
    redirects: list[str] = field(default_factory=list)
    protocol: str | None = None
    failure: str | None = None
    said: Text | None = None


def ask_discovery(domain: str, into: Understanding, web: Web, timeout: float, tenant: str | None = None) -> None:
    """Ask for the file, and read what comes.

    Args:
        domain: the domain, in plain letters.
        into: what knows the answers, and keeps what they say.
        web: how servers are reached.
        timeout: seconds in all.
        tenant: the id of the tenant; asked of Microsoft's sign-in if left out.

    Raises:
        InputError: what is named as a name server is none.
    """
    if web.resolver is not None:
        Servers.of(web.resolver)
    until = time.monotonic() + timeout
    bare = f"https://{domain}{'' if web.port == 443 else f':{web.port}'}{PATH}"
    user = next((name for name in into.about.user if name.endswith(f"@{domain}")), f"test@{domain}")
    places = Place("--live discovery", within=bare), Place("--live discovery", within=f"{bare}?user-identifier=…")
    with _client(web) as client:
        answers = [_get(client, bare, web, until)]
        if answers[0].failure is None and answers[0].said is None:
            asked = f"{bare}?user-identifier={quote(user, safe='@')}&model-family=iPhone"
            answers.append(_get(client, asked, web, until))
        seen = [_fields(answer) for answer in answers]
        worst = max(range(len(answers)), key=lambda i: _distance(seen[i]))
        found, answer, place = seen[worst], answers[worst], places[worst]
        found["sameTenant"] = _same_tenant(found.pop("tenants"), tenant or _tenant_of(domain, client, web, until))
    _note(answer, found, place, into)
    now = datetime.now(UTC)
    host = {"protocol": answers[0].protocol, "failure": answers[0].failure}
    for kind, fields in ((DISCOVERY_FILE, found), (DISCOVERY_HOST, host)):
        thing = Thing(fields, place.file, place.within or "", Asked(taken=now), kind, at_once=True)
        known = into.kind_of(thing)
        if known is not None:
            into.take(thing, known)


def _client(web: Web) -> httpx.Client:
    context = web.trust or httpx.create_ssl_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return httpx.Client(verify=context, headers={"Accept": "application/json", "User-Agent": "enrollment-expert"})


def _get(client: httpx.Client, address: str, web: Web, until: float) -> _Answer:
    """What is at an address, behind redirects."""
    answer = _Answer()
    for _ in range(_MOST_REDIRECTS + 1):
        left = until - time.monotonic()
        if left <= 0:
            return _Answer(redirects=answer.redirects, said=_SILENT)
        try:
            further = _one(client, address, web, answer, until)
            if further is None:
                return answer
            address = urljoin(address, further)
            answer.redirects.append(address)
        except (httpx.HTTPError, httpx.InvalidURL, dns.exception.DNSException, OSError, ValueError) as error:
            return _failed(error, answer)
        if urlsplit(address).scheme != "https":
            return _Answer(redirects=answer.redirects, said=_UNSAFE)
    return _Answer(redirects=answer.redirects, said=_CIRCLE)


def _one(client: httpx.Client, address: str, web: Web, answer: _Answer, until: float) -> str | None:
    """One request; where it is redirected to."""
    at, extensions, headers = _reached(address, web, until)
    patience = max(until - time.monotonic(), 0.001)
    with client.stream("GET", at, headers=headers, extensions=extensions, timeout=patience) as response:
        tls = response.extensions["network_stream"].get_extra_info("ssl_object")
        if answer.protocol is None and tls is not None:
            answer.protocol = tls.version()
        if response.status_code in _REDIRECTS and "location" in response.headers:
            return response.headers["location"]
        answer.status = response.status_code
        answer.type = response.headers.get("content-type", "").partition(";")[0].strip().casefold()
        for block in response.iter_bytes():
            answer.body += block
            if len(answer.body) > _MOST_BYTES:
                break
            if time.monotonic() > until:
                raise httpx.ReadTimeout("it takes too long")
    return None


def _reached(address: str, web: Web, until: float) -> tuple[str, dict[str, Any], dict[str, str]]:
    """An address as it is called: at the IP address that the named resolver gives, under its own name."""
    if web.resolver is None:
        return address, {}, {}
    servers = Servers.of(web.resolver)
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = list(servers.addresses), servers.port
    parts = urlsplit(address)
    host = parts.hostname or ""
    found = resolver.resolve_name(host, lifetime=max(until - time.monotonic(), 0.001))
    ip = next(iter(found.addresses()))
    where = f"[{ip}]" if ":" in ip else ip
    at = parts._replace(netloc=f"{where}:{parts.port or 443}").geturl()
    return at, {"sni_hostname": host}, {"Host": parts.netloc}


def _failed(error: Exception, answer: _Answer) -> _Answer:
    """What an error tells: the certificate, the encryption, or nothing of the host."""
    inner: BaseException | None = error
    while inner is not None and not isinstance(inner, ssl.SSLError):
        inner = inner.__cause__ or inner.__context__
    failed = _Answer(redirects=answer.redirects, protocol=answer.protocol)
    if inner is None:
        silent = isinstance(error, httpx.TimeoutException)
        failed.said = _NO_HOST if isinstance(error, dns.exception.DNSException) else _SILENT if silent else _UNREACHED
    elif isinstance(inner, ssl.SSLCertVerificationError):
        failed.failure = _REFUSED.get(inner.verify_code)
        failed.said = _NO_TRUST.format(why=shown(inner.verify_message))
    else:
        failed.failure = "protocol_too_old" if inner.reason in _TOO_OLD else None
        failed.said = _NO_TLS.format(why=shown(inner.reason or str(inner)))
    if failed.redirects:  # it says something of another host
        failed.failure = None
    return failed


def _fields(answer: _Answer) -> dict[str, Any]:
    """An answer as the fields of an object."""
    fields: dict[str, Any] = {
        "status": answer.status, "redirected": bool(answer.redirects), "contentType": answer.type,
        "versions": None, "tenants": None,
    }  # fmt: skip
    if answer.status == 200:
        servers = _servers(answer.body)
        fields["versions"] = [str(one.get("Version")) for one in servers]
        fields["tenants"] = [
            parse_qs(urlsplit(str(one.get("BaseURL", ""))).query).get("aadTenantId", [""])[0]
            for one in servers if one.get("Version") == "mdm-byod"
        ]  # fmt: skip
    return fields


def _servers(body: bytes) -> list[Mapping[str, Any]]:
    """The entries of the file; none where it is no such file."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return []
    listed = value.get("Servers") if isinstance(value, Mapping) else None
    return [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []


def _distance(fields: Mapping[str, Any]) -> int:
    """How far an answer is from what is needed; a status that tells nothing least, for nothing follows from it."""
    if fields["status"] is None:
        return 5
    if fields["status"] != 200:
        return 4
    if fields["contentType"] != "application/json":
        return 3
    if "mdm-byod" not in fields["versions"]:
        return 2
    return int(fields["redirected"])


def _same_tenant(named: list[str] | None, tenant: str | None) -> bool | None:
    """Whether the file names the tenant; None where either is not known."""
    if not named:
        return None
    if not all(_ID.fullmatch(one) for one in named):
        return False  # the place of the sample's id was not filled in
    return None if tenant is None else all(one.casefold() == tenant.casefold() for one in named)


def _tenant_of(domain: str, client: httpx.Client, web: Web, until: float) -> str | None:
    """The id of the tenant that a domain belongs to, as Microsoft's sign-in tells everybody; None where it does not."""
    left = until - time.monotonic()
    if left <= 0:
        return None
    try:
        response = client.get(f"{web.sign_in}/{domain}/v2.0/.well-known/openid-configuration", timeout=left)
        issuer = response.json().get("issuer") if response.status_code == 200 else None
    except (httpx.HTTPError, ValueError, AttributeError):
        return None
    found = _ID.search(issuer) if isinstance(issuer, str) else None
    return None if found is None else found[0]


def _note(answer: _Answer, fields: Mapping[str, Any], place: Place, into: Understanding) -> None:
    """Tell what is seen and is no fact."""
    if answer.redirects:
        into.leave(place, _REDIRECTED.format(where=shown(answer.redirects[-1])))
    if answer.said is not None:
        into.leave(place, answer.said)
    elif answer.status not in (200, 403, 404, 410):
        into.leave(place, _STATUS.format(status=answer.status))
    elif answer.status == 200 and fields["sameTenant"] is None and "mdm-byod" in fields["versions"]:
        into.leave(place, _WHICH_TENANT)


_SILENT = Text("the web server does not answer in time", "webbservern svarar inte i tid")
_NO_HOST = Text(
    "the name server does not say where the web server is, which tells nothing of the file",
    "namnservern säger inte var webbservern finns, vilket inte säger något om filen",
)
_UNREACHED = Text(
    "the web server cannot be reached from here, which tells nothing of the file",
    "webbservern går inte att nå härifrån, vilket inte säger något om filen",
)
_NO_TRUST = Text(
    "the certificate of the web server is not accepted ({why})", "webbserverns certifikat godtas inte ({why})"
)
_NO_TLS = Text(
    "no encrypted connection to the web server comes about ({why})",
    "det går inte att upprätta någon krypterad anslutning till webbservern ({why})",
)
_UNSAFE = Text(
    "the request is redirected to an address without encryption, which is not followed",
    "begäran omdirigeras till en adress utan kryptering, som inte följs",
)
_CIRCLE = Text("the request is redirected again and again", "begäran omdirigeras om och om igen")
_REDIRECTED = Text(
    "the request is redirected to {where}; the file is to be served by the domain itself, with the status 200",
    "begäran omdirigeras till {where}; filen ska lämnas ut av domänen själv, med statusen 200",
)
_STATUS = Text(
    "the web server answers with the status {status}, which does not tell whether the file is there",
    "webbservern svarar med statusen {status}, vilket inte säger om filen finns",
)
_WHICH_TENANT = Text(
    "whether the file names the own tenant is not known, for the tenant's ID is not; name it",
    "det går inte att säga om filen innehåller den egna klientorganisationens ID, eftersom det inte är känt; ange det",
)
