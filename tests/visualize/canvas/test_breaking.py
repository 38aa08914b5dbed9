"""Words that are longer than a line are broken where their parts meet, and nothing is added but a hyphen."""

from __future__ import annotations

import pytest

from expert.visualize.canvas.breaking import in_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("En enhetsregistreringshanterares konto", ["En", "enhetsregistrerings-", "hanterares konto"]),
        ("see LampBulbCompanyPortalAfterUse", ["see", "LampBulbCompanyPortal", "AfterUse"]),
        ("a web-based lamp for the room", ["a web-based lamp for", "the room"]),
    ],
)
def test_a_long_word_is_broken_where_its_parts_meet(text: str, lines: list[str]) -> None:
    assert in_lines(text, 21) == lines


@pytest.mark.parametrize("width", range(8, 40))
def test_no_blank_comes_into_an_address(width: int) -> None:
    address = "https://library.example/.well-known/com.example.remote-management"
    lines = in_lines(f"serves {address} there", width)
    assert address in "".join(line.removeprefix("serves ").removesuffix(" there") for line in lines if line != "serves")
    assert all(len(line) <= width for line in lines)
