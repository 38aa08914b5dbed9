"""One test over many things of one sort, in the place of a test for each.

To begin, share out and report a test takes some thousandths of a second, which is more than many of them take. So what
is quick is tried in one test; all of it, also after one that fails, and each that fails is named.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any

import pytest


def each(
    names: str | tuple[str, ...], things: Iterable[Any], *, ids: Callable[[Any], str] | None = None, parts: int = 1
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """As `pytest.mark.parametrize`, but with one test for all things, or so many `parts` of them.

    What the test asks for besides, fixtures too, is the same for all things of a part.

    Args:
        names: of the parameter, or of several, for which each thing holds as many values.
        things: what is tried.
        ids: what to call a value where it fails; by itself if left out.
        parts: tests, each of every so-manieth thing, so that they can run beside each other.

    Raises:
        ValueError: there is nothing to try.
    """
    every = list(things)
    if not every:
        raise ValueError(f"there is nothing to try for {names}")
    wanted = (names,) if isinstance(names, str) else names

    def over_all(test: Callable[..., None]) -> Callable[..., None]:
        def tried(part: int, **given: Any) -> None:
            here = every[part::parts]
            failed: list[Exception] = []
            for thing in here:
                values = (thing,) if isinstance(names, str) else thing
                try:
                    test(**dict(zip(wanted, values, strict=True)), **given)
                except (Exception, pytest.fail.Exception) as error:
                    found = error if isinstance(error, Exception) else AssertionError(str(error))
                    found.add_note(f"with {', '.join(map(ids or str, values))[:300]}")
                    failed.append(found)
            if failed:
                raise ExceptionGroup(f"{len(failed)} of {len(here)} fail", failed)

        kept = [one for name, one in inspect.signature(test).parameters.items() if name not in wanted]
        part = inspect.Parameter("part", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        tried.__signature__ = inspect.Signature([part, *kept])  # type: ignore[attr-defined]
        for said in ("__name__", "__qualname__", "__module__", "__doc__"):
            setattr(tried, said, getattr(test, said))
        tried.__dict__["pytestmark"] = list(getattr(test, "pytestmark", ()))
        in_parts: Callable[..., None] = pytest.mark.parametrize("part", range(min(parts, len(every))))(tried)
        return in_parts

    return over_all
