"""Equal input gives equal bytes, whatever the process and its hash seed."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests import small
from tests.sampling import exhaustive

EXAMPLES = sorted(small.EXAMPLES.iterdir())

# The command itself, once for each format, in one process.
SCRIPT = """
import sys
from pathlib import Path

import pytest
from expert.cli import main

home, *files = sys.argv[1:]
for form in ("json", "text", "markdown"):
    for language in ("en", "sv"):
        out = str(Path(home, f"{form}.{language}"))
        main(["diagnose", *files, "--format", form, "--language", language, "-o", out], standalone_mode=False)
"""


def _written(seed: int, home: Path) -> dict[str, bytes]:
    """What a process with this hash seed writes about all examples, by format and language."""
    folder = home / f"seed-{seed}"
    folder.mkdir()
    environment = small.environment(PYTHONHASHSEED=str(seed))
    command = [sys.executable, "-c", SCRIPT, str(folder), *(str(path) for path in EXAMPLES)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_processes_with_different_hash_seeds_write_the_same(tmp_path: Path) -> None:
    seeds = range(20 if exhaustive() else 5)
    with ThreadPoolExecutor(max_workers=2) as pool:
        first, *others = pool.map(lambda seed: _written(seed, tmp_path), seeds)
    assert len(first) == 6
    for seed, other in zip(list(seeds)[1:], others, strict=True):
        for name, body in first.items():
            assert other[name] == body, f"{name} differs under hash seed {seed}"
    outcomes = [json.loads(line)["outcome"] for line in first["json.en"].decode().splitlines()]
    assert len(outcomes) == len(EXAMPLES)
    assert len(set(outcomes)) > 3
