"""The exit codes of the command `expert`, all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from expert.foundations.terms import Outcome

RAN = 0
CHECK_FAILED = 1
"""A check or a test of the rules failed, or the two engines disagree."""
BAD_INPUT = 2
"""Bad usage or bad input; the message is on standard error."""
NOTHING_TRIED = 2
"""`rules links --check` found no network; the message is on standard error."""
INTERRUPTED = 130

# Only with `diagnose --exit-code`:
NO_CAUSE = 10
"""No cause is confirmed or likely."""
NOT_DIAGNOSED = 11
"""Nothing is recognized, the text is incomplete, or the case is out of scope."""

# Only with `preflight --exit-code`:
WILL_STOP = 10
"""Something will stop enrollments within the days that were asked for."""
STOPS_NOW = 11
"""Something stops enrollments now."""
CANNOT_SAY = 12
"""Nothing is known to stop enrollments, but files contradict each other or could not be read: look at the report."""


def of_outcome(outcome: Outcome) -> int:
    """The exit code that tells a script how a case came out (`diagnose --exit-code`)."""
    if outcome in ("unrecognized", "incomplete", "out_of_scope"):
        return NOT_DIAGNOSED
    return RAN if outcome in ("confirmed", "likely", "obstacle", "solved") else NO_CAUSE
