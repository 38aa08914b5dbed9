"""How much of a large set is tried: a part of it, always the same; `--exhaustive`: all of it; `--sparse`: little."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import settings

_T = TypeVar("_T")
_SPARSE = 3


def exhaustive() -> bool:
    """Whether `--exhaustive` was given."""
    return settings.get_current_profile_name() == "exhaustive"


def some_of(things: Sequence[_T], one_in: int) -> Sequence[_T]:
    """One in so many of some things, from the first on, so that neighbors, which are alike, are not all tried.

    With `--sparse` three times fewer: of a grown copy nearly all is what it is in the checkout, where it is tried.
    """
    if settings.get_current_profile_name() == "sparse":
        one_in *= _SPARSE
    return things if exhaustive() else things[::one_in]
