"""The messages of a symptom as a picture quotes them."""

from __future__ import annotations

import pytest

from expert.foundations.texts import Text
from expert.rules.models import Message, Symptom


@pytest.mark.parametrize(
    ("messages", "shown"),
    [
        (["The shelf is full", "The shelf is empty"], ["The shelf is full", "The shelf is empty"]),
        (["The shelf is full", "Sorry. The shelf is full"], ["Sorry. The shelf is full"]),
        (["Sorry. The shelf is full", '"The shelf is full"'], ["Sorry. The shelf is full"]),
        (["“The shelf is full”", "The shelf is full"], ["“The shelf is full”"]),
    ],
)
def test_no_message_is_quoted_twice(messages: list[str], shown: list[str]) -> None:
    symptom = Symptom("full", Text("Full", "Full"), {}, (), messages=tuple(Message(en=text) for text in messages))
    assert list(symptom.shown_in("en")) == shown
