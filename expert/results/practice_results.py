"""What became of exercises: the results that a learner keeps in a file, and hands in.

They are plain records, for they come back from others' disks: `expert.teach.result_files` reads and writes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from expert.results.exercise import Level

RESULTS_SCHEMA: Literal["expert/practice-results/1"] = "expert/practice-results/1"
Mode = Literal["learning", "exam"]
_STRICT = {"extra": "forbid"}


@dataclass(frozen=True)
class KnowledgeUsed:
    """Which knowledge the exercises were drawn from."""

    __pydantic_config__ = _STRICT
    version: str
    digest: str


@dataclass(frozen=True)
class RemedyChosen:
    """The way to mend it that was chosen.

    Attributes:
        chosen: the id of the way; None where none was chosen.
        safe: it does no harm that could be avoided; None where none was chosen.
    """

    __pydantic_config__ = _STRICT
    chosen: str | None = None
    safe: bool | None = None


@dataclass(frozen=True)
class ScoreKept:
    """The points: of 40, 30 and 30, and their sum."""

    __pydantic_config__ = _STRICT
    proof: int
    cost: int
    safety: int
    total: int


@dataclass(frozen=True)
class PracticeResult:
    """What became of one exercise.

    Attributes:
        seed: what it was drawn with.
        symptom: the id of its symptom.
        cause: the id of the hidden cause; of two, the one that was named first.
        level: how hard it was.
        case: what a ticket of one's own is called; None for an exercise that was drawn.
        right: the cause was named.
        named: the ids of the causes that were named, in order.
        looked: the names of the facts that were looked up, in order.
        hints: how many hints were taken.
        undone: how many steps were taken back.
        cost: minutes, with hints and what was taken back.
        best_cost: minutes of the recommended path.
        seconds: how long it took, where that was kept.
        causes: the ids of all causes that were at work; empty in a file of before they were kept (`at_work`).
    """

    __pydantic_config__ = _STRICT
    seed: int
    symptom: str
    cause: str
    level: Level
    case: str | None
    right: bool
    named: tuple[str, ...]
    looked: tuple[str, ...]
    hints: int
    undone: int
    cost: float
    best_cost: float
    seconds: float | None
    remedy: RemedyChosen
    score: ScoreKept
    causes: tuple[str, ...] = ()

    @property
    def at_work(self) -> tuple[str, ...]:
        """The causes that were at work, as far as the file tells."""
        return self.causes or (self.cause,)


@dataclass(frozen=True)
class PracticeResults:
    """The results of one learner.

    Attributes:
        name: the learner's; empty where it was not given.
        mode: whether they learned, or were examined.
        knowledge: what the exercises were drawn from; None where the file does not say.
    """

    name: str
    mode: Mode
    results: tuple[PracticeResult, ...]
    knowledge: KnowledgeUsed | None = None
