"""How long something may take: a deadline that work looks at between its steps.

Nothing is interrupted from outside. Whatever works for long asks between two steps whether there is time left, at
places where nothing that others share is half made, so that the next one finds all of it as it was.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from expert.foundations.problems import ExpertError
from expert.foundations.texts import Language, Text


class TookTooLong(ExpertError):
    """Something took longer than it was given, and was stopped; what is shared is as it was before.

    It is no `TimeoutError`: that is an error of the operating system, and whoever goes on after those would go on.

    Attributes:
        seconds: what it was given.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(seconds)

    def __str__(self) -> str:
        return self.in_("en")

    def in_(self, language: Language) -> str:
        """What happened, in one line."""
        return _STOPPED.format(seconds=f"{self.seconds:g}").in_(language)


_STOPPED = Text(
    "this was not done after {seconds} s, which is all that it was given, and was stopped; give it more time, or less "
    "to read",
    "det här var inte klart efter {seconds} s, som var all tid det fick, och avbröts; ge det mer tid, eller mindre att "
    "läsa",
)


@dataclass(frozen=True, slots=True)
class _Deadline:
    seconds: float
    ends: float


_CURRENT: ContextVar[_Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """Give what is done inside so many seconds; of several deadlines around it, the first counts.

    Args:
        seconds: seconds; None for no deadline of its own.

    Raises:
        TookTooLong: they were over, and something inside noticed.
        ValueError: it is no number of seconds from 0.
    """
    if seconds is None:
        yield
        return
    if not seconds >= 0:
        raise ValueError(f"a timeout is a number of seconds from 0, not {seconds!r}")
    around, own = _CURRENT.get(), _Deadline(seconds, time.monotonic() + seconds)
    before = _CURRENT.set(own if around is None or own.ends < around.ends else around)
    try:
        yield
    finally:
        _CURRENT.reset(before)


def look_at_the_clock() -> None:
    """Between two steps of long work.

    Raises:
        TookTooLong: the time that the work was given is over.
    """
    deadline = _CURRENT.get()
    if deadline is not None and time.monotonic() >= deadline.ends:
        raise TookTooLong(deadline.seconds)


def seconds_left(most: float) -> float:
    """Seconds that are left for one step that cannot look at the clock, and at most so many.

    Raises:
        TookTooLong: none are left.
    """
    look_at_the_clock()
    deadline = _CURRENT.get()
    return most if deadline is None else min(most, max(deadline.ends - time.monotonic(), 0.001))
