"""A fleet: what is diagnosed of every row of a data frame, as columns beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from importlib.util import find_spec
from typing import Any

import narwhals as nw

from expert.facts.versions import Version
from expert.facts.vocabulary import MESSAGE
from expert.fleets.bits import Bit, Bits, needed
from expert.fleets.columns import Entries, Frame, entries_of, require_facts
from expert.fleets.emitting import Emitter
from expert.fleets.joining import with_entries
from expert.fleets.judging import Items, Judgment, judged
from expert.fleets.known import END_COLUMNS, TEXT_CLASS, Column, Compared, ends_of
from expert.fleets.rows import COLUMNS
from expert.fleets.telling import Pieces
from expert.fleets.texts import Read, Texts, read_texts
from expert.foundations.texts import Language
from expert.rules.knowledge import KnowledgeBase

PROBLEM = "problem"
"""The column that says why a row was not diagnosed; null where it was."""

KNOWLEDGE = "knowledge"
"""The column with the digest of the knowledge."""

RESULT = (*COLUMNS, KNOWLEDGE, PROBLEM)
"""The columns that are added."""


def diagnosed(
    frame: Frame, knowledge: KnowledgeBase, *, today: date, language: Language = "en", ignore: bool = False,
    processes: int | None = None, progress: Callable[[int, int], None] = lambda done, of: None,
    passed: Sequence[str] = (), before: dict[str, Read] | None = None,
) -> Frame:  # fmt: skip
    """A narwhals frame with what is diagnosed of every row.

    Args:
        frame: the frame; its columns are facts. A lazy one stays lazy, but that the different entries of columns of
            words, and the different texts, are looked through at once.
        knowledge: the knowledge base.
        today: the day of observation where a row gives none.
        language: the language in which it is said why a row is not diagnosed.
        ignore: whether columns that are no facts are no error.
        processes: how many processes recognize texts; a few if left out.
        progress: is told how many texts of how many are recognized.
        passed: columns that are neither facts nor an error; they stay.
        before: what was read of texts before; what is read now is added.

    Raises:
        InputError: a column is no fact, or is of a type that no fact has.
    """
    kept = frame.collect_schema().names()
    names = require_facts([n for n in kept if n not in passed], knowledge, (*RESULT, *passed), ignore=ignore)
    entries = entries_of(frame, names, knowledge)
    frame = entries.frame
    texts = read_texts(entries.texts or (), knowledge, processes=processes, progress=progress, before=before)
    read = {fact: Column(f"__read_{fact}", fact) for fact in texts.numbers}
    bits = Bits()
    judgment = judged(bits, knowledge, entries.columns, read, texts.classes, today)
    pieces = [Pieces(n, items, first=n in _ONE_NAME, bits=bits) for n, items in _columns_of(judgment).items()]
    needs = [bit for piece in pieces for bit in piece.bits]
    frame = _with_texts(frame, entries, texts, knowledge)
    frame, ends = _with_ends_of_versions(frame, entries, needed(needs))
    columns = {name: f"__plain_{name}" for name in entries.plain}
    if columns:
        frame = frame.with_columns(*(plain.alias(columns[name]) for name, plain in entries.plain.items()))
    columns |= {column.name: column.name for column in read.values()}
    columns |= ends
    emitter = Emitter(_known(entries, columns, read), columns)
    if frame.implementation.is_duckdb():
        from expert.fleets.in_duckdb import said_column, with_names  # only where there is DuckDB

        frame = with_names(frame, kept, needs, pieces, emitter)
        said = {piece.name: nw.col(said_column(piece)) for piece in pieces}
    elif _can_be_packed(frame):
        from expert.fleets import packing  # only where there is numpy

        frame = packing.with_names(frame, needs, pieces, emitter)
        said = {piece.name: nw.col(piece.name) for piece in pieces}
    else:
        frame = emitter.add(frame, needs)
        for piece in pieces:
            frame = piece.add(frame, emitter)
        said = {piece.name: piece.said() for piece in pieces}
    problem = _problem(entries, texts, language)
    said[KNOWLEDGE] = nw.lit(knowledge.digest)
    if problem is None:
        problem = nw.lit(None, nw.String)
    else:
        frame = frame.with_columns(problem.alias(PROBLEM))
        problem = nw.col(PROBLEM)
        said = {name: nw.when(problem.is_null()).then(names) for name, names in said.items()}
    return frame.select(*kept, *(names.alias(name) for name, names in said.items()), problem.alias(PROBLEM))


def _can_be_packed(frame: Frame) -> bool:
    """Whether what is so of the rows of a frame can be worked out by numpy."""
    within_reach = isinstance(frame, nw.DataFrame) or frame.implementation.is_polars()
    return within_reach and find_spec("numpy") is not None


_ONE_NAME = ("outcome", "missing")


def _columns_of(judgment: Judgment) -> dict[str, Items]:
    """What each column of the result can name."""
    found = {
        "outcome": judgment.outcome, "symptoms": judgment.symptoms, **judgment.verdicts,
        "obstacles": judgment.obstacles, "deciding": judgment.deciding, "missing": judgment.missing,
        "conflicts": dict(sorted(judgment.conflicts.items())),
    }  # fmt: skip
    return {name: found[name] for name in COLUMNS}


def _with_ends_of_versions(frame: Frame, entries: Entries, bits: Iterable[Bit]) -> tuple[Frame, dict[str, str]]:
    """The frame with the first and last versions of columns that are compared with others; and these columns."""
    tests = (bit.test for bit in bits)
    read = {name for test in tests if isinstance(test, Compared) for side in test[::2] for name in side.columns}
    made: dict[str, str] = {}
    for column in entries.columns.values():
        names = [end.format(column=column.name) for end in END_COLUMNS]
        if column.values is None or read.isdisjoint(names):
            continue
        versions = {str(raw): value for raw, value in column.values.items() if isinstance(value, Version)}
        of_ends = {
            name: (nw.Int64, {raw: ends_of(version)[end] for raw, version in versions.items()})
            for end, name in enumerate(names) if name in read
        }  # fmt: skip
        frame = with_entries(frame, column.name, list(versions), of_ends)
        made.update((name, name) for name in of_ends)
    return frame, made


def _known(entries: Entries, columns: Mapping[str, str], read: Mapping[str, Column]) -> dict[str, nw.Expr]:
    """That a column has an entry."""
    found: dict[str, nw.Expr] = {}
    for name in entries.columns:
        column = entries.columns[name].name
        there = ~nw.col(columns.get(name, TEXT_CLASS if name == MESSAGE else column)).is_null()
        if column in entries.blank and name not in columns:
            there = there & ~nw.col(column).is_in(entries.blank[column]).fill_null(False)
        found[column] = there
    found.update((column.name, ~nw.col(column.name).is_null()) for column in read.values())
    return found


def _with_texts(frame: Frame, entries: Entries, texts: Texts, knowledge: KnowledgeBase) -> Frame:
    """The frame with what its texts show: their class, and the numbers and dates that they give away."""
    if entries.texts is None:
        return frame.with_columns(nw.lit(None, nw.Int64).alias(TEXT_CLASS))
    found: dict[str, tuple[Any, Mapping[str, Any]]] = {TEXT_CLASS: (nw.Int64, texts.class_of)}
    for fact, values in texts.numbers.items():
        dtype = nw.Date if knowledge.vocabulary[fact].type == "date" else nw.Int64
        found[f"__read_{fact}"] = (dtype, values)
    return with_entries(frame, entries.columns[MESSAGE].name, list(texts.class_of), found)


def _problem(entries: Entries, texts: Texts, language: Language) -> nw.Expr | None:
    """Why a row cannot be diagnosed; None where all can be."""
    by_reason: dict[str, list[str]] = {}
    for text, reason in texts.wrong.items():
        by_reason.setdefault(f"{MESSAGE} {reason.in_(language)}", []).append(text)
    reasons = [(wrong.rows, wrong.reason.in_(language)) for wrong in entries.wrong]
    if by_reason:
        message = nw.col(entries.columns[MESSAGE].name)
        reasons += [(message.is_in(some).fill_null(False), reason) for reason, some in by_reason.items()]
    if not reasons:
        return None
    said = [nw.when(rows).then(nw.lit(reason)) for rows, reason in reasons]
    if len(said) == 1:
        return said[0]
    listed = nw.concat_str(said, separator="; ", ignore_nulls=True)
    return nw.when(nw.any_horizontal(*(rows for rows, _ in reasons), ignore_nulls=True)).then(listed)
