"""The push certificate in a file: PEM, DER and P12, what it says by which day, and whose it is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from expert.evidence import About, Evidence, certificate_reader, read_evidence
from expert.evidence.sources import Source
from expert.foundations.problems import InputError
from tests.evidence.certificates import TOPIC, certificate, der, key, key_as_pem, p12, pem

PUSH = certificate("2025-11-30T22:30:00-05:00", "2026-11-30T22:30:00-05:00")  # the 1st of December in UTC
EXPIRES, SAYS_VALID = date(2026, 12, 1), date(2026, 11, 30)


def read(folder: Path, files: dict[str, bytes], day: date = SAYS_VALID, passwords: tuple[str, ...] = ()) -> Evidence:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return read_evidence(folder, about=About.of(observed_on=day), passwords=passwords)


def graph(**fields: object) -> bytes:
    context = "https://graph.microsoft.com/v1.0/$metadata#deviceManagement/applePushNotificationCertificate/$entity"
    return json.dumps({"@odata.context": context, "topicIdentifier": TOPIC, **fields}).encode()


@pytest.mark.parametrize(("name", "data"), [
    ("push.pem", pem(PUSH)), ("push.cer", der(PUSH)), ("push.p12", p12(PUSH)), ("push", der(PUSH)),
    ("with-key.pem", key_as_pem() + b"\n" + pem(PUSH)),
    ("noted.pem", b"Bag Attributes\n  friendlyName: push\n" + pem(PUSH)),
])  # fmt: skip
def test_a_push_certificate_is_read_in_every_form(name: str, data: bytes, tmp_path: Path) -> None:
    evidence = read(tmp_path, {name: data})
    assert evidence.facts == {"apns_expires_on": EXPIRES, "apns_certificate": "valid", "observed_on": SAYS_VALID}
    assert evidence.unread == ()


@pytest.mark.parametrize(("day", "state"), [
    (date(2026, 12, 2), "expired"), (EXPIRES, "valid"), (date(2025, 12, 1), "valid"), (date(2025, 11, 30), None),
])  # fmt: skip
def test_whether_it_has_expired_depends_on_the_day(day: date, state: str | None, tmp_path: Path) -> None:
    assert read(tmp_path, {"push.pem": pem(PUSH)}, day).facts.get("apns_certificate") == state


@pytest.mark.parametrize("other", [
    certificate("2025-01-01T00:00:00Z", "2027-01-01T00:00:00Z", issuer="Example Inc."),
    certificate("2025-01-01T00:00:00Z", "2027-01-01T00:00:00Z", topic="com.example.app"),
    certificate("2025-01-01T00:00:00Z", "2027-01-01T00:00:00Z", topic=None),
])  # fmt: skip
def test_another_certificate_says_nothing(other: x509.Certificate, tmp_path: Path) -> None:
    evidence = read(tmp_path, {"other.pem": pem(other)})
    assert evidence.facts == {}
    assert [str(left.why.en).startswith("a certificate, but none") for left in evidence.unread] == [True]


def test_a_mail_with_a_certificate_in_it_is_a_mail() -> None:
    head = b"Hi,\nthis is what we got:\n" + pem(PUSH)
    assert not certificate_reader.knows(head, Source("mail.txt", lambda: None))  # type: ignore[arg-type,return-value]


def test_a_request_for_one_is_no_certificate(tmp_path: Path) -> None:
    asked = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([])).sign(key(), hashes.SHA256())
    evidence = read(tmp_path, {"push.csr": asked.public_bytes(Encoding.PEM)})
    assert evidence.facts == {}
    assert "a request for a certificate" in evidence.unread[0].why.en


def test_a_locked_file_opens_with_its_password_alone(tmp_path: Path) -> None:
    locked = {"push.p12": p12(PUSH, "right")}
    for passwords, said in (((), "is locked with a password"), (("wrong",), "does not open with the password")):
        evidence = read(tmp_path, locked, passwords=passwords)
        assert evidence.facts == {}
        assert said in evidence.unread[0].why.en
    assert read(tmp_path, locked, passwords=("wrong", "right")).facts["apns_expires_on"] == EXPIRES


@pytest.mark.parametrize("data", [
    der(PUSH)[:-40], pem(PUSH)[:-60], pem(PUSH).replace(b"MI", b"**", 1),
    der(PUSH).replace(b"Apple Inc.", b"Apple \xff\xfe\xfd\xfc"),
])  # fmt: skip
def test_a_broken_one_is_told_and_nothing_is_read(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="broken or cut"):
        read(tmp_path, {"push.pem": data})


def test_one_of_the_tenant_agrees_with_it(tmp_path: Path) -> None:
    evidence = read(tmp_path, {"push.pem": pem(PUSH), "graph.json": graph(expirationDateTime="2026-12-01T03:30:00Z")})
    assert evidence.facts["apns_expires_on"] == EXPIRES
    assert evidence.unread == ()


def test_one_with_another_topic_was_replaced_and_is_no_fact(tmp_path: Path) -> None:
    other = graph(topicIdentifier="com.apple.mgmt.External.other", expirationDateTime="2027-05-01T00:00:00Z")
    for order in (("a.pem", "b.json"), ("b.pem", "a.json")):
        evidence = read(tmp_path / order[0][0], {order[0]: pem(PUSH), order[1]: other})
        assert evidence.facts["apns_expires_on"] == date(2027, 5, 1)
        assert "created anew instead of renewing" in evidence.noted[0].text.en


def test_the_newer_of_two_counts(tmp_path: Path) -> None:
    newer = certificate("2026-11-01T00:00:00Z", "2027-11-01T00:00:00Z")
    assert read(tmp_path, {"a.pem": pem(newer), "b.pem": pem(PUSH)}).facts["apns_expires_on"] == date(2027, 11, 1)


def test_without_cryptography_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "cryptography", None)
    with pytest.raises(InputError, match=r'push\.pem: .* pip install "enrollment-expert\[evidence\]"'):
        read(tmp_path, {"push.pem": pem(PUSH)})
