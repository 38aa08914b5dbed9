"""How much speaks against a text being a report of an enrollment that fails now, and how much for it.

An order, a minute of a meeting, a question in general or thanks for what works again name faults in the same words as
reports do. No single word tells them apart; several signs together do. What a sign is made of is data
(`facts/speaking.yaml`).
"""

from __future__ import annotations

from functools import lru_cache

from expert.facts.speaking import spoken
from expert.recognizing.telling import in_lower_case

AGAINST = (
    "sign_to_come", "sign_of_the_past", "sign_of_success", "sign_of_long_enrolled", "sign_of_other_things",
    "sign_of_other_management", "sign_of_paperwork", "sign_of_a_request",
)  # fmt: skip
"""Classes of words by which texts are something else than a report."""

FOR = ("sign_of_a_turn", "sign_of_a_screen", "sign_of_doing", "sign_of_enrolling")
"""Classes of words by which texts are reports."""

_OF_A_QUESTION = 2
_DENIED = 12
"""Letters before a word within which it is denied."""

_MOST_OF_EACH = 2
"""Different words of a class that count: a third tells nothing new."""


@lru_cache(maxsize=16)  # asked for each symptom that a text tells of
def doubts_about(text: str, *, asked: bool) -> int | None:
    """How many more signs of something else a text has than signs of a report; below zero where it has fewer.

    Args:
        text: the text.
        asked: whether it asks about what it tells, which is such a sign too.

    Returns:
        None where it has no sign of something else, and nothing is to be weighed.
    """
    text = in_lower_case(text)
    against = sum(_signs(name, text) for name in AGAINST) + _OF_A_QUESTION * asked
    return against - sum(_signs(name, text) for name in FOR) if against else None


def says_what_a_device_shows(text: str) -> bool:
    """Whether a text names a device, and says that something is shown.

    Args:
        text: the text, in lower case.
    """
    names_one = any(spoken(name).search(text) is not None for name in ("of_ours", "of_devices"))
    return names_one and spoken("sign_of_a_screen").search(text) is not None


def _signs(name: str, text: str) -> int:
    """How many signs of a class a text has, at most those that count.

    Of those against it, what is denied is none: "it is not valid".
    """
    denies = spoken("denies")
    found = {
        one[0]
        for one in spoken(name).finditer(text)
        if name in FOR or denies.search(text, max(one.start() - _DENIED, 0), one.start()) is None
    }
    return min(len(found), _MOST_OF_EACH)
