"""Results are kept in files that come back from others' disks: written so that nothing acts, read as anybody's."""

from __future__ import annotations

import base64
import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert import InputError
from expert.foundations.parsing import decode
from expert.results.practice_results import KnowledgeUsed, PracticeResult, PracticeResults
from expert.teach import Practice
from expert.teach.result_files import COLUMNS, as_csv, as_json, read_results, result_of, with_result
from tests.each import each

CASES = json.loads(Path(__file__).with_name("result_file_cases.json").read_text(encoding="utf-8"))
"""Files that can be read and files that cannot; the board of the page for a class is held to the same."""

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def played(seed: int, name: str = "Anna") -> PracticeResults:
    """The results of an exercise with a wrong name, a hint and a step taken back."""
    practice = Practice.draw(seed)
    practice.hint()
    practice.observe(practice.observations[0].fact)
    practice.undo()
    practice.guess(next(name for name in practice.causes if name != practice.hidden.cause))
    practice.guess(practice.hidden.cause)
    practice.mend(practice.ways[0].id)
    return PracticeResults(name, "learning", (result_of(practice),), KnowledgeUsed("1", "sha256:0"))


@pytest.mark.parametrize("seed", range(6))
def test_they_are_read_back_as_they_were_written(seed: int) -> None:
    results = with_result(played(seed), played(seed + 1))
    assert read_results(as_json(results), "r.json") == (results,)
    (back,) = read_results(as_csv([results]), "r.csv")
    assert back == PracticeResults("Anna", "learning", results.results)


def test_they_have_the_form_that_a_page_writes_too() -> None:
    document = json.loads(as_json(played(3)))
    (result,) = document["results"]
    assert list(document) == ["schema", "knowledge", "name", "mode", "results"]
    assert document["schema"] == "expert/practice-results/1"
    assert list(result) == [
        "seed", "symptom", "cause", "level", "case", "right", "named", "looked", "hints", "undone", "cost",
        "best_cost", "seconds", "remedy", "score", "causes",
    ]  # fmt: skip
    assert (list(result["remedy"]), list(result["score"])) == (["chosen", "safe"], ["proof", "cost", "safety", "total"])
    assert (result["hints"], result["undone"], len(result["named"])) == (1, 1, 2)


@given(name=names)
def test_a_name_is_nothing_but_a_name(name: str) -> None:
    results = played(1, name)
    (line,) = list(csv.reader(io.StringIO(as_csv([results]))))[1:]
    assert not line[0].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert json.loads(as_json(results))["name"] == name


@pytest.mark.parametrize("name", ["=HYPERLINK(A1)", "+1", "@SUM(A1)", "'=1", "-x", "Anna"])
def test_what_a_spreadsheet_would_calculate_is_read_back_as_it_was(name: str) -> None:
    (back,) = read_results(as_csv([played(1, name)]), "r.csv")
    assert back.name == name


def changed(**fields: Any) -> str:
    """A file with one result that is otherwise."""
    document = json.loads(as_json(played(1)))
    document["results"][0].update(fields)
    return json.dumps(document, indent=1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no file of results"),
        ("{}", "no file of results"),
        ('{"schema": "expert/exercise/1"}', "no file of results"),
        ('{"schema": "expert/practice-results/1", "results": 3}', "no list of results"),
        ("[1, 2", "no file of results"),
        ('{"schema": ', "not well-formed JSON"),
        ("name,mode\nAnna,learning\n", "no file of results"),
        (changed(seed="x"), "must be a whole number"),
        (changed(seed=-1), "seed must be from 0"),
        (changed(symptom="<script>"), 'symptom: "<script>" is no id'),
        (changed(cause="../../etc"), 'cause: "../../etc" is no id'),
        (changed(named=["a b"]), "named must be ids"),
        (changed(named=["a"] * 2000), "named must be ids, at most 1000"),
        (changed(case="x" * 300), "case is longer than 200 characters"),
        (changed(cost=float("nan")), "r.json:"),
        (changed(cost=1e300), "cost must be from 0"),
        (changed(level="godlike"), '"godlike" cannot stand here'),
        (changed(score={"proof": 400, "cost": 0, "safety": 0, "total": 400}), "the score must be at most"),
        (changed(score={"proof": 1, "cost": 1, "safety": 1, "total": 100}), "total their sum"),
        (changed(surprise=1), '"surprise" is not known here'),
        (changed(remedy={"chosen": "javascript:alert(1)"}), "is no id"),
    ],
)
def test_what_is_no_result_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        read_results(text, "r.json")
    assert said in str(refused.value)
    assert str(refused.value).startswith("r.json")


def test_the_line_of_a_mistake_is_named() -> None:
    table = as_csv([played(1), played(2)]).replace("learning,2,", "learning,two,")
    with pytest.raises(InputError, match=r"r\.csv:3: seed must be a whole number"):
        read_results(table, "r.csv")
    lines = changed(symptom="<b>").splitlines()
    place = next(number for number, line in enumerate(lines, start=1) if '"symptom"' in line)
    with pytest.raises(InputError, match=rf"r\.json:{place}: symptom"):
        read_results("\n".join(lines), "r.json")


@each("case", CASES["cases"], ids=lambda case: case["name"])
def test_what_the_board_reads_is_read_and_what_it_refuses_is_refused(case: dict[str, Any]) -> None:
    if "base64" in case:
        data = base64.b64decode(case["base64"])
    elif "of" in case:
        old, new = case["replace"]
        data = CASES[case["of"]].replace(old, new * case.get("repeat", 1), 1).encode()
    else:
        data = case["text"].encode()
    try:
        read_results(decode(data, "r"), "r")
    except InputError:
        assert not case["read"]
    else:
        assert case["read"]


def test_all_causes_at_work_are_kept() -> None:
    practice = next(one for one in (Practice.draw(seed, level="hard") for seed in range(20)) if one.hidden.also)
    for name in reversed(practice.hidden.causes):
        practice.guess(name)
    practice.mend(practice.ways[0].id)
    result = result_of(practice)
    assert (result.right, result.causes) == (True, practice.hidden.causes)
    assert result.cause == practice.hidden.causes[-1]
    results = PracticeResults("Anna", "learning", (result,))
    for back in (read_results(as_json(results), "r.json"), read_results(as_csv([results]), "r.csv")):
        assert back[0].results == (result,)


def test_a_file_of_too_many_is_refused() -> None:
    document = json.loads(as_json(played(1)))
    document["results"] *= 10_001
    with pytest.raises(InputError, match="more than 10000 results"):
        read_results(json.dumps(document), "r.json")


@given(text=st.text(max_size=300))
def test_whatever_is_in_a_file_it_is_read_or_refused(text: str) -> None:
    for beginning in ("", "{", ",".join(COLUMNS) + "\n", '{"schema": "expert/practice-results/1", "results": ['):
        try:
            found = read_results(beginning + text, "r")
        except InputError:
            continue
        assert all(isinstance(one, PracticeResults) for one in found)


@given(cells=st.lists(st.text(max_size=8), min_size=len(COLUMNS), max_size=len(COLUMNS)))
def test_whatever_is_in_a_line_it_is_read_or_refused(cells: list[str]) -> None:
    written = io.StringIO()
    csv.writer(written).writerows([COLUMNS, cells])
    try:
        found = read_results(written.getvalue(), "r.csv")
    except InputError:
        return
    assert all(isinstance(result, PracticeResult) for one in found for result in one.results)
