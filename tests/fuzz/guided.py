"""Lets atheris (libFuzzer) choose what is drawn, by which code of the product it reaches.

The choices by which an input is drawn are made of bytes instead of by chance, so that the same inputs are drawn; bytes
by which code was reached that none had reached before are kept, and changed further. They lie in a folder, and the next
run goes on with them. What fails is reported as it was drawn: it is not made smaller.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TextIO, cast

from tests.fuzz.campaign import BATCH, Trial
from tests.fuzz.drawing import Choices
from tests.fuzz.inputs import Target

_LONGEST = 4_096
_SEEDS = 40


class _OfBytes(Choices):
    """Choices made of bytes, one after the other; the simplest where there are no more."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def below(self, count: int) -> int:
        """One of so many numbers from 0."""
        size = ((count - 1).bit_length() + 7) // 8
        taken = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(taken, "little") % count


def is_there() -> bool:
    """Whether atheris is installed; there are wheels of it for Linux."""
    return find_spec("atheris") is not None


def worker(corpus: Path) -> tuple[str, ...]:
    """What Python runs in the process that is watched, for a campaign.

    Args:
        corpus: the folder of bytes that reach something.
    """
    return ("-m", "tests.fuzz.guided", str(corpus.resolve()))


def work(target: Target, seed: int, folder: Path, known: list[str], corpus: Path) -> None:
    """Try input after input, and report on standard output, until somebody kills the process."""
    reports: TextIO = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # libFuzzer speaks of itself

    import atheris

    _sow(corpus, seed)
    # As long as it runs: much of the product is imported when it is first needed.
    with atheris.instrument_imports(include=["expert"], enable_loader_override=False):
        from tests.fuzz.judging import Failed, in_place
        from tests.fuzz.making import inputs

        trial = Trial(target, folder, set(known), reports)
        count = 0
        with in_place("small"):
            drawn = inputs(target, "small")

            def by_bytes(data: bytes) -> None:
                nonlocal count
                if hasattr(signal, "setitimer"):
                    signal.setitimer(signal.ITIMER_REAL, 0)
                count += 1
                trial.began(count)
                try:
                    trial.judged(drawn.make(_OfBytes(data)))
                except Failed as failed:
                    trial.report(failed)
                if count == BATCH:
                    trial.report_batch(count)
                    count = 0
                    trial.began(0)

            # Its own alarm is turned off: the campaign watches the time, and the product uses the same signal.
            options = [f"-seed={seed or 1}", f"-max_len={_LONGEST}", "-len_control=0", "-timeout=100000",
                       "-rss_limit_mb=0", "-verbosity=0", f"-artifact_prefix={folder}/"]  # fmt: skip
            atheris.Setup([sys.argv[0], *options, str(corpus)], by_bytes)
            atheris.Fuzz()


def _sow(corpus: Path, seed: int) -> None:
    """Bytes to begin with, where there are none: of few bytes no input can be drawn."""
    corpus.mkdir(parents=True, exist_ok=True)
    if not any(corpus.iterdir()):
        chance = random.Random(seed)
        for i in range(_SEEDS):
            (corpus / f"seed-{i}").write_bytes(chance.randbytes(chance.randrange(100, _LONGEST)))


def main() -> None:
    """Try what the process that watches this one asks for."""
    corpus, target, seed, _, folder, known = sys.argv[1:]
    work(cast(Target, target), int(seed), Path(folder), json.loads(known), Path(corpus))


if __name__ == "__main__":
    main()
