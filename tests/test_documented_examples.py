"""The examples in public docstrings and in the README's Python blocks do what they say."""

from __future__ import annotations

import doctest
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
MODULES = (
    "expert",
    "expert.results.diagnosis",
    "expert.engine",
    "expert.facts.case",
    "expert.foundations.problems",
    "expert.rules.knowledge",
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)
    results = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert results.attempted > 0
    assert results.failed == 0


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_python_blocks_of_the_pages_run(page: str) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (CHECKOUT / page).read_text(encoding="utf-8"), re.DOTALL)
    for block in blocks:
        done = subprocess.run([sys.executable, "-c", block], cwd=CHECKOUT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


def test_every_public_name_is_documented() -> None:
    import expert

    for name in expert.__all__:
        assert getattr(expert, name).__doc__, name
