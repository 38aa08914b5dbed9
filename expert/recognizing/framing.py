"""How a text speaks of what it names: tells it, or only asks, supposes, teaches or denies it, or has seen it cured.

The words by which this is told are data (`facts/speaking.yaml`). What stands in quotes is taken as one thing that a
sentence speaks of, and what a sentence says before "that", a colon or a quote holds for all that comes after it. What
is said later in the text counts too: the last word tells whether something is over.
"""

from __future__ import annotations

import re
from functools import lru_cache

from expert.facts.speaking import Sought, spoken
from expert.foundations.limits import LONG
from expert.recognizing.subjects import (
    is_about_words,
    is_in_jest,
    is_of_an_app,
    is_of_another_enrollment,
    is_of_another_thing,
    is_quoted_of_nothing,
)
from expert.recognizing.telling import clause_end, in_lower_case, is_on_condition

_LONGEST_QUOTE = 400
_FAR = 400
"""Characters that are read before and behind what a text names."""

_QUOTES = re.compile(r"[\"“”„«»]")
_SENTENCE_END = re.compile(r"[.!?;](?=[\s\"”’)\]]|\Z)|\n")
_INNER_END = re.compile(r"[.!?;\n]")

_IT = "x"
_WORDS_OF_A_SENTENCE = 4
_NEAR = 12


def is_framed(
    text: str, first: int, last: int, *, asked: bool = True, whole: bool = False, denies: bool = False
) -> bool:
    """Whether a text only mentions what stands at a place, or says that it is over.

    Args:
        text: the text; in a long one, which is a log, nothing is.
        first: where what it names begins.
        last: where that ends.
        asked: what is only asked about is only mentioned; but who asks what a code means, has mostly been shown it.
        whole: it is a documented message, whose own words say nothing of how it is spoken of.
        denies: its sentence has a word that denies, which is misspelled.
    """
    if len(text) > LONG:
        return False
    flat, quotes = _flattened(text)
    for begin, end in quotes:
        if begin < last and first < end:
            first, last = min(first, begin), max(last, end)
    # What goes on behind its first clause may say already that it is over. What is not a person's own words, a message
    # or a line of a log, is one thing, and does not go on.
    told = clause_end(flat, first, last) if asked and not whole else last
    if _is_cured(flat, first, told):
        return True
    nearest = max(first - _FAR, 0)
    begin = max((found.end() for found in _SENTENCE_END.finditer(flat, nearest, first)), default=nearest)
    farthest = min(last + _FAR, len(flat))
    stop = _SENTENCE_END.search(flat, last, farthest)
    end = farthest if stop is None else stop.start()
    asks = flat[end : end + 1] == "?" or flat[max(last - 1, 0) : last] == "?"
    # The quote that opens what is named belongs to the words before it.
    head, said = flat[begin : first + 1], f"{flat[begin:first]}{_IT}{flat[last:end]}"
    if _is_denied(flat[begin:last], first - begin) or spoken("would_be").match(flat[begin:end]) is not None:
        return True
    if _is_no_report(flat, begin, first, last, end, whole=whole):
        return True
    if _went_smoothly(flat, last if whole else first, last, end):
        return True
    if asked and not whole and ((not denies and goes_well(flat[begin:end])) or _is_of_another(flat, begin, end)):
        return True
    if spoken("fails_not").search(flat, max(first - _NEAR, begin), min(last + _NEAR, end)) is not None:
        return True
    wanted = spoken("wanted").search(flat, begin, end)
    if wanted is not None and spoken("turn").search(flat, wanted.end(), end) is None and not asks:
        return True
    if spoken("not_ours").match(flat, end) is not None:
        return True
    if _holds_on(spoken("supposed"), head) or _holds_on(spoken("others"), head):
        return True
    if spoken("followed").search(said) is None and _holds_on(spoken("taught"), said):
        return True
    return asked and asks and _only_asks(said, first - begin) and spoken("gets_it").search(flat, end) is None


def goes_well(sentence: str) -> bool:
    """Whether a sentence, in lower case, says of something that it succeeds, and of nothing that it fails."""
    rest = spoken("no_trouble").sub(" ", sentence)
    return (rest != sentence or spoken("succeeds").search(rest) is not None) and spoken("fails").search(rest) is None


