"""`diagnose --save` writes what `--set` says into the fact file, and nothing else in it changes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from expert import Case
from tests import commands
from tests.commands import Ran

FILE = """\
# yaml-language-server: $schema=schema.json
# The third call this week.
ärende: INC1   # the borrower's

error: Error: The shelf is full
# what the desk says:
card: missing
os_version:
"""


def run(*arguments: str | Path) -> Ran:
    return commands.run("diagnose", *arguments, "--format", "json")


@pytest.fixture
def ticket(tmp_path: Path) -> Path:
    path = tmp_path / "ticket.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_nothing_is_said_of_it_where_nothing_is_to_be_printed(ticket: Path) -> None:
    assert run(ticket, "--set", "card=valid", "--save", "--quiet")[1:] == ("", "")
    assert "card: valid" in ticket.read_text(encoding="utf-8")


def test_what_was_set_stands_in_the_file_and_its_comments_stay(ticket: Path) -> None:
    code, out, error = run(ticket, "--set", "card=valid", "--set", "enhet=folio", "--save")
    assert code == 0
    assert json.loads(out)["case"]["facts"]["card"] == "valid"
    assert error.splitlines()[-1] == f"Saved: {ticket.as_posix()}"
    changed = FILE.replace("card: missing", "card: valid")
    assert ticket.read_text(encoding="utf-8") == f"{changed}platform: folio\n"
    assert json.loads(run(ticket)[1])["case"]["facts"] == json.loads(out)["case"]["facts"]


def test_a_fact_that_is_taken_out_is_gone_and_one_that_was_open_is_filled_in(ticket: Path) -> None:
    assert run(ticket, "--set", "card=", "--set", "os_version=7.1", "--save")[0] == 0
    kept = FILE.replace("card: missing\n", "").replace("os_version:", 'os_version: "7.1"')
    assert ticket.read_text(encoding="utf-8") == kept


def test_what_is_there_already_changes_nothing(ticket: Path) -> None:
    before = ticket.stat().st_mtime_ns
    assert run(ticket, "--set", "card=missing", "--save")[0] == 0
    assert (ticket.read_text(encoding="utf-8"), ticket.stat().st_mtime_ns) == (FILE, before)


def test_json_stays_json(tmp_path: Path) -> None:
    path = tmp_path / "ticket.json"
    path.write_text('{"error": "The shelf is full"}', encoding="utf-8")
    assert run(path, "--set", "platform=folio", "--save")[0] == 0
    assert json.loads(path.read_text(encoding="utf-8")) == {"error": "The shelf is full", "platform": "folio"}


def test_without_save_the_file_stays_as_it_is(ticket: Path) -> None:
    run(ticket, "--set", "card=valid")
    assert ticket.read_text(encoding="utf-8") == FILE


@pytest.mark.parametrize(
    "arguments", [["TICKET", "--save"], ["--set", "card=valid", "--save"], ["-", "--set", "card=valid", "--save"],
                  ["The shelf is full", "--set", "card=valid", "--save"],
                  ["TICKET", "TICKET", "--set", "card=valid", "--save"]],
)  # fmt: skip
def test_there_must_be_one_file_and_something_to_save(ticket: Path, arguments: list[str]) -> None:
    code, out, error = run(*(str(ticket) if argument == "TICKET" else argument for argument in arguments))
    assert (code, out) == (2, "")
    assert error.startswith("--save: --save writes what --set says into one fact file")
    assert ticket.read_text(encoding="utf-8") == FILE


def test_where_something_is_wrong_nothing_is_written(ticket: Path) -> None:
    assert run(ticket, "--set", "card=vald", "--save")[0] == 2
    assert ticket.read_text(encoding="utf-8") == FILE


def test_a_text_is_not_made_a_fact_file(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    log.write_text("10:00 The shelf is full\n", encoding="utf-8")
    code, out, error = run(log, "--set", "card=valid", "--save")
    assert (code, out) == (2, "")
    assert "this is a text and no fact file, so --save has nothing to write into" in error
    assert log.read_text(encoding="utf-8") == "10:00 The shelf is full\n"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a folder that nobody may write to")
def test_a_file_that_cannot_be_written_is_told(ticket: Path) -> None:
    ticket.parent.chmod(0o500)
    code, out, error = run(ticket, "--set", "card=valid", "--save")
    ticket.parent.chmod(0o700)
    assert (code, out) == (2, "")
    assert "cannot be written" in error


def test_of_what_was_read_from_the_text_nothing_is_written(ticket: Path) -> None:
    run(ticket, "--set", "error=Reader 7.2 says: The shelf is full. The app is 4.5.", "--save")
    assert set(Case.from_file(ticket).values()) == {"case", "error", "card"}
