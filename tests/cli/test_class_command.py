"""The command `class`: a page in a file, about what was named, with the cases that were handed over."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from expert.cli import exit_codes
from tests.commands import run


def document_of(html: str) -> tuple[dict[str, Any], list[list[str]]]:
    """The document inside a page, and its texts."""
    found = re.search(r'id="class-data">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    data = json.loads(found[1])
    return data["document"], data["texts"]


def texts_of(html: str) -> set[str]:
    """Everything that a page can say."""
    return {text for row in document_of(html)[1] for text in row}


def test_the_page_is_written_to_a_file_or_to_standard_output(tmp_path: Path) -> None:
    target = tmp_path / "class.html"
    written = run("class", "--symptom", "shelf-full", "-o", target)
    assert (written.exit_code, written.stdout) == (0, "")
    assert run("class", "--symptom", "shelf-full").stdout == target.read_text(encoding="utf-8")


def test_several_symptoms_can_be_named() -> None:
    document, _ = document_of(run("class", "--symptom", "shelf-full", "--symptom", "card-not-valid").stdout)
    assert [symptom["id"] for symptom in document["symptoms"]] == ["shelf-full", "card-not-valid"]


def test_the_files_are_cases_to_play(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(f"case: INC000{len(name)}\nerror: Shelf full\n", encoding="utf-8")
    html = run("class", tmp_path, "Setup failed. The library does not answer.", "--symptom", "shelf-full").stdout
    document, _ = document_of(html)
    assert [case["id"] for case in document["cases"]] == ["given-1", "given-2", "given-3", "shelf-full"]
    assert "Case INC0003" in texts_of(html)


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_page_begins_in_the_language_that_was_asked_for(language: str) -> None:
    html = run("class", "--symptom", "shelf-full", "--language", language).stdout
    assert f'<html lang="{language}"' in html
    assert document_of(html)[0]["language"] == language


def test_what_identifies_somebody_can_be_masked(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("case: Anna Svensson\nerror: Shelf full for anna@library.example\n", encoding="utf-8")
    shown = run("class", case, "--symptom", "shelf-full")
    masked = run("class", case, "--symptom", "shelf-full", "--redact", "personal")
    assert "Case Anna Svensson" in texts_of(shown.stdout)
    assert "Svensson" not in masked.stdout
    assert "Case [case-1]" in texts_of(masked.stdout)
    assert masked.stderr, "that names in sentences are not known is said"


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("error: Shelf full\ncard: nonsense\n", encoding="utf-8")
    (tmp_path / "worse.yaml").write_text("eror: Shelf full\n", encoding="utf-8")
    ran = run("class", tmp_path, "-o", tmp_path / "class.html")
    assert ran.exit_code == exit_codes.BAD_INPUT
    assert "bad.yaml" in ran.stderr
    assert "worse.yaml" in ran.stderr
    assert not (tmp_path / "class.html").exists()


def test_a_symptom_that_there_is_not_is_named_with_the_nearest() -> None:
    ran = run("class", "--symptom", "shelf-ful")
    assert (ran.exit_code, ran.stdout) == (exit_codes.BAD_INPUT, "")
    assert "shelf-full" in ran.stderr


def test_it_writes_nothing_but_html_and_never_over_its_case(tmp_path: Path) -> None:
    case = tmp_path / "case.html"
    case.write_text("Shelf full", encoding="utf-8")
    assert run("class", "-o", tmp_path / "class.pdf").exit_code == exit_codes.BAD_INPUT
    assert run("class", case, "-o", case).exit_code == exit_codes.BAD_INPUT
    assert case.read_text(encoding="utf-8") == "Shelf full"
