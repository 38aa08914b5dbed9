"""Equal input gives equal bytes, whatever the hash seed, the locale and the interpreter: over the shipped examples.

`python -m tests.equal_bytes --seeds 200 --python python3.12 --python python3.13` starts a process for each seed, in
one of the system's locales with UTF-8 in turn, and some with each further interpreter, which must have the package
installed. Each writes every view of every example in both languages; the first that differs ends the run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests import small

EXAMPLES = small.CHECKOUT / "facts" / "examples"
_FEW = 4
"""Every how many-th seed is tried with each further interpreter too."""
_TOLD = 20
"""After how many processes each it is told how far it is."""

COMMANDS = (
    ("diagnose", "--format", "json"), ("diagnose", "--format", "text", "--full"), ("diagnose", "--format", "markdown"),
    ("diagnose", "--brief"), ("graph", "--format", "dot"), ("graph", "--format", "mermaid"), ("plan",), ("ticket",),
    ("escalate",),
)  # fmt: skip

# In one process, so that a thousand outputs take a second and not an hour.
SCRIPT = """
import contextlib, hashlib, io, json, os, sys
from expert.cli import main

commands, files = json.loads(sys.argv[1]), sys.argv[2:]
digests = {}
for language in ("en", "sv"):
    os.environ["EXPERT_LANGUAGE"] = language  # else commands that are printed choose it where the locale has another
    for command in commands:
        for file in files:
            said, code = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), 0
            with contextlib.redirect_stdout(said):
                try:
                    main([command[0], file, *command[1:]], standalone_mode=False)
                except SystemExit as ended:
                    code = ended.code
            said.flush()
            digest = hashlib.sha256(said.buffer.getvalue() + str(code).encode()).hexdigest()
            digests[" ".join((*command, language, file))] = digest
print(json.dumps(digests))
"""


@dataclass(frozen=True)
class Process:
    """One process: its interpreter, hash seed and locale."""

    python: str
    seed: int
    locale: str

    def digests(self) -> dict[str, str]:
        """The digest of each output, by the command that gives it.

        Raises:
            RuntimeError: the process did not end well.
        """
        environment = {**os.environ, "PYTHONHASHSEED": str(self.seed), "LC_ALL": self.locale}
        command = [self.python, "-c", SCRIPT, json.dumps(COMMANDS), *sorted(path.name for path in EXAMPLES.iterdir())]
        done = subprocess.run(command, cwd=EXAMPLES, env=environment, capture_output=True, text=True, encoding="utf-8")
        if done.returncode:
            raise RuntimeError(f"{self}: {done.stderr}")
        digests: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
        return digests


def locales() -> list[str]:
    """The locales of this system that write UTF-8, as Python has C and POSIX do too; others have fewer characters."""
    every = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=True).stdout.split()
    return [name for name in every if name in ("C", "POSIX") or name.lower().endswith(("utf8", "utf-8"))]


def processes(seeds: int, pythons: list[str]) -> Iterator[Process]:
    """The processes to try: a locale for each seed in turn; further interpreters with some of the seeds."""
    known = locales()
    for seed in range(seeds):
        locale = known[seed % len(known)]
        yield Process(sys.executable, seed, locale)
        for number, python in enumerate(pythons):
            if seed % _FEW == number % _FEW:
                yield Process(python, seed, locale)


def main() -> None:
    """Try all of them; end with the first output that differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.equal_bytes", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--seeds", type=int, default=20, help="how many hash seeds")
    parser.add_argument("--python", action="append", default=[], help="a further interpreter; again for more")
    parser.add_argument("--processes", type=int, default=2, help="how many run beside each other")
    given = parser.parse_args()
    tried = list(processes(given.seeds, given.python))
    with ThreadPoolExecutor(max_workers=given.processes) as pool:
        results = pool.map(Process.digests, tried)
        expected = next(results)
        for number, (process, digests) in enumerate(zip(tried[1:], results, strict=True), start=2):
            for command, digest in expected.items():
                if digests[command] != digest:
                    pool.shutdown(cancel_futures=True)
                    sys.exit(f"otherwise in {process}: expert {command}")
            if number % _TOLD == 0:
                print(f"equal in {number} of {len(tried)} processes", file=sys.stderr, flush=True)
    pythons = {process.python for process in tried}
    print(
        f"{len(expected)} outputs, equal in {len(tried)} processes: {given.seeds} hash seeds, "
        f"{len(locales())} locales, {len(pythons)} interpreters"
    )


if __name__ == "__main__":
    main()
