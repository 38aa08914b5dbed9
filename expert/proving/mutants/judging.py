"""Tries mutants: does check notice, and if not, does a case come out otherwise?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from expert.engine.rule_cases import run_case
from expert.foundations.kept import cached_property
from expert.foundations.problems import ProblemList
from expert.foundations.records import Record
from expert.foundations.shapes import Written
from expert.foundations.texts import Text
from expert.proving.mutants.checking import Told
from expert.proving.mutants.concerned import WITH_STEPS, Concerned
from expert.proving.mutants.ground import Ground
from expert.proving.mutants.kinds import KINDS
from expert.proving.mutants.mutant import Mutant
from expert.proving.mutants.rereading import READ_AGAIN, read_again
from expert.proving.mutants.trees import at, same
from expert.rules.knowledge import KnowledgeBase
from expert.rules.models import Cause, RuleCase

By = Literal["check", "test"]
"""What notices a mutant."""


@dataclass(frozen=True, eq=False, repr=False)
class Noticed(Record):
    """What was noticed of a mutant.

    Attributes:
        by: what notices it.
        saying: what that says.
    """

    by: By
    saying: Text


def mutants_of(ground: Ground) -> Iterator[Mutant]:
    """Every mutant of some folders, kind by kind, in the order of their parts."""
    for kind in KINDS.values():
        for i, read in enumerate(ground.read):
            for j, part in enumerate(read.parts):
                for change in kind.changes(part, ground.knowledge) if part.kind in READ_AGAIN else ():
                    if change.becomes is None or not same(at(part.node, change.at), change.becomes):
                        yield Mutant(kind, i, j, part, change)


class Judge:
    """Tries mutants of some folders.

    Args:
        ground: the folders.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    @cached_property
    def _concerned(self) -> Concerned:
        return Concerned(self._ground)

    def notice(self, mutant: Mutant) -> Noticed | None:
        """What notices a mutant; None where it survives. Only the cases are run that it can concern."""
        found = tried(mutant, partial(self._ground.with_part, words_only=mutant.words_only))
        if isinstance(found, Noticed):
            return found
        if mutant.words_only and mutant.part.kind not in WITH_STEPS:
            return None
        now, knowledge = found
        knowledge = self._ground.lending_to(knowledge, mutant.part.kind)
        if mutant.in_a_case:
            cases = self._concerned.cases_changed(mutant.part, knowledge)
        elif mutant.words_only:
            cases = self._concerned.cases_by_words(mutant.part, knowledge)
        else:
            cases = self._concerned.cases(mutant.part, now, knowledge)
        failing = _first_failing(knowledge, cases)
        # What was made of the knowledge holds it again: of thousands, each would wait for the garbage to be collected.
        knowledge.attached.clear()
        return failing

    def notice_by_all(self, mutant: Mutant) -> Noticed | None:
        """The same by all cases and with nothing lent, which takes far longer: what `notice` is held against."""
        found = tried(mutant, self._ground.with_part_by_all)
        if isinstance(found, Noticed):
            return found
        _, knowledge = found
        return _first_failing(knowledge, [(cause, case) for cause in knowledge.causes.values() for case in cause.cases])


def tried(
    mutant: Mutant, check: Callable[[int, int, Written | None], Told]
) -> Noticed | tuple[Written | None, KnowledgeBase]:
    """What check notices; else the part as it is, and what the rules are with it."""
    problems = ProblemList()
    now = None if mutant.node is None else read_again(mutant.part, mutant.node, problems)
    for problem in problems:
        return Noticed("check", problem.text)
    told = check(mutant.folder, mutant.place_in_folder, now)
    if told.knowledge is None or told.new:
        return Noticed("check", told.new[0].text)
    return now, told.knowledge


def _first_failing(knowledge: KnowledgeBase, cases: Iterable[tuple[Cause, RuleCase]]) -> Noticed | None:
    for cause, case in cases:
        result = run_case(knowledge, cause, case, asking=False)
        if not result.holds:
            return Noticed("test", result.say())
    return None
