"""What a text tells of: the devices that are enrolled, something else, or nothing that happened."""

from __future__ import annotations

import pytest

from expert.recognizing.framing import is_framed
from expert.recognizing.subjects import tells_of_enrolling

NAMED = "profile installation failed"


def framed(text: str) -> bool:
    first = text.casefold().index(NAMED)
    return is_framed(text, first, first + len(NAMED), asked=False)


@pytest.mark.parametrize(
    "text",
    [
        # another platform, or thing
        "My Samsung says: profile installation failed",
        "Samsung in the hall: profile installation failed. The iPad is fine",
        "The Mac mini says profile installation failed. iPads are fine",
        "Gymmets app: profile installation failed",
        "Profile installation failed on my Android",
        "The label printer hangs, it says profile installation failed",
        "Min Huawei krånglar. Det står profile installation failed, jag har ingen iPhone",
        # another enrollment
        "I want to enroll in a yoga course, the site says profile installation failed",
        # in jest
        "Our boss is the human version of profile installation failed",
        "If our printer were a phone: profile installation failed",
        "Min hjärna: profile installation failed", "Haha, profile installation failed, said the cook",
        # played, taught, quoted
        "Role play: the caller says profile installation failed on his iPad",
        "Övning 3: det står profile installation failed",
        "For the exam: what is 'profile installation failed'",
        "'Profile installation failed' is a nice title for my poem",
        "Profile installation failed, enligt dokumentationen",
    ],
)  # fmt: skip
def test_what_is_of_something_else_is_not_told(text: str) -> None:
    assert framed(text)


@pytest.mark.parametrize(
    "text",
    [
        "My iPhone says: profile installation failed",
        "Samsung works, but the iPad says: profile installation failed",
        "I sold my old Samsung, now it says profile installation failed",
        "Next to the Mac the iPad: profile installation failed",
        "We are a bank. Company Portal says profile installation failed",
        "Haha, now my iPad: profile installation failed",
        "The exam is near and the pupils' iPads say profile installation failed",
        "I followed the handbook, still profile installation failed",
        "It's a joke: profile installation failed on the iPad",
        '{"error": "profile installation failed", "detail": "none of these words are of devices"}',
        "On the computer all is well, on the iPhone profile installation failed", "profile installation failed",
    ],
)  # fmt: skip
def test_what_is_told_of_a_device_counts(text: str) -> None:
    assert not framed(text)


@pytest.mark.parametrize(
    ("text", "with_code", "without"),
    [
        ("the ipad cannot enroll", True, True), ("the ipad hangs", True, False), ("nothing of the sort", False, False),
        ("the android tablet cannot enroll", False, False), ("ipad setup[12] enroll", False, False),
        ("outlook on the ipad that we enrolled", False, False),
    ],
)  # fmt: skip
def test_who_tells_of_enrolling_is_no_log_and_no_app(text: str, with_code: bool, without: bool) -> None:
    assert (tells_of_enrolling(text, coded=True), tells_of_enrolling(text, coded=False)) == (with_code, without)
