"""The columns of a frame as facts: what their entries stand for, and what is wrong with those that stand for nothing.

Words, versions, and yes and no have few different entries, each of which the vocabulary reads once, as it reads those
of a fact file. Numbers and dates are compared as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw

from expert.facts.vocabulary import MESSAGE, FactDefinition, WrongValue
from expert.fleets.bits import Raw
from expert.fleets.known import Column
from expert.fleets.sql import named
from expert.foundations.limits import LONGEST_LINE_TEXT, MAX_NUMBER
from expert.foundations.problems import InputError, Problem, did_you_mean, shown
from expert.foundations.texts import Text, joined
from expert.rules.knowledge import KnowledgeBase

Frame = Any
"""A frame of narwhals, lazy or not."""


@dataclass(frozen=True)
class Wrong:
    """Entries that a column cannot have.

    Attributes:
        rows: tells the rows.
        reason: why.
    """

    rows: nw.Expr
    reason: Text


@dataclass
class Entries:
    """What the columns of a frame hold.

    Attributes:
        frame: the frame, with columns of letters for those whose entries are read and are none.
        columns: those that give facts, by fact.
        plain: for numbers and dates, how the entries of a column become such.
        wrong: the entries that stand for nothing.
        blank: for columns of letters, the entries that say nothing.
        texts: the distinct texts of the column of messages; None where there is no such column.
    """

    frame: Frame
    columns: dict[str, Column] = field(default_factory=dict)
    plain: dict[str, nw.Expr] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)
    blank: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] | None = None


def require_facts(names: Iterable[str], knowledge: KnowledgeBase, kept: Iterable[str], *, ignore: bool) -> list[str]:
    """The names of columns that are facts.

    Args:
        names: the columns of a frame.
        knowledge: the knowledge base.
        kept: names that the result needs for itself.
        ignore: whether other columns are no error.

    Raises:
        InputError: a column is no fact, or bears a name that the result needs.
    """
    listed, problems = list(names), []
    for name in listed:
        if name in kept:
            problems.append(Problem(_TAKEN.format(name=shown(name))))
        elif name not in knowledge.vocabulary and not ignore:
            meant = knowledge.vocabulary.meant(name)
            near = did_you_mean(meant or name, knowledge.vocabulary.facts)
            problems.append(Problem(joined((_NO_FACT.format(name=shown(name)), near, _LEAVE_OUT), "")))
    if problems:
        raise InputError(problems)
    return [name for name in listed if name in knowledge.vocabulary]


_TAKEN = Text(
    "the column {name} bears a name that the result needs for a column of its own; give it another name",
    "kolumnen {name} har ett namn som resultatet behöver till en egen kolumn; ge den ett annat namn",
)
_NO_FACT = Text("the column {name} is no fact", "kolumnen {name} är inget faktum")
_LEAVE_OUT = Text("; with --ignore-columns it is kept and not looked at",
                  "; med --ignore-columns behålls den men läses inte")  # fmt: skip


def entries_of(frame: Frame, names: Iterable[str], knowledge: KnowledgeBase) -> Entries:
    """What the columns of a frame hold; their few different entries are looked through, all else is not.

    Args:
        frame: the frame.
        names: its columns that are facts.
        knowledge: the knowledge base.

    Raises:
        InputError: a column has a type that no fact has.
    """
    schema = frame.collect_schema()
    found = Entries(frame)
    outside: dict[str, nw.Expr] = {}
    names = list(names)
    at_once = [n for n in names if schema[n] == nw.String and knowledge.vocabulary[n].type != "text"]
    seen = _distinct_at_once(frame, at_once) if at_once else {}
    for name in names:
        definition, dtype = knowledge.vocabulary[name], schema[name]
        if isinstance(dtype, nw.Unknown) or str(dtype) == "Null":
            continue  # nothing is in it
        if not (dtype == nw.Boolean or dtype.is_numeric() or dtype.is_temporal() or _is_letters(dtype)):
            raise InputError([Problem(_TYPE.format(name=name, type=str(dtype)))])
        if definition.type == "text":
            _add_long(found, frame, definition, dtype)
        elif definition.type == "number" and dtype.is_numeric():
            outside[name] = _add_numbers(found, definition, dtype)
        elif definition.type == "date" and dtype in (nw.Date, nw.Datetime):
            found.columns[name] = Column(name, name)
            found.plain[name] = nw.col(name).cast(nw.Date)
        else:
            column = _with_letters(found, name, dtype)
            raws = seen[name] if name in seen else _distinct(found.frame, column, dtype)
            if name == MESSAGE:
                found.columns[name] = Column(column, name)
                found.texts = list(map(str, raws))
            else:
                _add_coded(found, definition, column, raws, number=dtype.is_float())
    for name in _where_any(frame, outside):
        found.wrong.append(Wrong(outside[name], _said(knowledge.vocabulary[name], WrongValue(_WHOLE))))
    return found


def _where_any(frame: Frame, tests: Mapping[str, nw.Expr]) -> list[str]:
    """The names of tests that hold of any row."""
    if not tests:
        return []
    (row,) = collected(frame.select(*(test.any().alias(name) for name, test in tests.items())))
    return [name for name, so in zip(tests, row, strict=True) if so]


def collected(frame: Frame) -> list[tuple[Any, ...]]:
    """The rows of a small frame; of DuckDB's without pyarrow, which need not be there for it."""
    if frame.implementation.is_duckdb():
        return list(frame.to_native().fetchall())
    return list((frame.collect() if isinstance(frame, nw.LazyFrame) else frame).rows())


