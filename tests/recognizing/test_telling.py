"""What a sentence supposes, plans or teaches, or says to be over, is not told to be there."""

from __future__ import annotations

import pytest

from expert.recognizing.telling import is_over, is_supposed

NAMED = "the reader hangs"


def places(text: str) -> tuple[int, int]:
    first = text.casefold().index(NAMED)
    return first, first + len(NAMED)


@pytest.mark.parametrize(
    "text",
    [
        "If the reader hangs, restart it",
        "We expected that the reader hangs",
        "The guide says that the reader hangs with an old card",
        "We plan a test in which the reader hangs",
        "What happens if the reader hangs",
        "Would the reader hangs be gone then?",
        "Remember to say that the reader hangs",
        "It is not true that the reader hangs",
        "Draft: the reader hangs",
        "It is expected, the reader hangs", "We expected users, the reader hangs",
    ],
)
def test_what_is_supposed(text: str) -> None:
    assert is_supposed(text, 0, *places(text), len(text))


@pytest.mark.parametrize(
    "text",
    [
        "The reader hangs",
        "Before the expected return date the reader hangs",
        "The guide says that it works, but the reader hangs",
        "We plan to lend books on Monday, however the reader hangs",
        "If it matters, the reader hangs",
        "Can you help, the reader hangs?",
        "When I put in the card, the reader hangs",
        "Without the expected services, the reader hangs", "It finds no expected answer: the reader hangs",
        "An unexpected answer and the reader hangs",
    ],
)
def test_what_is_told(text: str) -> None:
    assert not is_supposed(text, 0, *places(text), len(text))


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday the reader hangs, now it works",
        "The reader hangs, but it has been fixed",
        "First the reader hangs and then it finished",
        "The reader hangs. Fixed now, please close",
        "The message that the reader hangs is gone",
    ],
)
def test_what_is_over(text: str) -> None:
    first, last = places(text)
    assert is_over(text, first, last, text.find(".") if "." in text else len(text))


@pytest.mark.parametrize(
    "text",
    [
        "The reader hangs",
        "The reader hangs, can it be fixed",
        "The reader hangs, the other one works now",
        "The reader hangs, although the card has been fixed",
        "The reader hangs, it was solved but came back",
        "The reader hangs now, it worked yesterday",
        "The reader hangs and since then nothing worked",
    ],
)
def test_what_is_not_over(text: str) -> None:
    assert not is_over(text, *places(text), len(text))
