"""A fact file that is written again keeps what its author wrote besides facts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expert import Case
from expert.facts.amending import amended, comments_inside
from expert.facts.reader import read_fact_text
from expert.facts.vocabulary import Value
from expert.facts.writer import fact_file

TICKET = """\
# yaml-language-server: $schema=x

# Anna's Slate
case: INC1   # the second of the day
error: |
  Log of Monday
  # not a comment
  NoJoinRule

# asked on the phone
card:
seal: valid  # seen by Bo
os_version: '17.10' # on "A # B"
# the end
"""


def facts_of(text: str) -> dict[str, Value | None]:
    """The facts of a file, and None for what is not known."""
    raw = read_fact_text(text.encode())
    return {fact.name: None for fact in raw} | Case.from_raw(raw).values()


def again(text: str, **changes: object) -> str:
    """The file with these facts changed; None takes one out."""
    before = facts_of(text)
    known = {name: value for name, value in before.items() if value is not None}
    now = Case.of({**known, **changes})
    left_open = [name for name, value in before.items() if value is None and name not in now]
    written = amended(text, before, now.values(), left_open)
    assert written is not None
    assert Case.from_raw(read_fact_text(written.encode())) == now
    return written


def test_what_has_not_changed_stays_as_it_is_to_the_letter() -> None:
    assert again(TICKET) == TICKET


def test_a_new_fact_comes_last() -> None:
    assert again(TICKET, platform="folio") == f"{TICKET}platform: folio\n"


def test_a_fact_that_has_changed_keeps_its_place_and_the_comments_around_it() -> None:
    changed = again(TICKET, seal="expired", card="missing", os_version="18.0")
    expected = TICKET.replace("valid  #", "expired  #").replace("card:", "card: missing")
    assert changed == expected.replace("'17.10'", '"18.0"')


def test_of_a_fact_that_is_taken_out_only_the_comments_below_it_stay() -> None:
    assert again(TICKET, error=None) == TICKET.replace(TICKET[TICKET.index("error") : TICKET.index("\n# asked")], "")


@pytest.mark.parametrize(
    "text", ["{platform: folio, error: x}\n", '{"platform": "folio"}', "- a\n", " platform: folio\n"]
)
def test_a_file_that_is_not_one_fact_below_the_other_is_not_amended(text: str) -> None:
    assert amended(text, {"platform": "folio"}, {"platform": "slate"}) is None


@pytest.mark.parametrize("text", ["", "# INC1\n", "# INC1", "\n\n"])
def test_a_file_without_facts_keeps_its_comments(text: str) -> None:
    written = amended(text, {}, {"platform": "folio"})
    assert written == (f"{text.removesuffix(chr(10))}\n" if text else "") + "platform: folio\n"


def test_windows_line_ends_and_a_missing_last_one_do_no_harm() -> None:
    assert again("platform: folio # a\r\ncase: '1'", card="missing") == (
        "platform: folio # a\ncase: '1'\ncard: missing\n"
    )


def test_comments_inside_are_told_from_those_at_the_top() -> None:
    assert comments_inside(TICKET)
    assert not comments_inside("# only\n\n# here\nplatform: folio\n")


VALUES: dict[str, list[object]] = {
    "case": ["1", "# 2", None], "error": ["a # b", ["x: y", "z"], "l\nm", None], "card": ["missing", None],
    "seal": ["valid", "expired", None], "os_version": ["17.10", None], "platform": ["folio", None],
}  # fmt: skip


@settings(max_examples=60)
@given(st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()}))
def test_whatever_changes_the_facts_that_are_read_back_are_those_that_were_written(changes: dict[str, object]) -> None:
    once = again(TICKET, **changes)
    assert "# asked on the phone" in once
    assert again(once) == once


def test_what_was_written_by_the_interview_itself_is_amended_to_the_same() -> None:
    case = Case.of({"error": ["a", "b"], "card": "missing"})
    text = fact_file(case.values(), ["seal"])
    assert amended(text, {**case.values(), "seal": None}, case.values(), ["seal"]) == text
