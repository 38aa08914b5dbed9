"""Holds `diagnose` against an independent judge: `python -m tests.judge --cases 1000000`.

The judge is CLIPS. The knowledge is exported to it from its files as their documentation describes them, by code that
shares nothing with the engines. Random cases of the shipped knowledge are given to both; outcome, symptoms, verdicts,
obstacles, conflicts and the facts that they rest on must be the same. The first difference is printed as a fact file,
with what it takes to see it again, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from random import Random

from expert import KnowledgeBase
from tests.judge.comparing import Court, Different
from tests.judge.judging import Opinion
from tests.judge.written import Written

CHECKOUT = Path(__file__).resolve().parents[2]
_AT_ONCE = 50

Found = Counter[str] | tuple[int, str]
"""What some cases are cases of; or the number of one in which the judge differs, and that case."""


@cache
def shipped() -> Court:
    """For the shipped knowledge."""
    return Court(KnowledgeBase.shipped(), Written.read(CHECKOUT / "rules", CHECKOUT / "facts"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Try random cases, and print what came of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.judge", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--cases", type=int, default=10_000, help="how many (default: 10000; every night 1000000)")
    parser.add_argument("--seed", type=int, default=None, help="draw them with this seed (default: one by chance)")
    parser.add_argument("--first", type=int, default=0, help="begin with the case of this number (default: 0)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes at once (default: one a core)")
    chosen = parser.parse_args(arguments)
    seed = Random().randrange(1_000_000) if chosen.seed is None else chosen.seed
    seen: Counter[str] = Counter()
    try:
        for found in tried(seed, range(chosen.first, chosen.first + chosen.cases), chosen.jobs):
            if isinstance(found, tuple):
                number, different = found
                print(f"{different}# --seed {seed} --first {number} --cases 1 shows it again")
                return 1
            seen.update(found)
    except ImportError as missing:
        print(f"{missing}; install clipspy: pip install \".[dev]\"", file=sys.stderr)
        return 2
    print(f"{chosen.cases} cases of seed {seed}: the judge agrees. Among them:")
    print("\n".join(f"{count:8} {kind}" for kind, count in sorted(seen.items())))
    return 0


def tried(seed: int, numbers: range, jobs: int) -> Iterator[Found]:
    """What came of the cases of these numbers, some at a time and in their order.

    Raises:
        ImportError: clipspy is not installed.
    """
    parts = [numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE)]
    if jobs == 1:
        yield from map(partial(_tried, seed), parts)
        return
    with ProcessPoolExecutor(jobs) as pool:
        try:
            yield from pool.map(partial(_tried, seed), parts)
        finally:
            pool.shutdown(cancel_futures=True)


def _tried(seed: int, numbers: range) -> Found:
    seen: Counter[str] = Counter()
    for number in numbers:
        try:
            seen.update(kinds(shipped().try_case(seed, number)))
        except Different as different:
            return number, str(different)
    return seen


def kinds(opinion: Opinion) -> set[str]:
    """What a case is a case of."""
    found = {f"outcome {opinion.outcome}", *(f"conflict {kind}" for kind, _, _ in opinion.conflicts)}
    found |= {f"conflict {kind} that decides" for kind, _, _ in opinion.deciding}
    found |= {f"a cause {verdict}" for verdict in opinion.verdicts.values()}
    several = {"several symptoms": len(opinion.symptoms) > 1, "obstacles": opinion.obstacles}
    marks = {"likely by facts": opinion.likely_by_facts, "only left": opinion.only_left, "disputed": opinion.disputed}
    return found | {kind for kind, there in {**several, **marks}.items() if there}


if __name__ == "__main__":
    sys.exit(main())
