"""The second half of an exercise: the ways to mend the fault that are offered, and what each would do."""

from __future__ import annotations

from typing import Literal

from expert.foundations.terms import Safety
from expert.results.document import Part


class WayStep(Part):
    """A step of a way.

    Attributes:
        text: what to do.
        short: the same in a few words; None where the rules have none.
        safety: its dangers; none means safe.
        only_if: the only case in which it is to be done, where the facts do not tell whether it is so. Its dangers
            are those of that case only.
        dangers_only_if: the only case in which it has its dangers, where its text tells one that no fact does.
    """

    text: str
    short: str | None = None
    safety: tuple[Safety, ...] = ()
    only_if: str | None = None
    dangers_only_if: str | None = None


class WayToMend(Part):
    """A way to mend the fault, to be chosen among others. Nothing in it tells whether it is the right one.

    Attributes:
        id: the id of the remedy with the number of its way, such as `renew-ade-token/2`.
        title: the remedy, and the way where there are several.
        steps: in their order.
        safety: the dangers that it has here for sure, the mildest first.
    """

    id: str
    title: str
    steps: tuple[WayStep, ...]
    safety: tuple[Safety, ...]


class WayJudged(Part):
    """What choosing a way means. It gives the exercise away.

    Attributes:
        id: the id of the way.
        judged: `right`: it mends the fault, and nothing that does so is safer; `avoidable`: it mends it with a danger
            that another way avoids; `in_vain`: it mends nothing, and does no harm for sure; `harmful`: it mends
            nothing, and does harm for sure.
        safe: it does no harm that could be avoided, for sure or in some case.
        points: what it earns, of 30, where the cause was named or it is for one that was.
        told: why, in sentences.
        consequences: what it would do here, a clause for each danger; where it is open whether it does, with the case.
        causes: the ids of the causes to choose from that it is for.
    """

    id: str
    judged: Literal["right", "avoidable", "in_vain", "harmful"]
    safe: bool
    points: int
    told: str
    consequences: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
