"""Signing in for collecting: a code for a browser, or an app's certificate, against a sign-in that a test plays."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from expert.collecting.sign_in import AppCertificate, DeviceCode
from expert.foundations.problems import InputError
from tests.evidence.certificates import certificate, key_as_pem, pem

TENANT, APP = "contoso.onmicrosoft.com", "11111111-2222-4333-8444-555555555555"
OWN = certificate("2025-01-01T00:00:00Z", "2035-01-01T00:00:00Z")


def rsa_key() -> bytes:
    """A key of the kind that apps sign in with."""
    made = rsa.generate_private_key(65537, 2048)
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


class _Reply:
    def __init__(self, value: Mapping[str, Any], status: int = 200) -> None:
        self.status_code, self.text, self.headers = status, json.dumps(value), {"Content-Type": "application/json"}

    def raise_for_status(self) -> None:
        """As requests does it."""


class SignInService:
    """Answers as Microsoft Entra ID does, in what msal looks at."""

    def __init__(self, refusal: str | None = None) -> None:
        self.refusal = refusal
        self.sent: list[tuple[str, Mapping[str, Any]]] = []

    def get(self, url: str, params: object = None, headers: object = None, **_: object) -> _Reply:
        if TENANT not in url and "/discovery/instance" not in url:
            return _Reply({"error": "invalid_tenant", "error_description": "AADSTS90002: no such tenant"}, 400)
        if "/discovery/instance" in url:
            return _Reply({"metadata": [{"aliases": ["login.microsoftonline.com"]}]})
        base = f"https://login.microsoftonline.com/{TENANT}"
        return _Reply({
            "issuer": f"{base}/v2.0", "authorization_endpoint": f"{base}/authorize", "token_endpoint": f"{base}/token",
            "device_authorization_endpoint": f"{base}/devicecode",
        })  # fmt: skip

    def post(self, url: str, params: object = None, data: Any = None, headers: object = None, **_: object) -> _Reply:
        self.sent.append((url.rpartition("/")[2], data))
        if self.refusal is not None:
            return _Reply({"error": "unauthorized_client", "error_description": f"{self.refusal}\r\nTrace ID: x"}, 400)
        if url.endswith("/devicecode"):
            return _Reply({
                "user_code": "ABC123", "device_code": "d", "verification_uri": "https://microsoft.com/devicelogin",
                "expires_in": 900, "interval": 1, "message": "To sign in, enter the code ABC123",
            })  # fmt: skip
        return _Reply({"access_token": f"token-{len(self.sent)}", "token_type": "Bearer", "expires_in": 3600})

    def close(self) -> None:
        """As requests does it."""


def test_somebody_signs_in_with_a_code_that_is_shown() -> None:
    shown: list[str] = []
    service = SignInService()
    token = DeviceCode(TENANT, APP, shown.append, service).token(["User.Read.All"])
    assert token.startswith("token-")
    assert shown == ["To sign in, enter the code ABC123"]
    (_, asked), *_ = service.sent
    assert "https://graph.microsoft.com/User.Read.All" in str(asked["scope"])


def test_an_app_signs_in_by_its_certificate(tmp_path: Path) -> None:
    file = tmp_path / "app.pem"
    file.write_bytes(pem(OWN) + rsa_key())
    service = SignInService()
    signs_in = AppCertificate(TENANT, APP, str(file), service)
    first, again = signs_in.token(["User.Read.All"]), signs_in.token(["User.Read.All"])
    assert first == again  # it is kept until it expires
    assert signs_in.token(["User.Read.All"], renew=True) != first
    (_, asked), *_ = service.sent
    assert asked["scope"] == "https://graph.microsoft.com/.default"
    assert "client_assertion" in asked
    assert "PRIVATE KEY" not in json.dumps(service.sent, default=str)


@pytest.mark.parametrize("data", [
    pem(OWN), key_as_pem(), b"", b"-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----",
    pem(OWN) + b"-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----",
])  # fmt: skip
def test_a_file_without_a_certificate_and_its_key_is_refused(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "app.pem"
    file.write_bytes(data)
    with pytest.raises(InputError, match="no certificate with its key"):
        AppCertificate(TENANT, APP, str(file), SignInService())


def test_another_kind_of_key_is_told(tmp_path: Path) -> None:
    file = tmp_path / "app.pem"
    file.write_bytes(pem(OWN) + key_as_pem())
    with pytest.raises(InputError, match="RSA keys"):
        AppCertificate(TENANT, APP, str(file), SignInService())


def test_a_refusal_is_told_on_one_line() -> None:
    with pytest.raises(InputError) as refused:
        DeviceCode(TENANT, APP, print, SignInService("AADSTS7000218: the app is not public")).token(["User.Read.All"])
    assert str(refused.value).endswith("the sign-in failed: AADSTS7000218: the app is not public")


def test_a_tenant_that_there_is_not_is_told() -> None:
    with pytest.raises(InputError, match="the sign-in failed"):
        DeviceCode("no-such.example", APP, print, SignInService()).token(["User.Read.All"])
