"""Makes the gallery of finished pictures; `python -m tests.generated` writes or checks it with all that is generated.

The gallery belongs to a checkout. Its manifest holds a digest of each picture's DOT source, so that a check
needs no Graphviz and does not depend on which one drew the pictures.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from expert.cli.whole_files import write_whole
from expert.engine import diagnose
from expert.facts.case import Case
from expert.foundations import content
from expert.foundations.texts import LANGUAGES
from expert.results.diagnosis import Diagnosis
from expert.results.exercise import Exercise
from expert.rules.knowledge import KnowledgeBase
from expert.teach import Practice, question_ladder
from expert.visualize.canvas.dot import to_dot
from expert.visualize.canvas.graph import Graph
from expert.visualize.canvas.render import render
from expert.visualize.drawings.ladder import ladder_graph
from expert.visualize.drawings.paths import paths_graph
from expert.visualize.drawings.reasoning import reasoning_graph
from expert.visualize.drawings.tree import tree_graph

EXAMPLES = ("no-server-connection",)
EXERCISE = 3
_OBSERVED = date(2026, 11, 23)  # where an example does not say; a picture must not change with the calendar
_MANIFEST = "manifest.json"


def gallery() -> Path:
    """The folder of the finished pictures.

    Raises:
        FileNotFoundError: this is an installed copy, which has no gallery.
    """
    root = content.root()
    if not (root / "pyproject.toml").is_file():
        raise FileNotFoundError("The gallery is made in a checkout; an installed copy has none.")
    return root / "visualize" / "gallery"


def pictures(knowledge: KnowledgeBase | None = None) -> Iterator[tuple[str, Graph]]:
    """The name (without ending) and the graph of every picture of the gallery."""
    knowledge = knowledge or KnowledgeBase.shipped()
    ladders = {symptom: question_ladder(knowledge, symptom) for symptom in knowledge.symptoms}
    diagnoses = {example: _diagnosed(example, knowledge) for example in EXAMPLES}
    solved = _solved(knowledge)
    for language in LANGUAGES:
        yield f"tree.{language}", tree_graph(knowledge, None, language)
        for symptom, ladder in ladders.items():
            yield f"tree-{symptom}.{language}", tree_graph(knowledge, symptom, language, ladder=ladder.in_(language))
            yield f"ladder-{symptom}.{language}", ladder_graph(ladder.in_(language))
        for example, diagnosis in diagnoses.items():
            (symptom,) = (found.id for found in diagnosis.symptoms)
            yield f"case-{example}.{language}", reasoning_graph(diagnosis.in_(language))
            yield f"case-{example}-ladder.{language}", ladder_graph(ladders[symptom].in_(language), diagnosis)
        yield f"practice-{EXERCISE}.{language}", paths_graph(solved.in_(language))


def _diagnosed(example: str, knowledge: KnowledgeBase) -> Diagnosis:
    file = content.bundled("facts", "examples", f"{example}.yaml")
    return diagnose(Case.from_file(file, knowledge.vocabulary), knowledge, today=_OBSERVED)


def _solved(knowledge: KnowledgeBase) -> Exercise:
    """The exercise, solved with a detour and one wrong answer that was still possible."""
    practice = Practice.draw(EXERCISE, knowledge=knowledge)
    best = practice.result.best
    detour = next(seen.fact for seen in practice.observations if seen.fact not in {looked.fact for looked in best})
    practice.observe(detour)
    open_causes = (cause.id for cause in practice.diagnosis.causes if cause.verdict == "possible")
    practice.guess(next(cause for cause in open_causes if cause != practice.hidden.cause))
    for looked in best:
        practice.observe(looked.fact)
    practice.guess(practice.hidden.cause)
    practice.mend(next(way.id for way in practice.result.ways if way.judged == "right"))
    return practice.exercise


def write(folder: Path) -> list[str]:
    """Draw what has changed, remove what is no longer made, and give back the names of both.

    Raises:
        DrawingError: there is no Graphviz, or it fails.
    """
    wanted = {name: to_dot(graph) for name, graph in pictures()}
    changed = drifted(folder, wanted)
    folder.mkdir(exist_ok=True)
    for name in changed:
        path = folder / f"{name}.svg"
        if name in wanted:
            write_whole(path, render(wanted[name], "svg"))
        else:
            path.unlink(missing_ok=True)
    digests = {name: _digest(dot) for name, dot in sorted(wanted.items())}
    manifest = json.dumps(digests, indent=1) + "\n"
    write_whole(folder / _MANIFEST, manifest.encode())
    return changed


def drifted(folder: Path, wanted: dict[str, str] | None = None) -> list[str]:
    """The names of pictures that are missing, out of date, or no longer made.

    Args:
        folder: the gallery.
        wanted: the DOT source of each picture by its name; made from the knowledge if left out.
    """
    if wanted is None:
        wanted = {name: to_dot(graph) for name, graph in pictures()}
    manifest = folder / _MANIFEST
    known: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else {}
    there = {path.stem for path in folder.glob("*.svg")}
    stale = {name for name, dot in wanted.items() if name not in there or known.get(name) != _digest(dot)}
    return sorted(stale | (there - wanted.keys()) | (known.keys() - wanted.keys()))


def _digest(dot: str) -> str:
    return hashlib.sha256(dot.encode()).hexdigest()
