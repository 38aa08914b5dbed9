"""What a sentence supposes, plans or teaches, or says to be over, is not told to be there."""

from __future__ import annotations

import pytest

from expert.recognizing.telling import is_over, is_supposed, tells_of_nothing

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
        "So what does 'the reader hangs' mean in general", 'What should the desk answer if "the reader hangs" is shown',
        'The article about "the reader hangs" is old', 'Can you translate "the reader hangs"',
        "A friend at another company says that the reader hangs", "From May on we expect that the reader hangs",
        "I read on a forum that the reader hangs", "We planned nothing: tänker vi fråga om the reader hangs",
        'Users without a card should get "the reader hangs"', 'If a user gets "the reader hangs", what do we do',
        'We fixed "the reader hangs" last week', "No longer stuck, the reader hangs", "Test plan: the reader hangs",
        "It is expected, the reader hangs", "We expected users, the reader hangs",
        # in advance, and so that it does not happen
        "I'll try it tonight and let you know if the reader hangs", "Jag hör av mig om the reader hangs",
        "Is there a risk that the reader hangs", "I fear that it may be that the reader hangs",
        "I was warned that it might be that the reader hangs", "Vi är oroliga, finns risken att the reader hangs",
        "Please add her card so that it doesn't come to it: the reader hangs",
        "Vi byter kort för att slippa: the reader hangs",
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
        "An unexpected answer and the reader hangs", "A manual sync shows that the reader hangs",
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
        "The message that the reader hangs is gone", '"The reader hangs" is gone since Monday',
        "Last year the reader hangs, since then never again", "The reader hangs. It has not come back",
        "First the reader hangs, on the second try it worked", "The reader hangs as intended",
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
        "The reader hangs, it was solved but came back", "The reader hangs, and it has never worked since",
        "The reader hangs, on the other reader it worked",
        "The reader hangs now, it worked yesterday",
        "The reader hangs and since then nothing worked", "The reader hangs, call me once it is fixed",
        "The reader hangs, if it is fixed I am glad",
    ],
)
def test_what_is_not_over(text: str) -> None:
    assert not is_over(text, *places(text), len(text))


@pytest.mark.parametrize(
    "text",
    [
        "What is it called when the reader hangs? Nobody here has run into it.",
        "The reader hangs? It has not happened.",
        "Just curious: the reader hangs, and then?", "Hypothetically, the reader hangs.",
        "False alarm, the reader hangs no.",
        "Nothing has been decided yet, but the reader hangs.", "Ignore my last mail, there was never an error.",
        "Yesterday the reader hangs and all is well. Nothing more to do, please close.",
        "The reader hangs. Closing the ticket.", "The reader hangs at the other one. Ni på IT behöver inte göra något.",
        "Was told that the reader hangs - no, we haven't, all is well.", "The reader hangs (kb draft)",
        "The reader hangs: this message is shown when a user has no card.",
        "The reader hangs. It works now, so please close the ticket when you have time.",
        "It hangs when I read: the reader hangs. Please close this ticket, thanks.",
        "Läsaren hänger sig. Vi stänger ärendet när ni har tid.",
        "Läsaren hänger sig? Det har aldrig hänt.", "Vi har inte sett det, men läsaren kan hänga sig.",
        "The reader hangs. Never mind, it was my Wi-Fi", "Postmortem: the reader hangs",
        "Minns ni när the reader hangs?", "Strunta i mitt mejl om att the reader hangs",
        "The reader hangs elsewhere, we're fine here", "The reader hangs, stämmer det fortfarande?",
    ],
)  # fmt: skip
def test_a_text_that_tells_of_nothing(text: str) -> None:
    assert tells_of_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "The reader hangs. It has never happened before.", "Nobody has seen this before: the reader hangs.",
        "Nothing has changed in our network, but the reader hangs.", "Läsaren hänger sig, det har aldrig hänt förut.",
        "It says that nothing more is needed, but the reader hangs.", "The reader says please close the lid and hangs.",
        "Just for your information: the reader hangs.", "Can I do anything, or is no action needed? The reader hangs.",
        "The reader hangs. Please close this ticket if it is a duplicate.",
        "The reader hangs. Kindly close the case once it works.",
        "If you know it, please close the ticket: the reader hangs",
        "The reader hangs. Before closing the ticket, call me.", "The reader hangs. Are you closing the ticket?",
        "The reader hangs. Please close this ticket unless you can help.",
        "Läsaren hänger sig. Innan ni stänger ärendet, ring mig.",
        "Läsaren hänger sig. Snälla stäng ärendet om det är känt.",
        "Läsaren hänger sig. Jag stänger ärendet så fort det går.",
        "I never had it this bad.", "line\n" * 5000 + "false alarm",
    ],
)
def test_a_text_that_tells_of_something(text: str) -> None:
    assert not tells_of_nothing(text)
