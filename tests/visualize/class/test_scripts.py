"""The logic of the page for a class, tried with Node.js: what is found, reckoned and kept, without a browser."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from expert import KnowledgeBase
from expert.foundations import content
from expert.results.classroom import ExerciseShown
from expert.results.practice_results import PracticeResult, PracticeResults
from expert.teach import Practice
from expert.teach.classroom import classroom
from expert.teach.practiced import exercise_shown
from expert.teach.result_files import as_csv, as_json, result_of

HERE = Path(__file__).parent
NODE = shutil.which("node")


def solved(seed: int) -> PracticeResult:
    """What became of an exercise, with a hint, a wrong name and a way to mend it."""
    practice = Practice.draw(seed)
    practice.hint()
    practice.observe(practice.observations[0].fact)
    practice.guess(next(name for name in practice.causes if name != practice.hidden.cause))
    practice.guess(practice.hidden.cause)
    practice.mend(practice.ways[0].id)
    return result_of(practice)


def attempted(shown: ExerciseShown, number: int) -> dict[str, Any]:
    """An exercise as somebody plays it who does what comes to mind: the moves, and what the library makes of them."""
    practice, drawn = Practice.draw(shown.seed, shown.symptom, level=shown.level), random.Random(number)
    assert exercise_shown(practice) == shown
    moves: list[list[str]] = []
    for _ in range(drawn.randint(1, 12)):
        kind = drawn.choice(["look", "look", "look", "name", "undo"])
        if practice.over or (kind == "undo" and not practice.exercise.steps):
            continue
        facts, causes = [seen.fact for seen in practice.observations], [*practice.causes, *practice.hidden.causes * 3]
        moves.append([kind, drawn.choice({"look": facts, "name": causes, "undo": [""]}[kind])])
        _do(practice, *moves[-1])
    if not practice.over:
        moves.append(["give_up", ""])
        practice.give_up()
    elif practice.ways:
        moves.append(["mend", drawn.choice(practice.ways).id])
        practice.mend(moves[-1][1])
    return {"exercise": asdict(shown), "moves": moves, "result": asdict(result_of(practice))}


def _do(practice: Practice, kind: str, name: str) -> None:
    if kind == "look":
        practice.observe(name)
    elif kind == "name":
        practice.guess(name)
    else:
        practice.undo()


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the scripts are tried with: the document of the page, and what the library says of it."""
    folder, room = tmp_path_factory.mktemp("class"), classroom(KnowledgeBase.shipped())
    kept = [
        PracticeResults("Anna", "learning", tuple(map(solved, (1, 2)))), PracticeResults("=Bo", "exam", (solved(3),)),
    ]  # fmt: skip
    verdicts = [
        {"exercise": place, "looked": looked, "verdicts": exercise.verdicts(looked)}
        for place, exercise in enumerate(room.exercises)
        for looked in ([], exercise.best, exercise.best[:1], [a.fact for a in exercise.answers][::2])
    ]
    written = {
        "CLASS_DOCUMENT": room.to_json(),
        "CLASS_VERDICTS": json.dumps(verdicts),
        "CLASS_ATTEMPTS": json.dumps([attempted(one, number) for one in room.exercises for number in range(4)]),
        "RESULTS_TABLE": as_csv(kept),
        "RESULTS_JSON": as_json(kept[0]),
    }
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {
        "PATH": str(Path(str(NODE)).parent), "CLASS_SCRIPTS": str(content.bundled("visualize", "class")),
        "RESULT_FILE_CASES": str(HERE.parents[1] / "teach" / "result_file_cases.json"),
        "SCORE_VECTORS": str(HERE.parents[1] / "teach" / "score_vectors.json"),
        **{name: str(folder / name) for name in written},
    }  # fmt: skip


@pytest.mark.skipif(NODE is None, reason="there is no Node.js, which runs the tests of the page's scripts")
@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_the_scripts(name: str, environment: dict[str, str]) -> None:
    done = subprocess.run(
        [str(NODE), "--test", str(HERE / name)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
