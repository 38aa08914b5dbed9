"""What the steps of a plan are called where there are ways to choose from: each way has the letter of its place.

A way of a remedy is called the same wherever it is shown (`way_letter`). Where a plan has the ways of several remedies,
their letters have a number before them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from expert.foundations.texts import way_letter, way_letters
from expert.results.diagnosis import CauseFound, PlanStep, RemedyOf
from expert.results.document import with_


def labeler(steps: Sequence[PlanStep], causes: Iterable[CauseFound]) -> Callable[[PlanStep], PlanStep]:
    """What gives each of these steps its label, where they belong to ways or cases of which only one is to be taken.

    Whoever reads one run of numbers does all of it; so the steps of each way have a letter of their own.

    Args:
        steps: those of a plan, in order.
        causes: what they are for.
    """
    if len({step.only_for for step in steps if step.only_for}) < 2:
        return lambda step: step
    letters = _Letters(causes)
    for step in steps:
        letters.of(step)  # how many remedies have letters shows only after the last
    counted: Counter[str] = Counter()
    labels: dict[int, str] = {}
    for step in steps:
        letter = letters.of(step)
        counted[letter] += 1
        labels[step.number] = f"{letter}{counted[letter]}"
    return lambda step: with_(step, label=labels[step.number])


class _Letters:
    def __init__(self, causes: Iterable[CauseFound]) -> None:
        self._remedies = {cause.id: cause.remedy for cause in causes if cause.remedy is not None}
        self._lettered: list[str] = []
        self._apart: dict[tuple[str, ...], str] = {}
        ways = [option.number for remedy in self._remedies.values() for option in remedy.options]
        self._further = islice(way_letters(), max(ways, default=0), None)

    def of(self, step: PlanStep) -> str:
        """The letters of the ways that a step is for; for no single remedy, a letter that no way has."""
        if not step.only_for:
            return ""
        remedies = [self._remedies[name] for name in step.causes if name in self._remedies]
        for remedy in {remedy.id: remedy for remedy in remedies}.values():
            ways = _ways(remedy)
            elsewhere = {name for other in remedies for name in _ways(other)} - ways.keys()
            taken = sorted({ways[name] for name in step.only_for if name in ways})
            if taken and elsewhere.isdisjoint(step.only_for):
                return f"{self._number(remedy)}{''.join(map(way_letter, taken))}"
        if step.only_for not in self._apart:
            self._apart[step.only_for] = next(self._further)
        return self._apart[step.only_for]

    def _number(self, remedy: RemedyOf) -> str:
        """Which of the remedies that have letters it is; the only one does without."""
        if remedy.id not in self._lettered:
            self._lettered.append(remedy.id)
        return str(self._lettered.index(remedy.id) + 1) if len(self._lettered) > 1 else ""


def _ways(remedy: RemedyOf) -> dict[str, int]:
    """The numbers of the ways of a remedy by what they are for."""
    return {option.case: option.number for option in reversed(remedy.options)}
