"""Whether a sentence that holds what a fault is called tells that it is there: or supposes, plans, teaches, or is glad.

What is said after a "but" stands on its own: "the guide says that it installs, but the profile cannot be installed".
The words by which this is told are data (`facts/speaking.yaml`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from expert.facts.speaking import spoken
from expert.foundations.limits import LONG

_WORD = re.compile(r"\w")
_ASKED = re.compile(r"""["'“”’»)\]]{1,30}\?""")
"""The end of a question whose last words are quoted."""


def is_uncertain(text: str, begin: int, first: int, last: int, end: int) -> bool:
    """Whether what a sentence gives away is somebody else's, hearsay, or has changed since.

    Args:
        text: the text.
        begin: where the sentence begins.
        first: where that begins which gives it away.
        last: where that ends.
        end: where the sentence ends.
    """
    text = in_lower_case(text)
    for said in ("of_colleagues", "heard"):
        found = spoken(said).search(text, begin, last)
        if found is not None and spoken("turn").search(text, found.end(), first) is None:
            return True
    # What has changed since may be told in the sentence that follows: "It was renewed yesterday."
    following = spoken("of_it_behind").match(text, end)
    behind = end if following is None else following.end()
    return _is_heard(text, last, end) or spoken("since_then").search(text, last, behind) is not None


def _is_heard(text: str, first: int, end: int) -> bool:
    """Whether a stretch says that somebody says so, and not a thing such as a screen."""
    return any(
        spoken("a_thing").search(text, max(first, found.start() - 60), found.start()) is None
        for found in spoken("heard").finditer(text, first, end)
    )


def may_be_taken_back(text: str, first: int, last: int) -> bool:
    """Whether a text goes on, after it has said that all is well, in a way that may take it back; or says so of others.

    Args:
        text: the text.
        first: where that begins which says so.
        last: where it ends.
    """
    text, taken_back = in_lower_case(text), spoken("taken_back")
    if is_on_condition(text, first, last):
        return True
    begin = max(text.rfind(mark, 0, first) for mark in ".!?\n") + 1
    return taken_back.search(text, begin, first) is not None or taken_back.search(text, first) is not None


@lru_cache(maxsize=8)  # asked for each thing that a text names
def tells_of_nothing(text: str) -> bool:
    """Whether a text says that what it names has not happened, or only asks out of curiosity.

    Args:
        text: the text; in a long one, which is a log, nobody says so.
    """
    if len(text) > LONG:
        return False
    text = in_lower_case(text)
    return spoken("nothing_happened").search(text) is not None or any(
        not is_on_condition(text, *found.span()) for found in spoken("to_be_closed").finditer(text)
    )


def is_on_condition(text: str, first: int, last: int, since: int = 0) -> bool:
    """Whether what says that a case is closed, or over, says so on a condition, or asks whether it is.

    The condition stands in the same clause or behind it, or a clause before it in the sentence begins with it: not
    "it fails when I restart, please close the ticket".

    Args:
        text: the text, in lower case.
        first: where that begins which says so.
        last: where it ends.
        since: where to look from: what stands before is said of something else.
    """
    begin = max(since, *(text.rfind(mark, since, first) + 1 for mark in ".!?:;\n"))
    ends = [place for mark in ".!?\n" if (place := text.find(mark, last)) >= 0]
    end = min(ends, default=len(text))
    if text[end : end + 1] == "?" and spoken("asks_to_close").search(text, begin, end) is None:
        return True
    clauses = clauses_until(text, begin, first)
    condition = spoken("on_condition")
    if condition.search(text, clauses[-1], end) is not None:
        return True
    return any(condition.match(text, word.start()) for clause in clauses if (word := _WORD.search(text, clause)))


def clauses_until(text: str, begin: int, first: int) -> list[int]:
    """Where the clauses begin, from the beginning of a sentence to a place in it; the last is that of the place."""
    return [begin, *(found.end() for found in spoken("clause_ends").finditer(text, begin, first))]


def clause_end(text: str, last: int, end: int) -> int:
    """Where the clause of a place ends, at the latest where its sentence does."""
    found = spoken("clause_ends").search(text, last, end)
    return end if found is None else found.start()


def is_supposed(text: str, begin: int, first: int, last: int, end: int) -> bool:
    """Whether a sentence supposes, plans, teaches or denies what it names, and does not turn before it.

    Args:
        text: the text.
        begin: where the sentence begins.
        first: where what it names begins.
        last: where that ends.
        end: where the sentence ends, with its question mark.
    """
    text = in_lower_case(text)
    asked = _ASKED.match(text, end)
    end = end if asked is None else asked.end()
    line = max(text.rfind("\n", 0, first) + 1, begin)
    # A heading may be a part of what is named: "Guide: profile installation failed".
    if spoken("none_of").search(text[line:first]) is not None or spoken("heading").match(text[line:last]) is not None:
        return True
    for start, behind, until in _supposing(text[begin:end]):
        if start >= last - begin:
            break
        # Of "if it hangs, restart it" only what stands before the comma is supposed.
        if 0 <= until <= first - begin:
            continue
        # What is named may begin in the expression itself: "would the devices then fail to enroll?"
        if spoken("turn").search(text[:first], begin + behind) is None:
            return True
    return False


@lru_cache(maxsize=64)  # a sentence is asked about for each thing that it names
def _supposing(sentence: str) -> tuple[tuple[int, int, int], ...]:
    """Where a sentence has words that suppose, where these end, and how far that reaches; -1 where to its end."""
    return tuple(
        (found.start(), found.end(), max((found.end(name) for name in found.re.groupindex), default=-1))
        for found in spoken("not_told").finditer(sentence)
    )


@lru_cache(maxsize=8)  # asked for each thing that a text names
def in_lower_case(text: str) -> str:
    """A text in lower case, where every place stays what it is."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


def is_over(text: str, first: int, last: int, end: int) -> bool:
    """Whether what a sentence names is over, and nothing after that takes it back.

    Args:
        text: the text.
        first: where what it names begins.
        last: where that ends.
        end: where the sentence ends.
    """
    text, turn, not_over = in_lower_case(text), spoken("turn"), spoken("not_over")
    behind = text[last:end]
    restored = spoken("works_again").search(text, first, last)
    if restored is not None and not_over.search(text[first : restored.start()]) is None:
        return True
    for found in spoken("over").finditer(behind):
        ahead = behind[: found.start()]
        until = behind[: found.end()]
        if spoken("nothing").search(found[0]) or not_over.search(ahead) or spoken("elsewhere").search(until):
            continue
        if is_on_condition(text, last + found.start(), last + found.end(), last):
            continue
        if turn.search(behind, found.end()) is None:
            return True
    again = spoken("never_again").match(text, last)
    if again is not None and turn.search(text, again.end(), end) is None:
        return True
    closed = spoken("closed").match(text, end) or spoken("at_last").match(text, end)
    if closed is not None and turn.search(text, closed.end()) is None:
        return True
    gone = spoken("gone").search(text, max(text.rfind(".", 0, first) + 1, text.rfind("\n", 0, first) + 1), end)
    return gone is not None and gone.end() > last and turn.search(text[:end], gone.end()) is None
