"""A web server with TLS on loopback for tests, with a certificate that is made for it."""

from __future__ import annotations

import json
import ssl
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509

from tests.evidence.certificates import certificate, key_as_pem, pem


@dataclass(frozen=True)
class Page:
    """What is answered."""

    status: int = 200
    body: bytes = b""
    type: str | None = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


Site = Callable[[str], Page | None]
"""What is answered at a path with its query; None cuts the connection."""


def discovery(tenant: str, version: str = "mdm-byod") -> bytes:
    """The file as it should be."""
    base = f"https://manage.microsoft.com/EnrollmentServer/PostReportDeviceInfoForUEV2?aadTenantId={tenant}"
    return json.dumps({"Servers": [{"Version": version, "BaseURL": base}]}).encode()


def good_for(host: str, first: str = "2020-01-01T00:00:00Z", last: str = "2120-01-01T00:00:00Z") -> x509.Certificate:
    """A certificate that a host signed for itself."""
    return certificate(first, last, topic=None, host=host)


@contextmanager
def web_server(
    site: Site, own: x509.Certificate | None, versions: tuple[ssl.TLSVersion, ssl.TLSVersion] | None = None
) -> Iterator[int]:
    """While it lasts, a site is served on loopback; its port.

    Args:
        site: what it answers.
        own: its certificate; None for no TLS.
        versions: the lowest and highest version of TLS that it speaks.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # all at once, for a packet would wait for the one before it

        def do_GET(self) -> None:
            page = site(self.path)
            if page is None:
                self.close_connection = True
                return
            self.send_response(page.status)
            for name, value in ({} if page.type is None else {"Content-Type": page.type} | page.headers).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of a client that went away."""

    with Quiet(("127.0.0.1", 0), Handler) as server:
        if own is not None:
            server.socket = _context(own, versions).wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def _context(
    own: x509.Certificate, versions: tuple[ssl.TLSVersion, ssl.TLSVersion] | None
) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "own.pem")
        file.write_bytes(pem(own) + key_as_pem())
        context.load_cert_chain(file)
    if versions is not None:
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.minimum_version, context.maximum_version = versions
    return context


def believing(own: x509.Certificate) -> ssl.SSLContext:
    """A context that believes one certificate."""
    return ssl.create_default_context(cadata=pem(own).decode())
