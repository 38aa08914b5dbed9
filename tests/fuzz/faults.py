"""Processes that are killed while they write, disks that are full, streams that are closed.

A schedule is a command and what goes wrong with it. Whatever it is, a file holds what it held or all of what is new,
nothing is left beside it by a process that could still clear up, the exit code is documented, and what is wrong is said
in words.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests import small
from tests.fuzz.inputs import CORPUS

FULL = Path("/dev/full")
_STOPPED = CORPUS.parent / "stopped.py"
_EXAMPLE = "shelf-limit.yaml"
_SAVED = "platform: folio\n"
_MOMENTS = 6
_ROOM = (0, 1, 100, 4096)

# What writes, with what it is to write into.
WRITING: tuple[tuple[str, ...], ...] = (
    ("diagnose", _EXAMPLE, "-o", "out.md"), ("diagnose", _EXAMPLE, "--format", "json", "-o", "out.json"),
    ("graph", _EXAMPLE, "-o", "out.svg"), ("plan", _EXAMPLE, "-o", "out.md"), ("ticket", _EXAMPLE, "-o", "out.html"),
    ("escalate", _EXAMPLE, "-o", "out.md"), ("new", "--force", "-o", "out.yaml"), ("schema", "facts", "-o", "out.json"),
    ("diagnose", "out.yaml", "--set", "user_card=none", "--save"), ("ask", "out.yaml", "--save", "out.yaml"),
)  # fmt: skip
READING: tuple[tuple[str, ...], ...] = (
    ("diagnose", _EXAMPLE), ("diagnose", _EXAMPLE, "--format", "json"), ("graph", _EXAMPLE, "--format", "svg"),
    ("graph", _EXAMPLE, "--format", "png"), ("rules", "list"), ("facts",), ("examples",), ("tree",), ("ask", _EXAMPLE),
    ("practice", "--seed", "1"), ("--help",), ("diagnose", "--help"), ("--version",), ("config",),
    ("completion", "bash"), ("rules", "check"), ("diagnose", "no-such-file.yaml"), ("handout",), ("new",),
)  # fmt: skip


@dataclass(frozen=True)
class Schedule:
    """A command and what goes wrong.

    Attributes:
        command: the command.
        fault: `kill` and `interrupt` at the `moment`th thing that it does to a file; `room`: no file may hold more
            than so many bytes; `full` and `closed`: a stream, 0 to 2, as `moment` says.
        moment: which.
    """

    command: tuple[str, ...]
    fault: str
    moment: int

    def __str__(self) -> str:
        return json.dumps([self.fault, self.moment, *self.command])

    @staticmethod
    def of(text: str) -> Schedule:
        """The schedule that was printed so."""
        fault, moment, *command = json.loads(text)
        return Schedule(tuple(command), fault, moment)


def schedules() -> list[Schedule]:
    """Every schedule that there is on this system."""
    found = [
        Schedule(command, fault, moment)
        for command in WRITING for fault in ("kill", "interrupt") for moment in range(1, _MOMENTS + 1)
    ]  # fmt: skip
    found += [Schedule(command, "room", room) for command in WRITING for room in _ROOM]
    streams = [(fault, stream) for fault in ("full", "closed") for stream in (1, 2)] + [("closed", 0)]
    found += [Schedule(command, fault, stream) for command in READING for fault, stream in streams]
    return [schedule for schedule in found if schedule.fault != "full" or FULL.exists()]


def run(seed: int, cases: int | None, seconds: float | None) -> int:
    """Try schedules in an order by chance; 1 where something is wrong.

    Args:
        seed: that of the order.
        cases: how many at most; each once where it is left out.
        seconds: how long at most.
    """
    begun, every = time.monotonic(), schedules()
    Random(seed).shuffle(every)
    wrong = tried = 0
    for schedule in every[:cases]:
        if seconds is not None and time.monotonic() - begun > seconds:
            break
        tried += 1
        for said in faults_of(schedule):
            wrong += 1
            print(f"{said}\npython -m tests.fuzz schedule '{schedule}'", flush=True)
        if tried % 20 == 0:
            spent = time.monotonic() - begun
            print(f"faults: {tried} of {len(every)}, {tried / spent:.1f} a second", file=sys.stderr, flush=True)
    print(f"faults: {tried} schedules of {len(every)}, {wrong} of them wrong")
    return 1 if wrong else 0


def faults_of(schedule: Schedule) -> list[str]:
    """What is wrong after a schedule; nothing where all is as it should be."""
    with tempfile.TemporaryDirectory(prefix="faults-") as made:
        folder = Path(made).resolve()
        (folder / _EXAMPLE).write_bytes((small.EXAMPLES / _EXAMPLE).read_bytes())
        (folder / "out.yaml").write_text(_SAVED)
        before = _held(folder)
        code, err = _ran(schedule, folder)
        return list(wrong_after(schedule, code, err, before, _held(folder)))


def _held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _ran(schedule: Schedule, folder: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "expert", *schedule.command]
    streams = {0: "", 1: "", 2: ""}
    if schedule.fault in ("kill", "interrupt"):
        how = "SIGKILL" if schedule.fault == "kill" else "SIGINT"
        command = [sys.executable, str(_STOPPED), str(folder), str(schedule.moment), how, *schedule.command]
    elif schedule.fault == "full":
        streams[schedule.moment] = f" {schedule.moment}>{FULL}"
    elif schedule.fault == "closed":
        streams[schedule.moment] = f" {schedule.moment}{'<' if schedule.moment == 0 else '>'}&-"
    room = schedule.moment if schedule.fault == "room" else None
    done = subprocess.run(
        ["sh", "-c", '"$@"' + "".join(streams.values()), "sh", *command], cwd=folder, env=small.environment(),
        input=b"3\nyes\nskip\n", capture_output=True, timeout=120, check=False,
        preexec_fn=None if room is None else lambda: _limit(room),
    )  # fmt: skip
    return done.returncode, done.stderr.decode("utf-8", "replace")


def _limit(room: int) -> None:
    """From now on no file of this process may hold more: what a disk that has run full is to it."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def wrong_after(
    schedule: Schedule, code: int, err: str, before: dict[str, bytes], after: dict[str, bytes]
) -> Iterator[str]:
    """What is wrong with what came of a schedule.

    Args:
        schedule: the schedule.
        code: the exit code; negative where a signal ended the process.
        err: what was said on standard error.
        before: the files of the folder as they were.
        after: the files as they are.
    """
    if "Traceback" in err or "Exception ignored" in err:
        yield f"a traceback: {err[-1500:]}"
    killed = schedule.fault == "kill" and code in (-signal.SIGKILL, 128 + signal.SIGKILL)
    if not killed and code not in (0, 1, 2, 130):
        yield f"exit code {code}: {err[-300:]}"
    if code == 2 and not err.strip() and (schedule.fault, schedule.moment) not in (("full", 2), ("closed", 2)):
        yield "exit code 2, and nothing is said"
    if schedule.fault == "full" and schedule.moment == 1 and code == 0:
        yield "nothing could be written, and the exit code is 0"
    aside = [name for name in after if name not in before and not name.startswith("out.")]
    # Who is killed can clear up nothing; what is left then has a name of its own, and no file that somebody reads.
    if aside and not (killed and all(name.startswith(".expert-") for name in aside)):
        yield f"left behind: {aside}"
    for name, body in after.items():
        if name.startswith("out.") and body != before.get(name) and not _is_whole(name, body):
            yield f"{name} holds neither what it held nor all of what is new: {body[-80:]!r}"
    for name in before:
        if name not in after:
            yield f"{name} is gone"


def _is_whole(name: str, body: bytes) -> bool:
    """Whether a file that was written ends where such a file ends."""
    ends = {".svg": b"</svg>", ".html": b"</html>", ".json": b"}"}
    return body.rstrip().endswith(ends.get(Path(name).suffix, b"")) and body.endswith(b"\n") and bool(body.strip())
