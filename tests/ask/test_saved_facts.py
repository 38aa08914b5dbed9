"""Saved facts read back to the same case, whatever is in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert import Case, KnowledgeBase
from expert.ask import Interview
from expert.cli.answer_file import FactsFile, beginning
from expert.facts.reader import read_fact_text
from expert.facts.writer import fact_file, fact_json
from expert.foundations.problems import InputError
from tests.commands import run

KNOWLEDGE = KnowledgeBase.shipped()
FACTS: dict[str, object] = {
    "case": "0042", "error": ["null", "a: b # c", 'say "why"\n\\'], "os_version": "17.10", "sign_in": "none",
    "ever_worked": False, "started_on": date(2026, 3, 31), "reader_limit": 0,
}  # fmt: skip


def test_every_kind_of_value_reads_back() -> None:
    case = Case.of(FACTS)
    for text in (fact_file(case.values()), fact_json(case.values())):
        assert Case.from_raw(read_fact_text(text.encode())) == case


def _says_something(text: str) -> bool:
    return bool(text.replace("\ufeff", "").strip())


_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"])).filter(_says_something)


@given(st.lists(_TEXTS, min_size=1, max_size=3))
def test_every_text_reads_back(texts: list[str]) -> None:
    case = Case.of({"error": texts})
    for text in (fact_file(case.values()), fact_json(case.values())):
        assert Case.from_raw(read_fact_text(text.encode())) == case


def test_half_a_character_is_written_as_a_sign_for_it() -> None:
    assert "\ufffd" in fact_file({"error": ("\ud83d",)})
    assert fact_json({"error": ("\ud83d",)}).encode()


def test_what_was_skipped_stands_there_without_a_value() -> None:
    assert fact_file({"platform": "folio"}, ["platform", "card"]) == "platform: folio\ncard:\n"


def test_a_saved_interview_goes_on_where_it_was_left(tmp_path: Path) -> None:
    for name in ("ticket.yaml", "ticket.json"):
        interview = Interview(error="NoJoinRule")
        interview.skip()
        interview.answer("2027-01-31")
        target = FactsFile.at(str(tmp_path / name), None)
        target.save(interview)
        assert target.problem is None
        case, left_open = beginning(str(tmp_path / name), [], KNOWLEDGE)
        resumed = Interview(case, skipped=left_open)
        assert resumed.case == interview.case
        assert resumed.skipped == interview.skipped
        assert resumed.next_question() == interview.next_question()


def test_a_skipped_fact_is_asked_again_when_it_is_taken_out(tmp_path: Path) -> None:
    file = tmp_path / "ticket.yaml"
    file.write_text("error: NoJoinRule\nseal:\n", "utf-8")
    assert beginning(str(file), [], KNOWLEDGE)[1] == ("seal",)
    assert beginning(str(file), ["seal="], KNOWLEDGE)[1] == ()


def test_comments_at_the_top_of_the_file_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "ticket.yaml"
    file.write_text("# yaml-language-server: $schema=x\n\n# Anna's iPad\nerror: NoJoinRule\n", "utf-8")
    target = FactsFile.at(str(file), str(file))
    target.save(Interview(error="NoJoinRule", platform="slate"))
    assert file.read_text("utf-8").startswith("# yaml-language-server: $schema=x\n\n# Anna's iPad\nerror: ")


def test_comments_inside_the_file_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "ticket.yaml"
    file.write_text("error: NoJoinRule  # as pasted\n# Bo looks\nseal:\n", "utf-8")
    target = FactsFile.at(str(file), str(file))
    target.beginning((), KNOWLEDGE)
    assert not target.loses_comments
    target.save(Interview(error="NoJoinRule", seal="valid"))
    assert file.read_text("utf-8") == "error: NoJoinRule  # as pasted\n# Bo looks\nseal: valid\n"


def test_where_comments_cannot_be_kept_it_is_known_before(tmp_path: Path) -> None:
    file = tmp_path / "ticket.yaml"
    file.write_text("# top\n{error: NoJoinRule, # as pasted\n platform: folio}\n", "utf-8")
    target = FactsFile.at(str(file), str(file))
    target.beginning((), KNOWLEDGE)
    assert target.loses_comments
    target.save(Interview(error="NoJoinRule", platform="slate"))
    assert file.read_text("utf-8") == '# top\nerror: "NoJoinRule"\nplatform: slate\n'


def test_a_file_that_holds_what_is_known_is_not_written_again(tmp_path: Path) -> None:
    file = tmp_path / "ticket.yaml"
    file.write_text("platform:   'folio'\nerror: NoJoinRule\n", "utf-8")
    target = FactsFile.at(str(file), str(file))
    target.beginning((), KNOWLEDGE)
    interview = Interview(error="NoJoinRule", platform="folio")
    target.save(interview)
    assert target.has(interview)
    assert file.read_text("utf-8").startswith("platform:   'folio'\n")


@pytest.mark.parametrize("options", [[], ["--save", "TICKET"], ["--save", "other.yaml"]], ids=" ".join)
def test_an_interview_reads_its_file_once_at_the_start(
    options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ticket.yaml").write_text("error: NoJoinRule\nseal:\n", "utf-8")
    opened: list[str] = []
    real = open

    def note(path: object, *arguments: Any, **options: Any) -> Any:
        opened.append(str(path))
        return real(path, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr("builtins.open", note)
    monkeypatch.setattr("io.open", note)
    arguments = ["ask", "ticket.yaml", *(option.replace("TICKET", "ticket.yaml") for option in options)]
    done = run(*arguments, "--set", "platform=folio", "--language", "en", stdin="quit\n")
    assert done.exit_code == 0, done.output
    assert opened.count("ticket.yaml") == 1


def test_a_failure_to_save_is_kept_and_tried_again(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    target = FactsFile.at(str(folder / "ticket.yaml"), None)
    folder.rmdir()
    written, interview = [], Interview(error="NoJoinRule")
    target.save(interview)
    written.append((target.has(interview), target.problem is None))
    folder.mkdir()
    target.save(interview)
    written.append((target.has(interview), target.problem is None))
    assert written == [(False, False), (True, True)]


@pytest.mark.parametrize("name", ["-", "", ".", "missing/ticket.yaml"])
def test_where_nothing_can_be_saved_is_told_before_the_first_question(name: str, tmp_path: Path) -> None:
    path = name if name == "-" else str(tmp_path / name)
    with pytest.raises(InputError):
        FactsFile.at(path, None)


def test_another_fact_file_is_not_overwritten(tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text("platform: folio\n", "utf-8")
    second.write_text("platform: slate\n", "utf-8")
    with pytest.raises(InputError, match="already"):
        FactsFile.at(str(second), str(first))


@pytest.mark.parametrize(("language", "begins"), [("en", "# This holds what was typed"), ("sv", "# Här står det som")])
def test_a_new_file_says_at_its_top_that_it_holds_what_was_typed(
    tmp_path: Path, language: str, begins: str
) -> None:
    file = tmp_path / "ticket.yaml"
    message = "error=NoJoinRule for anna@library.example"
    done = run("ask", "--save", file, "--set", message, "--language", language, stdin="quit\n")
    assert done.exit_code == 0
    first, *rest = file.read_text("utf-8").splitlines()
    assert first.startswith(begins)
    assert len(first) <= 130
    assert any("anna@library.example" in line for line in rest), "as it was typed"
    again = run("ask", file, "--save", file, "--set", "platform=folio", "--language", language, stdin="quit\n")
    assert again.exit_code == 0
    assert file.read_text("utf-8").count("# ") == 1, "it is said once"
    assert file.read_text("utf-8").startswith(first)


def test_a_file_in_json_holds_nothing_but_the_facts(tmp_path: Path) -> None:
    file = tmp_path / "ticket.json"
    assert run("ask", "--save", file, "--set", "error=NoJoinRule", stdin="quit\n").exit_code == 0
    assert file.read_text("utf-8").startswith("{")
