"""Of a long text, the passages that matter are kept: found wherever it is cut, with the lines around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expert.facts.excerpts import BEGINNING, CUT, MOST_CHARACTERS, MOST_PASSAGES, Excerpt, excerpt

QUIET = [f"{i:06} nothing happens here, as everywhere\n" for i in range(3000)]


def wanted(text: str) -> Iterator[tuple[int, int]]:
    """What matters in these tests: `!` and what follows it, also over the end of a line."""
    yield from (found.span() for found in re.finditer(r"!\w+(?:\s!\w+)*", text))


def kept(text: str, size: int = 1000) -> Excerpt:
    return excerpt(pieces(text, size), wanted)


def pieces(text: str, size: int) -> Iterable[str]:
    return (text[i : i + size] for i in range(0, len(text), size))


def log(**lines: str) -> str:
    """A long log in which these lines stand, by their numbers (`l17`)."""
    every = list(QUIET)
    for name, line in lines.items():
        every[int(name[1:])] = f"{line}\n"
    return "".join(every)


def test_a_line_is_kept_with_two_before_and_after_it() -> None:
    found = kept(log(l1500="it says !this"))
    assert found == Excerpt(f"{CUT}\n{QUIET[1498]}{QUIET[1499]}it says !this\n{QUIET[1501]}{QUIET[1502]}{CUT}\n", 1)


def test_at_the_beginning_and_at_the_end_nothing_is_cut() -> None:
    found = kept(log(l1="!one", l2999="!two"))
    begin = f"{QUIET[0]}!one\n{QUIET[2]}{QUIET[3]}"
    assert found == Excerpt(f"{begin}{CUT}\n{QUIET[2997]}{QUIET[2998]}!two\n", 2)


def test_neighbors_are_one_passage() -> None:
    found = kept(log(l100="!one", l105="!two", l111="!three"))
    assert found.passages == 2
    passage = [*QUIET[98:100], "!one\n", *QUIET[101:105], "!two\n", *QUIET[106:108]]
    assert f"{CUT}\n{''.join(passage)}{CUT}\n" in found.text


@pytest.mark.parametrize("size", [1, 7, 100, 4096, 10**6])
def test_what_stands_across_a_cut_is_found_all_the_same(size: int) -> None:
    text = log(l900="!one", l901="!two", l2222="!three")[: 20_000 if size == 1 else None]
    assert kept(text, size) == kept(text, 10**7)


def test_without_a_line_end_what_stands_around_is_kept() -> None:
    found = kept("x" * 100_000 + " !this " + "y" * 100_000)
    assert found.passages == 1
    assert found.text.splitlines() == [CUT, "x" * 999 + " !this " + "y" * 999, CUT]


@pytest.mark.parametrize("begins", range(7_900, 8_100, 7))
def test_a_word_is_not_taken_for_its_end_where_the_text_is_cut(begins: int) -> None:
    def whole_words(text: str) -> Iterator[tuple[int, int]]:
        yield from (found.span() for found in re.finditer(r"\bfull\b", text))

    assert excerpt(pieces("x" * begins + "full" + "x" * 50_000, 16_000 + begins % 9), whole_words).passages == 0


def test_where_nothing_matters_the_beginning_is_kept() -> None:
    assert kept(log()) == Excerpt("".join(QUIET)[:BEGINNING], 0)
    assert kept("short") == Excerpt("short", 0)
    assert excerpt([], wanted) == Excerpt("", 0)


def test_of_many_passages_the_first_and_the_last_are_kept() -> None:
    found = kept("".join(f"{line}!word{i}\n{line}{line}{line}{line}{line}" for i, line in enumerate(QUIET)))
    assert not found.complete
    assert found.passages == MOST_PASSAGES
    assert len(found.text) <= MOST_CHARACTERS
    words = re.findall(r"!word(\d+)", found.text)
    assert [int(word) for word in words] == [*range(100), *range(2900, 3000)]
    assert found.text.count(CUT) == MOST_PASSAGES


def test_a_line_that_is_repeated_leaves_room_for_what_stands_among_it() -> None:
    lines = [f"{line}!again\n{line}{line}{line}{line}{line}" for line in QUIET]
    lines[1500] = f"{QUIET[1500]}!this once\n" + QUIET[1500] * 5
    found = kept("".join(lines))
    assert "!this once" in found.text
    assert found.text.index(QUIET[0]) < found.text.index("!this once") < found.text.index(QUIET[2999])
    assert found.passages <= MOST_PASSAGES


@pytest.mark.parametrize("line", ["!again and again", "x" * 3000 + "!again", "!" + "x" * 20_000, "!a" * 2_000])
def test_where_everything_matters_no_more_is_kept_than_may_be(line: str) -> None:
    found = kept(f"{line}\n" * 500)
    assert len(found.text) <= MOST_CHARACTERS
    assert found.text.removeprefix(f"{CUT}\n").startswith(line[:900])
    assert not found.complete or found.text == f"{line}\n" * 500


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(["!a\n", "!b !c\n", "quiet\n", "quiet\n" * 9, "x" * 900, "\n", "!d" * 60]), max_size=120),
    st.integers(1, 20_000),
)
def test_it_is_the_same_however_the_text_is_cut_and_holds_what_matters(parts: list[str], size: int) -> None:
    text = "".join(parts)
    found = kept(text, size)
    assert found == kept(text, 10**7)
    if found.complete and found.passages:
        assert found.text.count("!") == text.count("!")
    passages = [part.strip("\n") for part in found.text.split(f"{CUT}\n")]
    assert all(part in text for part in passages)
