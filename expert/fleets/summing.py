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
    """Counts with DuckDB: the names are taken apart of all rows once, and counted by each column in one pass."""

    def __init__(self, connection: Any, result: str) -> None:
        self._connection, self._result = connection, result
        there = {name for name, *_ in answer(connection, f"DESCRIBE {result}")}
        entries = {name: f"{named(name)}::VARCHAR" for name in GROUPS if name in there}
        if TAKEN in there:  # a day that the export names says more than the one on which all of it is judged
            days = [f"nullif(left({named(TAKEN)}, {_LENGTH_OF_DAY}), '')", *filter(None, [entries.get(DAY)])]
            entries[DAY] = f"coalesce({', '.join(days)})"
        self._groups = list(entries)
        by = [f"by_{i}" for i in range(len(entries))]
        given = "".join(f", {entry} AS {column}" for entry, column in zip(entries.values(), by, strict=True))
        every = " UNION ALL ".join(
            f"SELECT unnest(string_split({column}, ' ')) AS cause, '{kind}' AS kind{given} FROM {result} "
            f"WHERE {PROBLEM} IS NULL AND {column} <> ''"
            for column, kind in (("confirmed", "confirmed"), ("likely", "likely"), ("obstacles", "obstacle"))
        )
        sets = ", ".join(f"({', '.join(['cause', 'kind', *column])})" for column in ([], *([one] for one in by)))
        answer(
            connection,
            f"CREATE OR REPLACE TEMP TABLE named AS WITH every AS ({every}) SELECT cause, kind, "
            f"grouping_id({', '.join(['cause', *by])}) AS left_out, coalesce({', '.join([*by, 'NULL'])}) AS entry, "
            f"count(*) AS rows FROM every GROUP BY GROUPING SETS ({sets})",
        )

    def _left_out(self, group: str | None) -> int:
        """The number by which DuckDB tells what rows are not counted by: a digit each, the last for the last group."""
        digits = [group != other for other in self._groups]
        return int("".join(str(int(digit)) for digit in (False, *digits)), 2)

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
        kinds = self._pairs(f"SELECT kind, rows FROM named WHERE cause = ? AND left_out = {self._left_out(None)}", name)
        by = {
            group: self._pairs(
                f"SELECT entry, sum(rows) FROM named WHERE cause = ? AND left_out = {self._left_out(group)} "
                "AND entry IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20", name,
            )
            for group in self._groups
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
