"""Files that add to a case: named beside it, or with --evidence; what they say, and what will stop whom."""

from __future__ import annotations

import gzip
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.commands import run

SEAL = {"@odata.type": "#library.seal", "expires": "2026-10-19T12:00:00Z", "key": "a-secret"}
CARDS = {"value": [{"borrower": "anna", "cardState": "good"}, {"borrower": "bo", "cardState": "none"}]}
MODEL = {"modelName": "Folio 3", "blockedFrom": "2026-10-19"}
DAY = ("--set", "observed_on=2026-11-29")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("ticket.yaml").write_text("error: NoJoinRule\nplatform: folio\n", encoding="utf-8")
    Path("export").mkdir()
    Path("export/seal.json").write_text(json.dumps(SEAL), encoding="utf-8")
    Path("export/cards.json").write_text(json.dumps(CARDS), encoding="utf-8")
    Path("model.json").write_text(json.dumps(MODEL), encoding="utf-8")
    with zipfile.ZipFile("bundle.zip", "w") as bundle:
        bundle.write("export/seal.json", "answers/seal.json")
    return tmp_path


@pytest.mark.parametrize("named", [("export",), ("bundle.zip",), ("export/seal.json",), ("--evidence", "export")])
def test_what_a_file_says_proves_a_cause(named: tuple[str, ...], folder: Path) -> None:
    code, out, error = run("diagnose", "ticket.yaml", *named, *DAY, "--format", "json")
    assert code == 0, error
    diagnosis = json.loads(out)
    assert diagnosis["outcome"] == "confirmed"
    assert diagnosis["case"]["facts"]["seal"] == "expired"
    assert diagnosis["case"]["origins"]["seal"].startswith(named[-1])
    assert "expires" in diagnosis["case"]["origins"]["seal"]
    assert "read as evidence" in error
    assert "a-secret" not in out + error


@pytest.mark.parametrize("command", ["explain", "plan", "ticket", "graph"])
def test_every_command_that_takes_a_case_takes_evidence(command: str, folder: Path) -> None:
    code, out, error = run(command, "ticket.yaml", "--evidence", "export", *DAY)
    assert code == 0, error
    assert "seal" in out


@pytest.mark.parametrize("name", ["logs.zip", "logs.tar.gz", "device.log.gz", "bundle-of-logs.zip"])
def test_an_archive_alone_is_evidence_and_no_text_that_cannot_be_read(name: str, folder: Path) -> None:
    Path("device.log").write_text("09:00 the terminal says NoJoinRule\n", encoding="utf-8")
    with zipfile.ZipFile("logs.zip", "w") as archive:
        archive.write("device.log")
    with tarfile.open("logs.tar.gz", "w:gz") as tar:
        tar.add("device.log")
    Path("device.log.gz").write_bytes(gzip.compress(Path("device.log").read_bytes()))
    with zipfile.ZipFile("bundle-of-logs.zip", "w") as archive:
        archive.write("logs.tar.gz")
    code, out, error = run("diagnose", name, *DAY, "--format", "json")
    assert code == 0, error
    assert [symptom["id"] for symptom in json.loads(out)["symptoms"]] == ["no-join-rule"]
    assert f"{name}: read as evidence" in error


def test_an_archive_in_which_nothing_is_known_says_so(folder: Path) -> None:
    with zipfile.ZipFile("other.zip", "w") as archive:
        archive.writestr("picture.bin", b"\x00\x01")
    code, out, error = run("diagnose", "other.zip", *DAY)
    assert (code, "facts: 0, texts: 0" in error) == (0, True), error
    assert "nothing to go by" in out


def test_an_interview_does_not_ask_what_a_file_tells(folder: Path) -> None:
    code, out, error = run("ask", "export", "--set", "error=NoJoinRule", *DAY, stdin="\n")
    assert code == 0, error
    assert "broken or has expired" in out


def test_a_saved_fact_says_which_file_it_is_from_until_somebody_gives_another(folder: Path) -> None:
    day = "observed_on=2026-11-29"
    code, _, error = run("ask", "ticket.yaml", "--evidence", "export", "--set", day, "--save", "ticket.yaml",
                         stdin="quit\n")  # fmt: skip
    assert code == 0, error
    saved = Path("ticket.yaml").read_text("utf-8")
    assert "\nseal: expired  # from evidence: export/seal.json: expires\n" in saved
    assert "\nobserved_on: 2026-11-29\n" in saved, "that was given"
    assert run("diagnose", "ticket.yaml", "--set", "platform=slate", "--save").exit_code == 0
    assert "\nseal: expired  # from evidence: export/seal.json: expires\n" in Path("ticket.yaml").read_text("utf-8")
    assert run("diagnose", "ticket.yaml", "--set", "seal=valid", "--save").exit_code == 0
    assert "\nseal: valid\n" in Path("ticket.yaml").read_text("utf-8")
    Path("own.yaml").write_text("error: NoJoinRule\nseal: valid # Anna says so\n", encoding="utf-8")
    swedish = ("--set", day, "--set", "seal=", "--save", "--language", "sv")
    assert run("diagnose", "own.yaml", "--evidence", "export", *swedish).exit_code == 0
    lines = Path("own.yaml").read_text("utf-8").splitlines()
    assert "seal: expired # Anna says so" in lines, "what its author says of it stays"
    assert "seal_expires_on: 2026-10-19  # ur underlag: export/seal.json: expires" in lines


def test_an_export_alone_is_a_case(folder: Path) -> None:
    code, out, error = run("diagnose", "model.json", *DAY, "--format", "json")
    assert code == 0, error
    assert json.loads(out)["outcome"] == "obstacle"


