"""Rule folders grow: loading and checking cost in proportion to what stands in them, and nothing is done twice."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from expert import InputError
from expert.rules.checking import check_folders
from expert.rules.loader import load_layers, read_folders
from tests.benchmark.loading import write_folder


def calls(work: Callable[[], object]) -> int:
    """How many functions are called for a piece of work, in Python and in C: a measure that no busy machine changes."""
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    return {count: write_folder(tmp_path_factory.mktemp(f"causes-{count}"), count) for count in (50, 100, 200)}


def test_loading_and_checking_is_linear(folders: dict[int, Path]) -> None:
    load_layers([folders[50]], alone=True)  # what is imported and prepared once in a process
    taken = {count: calls(partial(load_layers, [folder], alone=True)) for count, folder in folders.items()}
    assert taken[100] <= 2.1 * taken[50]
    assert taken[200] <= 2.1 * taken[100]


def test_a_folder_laid_over_many_causes_pays_for_them_in_proportion(folders: dict[int, Path], tmp_path: Path) -> None:
    own = tmp_path / "ours"
    own.mkdir()
    (own / "documents.yaml").write_text("ours: {title: Ours, publisher: Us}\n", "utf-8")
    taken = {count: calls(partial(load_layers, [folder, own], alone=True)) for count, folder in folders.items()}
    assert taken[200] <= 2.1 * taken[100]


def test_many_derivations_in_a_circle_are_told_once(folders: dict[int, Path], tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "round", 100)
    first = (folder / "derivations" / "derivation-1.yaml").read_text("utf-8").replace("seen_", "told_")
    for n in range(100):
        text = first.replace("derivation-1\n", f"derivation-{n}\n").replace("told_1:", f"told_{n}:")
        text = text.replace("when: {told_0:", f"when: {{told_{(n - 1) % 100}:")
        (folder / "derivations" / f"derivation-{n}.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError) as raised:
        load_layers([folder], alone=True)
    (problem,) = raised.value.problems
    assert problem.text.en.startswith("this derivation rests on its own conclusion: derivation-0 > derivation-1 > ")
    assert problem.text.en.count(" > ") == 100


def test_what_is_worked_out_from_the_rules_is_worked_out_once(folders: dict[int, Path]) -> None:
    knowledge = load_layers([folders[50]], alone=True)
    cause = knowledge.causes["cause-7"]
    assert knowledge.conditions_of(cause) is knowledge.conditions_of(cause)
    assert knowledge.condition(cause.confirmed_when) is knowledge.conditions_of(cause).confirmed
    assert knowledge.causes_of("symptom-7") is knowledge.causes_of("symptom-7")
    assert knowledge.ways_to_find("told_7") is knowledge.ways_to_find("told_7")
    assert next(cause.links()) is next(cause.links())


def test_every_check_of_many_causes_costs_in_proportion(folders: dict[int, Path]) -> None:
    read = {count: read_folders([folder]) for count, folder in folders.items()}
    check_folders(read[50], extra=("made up",))
    taken = {count: calls(partial(check_folders, found, extra=("made up",))) for count, found in read.items()}
    assert taken[200] <= 2.2 * taken[100]
