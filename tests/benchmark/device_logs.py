"""Measures the reading of a device's log beside `grep -F -i` with the same messages, and its memory.

    python -m tests.benchmark.device_logs --megabytes 1000

A log of any size is read in pieces, so that one of 1 GB takes the memory of one of 100 MB. Both are processes, in
turns. The time that a process takes to start and to read the knowledge is measured with a log of a few lines and taken
off.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from expert import KnowledgeBase
from tests.benchmark.recognition import APART, log, wordings_of
from tests.benchmark.rows import in_turns, say

ROUNDS = 3
MEGABYTES = 100
PART = 10_000_000
FAILED = (
    "Nov 02 10:00:00 iPhone profiled[64] <Notice>: (Error) MC: no profile. Error: NSError:\n"
    "    US Desc: Profile Installation Failed\n    Domain : MCInstallationErrorDomain\n    Code   : 4001\n"
)
READ = """\
import resource, sys
from expert.evidence import read_evidence
evidence = read_evidence(sys.argv[1])
assert evidence.facts["where_shown"] == "device_log", evidence.facts
unit = 1 if sys.platform == "darwin" else 1024
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)
"""


def main(knowledge: KnowledgeBase, megabytes: int = MEGABYTES) -> None:
    """A log with a few messages and one error in it."""
    wordings = list(wordings_of(knowledge.symptoms.values()))
    grep = shutil.which("grep")
    with tempfile.TemporaryDirectory() as home:
        large, small, messages = Path(home, "large.log"), Path(home, "small.log"), Path(home, "messages")
        small.write_text(FAILED, encoding="utf-8")
        messages.write_text("\n".join([*wordings, ""]), encoding="utf-8")
        part = log(wordings)[:PART].encode()
        with large.open("wb") as file:
            for _ in range(megabytes * 1_000_000 // PART):
                file.write(part)
            file.write(FAILED.encode())
        memory: list[float] = []
        works: dict[str, Callable[[], object]] = {
            "large": lambda: memory.append(_read(large)), "small": partial(_read, small),
        }  # fmt: skip
        if grep is not None:
            command = [grep, "-F", "-i", "-f", str(messages), str(large)]
            works["grep"] = partial(subprocess.run, command, check=True, capture_output=True)
        taken = in_turns(works, ROUNDS)
    spent = taken["large"] - taken["small"]
    print(f"\na log of {megabytes} MB: {spent:.0f} ms, beside {taken['small']:.0f} ms for one of a few lines; "
          f"grep {taken.get('grep', 0):.0f} ms")
    if grep is not None:
        ratio = spent / taken["grep"]
        say(f"reading a log of {megabytes} MB / grep -F -i with the same messages", f"{ratio:.1f} x", "at most 3 x",
            ratio <= 3)
    say("memory of the process that reads it", f"{max(memory):.0f} MB", "at most 200 MB", max(memory) <= 200)


def _read(file: Path) -> float:
    """Read a log in a process of its own; its memory in MB."""
    command = [sys.executable, "-c", APART, sys.executable, "-c", READ, str(file)]
    return float(subprocess.run(command, check=True, capture_output=True).stdout)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=MEGABYTES)
    main(KnowledgeBase.shipped(), parser.parse_args().megabytes)
