"""What docstrings and pages show of the shipped knowledge is so: examples, Python blocks, rules to copy."""

from __future__ import annotations

import doctest
import importlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from expert import KnowledgeBase
from expert.engine.rule_cases import failures, run_case

CHECKOUT = Path(__file__).resolve().parents[2]
MODULES = (
    "expert",
    "expert.results.diagnosis",
    "expert.engine",
    "expert.facts.case",
    "expert.foundations.problems",
    "expert.rules.knowledge",
    "expert.escalating.package",
    "expert.planning.planner",
    "expert.escalating.redaction",
    "expert.foundations.durations",
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
    # One process for all, which reads the rules once; none sees the names of another.
    script = "import json, sys\nfor block in json.load(sys.stdin): exec(compile(block, block, 'exec'), {})"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=CHECKOUT, input=json.dumps(blocks), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_every_public_name_is_documented() -> None:
    import expert

    for name in expert.__all__:
        assert getattr(expert, name).__doc__, name


def _yaml_blocks(page: str) -> dict[str, str]:
    """The files that a page shows, by the names that stand at their top."""
    text = (CHECKOUT / page).read_text("utf-8")
    return dict(re.findall(r"```yaml\n# our-rules/(\S+?\.yaml).*?\n(.*?)```", text, re.DOTALL))


def _folder(path: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, "utf-8")
    return path


def test_the_cause_in_the_contributing_guide_can_be_added_as_one_file(tmp_path: Path) -> None:
    guide = (CHECKOUT / "CONTRIBUTING.md").read_text("utf-8")
    (cause,) = re.findall(r"```yaml\n(id: .*?)```", guide, re.DOTALL)
    (vocabulary,) = re.findall(r"```yaml\n(facts:\n.*?)```", guide, re.DOTALL)
    name = cause.splitlines()[0].removeprefix("id: ")
    knowledge = KnowledgeBase.load(_folder(tmp_path, {f"causes/{name}.yaml": cause, "vocabulary.yaml": vocabulary}))
    results = [run_case(knowledge, knowledge.causes[name], case) for case in knowledge.causes[name].cases]
    assert len(results) == 3
    assert failures(results) == []


def test_the_examples_in_the_readme_of_the_rules_can_be_loaded(tmp_path: Path) -> None:
    files = _yaml_blocks("rules/README.md")
    assert "overrides.yaml" in files
    del files["overrides.yaml"]  # names what stands in no example
    folder = _folder(tmp_path, files | {"symptoms/grey-screen.yaml": GREY})
    before, after = KnowledgeBase.shipped(), KnowledgeBase.load(folder)
    for name in files:
        kind, _, file = name.rpartition("/")
        if kind:
            part = file.removesuffix(".yaml")
            assert getattr(after, kind)[part] != getattr(before, kind).get(part)
    assert "grey-screen" in after.symptoms


GREY = """\
id: grey-screen
title: {en: A grey screen, sv: En grå skärm}
recognized_when: {behavior: shows_a_grey_screen}
example: {behavior: shows_a_grey_screen, platform: ios}
sources: [{document: seed, heading: Screen, date: 2019-11-18}]
"""
