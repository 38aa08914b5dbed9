"""Long lines are broken for a terminal and left alone in a pipe."""

from __future__ import annotations

from expert.cli.widths import in_width

LINE = "  - [met] the device was enrolled earlier by another user who was not removed properly from Intune"


def test_a_pipe_gets_the_lines_as_they_are() -> None:
    assert in_width(LINE, None) == LINE


def test_a_terminal_gets_lines_that_fit_and_lose_no_word() -> None:
    lines = in_width(LINE + "\n\nend\n", 40).split("\n")
    assert max(map(len, lines)) <= 40
    assert " ".join(" ".join(lines[:-3]).split()) == LINE.strip()
    assert lines[1].startswith("    ")
    assert lines[-3:] == ["", "end", ""]


def test_an_address_too_long_for_the_line_stands_under_the_text_before_it() -> None:
    address = "https://library.example/" + "shelf-" * 12
    assert in_width(f"    {address}\n  - See {address}", 40).split("\n") == [
        f"    {address}", "  - See", f"    {address}",
    ]  # fmt: skip
