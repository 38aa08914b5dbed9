"""Rule folders grow: loading and checking cost in proportion to what stands in them, and nothing is done twice."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from expert import InputError
from expert.rules.checking import check_folders, check_layers
from expert.rules.loader import load_layers, read_folders
from tests.benchmark.loading import write_folder
from tests.rules.checked import REMEDY, cause, found, lines
from tests.rules.folders import Fill


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


# Alike parts


def alike(count: int) -> dict[str, str]:
    """Causes of one symptom that say the same, each with a remedy of its own that does too."""
    files: dict[str, str] = {}
    for n in range(count):
        files |= cause(f"dust-{n:03}", remedy=f"blow-{n:03}")
        files[f"remedies/blow-{n:03}.yaml"] = (REMEDY % "[{steps: [{step: join-again}]}]").replace(
            "blow-the-dust-out", f"blow-{n:03}"
        )
    return files


def test_alike_causes_of_one_symptom_are_each_told_once(fill: Fill) -> None:
    """Of 220 there are 24090 pairs; each was told, and looked for among the others one by one."""
    taken = {}
    for count in (110, 220):
        folder = fill(alike(count), f"ours-{count}")
        check_layers([folder])
        taken[count] = calls(partial(check_layers, [folder]))
        twice = found(folder, "duplicate-cause")
        assert len(twice) == count - 1
        assert {place.file.rpartition("/")[2] for finding in twice for place in finding.also} == {"dust-000.yaml"}
    assert taken[220] <= 3.2 * taken[110]


def test_many_wider_causes_are_told_in_one_note(fill: Fill) -> None:
    either = "{any: [{app: broken}, {platform: folio}]}"
    wider = {path: text for n in range(8) for path, text in cause(f"wide-{n}", either).items()}
    (note,) = found(fill({**cause("narrow"), **wider}), "subsumed-cause")
    assert note.part == ("causes", "narrow")
    assert note.text.en.endswith("wide-0, wide-1, wide-2, wide-3, wide-4, and 3 more")
    assert len(note.also) == 5


def test_what_is_beyond_all_trying_is_said_once(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each pair of such causes takes thousands of tries, and there are as many pairs as the square of the causes."""
    monkeypatch.setattr("expert.rules.checks.solver.MOST_VALUES_TRIED", 500)
    folder = fill({**cause("dust"), **cause("most-dust", "{any: [{app: broken}, {platform: folio}]}")})
    assert lines(folder, "not-all-tried") == ["causes/most-dust.yaml:4"]
    monkeypatch.undo()
    assert not found(folder, "not-all-tried")
