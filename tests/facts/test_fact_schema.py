"""The JSON Schema of fact files: what it lets through, the reader reads; what the reader refuses, it may know."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.facts.case import Case
from expert.facts.reader import read_fact_text
from expert.facts.schema import fact_schema
from expert.foundations import content, nodes, parsing
from expert.rules.knowledge import KnowledgeBase

VOCABULARY = KnowledgeBase.shipped().vocabulary
SCHEMA = fact_schema(VOCABULARY)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
FILES = sorted([*content.bundled("facts", "examples").iterdir(), *content.bundled("facts", "healthy").iterdir()])


def test_it_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_it_knows_every_fact_with_its_question_and_values() -> None:
    assert list(SCHEMA["properties"]) == list(VOCABULARY.facts)
    platform = SCHEMA["properties"]["platform"]
    assert "What kind of device has the problem?" in platform["description"]
    assert platform["enum"] == [*VOCABULARY["platform"].values, None]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_example_is_valid(path: Path) -> None:
    assert list(VALIDATOR.iter_errors(nodes.plain(parsing.read_file(path)))) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"plattform": "folio"}, {"platform": "foilo"}, {"platform": ["folio"]}, {"ever_worked": "maybe"}, {"error": []},
        {"error": {}}, {"readers_counted": -1}, {"readers_counted": "x"}, {"seal_expires_on": "31/3"},
        {"os_version": "new"}, {"case": ""}, [], "platform: folio",
    ],
    ids=str,
)
def test_what_the_reader_refuses_is_marked_while_it_is_written(wrong: object) -> None:
    assert not VALIDATOR.is_valid(wrong)


def _values(shape: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that the schema of a fact lets through, and others that it may not."""
    words = st.sampled_from([*shape.get("enum", []), "x", "17.10", "2026-03-31", 3, True, None, "", "  ", 0.5])
    return words | st.text(max_size=5) | st.lists(st.text(max_size=3), max_size=2)


@given(data=st.data())
def test_what_it_lets_through_is_read(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(VOCABULARY.facts)))
    facts = {name: data.draw(_values(SCHEMA["properties"][name]))}
    if not VALIDATOR.is_valid(facts):
        return
    # Three things a schema cannot say: that a text is more than spaces, that a day exists, that 0.5 is no version.
    if _beyond_a_schema(facts[name]):
        return
    Case.from_raw(read_fact_text(json.dumps(facts).encode()))


def _beyond_a_schema(value: object) -> bool:
    texts = value if isinstance(value, list) else [value]
    return all(isinstance(text, str) and not text.strip() for text in texts) or any(
        isinstance(text, str) and not any(letter.isprintable() and not letter.isspace() for letter in text)
        for text in texts
    )
