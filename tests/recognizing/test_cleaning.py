"""What happened to a text on its way is undone: escapes, entities, letters in the wrong encoding, quote marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from expert import Case, diagnose
from expert.recognizing.cleaning import cleaned


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Kortet &auml;r inte giltigt &amp; slut", "Kortet är inte giltigt & slut"),
        ("LÃ¤splattan gÃ¥r inte", "Läsplattan går inte"),
        ("It isnâ€™t valid", "It isn’t valid"),
        ("L\\u00e4splattan", "Läsplattan"), ("one\\nTwo", "one\nTwo"), ("say \\\"no\\\"", 'say "no"'),
        ("https:\\/\\/library.example", "https://library.example"), ("L\\'e4splattan", "Läsplattan"),
        ("> This card\n> > is not valid", "This card\nis not valid"), ("a > b", "a > b"),
        ("now\n> This card\n> > is not valid\nthen", "This card\nis not valid\n\nnow\nthen"),
        ("no \\ud83d\\udE00", "no 😀"), ("no \\ud83d", "no \ufffd"), ("no \\udc00\\ud800!", "no \ufffd\ufffd!"),
        ("a\\u001b[31mb \\u0007c\\u009bd", "ab  c d"), ("a\\'1bc", "a c"),
        ("C:\\readers\\new", "C:\\readers\\new"), ("C:\\names\\temp", "C:\\names\\temp"),
    ],
)  # fmt: skip
def test_a_text_is_as_it_was_before(text: str, before: str) -> None:
    assert cleaned(text) == before


@given(some.text(alphabet="abc åäöÅ é\n.,:;-()“”’…/", max_size=60))
def test_most_texts_are_left_as_they_are(text: str) -> None:
    assert cleaned(text) == text


@given(some.text(max_size=60) | some.text(alphabet="&#;amp\\u00e4'>ÃÂâ€™ ", max_size=40))
def test_no_text_is_too_odd(text: str) -> None:
    assert isinstance(cleaned(text), str)


@pytest.mark.parametrize(
    "text",
    ["Kortet &auml;r inte giltigt", "Kortet Ã¤r inte giltigt", "Kortet \\u00e4r inte giltigt",
     "Kortet\\när inte giltigt", "> Kortet\n> är inte giltigt"],
)
def test_a_message_is_recognized_all_the_same(text: str) -> None:
    assert [(s.id, s.layer) for s in diagnose(Case(error=text)).symptoms] == [("card-not-valid", "exact")]
