"""How wide words are, and where lines break."""

from __future__ import annotations

import pytest

from expert.visualize.canvas.metrics import lines_of, printable, width_of


def test_widths_are_those_that_adobe_published() -> None:
    assert width_of("Hello", 1000) == 722 + 556 + 222 + 222 + 556
    assert width_of("Hello", 1000, bold=True) == 722 + 556 + 278 + 278 + 611
    assert width_of("åäö", 10) == pytest.approx(3 * 5.56)


def test_lines_are_no_wider_than_their_room_and_hold_all_words() -> None:
    text = "The profile cannot be installed because there is no connection to the server"
    for room in (90.0, 150.0, 300.0):
        lines = lines_of(text, 18, room)
        assert " ".join(lines) == text
        assert all(width_of(line, 18) <= room for line in lines)


def test_a_word_wider_than_its_room_is_broken_after_a_sign_where_there_is_one() -> None:
    assert lines_of("https://library.example/join/readers", 18, 200) == ("https://library.example/", "join/readers")
    pieces = lines_of("7a" * 20, 18, 100)
    assert "".join(pieces) == "7a" * 20
    assert all(width_of(piece, 18) <= 100 for piece in pieces)


def test_a_long_word_of_a_language_is_broken_with_a_hyphen_where_its_parts_are_joined() -> None:
    assert lines_of("Enhetsregistreringshanterarens konto", 12, 140) == ("Enhetsregistrerings-", "hanterarens konto")
    assert lines_of("extraordinarily", 12, 60) == ("extraordin-", "arily")
    assert "-" not in "".join(lines_of("EnrollmentConfigurationPolicyAssignment", 12, 90))


def test_nothing_is_said_in_characters_that_some_writer_lacks() -> None:
    assert printable("Settings \u2192 “General”\n \u2603 é") == "Settings -> “General” ? é"
    assert lines_of("", 18, 100) == lines_of(" \n", 18, 100) == ()
