"""Errors survive the way from a worker process, with their words in both languages."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

import pytest

from expert import Case, InputError
from expert.facts.vocabulary import WrongValue
from expert.foundations.problems import DrawingError, GraphvizFailed, NoGraphviz, Place, Problem
from expert.foundations.texts import Text
from expert.rules.conditions import ConditionError

SAID = Text("wrong", "fel")


@pytest.mark.parametrize(
    "error",
    [
        InputError([Problem(SAID, Place("a.yaml", 3))]),
        WrongValue(SAID),
        ConditionError(SAID, ("any", 1)),
        DrawingError(SAID),
        GraphvizFailed("syntax error"),
        NoGraphviz(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_is_the_same_after_pickling(error: Exception) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)


def _misspelled() -> None:
    Case(platfrm="folio")


def test_bad_input_in_a_worker_process_is_told_to_the_caller() -> None:
    work: Callable[[], None] = _misspelled
    with ProcessPoolExecutor(1) as pool, pytest.raises(InputError, match="platform"):
        pool.submit(work).result()
