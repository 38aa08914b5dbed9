"""Whether what a text names is told of the devices that are enrolled here, or of something else, or of nothing at all.

Other things have messages of the same words: a gym its limit of devices, a bank its users that are not recognized, an
Android tablet its Company Portal. A sentence speaks of the thing that it names last before what fails; where it names
none, of what the sentences before it spoke of. What only stands beside, was given away, or works itself, does not
count. Other texts are about messages and not about devices: jokes, exercises, scripts, what is quoted to learn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from expert.facts.speaking import spoken
from expert.foundations.records import Record

_OURS = "of_ours"
_PLATFORM = "other_platforms"
_COMPUTER = "computers"
_EVERYDAY = "everyday_things"
_LIFE = "the_life"
_KINDS = (_OURS, _PLATFORM, _COMPUTER, _EVERYDAY, _LIFE)

_BESIDE = 40
"""Characters before a thing in which it may be said that it only stands beside another."""

_DATA = re.compile(r"[\"']\s?:\s?[\"'{\[]|[{}]")
"""What is no sentence but an answer of a service: its quotes quote nobody."""

_LOGGED = re.compile(r"\w\[\d{1,6}\]|<(?:notice|error|info|debug|fault)>|\d:\d\d:\d\d")
"""What a line of a log has, of whatever process."""

_WORD = re.compile(r"[^\W\d_]+")
_WORDS_AROUND = 4
"""Words around a quote from which on they tell what it is about."""

_QUOTED = re.compile(
    r"(?:(?<=[\s(:–-])|\A)['‘’][^'‘’\n]{1,200}['‘’](?=[\s.,;:!?)]|\Z)"
    r"|[\"“”„«»][^\"“”„«»\n]{1,400}[\"“”„«»]"
)


@dataclass(frozen=True, eq=False, repr=False)
class _Thing(Record):
    """A thing that a text names.

    Attributes:
        kind: the class of words by which it is named.
        begin: where it begins.
        end: where it ends.
    """

    kind: str
    begin: int
    end: int


def is_of_another_thing(text: str, begin: int, first: int, last: int, end: int) -> bool:
    """Whether a sentence tells what it names of another thing than those that are enrolled here.

    Args:
        text: the text, in lower case.
        begin: where the sentence begins.
        first: where what it names begins.
        last: where that ends.
        end: where the sentence ends.
    """
    things = _things(text)
    if not any(thing.kind != _OURS for thing in things):
        return False
    has_ours = any(thing.kind == _OURS for thing in things)
    thing = _spoken_of(text, things, begin, first, last, end)
    if thing is None or thing.kind == _OURS:
        return False
    if thing.kind == _PLATFORM:
        return True
    if thing.kind == _COMPUTER:
        return not has_ours
    if thing.kind == _LIFE:
        return not has_ours and begin <= thing.begin
    managed = _stand_beside("of_management", text, first, last)
    return not has_ours and not managed


def _spoken_of(text: str, things: tuple[_Thing, ...], begin: int, first: int, last: int, end: int) -> _Thing | None:
    """The thing of which a sentence tells what it names; None where none is named."""
    on = spoken("told_of").match(text, last, end)
    named = None if on is None else next((thing for thing in things if thing.begin == on.end()), None)
    if named is not None:
        return named
    before = [thing for thing in things if begin <= thing.begin < first]
    if before:
        return before[-1]
    behind = [thing for thing in things if first <= thing.begin < end]
    if behind:
        # Before what is named stands no thing: so it is told of one of its own words, or of one that is pointed at.
        if any(thing.kind == _OURS for thing in behind):
            return None
        return next((thing for thing in behind if thing.begin < last or _is_pointed_at(text, thing)), None)
    earlier = [thing for thing in things if thing.begin < begin]
    if earlier:
        return earlier[-1]
    return next((thing for thing in things if _is_pointed_at(text, thing)), None)


def _is_pointed_at(text: str, thing: _Thing) -> bool:
    return spoken("it_is").search(text, max(thing.begin - _BESIDE, 0), thing.begin) is not None


@lru_cache(maxsize=8)  # asked for each thing that a text names
def _things(text: str) -> tuple[_Thing, ...]:
    """The things that a text speaks of, in their order; without those that only stand beside, or work."""
    found = sorted(
        (_Thing(kind, match.start(), match.end()) for kind in _KINDS for match in spoken(kind).finditer(text)),
        key=lambda thing: thing.begin,
    )
    return tuple(thing for thing in found if not _is_beside(text, thing))


def _is_beside(text: str, thing: _Thing) -> bool:
    """Whether a thing is only named beside the one that is spoken of, was given away, or works."""
    near = max(thing.begin - _BESIDE, 0)
    if spoken("set_aside").search(text, near, thing.begin) is not None:
        return True
    if thing.kind in (_PLATFORM, _COMPUTER) and spoken("put_away").search(text, near, thing.begin) is not None:
        return True
    if spoken("set_beside").match(text, thing.end) is not None:
        return True
    stop = spoken("clause_ends").search(text, thing.end)
    clause = text[thing.end : len(text) if stop is None else stop.start()]
    rest = spoken("fine_itself").sub(" ", clause)
    return rest != clause and spoken("denies").search(rest) is None


@lru_cache(maxsize=8)
def is_about_words(text: str) -> bool:
    """Whether a text is about a message and not about a device that shows it: played, taught, quoted.

    Args:
        text: the text, in lower case.
    """
    if spoken("staged").match(text) is not None:
        return True
    if spoken("learned").search(text) is None:
        return False
    own = _QUOTED.sub(" ", text)
    return spoken(_OURS).search(own) is None and spoken("own_case").search(own) is None


def is_logged(text: str) -> bool:
    """Whether a text has lines of a log, of whatever process."""
    return _LOGGED.search(text) is not None


def is_quoted_of_nothing(text: str, first: int, last: int) -> bool:
    """Whether what a text names stands in quotes, and outside of these nothing speaks of devices.

    Args:
        text: the text, in lower case.
        first: where what it names begins.
        last: where that ends.
    """
    return _quotes_nothing(text) and any(begin <= first and last <= end for begin, end in _quotes(text))


@lru_cache(maxsize=8)  # asked for each thing that a text names
def _quotes_nothing(text: str) -> bool:
    """Whether nothing speaks of devices outside the quotes of a text, where somebody says something there."""
    if _DATA.search(text) is not None:
        return False
    outside = _QUOTED.sub(" ", text)
    return len(_WORD.findall(outside)) >= _WORDS_AROUND and spoken("speaks_of_devices").search(outside) is None


@lru_cache(maxsize=8)
def _quotes(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(quote.span() for quote in _QUOTED.finditer(text))


@lru_cache(maxsize=32)  # asked for each thing that a text names
def _places(words: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where words of a class stand in a text."""
    return tuple(found.span() for found in spoken(words).finditer(text))


