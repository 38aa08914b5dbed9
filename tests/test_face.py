"""What the package is for others: the names that `expert` exports, and nothing else."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

import expert
from tests.each import each

CHECKOUT = Path(__file__).resolve().parents[1]
EXPORTED = {
    "About", "Answer", "Case", "Diagnosis", "Difference", "Document", "DrawingError", "EnginesDisagree",
    "EscalationPackage", "Evidence", "Exercise", "ExpertError", "Explanation", "GraphvizFailed", "InputError",
    "Interview", "KnowledgeBase", "Ladder", "NoExercise", "NoGraphviz", "Plan", "Practice", "Priors", "Problem",
    "Question", "Stopped", "Text", "Ticket", "TookTooLong", "UserMessage", "WhyNot", "WrongValue", "compare",
    "diagnose", "draw_tree", "escalate", "explain", "fleet", "message_to_user", "plan", "preflight",
    "question_ladder", "read_evidence", "redacted", "smallest_changes", "ticket", "what_if", "why_not",
}  # fmt: skip


def test_these_names_are_exported() -> None:
    assert set(expert.__all__) == EXPORTED
    assert set(expert.__all__) <= set(dir(expert))


@each("name", sorted(EXPORTED))
def test_no_exported_name_is_also_that_of_a_module(name: str) -> None:
    """Else `from expert import NAME` would give the one or the other, by what was imported before."""
    exported = getattr(expert, name)
    assert importlib.util.find_spec(f"expert.{name}") is None
    assert exported.__module__.rpartition(".")[2] != name


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'diagnoze'"):
        expert.diagnoze  # noqa: B018


def test_every_exception_of_the_package_has_one_base_and_stands_in_its_docstring() -> None:
    said = expert.ExpertError.__doc__ or ""
    waiting = [expert.ExpertError]
    while waiting:
        kind = waiting.pop()
        assert kind.__name__ in said
        waiting.extend(kind.__subclasses__())


def test_the_pages_import_only_what_is_exported() -> None:
    folders = [CHECKOUT / name for name in ("rules", "facts", "visualize")]
    for page in (*CHECKOUT.glob("README*.md"), CHECKOUT / "docs" / "api.md", *(f / "README.md" for f in folders)):
        text = page.read_text(encoding="utf-8")
        assert re.findall(r"(?:from|import) expert\.\w[\w.]*", text) == [], page
        for names in re.findall(r"from expert import ([\w, ]+)", text):
            assert {name.strip() for name in names.split(",")} <= EXPORTED, page


def test_a_name_is_imported_when_it_is_first_used() -> None:
    script = "import expert, sys; print([n for n in sys.modules if n.startswith('expert.') or n == 'pydantic'])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=CHECKOUT, check=True)
    assert done.stdout == "[]\n"
