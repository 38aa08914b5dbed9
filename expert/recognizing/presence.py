"""Whether what a sentence says of a fact is so now and here: not to come, not past, not of another device or tenant.

What is not is left open, and asked for where it matters: a certificate that had expired before it was renewed would
else prove what is wrong today. The words by which this is told are data (`facts/speaking.yaml`).
"""

from __future__ import annotations

import re

from expert.facts.speaking import spoken
from expert.recognizing.telling import clause_end, clauses_until, in_lower_case

_BEFORE = 25  # letters before what says a fact, within which it may be said to be still to come
_SOLVED_BEFORE = 80  # and within which the text may have said that the case is solved
_BESIDE = 20  # letters behind the name of another platform, within which this one may be named with it
_DIGIT = re.compile(r"\d")


def is_elsewhere(text: str, begin: int, first: int, last: int, end: int) -> bool:
    """Whether what a sentence gives away is not so now, or not of the device and the tenant that the text is about.

    Args:
        text: the text.
        begin: where the sentence begins.
        first: where that begins which gives it away.
        last: where that ends.
        end: where the sentence ends.
    """
    text = in_lower_case(text)
    since, until = clauses_until(text, begin, first)[-1], clause_end(text, last, end)
    return (
        _is_to_come(text, since, first, last, end)
        or _is_past(text, since, first, last, until)
        or _is_of_another(text, begin, since, until)
        or _works_itself(text, first, last, end)
    )


def _is_to_come(text: str, since: int, first: int, last: int, end: int) -> bool:
    before = spoken("to_come").search(text, max(since, first - _BEFORE), last)
    return before is not None or spoken("soon_after").match(text[last:end]) is not None


def _is_past(text: str, since: int, first: int, last: int, until: int) -> bool:
    solved = spoken("once_was").search(text, max(0, first - _SOLVED_BEFORE), last)
    return solved is not None or spoken("was_then").search(text, since, until) is not None


def _is_of_another(text: str, begin: int, since: int, until: int) -> bool:
    """Whether the clause is about another tenant or device than one that stands elsewhere in the text."""
    for other, this in (("for_a_trial", "in_use"), ("older_device", "newer_device")):
        if spoken(other).search(text, since, until) is not None and _stands_outside(text, this, since, until):
            return True
    # "On Android, devices are blocked", but not "it works on Windows, and on the iPhone they are blocked".
    named = spoken("of_another_platform").search(text, begin, until)
    if named is None or spoken("this_platform").search(text, since, until) is not None:
        return False
    # "We have it on Macs and iPads" is about both.
    both = spoken("this_platform").search(text, named.start(), named.end() + _BESIDE)
    return both is None and _stands_outside(text, "this_platform", since, until)


def _stands_outside(text: str, words: str, since: int, until: int) -> bool:
    found = spoken(words)
    return found.search(text, 0, since) is not None or found.search(text, until) is not None


def _works_itself(text: str, first: int, last: int, end: int) -> bool:
    """Whether the sentence goes on that a device works, of which it has told the version."""
    behind = spoken("and_it").match(text, last, end) if _DIGIT.search(text, first, last) is not None else None
    return behind is not None and spoken("fine_itself").match(text, behind.end(), end) is not None
