"""Copies of the checkout whose knowledge has grown: by `further`, and by any number of causes; all made up.

Only rule files, facts and the lists of articles are written. What the copies show is that nothing else has to change
with them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import yaml

CHECKOUT = Path(__file__).resolve().parents[2]
FURTHER = Path(__file__).with_name("further")
"""A symptom, a cause, a remedy, a fact and a fact's value that are made up: the product does not have them."""

_COPIED = ("expert", "rules", "facts", "tests", "visualize", "docs", ".ci")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", ".*_cache", ".hypothesis", "*.svg")
MADE_UP_SYMPTOMS = 10


def grown(target: Path, made_up: int = 0) -> Path:
    """A copy of the checkout with the further knowledge, and with so many causes made up.

    Every second of these explains a symptom that the product has; the others explain symptoms that are made up too.
    """
    for name in _COPIED:
        if (CHECKOUT / name).is_dir():
            shutil.copytree(CHECKOUT / name, target / name, ignore=_LEFT_OUT)
    for file in CHECKOUT.iterdir():
        if file.is_file():
            shutil.copy2(file, target / file.name)
    # The causes that are added bring few cases: that these show all of them is no matter of growth.
    for name in ("test_growth.py", "test_coverage.py"):
        (target / "tests" / "shipped" / name).unlink()
    for folder in ("symptoms", "causes", "remedies"):
        shutil.copytree(FURTHER / folder, target / "rules" / folder, dirs_exist_ok=True)
    _add_facts(target / "facts" / "vocabulary.yaml", _read(FURTHER / "vocabulary.yaml")["facts"])
    _append(target / "facts" / "sentences.yaml", _read(FURTHER / "sentences.yaml"))
    if made_up:
        _make_up(target, made_up)
    _mend_cases(target)
    _list_articles(target)
    return target


def _make_up(target: Path, count: int) -> None:
    rules = target / "rules"
    shipped = sorted(path.stem for path in (rules / "symptoms").rglob("*.yaml"))
    for number in range(MADE_UP_SYMPTOMS):
        _write(rules / "symptoms" / f"made-up-{number}.yaml", _symptom(number))
    facts = {f"made_up_fact_{number}": _fact(number) for number in range(count)}
    _add_facts(target / "facts" / "vocabulary.yaml", facts)
    _append(target / "facts" / "sentences.yaml", {name: _sentences(number) for number, name in enumerate(facts)})
    for number in range(count):
        half = number // 2
        symptom = shipped[half % len(shipped)] if number % 2 else f"made-up-{half % MADE_UP_SYMPTOMS}"
        _write(rules / "causes" / f"made-up-cause-{number}.yaml", _cause(number, symptom))


def _mend_cases(target: Path) -> None:
    """What an author does whose cause joins others.

    A rival that was the only one left is no longer likely, and where every cause was ruled out there is one more.
    """
    said = subprocess.run(
        [sys.executable, "-c", _OTHERWISE], cwd=target, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True
    ).stdout
    for cause, case, verdict, outcome in json.loads(said):
        path = next((target / "rules" / "causes").rglob(f"{cause}.yaml"))
        data = _read(path)
        mended = next(found for found in data["cases"] if found["name"] == case)
        mended["verdict"] = verdict
        if "outcome" in mended:
            mended["outcome"] = outcome
        mended.pop("plan", None)  # nothing is planned for what is only possible
        _write(path, data)


def _list_articles(target: Path) -> None:
    """What an author does whose rules cite an article: the lists of the article name them."""
    for lists in ("article_lists", "citation_lists"):
        command = [sys.executable, "-m", f"tests.shipped.{lists}", "--write"]
        subprocess.run(command, cwd=target, stdout=subprocess.DEVNULL, check=True)


