"""The command `rules links`: every address with where it stands, and trying them, here against a server on loopback."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.client import BadStatusLine
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import URLError

import pytest

from expert.cli import addresses_tried, exit_codes
from expert.cli.addresses_tried import Answer, tried
from expert.rules.addresses import Address, addresses, without_address
from expert.rules.knowledge import KnowledgeBase
from tests import commands

SLOW = 1.0
QUICK = 0.3


class _Pages(BaseHTTPRequestHandler):
    """Answers by the path: a status, a page that leads on, one that only `GET` gets, one that comes too late."""

    protocol_version = "HTTP/1.0"
    asked: list[tuple[str, str]] = []

    def do_HEAD(self) -> None:
        self.asked.append((self.command, self.path))
        if self.path.startswith("/slow"):
            time.sleep(SLOW)
        if self.path.startswith("/on/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/on"))
        elif self.path == "/get-only":
            self.send_response(405 if self.command == "HEAD" else 200)
        else:
            self.send_response(int(self.path.removeprefix("/")) if self.path[1:].isdigit() else 200)
        self.end_headers()

    def do_GET(self) -> None:
        self.do_HEAD()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(_Pages, "asked", [])
    with ThreadingHTTPServer(("127.0.0.1", 0), _Pages) as pages:
        threading.Thread(target=pages.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{pages.server_port}"
        pages.shutdown()


@pytest.fixture
def nobody() -> str:
    """An address at which nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    return f"http://127.0.0.1:{port}"


run = partial(commands.run, "rules", "links", environment={"LC_ALL": "en_US.UTF-8"})


def test_every_address_of_documents_and_links_is_there_with_all_its_places() -> None:
    knowledge = KnowledgeBase.shipped()
    found = {address.url: address.parts for address in addresses(knowledge)}
    assert found["https://library.example/handbook"] == (("documents", "handbook"),)
    assert found["https://library.example/desk"] == (("steps", "open-the-desk"),)
    assert found["https://school.example/readers"] == (("scope", "run-by-a-school"),)
    assert found["https://library.example/forum"] == (("escalation", ""),)
    assert list(found) == sorted(found)


def test_it_lists_an_address_on_a_line_and_documents_without_one_with_the_reason() -> None:
    code, out, error = run()
    assert (code, error) == (0, "")
    lines = out.splitlines()
    assert "https://maker.example/log (escalation)" in lines
    assert lines[-2].startswith("documents/old-handbook: no address: It was printed only, and the library")
    assert lines[-1].endswith("Documents: 3. With an address: 2. With the reason why there is none: 1.")
    assert "utan adress: Den finns bara i tryck" in run("--language", "sv")[1]


def test_of_a_document_of_which_nobody_says_anything_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "documents.yaml").write_text("ours: {title: Ours, publisher: Us}\n", encoding="utf-8")
    assert "documents/ours: no address: and nothing says why\n" in run("--rules", tmp_path)[1]
    assert without_address(KnowledgeBase.load(tmp_path))["ours"] is None


def test_each_address_is_tried_and_its_last_answer_counts(server: str, nobody: str) -> None:
    expected = {
        f"{server}/page": Answer(200), f"{server}/404": Answer(404), f"{server}/on/page": Answer(200),
        f"{server}/on/410": Answer(410), f"{server}/get-only": Answer(200), f"{server}/403": Answer(403),
        f"{server}/500": Answer(500), f"{server}/slow": Answer(silence="timeout"),
        nobody: Answer(silence="unreachable"),
    }  # fmt: skip
    assert tried(expected, QUICK) == expected
    assert [one for one, answer in expected.items() if answer.undecided] == [f"{server}/403"]


@pytest.mark.parametrize(("error", "silence"), [
    (URLError(socket.gaierror(-2, "no such name")), "unknown_host"),
    (URLError(ssl.SSLCertVerificationError("expired")), "certificate"), (URLError(TimeoutError()), "timeout"),
    (URLError(OSError("Tunnel connection failed: 403 Forbidden")), "unreachable"), (BadStatusLine("?"), "no_http"),
    (URLError("unknown url type: ftp"), "no_http"),
])  # fmt: skip
def test_why_there_is_no_answer(monkeypatch: pytest.MonkeyPatch, error: Exception, silence: str) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(addresses_tried, "urlopen", fails)
    assert tried(["https://library.example/"], QUICK)["https://library.example/"].silence == silence


def test_the_page_itself_is_asked_for_only_where_its_head_is_refused(server: str) -> None:
    tried([f"{server}/page", f"{server}/get-only"], QUICK)
    assert _Pages.asked == [("HEAD", "/page"), ("HEAD", "/get-only"), ("GET", "/get-only")]


def test_two_places_on_one_page_are_tried_once(server: str) -> None:
    answers = tried([f"{server}/page#one", f"{server}/page#two"], QUICK)
    assert list(answers.values()) == [Answer(200), Answer(200)]
    assert _Pages.asked == [("HEAD", "/page")]


def test_a_host_that_does_not_answer_twice_in_a_row_is_left_alone(server: str) -> None:
    answers = tried([f"{server}/slow{n}" for n in range(9)], QUICK)
    assert set(answers.values()) == {Answer(silence="timeout")}
    assert len(_Pages.asked) == 2


@pytest.mark.parametrize(("answers", "code", "told"), [
    ([Answer(200), Answer(200)], exit_codes.RAN, []),
    ([Answer(200), Answer(404)], exit_codes.CHECK_FAILED, ["answers 404: https://b.example/ (steps/x, documents/y)"]),
    ([Answer(silence="unknown_host"), Answer(200)], exit_codes.CHECK_FAILED,
     ["no such host: https://a.example/ (documents/x)"]),
    ([Answer(200), Answer(403)], exit_codes.RAN,
     ["refuses programs (403); look in a browser: https://b.example/ (steps/x, documents/y)"]),
    ([Answer(silence="unknown_host"), Answer(silence="timeout")], exit_codes.NOTHING_TRIED,
     ["no address answered, so nothing could be tried: there is no network here"]),
])  # fmt: skip
def test_what_does_not_open_is_told(
    monkeypatch: pytest.MonkeyPatch, answers: list[Answer], code: int, told: list[str]
) -> None:
    found = [Address("https://a.example/", (("documents", "x"),)),
             Address("https://b.example/", (("steps", "x"), ("documents", "y")))]
    monkeypatch.setattr("expert.cli.rules_links.addresses", lambda _: found)
    monkeypatch.setattr(addresses_tried, "tried", lambda urls, _: dict(zip(urls, answers, strict=True)))
    got, out, error = run("--check")
    assert (got, error.splitlines()) == (code, ["Trying 2 addresses …", *told])
    assert bool(out) is (code != exit_codes.NOTHING_TRIED)


def test_the_command_tries_over_the_network(monkeypatch: pytest.MonkeyPatch, server: str) -> None:
    found = [Address(f"{server}/{page}", (("documents", page),)) for page in ("page", "404")]
    monkeypatch.setattr("expert.cli.rules_links.addresses", lambda _: found)
    code, out, error = run("--check", "--timeout", "1")
    assert code == exit_codes.CHECK_FAILED
    assert f"answers 404: {server}/404 (documents/404)\n" in error
    assert out.startswith("Addresses: 2. Opened: 1. Failed: 1. Refused to programs (look in a browser): 0.")
