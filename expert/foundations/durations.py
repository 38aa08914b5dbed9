"""How long something takes, as rule files write it: ISO 8601 durations of days, hours and minutes (`PT72H`)."""

from __future__ import annotations

import re

from expert.foundations.limits import MOST_DIGITS_OF_DURATION

_NUMBER = rf"([0-9]{{1,{MOST_DIGITS_OF_DURATION}}})"
_FORM = re.compile(rf"P(?=.)(?:{_NUMBER}D)?(?:T(?=.)(?:{_NUMBER}H)?(?:{_NUMBER}M)?)?")


def parts(duration: str) -> tuple[int, int, int] | None:
    """The days, hours and minutes of a duration; None where it is no such duration, or one of too many digits.

    >>> parts("PT72H"), parts("P1DT30M"), parts("soon")
    ((0, 72, 0), (1, 0, 30), None)
    """
    match = _FORM.fullmatch(duration)
    if match is None:
        return None
    days, hours, minutes = (int(found or 0) for found in match.groups())
    return days, hours, minutes


def in_minutes(duration: str | None) -> int:
    """A duration in minutes; 0 for none.

    >>> in_minutes("P1DT2H30M"), in_minutes(None)
    (1590, 0)

    Raises:
        ValueError: it is no duration of days, hours and minutes.
    """
    if duration is None:
        return 0
    found = parts(duration)
    if found is None:
        raise ValueError(f"not a duration of days, hours and minutes: {duration!r}")
    days, hours, minutes = found
    return (days * 24 + hours) * 60 + minutes


def of_minutes(total: int) -> str:
    """Minutes as a duration of hours and minutes.

    >>> of_minutes(4335), of_minutes(0)
    ('PT72H15M', 'PT0M')
    """
    hours, minutes = divmod(total, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes or not hours else "")
