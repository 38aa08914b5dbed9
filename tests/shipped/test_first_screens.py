"""The first screen of every example, of sixty tickets, of every case of the rules: it fits, and holds what matters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from expert import Case, Diagnosis, KnowledgeBase, diagnose
from expert.cli.handed_over import handed_over
from expert.foundations import content
from expert.foundations.terms import GRAVE, REDACTIONS, Redaction
from expert.foundations.texts import LANGUAGES, Language
from expert.visualize.pages.first_screen import ROWS, first_screen
from expert.visualize.words import SAFETY
from tests import commands
from tests.sampling import some_of
from tests.shipped.corpus import TODAY
from tests.shipped.results import results

TICKETS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "tickets.yaml").read_text("utf-8"))
EXAMPLES = sorted(content.bundled("facts", "examples").iterdir())


_DOUBT: dict[Language, tuple[str, ...]] = {
    "en": ("no longer", "perhaps not the cause", "is not certain yet"),
    "sv": ("inte längre", "kanske inte orsaken", "är inte säkert ännu"),
}
_HELD_BACK: dict[Language, str] = {"en": "Steps that erase or remove anything", "sv": "Steg som raderar"}
_THEN: dict[Language, tuple[str, ...]] = {"en": ("Then step", "Then 2"), "sv": ("Sedan steg", "Sedan 2")}
_ASKING = ("likely", "possible", "incomplete", "unrecognized", "contradictory")


def _holds_what_matters(diagnosis: Diagnosis) -> None:
    """What a test can tell of a first screen, whatever the case."""
    screen = first_screen(diagnosis, width=80)
    lines = screen.splitlines()
    assert len(lines) <= ROWS, screen
    assert all(len(line) <= 80 or " " not in line.strip() for line in lines), screen
    said = " ".join(first_screen(diagnosis).split())
    found = [cause for cause in diagnosis.causes if cause.verdict == diagnosis.outcome and not cause.disputed]
    if diagnosis.outcome in ("confirmed", "likely") and len(found) == 1:
        assert " ".join(found[0].title.split()) in said
        assert all(" ".join(fact.clause.split()) in said for fact in found[0].because), said
    if diagnosis.outcome == "contradictory" and not diagnosis.conflicts:
        ruling_out = {fact.fact: fact.clause for cause in diagnosis.causes for fact in cause.because}
        assert len(ruling_out) > 4 or all(" ".join(clause.split()) in said for clause in ruling_out.values()), said
    doubts = [notice.cause for notice in diagnosis.notices if notice.kind == "only_some"]
    for cause in found[:4] if diagnosis.outcome == "confirmed" else ():
        assert " ".join(cause.title.split()) in said, said
        if cause.superseded or cause.id in doubts:
            assert any(word in said for word in _DOUBT[diagnosis.language]), said
    for step in diagnosis.plan:
        for mark in step.safety:
            assert SAFETY[mark].in_(diagnosis.language) in said, said
    for question in diagnosis.questions[:1] if diagnosis.outcome in _ASKING else ():
        assert " ".join(question.ask.split()) in said, said
    assert sum(line.startswith(f"  ! {_HELD_BACK[diagnosis.language]}") for line in lines) <= 1, screen
    if diagnosis.plan and f" {diagnosis.plan[0].called}. {diagnosis.plan[0].text}" not in said:
        assert not any(line.strip().startswith(_THEN[diagnosis.language]) for line in lines), screen
    for notice in diagnosis.notices:
        if notice.kind == "harm":
            assert " ".join(notice.text.split()) in said, said
        elif notice.kind == "obstacle":
            assert " ".join(diagnosis.cause(notice.cause or "").title.split()) in said, said
    if diagnosis.outcome == "likely":
        grave = [step for step in diagnosis.plan if set(step.safety) & set(GRAVE)]
        assert not any(f"{step.called}. {step.text}" in said for step in grave), said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_fits_and_holds_what_matters(path: Path, language: Language) -> None:
    _holds_what_matters(diagnose(Case.from_file(path), language=language, today=TODAY, engine="compiled"))


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard output and standard error go to a terminal of 80 columns."""
    stream = "click.testing._NamedTextIOWrapper.isatty"
    monkeypatch.setattr(stream, lambda stream: stream.name != "<stdin>", raising=False)
    for name, value in {"COLUMNS": "80", "EXPERT_PAGER": "cat", "NO_COLOR": "1", "FORCE_HYPERLINK": "0"}.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("at_a_terminal")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("redact", REDACTIONS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_said_of_every_example_fits_a_small_terminal_with_its_notices(
    path: Path, redact: Redaction, language: Language
) -> None:
    given = ("--redact", redact, "--language", language, "--engine", "compiled")
    for shown in (path, str(yaml.safe_load(path.read_text("utf-8")).get("error", path))):
        ran = commands.run("diagnose", shown, *given)
        rows = [-(-len(line) // 80) or 1 for line in (ran.stderr + ran.stdout).splitlines()]
        assert sum(rows) <= ROWS, ran.output


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(len(TICKETS)))
def test_sixty_tickets_fit_and_hold_what_matters(number: int, language: Language, tmp_path: Path) -> None:
    entry = TICKETS[number]
    file = tmp_path / "ticket.txt"
    file.write_text(entry["text"], encoding="utf-8")
    knowledge = KnowledgeBase.shipped()
    case = Case.from_raw(handed_over(str(file), knowledge), knowledge.vocabulary)
    diagnosis = diagnose(case, knowledge, language=language, today=TODAY, engine="compiled")
    _holds_what_matters(diagnosis)
    if language == "en":
        screen = " ".join(first_screen(diagnosis).split()).lower()
        for part in (entry["says"], *entry.get("holds", ())) if "says" in entry else entry.get("holds", ()):
            assert part.lower() in screen, screen


def test_there_are_sixty_and_each_is_another() -> None:
    assert len({entry["text"] for entry in TICKETS}) == len(TICKETS) == 60


@pytest.mark.shares
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cases_of_the_rules_fit_and_hold_what_matters(language: Language) -> None:
    for result in some_of(results(), 4):
        _holds_what_matters(result.diagnosis.in_(language))