_OTHERWISE = """
import json
from expert import KnowledgeBase
from expert.engine.rule_cases import failures, run_cases
found = failures(run_cases(KnowledgeBase.shipped()))
for result in found:
    was_left = (result.case.verdict, result.verdict) == ("likely", "possible")
    assert was_left or result.case.outcome == "contradictory", result
print(json.dumps([(r.cause, r.case.name, r.verdict, r.diagnosis.outcome) for r in found]))
"""


# One part each


def _text(words: str) -> dict[str, str]:
    return {"en": words, "sv": f"{words} (påhittat)"}


_SOURCES = [{"document": "seed", "heading": "Made up", "date": date(2026, 1, 1)}]


def _symptom(number: int) -> dict[str, Any]:
    said, telling = f"The made-up machine number {number} says no", f"machine number {number} & says no"
    return {
        "id": f"made-up-{number}", "topic": "ade", "title": _text(f"Made-up symptom {number}"),
        "messages": [{"en": said, "sv": f"{said} igen", "must": {"en": telling, "sv": f"{telling} & igen"}}],
        "example": {"error": said, "platform": "ios"},
        "sources": _SOURCES,
    }  # fmt: skip


def _cause(number: int, symptom: str) -> dict[str, Any]:
    fact = f"made_up_fact_{number}"
    text, short = _text(f"Do the made-up thing number {number}."), _text(f"Do made-up thing {number}")
    steps = [{"text": text, "short": short}, {"step": "enroll-again"}]
    return {
        "id": f"made-up-cause-{number}", "title": _text(f"Made-up cause {number}"), "explains": [symptom],
        "confirmed_when": {fact: True},
        "remedy": {
            "id": f"made-up-remedy-{number}", "title": _text(f"Made-up remedy {number}"), "options": [{"steps": steps}],
            "verify": _text(f"The made-up thing number {number} is done."), "sources": _SOURCES,
        },
        "sources": _SOURCES,
        "cases": [
            {"name": "it is so", "facts": {fact: True}, "verdict": "confirmed"},
            {"name": "it is not so", "facts": {fact: False}, "verdict": "ruled_out"},
        ],
    }  # fmt: skip


def _fact(number: int) -> dict[str, Any]:
    return {
        "type": "yes_no", "cost": ("user", "portal", "device")[number % 3],
        "title": _text(f"Made-up fact {number}"), "ask": _text(f"Is the made-up fact number {number} so?"),
        "where_to_look": _text("Where made-up things are."),
    }  # fmt: skip


def _sentences(number: int) -> dict[str, Any]:
    return {
        "known": {"en": f"made-up fact {number} is so", "sv": f"påhittat faktum {number} stämmer"},
        "denied": {"en": f"made-up fact {number} is not so", "sv": f"påhittat faktum {number} inte stämmer"},
        "unknown": {
            "en": f"it is not known whether made-up fact {number} is so",
            "sv": f"det är okänt om påhittat faktum {number} stämmer",
        },
    }


# Files


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


class _Plain(yaml.SafeDumper):
    """Writes every value out: rule files have no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _written(data: Any) -> str:
    return yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=120)


def _write(path: Path, data: Any) -> None:
    path.write_text(_written(data), encoding="utf-8", newline="\n")


def _append(path: Path, data: Any) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n" + _written(data), encoding="utf-8", newline="\n")


def _add_facts(path: Path, facts: dict[str, Any]) -> None:
    """Write facts at the end of a vocabulary, and `add_values` among the values of the fact that there is."""
    text = path.read_text(encoding="utf-8")
    for name, definition in facts.items():
        if "add_values" in definition:
            start = text.index(f"\n  {name}:\n")
            values = text.index("\n    values:\n", start) + len("\n    values:\n")
            added = _indented(_written(definition["add_values"]), 6)
            text = text[:values] + added + text[values:]
        else:
            text += "\n" + _indented(_written({name: definition}), 2)
    path.write_text(text, encoding="utf-8", newline="\n")


def _indented(text: str, spaces: int) -> str:
    return "".join(f"{' ' * spaces}{line}\n" for line in text.splitlines())
