"""The order of the questions, against the aims; `python -m tests.simulation` prints the whole table."""

from __future__ import annotations

import pytest

from expert import KnowledgeBase
from expert.ask import Interview, Priors
from tests import simulation


@pytest.fixture(scope="module")
def rows() -> list[simulation.Row]:
    return simulation.simulate(KnowledgeBase.shipped(), cases=4, seed=7)


def test_every_cause_of_every_symptom_is_among_the_cases(rows: list[simulation.Row]) -> None:
    knowledge = KnowledgeBase.shipped()
    drawn = {(row.symptom, cause) for row in rows for cause in row.causes}
    assert drawn == {(name, cause.id) for name in knowledge.symptoms for cause in knowledge.causes_of(name)}


def test_no_case_is_left_without_its_cause(rows: list[simulation.Row]) -> None:
    assert sum(row.tallies["interview"].not_found for row in rows) == 0


def test_the_cost_comes_within_a_tenth_of_the_best_possible(rows: list[simulation.Row]) -> None:
    assert all(row.solved for row in rows)
    assert simulation.ratio(rows, "interview", "best") <= simulation.AIM_OF_BEST


def test_it_is_cheaper_than_the_order_of_the_vocabulary(rows: list[simulation.Row]) -> None:
    """The small vocabulary goes from cheap to dear: even the best possible order comes to 74 % of its order."""
    assert simulation.ratio(rows, "interview", "fixed") <= 0.80


def test_it_is_cheaper_than_the_order_of_the_vocabulary_without_needless_questions(
    rows: list[simulation.Row],
) -> None:
    """The best possible order comes to 82 % of that one."""
    assert simulation.ratio(rows, "interview", "pruned") <= 0.90


def test_it_is_much_cheaper_than_any_order(rows: list[simulation.Row]) -> None:
    assert simulation.ratio(rows, "interview", "random") <= 0.75


def test_small_made_up_symptoms_are_searched_nearly_as_well_as_can_be() -> None:
    said = simulation.small_sets(12, 3, 7)
    assert "not found: 0" in said


def test_the_table_names_every_symptom_that_takes_a_question(rows: list[simulation.Row]) -> None:
    table = simulation.table(rows)
    assert "setup-failed-no-answer" in table
    assert "token-problem" not in table  # its message tells the cause


def test_a_team_whose_tickets_have_one_cause_is_asked_about_that_first() -> None:
    message = "Setup failed. The network was lost."
    plain = Interview(error=message).next_question()
    weighed = Interview(error=message, priors=Priors({"browser-not-ready": 200})).next_question()
    assert plain is not None
    assert weighed is not None
    assert (plain.fact, weighed.fact) == ("card", "browser_ready")
