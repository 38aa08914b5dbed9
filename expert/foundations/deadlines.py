"""How long something may take: a deadline that work looks at between its steps.

Whatever works for long asks between two steps whether there is time left, at places where nothing that others share is
half made, so that the next one finds all of it as it was. Only what cannot ask, as a search by a regular expression
that a rule folder brings, is interrupted from outside (`interrupted_after`), and it shares nothing.
"""

from __future__ import annotations

import signal
import threading
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
        at: what took so long, where that is known.
    """

    def __init__(self, seconds: float, at: Text | None = None) -> None:
        self.seconds, self.at = seconds, at
        super().__init__(seconds, at)

    def __str__(self) -> str:
        return self.in_("en")

    def in_(self, language: Language) -> str:
        """What happened, in one line."""
        if self.at is None:
            return _STOPPED.format(seconds=f"{self.seconds:g}").in_(language)
        return _STOPPED_AT.format(seconds=f"{self.seconds:g}", at=self.at).in_(language)


_STOPPED = Text(
    "this was not done after {seconds} s, which is all that it was given, and was stopped; give it more time, or less "
    "to read",
    "det här var inte klart efter {seconds} s, som var all tid det fick, och avbröts; ge det mer tid, eller mindre att "
    "läsa",
)


_STOPPED_AT = Text("{at} took more than {seconds} s, and was stopped", "{at} tog mer än {seconds} s och avbröts")


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


@contextmanager
def interrupted_after(most: float) -> Iterator[None]:
    """Interrupt what is done inside when no time is left, and after so many seconds at the latest.

    That is possible in the main thread of a system with signals, where nobody else waits for this one; elsewhere it
    is stopped where it looks at the clock. What is done inside must share nothing.

    Raises:
        TookTooLong: the time is over.
    """
    left = seconds_left(most)

    def stop(*_: object) -> None:
        look_at_the_clock()
        raise TookTooLong(left)

    if not _may_ring():
        with within(most):
            yield
            look_at_the_clock()
        return
    signal.signal(signal.SIGALRM, stop)
    try:
        signal.setitimer(signal.ITIMER_REAL, left)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _may_ring() -> bool:
    """Whether a signal can stop this thread, and nobody else waits for that signal or has asked for it."""
    return (
        threading.current_thread() is threading.main_thread()
        and hasattr(signal, "setitimer")
        and signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
        and not signal.getitimer(signal.ITIMER_REAL)[0]
    )


def seconds_left(most: float) -> float:
    """Seconds that are left for one step that cannot look at the clock, and at most so many.

    Raises:
        TookTooLong: none are left.
    """
    look_at_the_clock()
    deadline = _CURRENT.get()
    return most if deadline is None else min(most, max(deadline.ends - time.monotonic(), 0.001))
