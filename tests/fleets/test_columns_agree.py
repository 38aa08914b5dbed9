"""Every row of a fleet comes out as it would as a case of its own, wherever the frame lives."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from random import Random
from typing import Any

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.facts.versions import Version
from expert.facts.vocabulary import MESSAGE
from expert.fleets.bits import Among, Bits, decided, needed
from expert.fleets.judging import Judgment, judged
from expert.fleets.known import TEXT_CLASS, Column, Compared, Known, Side, ends_of
from expert.fleets.rows import Row, row_of
from expert.fleets.texts import Texts, read_texts
from tests.engine import made_up
from tests.engine.random_cases import TODAY
from tests.fleets import frames


class _ByHand:
    """The bits of a knowledge base, decided row by row in Python: their logic alone, without any frame."""

    def __init__(self, knowledge: KnowledgeBase, found: list[Case]) -> None:
        texts = dict.fromkeys(self._text(case) for case in found if MESSAGE in case)
        self.texts: Texts = read_texts(list(texts), knowledge, processes=1)
        columns: dict[str, Column] = {}
        for name, fact in knowledge.vocabulary.facts.items():
            if fact.type in ("number", "date", "texts"):
                columns[name] = Column(name, name)
            elif fact.type != "text":
                columns[name] = Column(name, name, {_raw(case[name]): case[name] for case in found if name in case})
        read = {fact: Column(f"read {fact}", fact) for fact in self.texts.numbers}
        judgment = judged(Bits(), knowledge, columns, read, self.texts.classes, TODAY)
        self.items = _items(judgment)
        self.bits = [bit for items in self.items.values() for bit in items.values()]

    def row(self, case: Case) -> Row:
        tests = {bit.test: self._so(bit.test, case) for bit in needed(self.bits) if bit.kind == "leaf"}
        so = decided(self.bits, tests)
        said = {name: [n for n, bit in items.items() if so[bit.number]] for name, items in self.items.items()}
        said["missing"] = said["missing"][:1]
        return Row(**{name: " ".join(names) for name, names in said.items()})

    def _so(self, test: object, case: Case) -> bool:
        if isinstance(test, Known):
            return self._entry(test.column, case) is not None
        if isinstance(test, Among) and test.column == TEXT_CLASS:
            return MESSAGE in case and self.texts.class_of[self._text(case)] in test.raws
        if isinstance(test, Among):
            return _raw(self._entry(test.column, case)) in test.raws
        assert isinstance(test, Compared)
        left, right = self._side(test.left, case), self._side(test.right, case)
        if left is None or right is None:
            return False
        compared: dict[str, bool] = {
            "<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right, "==": left == right,
        }  # fmt: skip
        return compared[test.relation]

    def _side(self, side: Side, case: Case) -> Any:
        parts = [self._entry(name, case) for name in side.columns]
        parts += [] if side.constant is None else [side.constant]
        if None in parts:
            return None
        return parts[0] if len(parts) == 1 else sum(parts)

    def _entry(self, column: str, case: Case) -> Any:
        for end, prefix in enumerate(("__first_", "__last_")):
            if column.startswith(prefix):
                version = case.get(column.removeprefix(prefix))
                return ends_of(version)[end] if isinstance(version, Version) else None
        if column.startswith("read "):
            return self.texts.numbers[column.removeprefix("read ")].get(self._text(case))
        return case.get(column)

    def _text(self, case: Case) -> str:
        texts = case.get(MESSAGE)
        return texts[0] if isinstance(texts, tuple) else ""


def _raw(value: Any) -> Any:
    return value if isinstance(value, bool) else str(value)


def _items(judgment: Judgment) -> dict[str, dict[str, Any]]:
    found: dict[str, Any] = {field.name: getattr(judgment, field.name) for field in fields(judgment)}
    found |= found.pop("verdicts")
    found["conflicts"] = dict(sorted(found["conflicts"].items()))
    return {field.name: dict(found[field.name]) for field in fields(Row)}


def test_bits_agree_with_the_engine_for_a_single_case() -> None:
    knowledge = KnowledgeBase.shipped()
    found = frames.cases(knowledge, frames.seed())
    by_hand = _ByHand(knowledge, found)
    for case in found:
        assert by_hand.row(case) == row_of(case, knowledge, TODAY), case


def test_bits_agree_on_knowledge_that_is_made_up() -> None:
    """Of whatever the forms of a rule allow: circles of derivations, negations inside each other, sums, versions."""
    first = frames.seed()
    for seed in range(first, first + 15):
        rng = Random(seed)
        knowledge = made_up.knowledge_base(rng, by_behavior=0.2)
        found = []
        for _ in range(20):
            values = Case.of(made_up.facts(rng), knowledge.vocabulary).values()
            if isinstance(texts := values.get(MESSAGE), tuple):
                values[MESSAGE] = texts[:1]
            found.append(Case.of(values, knowledge.vocabulary))
        by_hand = _ByHand(knowledge, found)
        for case in found:
            assert by_hand.row(case) == row_of(case, knowledge, TODAY), (seed, case)


def test_a_row_says_what_a_diagnosis_says() -> None:
    knowledge = KnowledgeBase.shipped()
    for case in frames.cases(knowledge, frames.seed(), 40):
        row, diagnosis = row_of(case, knowledge, TODAY), diagnose(case, today=TODAY, engine="compiled")
        assert row.outcome == diagnosis.outcome
        assert set(row.symptoms.split()) == {symptom.id for symptom in diagnosis.symptoms}
        for verdict in ("confirmed", "likely", "possible", "ruled_out"):
            found = {cause.id for cause in diagnosis.causes if cause.verdict == verdict}
            assert set(getattr(row, verdict).split()) == found
        assert set(row.obstacles.split()) == {cause.id for cause in diagnosis.obstacles}
        best = diagnosis.causes[0].verdict if diagnosis.causes else None
        behind = [c for c in diagnosis.causes if c.verdict == best] or list(diagnosis.obstacles)
        assert set(row.deciding.split()) == {fact.fact for cause in behind for fact in cause.because}
        kinds = sorted(conflict.kind for conflict in diagnosis.conflicts)
        assert sorted(conflict.partition(":")[0] for conflict in row.conflicts.split()) == kinds
        open_ = {name for cause in diagnosis.causes if not cause.disputed for name in cause.missing}
        assert (row.missing in open_) if diagnosis.causes and row.missing else row.missing in ("", MESSAGE)
        # Not always the first of them: questions also ask about what is disputed, and for the plan.
        assert row.missing in ("", *(question.fact for question in diagnosis.questions))


@pytest.mark.parametrize("kind", ["duckdb", "polars", "polars, lazy", "pyarrow", "pandas"])
def test_a_frame_of_any_kind_gives_the_same_rows(kind: str) -> None:
    knowledge = KnowledgeBase.shipped()
    found = frames.cases(knowledge, frames.seed(), 120)
    table = frames.columns(found, knowledge)
    assert _rows(kind, table, knowledge) == frames.expected(found, knowledge)


@pytest.mark.parametrize("kind", ["polars", "polars, lazy", "pyarrow"])
def test_without_numpy_the_same_comes_of_narwhals_alone(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("narwhals", reason="narwhals is not installed")
    from expert.fleets import framing

    monkeypatch.setattr(framing, "find_spec", lambda name: None)
    knowledge = KnowledgeBase.shipped()
    found = frames.cases(knowledge, frames.seed(), 60)
    assert _rows(kind, frames.columns(found, knowledge), knowledge) == frames.expected(found, knowledge)


@pytest.mark.parametrize("kind", ["polars", "polars, lazy", "pyarrow"])
def test_rows_that_are_worked_on_in_parts_come_out_as_all_at_once(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numpy", reason="numpy is not installed")
    packing = pytest.importorskip("expert.fleets.packing", reason="narwhals is not installed")
    monkeypatch.setattr(packing, "_AT_ONCE", 13)
    knowledge = KnowledgeBase.shipped()
    found = frames.cases(knowledge, frames.seed(), 40)
    assert _rows(kind, frames.columns(found, knowledge), knowledge) == frames.expected(found, knowledge)
    nothing = {name: entries[:0] for name, entries in frames.columns(found, knowledge).items()}
    assert _rows(kind, nothing, knowledge) == []


def _rows(kind: str, table: dict[str, list[Any]], knowledge: KnowledgeBase) -> list[Row]:
    """The rows of a fleet whose frame is of a kind, in their order."""
    pytest.importorskip(kind.partition(",")[0], reason=f"{kind} is not installed")
    pytest.importorskip("narwhals", reason="narwhals is not installed")
    from expert.fleets import fleet

    if kind == "duckdb":
        import duckdb

        given = frames.in_duckdb(duckdb.connect(), table, knowledge)
        made = fleet(given, today=TODAY, ignore_columns=True).order("place")
        names, rows = made.columns, made.fetchall()
    else:
        frame = _frame(kind, table, knowledge)
        made = fleet(frame, today=TODAY)
        made = made.collect() if kind == "polars, lazy" else made
        names = list(getattr(made, "column_names", None) or made.columns)
        data = made.to_pydict() if kind == "pyarrow" else {name: list(made[name]) for name in names}
        rows = list(zip(*data.values(), strict=True))
    told = [dict(zip(names, row, strict=True)) for row in rows]
    assert all(row["problem"] is None or row["problem"] != row["problem"] for row in told)
    assert all(row["knowledge"] == knowledge.digest for row in told)
    return [Row(**{field.name: row[field.name] for field in fields(Row)}) for row in told]


def _frame(kind: str, table: dict[str, list[Any]], knowledge: KnowledgeBase) -> Any:
    if kind == "pandas":
        import pandas

        return pandas.DataFrame(table)
    if kind == "pyarrow":
        import pyarrow

        types = {"yes_no": pyarrow.bool_(), "number": pyarrow.int64(), "date": pyarrow.date32()}
        facts = knowledge.vocabulary
        schema = pyarrow.schema([(name, types.get(facts[name].type, pyarrow.string())) for name in table])
        return pyarrow.table(table, schema=schema)
    import polars

    kinds = {"yes_no": polars.Boolean, "number": polars.Int64, "date": polars.Date}
    shape = {name: kinds.get(knowledge.vocabulary[name].type, polars.String) for name in table}
    frame = polars.DataFrame(table, schema=shape)
    return frame.lazy() if kind == "polars, lazy" else frame


def test_dates_counts_and_blanks_may_stand_as_letters() -> None:
    pytest.importorskip("duckdb", reason="duckdb is not installed")
    import duckdb

    from expert.fleets import fleet

    rows = duckdb.sql(
        "SELECT * FROM (VALUES (1, 'SealUnknown', '2026-10-19', ' '), (2, 'ShelfFull', '', '3 '), (3, '', NULL, 'x')) "
        "AS rows(place, error, seal_expires_on, readers_counted)"
    )
    made = fleet(rows, today=date(2026, 11, 23), ignore_columns=True)
    told = made.order("place").select("outcome, problem").fetchall()
    knowledge = KnowledgeBase.shipped()
    facts: list[dict[str, object]] = [
        {MESSAGE: "SealUnknown", "seal_expires_on": "2026-10-19"}, {MESSAGE: "ShelfFull", "readers_counted": 3},
    ]  # fmt: skip
    expected = [row_of(Case.of(f, knowledge.vocabulary), knowledge, TODAY).outcome for f in facts]
    assert [outcome for outcome, _ in told[:2]] == expected
    assert told[2][0] is None
    assert told[2][1] == 'readers_counted must be a whole number, 0 or more, not "x"'


def test_numbers_with_a_point_and_categories_are_read_as_what_they_say() -> None:
    polars = pytest.importorskip("polars", reason="polars is not installed")
    from expert.fleets import fleet

    frame = polars.DataFrame(
        {
            MESSAGE: polars.Series(["ShelfFull", "ShelfFull", None, "ShelfFull"], dtype=polars.Categorical),
            "readers_counted": [3.0, 3.5, None, None],
            "os_version": [None, None, 7.4, 8.0],
            "platform": [None, None, None, None],
        }
    )
    told = fleet(frame, today=TODAY)
    knowledge = KnowledgeBase.shipped()
    full = {MESSAGE: "ShelfFull"}
    for place, facts in ((0, {**full, "readers_counted": 3}), (3, {**full, "os_version": 8})):
        row = row_of(Case.of(facts, knowledge.vocabulary), knowledge, TODAY)
        assert (told["outcome"][place], told["possible"][place]) == (row.outcome, row.possible)
    assert told["problem"][0] is None
    assert told["problem"][1].startswith("readers_counted must be a whole number")
    assert told["problem"][2].startswith('os_version must be a text such as "17.10"')
