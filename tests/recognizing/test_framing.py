"""How a text speaks of a fault: only where it tells of it, and it is not over, is the fault there."""

from __future__ import annotations

import pytest

from expert.recognizing.framing import is_framed

NAMED = "the reader hangs"


def framed(text: str) -> bool:
    first = text.casefold().index(NAMED)
    return is_framed(text, first, first + len(NAMED))


@pytest.mark.parametrize(
    "text",
    [
        # denied
        "Nobody has reported that the reader hangs", "Ingen har sagt att the reader hangs",
        'I never got "Error. The reader hangs" on mine', "No sign of “the reader hangs” anywhere",
        "We do not see any of this: the reader hangs", "Please do not write that the reader hangs",
        "We never had problems with cards, nor that the reader hangs",
        # supposed, announced
        "What if the reader hangs", "Let's say the reader hangs, who is on call",
        "Säg att the reader hangs, vem har jour",
        "If the reader hangs we would lend paper", "It could happen that the reader hangs",
        "Heads-up: the reader hangs on Sunday",
        # taught, heard of others
        'In the course we show "It stops. The reader hangs."', 'Lägg till "the reader hangs" i vår FAQ',
        'Slide 7: "the reader hangs"', "Course: the reader hangs", "Kursen visar att the reader hangs",
        "The manual shows that the reader hangs", "On Reddit somebody writes that the reader hangs",
        'Saw a post online: "the reader hangs". Not our case.', "My brother's school has it: the reader hangs",
        # only asked about
        "Can it be that the reader hangs?", "How do I see whether the reader hangs?",
        "Where can I read about “the reader hangs”?",
        # over
        "The reader hangs. After a restart it went through", "The reader hangs - fixed itself after a night",
        "The reader hangs. Now it works, thanks!", 'Ärendet om "the reader hangs" kan stängas',
        "The reader hangs. Now she's in", "Case notes: the reader hangs. New card, done.",
        "The reader hangs. Turned out to be a card, all readers done",
        "The reader hangs. Det berodde på kortet, alla klara",
        # of another thing
        "The bakery app says the reader hangs",
    ],
)  # fmt: skip
def test_what_is_only_mentioned(text: str) -> None:
    assert framed(text)


@pytest.mark.parametrize(
    "text",
    [
        "The reader hangs", "Since Monday the reader hangs. Can you help?", "Why do you think the reader hangs?",
        "I followed the guide, and the reader hangs", "Nobody has said that it is easy, but the reader hangs",
        "The reader hangs. Mail works fine otherwise", "The reader hangs. It works again, but only for a minute",
        "It worked last week. Now the reader hangs", "Does my loan end if the reader hangs?",
        "The reader hangs. My colleague's works now", "Hur får jag igång den, the reader hangs?",
        # in due course, by hand, of those who teach
        "In due course: the reader hangs", "In the course of lending: the reader hangs",
        "As a matter of course it shows that the reader hangs", "With a manual sync it shows that the reader hangs",
        "The phone of the documentation team shows that the reader hangs",
        "The course's phone shows that the reader hangs", "Utbildningsledarens telefon visar att the reader hangs",
        # not closed yet
        "The reader hangs. Can I close the ticket?", "The reader hangs. Let me know once it is fixed",
        "The reader hangs. Ärendet kan stängas om det är känt", "The reader hangs. You closed the ticket too early",
        "The reader hangs. Reopen the case, somebody closed the ticket",
        "The library app on my reader says that I must enroll, and the reader hangs",
    ],
)  # fmt: skip
def test_what_is_told(text: str) -> None:
    assert not framed(text)


def test_what_succeeds_is_no_fault() -> None:
    text = "The card went through without problems"
    assert is_framed(text, 0, 8)
    assert not is_framed(text, 0, len(text), whole=True)


def test_a_message_is_not_taken_for_what_goes_well_by_its_own_words() -> None:
    assert not is_framed("Certificate valid", 0, 17, whole=True)


def test_in_a_log_nothing_is_only_mentioned() -> None:
    assert not is_framed(f"Nobody has said that it hangs{' ' * 30_000}", 21, 29)
