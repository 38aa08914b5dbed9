"""`expert new`: a fact file to fill in, with the questions in the order of their worth."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from expert import Case, Interview, KnowledgeBase, diagnose
from expert.ask.sheet import sheet_for
from expert.facts.reader import read_fact_text
from tests.commands import run

KNOWLEDGE = KnowledgeBase.shipped()
LANGUAGES = ["en", "sv"]


def asked(text: str) -> list[str]:
    """The facts that there is a commented line for."""
    return re.findall(r"^# ([a-z_]+):$", text, re.MULTILINE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_can_be_diagnosed_as_it_is(language: str) -> None:
    code, text, error = run("new", "--language", language)
    assert (code, error) == (0, "")
    code, out, error = run("diagnose", "-", "--format", "json", stdin=text)
    assert (code, error, json.loads(out)["outcome"]) == (0, "", "incomplete")


@pytest.mark.parametrize("symptom", KNOWLEDGE.symptoms)
@pytest.mark.parametrize("language", LANGUAGES)
def test_for_a_symptom_it_shows_the_symptom_and_asks_what_tells_its_causes_apart(symptom: str, language: str) -> None:
    code, text, error = run("new", "--symptom", symptom, "--language", language)
    assert (code, error) == (0, "")
    facts = Case.from_raw(fact for fact in read_fact_text(text.encode()) if fact.raw is not None)
    assert symptom in [found.id for found in diagnose(facts, KNOWLEDGE).symptoms]
    assert asked(text) == list(sheet_for(KNOWLEDGE, symptom).asked)
    assert not set(asked(text)) & set(facts.values())
    assert KNOWLEDGE.symptoms[symptom].title.in_("sv" if language == "sv" else "en") in " ".join(text.split("\n# "))


def test_what_is_worth_most_comes_first() -> None:
    first = Interview(error="The shelf is full").next_question()
    assert first is not None
    assert sheet_for(KNOWLEDGE, "shelf-full").asked[0] == first.fact
    assert sheet_for(KNOWLEDGE).asked[0] == "error"


def test_what_decides_only_together_stands_together() -> None:
    names = sheet_for(KNOWLEDGE, "shelf-full").asked
    assert names.index("reader_limit") == names.index("readers_counted") + 1


def test_each_question_has_where_to_look_and_its_values() -> None:
    text = run("new")[1]
    assert (
        "# What kind of device has the problem? (ask the borrower)\n"
        "#   Where to look: It stands on the back.\n"
        "#   - folio: Folio\n#   - slate: Slate\n#   - phone: a phone\n#   - other: another device\n"
        "# platform:\n"
    ) in text
    assert "#   - ja eller nej\n" in run("new", "--language", "sv")[1]
    assert max(map(len, text.splitlines())) <= 100


def test_a_line_that_is_filled_in_is_a_fact() -> None:
    text = run("new")[1].replace("# platform:\n", "platform: folio\n")
    data = json.loads(run("diagnose", "-", "--format", "json", stdin=text)[1])
    assert data["case"]["facts"] == {"platform": "folio"}


def test_it_is_written_to_a_file_and_never_over_one_unless_that_is_wanted(tmp_path: Path) -> None:
    file = tmp_path / "my case.yaml"
    code, out, error = run("new", "-o", str(file))
    assert (code, out) == (0, "")
    assert error == f"{file} is there to be filled in; then: expert diagnose '{file}'\n"
    assert f"expert diagnose '{file}'" in " ".join(file.read_text(encoding="utf-8").split("\n# "))
    file.write_text("platform: folio\n", encoding="utf-8")
    assert run("new", "-o", str(file)) == (2, "", f"{file}: there is such a file already; --force writes over it\n")
    assert file.read_text(encoding="utf-8") == "platform: folio\n"
    assert run("new", "-o", str(file), "--force")[0] == 0
    assert file.read_text(encoding="utf-8").startswith("# What is known")


def test_what_cannot_be_written_is_told_before_anything_is(tmp_path: Path) -> None:
    assert run("new", "-o", str(tmp_path))[0] == 2
    assert "there is no such folder" in run("new", "-o", str(tmp_path / "none" / "a.yaml"))[2]
    assert "give the file a name that ends in .yaml" in run("new", "-o", str(tmp_path / "a.json"))[2]
    assert 'there is no symptom "shelf-ful"; did you mean "shelf-full"?' in run("new", "--symptom", "shelf-ful")[2]
    assert list(tmp_path.iterdir()) == []
    assert run("new", "-o", "-")[1] == run("new")[1]


def test_an_interview_goes_on_with_it(tmp_path: Path) -> None:
    file = tmp_path / "ticket.yaml"
    run("new", "--symptom", "shelf-full", "-o", str(file))
    code, out, _ = run("ask", str(file), "--language", "en", stdin="")
    assert code == 0
    assert "question not answered" not in out
