"""The logic of the page for a class, tried with Node.js: what is found, reckoned and kept, without a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from expert import KnowledgeBase
from expert.foundations import content
from expert.results.practice_results import PracticeResult, PracticeResults
from expert.teach import Practice
from expert.teach.classroom import classroom
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


@pytest.mark.skipif(NODE is None, reason="there is no Node.js, which runs the tests of the page's scripts")
@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_the_scripts(name: str, tmp_path: Path) -> None:
    document = tmp_path / "class.json"
    room = classroom(KnowledgeBase.shipped())
    document.write_text(room.to_json(), encoding="utf-8")
    verdicts = tmp_path / "verdicts.json"
    verdicts.write_text(json.dumps([
        {"exercise": place, "looked": looked, "verdicts": exercise.verdicts(looked)}
        for place, exercise in enumerate(room.exercises)
        for looked in ([], exercise.best, exercise.best[:1], [a.fact for a in exercise.answers][::2])
    ]), encoding="utf-8")  # fmt: skip
    kept = [
        PracticeResults("Anna", "learning", tuple(map(solved, (1, 2)))), PracticeResults("=Bo", "exam", (solved(3),)),
    ]  # fmt: skip
    table, one = tmp_path / "results.csv", tmp_path / "results.json"
    table.write_text(as_csv(kept), encoding="utf-8")
    one.write_text(as_json(kept[0]), encoding="utf-8")
    environment = {
        "RESULTS_TABLE": str(table), "RESULTS_JSON": str(one),
        "PATH": str(Path(str(NODE)).parent), "CLASS_SCRIPTS": str(content.bundled("visualize", "class")),
        "CLASS_DOCUMENT": str(document), "CLASS_VERDICTS": str(verdicts),
        "RESULT_FILE_CASES": str(HERE.parents[1] / "teach" / "result_file_cases.json"),
        "SCORE_VECTORS": str(HERE.parents[1] / "teach" / "score_vectors.json"),
    }  # fmt: skip
    done = subprocess.run(
        [str(NODE), "--test", str(HERE / name)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
