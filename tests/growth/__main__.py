"""Runs the tests in a copy of the checkout whose knowledge has grown: `python -m tests.growth [--made-up N] [TESTS]`.

Without further arguments every test runs that is not about what is generated; the sample of mutants is left out too,
for its bound is that of the shipped rules. Nothing but rule files, facts and the lists of articles is changed in the
copy, so a test that fails there, or code that does, knows too much about today's knowledge.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.growth.grown import grown

NOT_HERE = "not generated and not growth and not mutants"


def run(tree: Path, arguments: list[str]) -> int:
    """pytest in a grown copy; its exit code."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "auto", "-m", NOT_HERE, *arguments]
    left_out = ("PYTHONPATH", "PYTEST_ADDOPTS", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return subprocess.run(command, cwd=tree, env=kept, check=False).returncode


def main(arguments: list[str]) -> int:
    """Grow, and run; the exit code of pytest."""
    parser = argparse.ArgumentParser(prog="python -m tests.growth", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--made-up", type=int, default=0, metavar="N", help="add so many causes that are made up")
    parser.add_argument("--keep", metavar="FOLDER", help="make the copy there if there is none yet, and leave it there")
    parser.add_argument("--no-tests", action="store_true", help="with --keep: only make it")
    chosen, rest = parser.parse_known_args(arguments)
    if chosen.keep:
        folder = Path(chosen.keep)
        if not folder.exists():
            folder.mkdir()
            grown(folder, chosen.made_up)
        return 0 if chosen.no_tests else run(folder, rest)
    with tempfile.TemporaryDirectory(prefix="expert-grown-") as made:
        return run(grown(Path(made).resolve(), chosen.made_up), rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
