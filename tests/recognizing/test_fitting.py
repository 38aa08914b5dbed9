"""What people call a symptom counts where the text holds what it must besides, and nothing that it must not."""

from __future__ import annotations

import pytest

from expert.foundations.texts import Text
from expert.recognizing.recognizer import Recognizer
from expert.rules.models import Phrase, Symptom

LAMP = Symptom(
    "lamp-is-dark", Text("The lamp is dark", "Lampan är mörk"), {}, (),
    phrases=(Phrase(en="lamp & dark", sv="lampan & mörk"), Phrase(en="changed bulb & never shines")),
    told_with=(Phrase(en="reading room", sv="läsesal*"),), told_without=(Phrase(en="candle*"), Phrase(en="not paid")),
)  # fmt: skip
SCREEN = Symptom("screen-is-dark", Text("x", "x"), {}, (), phrases=(Phrase(en="screen & dark"),))
RECOGNIZER = Recognizer((LAMP, SCREEN))


@pytest.mark.parametrize(
    "text",
    [
        "The lamp is dark in the reading room.",
        "I sit in the reading room. It's evening. The lamp is dark.",
        "Lampan är mörk. Jag är i läsesalen.",
        "The reading room again. We changed the bulb there. It never shines.",
        "The lamp in the reading room is dark. It has no candles, and it is paid.",
    ],
)
def test_it_counts_where_the_text_speaks_of_it(text: str) -> None:
    assert [match.symptom for match in RECOGNIZER.recognize([text]).matches] == ["lamp-is-dark"]


@pytest.mark.parametrize(
    "text",
    [
        "The lamp is dark.",
        "It is not in the reading room. The lamp is dark.",
        "The lamp is dark in the reading room. I have candles.",
        "The lamp is dark in the reading room, which we have not paid.",
    ],
)
def test_it_does_not_where_it_does_not_or_holds_what_it_must_not(text: str) -> None:
    recognized = RECOGNIZER.recognize([text])
    assert not recognized.matches
    assert "lamp-is-dark" in {likeness.symptom for likeness in recognized.reminds_of}


def test_others_count_all_the_same() -> None:
    text = "The screen is dark, and the lamp is dark."
    assert [match.symptom for match in RECOGNIZER.recognize([text]).matches] == ["screen-is-dark"]