def _holds_on(words: Sought, said: str) -> bool:
    """Whether words stand in what is said, and nothing behind them turns it around."""
    return any(spoken("turn").search(said, found.end()) is None for found in words.finditer(said))


def _is_denied(said: str, first: int) -> bool:
    """Whether words before what is named deny it, or words within it deny what comes after them.

    Args:
        said: the sentence until the end of what is named.
        first: where that begins.
    """
    for found in spoken("denied").finditer(said):
        quoted = _QUOTES.match(said, found.end()) is not None
        is_before = found.end() <= first + 1
        # "It never asks for 'Remote Management'" tells of a fault: a name in quotes is no sentence that is denied.
        if not is_before and quoted and len(said[found.end() :].split()) < _WORDS_OF_A_SENTENCE:
            continue
        if spoken("turn").search(said, found.end(), max(first, found.end())) is None:
            return True
    return False


def _is_of_another(text: str, begin: int, end: int) -> bool:
    """Whether a sentence tells of another app or portal, in a text that does not speak of enrolling."""
    if is_of_an_app(text, begin, end):
        return True
    return spoken("other_thing").search(text[begin:end]) is not None and spoken("of_enrolling").search(text) is None


def _is_no_report(text: str, begin: int, first: int, last: int, end: int, *, whole: bool) -> bool:
    """Whether a sentence tells what it names of something else, in jest, or in a text that only speaks of messages.

    Who hands over a documented message in quotes has been shown it, whatever else he says.
    """
    if is_about_words(text) or is_in_jest(text, first, last) or (not whole and is_quoted_of_nothing(text, first, last)):
        return True
    return is_of_another_enrollment(text, first, last) or is_of_another_thing(text, begin, first, last, end)


def _went_smoothly(text: str, first: int, last: int, end: int) -> bool:
    """Whether the clause of what a sentence names says that it went without trouble."""
    stop = spoken("clause_ends").search(text, last, end)
    return spoken("smoothly").search(text, first, end if stop is None else stop.start()) is not None


def _only_asks(sentence: str, first: int) -> bool:
    """Whether a question asks about something in general, and not for help with it.

    Args:
        sentence: the question, in which one letter stands for what it names.
        first: where that stands.
    """
    opening = spoken("asks").match(sentence)
    if opening is None or opening.end() > first or spoken("when").match(sentence) is not None:
        return False
    if "," in sentence[opening.end() : first] or spoken("for_help").search(sentence) is not None:
        return False
    supposed = spoken("if").search(sentence)
    asking = sentence if supposed is None else sentence[: supposed.start()]
    return spoken("how_to").match(sentence) is not None or spoken("of_oneself").search(asking) is None


def _is_cured(text: str, first: int, last: int) -> bool:
    """Whether the text goes on to say that what it names at a place is over."""
    end = min(len(text), last + _FAR)
    closing = [(found, True) for found in spoken("closing").finditer(text, last, end)]
    for found, closes in (*closing, *((found, False) for found in spoken("goes_well").finditer(text, last, end))):
        begin = max((c.end() for c in spoken("clause_ends").finditer(text, last, found.start())), default=last)
        stop = spoken("clause_ends").search(text, found.end(), end)
        clause = text[begin : end if stop is None else stop.end()]
        if spoken("not_so").search(clause) is not None or (closes and is_on_condition(text, *found.span(), last)):
            continue
        line = max(text.rfind(mark, last, found.start()) for mark in ".!\n")
        changed = closes or spoken("changed").search(text, max(line, last), found.end() + 40)
        if changed and spoken("turn").search(text, found.end()) is None:
            return True
    return False


@lru_cache(maxsize=8)  # asked for each thing that a text names
def _flattened(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text in lower case, with nothing that ends a sentence in its quotes; and where these stand."""
    text = in_lower_case(text)
    marks = [found.start() for found in _QUOTES.finditer(text)]
    quotes: list[tuple[int, int]] = []
    for begin, end in zip(marks[::2], marks[1::2], strict=False):
        if end - begin <= _LONGEST_QUOTE:
            quotes.append((begin, end + 1))
    parts: list[str] = []
    done = 0
    for begin, end in quotes:
        parts += (text[done:begin], _INNER_END.sub(" ", text[begin:end]))
        done = end
    return "".join((*parts, text[done:])), tuple(quotes)
