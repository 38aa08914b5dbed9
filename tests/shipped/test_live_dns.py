"""Name servers are asked for the records of a domain: a real one on loopback, one that does as it is told, and nsd."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from expert.evidence import About
from expert.evidence.live import live_evidence
from expert.foundations.problems import InputError
from tests.evidence.name_server import Alias, name_server

NSD = shutil.which("nsd") or shutil.which("/usr/sbin/nsd")
TABLE = {
    "enterpriseenrollment.right.test": Alias("EnterpriseEnrollment-s.manage.microsoft.com."),
    "enterpriseregistration.right.test": Alias("enterpriseregistration.windows.net.", cut=True),
    "enterpriseenrollment.wrong.test": Alias("mdm.example.net."),
    "enterpriseregistration.wrong.test": "empty",
    "enterpriseenrollment.around.test": Alias("mdm.around.test."),
    "mdm.around.test": Alias("enterpriseenrollment-s.manage.microsoft.com."),
    "enterpriseregistration.around.test": Alias("own.around.test."),
    "own.around.test": "192.0.2.7",
    "enterpriseenrollment.circle.test": Alias("b.circle.test."),
    "b.circle.test": Alias("enterpriseenrollment.circle.test."),
    "enterpriseenrollment.deaf.test": "silent",
    "enterpriseregistration.deaf.test": "rubbish",
    "enterpriseenrollment.bad.test": "fails",
    "enterpriseregistration.bad.test": "refuses",
    "enterpriseenrollment.nobody.test": "empty_of_nobody",
    "enterpriseregistration.nobody.test": "fails",
}


@pytest.fixture(scope="module")
def resolver() -> Iterator[str]:
    with name_server(TABLE) as address:  # type: ignore[arg-type]
        yield address


@pytest.mark.parametrize(("domain", "enrollment", "registration"), [
    ("right.test", "ok", "ok"), ("wrong.test", "wrong", "missing"), ("none.test", "missing", "missing"),
    ("around.test", "ok", None), ("circle.test", None, "missing"), ("bad.test", None, None),
    ("nobody.test", None, None),
])  # fmt: skip
def test_what_the_server_answers_becomes_facts(
    domain: str, enrollment: str | None, registration: str | None, resolver: str
) -> None:
    found = live_evidence(["dns"], domain, resolver, timeout=2).facts
    expected = {"dns_enterprise_enrollment": enrollment, "dns_enterprise_registration": registration}
    assert found == {name: value for name, value in expected.items() if value is not None}


def test_a_server_that_is_silent_is_waited_for_as_long_as_is_said_and_tells_nothing(resolver: str) -> None:
    began = time.monotonic()
    evidence = live_evidence(["dns"], "deaf.test", resolver, timeout=0.4)
    assert time.monotonic() - began < 2
    assert evidence.facts == {}
    assert len(evidence.unread) == 2


def test_a_fact_says_who_was_asked_for_what_and_when(resolver: str) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    reading = live_evidence(["dns"], "Person@Right.test", resolver).readings[0]
    assert str(reading.place) == "--live dns: CNAME enterpriseenrollment.right.test (127.0.0.1)"
    assert reading.taken is not None
    assert before <= reading.taken <= datetime.now(UTC)


def test_the_domain_of_another_user_says_nothing_of_this_one(resolver: str) -> None:
    assert live_evidence(["dns"], "right.test", resolver, about=About.of(user="person@other.test")).facts == {}


def test_nobody_listens_there() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    evidence = live_evidence(["dns"], "right.test", f"127.0.0.1:{port}", timeout=0.5)
    assert evidence.facts == {}
    assert len(evidence.unread) == 2


@pytest.mark.parametrize(("domain", "resolver"), [
    ("", None), ("contoso", None), ("contoso.com/path", None), ("https://contoso.com", None), ("a b.com", None),
    ("contoso..com", None), ("192.0.2.1", None), ("contoso.com", "ns1.contoso.com"), ("contoso.com", "192.0.2.53:0"),
    ("contoso.com", "192.0.2.53:99999"), ("contoso.com", ""),
])  # fmt: skip
def test_what_is_no_domain_or_no_name_server_is_refused(domain: str, resolver: str | None) -> None:
    with pytest.raises(InputError):
        live_evidence(["dns"], domain, resolver or "" if domain == "contoso.com" else None)


def test_without_dnspython_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("expert.evidence.live.asking.find_spec", lambda _: None)
    with pytest.raises(InputError, match=r'pip install "enrollment-expert\[live\]"'):
        live_evidence(["dns"], "contoso.com", "127.0.0.1")


@pytest.mark.skipif(NSD is None, reason="there is no nsd; apt-get install nsd")
def test_an_authoritative_server_that_others_have_written(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "zone").write_text(
        "$ORIGIN contoso.test.\n$TTL 60\n@ SOA ns hostmaster 1 2 3 4 5\n@ NS ns\nns A 127.0.0.1\n"
        "enterpriseenrollment CNAME enterpriseenrollment-s.manage.microsoft.com.\n", encoding="utf-8",
    )  # fmt: skip
    (tmp_path / "nsd.conf").write_text(
        f'server:\n  ip-address: 127.0.0.1@{port}\n  port: {port}\n  username: ""\n  chroot: ""\n'
        f"  zonesdir: {tmp_path}\n  pidfile: {tmp_path}/pid\n  xfrdfile: {tmp_path}/xfrd\n"
        f"  zonelistfile: {tmp_path}/list\n  xfrdir: {tmp_path}\n  database: \"\"\n"
        "remote-control:\n  control-enable: no\nzone:\n  name: contoso.test\n  zonefile: zone\n", encoding="utf-8",
    )  # fmt: skip
    with subprocess.Popen([str(NSD), "-d", "-c", str(tmp_path / "nsd.conf")], stderr=subprocess.DEVNULL) as server:
        try:
            until = time.monotonic() + 5
            facts: object = {}
            while not facts and time.monotonic() < until:
                facts = live_evidence(["dns"], "contoso.test", f"127.0.0.1:{port}", timeout=0.3).facts
            assert facts == {"dns_enterprise_enrollment": "ok", "dns_enterprise_registration": "missing"}
            # It has only this zone, and refuses to speak of others.
            assert live_evidence(["dns"], "fabrikam.test", f"127.0.0.1:{port}", timeout=1).facts == {}
        finally:
            server.terminate()
