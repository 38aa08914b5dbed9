"""How much is masked: nothing structured is left in texts that nobody looked at, and what is harmless stays."""

from __future__ import annotations

import pytest

from tests.redaction.__main__ import main
from tests.redaction.measuring import counted, harmless, is_left, masked_words, planted
from tests.redaction.planted import KINDS, Planted, held_out


def test_enough_is_planted_and_a_third_is_held_out() -> None:
    assert len(KINDS) >= 50
    assert len(planted()) >= 1000
    hidden = sum(item.held_out for item in planted())
    assert 0.28 < hidden / len(planted()) < 0.39
    assert all(item.thing in item.text for item in planted())


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("sort", ["secret", "structured"])
def test_no_secret_and_no_id_address_or_number_is_left(sort: str, hidden: bool) -> None:
    found = counted(item for item in planted() if item.sort == sort and item.held_out is hidden)
    assert sum(count.every for count in found.values()) > 70
    # Of what is held out, the kind is enough: who reads the texts cannot be surprised by them any more.
    assert {kind: len(count.left) for kind, count in found.items() if count.left} == {}


def test_names_are_masked_where_only_names_stand_and_not_in_sentences() -> None:
    found = counted(item for item in planted() if item.sort == "other" and item.held_out)
    inside = found.pop("name in a sentence")
    every = sum(count.every for count in found.values())
    assert sum(len(count.left) for count in found.values()) <= 0.1 * every
    assert inside.left, "what no pattern can know; the results say so"


@pytest.mark.parametrize("hidden", [False, True])
def test_hardly_any_harmless_word_is_masked(hidden: bool) -> None:
    found = [masked_words(text) for text in harmless() if held_out(text) is hidden]
    words = sum(count for count, _ in found)
    assert words > 100
    assert sum(len(gone) for _, gone in found) <= 0.02 * words


def test_a_thing_that_is_still_there_is_noticed() -> None:
    """The measure itself: a text in which nothing can be known, and a thing of which half is left."""
    assert is_left(Planted("x", "other", "personal", "Carlos Brown", "Yesterday Carlos Brown told us."))
    assert is_left(Planted("x", "structured", "personal", "anna@contoso.com or Carlos", "anna@contoso.com or Carlos"))
    assert not is_left(Planted("x", "structured", "personal", "anna@contoso.com", "write to anna@contoso.com"))


def test_the_command_prints_the_numbers_and_nothing_that_is_held_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--misses"]) == 0
    said = capsys.readouterr().out
    assert "all of sort structured" in said
    assert "harmless words masked, held out" in said
    hidden = [item for item in planted() if item.held_out and len(item.text) > 12]
    assert not any(repr(item.text) in said for item in hidden)
