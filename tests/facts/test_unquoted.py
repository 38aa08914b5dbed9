"""A text with a colon in it may stand without quotation marks where a fact takes a text, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expert.facts.case import Case
from expert.facts.reader import read_fact_text
from expert.facts.synonyms import Words
from expert.foundations.problems import InputError, ProblemList
from expert.rules.knowledge import KnowledgeBase

VOCABULARY = KnowledgeBase.shipped().vocabulary
COLON = "there is a : where none can be"


def read(text: str) -> dict[str, object]:
    problems = ProblemList()
    raw = read_fact_text(text.encode(), "case.yaml", problems, Words(VOCABULARY))
    return dict(Case.from_raw(raw, VOCABULARY, problems).values())


def wrong(text: str) -> str:
    with pytest.raises(InputError) as caught:
        read(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("error: Error: The shelf is full\n", ("Error: The shelf is full",)),
        ("card: missing\nerror: Error: a: b: c\nplatform: folio\n", ("Error: a: b: c",)),
        ("error: Error: it ends:\n", ("Error: it ends:",)),
        ('error: Error: the "shelf": full\\n\n', ('Error: the "shelf": full\\n',)),
        ("error: Error: full  # as the borrower says\n", ("Error: full",)),
        ("error:  \tError: full  \r\nplatform: folio\r\n", ("Error: full",)),
        ("error:\n  - Error: one: two\n  - plain\n  - Fel: tre: x\n", ("Error: one: two", "plain", "Fel: tre: x")),
        ("error: # what it says\n- Error: one: two\n", ("Error: one: two",)),
        ("Message: Error: full\n", ("Error: full",)),
    ],
)
def test_a_message_with_a_colon_is_the_text_that_it_is(text: str, error: tuple[str, ...]) -> None:
    assert read(text)["error"] == error


def test_every_fact_that_takes_a_text_may_have_one() -> None:
    assert read("case: INC 1: again\nerror: Error: full\n") == {"case": "INC 1: again", "error": ("Error: full",)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("card: missing: yes\n", f"case.yaml:1: this is not well-formed YAML: {COLON}"),
        ("platform: folio\nfoo: a: b\n", f"case.yaml:2: this is not well-formed YAML: {COLON}"),
        ("foo:\n  - a: b: c\n", f"case.yaml:2: this is not well-formed YAML: {COLON}"),
        ("error: Error: one\n  and: two\n", f"case.yaml:1: this is not well-formed YAML: {COLON}"),
        ("error: [a: b: c\n", "case.yaml:1: this is not well-formed YAML"),
        ('error: "a": b\n', "case.yaml:1: this is not well-formed YAML"),
        ("error: *a: b: c\n", "case.yaml:1: "),
        ("error: @a: b\n", "case.yaml:1: this is not well-formed YAML: a tab, @"),
        ("error: Error: a\nerror: Error: b\n", "case.yaml:2: \"error\" is already given on line 1"),
    ],
)
def test_every_other_mistake_stays_one(text: str, said: str) -> None:
    assert wrong(text).startswith(said)


def test_of_two_mistakes_the_one_that_is_none_is_not_told() -> None:
    assert wrong("error: Error: a\nplatform: x: y\n").startswith("case.yaml:2: ")


def test_without_a_vocabulary_a_file_is_read_as_strictly_as_ever() -> None:
    with pytest.raises(InputError, match=COLON):
        read_fact_text(b"error: Error: full\n")


def test_more_lines_than_anybody_writes_are_given_up() -> None:
    assert COLON in wrong("error:\n" + "  - Error: a: b\n" * 200)


_LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"], exclude_characters="#\u00a0\u202f")


@given(st.text(_LETTERS, max_size=30))
def test_a_text_comes_out_as_it_was_typed(rest: str) -> None:
    text = f"Error: {rest}".strip(" ")
    if text.isascii():
        assert read(f"error: {text}\n")["error"] == (text,)
