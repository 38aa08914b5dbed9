"""Certificates for tests, made while they run: signed by whoever is to be named, and valid from and to any day."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

TOPIC = "com.apple.mgmt.External.6dbbd018-b25c-4f76-9d5e-000000000001"


@cache
def key() -> ec.EllipticCurvePrivateKey:
    """One key for all of them."""
    return ec.generate_private_key(ec.SECP256R1())


def certificate(
    first: str, last: str, *, topic: str | None = TOPIC, issuer: str = "Apple Inc.", host: str | None = None,
) -> x509.Certificate:
    """A certificate.

    Args:
        first: the first second of its time, ISO 8601 with an offset.
        last: the last one.
        topic: the user id of its subject.
        issuer: the organization that issued it.
        host: the name of the host that it is for.
    """
    subject = [x509.NameAttribute(NameOID.COMMON_NAME, host or "APSP:6dbbd018")]
    subject += [] if topic is None else [x509.NameAttribute(NameOID.USER_ID, topic)]
    by = [x509.NameAttribute(NameOID.COMMON_NAME, "Apple Application Integration 2 Certification Authority"),
          x509.NameAttribute(NameOID.ORGANIZATION_NAME, issuer)]  # fmt: skip
    made = (
        x509.CertificateBuilder().subject_name(x509.Name(subject)).public_key(key().public_key())
        .issuer_name(x509.Name(subject if host is not None else by)).serial_number(0x6DBBD018B25C7F76)
        .not_valid_before(datetime.fromisoformat(first)).not_valid_after(datetime.fromisoformat(last))
    )  # fmt: skip
    if host is not None:
        made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
    return made.sign(key(), hashes.SHA256())


def pem(one: x509.Certificate) -> bytes:
    """As PEM."""
    return one.public_bytes(Encoding.PEM)


def der(one: x509.Certificate) -> bytes:
    """As DER."""
    return one.public_bytes(Encoding.DER)


def p12(one: x509.Certificate, password: str | None = None) -> bytes:
    """With its key, as PKCS #12."""
    locked: KeySerializationEncryption = (
        NoEncryption() if password is None else BestAvailableEncryption(password.encode())
    )
    return pkcs12.serialize_key_and_certificates(b"push", key(), one, None, locked)


def key_as_pem() -> bytes:
    """The key, as PEM."""
    return key().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
