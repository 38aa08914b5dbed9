"""What is wrong with a condition is told all at once, and it is what keeps the condition from being read."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from expert.rules.conditions import ConditionError, errors_in, parse
from expert.rules.knowledge import KnowledgeBase

VOCABULARY = KnowledgeBase.shipped().vocabulary

_ATOMS = st.sampled_from(
    [
        ("platform", "folio"), ("platform", ["folio", "slate"]), ("platform", "foilo"), ("plattform", "folio"),
        ("platform", []), ("platform", None), ("platform", {"at_least": "folio"}), ("error", "x"),
        ("readers_counted", {"at_least": 3}), ("readers_counted", {"atleast": 3}), ("readers_counted", "many"),
        ("readers_counted", {"at_least": {"fact": "reader_limit", "plus": ["readers_not_counted", 1]}}),
        ("readers_counted", {"at_least": {"fact": "reader_limit", "plus": [None]}}), ("ever_worked", True),
        ("ever_worked", "maybe"), ("os_version", {"at_least": "15.7", "at_most": "16.3"}), ("os_version", 1.5),
        ("all", []), ("any", "x"), ("not", None), ("not", {}),
    ]
)
_PARTS = st.dictionaries(_ATOMS.map(lambda atom: atom[0]), st.none(), max_size=0) | st.lists(
    _ATOMS, min_size=1, max_size=2
).map(dict)
_CONDITIONS: st.SearchStrategy[dict[str, Any]] = st.recursive(
    _PARTS,
    lambda inner: st.fixed_dictionaries({"all": st.lists(inner, max_size=3)})
    | st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)})
    | st.fixed_dictionaries({"not": inner}),
    max_leaves=6,
)


def first_error(data: object) -> ConditionError | None:
    try:
        parse(data, VOCABULARY)
    except ConditionError as error:
        return error
    return None


@given(data=_CONDITIONS)
def test_errors_are_found_exactly_where_a_condition_cannot_be_read(data: dict[str, Any]) -> None:
    found, first = list(errors_in(data, VOCABULARY)), first_error(data)
    if first is None:
        assert found == []
    else:
        assert (found[0].text, found[0].path) == (first.text, first.path)


@given(data=_CONDITIONS)
def test_every_error_leads_to_a_place_in_the_condition(data: dict[str, Any]) -> None:
    for error in errors_in(data, VOCABULARY):
        here: Any = data
        for step in error.path:
            assert step in here if isinstance(here, dict) else isinstance(step, int)
            here = here[step]


def test_each_wrong_part_is_told_once() -> None:
    wrong = [{"plattform": "folio"}, {"ever_worked": True}]
    data = {"any": [{"platform": "foilo"}, {"all": wrong}], "not": {"error": "x"}}
    assert [error.path for error in errors_in(data, VOCABULARY)] == [
        ("any", 0, "platform"), ("any", 1, "all", 0, "plattform"), ("not", "error"),
    ]
