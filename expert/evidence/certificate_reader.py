"""Certificates in files: PEM, CER (DER) and P12, whose key is never kept; with `cryptography` (the extra `evidence`).

Their content is told as fields; what a certificate with such fields says stands in `facts/evidence/certificates.yaml`.
A P12 is opened with the passwords that were given for this, or if it has none; else it is noted as locked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from expert.evidence.objects import Understanding
from expert.evidence.sources import Source
from expert.evidence.things import Thing
from expert.foundations.limits import MAX_CERTIFICATE_BYTES
from expert.foundations.problems import InputError, Place, Problem
from expert.foundations.texts import Text

if TYPE_CHECKING:
    from cryptography.x509 import Certificate, Name

_PEM = re.compile(rb"-----BEGIN (?P<what>[A-Z0-9 ]{3,40})-----.*?-----END (?P=what)-----", re.DOTALL)
_BEGINS_PEM = re.compile(rb"-----BEGIN (?:(?:TRUSTED |X509 )?CERTIFICATE|(?:NEW )?CERTIFICATE REQUEST)-----")
_BEGINS_FILE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:-----BEGIN |Bag Attributes|subject=|issuer=|Certificate:\s)")
_CERTIFICATES = (b"CERTIFICATE", b"X509 CERTIFICATE", b"TRUSTED CERTIFICATE")
_REQUESTS = (b"CERTIFICATE REQUEST", b"NEW CERTIFICATE REQUEST")
# How DER begins: a sequence in which, of a certificate, a sequence stands that begins with its version, [0]; of a P12,
# its version, 3. A signed profile or message begins with the name of its form instead.
_LENGTH = rb"(?:[\x00-\x7f]|\x81.|\x82..|\x83...)"
_IS_CERTIFICATE = re.compile(rb"\x30" + _LENGTH + rb"\x30" + _LENGTH + rb"\xa0\x03\x02\x01", re.DOTALL)
_IS_P12 = re.compile(rb"\x30(?:" + _LENGTH + rb"|\x80)\x02\x01\x03\x30", re.DOTALL)


def knows(head: bytes, source: Source) -> bool:
    """Whether it begins as a certificate, a request for one or a P12 does."""
    if _IS_CERTIFICATE.match(head) or _IS_P12.match(head):
        return True
    # Tools write before the certificate what is in it, and a key may stand first; in a log or a mail there may be one.
    return _BEGINS_FILE.match(head) is not None and _BEGINS_PEM.search(head) is not None


def read(source: Source, into: Understanding) -> None:
    """Read the certificates of a file.

    Raises:
        InputError: it is broken, or larger than any such file; or what reads it is not installed.
    """
    data = source.whole(MAX_CERTIFICATE_BYTES)
    try:
        import cryptography  # noqa: F401
    except ImportError:
        raise InputError([Problem(NO_CRYPTOGRAPHY, Place(source.name))]) from None
    if _IS_P12.match(data):
        found = _of_p12(data, source.name, into)
    else:
        found = list(_of_pem(data, source.name, into) if _BEGINS_PEM.search(data) else [_of_der(data, source.name)])
    for number, certificate in enumerate(found):
        path = f"certificate[{number}]" if len(found) > 1 else ""
        try:
            fields = fields_of(certificate)
        except ValueError:  # it is parsed only where it is looked at
            raise InputError([Problem(_BROKEN, Place(source.name))]) from None
        thing = Thing(fields, source.name, path)
        kind = into.kind_of(thing)
        if kind is None:
            into.leave(thing.place, _OTHER)
        else:
            into.take(thing, kind)


def fields_of(certificate: Certificate) -> dict[str, object]:
    """What a certificate says, as the fields of an object: times are UTC.

    Raises:
        ValueError: it is broken inside.
    """
    from cryptography.x509.oid import NameOID

    subject, issuer = certificate.subject, certificate.issuer
    return {
        "userId": _first(subject, NameOID.USER_ID),
        "commonName": _first(subject, NameOID.COMMON_NAME),
        "issuer": _first(issuer, NameOID.COMMON_NAME),
        "issuerOrganization": _first(issuer, NameOID.ORGANIZATION_NAME),
        "notBefore": certificate.not_valid_before_utc.isoformat(),
        "notAfter": certificate.not_valid_after_utc.isoformat(),
        "serialNumber": f"{certificate.serial_number:X}",
    }


def _first(name: Name, wanted: object) -> str | None:
    return next((str(part.value) for part in name if part.oid == wanted), None)


def _of_pem(data: bytes, name: str, into: Understanding) -> Iterator[Certificate]:
    for block in _PEM.finditer(data):
        if block["what"] in _REQUESTS:
            into.leave(Place(name), _REQUEST)
        elif block["what"] in _CERTIFICATES:
            from cryptography import x509

            try:
                yield x509.load_pem_x509_certificate(block[0].replace(block["what"], b"CERTIFICATE"))
            except ValueError:
                line = data.count(b"\n", 0, block.start()) + 1
                raise InputError([Problem(_BROKEN, Place(name, line))]) from None
    if data.count(b"-----BEGIN") > sum(1 for _ in _PEM.finditer(data)):
        raise InputError([Problem(_BROKEN, Place(name))])


def _of_der(data: bytes, name: str) -> Certificate:
    from cryptography import x509

    try:
        return x509.load_der_x509_certificate(data)
    except ValueError:
        raise InputError([Problem(_BROKEN, Place(name))]) from None


def _of_p12(data: bytes, name: str, into: Understanding) -> list[Certificate]:
    """The certificates of a P12; that of its key first."""
    from cryptography.hazmat.primitives.serialization import pkcs12

    for password in (None, b"", *(given.encode() for given in into.passwords)):
        try:
            opened = pkcs12.load_pkcs12(data, password)
        except ValueError:  # which of both it is, locked or broken, is not told
            continue
        own = [] if opened.cert is None else [opened.cert.certificate]
        return [*own, *(more.certificate for more in opened.additional_certs)]
    into.leave(Place(name), _WRONG_PASSWORD if into.passwords else _LOCKED)
    return []


NO_CRYPTOGRAPHY = Text(
    'reading certificates needs the extra evidence: pip install "enrollment-expert[evidence]"',
    'att läsa certifikat kräver tillägget evidence: pip install "enrollment-expert[evidence]"',
)
_OTHER = Text(
    "a certificate, but none that Apple has issued for sending push messages to managed devices",
    "ett certifikat, men inget som Apple har utfärdat för att skicka pushmeddelanden till hanterade enheter",
)
_REQUEST = Text(
    "a request for a certificate, which is none yet; Apple answers it with the certificate",
    "en begäran om ett certifikat, som inte är något certifikat ännu; Apple svarar på den med certifikatet",
)
_BROKEN = Text(
    "the certificate is broken or cut; export it once more",
    "certifikatet är trasigt eller avklippt; exportera det igen",
)
_LOCKED = Text(
    "this P12 is locked with a password, so it is not known which certificate is in it; give the password, or export "
    "the certificate alone, without its key",
    "den här P12-filen är låst med ett lösenord, så det går inte att se vilket certifikat som finns i den; ange "
    "lösenordet, eller exportera bara certifikatet utan nyckel",
)
_WRONG_PASSWORD = Text(
    "this P12 does not open with the password that was given, or it is broken",
    "den här P12-filen går inte att öppna med det angivna lösenordet, eller så är den trasig",
)
