"""What an engine is, and what one run of it over a case concludes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from expert.engine.program import Assertion, Mark, Program
from expert.foundations.kept import cached_property
from expert.foundations.terms import Verdict


class Firing(NamedTuple):
    """One rule that fired: its name, what it fired on, and what it concluded."""

    rule: str
    premises: tuple[Assertion | Mark, ...]
    conclusion: Assertion | Mark


@dataclass
class Run:
    """What one run over one case concluded.

    Attributes:
        present: the symptom was recognized and is not known to be elsewhere. Without it there is no candidate, and the
            next three are empty.
        verdicts: for each candidate cause, in the order of the program.
        offered: the keys of the ways that are not known to be unsuitable or harmful.
        harmful: the keys of the ways that are known to do harm.
        worked_out: the facts that rules concluded.
    """

    present: bool
    verdicts: Mapping[str, Verdict]
    offered: frozenset[str]
    harmful: frozenset[str]
    worked_out: frozenset[Assertion]
    traced: Iterable[Firing]
    """What `firings` is made from, when somebody asks for it."""

    @cached_property
    def firings(self) -> frozenset[Firing]:
        """Which monotone rule fired on what; a set, since the order means nothing."""
        return frozenset(self.traced)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Run) and self._said() == other._said()

    def _said(self) -> tuple[object, ...]:
        return self.present, self.verdicts, self.offered, self.harmful, self.worked_out, self.firings


class Engine(Protocol):
    """A way of firing the rules of a program. Safe to share between threads."""

    def run(self, program: Program, facts: Iterable[Assertion], *, recognized: bool) -> Run:
        """Fire all rules over the facts of one case.

        Args:
            program: the rules. What an engine makes of them, it makes once and keeps.
            facts: observed facts, and facts that a message told.
            recognized: a message of the symptom was found in the case's text.
        """

    def another(self) -> Engine:
        """An engine of its own that has made of the programs what this one has."""
