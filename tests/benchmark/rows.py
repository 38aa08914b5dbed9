"""What a benchmark prints, and how two pieces of work are timed beside each other."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping


def say(what: str, figure: str, wanted: str, met: bool) -> None:
    """One line of the report: what was measured, the figure, the bound that is wanted, and whether it is met."""
    print(f"{what:<70} {figure:>8}   wanted {wanted:<14} {'met' if met else 'NOT MET'}", flush=True)


def in_turns(
    works: Mapping[str, Callable[[], object]], rounds: int, clock: Callable[[], float] = time.perf_counter
) -> dict[str, float]:
    """The median time of each piece of work, in milliseconds, measured one after the other in every round.

    Args:
        works: the pieces of work by their names.
        rounds: how often each is done.
        clock: seconds; the wall's, or for work that is done within this process, `time.process_time`, which does not
            go on while another process has the processor.
    """
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            begun = clock()
            work()
            times[name].append((clock() - begun) * 1000)
    return {name: statistics.median(taken) for name, taken in times.items()}
