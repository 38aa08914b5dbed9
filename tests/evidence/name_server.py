"""A name server on loopback for tests: it answers from a table, over UDP and TCP, well or as badly as it is told to."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

Behavior = Literal["no_such_name", "empty", "empty_of_nobody", "fails", "refuses", "silent", "rubbish", "cut"]


@dataclass(frozen=True)
class Alias:
    """An alias; `cut` if the answer does not fit into a packet, so that it has to be asked for again over TCP."""

    target: str
    cut: bool = False


Table = Mapping[str, "Alias | str | Behavior"]
"""By name (in lower case, without the last dot): an alias, an IPv4 address, or what is done with the question."""


class _Server:
    def __init__(self, table: Table) -> None:
        self.table = table
        self.asked: list[str] = []

    def answer(self, wire: bytes, *, tcp: bool) -> bytes | None:
        """What is sent back."""
        query = dns.message.from_wire(wire)
        question = query.question[0]
        name = question.name.to_text().rstrip(".").lower()
        self.asked.append(name)
        found = self.table.get(name, "no_such_name")
        response = dns.message.make_response(query)
        soa = dns.rrset.from_text("test.", 60, "IN", "SOA", "ns.test. host.test. 1 2 3 4 5")
        if isinstance(found, Alias):
            if found.cut and not tcp:
                response.flags |= dns.flags.TC
            else:
                response.answer.append(dns.rrset.from_text(question.name, 60, "IN", "CNAME", found.target))
        elif found == "silent":
            return None
        elif found == "rubbish":
            return b"\xff" * 40
        elif found in ("fails", "refuses"):
            response.set_rcode(dns.rcode.SERVFAIL if found == "fails" else dns.rcode.REFUSED)
        elif found in ("no_such_name", "empty"):
            response.authority.append(soa)
            response.set_rcode(dns.rcode.NXDOMAIN if found == "no_such_name" else dns.rcode.NOERROR)
        elif found != "empty_of_nobody" and question.rdtype == dns.rdatatype.A:
            response.answer.append(dns.rrset.from_text(question.name, 60, "IN", "A", found))
        return response.to_wire()


@contextmanager
def name_server(table: Table) -> Iterator[str]:
    """While it lasts, there is a name server; its address and port, as `--resolver` takes them."""
    server = _Server(table)

    class Udp(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            answer = server.answer(self.request[0], tcp=False)
            if answer is not None:
                self.request[1].sendto(answer, self.client_address)

    class Tcp(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            (length,) = struct.unpack("!H", self.rfile.read(2))
            answer = server.answer(self.rfile.read(length), tcp=True)
            if answer is not None:
                self.wfile.write(struct.pack("!H", len(answer)) + answer)

    udp, tcp = _at_one_port(Udp, Tcp)
    with udp, tcp:
        for one in (udp, tcp):
            threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"127.0.0.1:{udp.server_address[1]}"
        for one in (udp, tcp):
            one.shutdown()


def _at_one_port(
    udp: type[socketserver.BaseRequestHandler], tcp: type[socketserver.BaseRequestHandler]
) -> tuple[socketserver.UDPServer, socketserver.TCPServer]:
    """Servers of both kinds at one port: one that is free for UDP may be taken for TCP, by any other process."""
    for _ in range(_MOST_PORTS_TRIED):
        first = socketserver.ThreadingUDPServer(("127.0.0.1", 0), udp)
        try:
            return first, socketserver.ThreadingTCPServer(("127.0.0.1", first.server_address[1]), tcp)
        except OSError:
            first.server_close()
    raise OSError(f"none of {_MOST_PORTS_TRIED} ports is free for both UDP and TCP")


_MOST_PORTS_TRIED = 20