def test_a_user_who_is_named_has_the_facts_that_are_said_of_them(folder: Path) -> None:
    given = ("diagnose", "ticket.yaml", "export", *DAY, "--format", "json")
    assert "card" not in json.loads(run(*given)[1])["case"]["facts"]
    assert json.loads(run(*given, "--user", "Bo")[1])["case"]["facts"]["card"] == "missing"


def test_evidence_beside_several_cases_is_refused(folder: Path) -> None:
    Path("other.yaml").write_text("error: NoJoinRule\n", encoding="utf-8")
    code, _, error = run("diagnose", "ticket.yaml", "other.yaml", "export")
    assert code == 2
    assert "more than one case" in error


def test_a_broken_file_is_an_error_where_it_was_named_and_is_told_where_it_was_found(folder: Path) -> None:
    Path("export/cut.json").write_text('{"value": [', encoding="utf-8")
    code, _, error = run("diagnose", "ticket.yaml", "export/cut.json")
    assert (code, "export/cut.json" in error) == (2, True)
    code, out, _ = run("evidence", "export")
    assert code == 0
    assert "export/cut.json" in out


@pytest.mark.parametrize("language", ["en", "sv"])
def test_it_is_shown_what_was_read_and_of_whom(language: str, folder: Path) -> None:
    code, out, error = run("evidence", "export", "--on", "2026-11-29", "--user", "anna", "--language", language)
    assert code == 0, error
    used, _, others = out.partition({"en": "BUT NOT OF THIS CASE", "sv": "MEN INTE OM DET HÄR ÄRENDET"}[language])
    assert "export/seal.json: expires" in used
    assert "anna" in used
    assert "bo" in others
    assert "a-secret" not in out


def test_a_fact_file_may_still_be_one_of_several_cases(folder: Path) -> None:
    Path("other.yaml").write_text("error: NoJoinRule\n", encoding="utf-8")
    code, out, error = run("diagnose", "ticket.yaml", "other.yaml", "--brief")
    assert code == 0, error
    assert len(out.splitlines()) == 2


# What will stop enrollments


def test_it_is_told_what_stops_whom_now(folder: Path) -> None:
    code, out, error = run("preflight", "model.json", "export", "--on", "2026-11-29", "--format", "json", "--exit-code")
    assert code == 11, error
    stops = {stop["cause"]: stop for stop in json.loads(out)["stops"]}
    assert stops["model-blocked"]["of"] == [{"kind": "tenant", "names": []}]
    assert all(stop["now"] for stop in stops.values())


def test_it_is_told_what_will_stop_them_and_from_which_day_on(folder: Path) -> None:
    given = ("preflight", "model.json", "--on", "2026-10-01", "--exit-code", "--format", "json")
    code, out, error = run(*given)
    assert code == 10, error
    (stop,) = json.loads(out)["stops"]
    assert (stop["cause"], stop["since"], stop["now"]) == ("model-blocked", "2026-10-20", False)
    assert run(*given, "--within", "10")[0] == 0


def test_what_is_not_in_the_files_is_named(folder: Path) -> None:
    code, out, _ = run("preflight", "export/cards.json", "--on", "2026-11-29")
    assert code == 0
    assert "the seal" in out


def test_no_device_is_erased_for_what_concerns_the_tenant(folder: Path) -> None:
    stops = json.loads(run("preflight", "model.json", "export", "--on", "2026-11-29", "--format", "json")[1])["stops"]
    assert stops
    assert not [step for stop in stops for step in stop["remedy"]["steps"] if "erases_device" in step["safety"]]


def test_files_that_contradict_each_other_are_no_clean_bill(folder: Path) -> None:
    Path("export/note.json").write_text('{"noteOf": "anna", "expires": "2027-10-20T12:00:00Z"}', encoding="utf-8")
    given = ("preflight", "export/seal.json", "export/note.json", "--on", "2026-11-29")
    code, out, error = run(*given)
    assert code == 0, error
    assert out.startswith("The files contradict each other")
    assert "2027-10-20" in out
    assert run(*given, "--exit-code")[0] == 12
    assert run(*given, "model.json", "--exit-code")[0] == 11, "what is known to stop them counts before"
    diagnosis = json.loads(run("diagnose", "ticket.yaml", "export", *DAY, "--format", "json")[1])
    assert "seal" not in diagnosis["case"]["facts"]
    assert [conflict["kind"] for conflict in diagnosis["conflicts"]] == ["sources"]


def test_a_file_that_cannot_be_read_is_no_clean_bill_either(folder: Path) -> None:
    Path("export/seal.json").write_text('{"value": [', encoding="utf-8")
    Path("export/cards.json").write_text(json.dumps({"value": CARDS["value"][:1]}), encoding="utf-8")
    code, out, _ = run("preflight", "export", "--on", "2026-11-29", "--exit-code")
    assert code == 12
    assert out.startswith("Not every file could be read")
    assert "export/seal.json" in out
    Path("export/seal.json").write_text("nothing of that kind", encoding="utf-8")
    assert run("preflight", "export", "--on", "2026-11-29", "--exit-code")[0] == 0


@pytest.mark.parametrize("command", ["evidence", "preflight"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_whoever_evidence_names_has_an_alias_whatever_the_name_looks_like(
    command: str, form: str, folder: Path
) -> None:
    cards = {"value": [{"borrower": name, "cardState": "none"} for name in ("zeta", "omega-7")]}
    Path("export/cards.json").write_text(json.dumps(cards), encoding="utf-8")
    day = ("--on", "2026-11-29", "--format", form)
    assert "zeta" in run(command, "export", *day)[1]
    code, out, error = run(command, "export", *day, "--redact", "personal")
    assert code == 0, error
    assert "zeta" not in out
    assert "omega" not in out
    assert "[user-1]" in out
    assert "[user-2]" in out
    assert "cards.json" not in out
    assert "export/" not in out
