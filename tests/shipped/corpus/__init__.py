"""What people really bring: variants of the known messages, near misses, and texts that give facts away.

A third of each list is held out: it is drawn by a fixed rule, and nobody looks at it while the recognition is tuned.
What is not, teaches the recognition, and stands with the symptoms (`reports`, `near_misses`); only what teaches nothing
of how people speak, such as lines of logs, stays here. `python -m tests.shipped.corpus` prints how much of each part is
right, and what is wrong in the part that may be seen; with `keep FOLDER NAME` it sorts a new list.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from expert import Case, Diagnosis, KnowledgeBase, diagnose

HERE = Path(__file__).parent
TODAY = date(2026, 11, 29)
"""The day on which the tests of what people bring take place."""


@dataclass(frozen=True)
class Figures:
    """How much of a part of the corpus is right.

    Attributes:
        right: how many entries are.
        of: how many entries there are.
        wrong: what is wrong with the others, a line each.
    """

    right: int
    of: int
    wrong: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of what is right."""
        return self.right / self.of if self.of else 1.0


def entries(name: str, *, held_out: bool) -> list[dict[str, Any]]:
    """The entries of a list that are held out; or those that are not, with what symptoms have of them."""
    here = [entry for entry in _all(name) if is_held_out(entry["text"]) is held_out]
    return here if held_out else [*here, *_taught(name)]


def _taught(name: str) -> Iterator[dict[str, Any]]:
    """What symptoms have of a list."""
    for symptom in KnowledgeBase.shipped().symptoms.values():
        if name == "variants":
            yield from ({"text": text, "symptom": symptom.id, "kind": "report"} for text in symptom.reports)
        elif name == "near_misses":
            why = f"sounds like {symptom.id}"
            yield from ({"text": text, "why": why} for text in symptom.near_misses)


@cache
def _all(name: str) -> list[dict[str, Any]]:
    """The file of this name, and those in the folder of this name."""
    read: list[dict[str, Any]] = []
    for path in (HERE / f"{name}.yaml", *sorted((HERE / name).glob("*.yaml"))):
        read += yaml.safe_load(path.read_text(encoding="utf-8")) or ()
    return read


def is_held_out(text: str) -> bool:
    """Whether a text belongs to the third that is not looked at: by its digest, which nobody chose."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % 3 == 0


@cache
def diagnosed(text: str) -> Diagnosis:
    """The diagnosis of nothing but a text."""
    return diagnose(Case(error=text), KnowledgeBase.shipped(), today=TODAY, engine="compiled")


def variants(*, held_out: bool) -> Figures:
    """Variants that lead to the right symptom first, or stories that lead to a question or obstacle that separates."""
    listed = entries("variants", held_out=held_out)
    return _figures(listed, _wrong_variant)


def symptoms_without_variants() -> list[str]:
    """The ids of the symptoms of which the corpus has no variant."""
    every = [*entries("variants", held_out=False), *entries("variants", held_out=True)]
    return sorted(KnowledgeBase.shipped().symptoms.keys() - {entry.get("symptom") for entry in every})


def near_misses(*, held_out: bool) -> Figures:
    """Texts in which nothing may be recognized."""
    return _figures(entries("near_misses", held_out=held_out), _wrong_near_miss)


def told_apart(*, held_out: bool) -> Figures:
    """Of these, what is plainly not our field or in another language, and is said to be so."""
    listed = [e for e in entries("near_misses", held_out=held_out) if e.get("elsewhere") or e.get("foreign")]
    return _figures(listed, _not_told_apart)


def facts(*, held_out: bool) -> tuple[Figures, Figures]:
    """The facts that are read right, of all there are to read; and the texts of which none is read wrong."""
    listed = entries("fact_texts", held_out=held_out)
    right, total, missed, misread = 0, 0, [], []
    for entry in listed:
        given = {fact.fact: fact.value for fact in diagnosed(entry["text"]).read_from_text}
        expected = {name: _plain(value) for name, value in entry["facts"].items()}
        may = {name: _plain(value) for name, value in entry.get("may", {}).items()}
        total += len(expected)
        right += sum(given.get(name) == value for name, value in expected.items())
        missing = {n: v for n, v in expected.items() if n not in given}
        wrong = {n: v for n, v in given.items() if expected.get(n, may.get(n, object())) != v}
        missed += [f"{missing} in {entry['text']!r}"] if missing else []
        misread += [f"{wrong} in {entry['text']!r}"] if wrong else []
    return Figures(right, total, tuple(missed)), Figures(len(listed) - len(misread), len(listed), tuple(misread))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _figures(listed: list[dict[str, Any]], wrong_with: Any) -> Figures:
    found = [(entry, wrong_with(entry)) for entry in listed]
    wrong = tuple(f"{what}: {entry['text']!r}" for entry, what in found if what is not None)
    return Figures(len(listed) - len(wrong), len(listed), wrong)


def _wrong_variant(entry: dict[str, Any]) -> str | None:
    diagnosis = diagnosed(entry["text"])
    seen = [symptom.id for symptom in diagnosis.symptoms]
    if "obstacle" in entry:
        return _wrong_obstacle(entry["obstacle"], diagnosis)
    wanted = {entry["symptom"], *entry.get("also", ())}
    if seen and seen[0] in wanted:
        return None
    if entry["kind"] == "story" and set(_asked_about(diagnosis)) & wanted:
        return None
    if diagnosis.outcome == "incomplete" and [partial.symptom for partial in diagnosis.could_be] == [entry["symptom"]]:
        return None  # the beginning of one message: the rest is asked for, and its causes are named
    return f"{entry['symptom']} ({entry['kind']}), not {seen or list(_asked_about(diagnosis))}"


def _wrong_obstacle(cause: str, diagnosis: Diagnosis) -> str | None:
    proven = {known.id for known in (*diagnosis.causes, *diagnosis.obstacles) if known.verdict == "confirmed"}
    # A candidate that a question decides is separated by it. What only replaced documents name is never an obstacle:
    # there it is enough that the story is seen to be one of an enrollment that stops.
    asked = {name for question in diagnosis.questions for name in question.decides}
    stops = bool(diagnosis.symptoms) and KnowledgeBase.shipped().causes[cause].superseded
    return None if cause in proven | asked or stops else f"{cause} not proven, {[s.id for s in diagnosis.symptoms]}"


def _asked_about(diagnosis: Diagnosis) -> Iterator[str]:
    """The symptoms that a diagnosis asks about: those that the text reminds of, and what has no message at all."""
    yield from (reminder.symptom for reminder in diagnosis.reminds_of)
    yield from (partial.symptom for partial in diagnosis.could_be)


def _wrong_near_miss(entry: dict[str, Any]) -> str | None:
    diagnosis = diagnosed(entry["text"])
    if diagnosis.outcome in ("out_of_scope", "solved"):
        return None  # nothing is concluded from a message that is another platform's, or of the past
    seen = [(symptom.id, symptom.layer, symptom.matched) for symptom in diagnosis.symptoms]
    return f"{seen} ({entry['why']})" if seen else None


def _not_told_apart(entry: dict[str, Any]) -> str | None:
    diagnosis = diagnosed(entry["text"])
    if entry.get("foreign"):
        told = any(notice.kind == "language" for notice in diagnosis.notices)
        return None if told else "not said to be in another language"
    return None if diagnosis.outcome == "out_of_scope" else f"{diagnosis.outcome}, not out of scope ({entry['why']})"
