"""The discovery file is asked for over TLS, on loopback: what each answer gives, and what gives nothing."""

from __future__ import annotations

import ssl
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from cryptography import x509

from expert.evidence import About, Evidence
from expert.evidence.live.discovery import Web, ask_discovery
from expert.evidence.mapping import shipped_mappings
from expert.evidence.objects import Understanding
from expert.evidence.reading import understood
from expert.facts import vocabulary_files
from tests.evidence.name_server import name_server
from tests.evidence.web_server import Page, Site, believing, discovery, good_for, web_server

DOMAIN = "contoso.test"
TENANT = "0bacb3ab-2e45-54ca-8958-347090f4b59f"
OTHER = "11111111-2222-4333-8444-555555555555"
GOOD = good_for(DOMAIN)
OK = Page(body=discovery(TENANT))
SIGN_IN = f"/{DOMAIN}/v2.0/.well-known/openid-configuration"


@contextmanager
def resolver() -> Iterator[str]:
    with name_server({DOMAIN: "127.0.0.1"}) as address:
        yield address


@pytest.fixture(scope="module")
def names() -> Iterator[str]:
    with resolver() as address:
        yield address


def asked(
    names: str, site: Site, own: x509.Certificate = GOOD, *, tenant: str | None = TENANT, timeout: float = 5.0,
    versions: tuple[ssl.TLSVersion, ssl.TLSVersion] | None = None, user: str = "", believed: x509.Certificate = GOOD,
    sign_in: str = "https://127.0.0.1:9",
) -> Evidence:
    about = About.of(user=user)
    vocabulary = vocabulary_files.shipped_vocabulary()
    into = Understanding(shipped_mappings(), vocabulary, about)
    with web_server(site, own, versions) as port:
        web = Web(names, port, believing(believed), sign_in)
        ask_discovery(DOMAIN, into, web, timeout, tenant)
    return understood(into, about, vocabulary)


@pytest.mark.parametrize(("page", "value"), [
    (OK, "ok"),
    (Page(body=discovery(TENANT.upper()), type="Application/JSON; charset=utf-8"), "ok"),
    (Page(404, b"no", "text/html"), "missing"), (Page(410), "missing"), (Page(403), "refused"),
    (Page(body=discovery(TENANT), type="text/plain"), "wrong_type"),
    (Page(body=discovery(TENANT), type="application/octet-stream"), "wrong_type"),
    (Page(body=discovery(TENANT), type=None), "wrong_type"),
    (Page(body=b"<html>Welcome</html>", type="text/html"), "wrong_type"),
    (Page(body=discovery(OTHER)), "wrong_content"), (Page(body=discovery("YourAADTenantID")), "wrong_content"),
    (Page(body=discovery(TENANT, "mdm-adde")), "wrong_content"), (Page(body=b"{}"), "wrong_content"),
    (Page(body=b"[1]"), "wrong_content"), (Page(body=b"\xff"), "wrong_content"), (Page(body=b""), "wrong_content"),
    (Page(401), None), (Page(429), None), (Page(500), None), (Page(503), None), (None, None),
])  # fmt: skip
def test_each_answer_gives_what_it_shows(page: Page | None, value: str | None, names: str) -> None:
    evidence = asked(names, lambda _: page)
    assert evidence.facts.get("well_known_file") == value
    assert bool(evidence.unread) is (value is None)


def test_the_answer_to_a_device_counts_too(names: str) -> None:
    seen: list[str] = []

    def refuses_devices(path: str) -> Page:
        seen.append(path)
        return Page(403) if "user-identifier" in path else OK

    evidence = asked(names, refuses_devices, user=f"person@{DOMAIN}")
    assert evidence.facts["well_known_file"] == "refused"
    assert seen[1].endswith(f"?user-identifier=person@{DOMAIN}&model-family=iPhone")


