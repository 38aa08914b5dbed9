"""The command `collect`, from the command line to the bundle, with a service on loopback and a sign-in of the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from expert.cli import collect as command
from expert.collecting import collecting
from tests.commands import run
from tests.shipped.test_collect import Given, Service, served

ARGUMENTS = ("collect", "--tenant", "contoso.com", "--client", "an-app")


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    with served() as made:

        @contextmanager
        def client() -> Iterator[httpx.Client]:
            with httpx.Client(base_url=made.base, verify=False) as http:
                yield http

        monkeypatch.setattr(collecting, "client", client)
        monkeypatch.setattr(command, "_sign_in", lambda *_: Given())
        yield made


def test_it_writes_a_bundle_and_says_what_is_missing(service: Service, tmp_path: Path) -> None:
    service.instead["/v1.0/domains"] = lambda query, count: (403, {}, {})
    code, out, error = run(*ARGUMENTS, "-o", str(tmp_path / "bundle.zip"))
    assert (code, out) == (0, "")
    assert "domains: the permission to read it is missing (403)" in error
    assert "missing: 1)" in error
    assert (tmp_path / "bundle.zip").is_file()


def test_it_speaks_swedish(service: Service, tmp_path: Path) -> None:
    code, _, error = run(*ARGUMENTS, "-o", str(tmp_path / "insamling"), "--language", "sv")
    assert code == 0
    assert "Skrivet:" in error


def test_where_nothing_is_answered_nothing_is_written(service: Service, tmp_path: Path) -> None:
    service.reply = lambda target, token: (403, {}, {})  # type: ignore[method-assign]
    code, out, error = run(*ARGUMENTS, "-o", str(tmp_path / "bundle"))
    assert (code, out) == (2, "")
    assert "nothing was answered, so nothing is written: the permission" in error
    assert list(tmp_path.iterdir()) == []


def test_what_is_needed_is_named() -> None:
    code, out, error = run("collect", "--tenant", "contoso.com")
    assert (code, out) == (2, "")
    assert [line.partition(":")[0] for line in error.splitlines()] == ["--client", "-o"]


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "find_spec", lambda _: None)
    code, _, error = run(*ARGUMENTS, "-o", str(tmp_path / "bundle"))
    assert (code, error) == (
        2, 'collect: asking Microsoft Graph needs the extra graph: pip install "enrollment-expert[graph]"\n'
    )  # fmt: skip


def test_the_list_needs_neither_a_tenant_nor_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "find_spec", lambda _: None)
    alone = run("collect", "--list").stdout
    with_user = run("collect", "--list", "--user", "anna@contoso.com").stdout
    assert "GET /v1.0/organization" in alone
    assert "  Directory.Read.All\n" in with_user
    assert "Directory.Read.All" not in alone
