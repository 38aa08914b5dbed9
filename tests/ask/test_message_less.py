"""The measure of interviews without a message: its cases are truthful, and it is held to its aims."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from expert import KnowledgeBase, diagnose
from tests import message_less
from tests.message_less import Field, measure, said, small_sets
from tests.simulation import AIM_OF_BEST, TODAY, known


@pytest.fixture(scope="module")
def field() -> Field:
    return Field.of(KnowledgeBase.shipped())


def test_a_truthful_case_has_its_cause_and_no_other(field: Field) -> None:
    rng = random.Random(3)
    for cause in field.bare.candidates:
        for _ in range(10):
            drawn = field.draw(cause, rng)
            assert drawn is not None
            start, answers = drawn
            facts = {**start, **known(answers)}
            diagnosis = diagnose(field.knowledge.case(**facts), field.knowledge, today=TODAY, engine="compiled")
            verdicts = {other.id: other.verdict for other in diagnosis.causes}
            assert verdicts.pop(cause) == "confirmed"
            assert set(verdicts.values()) <= {"ruled_out"}
            assert diagnosis.outcome == "confirmed"
            assert not diagnosis.conflicts


def test_every_case_is_found_and_the_figures_say_so(field: Field) -> None:
    figures = measure(field.knowledge, cases=3, seed=1)
    assert (figures.causes, figures.cases, figures.without) == (4, 12, [])
    assert figures.interview.not_found == figures.fixed.not_found == 0
    assert figures.interview.cost < figures.fixed.cost
    sets = list(small_sets(field.knowledge, 3, seed=1))
    assert "4 causes, 12 cases\nthe cause was found in 100.0% of them" in said(figures, sets)


def test_on_small_sets_the_interview_is_near_the_best_order(field: Field) -> None:
    sets = list(small_sets(field.knowledge, 4, seed=2))
    assert len(sets) == 4
    for small in sets:
        assert small.best <= small.interview + 1e-9
        assert small.interview <= AIM_OF_BEST * small.best
        assert small.interview <= small.fixed


def test_knowledge_without_such_a_symptom_is_refused(small: KnowledgeBase) -> None:
    symptoms = {name: symptom for name, symptom in small.symptoms.items() if not symptom.any_cause}
    with pytest.raises(ValueError, match="whatever stops an enrollment"):
        Field.of(replace(small, symptoms=symptoms))


def test_the_command_prints_the_seed(capsys: pytest.CaptureFixture[str]) -> None:
    assert message_less.main(["--cases", "1", "--sets", "1", "--seed", "5"]) == 0
    assert capsys.readouterr().out.startswith("seed 5\n4 causes, 4 cases\n")