_TYPE = Text(
    "the column {name} is of the type {type}; it takes one text, number, date, or yes or no in each row",
    "kolumnen {name} är av typen {type}; den tar en text, ett tal, ett datum eller ja/nej på varje rad",
)


def _is_letters(dtype: Any) -> bool:
    return bool(dtype in (nw.String, nw.Categorical, nw.Enum))


def _with_letters(found: Entries, name: str, dtype: Any) -> str:
    """The column whose entries are read: the column itself, or what it says as letters."""
    if dtype in (nw.String, nw.Boolean):
        return name
    column = nw.col(name)
    column = column.cast(nw.Date) if dtype == nw.Datetime else column
    found.frame = found.frame.with_columns(column.cast(nw.String).alias(f"__letters_{name}"))
    return f"__letters_{name}"


def _distinct(frame: Frame, name: str, dtype: Any) -> list[Any]:
    """The different entries of a column, without those that are not there."""
    if dtype == nw.Boolean:
        return [True, False]
    found = collected(frame.select(name).filter(~nw.col(name).is_null()).unique())
    return sorted(entry for (entry,) in found)


def _distinct_at_once(frame: Frame, names: Sequence[str]) -> dict[str, list[Any]]:
    """The same of columns of texts, for backends that then read their rows once for all of them; else nothing."""
    backend, native = frame.implementation, frame.to_native()
    if backend.is_duckdb():
        ((*found,),) = native.aggregate(", ".join(f"list(DISTINCT {named(name)})" for name in names)).fetchall()
    elif backend.is_polars():
        from polars import col

        found = native.lazy().select(col(name).drop_nulls().unique().implode() for name in names).collect().row(0)
    elif backend.is_pyspark():
        from pyspark.sql.functions import collect_set

        found = native.agg(*(collect_set(f"`{name}`") for name in names)).first()
    else:
        return {}
    return {name: sorted(filter(_is_there, entries or ())) for name, entries in zip(names, found, strict=True)}


def _is_there(entry: object) -> bool:
    return entry is not None


