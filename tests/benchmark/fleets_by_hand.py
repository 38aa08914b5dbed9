"""A query of polars for the causes of a fleet, as somebody would write it who knows polars and not this project.

It has one value of logic with null for what is not known, as polars has it, and nothing of contradictions, of what
follows from facts, of disputes and of missing facts. So it does less than a fleet does.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from datetime import date
from functools import reduce
from typing import Any

import polars

from expert import KnowledgeBase
from expert.facts.versions import Version
from expert.facts.vocabulary import MESSAGE
from expert.recognizing.recognizer import Recognizer
from expert.rules.conditions import All, Atom, Compare, Condition, Not, OtherFact

_RELATIONS = {"at_least": operator.ge, "at_most": operator.le, "less_than": operator.lt, "more_than": operator.gt,
              "before": operator.lt, "after": operator.gt}  # fmt: skip


def query(rows: Any, knowledge: KnowledgeBase, today: date) -> Any:
    """Rows with `symptoms`, `confirmed`, `possible` and `ruled_out`."""
    schema = rows.collect_schema()
    texts = rows.select(MESSAGE).unique().drop_nulls().collect()[MESSAGE].to_list()
    recognizer = Recognizer(knowledge.symptoms.values())
    shown = {text: [m.symptom for m in recognizer.recognize([text]).matches] for text in texts}
    recognized = sorted({name for names in shown.values() for name in names})
    here = {
        name: polars.col(MESSAGE).is_in([text for text, names in shown.items() if name in names]).fill_null(False)
        for name in recognized
    }
    day = polars.col("observed_on").fill_null(today) if "observed_on" in schema else polars.lit(today)
    rows = rows.with_columns(
        day.alias("observed_on"),
        *(bit.alias(f"is {name}") for name, bit in here.items()),
    )
    tests: dict[str, dict[str, Any]] = {"confirmed": {}, "possible": {}, "ruled_out": {}}
    for cause in knowledge.causes.values():
        leading = [polars.col(f"is {name}") for name in recognized if cause.is_linked_to(name)]
        if leading:
            candidate = reduce(operator.or_, leading)
            proven = _test(knowledge.conditions_of(cause).confirmed, schema)
            tests["confirmed"][cause.id] = candidate & proven
            tests["ruled_out"][cause.id] = candidate & ~proven
            tests["possible"][cause.id] = candidate & proven.is_null()
    said = [_names(items).alias(verdict) for verdict, items in tests.items()]
    symptoms = _names({name: polars.col(f"is {name}") for name in recognized}).alias("symptoms")
    return rows.select(*schema.names(), symptoms, *said)


def _names(items: Mapping[str, Any]) -> Any:
    return polars.concat_str(
        [polars.when(test).then(polars.lit(name)) for name, test in items.items()], separator=" ", ignore_nulls=True
    )


def _test(condition: Condition, schema: Any) -> Any:
    if isinstance(condition, Not):
        return ~_test(condition.part, schema)
    if not isinstance(condition, Atom):
        joined = operator.and_ if isinstance(condition, All) else operator.or_
        return reduce(joined, [_test(part, schema) for part in condition.parts])
    if any(fact not in schema for fact in condition.facts):
        return polars.lit(None, polars.Boolean)
    column, test = polars.col(condition.fact), condition.test
    if not isinstance(test, Compare):
        return column.is_in([str(v) if isinstance(v, Version) else v for v in test.values])
    if isinstance(test.operand, OtherFact):
        facts = test.operand.facts
        bound = polars.sum_horizontal(facts) if len(facts) > 1 else polars.col(facts[0])
    elif isinstance(test.operand, Version):
        parts = column.str.split(".").list
        numbers = parts.get(0).cast(polars.Int64) * 100 + parts.get(1, null_on_oob=True).cast(polars.Int64)
        column, bound = numbers, polars.lit(test.operand.parts[0] * 100 + (*test.operand.parts, 0)[1])
    else:
        bound = polars.lit(test.operand)
    return _RELATIONS.get(test.relation, operator.eq)(column, bound)
