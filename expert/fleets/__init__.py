"""Fleets: many devices diagnosed at once, each as a single case would be, as columns of a data frame.

What the rules say is compiled to expressions of narwhals, so that it runs wherever the frame lives: polars, DuckDB,
pandas, pyarrow, Spark. It needs the extra `fleet`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import narwhals as nw

from expert.fleets.framing import KNOWLEDGE, PROBLEM, RESULT, diagnosed
from expert.foundations.texts import Language, spoken
from expert.rules.knowledge import KnowledgeBase


def fleet(
    frame: Any, knowledge: KnowledgeBase | None = None, *, today: date | None = None, language: Language = "en",
    ignore_columns: bool = False, processes: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Any:  # fmt: skip
    """Diagnose every row of a data frame.

    The columns of the frame are facts, each row is one device; what is empty is not known. The same frame comes back
    with further columns: `outcome`, `symptoms`, `confirmed`, `likely`, `possible`, `ruled_out`, `obstacles`,
    `deciding`, `missing`, `conflicts`, `knowledge` and `problem`. Several names in one column have blanks between them.
    A row with a value that its fact cannot have is not diagnosed, and `problem` says why.

        import polars as pl
        from expert import fleet

        fleet(pl.scan_parquet("devices.parquet")).sink_parquet("diagnosed.parquet")

    A lazy frame stays lazy, but the different texts, and the different entries of columns of words, are looked through
    at once. A frame of pandas is worked on as one of pyarrow, which has to be installed for it.

    Args:
        frame: a data frame that narwhals knows, lazy or not.
        knowledge: the knowledge base to reason with; the shipped one if left out.
        today: the day of observation where a row gives none and a rule about dates needs it; the computer's date if
            left out.
        language: the language of `problem`.
        ignore_columns: keep columns that are no facts, and do not look at them.
        processes: how many processes recognize texts; a few if left out.
        progress: is told how many texts of how many are recognized.

    Returns:
        The frame of the same kind, with the columns of the result.

    Raises:
        InputError: a column is no fact (the nearest one is named), or of a type that no fact has.
        TypeError: it is no data frame.
    """
    known = knowledge or KnowledgeBase.shipped()
    given = nw.from_native(frame)
    pandas = isinstance(given, nw.DataFrame) and given.implementation.is_pandas()
    worked_on = nw.from_native(given.to_arrow()) if pandas else given
    made = diagnosed(
        worked_on, known, today=today or date.today(), language=spoken(language), ignore=ignore_columns,
        processes=processes, progress=progress or (lambda done, of: None),
    )  # fmt: skip
    if pandas:
        found = made.select(*RESULT).to_pandas()
        return frame.assign(**{name: found[name].array for name in RESULT})
    return made.to_native()


__all__ = ["KNOWLEDGE", "PROBLEM", "RESULT", "fleet"]
