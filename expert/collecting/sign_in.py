"""Signs in at Microsoft Entra ID with msal: in a browser by a code, or as an app by its certificate."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from expert.collecting.collecting import SignIn
from expert.collecting.graph import GRAPH
from expert.foundations import parsing
from expert.foundations.problems import InputError, Place, Problem, shown
from expert.foundations.texts import Text

AUTHORITY = "https://login.microsoftonline.com"

_KEY = re.compile(r"-----BEGIN (?P<kind>[A-Z ]*PRIVATE KEY)-----.+?-----END (?P=kind)-----", re.DOTALL)
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


class DeviceCode(SignIn):
    """Somebody signs in in a browser, on any device, with a code that is shown.

    Args:
        tenant: the tenant: its id, or a domain of it.
        app: the id of the app that is registered for this.
        tell: shows the message with the code, as Microsoft words it.
        http: what speaks HTTP, as msal wants it; one of its own if left out.

    Raises:
        InputError: there is no such tenant, or nobody answers.
    """

    def __init__(self, tenant: str, app: str, tell: Callable[[str], None], http: Any = None) -> None:
        import msal

        self._tell, self._signed_in = tell, False
        with _said_plainly():
            self._app = msal.PublicClientApplication(app, authority=f"{AUTHORITY}/{tenant}", http_client=http)

    def token(self, permissions: Sequence[str], *, renew: bool = False) -> str:
        """A token; the first time, somebody is asked to sign in."""
        wanted = [f"{GRAPH}/{name}" for name in permissions]
        with _said_plainly():
            for account in self._app.get_accounts() if self._signed_in else ():
                found = self._app.acquire_token_silent(wanted, account=account, force_refresh=renew)
                if found and "access_token" in found:
                    return str(found["access_token"])
            flow = self._app.initiate_device_flow(scopes=wanted)
            if "user_code" not in flow:
                raise _not_signed_in(flow)
            self._tell(str(flow["message"]))
            token = _token_in(self._app.acquire_token_by_device_flow(flow))
            self._signed_in = True
            return token


class AppCertificate(SignIn):
    """An app signs in by its certificate, with the permissions that it was granted.

    Args:
        tenant: the tenant.
        app: the id of the app.
        file: its certificate and its key, as PEM.
        http: as for `DeviceCode`.

    Raises:
        InputError: the file cannot be read, or holds no certificate with its key; there is no such tenant, or nobody
            answers.
    """

    def __init__(self, tenant: str, app: str, file: str, http: Any = None) -> None:
        import msal

        credential = _credential(parsing.read_text(Path(file), file), file)
        with _said_plainly():
            self._app = msal.ConfidentialClientApplication(
                app, authority=f"{AUTHORITY}/{tenant}", client_credential=credential, http_client=http
            )

    def token(self, permissions: Sequence[str], *, renew: bool = False) -> str:
        """A token; msal keeps it until it expires."""
        with _said_plainly():
            if renew:
                self._app.remove_tokens_for_client()
            return _token_in(self._app.acquire_token_for_client(scopes=[f"{GRAPH}/.default"]))


def _credential(text: str, file: str) -> dict[str, str]:
    """A certificate and its key as msal wants them, with the thumbprint by which the app's registration knows it."""
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

    key, certificate = _KEY.search(text), _CERTIFICATE.search(text)
    if key is None or certificate is None:
        raise InputError([Problem(_NO_CERTIFICATE, Place(file))])
    try:
        der = x509.load_pem_x509_certificate(certificate[0].encode()).public_bytes(Encoding.DER)
        opened = load_pem_private_key(key[0].encode(), None)
    except (ValueError, TypeError):  # broken, or locked with a password
        raise InputError([Problem(_NO_CERTIFICATE, Place(file))]) from None
    if not isinstance(opened, RSAPrivateKey):
        raise InputError([Problem(_NO_RSA, Place(file))])
    thumbprint = hashlib.sha1(der, usedforsecurity=False).hexdigest().upper()
    return {"private_key": key[0], "thumbprint": thumbprint, "public_certificate": certificate[0]}


@contextmanager
def _said_plainly() -> Iterator[None]:
    """What goes wrong in msal, or on the way to the sign-in, as an error of what was asked."""
    from msal.exceptions import MsalError

    try:
        yield
    except InputError:
        raise
    except OSError as error:  # what requests raises is one too
        raise InputError([Problem(_UNREACHED, _WHERE)]) from error
    except (MsalError, ValueError) as error:  # msal has errors of its own, and a ValueError for what it is given
        raise InputError([Problem(_REFUSED.format(why=shown(_first_line(str(error)))), _WHERE)]) from error


def _token_in(result: Any) -> str:
    if isinstance(result, dict) and "access_token" in result:
        return str(result["access_token"])
    raise _not_signed_in(result)


def _not_signed_in(result: Any) -> InputError:
    said = result if isinstance(result, dict) else {}
    first = _first_line(str(said.get("error_description") or said.get("error") or "–"))
    return InputError([Problem(_REFUSED.format(why=shown(first)), _WHERE)])


def _first_line(text: str) -> str:
    return next((line for line in text.splitlines() if line.strip()), "–")


_WHERE = Place("--tenant, --client")


_NO_CERTIFICATE = Text(
    "this is no certificate with its key; both belong into the file, as PEM and without a password",
    "det här är inget certifikat med nyckel; båda ska stå i filen, som PEM och utan lösenord",
)
_NO_RSA = Text(
    "apps sign in with RSA keys; this is another kind", "appar loggar in med RSA-nycklar; det här är ett annat slag"
)
_UNREACHED = Text(
    "nobody answers at Microsoft's sign-in; is there a network here?",
    "ingen svarar på Microsofts inloggning; finns det något nätverk här?",
)
_REFUSED = Text("the sign-in failed: {why}", "inloggningen misslyckades: {why}")
