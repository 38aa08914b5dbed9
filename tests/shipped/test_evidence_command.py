"""`expert evidence` with what is asked live beside files, a locked certificate, and a bundle."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.cli.evidence_inputs import evidence_in
from expert.cli.evidence_wanted import EvidenceWanted
from expert.evidence.bundles import Named, named_in
from expert.rules.knowledge import KnowledgeBase
from tests.commands import run
from tests.evidence.certificates import certificate, p12, pem
from tests.evidence.name_server import Alias, name_server
from tests.shipped.test_collect import USER, collected, served

PUSH = certificate("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")


def test_what_is_asked_live_stands_beside_what_lies_in_files(tmp_path: Path) -> None:
    (tmp_path / "push.pem").write_bytes(pem(PUSH))
    with name_server({"enterpriseenrollment.contoso.test": Alias("manage.microsoft.com.")}) as resolver:
        code, out, error = run(
            "evidence", str(tmp_path), "--on", "2026-06-01", "--live", "dns", "--domain", "contoso.test",
            "--resolver", resolver,
        )  # fmt: skip
    assert code == 0, error
    assert "--live dns: CNAME enterpriseenrollment.contoso.test (127.0.0.1) (a record in DNS)" in out
    assert "2027-01-01" in out


def test_live_needs_no_file(tmp_path: Path) -> None:
    with name_server({}) as resolver:
        code, out, _ = run("evidence", "--live", "dns", "--domain", "contoso.test", "--resolver", resolver)
    assert code == 0
    assert out.count("missing") >= 2


@pytest.mark.parametrize(("typed", "said"), [("right\n", "2027-01-01"), ("wrong\n", "does not open with the password")])
def test_a_locked_certificate_opens_with_the_password_that_is_typed(typed: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "push.p12").write_bytes(p12(PUSH, "right"))
    code, out, error = run("evidence", str(tmp_path / "push.p12"), "--ask-password", "--on", "2026-06-01", stdin=typed)
    assert code == 0, error
    assert said in out
    assert "right" not in error


@pytest.mark.parametrize("name", ["bundle", "bundle.zip"])
def test_a_bundle_tells_for_whom_it_was_collected(name: str, tmp_path: Path) -> None:
    with served() as service:
        service.answers[f"/v1.0/users/{USER}/transitiveMemberOf"] = {"value": [{"id": "g1"}, {"id": "g2"}]}
        collected(service, tmp_path / name, every=True)
    named = named_in(tmp_path / name)
    assert (named.user, named.groups) == (USER, ("g1", "g2"))
    about = evidence_in(EvidenceWanted((str(tmp_path / name),)), KnowledgeBase.shipped(), None).about
    assert (about.user, about.groups) == (frozenset({USER}), frozenset({"g1", "g2"}))
    other = EvidenceWanted((str(tmp_path / name),), user="else@contoso.com")
    about = evidence_in(other, KnowledgeBase.shipped(), None).about
    assert (about.user, about.groups) == (frozenset({"else@contoso.com"}), None)


def test_what_is_no_bundle_names_nobody(tmp_path: Path) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "manifest.json").write_text('{"form": "expert-bundle/1", "answers": [{"file": "x", "whole": true,'
                                            ' "what": "transitiveMemberOf"}]}', encoding="utf-8")  # fmt: skip
    for path in (tmp_path, tmp_path / "broken.zip", tmp_path / "none"):
        assert named_in(path) == Named()


def test_preflight_asks_live_too(tmp_path: Path) -> None:
    with name_server({}) as resolver:
        arguments = ("preflight", "--live", "dns", "--domain", "contoso.test", "--resolver", resolver)
        code, _, error = run(*arguments)
    assert code == 0, error


@pytest.mark.parametrize("command", ["diagnose", "explain", "plan", "ticket", "escalate", "graph", "ask"])
def test_every_command_that_takes_a_case_asks_live(command: str, tmp_path: Path) -> None:
    """The records are missing, which proves that they are; they are those of the user's domain if none is named."""
    ticket = tmp_path / "ticket.yaml"
    ticket.write_text("error: No enrollment policy\nplatform: ios\n", "utf-8")
    with name_server({}) as resolver:
        live = ("--live", "dns", "--resolver", resolver)
        code, _, error = run(command, str(ticket), *live, "--user", "person@contoso.test", stdin="quit\n")
        again = error.partition("`expert ")[2].partition("`")[0]
        shown = run(*again.split()).stdout
    assert code == 0, error
    assert "--live dns: read as evidence; facts: 2" in error
    assert again.startswith("evidence --live dns")
    assert "enterpriseenrollment.contoso.test" in shown


def test_a_domain_without_live_is_refused_by_all_of_them(tmp_path: Path) -> None:
    for command in ("diagnose", "plan", "evidence"):
        code, _, error = run(command, "x", "--domain", "contoso.test")
        assert (code, "belong to --live" in error) == (2, True), command


def test_without_a_file_and_without_live_it_says_what_to_name() -> None:
    code, out, error = run("evidence")
    assert (code, out) == (2, "")
    assert "name a file, a folder or an archive, or what is to be asked with --live" in error