def test_behind_a_redirect_a_wrong_file_is_wrong_and_a_right_one_no_proof(names: str) -> None:
    def site(end: Page) -> Site:
        return lambda path: end if path.startswith("/at/") else Page(301, headers={"Location": "/at/its-place"})

    right = asked(names, site(OK))
    assert "well_known_file" not in right.facts
    assert any("is redirected to https://contoso.test" in left.why.en for left in right.unread)
    assert asked(names, site(Page(404))).facts["well_known_file"] == "missing"
    assert asked(names, site(Page(body=b"<html>", type="text/html"))).facts["well_known_file"] == "wrong_type"


@pytest.mark.parametrize("where", [
    "/again", "http://contoso.test/file", "https://elsewhere.test/file", "https://[::1", "https://a b/", "\x01",
])  # fmt: skip
def test_a_redirect_that_leads_nowhere_gives_nothing(where: str, names: str) -> None:
    evidence = asked(names, lambda _: Page(302, headers={"Location": where}))
    assert "well_known_file" not in evidence.facts
    assert evidence.unread


def test_whose_tenant_it_is_is_asked_of_the_sign_in(names: str) -> None:
    def site(path: str) -> Page:
        if path == SIGN_IN:
            return Page(body=f'{{"issuer": "https://login.example/{OTHER}/v2.0"}}'.encode())
        return OK

    with web_server(site, None) as port:
        found = asked(names, site, tenant=None, sign_in=f"http://127.0.0.1:{port}")
    assert found.facts["well_known_file"] == "wrong_content"


def test_where_nobody_says_whose_tenant_it_is_the_file_is_not_known_to_be_right(names: str) -> None:
    evidence = asked(names, lambda _: OK, tenant=None)
    assert "well_known_file" not in evidence.facts
    assert any("whether the file names the own tenant" in left.why.en for left in evidence.unread)


def test_tls_13_meets_what_apple_asks_and_12_may(names: str) -> None:
    version = ssl.TLSVersion
    assert asked(names, lambda _: OK).facts["discovery_host_tls"] == "meets"
    older = asked(names, lambda _: OK, versions=(version.TLSv1_2, version.TLSv1_2))
    assert (older.facts.get("discovery_host_tls"), older.facts["well_known_file"]) == (None, "ok")


def test_a_host_that_speaks_no_tls_of_today_falls_short(names: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        old = (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1)
        evidence = asked(names, lambda _: OK, versions=old)
    assert evidence.facts == {"discovery_host_tls": "falls_short"}


@pytest.mark.parametrize("own", [
    good_for(DOMAIN, last="2021-01-01T00:00:00Z"), good_for("www.contoso.test"),
])  # fmt: skip
def test_a_certificate_that_has_expired_or_is_of_another_host_falls_short(own: x509.Certificate, names: str) -> None:
    assert asked(names, lambda _: OK, own, believed=own).facts == {"discovery_host_tls": "falls_short"}


def test_an_issuer_that_is_not_known_here_tells_nothing(names: str) -> None:
    evidence = asked(names, lambda _: OK, GOOD, believed=good_for("else.test"))
    assert evidence.facts == {}
    assert "is not accepted" in evidence.unread[0].why.en


def test_a_server_that_is_slow_is_waited_for_as_long_as_is_said(names: str) -> None:
    def slow(_: str) -> Page:
        time.sleep(0.6)
        return OK

    assert asked(names, slow, timeout=0.2).facts == {}


def test_a_host_that_is_not_there_tells_nothing() -> None:
    with name_server({}) as names:
        evidence = asked(names, lambda _: OK)
    assert evidence.facts == {}
    assert "does not say where the web server is" in evidence.unread[0].why.en


def test_no_server_listens(names: str) -> None:
    vocabulary = vocabulary_files.shipped_vocabulary()
    into = Understanding(shipped_mappings(), vocabulary, About.of())
    ask_discovery(DOMAIN, into, Web(names, 9), 2.0, TENANT)
    assert understood(into, About.of(), vocabulary).facts == {}
