"""Exercises in a row, their results in a file, and the report of a class, as a trainer and learners type them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from expert import KnowledgeBase
from expert.results.class_report import ClassReport
from expert.teach import Practice
from expert.teach.course import Course
from expert.teach.result_files import read_results
from tests import commands
from tests.commands import Ran

LINES = "A\nB\nC\nD\nE\nF\nG\nH\nI\nJ\n"


def run(*arguments: object, lines: str = "") -> Ran:
    return commands.run(*map(str, arguments), stdin=lines)


def solved(*seeds: int) -> str:
    """The lines that solve exercises: everything the recommended path looks up, the cause, and a right way."""
    lines: list[str] = []
    for seed in seeds:
        practice = Practice.draw(seed)
        numbers = {seen.fact: str(number) for number, seen in enumerate(practice.observations, start=1)}
        lines += [numbers[looked.fact] for looked in practice.result.best]
        lines.append(practice.hidden.cause)
        lines.append(str([way.judged for way in practice.result.ways].index("right") + 1))
    return "\n".join([*lines, ""])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_several_in_a_row_end_with_a_summary_and_the_command_that_goes_on() -> None:
    out = run("practice", "--seed", 4, "--count", 3, lines=solved(4, 5, 6)).stdout
    assert "Exercise 4 (1 of 3)" in out
    assert "Exercise 6 (3 of 3)" in out
    assert "3 exercises, 100 points on average" in out
    assert out.rstrip().endswith("Next exercise: expert practice --seed 7")


def test_a_number_stands_for_as_many_as_it_takes_to_show_every_symptom(monkeypatch: pytest.MonkeyPatch) -> None:
    symptoms = len(Course.of(KnowledgeBase.shipped()).round)
    monkeypatch.setattr("expert.teach.course._SEEDS", symptoms - 1)
    out = run("practice", "--seed", 4, lines="give up\ngive up\n").stdout
    one, other = (practice.hidden.symptom for practice in Practice.row(4))
    assert one != other
    for number, symptom in enumerate((one, other), start=1):
        again = f"The same again: expert practice --seed 4 --symptom {symptom}"
        assert f"Exercise 4 ({number} of 2)\n{again}" in out
    assert "2 exercises, 0 points on average" in out
    assert out.rstrip().endswith("Next exercise: expert practice --seed 5")
    assert " of 2)" not in run("practice", "--seed", 4, "--picture", "x.svg", lines="quit\n").stdout
    assert "of 1)" not in run("practice", "--seed", 4, "--symptom", one, lines="give up\n").stdout


def test_one_may_be_left_for_the_next() -> None:
    out = run("practice", "--seed", 4, "--count", 2, lines="1\nnext\n" + solved(5)).stdout
    assert "You left the exercise; the cause is not given away." in out
    assert "1 exercise, 100 points" in out


def test_a_ticket_of_ones_own_is_an_exercise() -> None:
    Path("mine.yaml").write_text("case: T-7\nerror: NoJoinRule\nplatform: slate\nseal: missing\n", encoding="utf-8")
    out = run("practice", "mine.yaml", lines="seal-missing\n1\n").stdout
    assert out.startswith("Your ticket T-7 as an exercise\nThe same again: expert practice mine.yaml\n")
    assert "Right: The library has no seal." in out
    assert "Next exercise" not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--count", "0"), "a count is a whole number from 1 to 1000"),
        (("--count", "9" * 30), "a count is a whole number"),
        (("--count", "2", "--picture", "x.svg"), "leave --count out"),
        (("mine.yaml", "--seed", "1"), "leave --seed, --symptom and --count out"),
        (("-",), "cannot come from there"),
        (("open.yaml",), "its facts prove no cause"),
        (("--results", "-"), "cannot be kept there"),
        (("--results", "r.txt"), "ends in .json or .csv"),
        (("--results", "no/r.json"), "no such folder"),
        (("--results", "r.json", "--name", "x" * 300), "at most 200 characters"),
        (("--level", "godlike"), "godlike"),
        (("report",), "RESULTS"),
        (("report", "nothing.json"), "nothing.json: there is no such file"),
        (("report", "open.yaml"), "open.yaml: this is no file of results"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments: tuple[str, ...], said: str) -> None:
    Path("mine.yaml").write_text("error: NoJoinRule\nseal: missing\n", encoding="utf-8")
    Path("open.yaml").write_text("error: NoJoinRule\n", encoding="utf-8")
    result = run("practice", *arguments, lines=LINES)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.mark.parametrize("file", ["r.json", "r.csv"])
def test_results_are_kept_and_gone_on_with(file: str) -> None:
    first = run("practice", "--seed", 4, "--count", 2, "--results", file, "--name", "Anna", lines=solved(4, 5))
    assert first.stdout.count(f"Saved in {file}.") == 2
    run("practice", "--seed", 6, "--results", file, "--name", "Anna", lines=solved(6))
    (kept,) = read_results(Path(file).read_text(encoding="utf-8"), file)
    assert [result.seed for result in kept.results] == [4, 5, 6]
    assert {result.score.total for result in kept.results} == {100}
    assert kept.name == "Anna"


def test_an_exam_keeps_its_time_and_tells_the_results_at_the_end() -> None:
    out = run("practice", "--seed", 4, "--level", "exam", "--results", "r.json", lines="A\n1\n").stdout
    assert "It took 0:00 min." in out
    assert "Score:" not in out
    assert "1 exercise, " in out
    (kept,) = read_results(Path("r.json").read_text(encoding="utf-8"), "r.json")
    assert kept.mode == "exam"
    assert kept.results[0].seconds is not None


@pytest.mark.parametrize("stands", ["my thesis\n", '{"schema": "mine"}', "{", "name,mode\n", "\x00"])
def test_no_file_that_is_not_ours_is_touched(stands: str) -> None:
    for file in ("r.json", "r.csv"):
        Path(file).write_text(stands, encoding="utf-8")
        result = run("practice", "--seed", 4, "--results", file, lines=solved(4))
        assert (result.exit_code, result.stdout) == (2, "")
        assert Path(file).read_text(encoding="utf-8") == stands


def test_no_other_learners_file_is_gone_on_with_but_a_table_holds_several() -> None:
    for file in ("r.json", "r.csv"):
        run("practice", "--seed", 4, "--results", file, "--name", "Anna", lines=solved(4))
    refused = run("practice", "--seed", 4, "--results", "r.json", "--name", "Bo", lines=solved(4))
    assert refused.exit_code == 2
    assert "this file holds the results of Anna (learning)" in refused.stderr
    run("practice", "--seed", 4, "--results", "r.csv", "--name", "Bo", lines=solved(4))
    found = read_results(Path("r.csv").read_text(encoding="utf-8"), "r.csv")
    assert [one.name for one in found] == ["Anna", "Bo"]


@pytest.mark.parametrize("file", ["r.json", "r.csv"])
def test_an_exercise_that_was_left_is_not_kept_and_that_is_said(file: str) -> None:
    left = run("practice", "--seed", 4, "--results", file, lines="1\nquit\n")
    assert f"Not saved in {file}: only what was gone through to the end is." in " ".join(left.stdout.split())
    assert sum(len(one.results) for one in read_results(Path(file).read_text(encoding="utf-8"), file)) == 0
    report = run("practice", "report", file)
    assert (report.exit_code, report.stderr) == (0, "")
    run("practice", "--seed", 4, "--results", file, lines=solved(4))
    found = read_results(Path(file).read_text(encoding="utf-8"), file)
    assert [len(one.results) for one in found] == [1]


def test_leaving_later_takes_nothing_from_what_is_kept() -> None:
    run("practice", "--seed", 4, "--results", "r.json", lines=solved(4))
    kept = Path("r.json").read_bytes()
    run("practice", "--seed", 5, "--results", "r.json", lines="quit\n")
    assert Path("r.json").read_bytes() == kept


def test_a_demonstration_is_not_kept() -> None:
    drawn = (Practice.draw(1, symptom) for symptom in KnowledgeBase.shipped().symptoms)
    practice = next(found for found in drawn if found.hidden.demonstration)
    single = practice.hidden.symptom
    lines = f"{practice.hidden.cause}\n1\n"
    out = run("practice", "--seed", 1, "--symptom", single, "--results", "r.json", lines=lines).stdout
    assert "A demonstration is not scored, and not saved." in out
    assert not Path("r.json").exists()


def test_a_class_is_reported_in_every_form() -> None:
    run("practice", "--seed", 4, "--results", "anna.json", "--name", "Anna", lines=solved(4))
    run("practice", "--seed", 4, "--results", "bo.csv", "--name", "Bo", lines="A\nB\nC\nD\nE\nF\nG\n1\n")
    files = ("practice", "report", "anna.json", "bo.csv")
    assert run(*files).stdout.startswith("The class: 2 exercises in 2 files\n")
    assert run(*files, "--language", "sv").stdout.startswith("Klassen: 2 övningar i 2 filer\n")
    report = ClassReport.from_json(run(*files, "--format", "json").stdout)
    assert [one.name for one in report.learners] == ["Anna", "Bo"]
    assert "| Anna |" in run(*files, "--format", "markdown").stdout
    table = run(*files, "--format", "csv").stdout
    assert [one.name for one in read_results(table, "t")] == ["Anna", "Bo"]
    assert run("practice", "report", ".").stdout == run(*files).stdout
    assert run("practice", "report", ".", "anna.json", "./bo.csv").stdout == run(*files).stdout
    run(*files, "-o", "class.md")
    assert Path("class.md").read_text(encoding="utf-8").startswith("# ")


def test_every_wrong_file_is_named_and_nothing_is_counted() -> None:
    Path("a.json").write_text("{}", encoding="utf-8")
    Path("b.csv").write_text("x\n", encoding="utf-8")
    result = run("practice", "report", "a.json", "b.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["a.json", "b.csv"]


def test_a_ticket_that_is_called_report_is_given_with_its_folder() -> None:
    Path("report").write_text("error: NoJoinRule\nseal: missing\n", encoding="utf-8")
    assert "as an exercise" in run("practice", "./report", lines="quit\n").stdout


def test_the_help_names_the_command_below() -> None:
    assert "expert practice [OPTIONS] [FILE]" in run("practice", "--help").stdout
    assert "  report " in run("practice", "--help").stdout
    assert run("practice", "report", "--help").stdout.startswith("Usage: expert practice report [OPTIONS] RESULTS...")


def test_results_have_the_shape_of_the_class_page() -> None:
    run("practice", "--seed", 4, "--results", "r.json", "--name", "Anna", lines=solved(4))
    document = json.loads(Path("r.json").read_text(encoding="utf-8"))
    assert document["knowledge"].keys() == {"version", "digest"}
    assert (document["name"], document["mode"]) == ("Anna", "learning")
