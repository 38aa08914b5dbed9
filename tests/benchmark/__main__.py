"""Measures how fast the system is, beside what it is held against: `python -m tests.benchmark`.

Everything is measured in turns within one run, so that a busy machine slows both sides alike, and is given as
a ratio of medians with the bound that is wanted. It measures and does not judge: the exit code is 0. CLIPS, which
some of it is held against, is installed with `pip install ".[bench]"`.
"""

from __future__ import annotations

import os
import sys

from expert import KnowledgeBase
from tests.benchmark import device_logs, earlier, loading, processes, reasoning, recognition
from tests.benchmark.pictures import pictures


def main() -> None:
    """Measure everything and print it."""
    knowledge = KnowledgeBase.shipped()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, {len(knowledge.causes)} causes\n")
    reasoning.main(knowledge)
    earlier.main()
    loading.main()
    recognition.main(knowledge)
    device_logs.main(knowledge)
    pictures(knowledge)
    processes.main()


if __name__ == "__main__":
    main()
