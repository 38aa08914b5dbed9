"""Properties that are worked out when they are first asked for, and kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")

if sys.version_info >= (3, 12):
    from functools import cached_property as cached_property
else:

    class _Kept(Generic[T]):
        """As `functools.cached_property` is from Python 3.12 on: without a lock.

        The one of 3.11 has a lock for all objects of a class, behind which threads wait for each other, and a child
        process for ever where a thread held it when the process forked. Two threads that ask at once may both work it
        out; what comes of it is equal.
        """

        def __init__(self, work_out: Callable[[Any], T]) -> None:
            self._work_out = work_out
            self.__doc__ = work_out.__doc__

        def __set_name__(self, owner: type[Any], name: str) -> None:
            self._name = name

        @overload
        def __get__(self, one: None, owner: type[Any]) -> _Kept[T]: ...
        @overload
        def __get__(self, one: object, owner: type[Any]) -> T: ...
        def __get__(self, one: object, owner: type[Any]) -> _Kept[T] | T:
            if one is None:
                return self
            # Not by `setattr`, which a frozen class refuses.
            return one.__dict__.setdefault(self._name, self._work_out(one))  # type: ignore[no-any-return]

    cached_property = _Kept
