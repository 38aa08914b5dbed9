"""What is wrong with a regular expression that somebody wrote into a rule folder."""

from __future__ import annotations

import math
import re

from expert.foundations.limits import MOST_STEPS_OF_EXPRESSION
from expert.foundations.texts import Text
from expert.rules.backtracking import ways_to_try


def why_unreadable(expression: str) -> Text | None:
    """Why Python cannot read an expression; None where it can."""
    try:
        re.compile(expression)
    except (re.error, OverflowError, RecursionError) as error:
        return Text(f"this regular expression cannot be read: {error}",
                    f"det reguljära uttrycket går inte att läsa: {error}")  # fmt: skip
    return None


def why_slow(expression: str) -> Text | None:
    """Why nobody may wait for the end of a search for an expression that can be read; None where it is bounded."""
    steps = ways_to_try(expression)
    if steps <= MOST_STEPS_OF_EXPRESSION:
        return None
    return _ENDLESS if math.isinf(steps) else _SLOW


_ENDLESS = Text(
    "where this regular expression does not fit, each further character can double the time: what is repeated in it "
    "matches the same characters in several ways",
    "där det reguljära uttrycket inte passar kan varje tecken till fördubbla tiden: det som upprepas i det matchar "
    "samma tecken på flera sätt",
)
_SLOW = Text(
    "where this regular expression does not fit, it can take more than the square of the text's length: several "
    "repeats one after the other match the same characters",
    "där det reguljära uttrycket inte passar kan det ta mer än kvadraten på textens längd: flera upprepningar efter "
    "varandra matchar samma tecken",
)
