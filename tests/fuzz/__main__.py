"""Looks for inputs that the product cannot take: `python -m tests.fuzz facts|rules|text|outputs|interview|faults`.

Inputs are drawn from the vocabulary, the form of rules and the commands that there are. It is a failure if anything is
raised that is not documented, if one input takes more than five seconds of work, if the exit code is none of those that
the contract lists, if a file is left behind, or if what is written is not well-formed. What fails is written as a
file: `python -m tests.fuzz show FILE` tries it again, and `python -m tests.fuzz keep FILE` makes it a test. Inputs are
chosen by chance or, with `--engine atheris`, by what code of the product they reach.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import SystemRandom

from tests.fuzz import guided
from tests.fuzz.campaign import Campaign, watch, watched
from tests.fuzz.inputs import CORPUS, TARGETS, Input, kept

FOUND = Path(".fuzz")
_APART = 1_000_000  # seeds of two processes: more than one can come to


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz, show or keep; 1 where something fails."""
    chosen = _parser().parse_args(arguments)
    if chosen.what == "show":
        return max(_show(Path(file)) for file in chosen.files)
    if chosen.what == "keep":
        return max(_keep(Path(file), chosen.name) for file in chosen.files)
    if chosen.what == "corpus":
        return max(_show(path) for path in kept())
    if chosen.what == "schedule":
        return _schedule(chosen.schedule)
    seed = SystemRandom().randrange(1_000_000) if chosen.seed is None else chosen.seed
    print(f"--seed {seed}", file=sys.stderr, flush=True)
    seconds = None if chosen.minutes is None else chosen.minutes * 60
    cases = 1000 if chosen.cases is None and seconds is None else chosen.cases
    if chosen.what == "faults":
        from tests.fuzz.faults import run

        return int(run(seed, cases if seconds is None else None, seconds))
    if chosen.engine == "atheris" and not guided.is_there():
        print("skipped: atheris is not installed (pip install \".[fuzz]\")", file=sys.stderr)
        return 0
    count = chosen.processes
    of_one = None if cases is None else -(-cases // count)
    campaigns = [Campaign(chosen.what, seed + number * _APART, of_one, seconds, sys.stderr) for number in range(count)]
    for campaign in campaigns:
        if chosen.engine == "hypothesis":
            campaign.worker = ("-m", "tests.fuzz.by_hypothesis")
        elif chosen.engine == "atheris":
            campaign.worker = guided.worker(chosen.found / f"reached-{chosen.what}")
    run_beside(campaigns)
    failed = max(_report(campaign, chosen.found) for campaign in campaigns)
    if count > 1:
        print(f"{chosen.what}: {sum(campaign.tried for campaign in campaigns)} cases in {count} processes")
    return failed


def run_beside(campaigns: Sequence[Campaign]) -> None:
    """Run campaigns at once, each with a process of its own, until they are done or somebody interrupts them."""
    with ThreadPoolExecutor(len(campaigns)) as pool:
        running = [pool.submit(campaign.run) for campaign in campaigns]
        try:
            for one in running:
                one.result()
        except KeyboardInterrupt:
            print("interrupted", file=sys.stderr)
        finally:
            for campaign in campaigns:
                campaign.stopped = True


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=(__doc__ or "").split("\n\n")[0])
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    for target in (*TARGETS, "faults"):
        one = what.add_parser(target)
        one.add_argument("--minutes", type=float, help="for so long")
        one.add_argument("--cases", type=int, help="so many (default: 1000 where no time is given)")
        one.add_argument("--seed", type=int, help="begin with this seed (default: one by chance, which is printed)")
        if target in TARGETS:
            one.add_argument("--engine", choices=("chance", "hypothesis", "atheris"), default="chance",
                             help="what chooses the inputs: chance; hypothesis, which draws none twice, and slowly; "
                                  "or atheris, by what code they reach (default: %(default)s)")
            one.add_argument("--processes", type=int, default=1, metavar="N", help="so many at once (default: 1)")
        one.add_argument("--found", type=Path, default=FOUND, help="the folder for what fails (default: %(default)s)")
    for name, said in (("show", "try inputs again"), ("keep", "keep inputs as tests")):
        one = what.add_parser(name, help=said)
        one.add_argument("files", nargs="+", metavar="FILE")
        if name == "keep":
            one.add_argument("--name", help="what to call it (default: by what it showed)")
    one = what.add_parser("schedule", help="try one schedule of faults again")
    one.add_argument("schedule", help="as it was printed")
    what.add_parser("corpus", help="try again all that was kept")
    return parser


def _report(campaign: Campaign, folder: Path) -> int:
    for finding in campaign.found.values():
        folder.mkdir(exist_ok=True)
        tried = Input(**{**vars(finding.input), "note": finding.kind})
        file = folder / f"{campaign.target}-{_called(tried)}.json"
        file.write_text(tried.as_json(), encoding="utf-8")
        print(f"{finding.times} × {finding.kind}\n{finding.detail.rstrip()}\npython -m tests.fuzz show {file}\n")
    if campaign.found:
        print(f"--seed {campaign.seed} --cases {campaign.tried} draws the same again; to keep one as a test: "
              f"python -m tests.fuzz keep FILE")
        return 1
    print(f"{campaign.target}: {campaign.tried} cases, and nothing fails")
    return 0


def _called(tried: Input) -> str:
    """A name for a file, by what an input showed."""
    words = "-".join(re.findall(r"[a-z0-9]+", tried.note.lower()))[:60].strip("-") or "input"
    return f"{words}-{hashlib.sha256(tried.as_json().encode()).hexdigest()[:6]}"


def _show(file: Path) -> int:
    from tests.fuzz.judging import Failed, in_place, judge

    tried = Input.from_json(file.read_text(encoding="utf-8"))
    watch()
    with in_place(tried.knowledge), watched():
        try:
            judge(tried)
        except Failed as failed:
            print(f"{file}: {failed}")
            return 1
    print(f"{file}: nothing fails")
    return 0


def _schedule(text: str) -> int:
    from tests.fuzz.faults import Schedule, faults_of

    said = faults_of(Schedule.of(text))
    print("\n".join(said) or "nothing is wrong")
    return 1 if said else 0


def _keep(file: Path, name: str | None) -> int:
    tried = Input.from_json(file.read_text(encoding="utf-8"))
    home = CORPUS / tried.target
    home.mkdir(parents=True, exist_ok=True)
    target = home / f"{name or _called(tried)}.json"
    target.write_text(tried.as_json(), encoding="utf-8")
    print(f"kept as {target}; tests/fuzz/test_fuzz.py tries it again")
    return 0


if __name__ == "__main__":
    sys.exit(main())
