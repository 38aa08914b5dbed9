"""Locks that a child process finds open, though another thread held them when the process forked."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager

_forks = 0


def forks() -> int:
    """How many forks lie between the first process and this one."""
    return _forks


def _count_fork() -> None:
    global _forks
    _forks += 1


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_count_fork)


class Lock:
    """A lock of its own for each process.

    Of the threads only the one that forks goes on in the child, so a lock that another one held would stay shut there
    for ever. What it guards may have been left in the middle of a change; whoever takes it sees to that.

        with self._writing():
            ...

    Args:
        kind: makes the locks, as `threading.Lock` or `threading.RLock`.
    """

    def __init__(self, kind: Callable[[], AbstractContextManager[object]]) -> None:
        self._kind = kind
        self._of_process: dict[int, AbstractContextManager[object]] = {}

    def __call__(self) -> AbstractContextManager[object]:
        """The lock of this process; whoever takes it gives back the same, also where it forks in between."""
        found = self._of_process.get(_forks)
        # Of two threads that come first, both get the lock of one.
        return self._of_process.setdefault(_forks, self._kind()) if found is None else found