def _stand_beside(words: str, text: str, first: int, last: int) -> bool:
    """Whether words of a class stand in a text outside of what it names."""
    return any(end <= first or last <= begin for begin, end in _places(words, text))


def is_in_jest(text: str, first: int, last: int) -> bool:
    """Whether a text says by what it names what somebody is like, or laughs where it speaks of no device.

    Args:
        text: the text, in lower case.
        first: where what it names begins.
        last: where that ends.
    """
    if _places(_OURS, text):
        return False
    if _places("figures", text):
        return True
    return _stand_beside("laughs", text, first, last) and not (
        _places("of_management", text) or _stand_beside("of_devices", text, first, last)
    )


def is_of_an_app(text: str, begin: int, end: int) -> bool:
    """Whether a sentence tells of an app on a device that has long been enrolled.

    Args:
        text: the text, in lower case.
        begin: where the sentence begins.
        end: where the sentence ends.
    """
    if spoken("apps").search(text, begin, end) is None or not _places("adjectival", text):
        return False
    return spoken("of_enrolling").search(spoken("adjectival").sub(" ", text[begin:end])) is None


def is_of_another_enrollment(text: str, first: int, last: int) -> bool:
    """Whether a text enrolls somebody in a course, a plan, a club, and no device; or what it names does.

    Args:
        text: the text, in lower case.
        first: where what it names begins.
        last: where that ends.
    """
    named = [place for place in _places("of_another_kind", text) if place[0] < last and first < place[1]]
    if any(spoken(_OURS).search(text, *place) is None for place in named):
        return True
    if any(_places(name, text) for name in (_OURS, "of_management")):
        return False
    return bool(_places("of_another_kind", text))


@lru_cache(maxsize=8)
def tells_of_enrolling(text: str, *, coded: bool) -> bool:
    """Whether a person tells, not a log, of a device that is being enrolled here, and of no other thing.

    Args:
        text: the text, in lower case.
        coded: whether a domain and a number are told with it, which need no word of enrolling beside the device.
    """
    if is_logged(text) or any(thing.kind in (_PLATFORM, _EVERYDAY) for thing in _things(text)):
        return False
    if not any(spoken(name).search(text) for name in (_OURS, "of_devices")) or spoken("apps").search(text) is not None:
        return False
    return coded or spoken("of_enrolling").search(text) is not None
