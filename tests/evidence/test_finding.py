"""The passages of a log in which words stand: found in one pass, whatever the log's size, and each once."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from expert.evidence import finding
from expert.evidence.finding import Finder, Found, Passage, passages

WORDS = ("The seal is broken", "NoLibraryErrorDomain", "kod-7", "åter")
LINE = b"nothing of interest is written on this line of the log, which goes on for a while\n"


def passages_in(log: bytes, size: int = 50_000) -> tuple[list[Passage], Found]:
    """The passages of a log that comes in blocks of some size."""
    found = Found()
    blocks = (log[at : at + size] for at in range(0, len(log), size))
    return list(passages(blocks, "a.log", Finder(WORDS), found)), found


def test_words_are_found_in_any_case_with_the_number_of_their_line() -> None:
    log = LINE * 3_000 + b"08:00 the SEAL is broken\n" + LINE * 3_000
    ((passage,), found) = passages_in(log)
    assert found.complete
    lines = passage.text.split("\n")
    assert lines.index("08:00 the SEAL is broken") + passage.line == 3_001
    assert len(lines) < 80


@pytest.mark.parametrize("size", [7_001, 65_536, 1_000_000])
def test_it_does_not_matter_where_a_block_ends(size: int) -> None:
    chance = random.Random(5)
    lines = [LINE] * 4_000
    for number in range(40):
        at = chance.randrange(len(lines))
        lines[at] = f"{number:03} {WORDS[number % 4]} {number}\n".encode()
    log = b"".join(lines)
    found, _ = passages_in(log, size)
    for number, line in enumerate(log.decode().splitlines(), start=1):
        if any(word in line for word in WORDS):
            assert any(p.line <= number and line in p.text for p in found), line
    numbers = [n for p in found for n in range(p.line, p.line + p.text.count("\n"))]
    assert numbers == sorted(set(numbers))


def test_both_ways_to_find_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)
    quick = Finder(WORDS)
    nothing: Callable[[list[bytes]], None] = lambda words: None  # noqa: E731
    monkeypatch.setattr(finding, "_quick", nothing)
    slow = Finder(WORDS)
    for _ in range(50):
        parts = [chance.choice([*WORDS, WORDS[0].upper(), " ", "x", "The seal is"]) for _ in range(30)]
        block = "".join(parts).encode()
        assert sorted(set(quick.places(block))) == slow.places(block)


def test_what_is_repeated_is_given_a_few_times() -> None:
    log = (LINE * 200 + b"NoLibraryErrorDomain Code: 5\n") * 40 + LINE * 200 + b"NoLibraryErrorDomain Code: 6\n"
    found, _ = passages_in(log)
    assert len(found) == 4
    assert "Code: 6" in found[-1].text


def test_what_is_passed_over_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_PASSAGES", 2)
    log = b"".join(LINE * 200 + b"NoLibraryErrorDomain Code: %d\n" % code for code in range(5))
    found, told = passages_in(log)
    assert (len(found), told.complete) == (2, False)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_log_is_read_in_the_encoding_it_has(encoding: str) -> None:
    log = "rad ett åäö\r\nThe seal is broken: å\r\nrad tre\r\n".encode(encoding)
    ((passage,), _) = passages_in(log)
    assert "The seal is broken: å\nrad tre\n" in passage.text
