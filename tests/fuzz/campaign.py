"""Tries many inputs in a process that is watched: one that hangs or dies is reported with its input.

A batch is so many inputs drawn with one seed. What fails is made smaller, once for each kind of failure; the search
goes on without that kind.
"""

from __future__ import annotations

import faulthandler
import json
import math
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TextIO, cast

from tests.fuzz.drawing import Again, Chance, Strategy, smaller
from tests.fuzz.inputs import CORPUS, Input, Knowledge, Target

if TYPE_CHECKING:
    from tests.fuzz.judging import Failed

BATCH = 50
"""Inputs that are drawn with one seed."""

CPU_SECONDS = 5
"""What takes longer hangs. Counted is what the process works, for a machine may have other things to do."""

WALL_SECONDS = 60
"""What waits for something that never comes hangs too; seen a quarter earlier at the earliest."""

_SMALLER_IN = 300
_BY_THE_CLOCK = "Timeout ("  # what faulthandler says when it ends a process
_CHECKOUT = CORPUS.parents[2]
_MEMORY = Path("/dev/shm")


@dataclass
class Finding:
    """A kind of failure, with the smallest input that showed it."""

    kind: str
    detail: str
    input: Input
    times: int = 1


@dataclass
class Campaign:
    """Tries inputs of one target until there were enough, or until the time is over.

    Attributes:
        target: what is fuzzed.
        seed: that of the first batch; each further one has the next.
        cases: how many, at least; None where only the time ends it.
        seconds: how long; None where only the number ends it.
        progress: where to tell how far it is.
        worker: what Python runs in the process that is watched.
        stopped: whether somebody wants no more.
        tried: how many it were.
        found: what fails, by its kind.
    """

    target: Target
    seed: int
    cases: int | None = None
    seconds: float | None = None
    progress: TextIO | None = None
    worker: tuple[str, ...] = ("-m", "tests.fuzz.campaign")
    stopped: bool = False
    tried: int = 0
    found: dict[str, Finding] = field(default_factory=dict)

    def run(self) -> None:
        """Try them."""
        begun = last = time.monotonic()
        batch = 0
        while not self._over(begun):
            with _folder() as folder, _Worker(self, Path(folder), batch) as worker:
                for said in worker.reports():
                    if said["kind"] == "batch":
                        batch += 1
                        self.tried += said["cases"]
                        if self.progress is not None and time.monotonic() - last > 5:
                            last = time.monotonic()
                            self._tell(last - begun)
                        if self._over(begun):
                            return self._tell(time.monotonic() - begun)
                    else:
                        self._note(said["failure"], said["detail"], Input.from_json(said["input"]))
                if self.stopped:
                    break
                # It ended by itself: what it was at hangs, or made it die.
                self.tried += worker.tried_in_batch()
                kind, detail, one = worker.why_it_died()
                if worker.waited_too_long() and not _waits_again(one, Path(folder)):
                    # Somebody stopped it for a while, or the machine stood still.
                    self._say("an input that seemed to wait for something does not")
                else:
                    self._note(kind, detail, one)
                batch += 1
        return self._tell(time.monotonic() - begun)

    def _over(self, begun: float) -> bool:
        enough = self.stopped or (self.cases is not None and self.tried >= self.cases)
        return enough or (self.seconds is not None and time.monotonic() - begun >= self.seconds)

    def _note(self, kind: str, detail: str, tried: Input) -> None:
        known = self.found.get(kind)
        if known is None:
            self.found[kind] = Finding(kind, detail, tried)
            self._say(f"{kind}: {tried.in_a_line()}")  # at once: who is killed reports nothing at the end
            return
        known.times += 1
        if len(tried.as_json()) < len(known.input.as_json()):
            known.detail, known.input = detail, tried

    def _tell(self, seconds: float) -> None:
        rate = self.tried / max(seconds, 0.001)
        failing = f"; {len(self.found)} kinds of failures" if self.found else ""
        self._say(f"{self.tried} cases in {seconds:.0f} s, {rate:.0f} a second{failing}")

    def _say(self, what: str) -> None:
        if self.progress is not None:
            print(f"{self.target}: {what}", file=self.progress, flush=True)


