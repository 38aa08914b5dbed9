"""What a fleet comes to as a whole: which causes, how often and where, and which question is worth asking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from expert.facts.vocabulary import DAY
from expert.fleets.exports import TAKEN
from expert.fleets.framing import PROBLEM
from expert.fleets.sql import answer, named
from expert.foundations.outgoing import in_json
from expert.rules.knowledge import KnowledgeBase

FORMAT = "expert/fleets/1"
GROUPS = ("enrollment_method", "os_version", "platform", DAY)
"""The columns by which causes are counted, where they are there."""

_LENGTH_OF_DAY = len("2026-11-30")


@dataclass(frozen=True)
class CauseCount:
    """How many rows have a cause.

    Attributes:
        cause: its id.
        confirmed: the rows in which it is confirmed.
        likely: those in which it is likely.
        obstacle: those in which it stops the enrollment though nothing is recognized that leads to it.
        by: for columns of the frame, how often it is confirmed, likely or an obstacle, by their entries.
    """

    cause: str
    confirmed: int
    likely: int
    obstacle: int
    by: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class QuestionCount:
    """How many rows a question would bring on.

    Attributes:
        fact: what to find out.
        next: the rows in which it is the next to find out.
        last: those of them in which one cause alone is still open, so that the answer may settle them.
    """

    fact: str
    next: int
    last: int


@dataclass(frozen=True)
class Counted:
    """What a summary tells.

    Attributes:
        knowledge: the digest of the knowledge.
        rows: the rows that were diagnosed.
        aside: those that were set aside.
        outcomes: how many rows came to what.
        tenant: the causes that concern the whole organization: one fault, however many rows it shows in.
        causes: the others, the most frequent first.
        questions: what to find out, what brings on most rows first.
    """

    knowledge: str
    rows: int
    aside: int
    outcomes: Mapping[str, int]
    tenant: tuple[CauseCount, ...]
    causes: tuple[CauseCount, ...]
    questions: tuple[QuestionCount, ...]

    def to_json(self) -> str:
        """For a program."""
        return in_json({"format": FORMAT, **asdict(self)}) + "\n"


def counted(connection: Any, result: str, knowledge: KnowledgeBase, rows: int, aside: int) -> Counted:
    """Count a result.

    Args:
        connection: one of DuckDB.
        result: the view that holds it.
        knowledge: the knowledge base.
        rows: how many rows were diagnosed.
        aside: how many were set aside.
    """
    counting = _Counting(connection, result)
    causes = [counting.cause(name) for name in counting.causes()]
    causes.sort(key=lambda cause: (-(cause.confirmed + cause.likely + cause.obstacle), cause.cause))
    of_tenant = {name for name, cause in knowledge.causes.items() if cause.reach == "tenant"}
    return Counted(
        knowledge=knowledge.digest,
        rows=rows,
        aside=aside,
        outcomes=counting.outcomes(),
        tenant=tuple(cause for cause in causes if cause.cause in of_tenant),
        causes=tuple(cause for cause in causes if cause.cause not in of_tenant),
        questions=tuple(counting.questions()),
    )


class _Counting:
    """Counts with DuckDB. Few rows differ in what they name, so the names are taken apart of each list once."""

    def __init__(self, connection: Any, result: str) -> None:
        self._connection, self._result = connection, result
        there = {name for name, *_ in answer(connection, f"DESCRIBE {result}")}
        entries = {name: f"{named(name)}::VARCHAR" for name in GROUPS if name in there}
        if TAKEN in there:  # a day that the export names says more than the one on which all of it is judged
            days = [f"nullif(left({named(TAKEN)}, {_LENGTH_OF_DAY}), '')", *filter(None, [entries.get(DAY)])]
            entries[DAY] = f"coalesce({', '.join(days)})"
        self._groups = list(entries)
        by = "".join(f", {entry} AS by_{i}" for i, entry in enumerate(entries.values()))
        grouped = "".join(f", by_{i}" for i in range(len(self._groups)))
        answer(
            connection,
            "CREATE OR REPLACE TEMP TABLE named AS "
            f"WITH few AS (SELECT confirmed, likely, obstacles{by}, count(*) AS rows FROM {result} "
            f"WHERE {PROBLEM} IS NULL GROUP BY ALL), every AS ("
            + " UNION ALL ".join(
                f"SELECT unnest(string_split({column}, ' ')) AS cause, '{kind}' AS kind{grouped}, rows FROM few"
                for column, kind in (("confirmed", "confirmed"), ("likely", "likely"), ("obstacles", "obstacle"))
            )
            + f") SELECT cause, kind{grouped}, sum(rows)::BIGINT AS rows FROM every WHERE cause <> '' GROUP BY ALL",
        )

    def _pairs(self, query: str, *values: str) -> dict[str, int]:
        return {str(name): int(rows) for name, rows in answer(self._connection, query, *values)}

    def outcomes(self) -> dict[str, int]:
        """How many rows came to what."""
        return self._pairs(
            f"SELECT outcome, count(*) FROM {self._result} WHERE {PROBLEM} IS NULL GROUP BY 1 ORDER BY 2 DESC, 1"
        )

    def causes(self) -> list[str]:
        """The causes that any row has."""
        return [name for (name,) in answer(self._connection, "SELECT DISTINCT cause FROM named")]

    def cause(self, name: str) -> CauseCount:
        """How often a cause was found."""
        kinds = self._pairs("SELECT kind, sum(rows) FROM named WHERE cause = ? GROUP BY 1", name)
        by = {
            group: self._pairs(
                f"SELECT by_{i}, sum(rows) FROM named WHERE cause = ? AND by_{i} IS NOT NULL "
                "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20", name,
            )
            for i, group in enumerate(self._groups)
        }  # fmt: skip
        confirmed, likely, obstacle = (kinds.get(kind, 0) for kind in ("confirmed", "likely", "obstacle"))
        return CauseCount(name, confirmed, likely, obstacle, by)

    def questions(self) -> list[QuestionCount]:
        """What to find out."""
        open_ = "length(trim(likely || ' ' || possible))"
        found = answer(
            self._connection,
            f"SELECT missing, count(*), count(*) FILTER ({open_} > 0 AND NOT contains(trim(likely || ' ' || possible), "
            f"' ')) FROM {self._result} WHERE {PROBLEM} IS NULL AND missing <> '' GROUP BY 1 ORDER BY 2 DESC, 1",
        )
        return [QuestionCount(str(fact), int(rows), int(last)) for fact, rows, last in found]
