"""Hundreds of lines are pasted into an interview: each is read once, however many stand before it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from expert import Interview
from expert.cli.ask import Dialogue
from expert.recognizing.exact import Exact, Read
from expert.recognizing.text_facts import TextFacts
from expert.recognizing.words import Sentence


def paste(lines: list[str]) -> Dialogue:
    dialogue = Dialogue(Interview(), say=lambda line: None)
    dialogue.run(iter(lines))
    return dialogue


@pytest.mark.parametrize("line", ["Nov 28 10:00:07 reader syncd[{n}]: line {n} of a log", "NoJoinRule at {n}"])
def test_each_line_is_read_a_few_times(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a text by itself, and as what the one before it goes on with; never again with each that comes after it."""
    read: list[str] = []
    exact, facts = Exact.read, TextFacts._by_lines

    def read_exactly(layer: Exact, text: str) -> Read:
        read.append(text)
        return exact(layer, text)

    def read_facts(layer: TextFacts, text: str, sentences: Sequence[Sentence], own: int) -> object:
        read.append(text)
        return facts(layer, text, sentences, own)

    monkeypatch.setattr(Exact, "read", read_exactly)
    monkeypatch.setattr(TextFacts, "_by_lines", read_facts)
    paste([line.format(n=n) for n in range(20_000, 20_200)])
    assert 200 <= len(read) <= 5 * 200


def test_lines_that_are_messages_are_kept_up_to_what_a_case_takes() -> None:
    found = paste([f"NoJoinRule at {n}" for n in range(800)]).interview.case["error"]
    assert isinstance(found, tuple)
    assert len(found) == 500
