"""What a sentence gives away is of now, of here, and of the device that the text is about; else it is left open."""

from __future__ import annotations

import pytest

from expert.recognizing.presence import is_elsewhere

ELSEWHERE = (
    "The lamp will be [broken] in two weeks.",
    "The lamp is about to be [broken].",
    "Lampan är snart [trasig].",
    "It is solved now: the lamp had been [broken].",
    "Det är löst nu: lampan hade varit [trasig].",
    "There was a [broken lamp] last week.",
    "The lamp in the test tenant is [broken], in production it is not.",
    "Lampan i testmiljön är [trasig], men inte i produktion.",
    "My old iPhone has a [broken] lamp, my new one has none.",
    "On Android, lamps are [broken]. The iPhone has none.",
    "Our kiosk has [lamp 12] and works.",
)
HERE = (
    "The lamp is [broken].",
    "The lamp [broke] last week.",
    "Lampan gick [sönder] i måndags.",
    "The lamp in our test tenant is [broken].",
    "My old iPhone has a [broken] lamp.",
    "It works on Windows, but on the iPhone lamps are [broken].",
    "We have Macs and iPads, and their lamps are [broken].",
    "The lamp is [current] and works.",
)


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_is_not_so_now_and_here_is_left_open(text: str) -> None:
    assert is_elsewhere(*_marked(text))


@pytest.mark.parametrize("text", HERE)
def test_what_is_so_now_and_here_is_read(text: str) -> None:
    assert not is_elsewhere(*_marked(text))


def _marked(text: str) -> tuple[str, int, int, int, int]:
    """The text, and where its sentence and what stands in brackets begin and end."""
    first = text.index("[")
    last = text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    begin = max(plain.rfind(". ", 0, first) + 2, 0) if ". " in plain[:first] else 0
    end = plain.find(".", last)
    return plain, begin, first, last, end
