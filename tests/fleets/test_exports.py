"""Exports as the rows of a fleet: a row for each that they speak of, with the facts that it would have as a case."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from expert import KnowledgeBase
from expert.evidence import About, read_evidence
from expert.evidence.each import Everyone, One
from expert.evidence.sources import sources_in
from expert.facts.vocabulary import MESSAGE
from tests.commands import run
from tests.engine.random_cases import TODAY
from tests.fleets import frames

SEAL = {"@odata.type": "#library.seal", "expires": "2026-10-19T12:00:00Z", "key": "secret"}


def _card(borrower: str, state: str, complaint: str | None = None) -> dict[str, Any]:
    said = {} if complaint is None else {"complaint": complaint}
    return {"borrower": borrower, "cardState": state, "seenAt": "2026-11-20T08:00:00Z", **said}


def _reader(serial: str, owner: str, kind: str = "folio") -> dict[str, Any]:
    return {"serial": serial, "owner": owner, "kind": kind}


def _written(folder: Path, **files: Any) -> list[Path]:
    paths = [folder / f"{name}.json" for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_text(json.dumps(content), encoding="utf-8")
    return paths


def _each(rows: list[Path], beside: list[Path]) -> list[One]:
    knowledge = KnowledgeBase.shipped()
    own, others = ([source for path in paths for source in sources_in(path)] for paths in (rows, beside))
    everyone = Everyone(own, others, knowledge.vocabulary, observed_on=TODAY, symptoms=knowledge.symptoms.values())
    return list(everyone.each())


def _facts(one: One) -> Mapping[str, Any]:
    return one.evidence.case().values()


def test_each_device_and_each_user_without_one_is_a_row_with_the_facts_of_its_own_case(tmp_path: Path) -> None:
    readers = {"value": [_reader("r1", "anna"), _reader("r2", "anna", "slate"), _reader("r3", "bo")]}
    cards = {"value": [_card("anna", "good"), _card("bo", "none"), _card("cia", "good")]}
    paths = _written(tmp_path, readers=readers, cards=cards, seal=SEAL)
    found = _each(paths, [])
    assert [(sorted(one.device), sorted(one.user)) for one in found] == [
        (["r1"], ["anna"]), (["r2"], ["anna"]), (["r3"], ["bo"]), ([], ["cia"]),
    ]  # fmt: skip
    for one in found:
        alone = read_evidence(*paths, about=About.of(user=one.user, device=one.device or "none", observed_on=TODAY))
        assert _facts(one) == alone.case().values()
        assert _facts(one)["seal"] == "expired"
    assert [_facts(one).get("readers_listed") for one in found] == [2, 2, 1, None]


def test_each_message_is_a_row_that_knows_nothing_of_the_others(tmp_path: Path) -> None:
    cards = [_card("anna", "none", "ShelfFull"), _card("anna", "good", "SealUnknown"), _card("bo", "none")]
    paths = _written(tmp_path, cards={"value": cards}, readers={"value": [_reader("r1", "anna")]})
    found = _each(paths, [])
    assert [(sorted(one.user), _facts(one).get(MESSAGE), _facts(one).get("card")) for one in found] == [
        (["anna"], ("ShelfFull",), "missing"), (["anna"], ("SealUnknown",), "valid"), (["bo"], None, "missing"),
        (["anna"], None, None),
    ]  # fmt: skip
    assert found[-1].device == {"r1"}


def test_what_lies_beside_adds_facts_and_no_rows_and_is_of_nobody_else(tmp_path: Path) -> None:
    given = {"readers": [_reader("r1", "anna"), _reader("r2", "")], "seal": SEAL,
             "cards": [_card("anna", "none"), _card("cia", "good")]}  # fmt: skip
    readers, seal, cards = _written(tmp_path, **given)
    first, second = map(_facts, _each([readers], [cards, seal]))
    assert (first["card"], first["seal"], second["seal"]) == ("missing", "expired", "expired")
    assert "card" not in second
    (alone,) = map(_facts, _each(_written(tmp_path, one=[_reader("r3", "")]), [cards]))
    assert "card" not in alone, "that the evidence knows one reader and one borrower does not make them belong together"


def test_whoever_is_not_named_is_a_row_of_their_own(tmp_path: Path) -> None:
    found = _each(_written(tmp_path, cards=[_card("", "none"), _card("", "good")]), [])
    assert [_facts(one)["card"] for one in found] == ["missing", "valid"]


def test_many_rows_at_random_are_what_their_cases_would_be(tmp_path: Path) -> None:
    rng = Random(frames.seed())
    users = [f"user{number}@library.example" for number in range(8)]
    readers = [_reader(f"r{n}", rng.choice([*users, ""]), rng.choice(["folio", "slate", "x"])) for n in range(30)]
    cards = [_card(user, rng.choice(["good", "none", "?"])) for user in users]
    paths = _written(tmp_path, readers={"value": readers}, cards=cards, seal=SEAL)
    for one in _each(paths, []):
        alone = read_evidence(
            *paths, about=About.of(user=one.user or "none", device=one.device or "none", observed_on=TODAY)
        )
        assert _facts(one) == alone.case().values()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pytest.importorskip("duckdb", reason="duckdb is not installed")
    monkeypatch.chdir(tmp_path)
    lines = ["borrower,cardState,complaint,seenAt", "anna@library.example,none,ShelfFull,2026-11-20T08:00:00Z",
             "bo@library.example,good,,2026-11-21T08:00:00Z", "one,too,many,fields,here"]  # fmt: skip
    (tmp_path / "cards.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "table.csv").write_text(
        "case,error,seal,observed_on\nA1,SealUnknown,,2026-09-01\nKarin,ShelfFull for Karin,valid,\n", encoding="utf-8"
    )
    _written(tmp_path, seal=SEAL)
    return tmp_path


def _read(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


GIVEN = ("fleet", "table.csv", "cards.csv", "--evidence", "seal.json", "--on", "2026-11-23", "-o", "out.csv")


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_an_export_and_a_table_beside_it_become_one_result(engine: str, folder: Path) -> None:
    pytest.importorskip(engine, reason=f"{engine} is not installed")
    ran = run(*GIVEN, "--engine", engine, "--summary", "s.json")
    assert ran.exit_code == 0, ran.stderr
    columns = ("error", "card", "user", "source", "seal", "differing")
    told = [[row[name] for name in columns] for row in _read("out.csv")]
    assert told == [
        ["SealUnknown", "", "", "", "valid", ""],  # it was judged on the row's own day
        ["ShelfFull for Karin", "", "", "", "valid", "seal"],  # what stands in the row counts, and is told
        ["ShelfFull", "missing", "anna@library.example", "cards.csv:2", "expired", ""],
        ["", "valid", "bo@library.example", "cards.csv:3", "expired", ""],
    ]
    (aside,) = _read("out-set-aside.csv")
    assert (aside["source"], "another number of fields" in aside["problem"]) == ("cards.csv:4", True)
    summary = json.loads(Path("s.json").read_text(encoding="utf-8"))
    days = [cause["by"]["observed_on"] for cause in summary["causes"] if "observed_on" in cause["by"]]
    assert any("2026-11-20" in by for by in days)


def test_what_identifies_somebody_has_the_same_alias_wherever_it_stands(folder: Path) -> None:
    with Path("table.csv").open("a", encoding="utf-8") as stream:
        stream.write("A3,anna@library.example cannot join,,\nA4,x,Karin,\n")
    ran = run(*GIVEN, "--redact", "personal")
    assert ran.exit_code == 0, ran.stderr
    rows = _read("out.csv")
    assert [row["case"] for row in rows] == ["[case-1]", "[case-2]", "[case-3]", "", ""]
    assert rows[1]["error"] == "ShelfFull for [case-2]"
    (anna,) = {rows[2]["error"].removesuffix(" cannot join"), rows[3]["user"]}
    assert anna.startswith("[user-")
    written = Path("out.csv").read_text(encoding="utf-8") + Path("out-set-aside.csv").read_text(encoding="utf-8")
    for given in ("Karin", "anna", "bo@", "cards.csv"):
        assert given not in written
    assert "masked" in ran.stderr


def test_an_export_without_anybody_in_it_is_no_fleet(folder: Path) -> None:
    ran = run("fleet", "seal.json", "-o", "out.csv")
    assert ran.exit_code == 2
    assert "no rows" in ran.stderr
    assert not list(folder.glob("out.*"))
