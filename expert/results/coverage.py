"""What the cases of rule files show of the rules."""

from __future__ import annotations

from typing import Literal

from expert.foundations.texts import Language
from expert.results.diagnosis import Knowledge
from expert.results.document import Document, Part

COVERAGE_SCHEMA: Literal["expert/coverage/1"] = "expert/coverage/1"

Sort = Literal["verdicts", "deciding", "bounds", "plans"]
"""What is counted together: the verdicts of causes and what leads to them; atoms that decide alone; values at bounds
and right beside them; ways, steps and marks of plans."""


class Counted(Part):
    """How much is shown of what can be.

    Attributes:
        shown: how many things a case shows.
        of: how many could be shown: those that are, and those that are missing.
        percent: the one of the other, down to a tenth; 100 where there is nothing to show.
    """

    shown: int
    of: int
    percent: float


class Unshown(Part):
    """Something that no case shows.

    Attributes:
        part: what it is about, by its file and the way to it, such as `causes/no-license/confirmed_when`.
        kind: what is to be shown.
        what: the same in words.
    """

    part: str
    kind: str
    what: str


class CauseCovered(Part):
    """What cases show of a cause, and of the remedy, symptoms, shared steps and derivations that belong to it.

    Attributes:
        counted: how much.
        to_confirm: how many of its cases are to be confirmed.
        missing: what no case shows though one could.
        unreachable: what the rules, and what cannot be true together, allow no case to show.
        undecided: what was not found in as many cases as were tried.
    """

    id: str
    counted: Counted
    to_confirm: int = 0
    missing: tuple[Unshown, ...] = ()
    unreachable: tuple[Unshown, ...] = ()
    undecided: tuple[Unshown, ...] = ()


class Proposed(Part):
    """A case that would show what is missing.

    Attributes:
        cause: the cause whose file it belongs into.
        name: its name.
        yaml: the case as it can be pasted.
    """

    cause: str
    name: str
    yaml: str


class CoverageReport(Document):
    """What the cases of rule files show of the rules.

    Attributes:
        cases: how many cases there are.
        held: how many come out as they say.
        to_confirm: the names of those that are to be confirmed, by their causes.
        counted: how much is shown in all; what several causes share counts once.
        by_sort: the same for each sort of what is to be shown.
        causes: the same for each cause.
        proposed: cases that would show what is missing.
    """

    _named = ("language",)

    schema_: Literal["expert/coverage/1"] = COVERAGE_SCHEMA
    knowledge: Knowledge
    language: Language
    cases: int
    held: int
    to_confirm: dict[str, tuple[str, ...]]
    counted: Counted
    by_sort: dict[Sort, Counted]
    causes: tuple[CauseCovered, ...]
    proposed: tuple[Proposed, ...]
