"""Random cases of the small knowledge as a table, and what the engine for a single case says of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any

from expert import Case, KnowledgeBase
from expert.facts.vocabulary import MESSAGE
from expert.fleets.rows import Row, row_of
from tests.engine.random_cases import TODAY
from tests.judge.cases import CaseMaker

ROWS = 300
_SQL = {"yes_no": "BOOLEAN", "number": "BIGINT", "date": "DATE"}


def cases(knowledge: KnowledgeBase, seed: int, count: int = ROWS) -> list[Case]:
    """Random cases, each with one text at most, as a row has."""
    maker = CaseMaker(knowledge)
    found = []
    for number in range(count):
        values = maker.case(seed, number).case.values()
        texts = values.get(MESSAGE)
        if isinstance(texts, tuple):
            also = " The reader has version 5.5, and 7 readers." if number % 10 == 0 else ""
            values[MESSAGE] = (texts[0] + also,)
        found.append(Case.of(values, knowledge.vocabulary))
    return found


def columns(found: Sequence[Case], knowledge: KnowledgeBase) -> dict[str, list[Any]]:
    """Cases as columns of a table."""
    names = [name for name, fact in knowledge.vocabulary.facts.items() if fact.type != "text"]
    return {name: [_entry(case.get(name)) for case in found] for name in names}


def _entry(value: Any) -> Any:
    if isinstance(value, tuple):
        return value[0]
    return value if value is None or isinstance(value, bool | int) or hasattr(value, "year") else str(value)


def in_duckdb(connection: Any, table: Mapping[str, Sequence[Any]], knowledge: KnowledgeBase) -> Any:
    """A relation of DuckDB with these columns, and the number of each row in `place`."""
    facts = knowledge.vocabulary
    said = ", ".join(f'"{name}" {_SQL.get(facts[name].type, "VARCHAR")}' for name in table)
    connection.execute(f"CREATE TABLE given (place BIGINT, {said})").fetchall()
    marks = ", ".join("?" * (len(table) + 1))
    rows = [list(row) for row in zip(range(len(next(iter(table.values())))), *table.values(), strict=True)]
    connection.executemany(f"INSERT INTO given VALUES ({marks})", rows)
    return connection.table("given")


def expected(found: Iterable[Case], knowledge: KnowledgeBase) -> list[Row]:
    """What the engine for a single case says."""
    return [row_of(case, knowledge, TODAY) for case in found]


def seed() -> int:
    """A seed by chance, printed, so that a failure can be shown again."""
    drawn = Random().randrange(1_000_000)
    print(f"seed {drawn}")
    return drawn
