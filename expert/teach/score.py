"""The score of an exercise: proof, cost and safety, each from counts alone.

It is a pure function, so that a page can repeat it; `tests/teach/score_vectors.json` holds both to the same examples.
A hundred points are shared out so that thorough work is never paid less than luck:

- proof (40): all of them where what was looked up settles the cause; else the share of the other causes that it ruled
  out, of which one part, the last, is kept for the proof itself. Each wrong name takes a quarter, and two where what
  was known had ruled it out already.
- cost (30): what the recommended path costs, divided by what this one did; only where the cause is settled, for a
  guess earns nothing for being cheap. Wrong names take the same part as they do of the proof.
- safety (30): by the way to mend it that was chosen; nothing for one that is not for a cause that was named.

A settled cause without a wrong name has 40 points at least, one that is not settled always fewer, before safety.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import Literal

Judged = Literal["right", "avoidable", "in_vain", "harmful"]
"""A way to mend it: fitting, and nothing that fits is milder; fitting, with a danger that another way avoids; not
fitting, but without a danger for sure; not fitting, with one."""

PROOF = 40
COST = 30
SAFETY: dict[Judged, int] = {"right": 30, "avoidable": 15, "in_vain": 10, "harmful": 0}
_PARTS = 4  # so many wrong names take everything


@dataclass(frozen=True)
class Ending:
    """How an exercise ended.

    Attributes:
        right: the cause was named; where there are two, both.
        settled: what was looked up confirms the cause, or leaves no other.
        ruled_out: how many other causes it rules out, of those that can be.
        others: how many others can be ruled out.
        wrong: how many wrong causes were named.
        against: how many of these had been ruled out before by what was known.
        cost: minutes, with everything that was done.
        best_cost: minutes of the recommended path.
        way: the way to mend it that was chosen; None where none was, or where the cause was not named and the way is
            for none that was: it fits by luck at best.
    """

    right: bool
    settled: bool
    ruled_out: int
    others: int
    wrong: int
    against: int
    cost: float
    best_cost: float
    way: Judged | None


@dataclass(frozen=True)
class Points:
    """The points of an exercise, from 0 to 40, 30 and 30."""

    proof: int
    cost: int
    safety: int

    @property
    def total(self) -> int:
        """Of 100."""
        return self.proof + self.cost + self.safety


def points(ending: Ending) -> Points:
    """The points that an ending earns."""
    safety = 0 if ending.way is None else SAFETY[ending.way]
    if not ending.right:
        return Points(0, 0, safety)
    left = max(0, _PARTS - ending.wrong - ending.against) / _PARTS
    if not ending.settled:
        return Points(floor(PROOF * left * ending.ruled_out / (ending.others + 1)), 0, safety)
    cheap = min(1.0, ending.best_cost / ending.cost) if ending.cost else 1.0
    return Points(floor(PROOF * left), floor(COST * left * cheap + 0.5), safety)