def _waits_again(one: Input, folder: Path) -> bool:
    """Whether an input that took too long by the clock, and not by the work, does so when it is tried again."""
    file = folder / "again.json"
    file.write_text(one.as_json(), encoding="utf-8")
    command = [sys.executable, "-m", "tests.fuzz", "show", str(file)]
    done = subprocess.run(command, cwd=_CHECKOUT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return done.returncode != 0


def _folder() -> tempfile.TemporaryDirectory[str]:
    """A folder in memory, where the system has one: the files of an input live for some thousandths of a second."""
    in_memory = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)
    return tempfile.TemporaryDirectory(prefix="fuzz-", dir=_MEMORY if in_memory else None)


class _Worker:
    """The process that tries inputs, and what it leaves to be read if it dies."""

    def __init__(self, campaign: Campaign, folder: Path, batch: int) -> None:
        self._folder = folder
        left = None if campaign.cases is None else campaign.cases - campaign.tried
        command = [sys.executable, *campaign.worker, campaign.target, str(campaign.seed + batch),
                   str(0 if left is None else left), str(folder), json.dumps(sorted(campaign.found))]  # fmt: skip
        # What it writes aside goes when its folder goes, also where it was killed.
        scratch = folder / "scratch"
        scratch.mkdir()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("EXPERT_")}
        environment = {**kept, "TMPDIR": str(scratch), "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8",
                       "XDG_CONFIG_HOME": str(scratch), "COLUMNS": "80"}  # fmt: skip
        self._said: IO[bytes] = (folder / "said").open("wb")
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self._said, cwd=_CHECKOUT, env=environment, start_new_session=True
        )

    def __enter__(self) -> _Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._said.close()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def reports(self) -> Iterator[dict[str, Any]]:
        """What it reports, until it has ended."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            yield json.loads(line)
        self._process.wait()

    def tried_in_batch(self) -> int:
        """How many inputs it had begun since its last report."""
        count = self._folder / "count"
        return int(count.read_text() or 0) if count.exists() else 0

    def waited_too_long(self) -> bool:
        """Whether it was ended by the clock."""
        return _BY_THE_CLOCK in (self._folder / "said").read_text(encoding="utf-8", errors="replace")

    def why_it_died(self) -> tuple[str, str, Input]:
        """The kind of the failure, what was said of it, and the input that it was at.

        Raises:
            RuntimeError: it was at none: the fuzzer itself fails.
        """
        said = (self._folder / "said").read_text(encoding="utf-8", errors="replace")
        current = self._folder / "current.json"
        if not current.exists() or not current.read_text():
            raise RuntimeError(f"the fuzzer ended with {self._process.returncode}:\n{said}")
        tried = Input.from_json(current.read_text())
        hangs = self._process.returncode == -signal.SIGPROF or _BY_THE_CLOCK in said
        where = next((line.strip() for line in said.splitlines() if "/expert/" in line), "an unknown place")
        where = where.rpartition("/expert/")[2].replace('"', "")
        kind = "a hang" if hangs else f"the process died with {self._process.returncode}"
        return f"{kind} in {where}", said, tried


# In the process that is watched


def work(trial: Trial, seed: int, cases: int) -> None:
    """Try batch after batch, and report on standard output, until there were enough, or somebody kills the process.

    Args:
        trial: tries them.
        seed: that of the first batch.
        cases: how many inputs; 0 where there is no end.
    """
    tried = 0
    while not cases or tried < cases:
        done = trial.batch(seed, min(BATCH, cases - tried) if cases else BATCH)
        tried += done
        seed += 1
        trial.report_batch(done)
    # The last report ends it; to end before that is to have died.
    time.sleep(WALL_SECONDS)


class Trial:
    """Tries inputs in the process that is watched, and reports.

    Attributes:
        target: what is fuzzed.
        known: the kinds of failures that were found already.

    Args:
        target: what is fuzzed.
        folder: where to leave which input is being tried.
        known: the kinds of failures that were found already.
        reports: where to report.
    """

    def __init__(self, target: Target, folder: Path, known: set[str], reports: TextIO) -> None:
        self.target, self.known, self._reports = target, known, reports
        self._current = (folder / "current.json").open("w", encoding="utf-8")
        self._count = (folder / "count").open("w", encoding="utf-8")
        self._armed = -math.inf
        watch()

    def batch(self, seed: int, cases: int) -> int:
        """Try the inputs of one seed; how many they were."""
        from tests.fuzz.judging import in_place
        from tests.fuzz.making import inputs

        of = knowledge_for(self.target, seed)
        with in_place(of):
            drawn = inputs(self.target, of)
            for number in range(cases):
                self.began(number + 1)
                choices = Chance(f"{seed}-{number}")
                failed = self._failure(drawn.make(choices))
                if failed is not None and failed.kind not in self.known:
                    self.report(self._made_smaller(drawn, choices.made, failed))
        return cases

    def _failure(self, one: Input) -> Failed | None:
        from tests.fuzz.judging import Failed

        try:
            self.judged(one)
        except Failed as failed:
            return failed
        return None

    def _made_smaller(self, drawn: Strategy[Input], made: Sequence[int], failed: Failed) -> Failed:
        smallest = failed

        def fails(choices: Sequence[int]) -> bool:
            nonlocal smallest
            one = drawn.make(Again(choices))
            if len(one.as_json()) > len(smallest.input.as_json()):
                return False
            other = self._failure(one)
            if other is None or other.kind != failed.kind:
                return False
            smallest = other
            return True

        smaller(made, fails, _SMALLER_IN)
        return smallest

    def judged(self, one: Input) -> None:
        """Try one input, having noted which it is.

        Raises:
            Failed: something is wrong.
        """
        from tests.fuzz.judging import judge

        if time.monotonic() - self._armed > WALL_SECONDS / 4:
            # To arm it starts a thread, and disarm it ends one, which takes as long as many an input.
            self._armed = time.monotonic()
            faulthandler.dump_traceback_later(WALL_SECONDS, exit=True, file=sys.__stderr__ or 2)
        self._note(self._current, one.in_a_line())
        try:
            with working():
                judge(one)
        finally:
            self._note(self._current, "")

    def report(self, failed: Failed) -> None:
        """Tell the process that watches this one of a kind of failure, once."""
        if failed.kind not in self.known:
            self.known.add(failed.kind)
            said = {"failure": failed.kind, "detail": failed.detail, "input": failed.input.as_json()}
            print(json.dumps({"kind": "failure", **said}), file=self._reports, flush=True)

    def began(self, count: int) -> None:
        """Note how many inputs were begun since the last report."""
        self._note(self._count, str(count))

    def report_batch(self, cases: int) -> None:
        """Tell the process that watches this one how many inputs were tried since the last report."""
        print(json.dumps({"kind": "batch", "cases": cases}), file=self._reports, flush=True)

    def _note(self, stream: TextIO, text: str) -> None:
        stream.seek(0)
        stream.truncate()
        stream.write(text)
        stream.flush()


def watch() -> None:
    """From now on, what works for too long between `watched` ends this process, with where it was on standard error."""
    if hasattr(signal, "SIGPROF"):
        # In C, for a search by regular expression lets no other thread of Python run.
        faulthandler.register(signal.SIGPROF, file=sys.__stderr__ or 2, all_threads=False, chain=True)


class working:  # noqa: N801 - reads as what it does
    """While it lasts, the process may work only for so long."""

    def __enter__(self) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)

    def __exit__(self, *_: object) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)


class watched(working):  # noqa: N801 - reads as what it does
    """While it lasts, the process may work and wait only for so long."""

    def __enter__(self) -> None:
        super().__enter__()
        faulthandler.dump_traceback_later(WALL_SECONDS, exit=True, file=sys.__stderr__ or 2)

    def __exit__(self, *_: object) -> None:
        faulthandler.cancel_dump_traceback_later()
        super().__exit__()


def knowledge_for(target: Target, seed: int) -> Knowledge:
    """Which knowledge the inputs of a seed meet.

    Laid over the shipped rules, a folder takes much longer; most of what evidence may say, the shipped kinds say.
    """
    if target == "evidence":
        return "small" if seed % 3 == 1 else "shipped"
    return "shipped" if seed % (20 if target == "rules" else 3) == 2 else "small"


def main(of: type[Trial] = Trial) -> None:
    """Try what the process that watches this one asks for.

    Args:
        of: what tries it.
    """
    target, seed, cases, folder, known = sys.argv[1:]
    reports = os.fdopen(os.dup(1), "w", encoding="utf-8")
    work(of(cast(Target, target), Path(folder), set(json.loads(known)), reports), int(seed), int(cases))


if __name__ == "__main__":
    main()
