"""The command `fleet`: from tables to a table, with nothing lost on the way."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from expert import KnowledgeBase
from expert.facts.vocabulary import MESSAGE
from expert.fleets import rows, running
from tests.commands import run
from tests.engine.random_cases import TODAY

pytest.importorskip("duckdb", reason="duckdb is not installed; pip install '.[fleet]' brings it")

TABLE = (
    "case;error;platform;readers_counted;reader_limit;observed_on\n"
    "A1;ShelfFull;Folio;15;15;2026-11-20\n"
    "A2;he says \"Oops: SealUnknown;folio;;;\n"
    "A3;=1+1;folio;;;\n"
    "A4;ShelfFull;toaster;3;5;\n"
    "A5;;phone;x;;2026-13-01\n"
    "A6;too;many;1;1;2026-11-20;fields;here\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "readers.csv"
    path.write_text("\ufeff" + TABLE, encoding="utf-8")
    return path


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_row_is_diagnosed_or_set_aside_with_the_reason(table: Path, tmp_path: Path) -> None:
    lines = tmp_path / "more.jsonl"
    lines.write_text('{"case": "B1", "error": "ShelfFull", "plan_installed": true}\n{no json\n', encoding="utf-8")
    out = tmp_path / "out.csv"
    ran = run("fleet", table, lines, "-o", out)
    assert ran.exit_code == 0, ran.stderr
    good, aside = _read(out), _read(tmp_path / "out-set-aside.csv")
    assert len(good) + len(aside) == 8
    assert [(row["row"], row["case"]) for row in good] == [("1", "A1"), ("2", "A2"), ("3", "A3"), ("6", "B1")]
    assert good[0]["confirmed"] == "shelf-limit-reached"
    assert good[1]["symptoms"] == "seal-unknown"
    assert good[2]["error"] == "'=1+1"
    reasons = {row["case"]: row["problem"] for row in aside}
    assert reasons["A4"].startswith('platform cannot be "toaster"')
    assert reasons["A5"].count("; ") == 1
    assert {row["line"]: row["problem"] for row in aside if row["line"]} == {
        "A6;too;many;1;1;2026-11-20;fields;here": "the line has more fields than there are columns",
        "{no json": "the line is no JSON object",
    }
    assert "4 rows were set aside" in ran.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "more.jsonl", "out-set-aside.csv", "out.csv", "readers.csv",
    ]  # fmt: skip


def test_a_summary_counts_causes_and_questions(table: Path, tmp_path: Path) -> None:
    for name, mark in (("s.json", '"format": "expert/fleets/1"'), ("s.html", "<svg"), ("s.md", "# "), ("s.txt", "===")):
        ran = run("fleet", table, "-o", tmp_path / "out.jsonl", "--summary", tmp_path / name)
        assert ran.exit_code == 0, ran.stderr
        assert mark in (tmp_path / name).read_text(encoding="utf-8")
        assert ran.stdout == ""
    told = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert (told["rows"], told["aside"]) == (3, 3)
    assert sum(told["outcomes"].values()) == 3
    (cause,) = [cause for cause in told["causes"] if cause["cause"] == "shelf-limit-reached"]
    assert cause["confirmed"] == 1
    assert cause["by"]["observed_on"] == {"2026-11-20": 1}


def test_an_unknown_column_is_an_error_that_names_the_nearest_fact(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("eror,color\nShelfFull,red\n", encoding="utf-8")
    ran = run("fleet", table, "-o", tmp_path / "out.csv")
    assert ran.exit_code == 2
    assert 'the column eror is no fact; did you mean "error"?' in ran.stderr
    assert str(table) in ran.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]
    assert run("fleet", table, "-o", tmp_path / "out.csv", "--ignore-columns").exit_code == 0
    assert _read(tmp_path / "out.csv")[0]["color"] == "red"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("missing.csv", "-o", "out.csv"), "there is no such file"),
        (("t.csv", "-o", "out.xlsx"), "to .parquet, .csv or .jsonl"),
        (("t.csv", "-o", "t.csv"), "would take the place of what it is made from"),
        (("t.csv", "-o", "out.csv", "--summary", "s.pdf"), "to .txt, .md, .html or .json"),
        (("t.csv", "t.csv", "-o", "no/out.csv"), "out.csv"),
        (("t.doc", "-o", "out.csv"), "a fleet is read from"),
        (("empty.csv", "-o", "out.csv"), "no rows"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("t.csv", "error\nShelfFull\n"), ("t.doc", "x"), ("empty.csv", "error\n")):
        Path(name).write_text(text, encoding="utf-8")
    ran = run("fleet", *arguments)
    assert ran.exit_code == 2
    assert said in ran.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty.csv", "t.csv", "t.doc"]


def test_a_run_that_was_broken_off_goes_on_with_what_is_done(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = tmp_path / "more.csv"
    more.write_text("error\nSealUnknown\n", encoding="utf-8")
    out = tmp_path / "out.csv"
    done: list[int] = []
    diagnose_part = running._diagnose_part

    def broken(connection: Any, part: Any, *others: Any) -> None:
        done.append(part.file.first)
        if len(done) == 2:
            raise KeyboardInterrupt
        diagnose_part(connection, part, *others)

    monkeypatch.setattr(running, "_diagnose_part", broken)
    assert run("fleet", table, more, "-o", out).exit_code == 130
    assert not out.exists()
    again = run("fleet", table, more, "-o", out)
    assert again.exit_code == 2
    assert "--resume" in again.stderr
    other = run("fleet", more, "-o", out, "--resume")
    assert "differs in: inputs" in other.stderr
    assert run("fleet", table, more, "-o", out, "--resume").exit_code == 0
    assert done == [0, 5, 5]
    assert [row["case"] for row in _read(out)] == ["A1", "A2", "A3", ""]
    assert len(_read(tmp_path / "out-set-aside.csv")) == 3


def test_a_row_that_comes_out_otherwise_than_as_a_case_stops_the_run(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(case: Any, knowledge: Any, today: Any) -> rows.Row:
        found = rows.row_of(case, knowledge, today)
        return rows.Row(**{**vars(found), "outcome": "solved"}) if case.get("readers_counted") else found

    monkeypatch.setattr(running, "row_of", other)
    ran = run("fleet", table, "-o", tmp_path / "out.csv")
    assert ran.exit_code == 1
    assert "row 1 comes out otherwise" in ran.stderr
    assert "# outcome: confirmed; as a case: solved" in ran.stderr
    assert 'error: "ShelfFull"' in ran.stderr
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.spark
def test_spark_gives_the_same_rows_on_several_partitions(tmp_path: Path) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    from expert.fleets import fleet
    from tests.fleets import frames

    knowledge = KnowledgeBase.shipped()
    found = frames.cases(knowledge, frames.seed(), 60)
    table = frames.columns(found, knowledge)
    kinds = {"yes_no": "boolean", "number": "bigint", "date": "date"}
    said = ", ".join(f"{name} {kinds.get(knowledge.vocabulary[name].type, 'string')}" for name in table)
    session = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    given = list(zip(*table.values(), range(len(found)), strict=True))
    frame = session.createDataFrame(given, f"{said}, place bigint").repartition(3)
    assert frame.rdd.getNumPartitions() == 3
    made = fleet(frame, today=TODAY, ignore_columns=True).orderBy("place").select(*rows.COLUMNS).collect()
    session.stop()
    assert [rows.Row(*row) for row in made] == frames.expected(found, knowledge)
    assert MESSAGE in table


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_parts_of_any_size_make_the_same_result(engine: str, table: Path, tmp_path: Path) -> None:
    pytest.importorskip(engine, reason=f"{engine} is not installed")
    told = []
    for rows_at_once in (2, 1_000):
        out = tmp_path / f"by-{rows_at_once}.jsonl"
        wanted = running.Wanted((table, table), out, engine, TODAY, "en", rows_at_once=rows_at_once)
        ran = running.run(wanted, KnowledgeBase.shipped(), lambda said: None)
        assert (ran.rows, ran.aside, ran.compared) == (6, 6, 10)
        told.append(out.read_text(encoding="utf-8"))
    assert told[0] == told[1]
    assert [json.loads(line)["row"] for line in told[0].splitlines()] == [1, 2, 3, 6, 7, 8]