def _add_long(found: Entries, frame: Frame, definition: FactDefinition, dtype: Any) -> None:
    """A text that only names the row, such as a ticket: nothing is concluded from it, but it can be too long."""
    if dtype != nw.String:
        return
    name = definition.name
    long = _distinct(frame.filter(nw.col(name).str.len_chars() > LONGEST_LINE_TEXT), name, dtype)
    for raws, reason in _wrong_of(definition, {raw: raw for raw in long}).items():
        found.wrong.append(Wrong(_any_of(name, list(raws)), reason))


def _add_numbers(found: Entries, definition: FactDefinition, dtype: Any) -> nw.Expr:
    """A column of numbers; and where its entries are none that a fact can have."""
    name = definition.name
    column = nw.col(name)
    outside = (column < 0) | (column > MAX_NUMBER)
    if not dtype.is_integer():
        outside = outside | (column != column.round(0))
    found.columns[name] = Column(name, name)
    found.plain[name] = nw.when(~outside).then(column).cast(nw.Int64)
    return outside.fill_null(False)


_WHOLE = Text("must be a whole number, 0 or more", "ska vara ett heltal, 0 eller mer")


def _add_coded(found: Entries, definition: FactDefinition, column: str, raws: list[Raw], *, number: bool) -> None:
    """Entries that the vocabulary reads, each once; those that were numbers with a point as such."""
    name = definition.name
    blank = [raw for raw in raws if isinstance(raw, str) and not raw.strip()]
    given: dict[Raw, object] = {raw: _as_typed(raw) if number else raw for raw in raws if raw not in blank}
    wrong = _wrong_of(definition, given)
    bad = {raw for some in wrong for raw in some}
    values = {raw: definition.read(typed) for raw, typed in given.items() if raw not in bad}
    if blank:
        found.blank[column] = [str(raw) for raw in blank]
    for some, reason in wrong.items():
        found.wrong.append(Wrong(_any_of(column, list(some)), reason))
    if definition.type in ("number", "date"):
        found.columns[name] = Column(name, name)
        found.plain[name] = _as_plain(definition, column, list(values))
    else:
        found.columns[name] = Column(column, name, values)


def _as_typed(raw: Raw) -> object:
    """A number as a fact file would have it: 3.0 is 3; of what stands behind a point, a digit may be lost."""
    value = float(raw)
    return int(value) if value.is_integer() else value


def _as_plain(definition: FactDefinition, column: str, raws: list[Raw]) -> nw.Expr:
    """Numbers and dates that stand as letters."""
    valid = nw.when(_any_of(column, list(raws))).then(nw.col(column).str.strip_chars())
    return valid.cast(nw.Int64) if definition.type == "number" else valid.str.to_date("%Y-%m-%d")


def _wrong_of(definition: FactDefinition, given: Mapping[Raw, object]) -> dict[tuple[Raw, ...], Text]:
    """Entries that stand for no value, put together by the reason."""
    found: dict[Text, list[Raw]] = {}
    for raw, typed in given.items():
        try:
            definition.read(typed)
        except WrongValue as wrong:
            found.setdefault(_said(definition, wrong), []).append(raw)
    return {tuple(some): reason for reason, some in found.items()}


def _said(definition: FactDefinition, wrong: WrongValue) -> Text:
    return Text(f"{definition.name} {wrong.text.en}", f"{definition.name} {wrong.text.sv}")


_FEW = 6


def _any_of(name: str, raws: list[Raw]) -> nw.Expr:
    """That an entry is one of these."""
    return among(nw.col(name), raws)


def among(column: nw.Expr, raws: Sequence[Raw]) -> nw.Expr:
    """That an entry is one of these; what is not there is none of them."""
    if not raws:
        return nw.lit(False)
    if any(isinstance(raw, bool) for raw in raws):
        found = [column if raw else ~column for raw in raws]
    elif len(raws) <= _FEW:
        found = [column == raw for raw in raws]
    else:
        return column.is_in(raws).fill_null(False)
    expression = found[0]
    for other in found[1:]:
        expression = expression | other
    return expression.fill_null(False)


__all__ = ["Entries", "Frame", "Wrong", "among", "entries_of", "require_facts"]
