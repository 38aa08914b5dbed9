"""Measures a fleet: `python -m tests.benchmark.fleets`, Parquet to Parquet.

Rows are made up, with 46 facts of the shipped knowledge: texts, words, versions, counts and dates, about half of them
known, so that many contradict each other. Held against: reading and writing the same columns alone, by polars and by
DuckDB, a query by hand in polars of the same columns of the result, the library's loop over single cases, and CLIPS
(through clipspy), which is told each row's facts in its own form and comes to verdicts only. It takes the
time that processors worked, for the machine may be busy, and of several rounds the best. It measures and does not
judge.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from expert import KnowledgeBase
from expert.facts.case import Case
from expert.facts.vocabulary import MESSAGE
from tests.benchmark.cases import as_told

FACTS = 46
TODAY = date(2026, 11, 30)
_FIRST = ("case", MESSAGE, "platform", "os_version", "enrollment_method", "observed_on", "apns_expires_on",
          "enrolled_devices", "device_limit")  # fmt: skip
_NOT_KNOWN = {"word": 0.6, "yes_no": 0.6, "number": 0.5, "date": 0.5, "version": 0.3, "texts": 0.2, "text": 0.0}


def chosen(knowledge: KnowledgeBase) -> list[str]:
    """The facts of the table: those that most causes read, after some that every fleet has."""
    use = Counter(fact for cause in knowledge.causes.values() for fact in knowledge.facts_bearing_on([cause]))
    first = [fact for fact in _FIRST if fact in knowledge.vocabulary]
    return [*first, *(fact for fact, _ in use.most_common() if fact not in first)][:FACTS]


def made_up(knowledge: KnowledgeBase, rows: int) -> Any:
    """A data frame of polars with rows made up."""
    import polars

    columns = {}
    for seed, name in enumerate(chosen(knowledge)):
        fact = knowledge.vocabulary[name]
        if fact.type == "text":
            columns[name] = polars.Series(name, [f"INC{number:08}" for number in range(rows)])
            continue
        entries = polars.Series(name, _entries(knowledge, name))
        picked = entries.sample(rows, with_replacement=True, seed=seed)
        lots = polars.Series(range(1_000)).sample(rows, with_replacement=True, seed=1_000 + seed)
        known = lots >= int(1_000 * _NOT_KNOWN[fact.type])
        columns[name] = polars.select(polars.when(known).then(picked)).to_series().rename(name)
    return polars.DataFrame(columns)


def _entries(knowledge: KnowledgeBase, name: str) -> list[Any]:
    fact = knowledge.vocabulary[name]
    match fact.type:
        case "texts":
            messages = (message for symptom in knowledge.symptoms.values() for message in symptom.messages)
            return [message.text.en for message in messages if message.kind == "message" and message.code is None]
        case "word":
            return ["ios", "ipados"] * 10 + ["android"] if name == "platform" else list(fact.values)
        case "yes_no":
            return [True, False]
        case "number":
            return list(range(25))
        case "date":
            return [date(2024, 1, 1) + timedelta(days) for days in range(1_200)]
        case _:
            return [f"{major}.{minor}" for major in range(12, 27) for minor in range(8)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.fleets")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--engines", default="polars,duckdb")
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "given.parquet")
        made_up(KnowledgeBase.shipped(), wanted.rows).write_parquet(given)
        _print(given, wanted.rows, wanted.engines.split(","), wanted.rounds)


_BESIDE = {
    "alone": "reading and writing alone", "alone_in_duckdb": "the same by DuckDB", "by_hand": "by hand in polars",
}  # fmt: skip


def _print(given: Path, rows: int, engines: list[str], rounds: int) -> None:
    print(f"{rows} rows, {FACTS} columns, {os.cpu_count()} processors; seconds of processors, best of {rounds}")
    out, other = given.with_name("out.parquet"), given.with_name("other.parquet")
    took: dict[str, float] = {}
    for _ in range(rounds):
        for what in (*engines, *_BESIDE):
            from_, to = (out, other) if what.startswith("alone") else (given, other if what in _BESIDE else out)
            took[what] = min(measured(what, from_, to), took.get(what, float("inf")))
    one_by_one = {name: measured(name, given, out) * rows / _LOOPED for name in _ONE_BY_ONE}
    for what, name in _BESIDE.items():
        print(f"{name:28}{took[what]:8.1f}")
    for what, name in _ONE_BY_ONE.items():
        print(f"{name:28}{one_by_one[what]:8.0f}  (from {_LOOPED} rows)")
    for engine in engines:
        faster = ", ".join(f"{one_by_one[what] / took[engine]:.0f} times as fast as {what}" for what in _ONE_BY_ONE)
        print(
            f"{engine:28}{took[engine]:8.1f}  {took[engine] / took['alone']:.1f} x reading and writing, "
            f"{took[engine] / took['by_hand']:.1f} x by hand, {faster}"
        )


_ONE_BY_ONE = {"loop": "loop over single cases", "CLIPS": "CLIPS, verdicts only"}
_LOOPED = 250
"""Rows of it: as many as one environment of CLIPS takes before it is made anew, which is not measured."""


def measured(what: str, given: Path, out: Path) -> float:
    """Seconds that processors worked in a process of its own, after what it needs is loaded."""
    script = f"from tests.benchmark import fleets; fleets.work({what!r}, {str(given)!r}, {str(out)!r})"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def work(what: str, given: str, out: str) -> None:
    """Do one of the things that are measured, and print what it took."""
    knowledge = KnowledgeBase.shipped()
    _WORK[what](Path(given), Path(out), knowledge)


def _timed(begun: float) -> None:
    print(time.process_time() - begun)


def _in_polars(given: Path, out: Path, knowledge: KnowledgeBase) -> None:
    import polars

    from expert.fleets import fleet

    begun = time.process_time()
    fleet(polars.scan_parquet(given), knowledge, today=TODAY, processes=1).sink_parquet(out)
    _timed(begun)


def _in_duckdb(given: Path, out: Path, knowledge: KnowledgeBase) -> None:
    import duckdb

    from expert.fleets import fleet

    begun = time.process_time()
    rows = duckdb.connect().read_parquet(str(given))
    fleet(rows, knowledge, today=TODAY, processes=1).write_parquet(str(out))
    _timed(begun)


def _alone(given: Path, out: Path, knowledge: KnowledgeBase) -> None:
    import polars

    begun = time.process_time()
    polars.scan_parquet(given).sink_parquet(out)
    _timed(begun)


def _alone_in_duckdb(given: Path, out: Path, knowledge: KnowledgeBase) -> None:
    import duckdb

    begun = time.process_time()
    duckdb.connect().read_parquet(str(given)).write_parquet(str(out))
    _timed(begun)


def _loop(given: Path, out: Path, knowledge: KnowledgeBase) -> None:
    """What the fleet tells of a row, by the engine for single cases; a whole diagnosis takes ten times as long.

    The texts have been read before, for among many rows they come again.
    """
    from expert.fleets.rows import row_of

    rows = _facts_of_rows(given)
    begun = 0.0
    for _ in range(2):
        begun = time.process_time()
        for facts in rows:
            row_of(Case.of(facts, knowledge.vocabulary), knowledge, TODAY)
    _timed(begun)


def _facts_of_rows(given: Path) -> list[dict[str, Any]]:
    import polars

    rows = polars.scan_parquet(given).head(_LOOPED).collect().to_dicts()
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def _in_clips(given: Path, out: Path, knowledge: KnowledgeBase) -> None:
    """Verdicts only, from facts that are in CLIPS' form and texts that are recognized already; its best of two."""
    from tests.benchmark.clips_peer import Clips

    clips = Clips(knowledge)
    rows = [
        clips.facts(*as_told(knowledge, Case.of(facts, knowledge.vocabulary))) for facts in _facts_of_rows(given)
    ]  # fmt: skip
    took = []
    for _ in range(2):
        clips.renew()
        begun = time.process_time()
        for facts in rows:
            clips.verdicts(facts)
        took.append(time.process_time() - begun)
    clips.close()
    print(min(took))


def _by_hand(given: Path, out: Path, knowledge: KnowledgeBase) -> None:
    """A query of polars as somebody would write it for the causes: by verdict, without contradictions or derivations.

    Each cause is a column of two tests, proven and excluded, over the facts as they stand; its names are put together
    from one choice for each cause. It leaves out what is hard: so it is a bound that is too low.
    """
    import polars

    from tests.benchmark.fleets_by_hand import query

    begun = time.process_time()
    query(polars.scan_parquet(given), knowledge, TODAY).sink_parquet(out)
    _timed(begun)


_WORK: dict[str, Callable[[Path, Path, KnowledgeBase], None]] = {
    "polars": _in_polars, "duckdb": _in_duckdb, "alone": _alone, "alone_in_duckdb": _alone_in_duckdb, "loop": _loop,
    "by_hand": _by_hand, "CLIPS": _in_clips,
}  # fmt: skip

if __name__ == "__main__":
    main()
