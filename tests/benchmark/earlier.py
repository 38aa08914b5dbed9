"""The same work done by version 0.2.0, each in a process of its own, to see what has become of it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.benchmark.cases import CHECKOUT
from tests.benchmark.rows import say

_VERSION_0_2 = "acc66606f56404855904ec027f4fb624d28556b3"

_SMALLEST_CHANGES = """
import statistics, time
from datetime import date
try:
    from expert import smallest_changes
except ImportError:
    from expert.explain import smallest_changes
from tests.simulation import crowded

knowledge = crowded(causes=500)
case = knowledge.case(error="Synthetic failure")
work = lambda: smallest_changes(case, "synthetic-250", "confirmed", knowledge, today=date(2026, 11, 23))
work()
times = []
for _ in range(5):
    begun = time.perf_counter()
    work()
    times.append(time.perf_counter() - begun)
print(statistics.median(times) * 1000)
"""


def main() -> None:
    """What took long in version 0.2.0, now and then."""
    exported = subprocess.run(["git", "archive", _VERSION_0_2], cwd=CHECKOUT, capture_output=True, check=False)
    if exported.returncode:
        print(f"version 0.2.0 cannot be had, so nothing is held against it: {exported.stderr.decode().strip()}")
        return
    with tempfile.TemporaryDirectory() as home:
        with tarfile.open(fileobj=io.BytesIO(exported.stdout)) as archive:
            archive.extractall(home, filter="data")
        before, now = _taken(Path(home)), _taken(CHECKOUT)
    print(f"\nsmallest_changes among 500 causes of one symptom: {before:.0f} ms in version 0.2.0, now {now:.1f} ms")
    ratio = before / now
    say("smallest_changes among 500 causes: version 0.2.0 / now", f"{ratio:.0f} x", "at least 50 x", ratio >= 50)


def _taken(checkout: Path) -> float:
    """The median of the work done by a checkout, in milliseconds."""
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    command = [sys.executable, "-c", _SMALLEST_CHANGES]
    done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout)
