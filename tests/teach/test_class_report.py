"""The results of a class in numbers: each learner's, and where people err."""

from __future__ import annotations

import pytest

from expert import KnowledgeBase
from expert.foundations.texts import LANGUAGES, Language
from expert.results.class_report import ClassReport
from expert.results.practice_results import (
    KnowledgeUsed,
    Mode,
    PracticeResult,
    PracticeResults,
    RemedyChosen,
    ScoreKept,
)
from expert.teach.class_report import class_report

KNOWLEDGE = KnowledgeBase.shipped()


def result(
    symptom: str = "no-join-rule", *named: str, right: bool = True, total: tuple[int, int, int] = (40, 30, 30),
    way: str | None = "get-seal/1", safe: bool | None = True, seconds: float | None = None,
) -> PracticeResult:
    return PracticeResult(
        seed=1, symptom=symptom, cause="seal-missing", level="easy", case=None, right=right,
        named=(*named, *(["seal-missing"] if right else [])), looked=(), hints=1, undone=0, cost=12, best_cost=7,
        seconds=seconds, remedy=RemedyChosen(way, safe), score=ScoreKept(*total, sum(total)),
    )  # fmt: skip


def report(*of_all: PracticeResults, language: Language = "en") -> ClassReport:
    return class_report(of_all, len(of_all), KNOWLEDGE, language)


def of(name: str, *results: PracticeResult, mode: Mode = "learning") -> PracticeResults:
    return PracticeResults(name, mode, results, KnowledgeUsed(KNOWLEDGE.version, KNOWLEDGE.digest))


GUESSED = result("no-join-rule", "seal-expired", "model-blocked", right=False, total=(0, 0, 0), way=None, safe=None)
CLASS = (
    of("Bo", result("no-join-rule", "seal-expired", total=(20, 10, 0), way="renew-seal/1", safe=False)),
    of("Anna", result(), result("shelf-full", total=(10, 0, 30))),
    of("Bo", GUESSED),
    of("Anna", result(seconds=90), mode="exam"),
)


def test_each_learner_is_counted_in_each_mode() -> None:
    found = report(*CLASS)
    assert [(one.name, one.mode, one.exercises) for one in found.learners] == [
        ("Anna", "exam", 1), ("Anna", "learning", 2), ("Bo", "learning", 2)
    ]  # fmt: skip
    bo = found.learners[2]
    assert (bo.right, bo.first, bo.unsafe, bo.hints) == (1, 0, 1, 2)
    assert (bo.points.proof, bo.points.total) == (10, 15)
    assert (found.learners[0].seconds, bo.seconds) == (90, None)
    assert (found.files, found.exercises) == (4, 5)


def test_the_hardest_symptom_comes_first_with_what_was_taken_for_it() -> None:
    hardest, other = report(*CLASS).symptoms
    assert (hardest.symptom, hardest.title, other.symptom) == ("shelf-full", "The shelf is full", "no-join-rule")
    assert [(one.id, one.count) for one in other.named_wrongly] == [("seal-expired", 2), ("model-blocked", 1)]
    assert [(one.id, one.count) for one in other.chosen_unsafely] == [("renew-seal/1", 1)]
    assert other.named_wrongly[0].title == KNOWLEDGE.causes["seal-expired"].title.en


def test_what_these_rules_do_not_know_is_called_by_its_id() -> None:
    (symptom,) = report(of("C", result("other-symptom", "other-cause", way="other/7", safe=False))).symptoms
    assert (symptom.title, symptom.named_wrongly[0].title, symptom.chosen_unsafely[0].title) == (
        "other-symptom", "other-cause", "other/7"
    )  # fmt: skip


def test_other_rules_are_told() -> None:
    other = PracticeResults("C", "learning", (result(),), KnowledgeUsed("old", "sha256:old"))
    assert report(other).notes[0].startswith("Some files were made with other rules")
    assert report(*CLASS).notes == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_read_back_and_said_in_either_language(language: Language) -> None:
    found = report(*CLASS, language=language)
    stored = ClassReport.from_json(found.to_json())
    assert stored == found
    assert stored.in_("sv").to_text() == report(*CLASS, language="sv").to_text()


def test_a_report_shows_the_table_and_where_people_err() -> None:
    text = report(*CLASS).to_text()
    assert text.startswith("The class: 5 exercises in 4 files\n")
    assert "Anna (exam)" in text
    assert "Named wrongly: “" in text
    assert "Mended unsafely: “" in text
    assert "| Bo | 2 | 1 | 0 | 1 |" in report(*CLASS).to_markdown()


def test_no_results_are_told() -> None:
    assert "There is no result in these files." in report(of("Anna")).to_text()


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "[x](javascript:1)", "a|b", "x\x1b[31my\u202e", "# a\nb"]
)
def test_a_name_does_nothing_in_any_form(name: str) -> None:
    found = report(of(name, result()))
    assert "\x1b" not in found.to_text()
    assert "\u202e" not in found.to_text() + found.to_markdown() + found.to_json()
    assert "<script" not in found.to_markdown()
    assert "[x](" not in found.to_markdown()
