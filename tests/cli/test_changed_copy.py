"""A compiled copy that somebody has changed, with a checksum that fits: it is not used, by commands and by programs.

Somebody who changes its seal as well could change the program: no command ends in a traceback all the same.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from expert.foundations import compiled, content
from tests import small

NOT_USED = "this compiled copy of the knowledge is not used"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product with the small knowledge, and a compiled copy of its own."""
    return shutil.copytree(small.TREE, tmp_path_factory.mktemp("changed") / "tree")


@pytest.fixture
def copy(tree: Path) -> Iterator[Path]:
    path = tree / content.compiled().relative_to(small.TREE)
    before = path.read_bytes()
    yield path
    compiled.put(path, before)


def changed(copy: Path, change: Callable[[int, Any], Any], *, sealed: bool = True) -> None:
    """Change each part, and make the checksum anew, and the seal where that is asked for."""
    _, index, *lines, end = copy.read_bytes().split(b"\n")
    parts = []
    for number, line in enumerate(lines):
        comma = line.endswith(b",")
        data = change(number, json.loads(line.removesuffix(b",")))
        parts.append(json.dumps(data, ensure_ascii=False).encode() + b"," * comma)
    body = b"\n".join([index, *parts, end])
    whole = b"[" + compiled._header(body) + b",\n" + body
    if sealed:
        compiled.put(copy, whole)
    else:
        copy.write_bytes(whole)
    assert compiled.is_whole(copy.read_bytes())


def expert(tree: Path, *arguments: str, stdin: str = "") -> tuple[int, str, str]:
    return ran(tree, "-m", "expert", *arguments, stdin=stdin)


def python(tree: Path, script: str) -> tuple[int, str, str]:
    return ran(tree, "-c", script)


def ran(tree: Path, *arguments: str, stdin: str = "") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, *arguments], env=small.environment(PYTHONPATH=str(tree)), input=stdin, text=True,
        capture_output=True, check=False, cwd=tree, timeout=120,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def without_titles(_: int, data: Any) -> Any:
    return {name: value for name, value in data.items() if name != "title"} if isinstance(data, dict) else data


def with_other_remedies(_: int, data: Any) -> Any:
    return {**data, "remedy": "no-such"} if isinstance(data, dict) and "remedy" in data else data


def with_numbers(_: int, data: Any) -> Any:
    if not isinstance(data, dict):
        return data
    return {name: value if name in ("", "id") else 7 for name, value in data.items()}


def with_other_titles(_: int, data: Any) -> Any:
    return {**data, "title": {"": "Text", "en": "Other", "sv": "Annat"}} if isinstance(data, dict) else data


CHANGES = [without_titles, with_other_remedies, with_numbers, with_other_titles]


@pytest.mark.parametrize("change", CHANGES)
def test_one_whose_seal_is_of_another_is_not_used(tree: Path, copy: Path, change: Callable[[int, Any], Any]) -> None:
    arguments = ("diagnose", "--set", "error=NoJoinRule", "--full")
    right = expert(tree, *arguments)
    changed(copy, change, sealed=False)
    code, out, said = expert(tree, *arguments)
    assert (code, out) == right[:2]
    (line,) = said.splitlines()
    assert NOT_USED in line
    assert "it is not the one that came with the package" in line


@pytest.mark.parametrize("change", CHANGES)
def test_a_program_is_warned_once_and_gets_what_the_files_say(
    tree: Path, copy: Path, change: Callable[[int, Any], Any]
) -> None:
    script = (
        "from expert import Case, KnowledgeBase, diagnose, escalate, plan\n"
        "case = Case(error='NoJoinRule')\n"
        "knowledge = KnowledgeBase.shipped()\n"
        "assert all(cause.title.en for cause in knowledge.causes.values())\n"
        "print(diagnose(case), plan(diagnose(case)).to_text(), escalate(case).to_text())\n"
    )
    right = python(tree, script)
    assert right[0] == 0, right[2]
    changed(copy, change, sealed=False)
    code, out, said = python(tree, script)
    assert (code, out) == right[:2]
    assert said.count(NOT_USED) == 1
    assert "Traceback" not in said


@pytest.mark.parametrize("change", [without_titles, with_other_remedies, with_numbers])
def test_the_files_are_used_and_one_line_says_so(tree: Path, copy: Path, change: Callable[[int, Any], Any]) -> None:
    arguments = ("diagnose", "--set", "error=NoJoinRule", "--full")
    right = expert(tree, *arguments)
    changed(copy, change)
    code, out, said = expert(tree, *arguments)
    assert (code, out) == right[:2]
    assert said.count(NOT_USED) == 1
    assert len(said.splitlines()) == 1
    assert "it says something else than the files that it was made from" in said


def test_what_has_begun_is_not_begun_again(tree: Path, copy: Path) -> None:
    changed(copy, with_numbers)
    code, out, said = expert(tree, "diagnose", "-", stdin="error: NoJoinRule\n")
    assert "Traceback" not in said
    assert (code, out) in ((0, expert(tree, "diagnose", "-", stdin="error: NoJoinRule\n")[1]), (2, ""))


def test_no_change_of_any_value_ends_in_a_traceback(tree: Path, copy: Path) -> None:
    """A few of each kind of value in each kind of place; what is only another text may be shown."""
    draw = random.Random(7)
    made = ({"": "Text"}, {"": "Cause"}, {"": "late", "line": 10**6}, {"x": 1})
    values: tuple[Any, ...] = (None, 7, -1.5, "", "x", True, [], {}, [[]], *made)

    def replace(data: Any) -> Any:
        if isinstance(data, dict) and data and draw.random() < 0.9:
            name = draw.choice(sorted(data))
            return {**data, name: replace(data[name])}
        if isinstance(data, list) and data and draw.random() < 0.9:
            at = draw.randrange(len(data))
            return [*data[:at], replace(data[at]), *data[at + 1 :]]
        return draw.choice(values)

    def sometimes(share: float, _: int, data: Any) -> Any:
        return replace(data) if draw.random() < share else data

    for _ in range(8):
        before = copy.read_bytes()
        share = draw.choice((0.1, 1.0))
        changed(copy, partial(sometimes, share))
        code, _, said = expert(tree, "explain", "--set", "error=NoJoinRule")
        assert "Traceback" not in said
        assert code in (0, 2)
        compiled.put(copy, before)
