"""Several cases below each other: what each comes to is there, however long its name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from expert import Case, Diagnosis, diagnose
from expert.foundations.texts import LANGUAGES, Language
from expert.visualize.pages.case_list import brief, table

FOLDER = "tickets-of-the-library-in-november-"
CASES: list[dict[str, Any]] = [
    {"error": "This card is not valid", "card": "missing", "case": "INC0042187"},
    {"error": "The shelf is full", "joins_now": True, "case": "INC0042187"},
    {"error": "The flux capacitor is empty", "case": "INC0042190"},
    {"error": "The shelf is full", "platform": "phone", "case": "INC0042191"},
]


def _diagnoses(language: Language) -> list[Diagnosis]:
    found = []
    for number, facts in enumerate(CASES):
        case = Case.of(facts)
        diagnosis = diagnose(case, language=language)
        file = f"/cases/{FOLDER}{number}.yaml"
        found.append(replace(diagnosis, case=replace(diagnosis.case, file=file)))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 80])
def test_names_give_way_before_what_a_case_comes_to(width: int, language: Language) -> None:
    diagnoses = _diagnoses(language)
    lines = table(diagnoses, width=width).splitlines()
    assert all(len(line) <= width for line in lines)
    assert len({line[: width // 3] for line in lines[1:5]}) == len(CASES), "the names differ where they can be seen"
    words = {"en": ("confirmed", "solved", "not recognized", "out of scope"),
             "sv": ("bekräftat", "löst", "inte igenkänt", "utanför systemet")}[language]  # fmt: skip
    for word, line, one in zip(words, lines[1:], diagnoses, strict=False):
        assert word in line
        assert word in brief(one, width=width)
        assert len(brief(one, width=width)) <= width + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_there_is_no_room_for_columns_every_case_is_told_whole(language: Language) -> None:
    diagnoses = _diagnoses(language)
    said = table(diagnoses, width=40)
    whole = " ".join(said.split())
    assert "…" not in said
    for one in diagnoses:
        _, outcome, *what = brief(one).strip().split(": ", 2)
        assert ": ".join((outcome, *what)) in whole
        assert " ".join(brief(one, width=40).split()) == brief(one).strip()
    assert all(len(line) <= 40 or " " not in line.strip() for line in said.splitlines())


def test_a_pipe_gets_names_and_lines_whole() -> None:
    diagnoses = _diagnoses("en")
    lines = table(diagnoses).splitlines()
    assert lines[1].startswith(f"INC0042187 · {FOLDER}0.yaml  confirmed")
    assert lines[-1] == "4 cases: confirmed 1, solved 1, not recognized 1, out of scope 1."
    assert table(diagnoses, unread=2).endswith("out of scope 1. Not read: 2.\n")
    assert brief(diagnoses[0]).startswith(f"INC0042187 · {FOLDER}0.yaml: confirmed: ")
